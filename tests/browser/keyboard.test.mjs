// Everything by keyboard: ways through the page, reading tools, copying, the outline; and paper.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KEY, VIEWS, stage, withPage } from './browser.mjs';
import { pageOf, samples } from './site.mjs';

const held = stage();

/** What has the focus, how it is marked and whether it can be seen. Runs in the browser. */
function focused() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
  const top = document.elementFromPoint(x, y);
  window.order ??= new Map();
  if (!window.order.has(e)) window.order.set(e, window.order.size);
  return {
    at: window.order.get(e),
    name: `${e.tagName.toLowerCase()}.${e.className} “${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 16)}”`,
    skip: e.matches('a.skip[href^="#"]'),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: Boolean(top && !e.contains(top) && !top.contains(e) && e.getClientRects().length === 1),
  };
}

/** Presses Tab from the top to the end of the page; gives every stop in order. */
async function stops(page) {
  const found = [];
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (!stop || stop.at < found.length) return found;
    found.push(stop);
  }
  throw new Error('Tab does not come to an end');
}

/** Controls that can be seen and that Tab did not stop at; of radio buttons one stands for its group. Runs in the browser. */
function missed() {
  const reached = [...window.order.keys()];
  const controls = 'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]';
  const isControl = (e) => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && !e.closest('[inert]');
  const isInGroup = (e) => e.type === 'radio' && reached.some((other) => other.name === e.name && other.form === e.form);
  return [...document.querySelectorAll(controls)]
    .filter((e) => isControl(e) && e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => !reached.includes(e) && !isInGroup(e))
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} “${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 16)}”`);
}

/** Moves the focus by Tab alone to the element `selector`. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

describe('Tab', () => {
  for (const [view, width] of [['normal', 1280], ['normal', 360], ['elder', 1280], ['contrast', 1280]]) {
    test(`reaches the skip link first and every control, and marks every stop: ${view} at ${width}`, async (t) => {
      await withPage(held.browser, { view, width }, async (page) => {
        for (const { kind, path } of samples) {
          await t.test(kind, async () => {
            await page.goto(held.root + path);
            const found = await stops(page);
            assert.ok(found.length > 5, `${found.length} stops`);
            assert.deepEqual(await page.evaluate(missed), [], 'controls without a stop');
            assert.ok(found[0].skip, `first: ${found[0].name}`);
            assert.deepEqual(found.filter((s) => s.outline < 2).map((s) => `no outline: ${s.name}`), []);
            assert.deepEqual(found.filter((s) => !s.seen).map((s) => `not in the window: ${s.name}`), []);
            assert.deepEqual(found.filter((s) => s.covered).map((s) => `covered: ${s.name}`), []);
          });
        }
      });
    });
  }

  test('Enter on the skip link moves to the main part', async () => {
    await withPage(held.browser, {}, async (page) => {
      for (const { path } of samples) {
        await page.goto(held.root + path);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN', path);
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('main').compareDocumentPosition(document.activeElement) & 20), path);
      }
    });
  });
});

describe('reading tools', () => {
  const state = (page) =>
    page.$eval('html', (e) => ({
      size: Number(e.getAttribute('data-size')),
      contrast: e.getAttribute('data-contrast') === 'high',
      elder: e.getAttribute('data-view') === 'elder',
    }));

  test('are set by keyboard, said aloud, and kept on the next page', async () => {
    await withPage(held.browser, {}, async (page, context) => {
      await page.goto(held.root);
      const before = await page.$eval('main h1', (e) => parseFloat(getComputedStyle(e).fontSize));
      await tabTo(page, '[data-size-step="1"]');
      await page.keyboard.press('Enter');
      assert.notEqual(await page.textContent('[data-reading-tools] [role="status"]'), '');
      await tabTo(page, '[data-toggle="contrast"]');
      await page.keyboard.press('Space');
      await tabTo(page, '[data-toggle="elder"]');
      await page.keyboard.press('Space');
      const set = { size: 1, contrast: true, elder: true };
      assert.deepEqual(await state(page), set);
      assert.equal(await page.getAttribute('[data-toggle="contrast"]', 'aria-pressed'), 'true');
      assert.ok((await page.$eval('main h1', (e) => parseFloat(getComputedStyle(e).fontSize))) > before);

      await page.goto(held.root + pageOf('measure').path);
      assert.deepEqual(await state(page), set);
      assert.equal(await page.getAttribute('[data-toggle="elder"]', 'aria-pressed'), 'true');
      assert.deepEqual(JSON.parse(await page.evaluate((key) => localStorage.getItem(key), KEY)), set);

      await page.click('[data-size-step="0"]');
      await page.click('[data-toggle="contrast"]');
      await page.click('[data-toggle="elder"]');
      assert.deepEqual(await state(page), VIEWS.normal);
      assert.deepEqual(await context.cookies(), []);
    });
  });

  test('stop at the smallest and the largest text', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.goto(held.root);
      assert.equal(await page.getAttribute('[data-size-step="-1"]', 'aria-disabled'), 'true');
      for (let press = 0; press < 5; press += 1) await page.focus('[data-size-step="1"]').then(() => page.keyboard.press('Enter'));
      assert.equal((await state(page)).size, 3);
      assert.equal(await page.getAttribute('[data-size-step="1"]', 'aria-disabled'), 'true');
    });
  });

  test('the elder view has text of 24 px and targets of 60 px', async () => {
    await withPage(held.browser, { view: 'elder' }, async (page) => {
      for (const kind of ['home', 'policy', 'measure', 'unit', 'prose']) {
        await page.goto(held.root + pageOf(kind).path);
        const size = await page.$eval('main p', () => parseFloat(getComputedStyle(document.body).fontSize));
        assert.ok(size >= 23.9, `${kind}: ${size}`);
        const low = await page.$$eval('.tool, .nav-link, .page-tool', (all) =>
          all.filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 59.9).map((e) => e.textContent),
        );
        assert.deepEqual(low, [], kind);
      }
    });
  });
});

describe('copying', () => {
  for (const allowed of [true, false]) {
    test(`the address of the page, the clipboard ${allowed ? 'open' : 'closed'}`, async () => {
      await withPage(held.browser, {}, async (page, context) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        if (!allowed) {
          await page.addInitScript(() => {
            Object.defineProperty(navigator, 'clipboard', { value: undefined });
          });
        }
        await page.goto(held.root + pageOf('measure').path);
        await tabTo(page, '[data-copy-page]');
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.querySelector('[data-copy-status]').textContent !== '');
        assert.equal(await page.getAttribute('[data-copy-status]', 'role'), 'status');
        assert.equal(await page.textContent('[data-copy-status]'), '已复制');
        assert.ok(await page.evaluate(() => document.activeElement.matches('[data-copy-page]')), 'the focus is lost');
        if (allowed) assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
      });
    });
  }

  test('the address of a clause', async () => {
    await withPage(held.browser, {}, async (page, context) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(held.root + pageOf('policy').path);
      const link = page.locator('[data-copy-clause]').nth(5);
      const hash = await link.getAttribute('href');
      await link.focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('[data-copy-status]').textContent !== '');
      assert.equal(new URL(page.url()).hash, hash);
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    });
  });
});

describe('outline', () => {
  const path = pageOf('policy').path;
  const current = (page) => page.$$eval('[data-outline] [aria-current]', (all) => all.map((e) => e.getAttribute('href')));

  for (const width of [1280, 360]) {
    test(`marks the place that is read at ${width}`, async () => {
      await withPage(held.browser, { width }, async (page) => {
        await page.goto(held.root + path);
        const places = await page.$$eval('[data-outline] a[href^="#"]', (all) => all.map((e) => e.getAttribute('href')));
        for (const at of [0, 0.3, 0.6, 0.8]) {
          const hash = places[Math.floor(at * places.length)];
          await page.evaluate((h) => document.getElementById(h.slice(1)).scrollIntoView(), hash);
          await page.waitForFunction(
            (h) => document.querySelector('[data-outline] [aria-current]')?.getAttribute('href') === h,
            hash,
            { timeout: 3000 },
          ).catch(() => {});
          assert.deepEqual(await current(page), [hash]);
        }
      });
    });
  }

  test('opens and closes by keyboard on a narrow window', async () => {
    await withPage(held.browser, { width: 360 }, async (page) => {
      await page.goto(held.root + path);
      await tabTo(page, '[data-outline-toggle]');
      await page.keyboard.press('Enter');
      assert.equal(await page.getAttribute('[data-outline-toggle]', 'aria-expanded'), 'true');
      assert.ok(await page.locator('[data-outline] a').first().isVisible());
      await page.keyboard.press('Tab');
      await page.keyboard.press('Escape');
      assert.equal(await page.getAttribute('[data-outline-toggle]', 'aria-expanded'), 'false');
      assert.ok(await page.evaluate(() => document.activeElement.matches('[data-outline-toggle]')));
    });
  });
});

describe('paper', () => {
  for (const view of Object.keys(VIEWS)) {
    test(`shows the text and no tools: ${view}`, async () => {
      await withPage(held.browser, { view }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        for (const { kind, path } of samples) {
          await page.goto(held.root + path);
          for (const part of ['.skip', '.nav', '.breadcrumb', '[data-reading-tools]', '[data-outline]', '[aria-label="本页工具"]', '[data-copy-clause]']) {
            assert.equal(await page.locator(`${part}:visible`).count(), 0, `${part} on ${kind}`);
          }
          assert.ok(await page.locator('h1').first().isVisible(), `h1 on ${kind}`);
          assert.ok((await page.innerText('main')).trim().length > 20, kind);
        }
      });
    });
  }

  test('fills pages of A4', async () => {
    await withPage(held.browser, {}, async (page) => {
      for (const [kind, least, most] of [['policy', 5, 20], ['measure', 1, 4], ['home', 1, 8]]) {
        await page.goto(held.root + pageOf(kind).path);
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        assert.ok(sheets >= least && sheets <= most, `${kind}: ${sheets} sheets`);
        const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf) ?? [];
        assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${kind}: ${width} × ${height} pt`);
        assert.ok(pdf.length > 10_000, `${kind}: ${pdf.length} bytes`);
      }
    });
  });
});
