// The search page: keyboard, composing, address, faults, a disk, and the same answers as the program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { faults as axe } from './axe.mjs';
import { stage, withPage } from './browser.mjs';
import { serve } from './server.mjs';
import { SITE } from './site.mjs';

const held = stage();
const here = import.meta.dirname;
const settled = (page) => page.waitForSelector('[data-search-state=done],[data-search-state=failed]');
const titles = (page) => page.$$eval('#results > li > h2 > a', (links) => links.map((link) => link.textContent));
const status = (page) => page.textContent('[role=status]');

async function search(page, words, root = held.root) {
  await page.goto(`${root}search.html?q=${encodeURIComponent(words)}`);
  await settled(page);
}

describe('a search', () => {
  test('shows what has the words, best first, and says how many', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '知识产权');
      assert.equal(await page.getAttribute('[data-search-state]', 'data-search-state'), 'done');
      assert.match((await titles(page))[0], /知识产权/);
      assert.match(await status(page), /^找到 (约 )?\d+ 条结果(，合并为 \d+ 项)?，第 1–\d+ 项/);
      assert.ok((await page.locator('#results mark').count()) > 0);
    });
  });

  test('finds a document by its number however it is written', async () => {
    for (const words of ['盐政办发〔2023〕1号', '盐政办发(2023)1号', '盐政办发20231号', 'fhyd01-2023-0001']) {
      await withPage(held.browser, {}, async (page) => {
        await search(page, words);
        assert.match(await page.getAttribute('#results > li > h2 > a', 'href'), /^policies\/zjtx-2022\//, words);
      });
    }
  });

  test('of another script, by pinyin or with a wrong character says what it looked for', async () => {
    for (const [words, shown] of [['專精特新', '专精特新'], ['xiaojuren', '小巨人'], ['隐行冠军', '隐形冠军']]) {
      await withPage(held.browser, {}, async (page) => {
        await search(page, words);
        assert.ok((await page.textContent('[data-search-note]')).includes(shown), words);
        assert.ok((await titles(page)).length > 0, words);
      });
    }
  });

  test('without a hit leads on, and never leaves the page empty', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, 'qqqqzzzz');
      assert.match(await status(page), /找到 0 条结果/);
      assert.match(await page.textContent('[data-search-note]'), /没有找到/);
      assert.ok(await page.locator('.search-directories a').first().isVisible());
    });
  });

  test('opens a clause at its place with the words marked', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '揭榜挂帅');
      await page.click('#results > li > h2 > a');
      await page.waitForSelector('#main mark');
      assert.match(await page.textContent('#main mark'), /揭榜挂帅/);
    });
  });
});

describe('the keyboard', () => {
  test('/ leads to the search box of any page, and Enter to the results', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.goto(held.root);
      await page.keyboard.press('/');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'search-box');
      await page.keyboard.insertText('绿色工厂');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search\.html\?q=/);
      await settled(page);
      assert.ok((await titles(page)).length > 0);
    });
  });

  test('Enter searches, the heading of the result takes the focus, and back returns', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '小巨人');
      const first = await titles(page);
      await page.fill('#search-q', '单项冠军');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === '单项冠军');
      await settled(page);
      await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'status');
      await page.goBack();
      await page.waitForFunction((title) => document.querySelector('#results > li > h2 > a')?.textContent === title, first[0]);
    });
  });

  test('suggestions open as a list box and are taken by arrow and Enter', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '企业');
      await page.waitForFunction(() => document.querySelector('.facet'));
      await page.fill('#search-q', '小巨');
      await page.waitForSelector('#search-suggestions [role=option]');
      assert.equal(await page.getAttribute('#search-q', 'aria-expanded'), 'true');
      await page.keyboard.press('ArrowDown');
      const active = await page.getAttribute('#search-q', 'aria-activedescendant');
      const chosen = await page.textContent(`#${active}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction((words) => new URLSearchParams(location.search).get('q') === words, chosen);
    });
  });

  test('nothing is searched while a word is composed', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '企业');
      const cdp = await page.context().newCDPSession(page);
      await page.fill('#search-q', '');
      await page.waitForTimeout(400);
      await page.focus('#search-q');
      await cdp.send('Input.imeSetComposition', { text: 'xiaoju', selectionStart: 6, selectionEnd: 6 });
      await page.waitForTimeout(500);
      assert.ok(!page.url().includes('xiaoju'), page.url());
      await cdp.send('Input.insertText', { text: '小巨人' });
      await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === '小巨人');
    });
  });
});

describe('for everyone', () => {
  for (const width of [1280, 360]) {
    test(`results, an open filter and suggestions have no fault at ${width}`, async () => {
      await withPage(held.browser, { width, bypassCSP: true }, async (page) => {
        await search(page, '小巨人补贴');
        await page.waitForSelector('.facet');
        await page.click('.facet summary');
        await page.waitForSelector('.facet li');
        assert.deepEqual(await axe(page), []);
        await page.fill('#search-q', '专精');
        await page.waitForSelector('#search-suggestions [role=option]');
        assert.deepEqual(await axe(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      });
    });
  }

  test('a screen reader hears a search with a combobox, a status and a list of headings', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '绿色工厂');
      assert.ok(await page.getByRole('search').getByRole('combobox', { name: '搜索词' }).isVisible());
      assert.match(await page.getByRole('status').first().textContent(), /找到/);
      assert.ok((await page.locator('#results').getByRole('listitem').first().getByRole('heading', { level: 2 }).getByRole('link').count()) > 0);
    });
  });
});

describe('filters', () => {
  test('narrow what was found, stand in the address and are taken off again', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '专精特新');
      const all = await status(page);
      await page.click('.facet[data-key=section] summary');
      const first = page.locator('.facet[data-key=section] input').first();
      const label = await page.locator('.facet[data-key=section] label').first().textContent();
      await first.check();
      await page.waitForFunction((before) => document.querySelector('[role=status]').textContent !== before, all);
      const narrowed = await status(page);
      assert.ok(page.url().includes('section='), page.url());
      assert.equal(Number(/\d+/.exec(narrowed)[0]), Number(/\((\d+)\)/.exec(label)[1]));
      await page.goBack();
      await page.waitForFunction((before) => document.querySelector('[role=status]').textContent.trim() === before, all);
    });
  });

  test('a search inside one document finds nothing else', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.goto(`${held.root}policies/zjtx-2022/index.html`);
      await page.fill('#search-box', '企业');
      await page.check('.search-box-here input');
      await page.click('.search-box-go');
      await page.waitForURL(/policy=/);
      await settled(page);
      const hrefs = await page.$$eval('#results a[href*=".html"]', (links) => links.map((link) => link.getAttribute('href')));
      assert.ok(hrefs.length > 0 && hrefs.every((href) => /^(policies|readings)\/|zjtx-2022/.test(href)), hrefs.join());
    });
  });

  test('the newest first, by address and by link', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.goto(`${held.root}search.html?q=${encodeURIComponent('企业')}&sort=date`);
      await settled(page);
      const days = await page.$$eval('#results .result-facts', (all) => all.map((one) => /\d{4}-\d\d-\d\d/.exec(one.textContent)?.[0] ?? ''));
      assert.deepEqual(days, [...days].sort().reverse());
    });
  });
});

describe('faults', () => {
  test('a shard that is missing is told, with a way to try again', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.route(/\/search\/p\//, (route) => route.abort());
      await search(page, '知识产权');
      assert.equal(await page.getAttribute('[data-search-state]', 'data-search-state'), 'failed');
      assert.match(await status(page), /没有完成/);
      await page.unroute(/\/search\/p\//);
      await page.click('[data-search-note] a');
      await page.waitForSelector('[data-search-state=done]');
      assert.ok((await titles(page)).length > 0);
    });
  });

  test('a shard that is cut short is a failure, not a wrong answer', async () => {
    await withPage(held.browser, {}, async (page) => {
      await page.route(/\/search\/p\//, (route) => route.fulfill({ contentType: 'text/javascript', body: 'searchPart("p/0","aa' }));
      await search(page, '知识产权');
      assert.equal(await page.getAttribute('[data-search-state]', 'data-search-state'), 'failed');
    });
  });
});

describe('where it runs', () => {
  test('from a disk', async () => {
    await withPage(held.browser, {}, async (page) => {
      await search(page, '绿色工厂', `${pathToFileURL(SITE).href}/`);
      assert.ok((await titles(page)).length > 0);
    });
  });

  test('below another path', async () => {
    const server = await serve('/a/b/');
    try {
      await withPage(held.browser, {}, async (page) => {
        await search(page, '绿色工厂', server.root);
        assert.ok((await titles(page)).length > 0);
      });
    } finally {
      await server.close();
    }
  });

  test('without scripts the page is a directory', async () => {
    await withPage(held.browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${held.root}search.html`);
      assert.ok((await page.locator('.search-directories a').count()) > 10);
    });
  });

  test('the main script stays below 8 KB packed', async () => {
    const { gzipSync } = await import('node:zlib');
    const name = readdirSync(join(SITE, 'assets')).find((file) => /^search\.[0-9a-f]+\.js$/.test(file));
    const size = gzipSync(readFileSync(join(SITE, 'assets', name)), { level: 9 }).length;
    assert.ok(size < 8 * 1024, `${size} bytes`);
  });
});

describe('the program and the script', () => {
  const program = process.env.SALTPRESS || ['release', 'debug'].map((kind) => join(here, '../../target', kind, 'saltpress')).find(existsSync);

  test('rank the same documents in the same order', { skip: !program && 'the program is not built' }, async () => {
    const source = readFileSync(join(here, '../../benches/search/corpus.py'), 'utf8');
    const queries = [...source.matchAll(/\("[a-z_]+", "([^"]+)", /g)].map((match) => match[1]);
    assert.ok(queries.length > 100, `${queries.length} queries`);
    await withPage(held.browser, {}, async (page) => {
      await search(page, '企业');
      const wrong = [];
      for (const query of queries) {
        const script = await page.evaluate(async (words) => {
          const search = saltpress.search;
          const manifest = await search.open();
          const found = await search.find(words, manifest, null);
          const hits = found.hits.slice(0, 20);
          return Promise.all(hits.map(async ([document]) => (await search.load(`d/${document >> 3}`))[document & 7][1]));
        }, query);
        const answer = spawnSync(program, ['search', query, '--out', SITE, '--top', '20', '--format', 'json'], { encoding: 'utf8' });
        const own = JSON.parse(answer.stdout).results.map((result) => result.address);
        if (JSON.stringify(own) !== JSON.stringify(script)) wrong.push({ query, own: own.slice(0, 3), script: script.slice(0, 3) });
      }
      assert.deepEqual(wrong, []);
    });
  });
});
