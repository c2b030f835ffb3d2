import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { head, label } from '../../samples/generator/figures.ts';
import type { Cell, Report, TableBlock } from '../../samples/generator/model.ts';
import { typeset } from '../../samples/generator/typeset.ts';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openStore } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { scratch } from '../export/database.ts';

const folder = scratch();
const sample = join(folder, '青石.pdf');
const page = readFileSync(new URL('../../docs/add-a-region.md', import.meta.url), 'utf8');
const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

const money = (text: string): Cell => ({ text, align: 'right' });
const row = (code: string, name: string, ...amounts: readonly string[]): Cell[] => [
  { text: code },
  label(name),
  ...amounts.map(money),
];

const SPENDING: TableBlock = {
  kind: 'table',
  widths: [12, 34, 16, 16, 16],
  header: [['去向编号', '去向', '总额', '保运转', '办实事'].map((text) => head(text))],
  body: [
    [head('合计', 2), ...['320.50', '300.00', '20.50'].map(money)],
    row('201', '一般公共服务支出', '320.50', '300.00', '20.50'),
    row('20103', '政府办公厅（室）及相关机构事务', '320.50', '300.00', '20.50'),
    row('2010301', '行政运行', '300.00', '300.00', ''),
    row('2010302', '一般行政管理事务', '20.50', '', '20.50'),
  ],
};

const PROMISES: TableBlock = {
  ...{ kind: 'table', form: true, widths: [14, 12, 10, 10, 14, 14, 8, 10, 8] },
  header: [
    ['承诺事项', '承办机构', '当年安排', '大类', '小类', '承诺内容', '尺度', '承诺值', '量纲'].map((text) =>
      head(text),
    ),
  ],
  body: [
    [
      ...['修缮馆舍', '青石县档案馆', '20.50'].map((text) => ({ text, rowSpan: 2 })),
      ...['产出指标', '数量指标', '修缮间数', '≥', '6', '间'].map((text) => ({ text })),
    ],
    ['满意度指标', '服务对象满意度指标', '读者满意', '≥', '95', '%'].map((text) => ({ text })),
  ],
};

const REPORT: Report = {
  documentType: 'budget',
  year: 2026,
  department: '青石县档案馆',
  blocks: [
    { kind: 'title', text: '2026年部门预算', size: 22 },
    { kind: 'break', landscape: true },
    { kind: 'title', text: '2026年资金去向表（分科目）', size: 16 },
    { kind: 'line', left: '编报机构：青石县档案馆', right: '单位：万元' },
    SPENDING,
    { kind: 'break', landscape: true },
    { kind: 'title', text: '办实事承诺表', size: 16 },
    { kind: 'line', left: '编报机构：青石县档案馆', right: '金额单位：万元' },
    PROMISES,
  ],
};

beforeAll(async () => writeFileSync(sample, await typeset(REPORT)));

function rows(db: string, sql: string): unknown[] {
  const store = openStore(db, { mode: 'read' });
  const found = store.db.prepare<[], object>(sql).all();
  store.close();
  return found;
}

const FACTS = `SELECT DISTINCT statement, placement, needs_review FROM facts WHERE page = 2`;

test('a region that nobody declared is kept as it is printed', async () => {
  const db = join(folder, 'without.sqlite');
  expect((await yusuan(['import', sample, '--db', db, '--quiet'])).code).toBe(0);
  const statements = rows(db, 'SELECT DISTINCT statement FROM facts WHERE page = 2');
  for (const one of statements) expect(one).toEqual({ statement: 'other' });
});

test('is read with the YAML of the page alone', async () => {
  const file = join(folder, 'qingshi-province.yaml');
  writeFileSync(file, yaml);
  const db = join(folder, 'with.sqlite');
  expect((await yusuan(['import', sample, '--db', db, '--quiet', '--pipeline', file])).code).toBe(0);
  expect(rows(db, FACTS)).toEqual([{ statement: 'general_expenditure', placement: 'established', needs_review: 0 }]);
  expect(
    rows(db, `SELECT line_code, measure, amount, proof FROM facts WHERE line_code = '2010302' ORDER BY measure`),
  ).toEqual([
    { line_code: '2010302', measure: 'project', amount: '205000.00', proof: 'proven' },
    { line_code: '2010302', measure: 'total', amount: '205000.00', proof: 'proven' },
  ]);
  expect(rows(db, 'SELECT department, fiscal_year, pipeline FROM documents')).toEqual([
    { department: '青石县档案馆', fiscal_year: 2026, pipeline: 'qingshi-province' },
  ]);
  expect(rows(db, 'SELECT name, unit, annual_funds FROM projects')).toEqual([
    { name: '修缮馆舍', unit: '青石县档案馆', annual_funds: '205000.00' },
  ]);
  expect(rows(db, 'SELECT project, level2, level3, operator, value, unit FROM indicators ORDER BY level3')).toEqual([
    { project: '修缮馆舍', level2: '数量指标', level3: '修缮间数', operator: '≥', value: '6', unit: '间' },
    { project: '修缮馆舍', level2: '服务对象满意度指标', level3: '读者满意', operator: '≥', value: '95', unit: '%' },
  ]);
});

test('a file in the folder of regions is read without being asked for', () => {
  const root = join(folder, 'pipelines');
  mkdirSync(join(root, 'regions'), { recursive: true });
  writeFileSync(join(root, 'regions', 'qingshi-province.yaml'), yaml);
  const declarations = loadDeclarations([OWN_PIPELINES, root]);
  expect(declarations.pipelines[0]?.name).toBe('qingshi-province');
});
