import { describe, expect, test } from 'vitest';
import type { Table } from '../../../src/model/table.ts';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

const BY_FUNCTION = [
  '科目编码|科目名称|合计|基本支出|项目支出',
  '205|教育支出|2.00|1.00|1.00',
  '20502|普通教育|2.00|1.00|1.00',
];

describe('tables kept under their own titles', () => {
  test('a head of which it is unclear over which columns it stands belies no title: its amounts are in doubt', () => {
    const printed = table(BY_FUNCTION, { above: ['2025年部门收入总表', '单位：元'] });
    const unsure = printed.rows.map((row) => row.map((cell) => ({ ...cell, doubts: ['heading-reach' as const] })));
    const doubtful = (one: Table) =>
      readTables([one]).statements.flatMap(({ kind, amounts }) => [
        kind,
        amounts.every(({ flags }) => flags.includes('place-doubtful')),
      ]);
    expect(doubtful(printed)).toEqual(['other', false]);
    expect(doubtful({ ...printed, rows: unsure })).toEqual(['other', true]);
  });

  test('a table by classes or in two halves that has lost its title may be any statement: its amounts are in doubt', () => {
    const doubtful = (rows: readonly string[], above: readonly string[]) =>
      readTables([table(rows, { above: [...above, '单位：元'] })]).statements.flatMap(({ amounts }) =>
        amounts.map(({ flags }) => flags.includes('place-doubtful')),
      );
    const byClass = ['科目编码|科目名称|某某经费|专项经费', '205|教育支出|2.00|1.00'];
    expect(doubtful(byClass, [])).toEqual([true, true]);
    expect(doubtful(byClass, ['某某经费分配情况表'])).toEqual([false, false]);
    expect(doubtful(['项目名称|某某经费|专项经费', '某某工程|2.00|1.00'], [])).toEqual([false, false]);
  });
});
