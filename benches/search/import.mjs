// Documents of a JSONL file into a project: cases, units and notices whose names are the documents' ids.
import { copyFileSync, createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const TODAY = '2027-01-01';
/** A value of a YAML header: JSON is YAML. */
const yaml = (value) => JSON.stringify(value);
const line = (key, value) => (value === '' || (Array.isArray(value) && !value.length) ? '' : `${key}: ${yaml(value)}\n`);
/** What Markdown would read as a sign stays a character. */
const plain = (text) => text.replace(/[\\`*_{}[\]<>#+!|~-]/g, '\\$&').replace(/^(\d+)([.)])/gm, '$1\\$2');
const paragraphs = (body) => body.split('\n').filter((part) => part.trim()).map(plain).join('\n\n');
const summary = (body) => body.replace(/\s+/g, ' ').slice(0, 60);

function header(document, more) {
  const extra = [document.unified, document.company, ...(document.kind === 'case' ? [] : [document.tier, document.town, document.industry])];
  const words = [...document.keywords, ...extra, ...more.unknownUnits].filter(Boolean);
  return (
    line('标题', document.title) + line('摘要', summary(document.body) || document.title) + line('来源', '检索测试') +
    line('发布时间', document.date) + line('关键词', words) + line('责任单位', more.units) + more.own
  );
}

/** Full and short name of the unit that a document of the kind `dept` is about. */
function unitOf(document) {
  const match = /^(.+?)（(.+?)）/.exec(document.title);
  return match && { id: document.id, name: match[1], short: match[2], note: document.body };
}

function article(document, known) {
  const units = document.depts.filter((unit) => known.has(unit));
  const unknownUnits = document.depts.filter((unit) => !known.has(unit));
  const own = document.kind === 'case'
    ? line('梯度', document.tier) + line('产业', document.industry) + line('镇街', document.town) + line('年度', document.year)
    : line('文号', document.docno);
  return `---\n${header(document, { units, unknownUnits, own })}---\n\n${paragraphs(document.body)}\n`;
}

function vocabulary(key, values) {
  const entries = [...values].map((name, at) => `  - {标识: t${at + 1}, 名称: ${yaml(name)}}\n`);
  return entries.length ? `${key}:\n${entries.join('')}` : '';
}

/** Writes the project below `to`; gives the ids of the documents. */
export async function importInto(corpus, to, synonyms) {
  const documents = [];
  for await (const text of createInterface({ input: createReadStream(corpus) })) if (text) documents.push(JSON.parse(text));
  for (const folder of ['content/cases', 'content/notices', 'policies']) mkdirSync(join(to, folder), { recursive: true });
  const units = documents.filter((document) => document.kind === 'dept').map(unitOf).filter(Boolean);
  const known = new Set(units.map((unit) => unit.short));
  writeFileSync(join(to, 'content/site.yaml'), '网站名称: 检索测试\n地区: 海盐县\n网址: https://www.example.gov.cn/\n数据截止: "2026-12-31"\n');
  writeFileSync(
    join(to, 'content/units.yaml'),
    `单位:\n${units.map((unit) => `  - {标识: ${unit.id}, 全称: ${yaml(unit.name)}, 文中名称: [${yaml(unit.short)}], 说明: ${yaml(`机构职能：${unit.note}`)}}\n`).join('') || '  []\n'}`,
  );
  const cases = documents.filter((document) => document.kind === 'case');
  const values = (key) => new Set(cases.map((document) => document[key]).filter(Boolean));
  writeFileSync(
    join(to, 'content/column.yaml'),
    `名称: 专精特新\n${vocabulary('梯度', values('tier'))}${vocabulary('产业', values('industry'))}${vocabulary('镇街', values('town'))}`,
  );
  copyFileSync(synonyms, join(to, 'content/synonyms.yaml'));
  const asUnits = new Set(units.map((unit) => unit.id));
  for (const document of documents) {
    if (asUnits.has(document.id)) continue;
    const folder = document.kind === 'case' ? 'cases' : 'notices';
    writeFileSync(join(to, 'content', folder, `${document.id}.md`), article(document, known));
  }
  return { ids: new Set(documents.map((document) => document.id)), today: TODAY };
}
