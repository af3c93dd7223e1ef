// Since which Chromium the parts of a stylesheet are understood, by the data of MDN.
import { createRequire } from 'node:module';
import { blocks } from './old-rules.mjs';

const { css } = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** Without these a page reads the same: finer setting of lines, and which frames of focus are spared. */
const FINER = new Set([
  'text-wrap', 'text-autospace', 'text-spacing-trim', 'hanging-punctuation', 'text-decoration-thickness',
  'text-underline-offset', ':not(:focus-visible)', '::marker',
  // A wide table is printed on upright paper.
  'page',
  // Of grids since 57: what the data say is of flex boxes.
  'align-self: start',
]);

/** The first Chromium that takes a feature without a prefix or a switch; Infinity where none does. */
function since(entry) {
  const statements = [entry?.__compat?.support.chrome].flat().filter(Boolean);
  const plain = statements.filter((one) => !one.flags && !one.prefix && !one.alternative_name );
  return Math.min(Infinity, ...plain.map((one) => Number.parseInt(String(one.version_added).replace('≤', ''), 10) || Infinity));
}

const FUNCTIONS = { ...css.types, ...css.types.color, ...css.types.gradient, ...css.types.image };
const isLate = (entry, newest) => entry?.__compat !== undefined && since(entry) > newest;

function late(name, value, newest) {
  const faults = [];
  const property = css.properties[name];
  if (isLate(property, newest)) return [name];
  for (const [, word, isCall] of value.matchAll(/(?<![\w#.%-])([a-z][\w-]*)(\()?/gi)) {
    const entry = isCall ? FUNCTIONS[word] : property?.[word];
    if (isLate(entry, newest)) faults.push(isCall ? `${word}()` : `${name}: ${word}`);
  }
  for (const [, unit] of value.matchAll(/(?<![\w#-])-?\d*\.?\d+([a-z]+)\b/gi)) {
    const length = css.types.length;
    const group = { d: 'dynamic', s: 'small', l: 'large' }[unit[0]];
    const own = /^[dsl]v/.test(unit) ? length[`viewport_percentage_units_${group}`] : length[unit];
    const entry = /^cq/.test(unit) ? length.container_query_length_units : own;
    if (isLate(entry, newest)) faults.push(unit);
  }
  return faults;
}

/** What of a sheet is younger than Chromium `newest`, one name each. */
export function younger(sheet, newest) {
  const faults = new Set();
  const put = (name) => FINER.has(name) || FINER.has(name.split(':')[0]) || faults.add(name);
  for (const { head, body } of blocks(sheet)) {
    const rule = /^@([a-z-]+)/.exec(head)?.[1];
    if (isLate(css['at-rules'][rule], newest)) put(`@${rule}`);
    if (!rule) {
      for (const [, around, colons, name] of head.matchAll(/(:not\()?(::?)([a-z-]+)/g)) {
        if (isLate(css.selectors[name], newest)) put(around ? `:not(${colons}${name})` : `${colons}${name}`);
      }
    }
    // A sheet of paper has words of its own.
    for (const line of rule === 'page' ? [] : body.split(';')) {
      const at = line.indexOf(':');
      const name = line.slice(0, at).trim();
      if (/^@([a-z-]+)/.test(line.trim())) put(line.trim());
      if (at > 0) late(name, line.slice(at + 1), newest).forEach(put);
    }
  }
  return [...faults];
}
