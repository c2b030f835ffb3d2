import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { head, label } from '../../samples/generator/figures.ts';
import type { Cell, Report, TableBlock } from '../../samples/generator/model.ts';
import { typeset } from '../../samples/generator/typeset.ts';
import { openStore } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { scratch } from '../export/database.ts';

const folder = scratch();
const sample = join(folder, '河湖.pdf');
const region = join(folder, 'pipelines', 'regions', 'some-county.yaml');

/** A region that adds a statement, a measure and an ending of names, and says how its reports are titled. */
const YAML = `
name: some-county
kind:
  title: 某县部门预算
  extends: department-budget
  recognise:
    for: [用款计划书]
words:
  organisations:
    common: [署]
catalogue:
  statements:
    rural_expenditure: { zh: 涉农支出表, en: rural expenditure }
  measures:
    irrigation: { zh: 灌溉支出, en: irrigation }
statements:
  headers:
    measures:
      irrigation: [灌溉支出]
  statements:
    rural_expenditure:
      name: 涉农支出表
      titles: [[涉农, 支出表]]
      scheme: functional
      expects: { any: [灌溉支出] }
`;

const money = (text: string): Cell => ({ text, align: 'right' });
const row = (code: string, name: string, ...amounts: readonly string[]): Cell[] => [
  { text: code },
  label(name),
  ...amounts.map(money),
];

const RURAL: TableBlock = {
  kind: 'table',
  widths: [12, 34, 16, 16, 16],
  header: [['科目编码', '科目名称', '合计', '基本支出', '灌溉支出'].map((text) => head(text))],
  body: [
    [head('合计', 2), ...['320.50', '300.00', '20.50'].map(money)],
    row('213', '农林水支出', '320.50', '300.00', '20.50'),
    row('21303', '水利', '320.50', '300.00', '20.50'),
    row('2130301', '行政运行', '300.00', '300.00', ''),
    row('2130316', '农村水利', '20.50', '', '20.50'),
  ],
};

const REPORT: Report = {
  documentType: 'budget',
  year: 2026,
  department: '某某县河湖署',
  blocks: [
    { kind: 'title', text: '某某县河湖署2026年部门预算用款计划书', size: 22 },
    { kind: 'break', landscape: true },
    { kind: 'title', text: '2026年涉农支出表', size: 16 },
    { kind: 'line', left: '', right: '单位：万元' },
    RURAL,
  ],
};

beforeAll(async () => {
  mkdirSync(join(folder, 'pipelines', 'regions'), { recursive: true });
  writeFileSync(region, YAML);
  writeFileSync(sample, await typeset(REPORT));
});

function rows(db: string, sql: string): unknown[] {
  const store = openStore(db, { mode: 'read' });
  const found = store.db.prepare<[], object>(sql).all();
  store.close();
  return found;
}

const IRRIGATION = `SELECT statement, amount FROM facts WHERE line_code = '2130316' AND measure = 'irrigation'`;

test('without the region the table is kept as printed, and its department is nobody’s', async () => {
  const db = join(folder, 'without.sqlite');
  expect((await yusuan(['import', sample, '--db', db, '--quiet'])).code).toBe(0);
  expect(rows(db, IRRIGATION)).toEqual([]);
  expect(rows(db, 'SELECT department FROM documents')).toEqual([{ department: null }]);
});

test('a statement, a measure, an ending of names and a region are added in pipelines/ alone', async () => {
  const db = join(folder, 'with.sqlite');
  expect((await yusuan(['import', sample, '--db', db, '--quiet', '--pipeline', region])).code).toBe(0);
  expect(rows(db, IRRIGATION)).toEqual([{ statement: 'rural_expenditure', amount: '205000.00' }]);
  expect(rows(db, 'SELECT department, pipeline FROM documents')).toEqual([
    { department: '某某县河湖署', pipeline: 'some-county' },
  ]);

  const chosen = ['--statement', 'rural_expenditure', '--db', db];
  const csv = await yusuan(['export', ...chosen]);
  expect(csv.out.split('\r\n').filter((line) => line.includes('rural_expenditure'))).toHaveLength(13);
  const book = join(folder, '涉农.xlsx');
  expect((await yusuan(['export', ...chosen, '--format', 'xlsx', '-o', book, '--quiet'])).code).toBe(0);
  const sheet = read(readFileSync(book)).Sheets.涉农支出表;
  expect(JSON.stringify(sheet)).toContain('灌溉支出');
  const typed = await yusuan(['search', '水利', ...chosen]);
  expect(typed.out).toContain('涉农支出表');
  expect((await yusuan(['search', '水利', ...chosen, '--lang', 'en'])).out).toContain('rural expenditure');
  expect((await yusuan(['compare', ...chosen, '--year', '2026'])).out).toContain('农林水支出');
  const typo = await yusuan(['export', '--statement', 'rural_expenditur', '--db', db]);
  expect([typo.code, typo.err]).toEqual([2, expect.stringContaining('rural_expenditure')]);
});
