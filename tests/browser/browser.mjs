// One Chromium per test file, and the views a reader can choose.
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

export const KEY = 'saltpress.reading';

/** What the reading tools keep for each view. */
export const VIEWS = {
  normal: { size: 0, contrast: false, elder: false },
  elder: { size: 0, contrast: false, elder: true },
  contrast: { size: 0, contrast: true, elder: false },
};

/** Starts Chromium without anything that speaks to the network by itself. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A context `width` CSS pixels wide in which every page opens in `view`. */
export async function contextFor(browser, { width = 1280, view = 'normal', kept = VIEWS[view], ...rest } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    locale: 'zh-CN',
    ...rest,
  });
  context.setDefaultTimeout(60_000);
  if (view !== 'normal' || kept !== VIEWS.normal) {
    await context.addInitScript(
      ([key, value]) => {
        localStorage.setItem(key, value);
      },
      [KEY, JSON.stringify(kept)],
    );
  }
  return context;
}

/** A browser and a server for one test file: `{ browser, root, origin }`, filled before the tests. */
export function stage(mount) {
  const held = {};
  before(async () => {
    held.browser = await launch();
    Object.assign(held, await serve(mount));
  });
  after(async () => {
    await held.browser?.close();
    await held.close?.();
  });
  return held;
}

/** Runs `act(page)` in a fresh context, which is closed whatever happens. */
export async function withPage(browser, options, act) {
  const context = await contextFor(browser, options);
  try {
    return await act(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
