import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const NAMED = [
  '科目编码|科目名称|合计|基本支出',
  '|合计|10.00|4.00',
  '205|教育支出|4.00|1.00',
  '206|科学技术支出|3.00|1.00',
  '207|文化旅游体育与传媒支出|3.00|2.00',
];
const ABOVE = ['部门支出总表', '单位：元'];
const first = () => table(NAMED, { above: ABOVE });

describe('a wide table over several sheets', () => {
  test('sheets without title and names belong to the lines of the first, row for row', () => {
    const second = table(['项目支出|上缴上级支出', '6.00|', '3.00|', '2.00|', '1.00|'], { index: 1, page: 2 });
    const third = table(['经营支出|某某支出', '5.00|1.00', '1.00|', '2.00|1.00', '2.00|'], { index: 2, page: 3 });
    const { statements } = readTables([first(), second, third]);
    expect(statements).toHaveLength(1);
    expect(printed(statements[0])).toEqual([
      '合计 total=10.00 basic=4.00 project=6.00 operating_expenditure=5.00 other:某某支出=1.00',
      '205 教育支出 (205) total=4.00 basic=1.00 project=3.00 operating_expenditure=1.00',
      '206 科学技术支出 (206) total=3.00 basic=1.00 project=2.00 operating_expenditure=2.00 other:某某支出=1.00',
      '207 文化旅游体育与传媒支出 (207) total=3.00 basic=2.00 project=1.00 operating_expenditure=2.00',
    ]);
    expect(statements[0]?.pages).toEqual([1, 2, 3]);
  });

  test('not where pages stand between: figures of another table take no names from this one', () => {
    const far = table(['项目支出|上缴上级支出', '6.00|', '3.00|', '2.00|', '1.00|'], { index: 1, page: 9 });
    expect(readTables([first(), far]).statements.map(printed)[0]?.[0]).toBe('合计 total=10.00 basic=4.00');
  });

  test('not where rows are missing, or names stand there', () => {
    const shorter = table(['项目支出|上缴上级支出', '6.00|1.00', '3.00|', '2.00|'], { index: 1, page: 2 });
    const other = table(['名称|项目支出', '甲|6.00', '乙|3.00', '丙|2.00', '丁|1.00'], { index: 1, page: 2 });
    for (const next of [shorter, other]) {
      const lines = readTables([first(), next]).statements.map(printed);
      expect(lines[0]?.[0]).toBe('合计 total=10.00 basic=4.00');
    }
  });
});
