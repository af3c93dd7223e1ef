// Feeds and maps for search engines, held against the schemas of their formats.
//
// No package ships the schema of Atom: atom.rnc says what RFC 4287 asks, and what no schema can say
// stands here. Sitemaps are held against the schema of sitemaps.org, from the package `sitemap`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { validateXML } from 'xmllint-wasm';
import { PUBLIC, SITE, listFiles, pages, read } from './site.mjs';

const require = createRequire(import.meta.url);
const JING = ['-cp', require('vnu-jar'), 'nu.validator.vendor.thaiopensource.relaxng.util.Driver', '-c'];
const ATOM = join(import.meta.dirname, 'atom.rnc');
const SITEMAP = readFileSync(join(dirname(require.resolve('sitemap/package.json')), 'schema/sitemap.xsd'), 'utf8');
const published = new Set(listFiles());
const feeds = [...published].filter((path) => path.endsWith('.atom.xml'));
// A large site has a list of such parts, which is tested where it is made.
const maps = [...published].filter((path) => /^sitemap[^/]*\.xml$/.test(path) && read(path).includes('<urlset '));

/** What the schema says of Atom files: one line each. */
function againstSchema(files) {
  try {
    execFileSync('java', [...JING, ATOM, ...files], { encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (refused) {
    if (refused.status !== 1) throw refused;
    return refused.stdout.trim().split('\n');
  }
}

const all = (xml, name) => [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1]);
const links = (xml, rel) => [...xml.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes(`rel="${rel}"`));
const target = (tag) => /href="([^"]*)"/.exec(tag)[1];
const asFile = (address) => address.slice(PUBLIC.href.length).replace(/(^|\/)$/, '$1index.html');

/** What RFC 4287 asks and no schema can say. `own` is where the feed is published. */
function againstRules(xml, own) {
  const faults = [];
  const need = (holds, text) => holds || faults.push(text);
  const [head, ...entries] = xml.split('<entry>');
  const ids = all(xml, 'id');
  need(new Set(ids).size === ids.length, 'two ids are the same');
  need(links(head, 'self').map(target).join() === own, 'the feed does not lead to itself');
  need(links(head, 'alternate').length === 1, 'the feed does not lead to one page');
  for (const entry of entries) {
    // 4.1.2: an entry without content has its alternate; one of a type.
    need(links(entry, 'alternate').length === 1, `${all(entry, 'id')} does not lead to one page`);
  }
  const dead = links(xml, 'alternate').map(target).filter((address) => !published.has(asFile(address)));
  need(dead.length === 0, `no page at ${dead}`);
  const days = all(entries.join(''), 'updated').map(Date.parse);
  const [newest] = all(head, 'updated').map(Date.parse);
  need(days.every((day) => day <= newest), 'an entry is newer than its feed');
  need(days.every((day, at) => at === 0 || day <= days[at - 1]), 'the newest entry does not come first');
  return faults;
}

describe('Atom', () => {
  test('there are feeds', () => assert.ok(feeds.length > 0));
  test('every feed has the form of RFC 4287', () => {
    assert.deepEqual(againstSchema(feeds.map((path) => join(SITE, path))), []);
  });
  for (const path of feeds) {
    test(path, () => assert.deepEqual(againstRules(read(path), new URL(path, PUBLIC).href), []));
  }
  test('no two feeds have one id', () => {
    const ids = feeds.map((path) => all(read(path), 'id')[0]);
    assert.equal(new Set(ids).size, feeds.length);
  });

  const sound = feeds.map(read).find((xml) => xml.split('<entry>').length > 2);
  const planted = {
    'no title': [/<title>[^<]*<\/title>/, ''],
    'two titles': [/<title>[^<]*<\/title>/, '$&$&'],
    'no id': [/<id>[^<]*<\/id>/, ''],
    'no author': [/<author>.*?<\/author>/g, ''],
    'no updated': [/<updated>[^<]*<\/updated>/g, ''],
    'a day without a time': [/T[^<]*<\/updated>/, '</updated>'],
    'a moment without a zone': [/\+08:00<\/updated>/, '</updated>'],
    'a relative address': [/href="[^"]*"/, 'href="cases/"'],
    'an empty title': [/<title>[^<]*<\/title>/, '<title> </title>'],
    'a foreign element': ['<entry>', '<entry><pubDate>2026</pubDate>'],
  };
  for (const [name, [from, to]] of Object.entries(planted)) {
    test(`${name} is found`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'saltpress-'));
      try {
        const file = join(folder, 'feed.xml');
        writeFileSync(file, sound.replace(from, to));
        assert.notDeepEqual(againstSchema([file]), []);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
  test('an id given twice, a feed that leads elsewhere and an old head are found', () => {
    const [own] = links(sound, 'self').map(target);
    assert.deepEqual(againstRules(sound, own), []);
    const second = all(sound, 'id')[1];
    const twice = sound.replace(`<id>${all(sound, 'id')[2]}</id>`, `<id>${second}</id>`);
    const old = sound.replace(/<updated>[^<]*/, '<updated>2001-01-01T00:00:00Z');
    assert.equal(againstRules(twice, own).length, 1);
    assert.equal(againstRules(old, own).length, 1);
    assert.equal(againstRules(sound, 'https://a.gov.cn/feed.xml').length, 1);
  });
});

describe('the sitemap', () => {
  const judged = async (xml) => {
    const answer = await validateXML({ xml: { fileName: 'sitemap.xml', contents: xml }, schema: SITEMAP });
    return answer.errors.map((error) => error.message);
  };
  const listed = maps.flatMap((path) => all(read(path), 'loc'));

  test('is there', () => assert.ok(maps.length > 0));
  for (const path of maps) {
    test(`${path} has the form of sitemaps.org and its size`, async () => {
      const xml = read(path);
      assert.deepEqual(await judged(xml), []);
      assert.ok(all(xml, 'loc').length <= 50_000);
      assert.ok(statSync(join(SITE, path)).size <= 50 * 1024 * 1024);
    });
  }
  test('names every page that search engines may list, once', () => {
    const isListed = (page) => page.kind !== 'not-found' && !/name="?robots"? content="?noindex/.test(page.html);
    const wanted = pages.filter(isListed).map((page) => page.path);
    assert.deepEqual(listed.map(asFile).sort(), wanted.sort());
  });
  test('planted faults are found', async () => {
    const sound = read(maps[0]);
    for (const [from, to] of [
      [/<lastmod>[^<]*/, '<lastmod>2026年1月'],
      [/<loc>[^<]*<\/loc>/, ''],
      [/<loc>[^<]*/, `<loc>https://a.gov.cn/${'x'.repeat(2048)}`],
      ['<url>', '<page>'],
    ]) {
      assert.notDeepEqual(await judged(sound.replace(from, to)), [], `${from}`);
    }
  });
});
