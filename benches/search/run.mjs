// Imports, builds, serves and asks in a real Chromium; see `run`.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { importInto } from './import.mjs';
import { chromium } from '../../tests/browser/node_modules/playwright-core/index.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const { values: given } = parseArgs({
  options: {
    corpus: { type: 'string' }, queries: { type: 'string' }, n: { type: 'string', default: '1000' },
    json: { type: 'string' }, work: { type: 'string' }, pagefind: { type: 'string' },
  },
});
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'] });
const work = resolve(given.work);
const project = join(work, 'project');
const site = join(work, 'site');
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.json': 'application/json' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

/** A file server without any logic; `log` gets the name and bytes of what was sent. */
async function serve(folder, log, policy) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    if (!file.startsWith(folder) || !existsSync(file)) { response.writeHead(404).end(); return; }
    const body = readFileSync(file);
    log.push({ path: path.slice(1), body });
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', ...(policy ? { 'Content-Security-Policy': policy } : {}) });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

const zipped = new Map();
function gzip(path, body) {
  if (!zipped.has(path)) zipped.set(path, gzipSync(body, { level: 9 }).length);
  return zipped.get(path);
}
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
const spread = (list) => ({ p50: at(list, 0.5), p95: at(list, 0.95), max: Math.max(0, ...list) });
const idOf = (href) => /([^/]+)\.html(?:[?#]|$)/.exec(href)?.[1] ?? '';

function score(queries, hits) {
  const kinds = {};
  for (const query of queries) {
    const relevant = new Set(query.relevant);
    if (!relevant.size) continue;
    const found = hits[query.id].slice(0, 10);
    const first = found.findIndex((id) => relevant.has(id));
    const recall = found.filter((id) => relevant.has(id)).length / Math.min(10, relevant.size);
    for (const kind of new Set([query.kind, 'ALL', ...(query.set ? [`ALL/${query.set}`] : [])])) {
      (kinds[kind] ??= []).push({ recall, rank: first < 0 ? 0 : 1 / (first + 1), zero: found.length ? 0 : 1 });
    }
  }
  const mean = (list, key) => Math.round((list.reduce((sum, one) => sum + one[key], 0) / list.length) * 1000) / 1000;
  return Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, { n: list.length, recall10: mean(list, 'recall'), mrr10: mean(list, 'rank'), zero: mean(list, 'zero') }]));
}

/** Each query in a fresh profile, cold, then once more. */
async function ask(queries) {
  const log = [];
  const server = await serve(site, log, POLICY);
  const browser = await launch();
  const result = { hits: {}, states: {}, cold: [], warm: [], index: { raw: [], gzip: [], requests: [] }, shown: { raw: [], gzip: [] }, faults: [] };
  for (const query of queries) {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error') result.faults.push(`${query.q}: ${message.text()}`); });
    page.on('pageerror', (error) => result.faults.push(`${query.q}: ${error.message}`));
    log.length = 0;
    const address = `${server.origin}search.html?q=${encodeURIComponent(query.q)}`;
    const settled = () => page.waitForSelector('[data-search-state=done],[data-search-state=failed]', { timeout: 60_000 });
    const start = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await settled();
    result.cold.push(performance.now() - start);
    result.states[query.id] = await page.getAttribute('[data-search-state]', 'data-search-state');
    const hrefs = await page.$$eval('#results > li > h2 > a', (links) => links.map((link) => link.getAttribute('href')));
    result.hits[query.id] = hrefs.map(idOf);
    await page.waitForLoadState('networkidle').catch(() => {});
    const part = (names) => log.filter((sent) => names.some((name) => sent.path.startsWith(`search/${name}`)));
    const index = part(['manifest', 'p/', 't/', 's/', 'readings', 'traditional']);
    const shown = part(['d/', 'x/', 'f/']);
    const sum = (list, size) => list.reduce((total, sent) => total + size(sent), 0);
    result.index.raw.push(sum(index, (sent) => sent.body.length));
    result.index.gzip.push(sum(index, (sent) => gzip(sent.path, sent.body)));
    result.index.requests.push(index.length);
    result.shown.raw.push(sum(shown, (sent) => sent.body.length));
    result.shown.gzip.push(sum(shown, (sent) => gzip(sent.path, sent.body)));
    const again = performance.now();
    await page.reload({ waitUntil: 'commit' });
    await settled();
    result.warm.push(performance.now() - again);
    await context.close();
  }
  await browser.close();
  server.close();
  return result;
}

function files(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
}

function sizes() {
  const parts = {};
  for (const name of files(join(site, 'search'))) {
    const part = name.includes('/') ? name.split('/')[0] : name.replace('.js', '');
    const body = readFileSync(join(site, 'search', name));
    const own = (parts[part] ??= { files: 0, raw: 0, gzip: 0 });
    own.files++;
    own.raw += body.length;
    own.gzip += gzip(`search/${name}`, body);
  }
  const scripts = readdirSync(join(site, 'assets')).filter((name) => /^search.*\.js$/.test(name));
  for (const name of scripts) {
    const body = readFileSync(join(site, 'assets', name));
    parts[`script ${name.split('.')[0]}`] = { files: 1, raw: body.length, gzip: gzip(name, body), brotli: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length };
  }
  return parts;
}

function build(today) {
  const program = process.env.SALTPRESS || join(root, 'target/release/saltpress');
  const start = performance.now();
  const made = spawnSync('/usr/bin/env', ['time', '-f', '%M', program, 'build', '--root', project, '--out', site, '--today', today, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = (performance.now() - start) / 1000;
  const report = JSON.parse(made.stdout || '{}');
  if (!report.site) throw new Error(`the site was not built:\n${JSON.stringify(report.problems?.filter((p) => p.severity === 'error').slice(0, 5))}${made.stderr}`);
  return { seconds, megabytes: Math.round(+made.stderr.trim().split('\n').pop() / 1024), pages: report.site.pages, stages: report.stages };
}

/** The same pages and queries with Pagefind: `{ seconds, kinds, bytes, requests }`. */
async function withPagefind(queries, package_, ids) {
  const binary = join(package_, 'node_modules/.bin/pagefind');
  const start = performance.now();
  const made = spawnSync(binary, ['--site', site, '--glob', '{cases,notices,units}/*.html', '--root-selector', 'main', '--output-path', join(site, 'pagefind')], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const seconds = (performance.now() - start) / 1000;
  writeFileSync(join(site, 'pagefind/ask.html'), '<!doctype html><meta charset="utf-8"><html lang="zh-CN"><script type="module">import * as pagefind from "./pagefind.js"; window.ask = async (q) => { const found = await pagefind.search(q); return Promise.all(found.results.slice(0, 40).map((one) => one.data().then((data) => data.url))); }; window.ready = true;</script>');
  const log = [];
  const server = await serve(site, log, '');
  const browser = await launch();
  const hits = {};
  const bytes = [];
  const requests = [];
  for (const query of queries) {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    log.length = 0;
    await page.goto(`${server.origin}pagefind/ask.html`);
    await page.waitForFunction(() => window.ready);
    const urls = await page.evaluate((q) => window.ask(q), query.q);
    hits[query.id] = urls.map(idOf).filter((id) => ids.has(id)).slice(0, 10);
    const index = log.filter((sent) => !sent.path.includes('/fragment/') && !sent.path.endsWith('ask.html'));
    bytes.push(index.reduce((sum, sent) => sum + Math.min(sent.body.length, gzip(sent.path, sent.body)), 0));
    requests.push(index.length);
    await context.close();
  }
  await browser.close();
  server.close();
  return { seconds, kinds: score(queries, hits), bytes: spread(bytes), requests: spread(requests) };
}

const cell = (own) => (own ? `${own.recall10.toFixed(2)} / ${own.mrr10.toFixed(2)}${own.zero ? ` z${own.zero.toFixed(2)}` : ''}` : '');
const kilo = (own) => `${(own.p50 / 1024).toFixed(1)} / ${(own.p95 / 1024).toFixed(1)} / ${(own.max / 1024).toFixed(1)} KB`;
const milli = (own) => `${Math.round(own.p50)} / ${Math.round(own.p95)} / ${Math.round(own.max)} ms`;

function table(outcome) {
  const { ours, pagefind } = outcome;
  const rows = Object.keys(ours.kinds).map((kind) => `| ${kind} (${ours.kinds[kind].n}) | ${cell(ours.kinds[kind])} |${pagefind ? ` ${cell(pagefind.kinds[kind])} |` : ''}`);
  const head = `| recall@10 / MRR@10, z = share without a hit | saltpress |${pagefind ? ' Pagefind |' : ''}\n| --- | --- |${pagefind ? ' --- |' : ''}`;
  const facts = [
    `${outcome.documents} documents; built in ${ours.build.seconds.toFixed(1)} s with ${ours.build.megabytes} MB (${ours.build.pages} pages)`,
    `index per cold query, p50 / p95 / max: gzip ${kilo(ours.index.gzip)}, raw ${kilo(ours.index.raw)}, requests ${ours.index.requests.p50} / ${ours.index.requests.p95} / ${ours.index.requests.max}`,
    `titles and excerpts of ten hits: gzip ${kilo(ours.shown.gzip)}, raw ${kilo(ours.shown.raw)}`,
    `first result: cold ${milli(ours.cold)}, again ${milli(ours.warm)}`,
    ...Object.entries(ours.sizes).map(([part, own]) => `${part}: ${own.files} files, ${own.raw} bytes, ${own.gzip} gzip`),
    ...(pagefind ? [`Pagefind: index in ${pagefind.seconds.toFixed(1)} s; per cold query ${kilo(pagefind.bytes)}, requests ${pagefind.requests.p50} / ${pagefind.requests.p95} / ${pagefind.requests.max}`] : []),
    ...(ours.faults.length ? [`faults: ${ours.faults.slice(0, 5).join('; ')}`] : []),
  ];
  return [head, ...rows, '', ...facts.map((fact) => `- ${fact}`)].join('\n');
}

mkdirSync(project, { recursive: true });
const { ids, today } = await importInto(given.corpus, project, join(root, 'content/synonyms.yaml'));
const queries = JSON.parse(readFileSync(given.queries, 'utf8')).queries;
const made = build(today);
const asked = await ask(queries);
const outcome = {
  documents: ids.size,
  ours: {
    build: made, kinds: score(queries, asked.hits), cold: spread(asked.cold), warm: spread(asked.warm),
    index: { raw: spread(asked.index.raw), gzip: spread(asked.index.gzip), requests: spread(asked.index.requests) },
    shown: { raw: spread(asked.shown.raw), gzip: spread(asked.shown.gzip) }, sizes: sizes(), faults: asked.faults, hits: asked.hits,
  },
};
if (given.pagefind) outcome.pagefind = await withPagefind(queries, resolve(given.pagefind), ids);
console.log(table(outcome));
if (given.json) writeFileSync(given.json, JSON.stringify(outcome, null, 1));
