// The cards that other sites show: whole in their frame, without script, sound by axe.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from './axe.mjs';
import { stage, withPage } from './browser.mjs';
import { PUBLIC, cards, listFiles, pages } from './site.mjs';

/** CSS pixels of the frame that the target pages offer to copy. */
const FRAME = { width: 360, height: 240 };
const held = stage();
const files = new Set(listFiles());

test('each target has a card, and its page offers it in a frame of that size', () => {
  const targets = pages.filter((page) => page.kind === 'target');
  assert.ok(targets.length > 0);
  assert.equal(cards.length, targets.length);
  for (const { path, html } of targets) {
    const code = /&lt;iframe src="([^"]+)" width="(\d+)" height="(\d+)"/.exec(html);
    assert.ok(code, path);
    assert.ok(files.has(code[1].slice(PUBLIC.href.length)), `${path}: ${code[1]}`);
    assert.deepEqual([Number(code[2]), Number(code[3])], [FRAME.width, FRAME.height], path);
  }
});

test('every card fits its frame, tells its source and runs no script', async (t) => {
  await withPage(held.browser, { width: FRAME.width, bypassCSP: true }, async (page) => {
    await page.setViewportSize(FRAME);
    for (const { path, html } of cards) {
      await t.test(path, async () => {
        assert.doesNotMatch(html, /<script/);
        await page.goto(held.root + path);
        const seen = await page.evaluate(() => ({
          tall: document.documentElement.scrollHeight,
          wide: document.documentElement.scrollWidth,
          source: document.querySelector('.card-source').textContent,
          href: document.querySelector('a').href,
        }));
        assert.ok(seen.tall <= FRAME.height && seen.wide <= FRAME.width, `${seen.wide} × ${seen.tall}`);
        assert.match(seen.source, /来源：\S/);
        assert.ok(files.has(seen.href.slice(PUBLIC.href.length)), seen.href);
        assert.deepEqual(await faults(page), []);
      });
    }
  });
});
