// On paper: nothing to click, nothing alone, nothing that cannot be read.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stage, withPage } from './browser.mjs';
import { pageOf, samples } from './site.mjs';

const held = stage();

/** Runs `act` on a page as it would be printed. */
const printed = (path, act) =>
  withPage(held.browser, { width: 720 }, async (page) => {
    await page.goto(held.root + path);
    if (path.startsWith('search.html?')) await page.waitForSelector('[data-search-state=done]');
    await page.emulateMedia({ media: 'print' });
    return act(page);
  });

const seen = `(element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible' && getComputedStyle(element).clip === 'auto'`;

/** What only a screen can use, headings with nothing below them, and words that paper swallows. */
function faults(seenSource) {
  const seen = (0, eval)(seenSource);
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const words = (element) => element.textContent.trim().slice(0, 20);
  const controls = all('nav, form, button, input:not([type=checkbox]), select, header.header, footer.footer, .leaving');
  const alone = all('main h2').filter((heading) => {
    const around = heading.closest('section') ?? heading.parentElement;
    const after = [...around.querySelectorAll('*')].filter((e) => heading.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && !heading.contains(e));
    return !after.some((e) => seen(e) && (e.textContent.trim() !== '' || e.matches('img, svg')));
  });
  const light = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    const part = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return { a, light: 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b) };
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const own = light(getComputedStyle(e).backgroundColor);
      if (own.a > 0.5) return own.light;
    }
    return 1;
  };
  const hasWords = (element) => [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim() !== '');
  const swallowed = all('main *').filter(hasWords).filter((element) => {
    const ink = light(getComputedStyle(element).color).light;
    // With and without the grounds, which browsers leave away unless they are asked for.
    return [behind(element), 1].some((ground) => (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < 4.5);
  });
  const bare = all('main a[href^=http]:not(.address)').filter((link) => !getComputedStyle(link, '::after').content.includes('（'));
  const wide = all('main *').filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('svg'));
  return [
    ...controls.map((e) => `${e.tagName.toLowerCase()}.${e.className}: ${words(e)}`),
    ...alone.map((e) => `nothing below “${words(e)}”`),
    ...swallowed.map((e) => `cannot be read: ${e.className} ${words(e)}`),
    ...bare.map((e) => `no address: ${words(e)}`),
    ...wide.map((e) => `cut: ${e.tagName} ${words(e)}`),
  ];
}

describe('on paper', () => {
  for (const { kind, path } of samples) {
    test(kind, async () => {
      const found = await printed(kind === 'search' ? `${path}?q=小巨人` : path, (page) => page.evaluate(faults, seen));
      assert.deepEqual([...new Set(found)].slice(0, 12), []);
    });
  }

  test('planted faults are found', async () => {
    const found = await printed(pageOf('prose').path, (page) =>
      page.evaluate(
        ([source, seenSource]) => {
          document.querySelector('main').insertAdjacentHTML(
            'beforeend',
            '<section><h2>一</h2></section><button>二</button><p class=x>三</p><a class=address href=https://a.cn>四</a>',
          );
          document.querySelector('.x').style.cssText = 'color:#fff';
          return (0, eval)(`(${source})`)(seenSource);
        },
        [faults.toString(), seen],
      ),
    );
    assert.deepEqual(found.map((fault) => fault.split(/[ :.]/)[0]), ['button', 'nothing', 'cannot']);
  });

  test('the table of all targets is one sheet, across', async () => {
    const bytes = await withPage(held.browser, {}, async (page) => {
      await page.goto(held.root + pageOf('sheet').path);
      return page.pdf({ preferCSSPageSize: true });
    });
    const text = bytes.toString('latin1');
    assert.equal(text.match(/\/Type\s*\/Page\b/g).length, 1);
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text);
    assert.ok(Number(width) > Number(height), `${width} × ${height}`);
  });
});
