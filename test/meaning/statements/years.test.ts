import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

function lines(title: string, rows: readonly string[]): string[] {
  return printed(readTables([table(rows, { above: [title, '单位：元'] })]).statements[0]);
}

describe('years one below the other are no lines of their own', () => {
  const both = '合计 prior_total=9.00 other:2024年 一般公共预算=9.00 total=12.00 general_public=12.00';

  test('of the whole', () => {
    expect(lines('部门收入总表', ['年度|合计|一般公共预算', '2024年|9|9', '2025年|12|12'])).toEqual([both]);
    const bare = ['年份|合计|一般公共预算', '2024|9|9', '2025|12|12'];
    expect(lines('部门收入总表', bare)).toEqual([both.replace('2024年', '2024')]);
  });

  test('where the names of lines would stand, with what is no fact between them', () => {
    const rows = ['项目|合计|基本支出', '2024年预算数|9|9', '2025年预算数|12|12', '增减额|3|3'];
    expect(lines('一般公共预算支出表', rows)).toEqual([
      '合计 prior_total=9.00 other:2024年预算数 基本支出=9.00 total=12.00 basic=12.00',
    ]);
  });

  test('of one subject, whose name may be merged over them', () => {
    const rows = ['科目编码|科目名称|年度|合计', '205|教育支出|2024年|9', '^|^|2025年|12', '206|科学技术支出|2025年|3'];
    expect(lines('一般公共预算支出表', rows)).toEqual([
      '205 教育支出 (205) prior_total=9.00 total=12.00',
      '206 科学技术支出 (206) total=3.00',
    ]);
  });

  test('in a table that nobody knows they stay as printed', () => {
    expect(lines('办案数情况表', ['项目|合计', '2024年|9.00', '2025年|3.00'])).toEqual([
      '2024年 total=9.00',
      '2025年 total=3.00',
    ]);
  });
});

test('本年预算 beside a 合计 and what was carried over is what this year brings, and 2023年实际支出数 an earlier figure', () => {
  const rows = ['科目编码|科目名称|合计|本年预算|上年结转', '205|教育支出|9|8|1'];
  expect(lines('部门支出总表', rows)).toEqual(['205 教育支出 (205) total=9.00 current=8.00 carryover=1.00']);
  const alone = ['科目编码|科目名称|上年预算|本年预算', '205|教育支出|9|8'];
  expect(lines('部门支出总表', alone)).toEqual(['205 教育支出 (205) prior_total=9.00 total=8.00']);
  const spent = ['科目编码|科目名称|2023年实际支出数|2025年预算数', '205|教育支出|9|8'];
  expect(lines('部门支出总表', spent)).toEqual(['205 教育支出 (205) prior_total=9.00 total=8.00']);
});

describe('a whole figure that could be a year is an amount where a line stands', () => {
  test('beside other figures of the line, or behind its name under headings of single columns', () => {
    const first = [
      '科目编码|科目名称|合计|基本支出|项目支出',
      '|合计|150000|148000|2000',
      '205|教育支出|150000|148000|2000',
    ];
    expect(lines('部门支出总表', first)).toEqual([
      '合计 total=150000.00 basic=148000.00 project=2000.00',
      '205 教育支出 (205) total=150000.00 basic=148000.00 project=2000.00',
    ]);
    const alone = ['项目|2024年预算数|2025年预算数', '合计|2000|2010', '公务接待费|2000|2010'];
    expect(lines('一般公共预算“三公”经费支出表', alone)).toEqual([
      '合计 prior_total=2000.00 total=2010.00',
      '公务接待费 prior_total=2000.00 total=2010.00',
    ]);
  });

  test('a year under a heading of several columns, or alone in its row, heads its column', () => {
    const rows = ['科目编码|科目名称|预算数|<', '^|^|2024|2025', '205|教育支出|9.00|8.00'];
    expect(lines('部门支出总表', rows)).toEqual(['205 教育支出 (205) prior_total=9.00 total=8.00']);
    const bare = ['科目名称|2024|2025', '教育支出|9.00|8.00'];
    expect(lines('部门支出总表', bare)).toEqual(['教育支出 (205) prior_total=9.00 total=8.00']);
  });
});
