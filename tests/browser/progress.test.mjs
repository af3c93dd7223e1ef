// Narrowing the overview: by links without script, by two choices at once with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage, withPage } from './browser.mjs';
import { pages } from './site.mjs';

const held = stage();
const overview = pages.find((page) => page.path.endsWith('/progress/index.html'));
const shown = (page) => page.locator('tr[data-status]:visible').count();

test('two choices narrow the list together and can be taken back', async () => {
  await withPage(held.browser, {}, async (page) => {
    await page.goto(held.root + overview.path);
    const all = await shown(page);
    const unit = page.locator('select[name=units]');
    const status = page.locator('select[name=status]');
    await unit.selectOption({ index: 1 });
    const ofUnit = await shown(page);
    assert.ok(ofUnit > 0 && ofUnit < all, `${ofUnit} of ${all}`);
    await status.selectOption('到期暂无公布数据');
    const both = await shown(page);
    assert.ok(both > 0 && both < ofUnit, `${both} of ${ofUnit}`);
    assert.equal(await page.textContent('[data-filter-said]'), `显示 ${both} 项，共 ${all} 项`);
    const empty = await page.$$eval('.progress-group', (groups) =>
      groups.filter((g) => !g.hidden && !g.querySelector('tr[data-status]:not([hidden])')).length,
    );
    assert.equal(empty, 0);
    await unit.selectOption('');
    await status.selectOption('');
    assert.equal(await shown(page), all);
  });
});

test('without script the links lead to the same lists', async () => {
  await withPage(held.browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(held.root + overview.path);
    assert.equal(await page.locator('[data-target-filter]').isVisible(), false);
    await page.click('.counts a:has(.status-no-data-due)');
    const statuses = await page.$$eval('.status', (all) => [...new Set(all.map((e) => e.className))]);
    assert.deepEqual(statuses, ['status status-no-data-due']);
    assert.ok((await page.locator('.targets tbody tr').count()) > 0);
  });
});
