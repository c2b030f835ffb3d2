import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { listedIn } from '../../../src/meaning/classify/doubted-titles.ts';
import type { Grid, TextLine } from '../../../src/model/grid.ts';
import type { Glyph } from '../../../src/model/page.ts';
import type { Table } from '../../../src/model/table.ts';
import { table } from '../statements/build.ts';
import { page, readTables } from '../statements/document.ts';

const BY_FUND = [
  '科目编码|科目名称|合计|一般公共预算|政府性基金',
  '205|教育支出|2.00|2.00|',
  '20502|普通教育|2.00|2.00|',
];
const BY_KIND = [
  '科目编码|科目名称|合计|基本支出|项目支出',
  '205|教育支出|2.00|1.00|1.00',
  '20502|普通教育|2.00|1.00|1.00',
];
const BY_CLASS = [
  '科目编码|科目名称|合计|人员经费|公用经费',
  '301|工资福利支出|2.00|2.00|',
  '30101|基本工资|1.00|1.00|',
  '30102|津贴补贴|1.00|1.00|',
];
const ALL_FUNDS = [
  '收入|<|支出|<',
  '项目|预算数|项目|预算数',
  '一般公共预算|2.00|教育支出|2.00',
  '财政专户管理资金||科学技术支出|',
];
const APPROPRIATION = ['收入|<|支出|<|<', '项目|预算数|项目|合计|一般公共预算', '一般公共预算|2.00|教育支出|2.00|2.00'];

type Titled = readonly [title: string, rows: readonly string[]];

function tables(...titled: readonly Titled[]): Table[] {
  return titled.map(([title, rows], index) => table(rows, { index, page: index + 2, above: [title, '单位：万元'] }));
}

/** Pages that a person is told of because a title may be another table's. */
function asked(...titled: readonly Titled[]): (number | null)[] {
  const { notes } = readTables(tables(...titled));
  return notes.flatMap(({ code, page: at }) => (code === 'title-doubtful' || code === 'unknown-statement' ? [at] : []));
}

test('titles that were exchanged are told of: the headings of each are the other’s', () => {
  expect(asked(['部门收入总表', BY_FUND], ['部门支出总表', BY_KIND])).toEqual([]);
  expect(asked(['部门支出总表', BY_FUND], ['部门收入总表', BY_KIND]).sort()).toEqual([2, 3]);
  expect(asked(['一般公共预算支出表', BY_KIND], ['一般公共预算基本支出表', BY_CLASS])).toEqual([]);
  expect(asked(['一般公共预算基本支出表', BY_KIND], ['一般公共预算支出表', BY_CLASS]).sort()).toEqual([2, 3]);
  expect(asked(['部门收支总表', BY_FUND], ['部门收入总表', ALL_FUNDS]).sort()).toEqual([2, 3]);
});

test('lines that no 财政拨款收支总表 has tell of an exchange with 收支总表', () => {
  expect(asked(['部门收支总表', ALL_FUNDS], ['财政拨款收支总表', APPROPRIATION])).toEqual([]);
  expect(asked(['部门收支总表', APPROPRIATION], ['财政拨款收支总表', ALL_FUNDS])).toEqual([2, 3]);
});

test('one heading over all figures that names a core statement which the report has nowhere else belies a title without its words', () => {
  const rows = (over: string) => [`科目编码|科目名称|${over}|<|<`, '^|^|合计|人员经费|公用经费', ...BY_CLASS.slice(1)];
  const own: Titled = ['一般公共预算基本支出表', BY_CLASS];
  expect(asked(['基本支出表', rows('本年一般公共预算基本支出')])).toEqual([2]);
  expect(asked(['基本支出表', rows('本年一般公共预算基本支出')], own)).toEqual([]);
  expect(asked(['基本支出表', rows('本年基本支出')])).toEqual([]);
});

test('every amount under such a title is in doubt where it belongs', () => {
  const { statements } = readTables(tables(['部门支出总表', BY_FUND], ['部门收入总表', BY_KIND]));
  const flags = statements.flatMap(({ amounts }) => amounts.map((one) => one.flags.at(-1)));
  expect(new Set(flags)).toEqual(new Set(['title-doubtful', 'place-doubtful']));
  expect(statements.some(({ placement }) => placement === 'established')).toBe(false);
});

test('a title of a scan that was misread into another’s belies nothing', () => {
  const read = (title: string, source: 'text' | 'ocr') =>
    readTables([table(BY_FUND, { above: [title, '单位：万元'], source })]).notes.some(
      ({ code }) => code === 'title-doubtful',
    );
  expect([read('2026年部门收人预算总表', 'ocr'), read('2026年部门收入预算总表', 'ocr')]).toEqual([false, false]);
  expect(read('部门收支总表', 'ocr')).toBe(true);
});

test('支出总表 by funds is none of these where 收入总表 is there beside it', () => {
  expect(asked(['部门收入总表', BY_FUND], ['部门支出总表', BY_FUND])).toEqual([]);
});

test('a page of economic classes goes on with no table of functions: pages may be out of order', () => {
  const rest = (rows: readonly string[]) =>
    readTables([
      table([...BY_KIND, '20503|职业教育|2.00|1.00|1.00'], { index: 0, above: ['部门支出总表', '单位：万元'] }),
      table(rows, { index: 1, page: 2 }),
    ]).classification.tables[1]?.flags;
  expect(rest(['206|科学技术支出|2.00|2.00|', '20601|管理事务|2.00|2.00|', '2060101|行政运行|2.00|2.00|'])).toEqual([
    'continued',
  ]);
  expect(rest(['302|商品和服务支出|2.00|2.00|', '30201|办公费|1.00|1.00|', '30202|印刷费|1.00|1.00|'])).not.toContain(
    'continued',
  );
});

const at = (text: string, y0: number, x0 = 50): TextLine => ({
  ...{ text, x0, y0, x1: x0 + 200, y1: y0 + 14, size: 14, source: 'text', confidence: 1, glyphs: [] },
});

test('two titles over one table, side by side or one right above the other, are told of', () => {
  const told = (...above: readonly TextLine[]) =>
    readTables([{ ...table(BY_KIND), above }]).notes.some(({ code }) => code === 'title-doubtful');
  expect(told(at('部门支出总表', 100))).toBe(false);
  expect(told(at('一般公共预算支出表', 80), at('部门支出总表', 100))).toBe(true);
  expect(told(at('一般公共预算支出表', 100), at('部门支出总表', 101, 300))).toBe(true);
  expect(told(at('一般公共预算支出表 部门支出总表', 100))).toBe(true);
  // another table may have stood there
  expect(told(at('一般公共预算支出表', 20), at('部门支出总表', 100))).toBe(false);
});

test('words of a title that are struck out are none of it', () => {
  const struck = (text: string, out: string): TextLine => {
    const [from, to] = [text.indexOf(out), text.indexOf(out) + out.length];
    const glyphs = [...text].map(
      (one, place): Glyph => ({
        ...{
          text: one,
          x0: 50 + 14 * place,
          x1: 64 + 14 * place,
          y0: 100,
          y1: 114,
          size: 14,
          source: 'text',
          confidence: 1,
          clip: null,
        },
        ...(place >= from && place < to ? { doubt: 'struck' as const } : {}),
      }),
    );
    return { ...at(text, 100), glyphs };
  };
  const kind = (line: TextLine) => readTables([{ ...table(BY_KIND), above: [line] }]).classification.tables[0]?.kind;
  expect(kind(struck('部门收入支出总表', '收入'))).toBe('expenditure');
  expect(kind(struck('部门支出总表', '部门支出总表'))).toBe(null);
});

test('a title that stands twice is told of where the contents list another that the report lacks', () => {
  const listed = listedIn(
    [page(1, ['目录', '1．部门支出总表 …… 3', '2．一般公共预算支出表 …… 4']), { ...page(2, []), grids: [grid()] }],
    vocabulary(),
  );
  expect([...listed]).toEqual(['expenditure', 'general_expenditure']);
});

function vocabulary() {
  const [pipeline] = loadDeclarations().pipelines;
  if (pipeline === undefined) throw new Error('no pipeline');
  return pipeline.vocabulary;
}

function grid(): Grid {
  const box = { x0: 50, y0: 100, x1: 400, y1: 300 };
  return { page: 2, box, xs: [50, 400], ys: [100, 300], cells: [], ruling: 'ruled' };
}
