// A foreign judge of the markup: the Nu HTML checker finds nothing to say about any page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SITE } from './site.mjs';

const CHECKER = createRequire(import.meta.url)('vnu-jar');

/** What the checker says of the pages below `folder`: `file: message` for each. */
function judged(folder) {
  const options = ['-Xss4m', '-jar', CHECKER, '--skip-non-html', '--exit-zero-always', '--stdout', '--format', 'json'];
  const told = execFileSync('java', [...options, folder], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(told).messages.map(({ url, message }) => `${url.replace(`file:${folder}/`, '')}: ${message}`);
}

test('the Nu HTML checker has nothing to say', () => {
  assert.deepEqual([...new Set(judged(SITE))].slice(0, 40), []);
});

test('the checker finds planted faults', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saltpress-'));
  try {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang=zh-CN><title>一</title><p><div></p><img src=a.png>');
    assert.match(judged(folder).join('\n'), /alt/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
