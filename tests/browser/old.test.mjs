// The styles and scripts of the site are understood by Chromium 78.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blocks, oldCss, oldScript } from './old-rules.mjs';
import { listFiles, read } from './site.mjs';

const of = (ending) => listFiles().filter((path) => path.endsWith(ending));

describe('the site', () => {
  for (const path of of('.css')) {
    test(path, () => {
      assert.ok(blocks(read(path)).length > 5, 'too few rules: is this the stylesheet?');
      assert.deepEqual(oldCss(read(path)), []);
    });
  }
  for (const path of of('.js')) test(path, () => assert.deepEqual(oldScript(read(path)), []));
  test('has styles and scripts', () => assert.ok(of('.css').length > 0 && of('.js').length > 0));
});

describe('a planted fault is found', () => {
  const sheets = {
    ':is(': ':is(h1, h2) { color: red }',
    ':where(': '@media print { a:where(.b) { color: red } }',
    ':has(': 'p:has(a) { color: red }',
    ':not() with a list': 'a:not(.b, .c) { color: red }',
    'nesting &': '.a { color: red; &:hover { color: blue } }',
    'nesting within': '.a { .b { color: blue } }',
    'nesting of a conditional': '.a { @media print { color: blue } }',
    'inset:': '.a { position: absolute; inset: 0 }',
    'aspect-ratio:': '.a{aspect-ratio:1}',
    'clamp(': '.a { font-size: clamp(1rem, 2vw, 2rem) }',
    'min(': '.a { width: min(100%, 20em) }',
    'max(': '.a { padding: 0 max(1rem, 2vw) }',
    '@container': '@container (min-width: 20em) { .a { color: red } }',
    'container-type:': '.a { container-type: inline-size }',
    '@layer': '@layer base { .a { color: red } }',
    'color-mix(': '.a { color: color-mix(in srgb, red, blue) }',
    'a new unit': '.a { height: 100dvh }',
    'a range with': '@media (width >= 40em) { .a { color: red } }',
    'margin-inline:': '.a { margin-inline: auto }',
    'overflow: clip': '.a { overflow-x: clip }',
    'gap in a flex box': '.a { display: flex; gap: 8px }',
  };
  for (const [name, css] of Object.entries(sheets)) {
    test(name, () => assert.match(oldCss(css).join('\n'), new RegExp(`^${name.replace(/[()]/g, '\\$&')}`, 'm')));
  }
  for (const property of ['row-gap', 'column-gap']) {
    test(`${property} in a flex box`, () => {
      assert.equal(oldCss(`.a{display:inline-flex;${property}:8px}`).length, 1);
    });
  }
  test('gap given apart from the flex box', () => {
    assert.equal(oldCss('.a { display: flex } @media print { .b, .a { gap: 1px } }').length, 1);
  });

  const scripts = {
    'optional chaining': 'a?.b',
    'nullish coalescing': 'a ?? b',
    'class fields': 'class A { b = 1 }',
    'catch without a name': 'try { a() } catch { b() }',
    'a module': 'import "a"',
    'replaceAll': 'a.replaceAll("b", "c")',
    'at': 'a.at(-1)',
    'a script that does not parse': 'function (',
  };
  for (const [name, code] of Object.entries(scripts)) test(name, () => assert.equal(oldScript(code).length, 1));
});

describe('what is understood is let through', () => {
  test('grids, media, margin boxes, strings and comments', () => {
    const css = `/* .a:has(b) { inset: 0 } */
      .a { display: grid; grid-column-gap: 8px; gap: 8px; content: "clamp(1px) & :is(" }
      .b { display: flex; max-width: 20em; min-height: 1px; width: calc(100% - 2px) }
      @media (min-width: 48em) and (max-width: 60em) { .c > .d, a:not(:focus-visible) { color: rgba(0, 0, 0, 0.5) } }
      @page { margin: 1cm; @bottom-center { content: counter(page) } }
      .minmax { grid-template-columns: minmax(0, 1fr) repeat(2, minmax(0, max-content)) }`;
    assert.deepEqual(oldCss(css), []);
  });
  test('ES2018', () => {
    const code = 'var a = { ...b }; async function f() { for await (const x of y) g(x, Math.max(1, 2)) } h(".at(1)")';
    assert.deepEqual(oldScript(code), []);
  });
});
