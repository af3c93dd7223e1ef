// What Chromium 78, the oldest browser the site serves, does not understand.
import { parse } from 'acorn';

/** Comments and strings emptied, so that only the language is left; lengths do not matter. */
const bare = (css) =>
  css.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/g, '""');

/**
 * Splits a sheet into blocks: `{ head, body, inside }`, where `body` has only the block's own
 * declarations and `inside` lists the heads around it, outermost first.
 */
export function blocks(css) {
  const found = [];
  const open = [{ head: '', own: '' }];
  let text = '';
  for (const letter of bare(css)) {
    if (letter === '{') {
      const cut = text.lastIndexOf(';') + 1;
      open.at(-1).own += text.slice(0, cut);
      open.push({ head: text.slice(cut).trim(), own: '' });
      text = '';
    } else if (letter === '}') {
      const { head, own } = open.pop();
      found.push({ head, body: own + text, inside: open.slice(1).map((block) => block.head) });
      text = '';
      if (open.length === 0) throw new Error('a } too many');
    } else text += letter;
  }
  if (open.length !== 1) throw new Error(`not closed: ${open.at(-1).head}`);
  found.push({ head: '', body: text, inside: [] });
  return found;
}

const AT_RULES = /^@(layer|container|scope|starting-style|property|position-try|view-transition)\b/;
const SELECTORS = [
  [/:is\(/, ':is('],
  [/:where\(/, ':where('],
  [/:has\(/, ':has('],
  [/:not\([^()]*,/, ':not() with a list'],
  [/&/, 'nesting &'],
];
const PROPERTIES = [
  'inset', 'aspect-ratio', 'container', 'container-type', 'container-name', 'translate', 'rotate', 'scale',
  'content-visibility', 'margin-inline', 'margin-block', 'padding-inline', 'padding-block',
  'inset-inline', 'inset-block', 'border-inline', 'border-block', 'appearance',
];
const VALUES = [
  [/(?:^|[\s,(*/+-])clamp\(/, 'clamp('],
  [/(?:^|[\s,(*/+-])min\(/, 'min('],
  [/(?:^|[\s,(*/+-])max\(/, 'max('],
  [/color-mix\(/, 'color-mix('],
  [/\b(?:oklch|oklab|lch|lab|light-dark)\(/, 'a new colour function'],
  [/\d(?:dvh|svh|lvh|dvw|svw|lvw|cqw|cqh|cqi|cqb|rlh|lh)\b/, 'a new unit'],
  [/\brevert(?:-layer)?\b/, 'revert'],
  [/overflow-wrap:\s*anywhere/, 'overflow-wrap: anywhere'],
  [/overflow(?:-[xy])?:\s*clip/, 'overflow: clip'],
];
const FLEX = /(?:^|;)\s*display:\s*(?:inline-)?flex\b/;
const GAP = /(?:^|;)\s*(?:row-|column-)?gap\s*:/;

/** What of a sheet Chromium 78 does not understand, one line each. */
export function oldCss(css) {
  const all = blocks(css);
  const faults = [];
  const flexible = new Set(all.filter((b) => FLEX.test(b.body)).flatMap((b) => b.head.split(',').map((s) => s.trim())));
  for (const { head, body, inside } of all) {
    const say = (text) => faults.push(`${text} in “${head || 'the sheet'}”`);
    if (AT_RULES.test(head)) say(head.split(/[\s(]/)[0]);
    if (/^@(?:media|supports)/.test(head) && /[<>]/.test(head)) say('a range with < or >');
    if (!head.startsWith('@')) {
      for (const [pattern, name] of SELECTORS) if (pattern.test(head)) say(name);
      const around = inside.find((h) => h !== '' && !h.startsWith('@'));
      if (around !== undefined) say(`nesting within “${around}”`);
    } else if (inside.some((h) => h !== '' && !h.startsWith('@'))) say('nesting of a conditional');
    for (const line of body.split(';')) {
      const name = line.split(':')[0].trim();
      if (PROPERTIES.includes(name)) say(`${name}:`);
      if (/^@(?:layer|import)\b/.test(line.trim())) say(line.trim());
      for (const [pattern, what] of VALUES) if (pattern.test(line)) say(what);
    }
    if (GAP.test(body) && head.split(',').some((s) => flexible.has(s.trim()))) say('gap in a flex box');
  }
  return faults;
}

// Names that came after Chromium 78; `.at(` and the like cannot be found by parsing alone.
const CALLS = /\.(?:replaceAll|at|findLast|findLastIndex|toSorted|toReversed|replaceChildren|allSettled|any|hasOwn)\(|\b(?:structuredClone|WeakRef|globalThis\.scheduler)\b/g;

/** What of a script is not ES2018, or calls what came later, one line each. */
export function oldScript(code) {
  try {
    const words = [];
    parse(code, { ecmaVersion: 2018, sourceType: 'script', onToken: (t) => words.push(code.slice(t.start, t.end)) });
    return [...words.map((w) => (/^["'`]/.test(w) ? '""' : w)).join('').matchAll(CALLS)].map((m) => m[0]);
  } catch (error) {
    return [error.message];
  }
}
