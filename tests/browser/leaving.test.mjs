// Links out of governments' sites: marked without a script, asked about with one, by mouse and keyboard.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { faults as axe } from './axe.mjs';
import { launch, withPage } from './browser.mjs';
import { serve } from './server.mjs';
import { listFiles } from './site.mjs';

const here = import.meta.dirname;
const program = process.env.SALTPRESS || ['release', 'debug'].map((kind) => join(here, '../../target', kind, 'saltpress')).find(existsSync);
const PAGE = 'notices/register-2026.html';
const OUT = 'a[data-leaving]';
const dialog = '[role=dialog]';

// The site of this repository has no such link: the one that `init` writes gets two, one of them to a government.
describe('a link out', { skip: !program && 'the program is not built' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'saltpress-'));
  const site = join(folder, 'public');
  let browser;
  let server;
  const run = (...words) => {
    const told = spawnSync(program, words, { encoding: 'utf8' });
    assert.equal(told.status, 0, told.stderr);
  };
  const visit = (options, act) =>
    withPage(browser, options, async (page, context) => {
      // Nothing is fetched from elsewhere; what a reader would open is told.
      await context.route((url) => url.hostname === 'www.example.com', (route) => route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' }));
      await page.goto(server.root + PAGE);
      await act(page, context);
    });

  before(async () => {
    run('init', folder);
    appendFileSync(join(folder, 'content/notices/register-2026.md'), '\n见[示例协会](https://www.example.com/a)、[中国政府网](https://www.gov.cn/)。\n');
    run('build', '--root', folder, '--today', '2026-01-15');
    server = await serve('/', site);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  test('is marked in words that are seen and heard, on every page that has one', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit({ javaScriptEnabled }, async (page) => {
        assert.equal(await page.locator(OUT).count(), 1);
        assert.match(await page.textContent(OUT), /^示例协会站外链接，将离开本网站$/);
        assert.ok(await page.locator(`${OUT} .leaving`).isVisible());
        assert.notEqual(await page.$eval(`${OUT} .leaving`, (mark) => getComputedStyle(mark).borderTopWidth), '0px');
      });
    }
    const pages = listFiles(site).filter((path) => path.endsWith('.html')).map((path) => readFileSync(join(site, path), 'utf8'));
    const links = pages.flatMap((html) => html.match(/<a\b[^>]*href="?https?:\/\/[^>]*>/g) ?? []).filter((tag) => !/href="?https?:\/\/[^/]*gov\.cn/.test(tag));
    const own = /<link rel="?canonical"? href="?(https?:\/\/[^/"]+)/.exec(pages.find((html) => html.includes('canonical')))[1];
    const out = links.filter((tag) => !tag.includes(own));
    assert.ok(out.length >= 3, `${out}`);
    assert.deepEqual(out.filter((tag) => !tag.includes('data-leaving')), []);
  });

  test('brings its script to the pages that have one, and to no others', () => {
    for (const path of listFiles(site).filter((name) => name.endsWith('.html'))) {
      const html = readFileSync(join(site, path), 'utf8');
      assert.equal(/<script[^>]*assets\/leaving\./.test(html), html.includes('data-leaving'), path);
    }
  });

  test('asks first, with the focus on staying, and goes nowhere by itself', async () => {
    for (const width of [1280, 360]) {
      await visit({ width }, async (page) => {
        await page.click(OUT);
        assert.equal(await page.textContent(`${dialog} h2`), '您即将离开本网站');
        assert.match(await page.textContent(`${dialog} p`), /www\.example\.com/);
        assert.equal(await page.evaluate(() => document.activeElement.textContent), '留在本网站');
        const box = await page.locator(dialog).boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
        assert.deepEqual(await axe(page), []);
        assert.ok(page.url().endsWith(PAGE));
      });
    }
  });

  test('is left by Esc, by the button and beside the box; the focus goes back to it', async () => {
    await visit({}, async (page) => {
      const stays = [
        () => page.keyboard.press('Escape'),
        () => page.click('text=留在本网站'),
        () => page.mouse.click(5, 5),
      ];
      for (const stay of stays) {
        await page.focus(OUT);
        await page.keyboard.press('Enter');
        assert.ok(await page.locator(dialog).isVisible());
        await stay();
        assert.equal(await page.locator(dialog).count(), 0);
        assert.ok(await page.$eval(OUT, (link) => link === document.activeElement));
      }
      assert.ok(page.url().endsWith(PAGE));
    });
  });

  test('keeps Tab within the box, in both directions', async () => {
    await visit({}, async (page) => {
      await page.click(OUT);
      const now = () => page.evaluate(() => document.activeElement.textContent);
      const seen = [await now()];
      for (const key of ['Tab', 'Tab', 'Shift+Tab']) {
        await page.keyboard.press(key);
        seen.push(await now());
      }
      assert.deepEqual(seen, ['留在本网站', '继续前往', '留在本网站', '继续前往']);
    });
  });

  test('is followed when the reader says so, and asked about again the next time', async () => {
    await visit({}, async (page, context) => {
      await page.click(OUT);
      await page.click('text=继续前往');
      await page.waitForURL('https://www.example.com/a');
      await page.goBack();
      await page.click(OUT);
      assert.ok(await page.locator(dialog).isVisible());
      assert.deepEqual((await context.storageState()).cookies, []);
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage))), []);
    });
  });

  test('without a script is a plain link', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await page.click(OUT);
      await page.waitForURL('https://www.example.com/a');
    });
  });

  test('to a government is not asked about', async () => {
    await visit({}, async (page) => {
      assert.equal(await page.locator('a[href="https://www.gov.cn/"]').getAttribute('data-leaving'), null);
    });
  });
});
