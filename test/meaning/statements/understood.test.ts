import { expect, test } from 'vitest';
import type { Statement } from '../../../src/model/statement.ts';
import { table } from './build.ts';
import { readTables } from './document.ts';

const EXPENDITURE = ['2025年部门支出总表', '单位：万元'];

/** The columns kept as read, and whether their headings leave nothing open. */
function kept(statement: Statement | undefined): readonly string[] {
  return (statement?.columns ?? [])
    .filter(({ measure }) => measure.startsWith('other:'))
    .map(({ measure, understood }) => `${measure.slice(6)}: ${understood ? 'understood' : 'open'}`);
}

test('a fund over ways of spending, a class under one of them, what a closed column holds: all are understood', () => {
  const rows = [
    '科目编码|科目名称|合计|基本支出|<|<|项目支出|<|上年结转|<|一般公共预算|<',
    '^|^|^|小计|工资福利支出|离岗补贴|小计|一次性项目|小计|专项债|基本支出|扣除基建后数',
    '205|教育支出|10.00|5.00|4.00|1.00|3.00|3.00|2.00|2.00|5.00|4.00',
  ];
  expect(kept(readTables([table(rows, { above: EXPENDITURE })]).statements[0])).toEqual([
    '基本支出 工资福利支出: understood',
    // may be 人员经费 in other words
    '基本支出 离岗补贴: open',
    '项目支出 一次性项目: understood',
    '上年结转 专项债: understood',
    '一般公共预算 基本支出: understood',
    // may be the sum of the fund: no other column is
    '一般公共预算 扣除基建后数: open',
  ]);
});

test('a heading over all columns may say what the table is: nothing under it is understood', () => {
  const rows = ['科目编码|科目名称|单位资金|<', '^|^|基本支出|项目支出', '205|教育支出|5.00|4.00'];
  expect(kept(readTables([table(rows, { above: EXPENDITURE })]).statements[0])).toEqual([
    '单位资金 基本支出: open',
    '单位资金 项目支出: open',
  ]);
});

test.each([
  ['年初预算数|全年预算数|决算数', ['全年预算数: understood']],
  ['上年数|全年预算数|决算数', ['全年预算数: open']],
])('the budget of the whole year is clear beside that of its beginning: %s', (heads, expected) => {
  const above = ['收入支出决算总表', '2024年度', '单位：万元'];
  const rows = [
    `项目|${heads}|项目|决算数`,
    '一、财政拨款收入|1.00|2.00|3.00|一、教育支出|3.00',
    '收入总计|1.00|2.00|3.00|支出总计|3.00',
  ];
  const { statements } = readTables([table(rows, { above })], ['某某市教育局', '2024年度部门决算']);
  expect(kept(statements[0])).toEqual(expected);
});

test('of two earlier figures the latest is last year’s, the other one stays under its words and leaves nothing open', () => {
  const rows = (heads: string) => [`科目编码|科目名称|${heads}|2025年预算数`, '205|教育支出|9.00|8.00|10.00'];
  const of = (heads: string) => readTables([table(rows(heads), { above: EXPENDITURE })]).statements[0];
  const measures = (heads: string) => of(heads)?.amounts.map(({ measure }) => measure);
  expect(measures('2024年预算数|2024年执行数')).toEqual(['prior_total', 'other:2024年执行数', 'total']);
  expect(measures('2023年决算数|2024年执行数')).toEqual(['other:2023年决算数', 'prior_total', 'total']);
  expect(kept(of('2024年预算数|2024年执行数'))).toEqual(['2024年执行数: understood']);
  // printed twice, one of them is something else
  expect(kept(of('上年预算数|上年预算数'))).toEqual(['上年预算数: open']);
});
