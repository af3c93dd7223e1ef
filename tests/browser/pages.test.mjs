// What every page must have and must not do, on every page of the site.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stage, withPage } from './browser.mjs';
import { BASE, PUBLIC, SITE, cards, isForLeaving, listFiles, moved, pageOf, pages, samples } from './site.mjs';

const ARTICLES = ['policy', 'section', 'measure', 'unit', 'prose', 'case', 'notice', 'reading'];
const ON_ALL = ['SiteName', 'SiteDomain', 'ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'];
const ON_ARTICLES = ['ArticleTitle', 'PubDate', 'ContentSource'];
const KB = 1024;
const held = stage();

/** Facts of the page as written, before any script has changed it. Runs in the browser. */
function written(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector) => [...page.querySelectorAll(selector)];
  const metas = {};
  for (const meta of all('meta[name], meta[property]')) {
    const name = meta.getAttribute('name') ?? meta.getAttribute('property');
    (metas[name] ??= []).push(meta.content);
  }
  return {
    lang: page.documentElement.lang,
    title: page.title,
    headings: all('h1').map((h) => h.textContent.trim()),
    places: all('nav[aria-label="当前位置"]').map((n) => ({
      label: n.textContent.trim().startsWith('当前位置'),
      current: n.querySelectorAll('[aria-current="page"]').length,
      steps: n.querySelectorAll('li').length,
    })),
    metas,
    canonical: all('link[rel="canonical"]').map((l) => l.getAttribute('href')),
    styled: all('[style]').map((e) => e.outerHTML.slice(0, 80)),
    handlers: all('*').filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length,
    styles: all('style').length,
    inline: all('script:not([src])').filter((s) => s.type !== 'application/ld+json').length,
    data: all('script[type="application/ld+json"]').map((s) => s.textContent),
    ids: all('[id]').map((e) => e.id).filter((id, at, ids) => ids.indexOf(id) !== at),
  };
}

/** What the page does wrong while it loads: errors, refused parts, requests elsewhere. */
async function loading(page, address, status) {
  const faults = [];
  const listeners = {
    console: (message) => {
      // A page served with 404 logs its own status once.
      if (message.type() === 'error' && !(status === 404 && message.location().url === address)) {
        faults.push(`console: ${message.text()}`);
      }
    },
    pageerror: (error) => faults.push(`script: ${error.message}`),
    request: (request) => {
      if (new URL(request.url()).origin !== held.origin) faults.push(`request elsewhere: ${request.url()}`);
    },
    requestfailed: (request) => {
      // The icon of the page before may still be on its way; leaving that page gives it up.
      const { errorText } = request.failure();
      if (errorText !== 'net::ERR_ABORTED') faults.push(`${errorText}: ${request.url()}`);
    },
    response: (response) => {
      const expected = response.url() === address ? status : 200;
      if (response.status() !== expected) faults.push(`${response.status()}: ${response.url()}`);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  await page.goto(address, { waitUntil: 'load' });
  faults.push(...(await page.evaluate(() => window.refused ?? [])).map((r) => `policy: ${r}`));
  for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
  return faults;
}

/** Compares what a page says with what its kind must say; gives the faults. */
function wrong({ kind, path }, found) {
  const faults = [];
  const need = (holds, text) => holds || faults.push(text);
  need(found.lang === 'zh-CN', `lang is “${found.lang}”`);
  need(found.title.trim() !== '', 'no title');
  need(found.headings.length === 1 && found.headings[0] !== '', `h1: ${JSON.stringify(found.headings)}`);
  if (kind === 'home') need(found.places.length === 0, 'the home page has a breadcrumb');
  else {
    const [place] = found.places;
    need(found.places.length === 1 && place.label && place.current === 1 && place.steps >= 2, `breadcrumb: ${JSON.stringify(found.places)}`);
  }
  const once = (name) => {
    const values = found.metas[name] ?? [];
    need(values.length === 1 && values[0].trim() !== '', `${name}: ${JSON.stringify(values)}`);
  };
  ON_ALL.forEach(once);
  once('og:title');
  if (ARTICLES.includes(kind)) {
    ON_ARTICLES.forEach(once);
    const [date = ''] = found.metas.PubDate ?? [];
    need(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/.test(date), `PubDate “${date}”`);
  }
  const expected = new URL(path.replace(/(^|\/)index\.html$/, '$1'), PUBLIC).href;
  // The error page stands for every address that does not exist, so it has no address of its own.
  if (kind === 'not-found') need(found.canonical.length === 0, 'the error page has a canonical address');
  else need(found.canonical.length === 1 && found.canonical[0] === expected, `canonical ${found.canonical}, not ${expected}`);
  need(found.data.length > 0, 'no JSON-LD');
  for (const text of found.data) {
    try {
      const data = JSON.parse(text);
      need(data['@context'] === 'https://schema.org' && data['@type'], 'JSON-LD without context or type');
    } catch (error) {
      faults.push(`JSON-LD: ${error.message}`);
    }
  }
  need(found.styled.length === 0, `style attributes: ${found.styled.slice(0, 3)}`);
  need(found.styles === 0, 'a style element');
  need(found.handlers === 0, 'an on… attribute');
  need(found.inline === 0, 'an inline script');
  need(found.ids.length === 0, `ids given twice: ${found.ids}`);
  return faults;
}

test('every page', async (t) => {
  await withPage(held.browser, {}, async (page) => {
    await page.addInitScript(() => {
      window.refused = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.refused.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    for (const sample of pages) {
      await t.test(sample.path, async () => {
        const faults = await loading(page, held.root + sample.path, 200);
        faults.push(...wrong(sample, await page.evaluate(written, sample.html)));
        assert.deepEqual(faults, []);
      });
    }
  });
});

test('every page says its kind, and the kinds the site is made of are there', () => {
  assert.deepEqual(pages.filter((page) => !page.kind).map((page) => page.path), []);
  const kinds = new Set(pages.map((page) => page.kind));
  const missing = ['home', ...ARTICLES, 'not-found'].filter((kind) => !kinds.has(kind));
  assert.deepEqual(missing, []);
});

test('a page that has moved leads on, by itself and by its link, and is not listed', () => {
  const published = new Set(listFiles());
  const faults = moved.filter(({ path, html }) => {
    const tag = (pattern) => html.match(/<meta\b[^>]*>/g).find((meta) => pattern.test(meta)) ?? '';
    const to = /url=([^"'\s>]+)/.exec(tag(/http-equiv="?refresh/))?.[1];
    const file = to && new URL(to, new URL(path, PUBLIC)).pathname.slice(BASE.length);
    const isListed = !/noindex/.test(tag(/name="?robots/));
    return !published.has(file) || !html.includes(`<a href=${to}>`) || isListed;
  });
  assert.deepEqual(faults.map(({ path }) => path), []);
});

test('titles are not given twice', () => {
  const titles = pages.map((page) => /<title>([^<]*)/.exec(page.html)?.[1]);
  assert.deepEqual(titles.filter((title, at) => titles.indexOf(title) !== at), []);
});

const size = (path) => statSync(join(SITE, path)).size;
const ending = (end) => listFiles().filter((path) => path.endsWith(end));

/** The files that tags of a page load, as published paths. */
const loadedBy = ({ path, html }, tag, address) =>
  [...html.matchAll(tag)].map(([found]) =>
    new URL(address.exec(found)[1], new URL(path, PUBLIC)).pathname.slice(BASE.length),
  );
const sheetsOf = (page) => loadedBy(page, /<link\b[^>]*\brel="?stylesheet\b[^>]*>/g, /\bhref="?([^"\s>]+)/);
const scriptsOf = (page) => loadedBy(page, /<script\b[^>]*\bsrc=[^>]*>/g, /\bsrc="?([^"\s>]+)/);

test('pages and scripts stay light', () => {
  const heavy = pages.filter((page) => page.kind !== 'policy' && size(page.path) > 60 * KB);
  assert.deepEqual(heavy.map((page) => `${page.path}: ${size(page.path)}`), []);
  // What a search asks for is data in the form of scripts: search.test.mjs weighs it.
  const limit = (page) => (page.kind === 'search' ? 30 : 12) * KB;
  const weight = (page) => scriptsOf(page).reduce((n, path) => n + size(path), 0);
  const slow = pages.filter((page) => weight(page) > limit(page));
  assert.deepEqual(slow.map((page) => `${page.path}: ${weight(page)}`), []);
  assert.ok(weight(pageOf('search')) > weight(pageOf('case')));
});

test('a page loads few and light styles, and no sheet is published for nothing', () => {
  const faults = ending('.css').filter((path) => size(path) > 14 * KB).map((path) => `${path}: ${size(path)}`);
  for (const page of [...samples, ...cards.slice(0, 1)]) {
    const sheets = sheetsOf(page);
    const bytes = sheets.reduce((n, path) => n + size(path), 0);
    if (sheets.length < 1 || sheets.length > 4) faults.push(`${page.kind} loads ${sheets.length} sheets`);
    if (bytes > 30 * KB) faults.push(`${page.kind} loads ${bytes} bytes of styles`);
  }
  const loaded = new Set([...pages, ...cards].flatMap(sheetsOf));
  const isIdle = (path) => !loaded.has(path) && !isForLeaving(path);
  faults.push(...ending('.css').filter(isIdle).map((path) => `${path} is loaded by no page`));
  assert.deepEqual(faults, []);
});

test('the checks find planted faults', async () => {
  await withPage(held.browser, {}, async (page) => {
    const home = pages.find((p) => p.kind === 'home');
    const planted = home.html
      .replace('<h1', '<h1>一</h1><h1')
      .replace('</body>', '<p style="color:red">二</p><script>1</script><script type=application/ld+json>{</script></body>');
    await page.goto(held.root);
    const faults = wrong(home, await page.evaluate(written, planted)).join('\n');
    for (const expected of [/^h1/m, /^style attributes/m, /^an inline script/m, /^JSON-LD/m]) assert.match(faults, expected);
  });
});
