import { describe, expect, test } from 'vitest';
import { classify } from '../../src/meaning/classify/classify.ts';
import { coverage } from '../../src/meaning/coverage.ts';
import { map } from '../../src/meaning/statements/read-statements.ts';
import type { Table } from '../../src/model/table.ts';
import { table } from './statements/build.ts';
import { declarations, page } from './statements/document.ts';

function counted(tables: readonly Table[], taken: readonly number[] = [], prose: readonly string[] = []) {
  const layouts = [page(1, ['某某市教育局', '2025年部门预算']), page(2, prose)];
  const classified = classify(tables, layouts, declarations);
  const { value: statements, notes } = map(tables, classified.value, declarations, taken);
  return coverage({ tables, layouts, statements, taken, notes }).find((one) => one.page === 2);
}

const rows = [
  '科目编码|科目名称|合计|基本支出|比上年增减',
  '205|教育支出|2.00|2.00|0.50',
  '206|科学技术支出|1.00|1.00|0.25',
];
const printed = { page: 2, above: ['部门支出总表', '单位：元'] };

describe('where the amounts of a page went', () => {
  test('each is in one place: facts, prose, or declared to be none', () => {
    const prose = ['收入预算1,234.56万元，支出100元。'];
    expect(counted([table(rows, printed)], [], prose)).toEqual({
      ...{ page: 2, printed: 8, facts: 4, forms: 0, prose: 2, noAmount: 2, unplaced: 0 },
    });
  });

  test('figures of a form that nobody read have no place; read, they belong to the form', () => {
    const strange = table(['项目|金额', '甲|3.00', '乙|4.00'], {
      page: 2,
      index: 1,
      above: ['重点项目绩效目标表', '单位：万元'],
    });
    const first = table(rows, { page: 1, above: ['部门支出总表', '单位：元'] });
    expect(counted([first, strange])).toMatchObject({ printed: 2, unplaced: 2 });
    expect(counted([first, strange], [1])).toMatchObject({ printed: 2, forms: 2, unplaced: 0 });
  });
});
