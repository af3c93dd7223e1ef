// Every link of every page leads to a file and a place that exist, letter by letter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage, withPage } from './browser.mjs';
import { BASE, PUBLIC, cards, isForLeaving, listFiles, pages } from './site.mjs';

const held = stage();
const files = new Set(listFiles());

/** The links, sources and ids of a page as written. Runs in the browser. */
function written(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const values = (selector, name) => [...page.querySelectorAll(selector)].map((e) => e.getAttribute(name));
  return {
    links: [...values('[href]', 'href'), ...values('[src]', 'src'), ...values('[action]', 'action'), ...values('use', 'href')],
    points: ['aria-controls', 'aria-labelledby', 'aria-describedby', 'for'].flatMap((name) =>
      values(`[${name}]`, name).flatMap((v) => v.split(/\s+/)),
    ),
    ids: values('[id]', 'id'),
    told: [...page.querySelectorAll('script[type="application/ld+json"]')].flatMap(
      (s) => s.textContent.match(/https?:\/\/[^"\s]+/g) ?? [],
    ),
  };
}

/** The file an address below the site asks for; undefined for addresses elsewhere. */
function asked(url, { folders }) {
  if (url.host !== PUBLIC.host || !url.pathname.startsWith(BASE)) return undefined;
  const path = decodeURIComponent(url.pathname.slice(BASE.length));
  return folders && (path === '' || path.endsWith('/')) ? `${path}index.html` : path;
}

/** The faults of one page's links, given what every page says. */
function broken(path, said) {
  const faults = [];
  const page = new URL(path, PUBLIC);
  const { links, points, ids, told } = said.get(path);
  for (const link of links) {
    // An address in full may name a folder; a relative one must name a file, or it fails from a disk.
    const full = /^[a-z]+:/i.test(link);
    const url = new URL(link, page);
    if (!full && (url.host !== PUBLIC.host || !url.pathname.startsWith(BASE))) {
      faults.push(`${link}: leads out of the site`);
      continue;
    }
    const file = asked(url, { folders: full });
    if (file === undefined) continue;
    if (!files.has(file)) faults.push(`${link}: no file ${file}`);
    else if (url.hash && !said.get(file)?.ids.includes(decodeURIComponent(url.hash.slice(1)))) {
      faults.push(`${link}: no such place in ${file}`);
    }
    if (!full && link.startsWith('/') && path !== '404.html') faults.push(`${link}: fails below another path`);
  }
  for (const address of told) {
    const file = asked(new URL(address), { folders: true });
    if (file !== undefined && !files.has(file)) faults.push(`${address} in JSON-LD: no file ${file}`);
  }
  for (const id of points) if (!ids.includes(id)) faults.push(`no element has the id ${id}`);
  return faults;
}

/** What every page says: a map from path to links and ids. */
async function survey(extra = []) {
  const said = new Map();
  await withPage(held.browser, {}, async (page) => {
    for (const { path, html } of [...pages, ...extra]) said.set(path, await page.evaluate(written, html));
  });
  return said;
}

test('every link resolves', async (t) => {
  const said = await survey();
  for (const { path } of pages) await t.test(path, () => assert.deepEqual(broken(path, said), []));
});

test('every page can be reached from the home page', async () => {
  const said = await survey();
  const reached = new Set(['index.html']);
  for (const path of reached) {
    for (const link of said.get(path)?.links ?? []) {
      const url = new URL(link, new URL(path, PUBLIC));
      const file = asked(url, { folders: true });
      if (said.has(file)) reached.add(file);
    }
  }
  // What was withdrawn stands in no list: who kept its address still finds it.
  const listed = pages.filter((page) => !/name="robots" content="noindex"/.test(page.html));
  const alone = listed.map((page) => page.path).filter((path) => path !== '404.html' && !reached.has(path));
  assert.deepEqual(alone, []);
});

test('every file of assets/ is used by a page', async () => {
  const said = await survey();
  const used = new Set();
  for (const [path, { links }] of said) for (const link of links) used.add(asked(new URL(link, new URL(path, PUBLIC)), {}));
  const inCards = (path) => cards.some((card) => card.html.includes(path));
  // What only some searches need is loaded when one does.
  const onDemand = (path) => pages.some((page) => page.html.includes(`data-more="${path}"`));
  const isIdle = (path) => !used.has(path) && !inCards(path) && !onDemand(path) && !isForLeaving(path);
  assert.deepEqual([...files].filter((path) => path.startsWith('assets/') && isIdle(path)), []);
});

test('the error page works from any depth', async () => {
  await withPage(held.browser, {}, async (page) => {
    const answer = await page.goto(`${held.root}no/such/folder/page.html`);
    assert.equal(answer.status(), 404);
    const links = await page.$$eval('[href], [src]', (all) => all.map((e) => e.href ?? e.src));
    const faults = [];
    for (const link of new Set(links.filter((l) => l.startsWith(held.origin)))) {
      const response = await page.request.get(link);
      if (response.status() !== 200 && !new URL(link).hash) faults.push(`${response.status()} ${link}`);
    }
    assert.deepEqual(faults, []);
    assert.notEqual(await page.$eval('.header', (e) => getComputedStyle(e).backgroundColor), 'rgba(0, 0, 0, 0)');
  });
});

test('the check finds planted faults', async () => {
  const html = `<a href=Index.html>一</a><a href=index.html#nowhere>二</a><a href=../>三</a><a href=units/>四</a><a href=${BASE}index.html>五</a><p aria-labelledby=none>`;
  const said = await survey([{ path: 'planted.html', html }]);
  assert.equal(broken('planted.html', said).length, 6);
});
