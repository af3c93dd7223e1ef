// The search in Chromium 79, 86 and 88, over plain HTTP under a strict policy and from a disk.
//
// The browsers are whole in an npm package; they are fetched once, outside the repository:
//   npm install --ignore-scripts --legacy-peer-deps --prefix $DIR/2.0.1 chrome-aws-lambda@2.0.1 puppeteer-core@2.0.0
//   for v in 5.3.1 5.5.0; do npm install --ignore-scripts --legacy-peer-deps --prefix $DIR/$v chrome-aws-lambda@$v puppeteer-core@5.5.0; done
//   OLD_CHROMIUM=$DIR node --test old-chromium.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { serve } from './server.mjs';
import { SITE } from './site.mjs';

const folder = process.env.OLD_CHROMIUM;
const QUERIES = ['知识产权', '隐行冠军', 'xiaojuren', '盐政办发20231号', '專精特新', '怎么申报小巨人'];

/** The browser of a package, unpacked beside it. */
function unpacked(version) {
  const packed = join(folder, version, 'node_modules/chrome-aws-lambda/bin');
  const to = join(folder, version, 'browser');
  if (!existsSync(join(to, 'chrome'))) {
    mkdirSync(to, { recursive: true });
    for (const [name, file] of [['chromium.br', 'chrome'], ['aws.tar.br', 'aws.tar'], ['swiftshader.tar.br', 'swiftshader.tar']]) {
      writeFileSync(join(to, file), brotliDecompressSync(readFileSync(join(packed, name))));
      if (file.endsWith('.tar')) execFileSync('tar', ['xf', file], { cwd: to });
    }
    chmodSync(join(to, 'chrome'), 0o755);
  }
  return to;
}

for (const [version, major] of [['2.0.1', 79], ['5.3.1', 86], ['5.5.0', 88]]) {
  describe(`Chromium ${major}`, { skip: !folder && 'OLD_CHROMIUM is not set' }, () => {
    let browser;
    let server;
    before(async () => {
      const puppeteer = createRequire(join(folder, version, 'x.js'))('puppeteer-core');
      const home = unpacked(version);
      server = await serve('/');
      browser = await puppeteer.launch({
        executablePath: join(home, 'chrome'),
        args: ['--headless', '--no-sandbox', '--single-process', '--no-zygote', '--disable-gpu'],
        env: { ...process.env, LD_LIBRARY_PATH: join(home, 'lib') },
      });
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });
    test('is what it says', async () => assert.match(await browser.version(), new RegExp(`/${major}\\.`)));
    for (const place of ['a server', 'a disk']) {
      test(`searches from ${place}`, async () => {
        const root = place === 'a disk' ? `${pathToFileURL(SITE).href}/` : server.root;
        for (const query of QUERIES) {
          const page = await browser.newPage();
          const faults = [];
          page.on('pageerror', (error) => faults.push(error.message));
          await page.goto(`${root}search.html?q=${encodeURIComponent(query)}`);
          await page.waitForSelector('[data-search-state=done],[data-search-state=failed]', { timeout: 60_000 });
          assert.equal(await page.$eval('[data-search-state]', (form) => form.getAttribute('data-search-state')), 'done', query);
          assert.ok((await page.$$('#results > li > h2 > a')).length > 0, query);
          assert.deepEqual(faults, []);
          await page.close();
        }
      });
    }
  });
}
