// Pictures of every kind of page in every view, to look at: out/KIND-VIEW-WIDTH.png.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { VIEWS, launch, withPage } from './browser.mjs';
import { serve } from './server.mjs';
import { samples } from './site.mjs';

const out = join(import.meta.dirname, 'out');
mkdirSync(out, { recursive: true });
const server = await serve();
const browser = await launch();
try {
  for (const view of Object.keys(VIEWS)) {
    for (const width of [1280, 360]) {
      await withPage(browser, { view, width }, async (page) => {
        for (const { kind, path } of samples) {
          await page.goto(server.root + path);
          // The policy is many windows tall: its beginning shows what there is to see.
          await page.screenshot({ path: join(out, `${kind}-${view}-${width}.png`), fullPage: kind !== 'policy' });
        }
      });
    }
  }
  console.log(out);
} finally {
  await browser.close();
  await server.close();
}
