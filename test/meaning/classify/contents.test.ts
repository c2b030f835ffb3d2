import { expect, test } from 'vitest';
import type { Table } from '../../../src/model/table.ts';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

const REVENUE = ['科目编码|科目名称|合计|财政拨款收入|事业收入', '205|教育支出|2.00|1.00|1.00'];
const SPENDING = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|2.00|1.00|1.00'];
const COVER = ['某某市教育局', '2025年部门预算', '目录'];

/** What tables are that bear these numbers alone, by the contents. */
function told(contents: readonly string[], ...numbered: readonly (readonly [string, readonly string[]])[]) {
  const tables = numbered.map(([number, rows], index): Table => {
    const above = [number, '部门：某某市教育局', '单位：元'];
    return table(rows, { index, page: index + 3, above });
  });
  const { classification } = readTables(tables, [...COVER, ...contents]);
  return classification.tables.map(({ kind, placement, flags }) => [kind, placement, ...flags]);
}

test('the contents say what a table is that bears its number alone', () => {
  const contents = ['表一 部门收入总表……5', '表二 部门支出总表……6', '表三 一般公共预算支出表……7'];
  const sure = [
    ['revenue', 'established'],
    ['general_expenditure', 'established'],
  ];
  expect(told(contents, ['表一', REVENUE], ['表三', SPENDING])).toEqual(sure);
  const stuck = ['附表1部门收入总表5', '附表2部门支出总表6', '附表3一般公共预算支出表7'];
  expect(told(stuck, ['附表1', REVENUE], ['附表3', SPENDING])).toEqual(sure);
  const dated = [
    '公开01表：2025年部门收入总表',
    '公开02表：2025年部门支出总表',
    '公开03表：2025年一般公共预算',
    '支出表',
  ];
  expect(told(dated, ['公开01表', REVENUE], ['公开03表', SPENDING])).toEqual(sure);
});

test('numbers that contents give to two tables, or that two tables bear, establish nothing', () => {
  const contents = ['表一 部门收入总表', '表二 部门支出总表', '表三 一般公共预算支出表'];
  const twice = told([...contents, '表二 一般公共预算支出表'], ['表二', SPENDING]);
  expect(twice).not.toContainEqual(expect.arrayContaining(['established']));
  expect(told(contents, ['表二', SPENDING], ['表二', SPENDING.map((row) => row.replace('2.00', '3.00'))])).toEqual([
    ['expenditure', 'inferred', 'title-doubtful'],
    ['expenditure', 'inferred', 'title-doubtful'],
  ]);
});

test('a head that does not bear out what the contents say is asked about', () => {
  const contents = ['表一 部门收入总表', '表二 部门支出总表', '表三 一般公共预算支出表'];
  const [[, placement] = []] = told(contents, ['表二', ['科目编码|科目名称|金额', '205|教育支出|2.00']]);
  expect(placement).not.toBe('established');
});

test('numbers of which none is the first of the contents may be those of pages', () => {
  const contents = ['表一 部门收入总表', '表二 部门支出总表', '表三 一般公共预算支出表'];
  expect(told(contents, ['表3', SPENDING])).toEqual([['general_expenditure', 'inferred', 'title-doubtful']]);
  expect(told(contents, ['表1', REVENUE], ['表3', SPENDING])[1]).toEqual(['general_expenditure', 'established']);
});

test('two entries are no contents, and a number that they lack says nothing', () => {
  const two = told(['表一 部门收入总表', '表二 部门支出总表'], ['表二', SPENDING]);
  expect(two).not.toContainEqual(expect.arrayContaining(['established']));
  const contents = ['表一 部门收入总表', '表二 部门支出总表', '表三 一般公共预算支出表'];
  expect(told(contents, ['表九', SPENDING])).not.toContainEqual(expect.arrayContaining(['established']));
});
