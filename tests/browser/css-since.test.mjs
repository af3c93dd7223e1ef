// The stylesheets of the site use nothing that came after Chromium 78, by the data of MDN.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { younger } from './css-since.mjs';
import { listFiles, read } from './site.mjs';

const OLDEST = 78;

describe('the site', () => {
  for (const path of listFiles().filter((name) => name.endsWith('.css'))) {
    test(path, () => assert.deepEqual(younger(read(path), OLDEST), []));
  }
});

describe('what came later is found', () => {
  const sheets = {
    ':is': ':is(h1, h2) { color: red }',
    ':where': 'a:where(.b) { color: red }',
    ':has': 'p:has(a) { color: red }',
    ':focus-visible': 'a:focus-visible { color: red }',
    ':user-valid': 'input:user-valid { color: red }',
    inset: '.a { inset: 0 }',
    'aspect-ratio': '.a { aspect-ratio: 1 }',
    'margin-inline': '.a { margin-inline: auto }',
    'padding-block': '.a { padding-block: 1px }',
    'border-inline': '.a { border-inline: 1px solid }',
    'inset-inline-start': '.a { inset-inline-start: 0 }',
    'border-start-start-radius': '.a { border-start-start-radius: 1px }',
    'accent-color': '.a { accent-color: red }',
    'color-scheme': ':root { color-scheme: dark }',
    'content-visibility': '.a { content-visibility: auto }',
    'scrollbar-gutter': '.a { scrollbar-gutter: stable }',
    'overflow: clip': '.a { overflow: clip }',
    'overflow-wrap: anywhere': '.a { overflow-wrap: anywhere }',
    'clamp()': '.a { font-size: clamp(1rem, 2vw, 2rem) }',
    'min()': '.a { width: min(100%, 20em) }',
    'max()': '.a { width: calc(1px + max(1rem, 2vw)) }',
    'color-mix()': '.a { color: color-mix(in srgb, red, blue) }',
    'oklch()': '.a { color: oklch(50% 0.1 20) }',
    dvh: '.a { min-height: 100dvh }',
    lh: '.a { min-height: 1.5lh }',
    cqw: '.a { width: 10cqw }',
    '@layer': '@layer base { .a { color: red } }',
    '@container': '@container (min-width: 20em) { .a { color: red } }',
    '@property': '@property --a { syntax: "*" }',
  };
  for (const [name, sheet] of Object.entries(sheets)) test(name, () => assert.deepEqual(younger(sheet, OLDEST), [name]));
});

test('what Chromium 78 knows is let through', () => {
  const sheet = `@media (min-width: 48em) { .a:not(:first-child)::before, a:focus:not(:focus-visible) { display: grid; grid-column-gap: 8px } }
    .b { position: sticky; width: calc(100% - 2px); background: linear-gradient(to right, #fff 1px, transparent) local; color: rgba(0, 0, 0, 0.5) }
    :root { --inset: 0; margin-inline-start: 1px; overflow-wrap: break-word; height: 100vh } @page { size: A4 }`;
  assert.deepEqual(younger(sheet, OLDEST), []);
});
