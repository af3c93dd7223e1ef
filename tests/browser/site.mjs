// The built site as files: which pages there are, and one page of every kind.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the built site, absolute. */
export const SITE = resolve(process.env.SITE || join(here, '..', '..', 'public'));

/** Every published file of `folder`, as paths with `/`, sorted. Dot entries are not published. */
export function listFiles(folder = SITE) {
  const found = [];
  const walk = (inside) => {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(inside, entry.name);
      if (entry.isDirectory()) walk(path);
      else found.push(relative(folder, path).split(sep).join('/'));
    }
  };
  walk(folder);
  return found.sort();
}

/** The text of one published file. */
export const read = (path) => readFileSync(join(SITE, path), 'utf8');

const documents = listFiles()
  .filter((path) => path.endsWith('.html'))
  .map((path) => {
    const html = read(path);
    const kind = /<body\b[^>]*\bdata-kind="?([a-z-]+)/.exec(html);
    return { path, kind: kind ? kind[1] : null, html };
  });

/** Every page: `{ path, kind, html }`. `kind` is `data-kind` of the body, or null. */
export const pages = documents.filter((page) => !['embed', 'moved'].includes(page.kind));

/** Pages at an old address: each leads on by itself, so no browser rests there. */
export const moved = documents.filter((page) => page.kind === 'moved');

/** The cards that other sites show in a frame: no head, no foot, no navigation. */
export const cards = documents.filter((page) => page.kind === 'embed');

if (!pages.some((page) => page.path === 'index.html')) {
  throw new Error(`no built site at ${SITE}: set SITE or build it first`);
}

/** What only pages with a link out of governments' sites load: not every site has one. */
export const isForLeaving = (path) => /^assets\/leaving\.[0-9a-f]+\.(css|js)$/.test(path);

/** One page per kind: the longest, where faults of layout are likeliest. */
export const samples = [...new Set(pages.map((page) => page.kind))].map((kind) =>
  pages.filter((page) => page.kind === kind).reduce((a, b) => (b.html.length > a.html.length ? b : a)),
);

/** The first page of a kind; throws when the site has none. */
export function pageOf(kind) {
  const page = samples.find((sample) => sample.kind === kind);
  if (!page) throw new Error(`the site has no page of the kind ${kind}`);
  return page;
}

/** The public address of the site, from the canonical link of the home page. */
export const PUBLIC = (() => {
  const link = /<link\b[^>]*\brel="?canonical\b[^>]*>/.exec(read('index.html'));
  const href = link && /\bhref="?([^"\s>]+)/.exec(link[0]);
  return new URL(href ? href[1] : 'http://site.invalid/');
})();

/** The path below which the site is published, with both slashes. */
export const BASE = PUBLIC.pathname;
