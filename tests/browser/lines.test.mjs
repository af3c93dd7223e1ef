// On a telephone: a day is not broken at its hyphens, a sign stands by its word, tables fit or say that they go on.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stage, withPage } from './browser.mjs';
import { pages } from './site.mjs';

const held = stage();

/** What is broken on the page as it stands. Runs in the browser. */
function broken() {
  const faults = [];
  const isBroken = (from, at, to, end) => {
    const range = document.createRange();
    range.setStart(from, at);
    range.setEnd(to, end);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    return boxes.some((box) => box.top > boxes[0].bottom);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    for (const { index } of text.data.matchAll(/(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])/g)) {
      if (isBroken(text, index, text, index + 10)) faults.push(`a day: ${text.data.trim().slice(0, 40)}`);
    }
  }
  for (const sign of document.querySelectorAll('.status-sign')) {
    const word = sign.nextSibling;
    if (word && isBroken(sign.firstChild, 0, word, 1)) faults.push(`a sign: ${sign.parentElement.textContent}`);
  }
  for (const frame of document.querySelectorAll('.scroll, .service-scroll')) {
    if (frame.scrollWidth <= frame.clientWidth + 1) continue;
    const columns = frame.querySelector('tr').cells.length;
    if (columns <= 3) faults.push(`${columns} columns do not fit: ${frame.textContent.trim().slice(0, 20)}`);
    if (!frame.previousElementSibling?.textContent.includes('可左右滑动')) faults.push('a table goes on and does not say so');
  }
  return faults;
}

for (const view of ['normal', 'elder']) {
  describe(`at 360 px, ${view}`, () => {
    test('every page', async (t) => {
      await withPage(held.browser, { width: 360, view }, async (page) => {
        for (const { path } of pages) {
          await t.test(path, async () => {
            await page.goto(held.root + path);
            assert.deepEqual(await page.evaluate(broken), []);
          });
        }
      });
    });
  });
}

test('planted faults are found', async () => {
  await withPage(held.browser, { width: 360 }, async (page) => {
    await page.goto(held.root);
    await page.$eval('main', (main) => {
      main.insertAdjacentHTML(
        'afterbegin',
        `<p>甲2026-11-18</p><p><span class=status><span class=status-sign>√</span>已实现</span></p>
         <div class=scroll><table><tr><td>一</td><td>二</td></tr></table></div>`,
      );
      // By script: the policy of the server takes no style attributes.
      const [day, status] = main.querySelectorAll('p');
      day.style.cssText = 'width:4em;word-break:break-all';
      status.querySelector('.status-sign').style.display = 'block';
      main.querySelector('table').style.width = '900px';
    });
    assert.deepEqual((await page.evaluate(broken)).map((fault) => fault.slice(0, 6)), ['a day:', 'a sign', '2 colu', 'a tabl']);
  });
});
