// No violation of WCAG 2.2 AA nor of good practice, in any view, wide or narrow.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faults } from './axe.mjs';
import { VIEWS, stage, withPage } from './browser.mjs';
import { samples } from './site.mjs';

const held = stage();

for (const view of Object.keys(VIEWS)) {
  for (const width of [1280, 360, 320]) {
    describe(`${view} at ${width}`, () => {
      test('no violation on any kind of page', async (t) => {
        await withPage(held.browser, { view, width, bypassCSP: true }, async (page) => {
          for (const { kind, path } of samples) {
            await t.test(kind, async () => {
              await page.goto(held.root + path);
              assert.deepEqual(await faults(page), []);
            });
          }
        });
      });
    });
  }
}

test('the check finds a planted fault', async () => {
  await withPage(held.browser, { bypassCSP: true }, async (page) => {
    await page.goto(held.root);
    await page.evaluate(() => document.querySelector('main').append(document.createElement('button')));
    assert.match((await faults(page)).join('\n'), /^button-name/m);
  });
});
