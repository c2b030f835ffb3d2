import { expect, test } from 'vitest';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const REVENUE = { above: ['部门收入总表', '单位：元'] };
const read = (rows: readonly string[]) => readTables([table(rows, REVENUE)]).statements[0];

// eleven characters fill a cell of the builder
test('a heading that its cell cuts is the column that all words which begin so mean, and the place is inferred', () => {
  const statement = read(['科目编码|科目名称|合计|一般公共预算财政拨款收', '205|教育支出|10|8']);
  expect(printed(statement)).toEqual(['205 教育支出 (205) total=10.00 general_public=8.00']);
  expect(statement?.amounts.map(({ placement }) => placement)).toEqual(['established', 'inferred']);
});

test('a heading with room beside it says what it says', () => {
  const rows = ['科目编码|科目名称|合计|一般公共预算财政拨款收|<|其他收入', '205|教育支出|10|8|<|2'];
  expect(printed(read(rows))[0]).toContain('other:一般公共预算财政拨款收=8.00');
});

test('codes one under another are codes, whatever stands over them', () => {
  const rows = ['能科目编|科目名称|合计', '205|教育支出|10.00', '20502|普通教育|10.00', '2050201|学前教育|10.00'];
  expect(printed(read(rows)).map((line) => line.split(' ')[0])).toEqual(['205', '20502', '2050201']);
});

test('a column under a grouped heading alone, beside one with a heading of its own, is inferred', () => {
  const placements = (leaf: string) => {
    const rows = [
      ...['科目编码|科目名称|合计|基本支出|<|项目支出', `^|^|^|${leaf}|公用经费|^`],
      ...['205|教育支出|9.00|3.00|1.00|5.00', '20502|普通教育|9.00|3.00|1.00|5.00'],
    ];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    return statements[0]?.amounts.filter(({ fen }) => fen === 300n).map(({ placement }) => placement);
  };
  expect(placements('')).toEqual(['inferred', 'inferred']);
  expect(placements('人员经费')).not.toContain('inferred');
});

test('where rows have no cell under the last heading all amounts are asked about, and not where that cell is empty', () => {
  const flags = (last: string, under: string) => {
    const head = '科目编码|科目名称|合计|基本支出|项目支出';
    const rows = [head, `205|教育支出|9.00||${last}`, `20502|普通教育|9.00||${under}`, `206|科技支出|9.00||${under}`];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    return new Set(statements[0]?.amounts.map((amount) => amount.flags.includes('heading-reach')));
  };
  expect(flags('', '^')).toEqual(new Set([true]));
  expect(flags('', '')).toEqual(new Set([false]));
});

test('lines that say themselves that they are of the other side than their heading are asked about', () => {
  const rows = [
    '收入|<|<|<|支出',
    '项目|预算数|项目|预算数|政府性基金预算',
    '事业收入|3.00|教育支出|3.00|',
    '收入总计|3.00|支出总计|3.00|',
  ];
  const { statements } = readTables([table(rows, { above: ['部门收支总表', '单位：元'] })]);
  const doubts = statements[0]?.amounts.map(({ line, flags }) => [
    statements[0]?.lines[line]?.name,
    flags.includes('heading-reach'),
  ]);
  expect(doubts).toContainEqual(['事业收入', false]);
  expect(doubts).toContainEqual(['教育支出', true]);
  expect(doubts).toContainEqual(['支出总计', true]);
});
