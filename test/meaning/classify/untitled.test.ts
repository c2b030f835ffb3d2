import { expect, test } from 'vitest';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

const BALANCE = [
  '收入|<|支出|<',
  '项目|预算数|项目|预算数',
  '事业收入|1.00|教育支出|1.00',
  '收入总计|1.00|支出总计|1.00',
];

test('without any title the header words decide where they can', () => {
  const { classification } = readTables([
    table(BALANCE, { index: 0, above: ['部门收支总表'] }),
    table(['科目编码|科目名称|合计|财政拨款收入|事业收入', '205|教育支出|2.00|1.00|1.00'], { index: 1 }),
  ]);
  expect(classification.tables[1]).toMatchObject({
    ...{ kind: 'revenue', placement: 'inferred', flags: ['told-by-elimination'] },
  });
});

test('of two like tables the one without a title is the one that is missing; else it says what it may be', () => {
  const granted = BALANCE.map((row) => row.replace('事业收入', '一般公共预算拨款'));
  const titled = (kind: string, index: number) => table(granted, { index, above: [kind, '单位：元'] });
  const bare = (index: number) => table(BALANCE, { index, above: ['单位：元'], page: 9 });
  const both = readTables([bare(0), titled('财政拨款收支总表', 1)]);
  expect(both.classification.tables[0]).toMatchObject({ kind: 'balance', flags: ['told-by-elimination'] });
  expect(both.notes).toMatchObject([{ code: 'told-by-elimination', severity: 'warning', statement: 'balance' }]);
  const one = readTables([titled('部门支出总表', 0), bare(1)]);
  expect(one.classification.tables[1]).toMatchObject({ role: 'stranger', kind: null });
  expect(one.notes.filter(({ code }) => code === 'unknown-statement')).toMatchObject([
    { severity: 'warning', page: 9, statement: 'balance', box: { x0: 0 } },
  ]);
});

test('a table that may be what another was guessed to be is asked about, and a guess on each of its pages', () => {
  const rows = ['科目编码|科目名称|合计|财政拨款收入|事业收入', '205|教育支出|2.00|1.00|1.00'];
  const long = table([...rows, '206|科学技术支出|2.00|1.00|1.00'], { index: 1, page: 3 });
  const [head = [], first = [], last = []] = long.rows;
  const guessed = { ...long, pages: [3, 4], rows: [head, first, last.map((cell) => ({ ...cell, page: 4 }))] };
  const { classification, notes } = readTables([
    table(BALANCE, { index: 0, above: ['部门收支总表'] }),
    guessed,
    table(rows, { index: 2, page: 7 }),
  ]);
  expect(classification.tables.map(({ kind }) => kind)).toEqual(['balance', 'revenue', null]);
  const asked = notes.filter(({ code }) => code !== 'unit-assumed');
  expect(asked.map(({ code, page: at, statement }) => [code, at, statement])).toEqual([
    ['told-by-elimination', 3, 'revenue'],
    ['told-by-elimination', 4, 'revenue'],
    ['unknown-statement', 7, 'revenue'],
  ]);
});

test('a table of units by 三公 items under a title of its own is asked about', () => {
  const items = '单位名称|因公出国（境）费|公务接待费|公务用车购置费|公务用车运行维护费';
  const told = (head: string) =>
    readTables([table([head, '甲局|1.00|1.00|1.00|1.00'], { above: ['公用开支概况表', '单位：元'] })])
      .notes.filter(({ code }) => code === 'unknown-statement')
      .map(({ statement }) => statement);
  expect(told(items)).toEqual(['three_public']);
  // numbers of columns are no headings
  expect(told(`${items}|1|2|3|4|5`)).toEqual(['three_public']);
  expect(told('单位名称|办公费|印刷费|公务接待费|咨询费')).toEqual([]);
});
