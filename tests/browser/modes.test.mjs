// The site without scripts, from a disk, below any path, and asked for what it does not have.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { KEY, stage, withPage } from './browser.mjs';
import { serve } from './server.mjs';
import { BASE, SITE, pageOf, samples } from './site.mjs';

const held = stage();
const policy = pageOf('policy');
const bare = (text) => text.replace(/\s+/g, '');

/** The paragraphs of the official text, as imported; null when the sources are not at hand. */
function officialText() {
  const path = join(import.meta.dirname, '..', '..', dirname(policy.path), 'text.txt');
  if (!existsSync(path)) return null;
  const paragraphs = readFileSync(path, 'utf8').split('\n').map(bare).filter(Boolean);
  const start = paragraphs.findIndex((p) => p.startsWith('各镇人民政府'));
  // The portal's own last line is kept among the facts of the document.
  return paragraphs.slice(Math.max(start, 0)).filter((p) => !p.startsWith('信息来源:'));
}

/** Whether the site's stylesheet applies: the header has a colour of its own. */
const styled = (page) =>
  page.$eval('.header', (e) => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)');

describe('without scripts', () => {
  for (const width of [1280, 360]) {
    test(`the whole text of the policy can be read at ${width}`, async () => {
      await withPage(held.browser, { width, javaScriptEnabled: false }, async (page) => {
        await page.goto(held.root + policy.path);
        const shown = bare(await page.innerText('main'));
        const clauses = await page.$$eval('main .clause', (all) => all.map((e) => e.querySelector('p')?.textContent ?? ''));
        assert.ok(clauses.length >= 20, `${clauses.length} clauses`);
        assert.deepEqual(clauses.filter((text) => !shown.includes(bare(text))), []);
        // A mark after a heading is the link of the clause, no part of the text.
        const text = shown.replaceAll('#', '');
        const lost = (officialText() ?? []).filter((paragraph) => !text.includes(paragraph));
        assert.deepEqual(lost, []);
      });
    });

    test(`the links of the outline work at ${width}`, async () => {
      await withPage(held.browser, { width, javaScriptEnabled: false }, async (page) => {
        await page.goto(held.root + policy.path);
        const links = page.locator('[data-outline] a[href^="#"]');
        const count = await links.count();
        assert.ok(count > 0, 'no outline');
        for (const at of [0, Math.floor(count / 2), count - 1]) {
          const hash = await links.nth(at).getAttribute('href');
          await links.nth(at).click();
          assert.equal(new URL(page.url()).hash, hash);
          const place = await page.locator(`[id="${hash.slice(1)}"]`).boundingBox();
          const height = page.viewportSize().height;
          assert.ok(place.y >= -1 && place.y < height, `${hash} is at ${place.y} of ${height}`);
          await page.goto(held.root + policy.path);
        }
      });
    });
  }

  test('nothing is shown that needs a script', async () => {
    await withPage(held.browser, { javaScriptEnabled: false }, async (page) => {
      for (const { path } of samples) {
        await page.goto(held.root + path);
        assert.equal(await page.locator('button:visible').count(), 0, path);
        assert.ok(await page.locator('h1').isVisible(), path);
      }
    });
  });
});

describe('from a disk', () => {
  const home = pathToFileURL(join(SITE, 'index.html')).href;

  test('styles apply, and a click leads from the home page to a measure', async () => {
    await withPage(held.browser, {}, async (page) => {
      const errors = [];
      page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
      page.on('pageerror', (e) => errors.push(e.message));
      await page.goto(home);
      assert.ok(await styled(page), 'no stylesheet on the home page');
      await page.click('main a[href*="/measures/"]');
      await page.waitForURL(/^file:.*\/measures\/[^/]+\.html$/);
      assert.equal(await page.getAttribute('body', 'data-kind'), 'measure');
      assert.ok(await styled(page), 'no stylesheet on the measure');
      assert.deepEqual(errors, []);
    });
  });

  test('the reading tools keep their setting over pages', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.goto(home);
      await page.click('[data-toggle="elder"]');
      await page.click('main a[href*="/measures/"]');
      await page.waitForURL(/\/measures\//);
      assert.equal(await page.getAttribute('html', 'data-view'), 'elder');
      assert.equal(await page.getAttribute('[data-toggle="elder"]', 'aria-pressed'), 'true');
    });
  });
});

describe('below another path', () => {
  test('every kind of page works below /a/b/', async () => {
    const server = await serve('/a/b/');
    try {
      await withPage(held.browser, {}, async (page) => {
        const faults = [];
        page.on('response', (r) => r.status() !== 200 && faults.push(`${r.status()} ${r.url()}`));
        for (const { kind, path } of samples) {
          // The error page alone is bound to the public path: it is sent for any address.
          if (kind === 'not-found') continue;
          await page.goto(server.root + path);
          if (!(await styled(page))) faults.push(`no stylesheet: ${path}`);
          const out = await page.$$eval('[href], [src]', (all) => all.map((e) => e.href ?? e.src));
          const here = out.filter((l) => typeof l === 'string' && l.startsWith(server.origin));
          faults.push(...here.filter((l) => !l.startsWith(server.root)).map((l) => `${path} leads to ${l}`));
        }
        await page.goto(server.root);
        await page.click('main a[href*="/measures/"]');
        assert.ok(page.url().startsWith(`${server.root}policies/`), page.url());
        assert.deepEqual(faults, []);
      });
    } finally {
      await server.close();
    }
  });
});

describe('what is not there', () => {
  for (const path of ['no-such-page.html', 'policies/none/', 'Index.html', 'policies/../../etc/passwd', '%ff', '.saltpress/lock']) {
    test(`${path} is answered with 404 and the page for it`, async () => {
      await withPage(held.browser, {}, async (page) => {
        const answer = await page.goto(held.root + path);
        assert.equal(answer.status(), 404);
        assert.equal(await page.getAttribute('body', 'data-kind'), 'not-found');
        assert.ok(await styled(page));
        await page.click(`main a[href="${BASE}index.html"]`);
        assert.equal(await page.getAttribute('body', 'data-kind'), 'home');
      });
    });
  }
});

describe('kept settings that no one chose', () => {
  for (const value of ['{', 'null', '7', '{"size":9,"contrast":"x"}', '{"size":"3"}']) {
    test(`${value} leaves the normal view`, async () => {
      await withPage(held.browser, {}, async (page) => {
        const errors = [];
        page.on('pageerror', (e) => errors.push(e.message));
        await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [KEY, value]);
        await page.goto(held.root);
        const set = await page.$eval('html', (e) => ['data-size', 'data-contrast', 'data-view'].filter((n) => e.hasAttribute(n)));
        assert.deepEqual([set, errors], [[], []]);
      });
    });
  }
});
