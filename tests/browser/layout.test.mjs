// Nothing scrolls sideways at 320 CSS pixels, and everything to press is large enough.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VIEWS, stage, withPage } from './browser.mjs';
import { samples } from './site.mjs';

const LARGEST = {
  'normal, largest text': { size: 3, contrast: false, elder: false },
  'elder, largest text': { size: 3, contrast: false, elder: true },
};
const held = stage();

/** What sticks out of the window to the right, outermost first; empty when nothing scrolls sideways. */
function tooWide() {
  const limit = window.innerWidth;
  const wide = document.scrollingElement.scrollWidth;
  if (wide <= limit) return [];
  const out = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > limit + 0.5);
  const names = out.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.slice(0, 20)}`);
  return [`${wide} px wide`, ...names];
}

/**
 * What can be pressed and is under 24 × 24 CSS pixels (WCAG 2.5.8). Links within a line of other
 * text are excepted, as there; undersized targets with room around them are not, unlike there.
 */
function tooSmall() {
  const inText = (link) => {
    if (getComputedStyle(link).display !== 'inline') return false;
    const block = link.closest('p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, div');
    const own = [...block.childNodes].filter((n) => !(n.nodeType === 1 && n.matches('ol, ul, dl, svg')));
    const text = own.map((n) => n.textContent).join('').trim();
    return text.length > link.textContent.trim().length;
  };
  const seen = (e) => {
    const style = getComputedStyle(e);
    return e.getClientRects().length > 0 && style.visibility === 'visible';
  };
  return [...document.querySelectorAll('a[href], button, summary, input:enabled, select, textarea, [tabindex="0"]')]
    .filter((e) => seen(e) && !(e.tagName === 'A' && inText(e)))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.width < 23.95 || box.height < 23.95)
    .map(([e, b]) => `${b.width.toFixed(1)}×${b.height.toFixed(1)} ${e.tagName.toLowerCase()}.${e.className} “${e.textContent.trim().slice(0, 16)}” in ${e.parentElement.tagName.toLowerCase()}.${e.parentElement.className}`);
}

for (const [view, kept] of Object.entries({ ...VIEWS, ...LARGEST })) {
  test(`reflow at 320: ${view}`, async (t) => {
    await withPage(held.browser, { view, kept, width: 320 }, async (page) => {
      for (const { kind, path } of samples) {
        await t.test(kind, async () => {
          await page.goto(held.root + path);
          assert.deepEqual(await page.evaluate(tooWide), []);
        });
      }
    });
  });
}

for (const view of Object.keys(VIEWS)) {
  for (const width of [1280, 320]) {
    test(`target sizes at ${width}: ${view}`, async (t) => {
      await withPage(held.browser, { view, width }, async (page) => {
        for (const { kind, path } of samples) {
          await t.test(kind, async () => {
            await page.goto(held.root + path);
            assert.deepEqual([...new Set(await page.evaluate(tooSmall))], []);
          });
        }
      });
    });
  }
}

test('the checks find planted faults', async () => {
  await withPage(held.browser, { width: 320 }, async (page) => {
    await page.goto(held.root);
    await page.evaluate(() => {
      const bar = document.createElement('button');
      bar.style.cssText = 'display: block; width: 400px; height: 12px; padding: 0; border: 0';
      document.querySelector('main').append(bar);
    });
    assert.notDeepEqual(await page.evaluate(tooWide), []);
    assert.match((await page.evaluate(tooSmall)).join('\n'), /^400\.0×12\.0 button/m);
  });
});
