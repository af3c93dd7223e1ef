// Lists of services: whole without a script, narrowed and ordered with it, cards on a telephone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage, withPage } from './browser.mjs';
import { pages } from './site.mjs';

const held = stage();
const lists = pages.filter((page) => page.kind === 'service' && page.html.includes('data-service-table'));
const list = lists.find((page) => page.html.includes('data-order')) ?? lists[0];
const skip = list === undefined && 'the site has no list of services';
const shown = (page) => page.locator('[data-service-table] tbody tr:visible').count();
const said = (page) => page.textContent('[data-said]');

test('choices and words narrow a list together, and it is told', { skip }, async () => {
  await withPage(held.browser, {}, async (page) => {
    await page.goto(held.root + list.path);
    const all = await shown(page);
    assert.equal(await said(page), '');
    const select = page.locator('[data-column]').first();
    await select.selectOption({ index: 1 });
    const some = await shown(page);
    assert.ok(some > 0 && some <= all, `${some} of ${all}`);
    const name = await page.locator('[data-service-table] tbody tr:visible th').first().textContent();
    await page.fill('[data-find]', name);
    const found = await shown(page);
    assert.ok(found > 0 && found <= some);
    if (found < all) assert.equal(await said(page), `显示 ${found} 项，共 ${all} 项`);
    await page.fill('[data-find]', '没有这个词');
    assert.equal(await said(page), `显示 0 项，共 ${all} 项`);
    await page.fill('[data-find]', '');
    await select.selectOption('');
    assert.equal(await shown(page), all);
  });
});

test('an order puts what is not published last, and can be taken back', { skip }, async () => {
  await withPage(held.browser, {}, async (page) => {
    await page.goto(held.root + list.path);
    const order = page.locator('[data-order]');
    if ((await order.count()) === 0) return;
    const names = () => page.$$eval('[data-service-table] tbody th', (heads) => heads.map((th) => th.textContent));
    const before = await names();
    for (const value of await order.locator('option').evaluateAll((all) => all.map((o) => o.value).slice(1))) {
      await order.selectOption(value);
      const column = Math.abs(value) - 1;
      const texts = await page.$$eval(
        '[data-service-table] tbody tr',
        (rows, at) => rows.map((row) => (row.cells[at].querySelector('.missing') ? null : row.cells[at].textContent)),
        column,
      );
      const known = texts.filter((text) => text !== null);
      assert.deepEqual(texts.slice(0, known.length), known, `${value}: blank cells are last`);
      const keys = known.map((text) => Number(text.replace(/(\d)-/g, '$1')) * Math.sign(value));
      assert.deepEqual(keys, [...keys].sort((a, b) => a - b), value);
    }
    await order.selectOption('');
    assert.deepEqual(await names(), before);
  });
});

test('without a script the table is whole and nothing is offered that does not work', { skip }, async () => {
  await withPage(held.browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(held.root + list.path);
    assert.ok((await shown(page)) > 0);
    assert.equal(await page.locator('[data-service-filter]').isVisible(), false);
  });
});

test('on a telephone each entry is a card and nothing has to be scrolled', { skip }, async () => {
  await withPage(held.browser, { width: 320 }, async (page) => {
    await page.goto(held.root + list.path);
    const wide = await page.evaluate(() => {
      const scroll = document.querySelector('.service-scroll');
      return [document.documentElement.scrollWidth, scroll.scrollWidth - scroll.clientWidth];
    });
    assert.deepEqual(wide, [320, 0]);
    const label = await page.$eval('[data-service-table] td', (td) => getComputedStyle(td, '::before').content);
    assert.match(label, /：/);
  });
});
