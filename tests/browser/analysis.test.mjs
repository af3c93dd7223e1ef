// The script's analysis against the table that the program is held against too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';

const root = join(import.meta.dirname, '../..');
const context = vm.createContext({ saltpress: {} });
vm.runInContext(readFileSync(join(root, 'themes/default/parts/search/analysis.js'), 'utf8'), context);
const { search } = context.saltpress;
const table = JSON.parse(readFileSync(join(root, 'tests/search/analysis.json'), 'utf8'));
/** Objects of another realm compare by their JSON. */
const same = (found, wanted, what) => assert.equal(JSON.stringify(found), JSON.stringify(wanted), what);

test('texts fold as the table says', () => {
  for (const { text, folded, places } of table.fold) same(search.fold(text), { text: folded, places }, text);
});

test('runs end as the table says', () => {
  for (const { text, runs } of table.runs) same(search.runs(text).map((run) => run.text), runs, text);
});

test('tokens are those of the table', () => {
  for (const { text, tokens } of table.tokens) same([...new Set(search.tokens(text))].sort(), [...tokens].sort(), text);
});

test('numbers are found however they are written', () => {
  for (const { query, token, rest } of table.numbers) {
    const found = search.number(query, table.codes);
    const left = found ? (query.slice(0, found[1]) + query.slice(found[2])).trim() : query;
    same([found && found[0], left], [token, rest], query);
  }
});
