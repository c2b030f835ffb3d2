import { expect, test } from 'vitest';
import { withHalves } from '../../../src/meaning/classify/halves.ts';
import type { PageLayout } from '../../../src/model/grid.ts';
import type { Table } from '../../../src/model/table.ts';
import { table } from '../statements/build.ts';
import { declarations, page, printed, readTables } from '../statements/document.ts';

const REVENUE = ['收入项目|预算数', '一般公共预算拨款收入|3.00', '事业收入|1.00', '收入总计|4.00'];
const SPENDING = ['支出项目|预算数', '教育支出|3.00', '卫生健康支出|1.00', '支出总计|4.00'];
const BOTH = [
  'revenue 一般公共预算拨款收入 total=3.00',
  'expenditure 教育支出 (205) total=3.00',
  'revenue 事业收入 total=1.00',
  'expenditure 卫生健康支出 (210) total=1.00',
  'revenue 收入总计 total=4.00',
  'expenditure 支出总计 total=4.00',
];

function halves(
  [over, between]: readonly [over: readonly string[], between: readonly string[]],
  one: readonly string[] = REVENUE,
  other: readonly string[] = SPENDING,
): readonly Table[] {
  const tables = [table(one, { index: 0, page: 2, above: over }), table(other, { index: 1, page: 2, above: between })];
  return withHalves(tables, [page(1, ['某某市教育局', '2025年部门预算'])], declarations);
}

const sorted = (tables: readonly Table[]) => printed(readTables(tables).statements[0]).sort();

test('revenue and expenditure in frames of their own under one title are one table', () => {
  const [both, ...others] = halves([['部门收支总表', '单位：元'], []]);
  expect(others).toEqual([]);
  expect(sorted(both === undefined ? [] : [both])).toEqual([...BOTH].sort());
  const bare = (rows: readonly string[]) => rows.map((row) => row.replace(/^[收支][入出]项目/u, '项目'));
  expect(sorted(halves([['部门收支总表', '单位：元'], ['二、支出']], bare(REVENUE), bare(SPENDING)))).toEqual(
    [...BOTH].sort(),
  );
  const nameless = (rows: readonly string[]) => bare(rows).map((row) => row.replace(/^[收支][入出]总计/u, '合计'));
  expect(sorted(halves([['部门收支总表', '单位：元'], []], nameless(REVENUE), nameless(SPENDING)))).toEqual(
    BOTH.map((line) => line.replace(/[收支][入出]总计/u, '合计')).sort(),
  );
});

test('a title in the middle over two frames side by side is that of both', () => {
  const right = table(SPENDING, { index: 1, page: 2 });
  const moved = right.rows.map((row) =>
    row.map((cell) => ({ ...cell, box: { ...cell.box, x0: cell.box.x0 + 300, x1: cell.box.x1 + 300 } })),
  );
  const tables = [table(REVENUE, { index: 0, page: 2 }), { ...right, rows: moved }];
  const { lines } = page(2, ['部门收支总表', '单位：元']);
  const layout: PageLayout = { ...page(2, []), lines: lines.map((line) => ({ ...line, y0: -40, y1: -30 })) };
  expect(sorted(withHalves(tables, [layout], declarations))).toEqual([...BOTH].sort());
});

test('tables of which each is one of its own stay two', () => {
  const count = (...given: Parameters<typeof halves>) => halves(...given).length;
  const over = ['部门收支总表', '单位：元'];
  expect(count([over, ['部门支出总表']])).toBe(2);
  expect(count([['部门收入总表'], []])).toBe(2);
  const more = SPENDING.map((row) => row.replace('4.00', '5.00').replace('3.00', '4.00'));
  expect(count([over, []], REVENUE, more)).toBe(2);
  const parted = ['支出项目|合计|基本支出|项目支出', '教育支出|4.00|3.00|1.00', '合计|4.00|3.00|1.00'];
  expect(count([over, []], REVENUE, parted)).toBe(2);
});

test('a 收支总表 of which nothing says what is revenue is asked about', () => {
  const sideless = ['项目|预算数', '基本经费|4.00', '合计|4.00'];
  const flags = (rows: readonly string[]) =>
    readTables([table(rows, { above: ['部门收支总表', '单位：元'] })]).statements.flatMap(({ amounts }) =>
      amounts.map((amount) => amount.flags.includes('place-doubtful')),
    );
  expect(flags(sideless)).toEqual([true, true]);
  expect(flags(['收入|<|支出|<', '项目|预算数|项目|预算数', '事业收入|4.00|教育支出|4.00'])).toEqual([false, false]);
});
