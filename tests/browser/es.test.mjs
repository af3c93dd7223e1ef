// A foreign judge of the scripts: ES Check finds nothing younger than ES2018 (Chromium 78).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SITE } from './site.mjs';

const CHECKER = join(import.meta.dirname, 'node_modules/.bin/es-check');

/** Whether all scripts below `folder` are ES2018 in syntax and in what they call, and what was said. */
function judged(folder) {
  const told = spawnSync(process.execPath, [CHECKER, 'es2018', './**/*.js', '--checkFeatures', '--noColor', '--noCache'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { sound: told.status === 0, said: told.stdout + told.stderr };
}

test('ES Check has nothing to say', () => {
  const { sound, said } = judged(SITE);
  assert.ok(sound, said);
});

test('the checker finds planted faults', () => {
  for (const code of ['a?.b', 'a ?? b', 'try { a() } catch { b() }', 'class A { #b }', '"a".replaceAll("a", "b")', '[1].at(-1)', 'Object.hasOwn({}, "a")']) {
    const folder = mkdtempSync(join(tmpdir(), 'saltpress-'));
    try {
      writeFileSync(join(folder, 'a.js'), code);
      assert.ok(!judged(folder).sound, code);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});
