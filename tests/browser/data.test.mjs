// Linked data (JSON-LD): every block of every page says what its kind must say, for search engines.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PUBLIC, listFiles, pages } from './site.mjs';

const files = new Set(listFiles());
const isText = (value) => typeof value === 'string' && value.trim() !== '';
const isWeb = (value) => isText(value) && /^https?:\/\/[^/\s]+\/\S*$/.test(value);
/** A page or file of this site that is published. */
const isOwn = (value) => {
  if (!isWeb(value) || !value.startsWith(PUBLIC.href)) return false;
  const path = new URL(value).pathname.slice(PUBLIC.pathname.length).replace(/(^|\/)$/, '$1index.html');
  return files.has(path);
};
const isDay = (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
/** ISO 8601 with its zone. */
const isMoment = (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
const isA = (...kinds) => (value) => kinds.includes(value?.['@type']);
const listOf = (holds) => (value) => Array.isArray(value) && value.length > 0 && value.every(holds);
const maybe = (holds) => (value) => value === undefined || holds(value);
const isBody = isA('Organization', 'GovernmentOrganization');

const steps = (list) =>
  listOf(isA('ListItem'))(list) && list.length > 1 && list.every((step, at) => step.position === at + 1);

/** What each kind says of itself: field → what it must be. A kind that is not here is a fault. */
const KINDS = {
  WebSite: { name: isText, url: isWeb, inLanguage: (v) => v === 'zh-CN', publisher: maybe(isBody) },
  CollectionPage: { name: isText, url: isOwn },
  BreadcrumbList: { itemListElement: steps },
  ListItem: { position: Number.isInteger, name: isText, item: isOwn },
  Article: { headline: isText, datePublished: isMoment, author: isBody, mainEntityOfPage: isOwn, publisher: maybe(isBody) },
  Legislation: { name: isText, url: isOwn, legislationDate: maybe(isDay), datePublished: maybe(isDay), legislationPassedBy: maybe(isBody) },
  Dataset: { name: isText, description: (v) => isText(v) && v.length >= 20, url: isOwn, distribution: listOf(isA('DataDownload')), publisher: maybe(isBody) },
  DataDownload: { contentUrl: isOwn, encodingFormat: (v) => /^[a-z]+\/[a-z0-9.+-]+$/.test(v) },
  Organization: { name: isText, url: maybe(isWeb), mainEntityOfPage: maybe(isOwn) },
  GovernmentOrganization: { name: isText },
};

/** What kinds of pages tell beside their breadcrumb. */
const TOLD = { home: 'WebSite', policy: 'Legislation', target: 'Dataset', column: 'CollectionPage' };

/** The faults of a thing and of all things in it. */
function faults(value) {
  if (Array.isArray(value)) return value.flatMap(faults);
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(faults);
  if (value['@type'] === undefined) return [...inner, ...(value['@graph'] ? [] : ['a thing without @type'])];
  const fields = KINDS[value['@type']];
  if (!fields) return [...inner, `unknown kind ${value['@type']}`];
  const wrong = Object.entries(fields).filter(([field, holds]) => !holds(value[field]));
  return [...inner, ...wrong.map(([field]) => `${value['@type']}.${field}: ${JSON.stringify(value[field])}`)];
}

const blocks = (html) => [...html.matchAll(/<script type="?application\/ld\+json"?>([\s\S]*?)<\/script>/g)].map((m) => JSON.parse(m[1]));

describe('every page', () => {
  for (const { path, kind, html } of pages) {
    test(path, () => {
      const told = blocks(html);
      assert.deepEqual(told.filter((block) => block['@context'] !== 'https://schema.org'), []);
      assert.deepEqual(told.flatMap(faults), []);
      const kinds = told.map((block) => block['@type']);
      assert.equal(new Set(kinds).size, kinds.length, `a kind twice: ${kinds}`);
      if (kind !== 'home') assert.ok(kinds.includes('BreadcrumbList'), 'no breadcrumb');
      if (TOLD[kind]) assert.ok(kinds.includes(TOLD[kind]), `no ${TOLD[kind]}: ${kinds}`);
      // All figures of a document; a part of them on other pages is no set of data.
      if (path.endsWith('progress/index.html')) assert.ok(kinds.includes('Dataset'), 'no Dataset');
      // The page itself is the last step of its way.
      const way = told.find((block) => block['@type'] === 'BreadcrumbList')?.itemListElement ?? [];
      const own = new URL(path.replace(/(^|\/)index\.html$/, '$1'), PUBLIC).href;
      if (way.length > 0) assert.equal(way[way.length - 1].item, own);
    });
  }
});

describe('a planted fault is found', () => {
  const home = `${PUBLIC.href}`;
  const step = (position, rest) => ({ '@type': 'ListItem', position, name: '甲', item: home, ...rest });
  const article = { '@type': 'Article', headline: '甲', datePublished: '2026-01-12T09:30:00+08:00', author: { '@type': 'Organization', name: '乙' }, mainEntityOfPage: home };
  const planted = {
    'a step without address': { '@type': 'BreadcrumbList', itemListElement: [step(1), step(2, { item: undefined })] },
    'a gap in the count': { '@type': 'BreadcrumbList', itemListElement: [step(1), step(3)] },
    'a moment without zone': { ...article, datePublished: '2026-01-12T09:30:00' },
    'a day that is none': { ...article, datePublished: '2026-13-12T09:30:00+08:00' },
    'an author without name': { ...article, author: { '@type': 'Organization' } },
    'a relative address': { ...article, mainEntityOfPage: 'cases/a.html' },
    'a file that is not there': { '@graph': [{ '@type': 'DataDownload', contentUrl: `${home}no.csv`, encodingFormat: 'text/csv' }] },
    'a kind nobody asked for': { '@type': 'Recipe', name: '甲' },
  };
  for (const [name, block] of Object.entries(planted)) test(name, () => assert.equal(faults(block).length, 1));
  test('but what is sound is not', () => assert.deepEqual(faults(article), []));
});
