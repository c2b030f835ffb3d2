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
  test('one without title and unit whose figures print neither point nor separators is kept, unless they may be counts', () => {
    const kept = (figures: string) => {
      const rows = ['项目类别|总计|财政拨款|绩效目标', `宣传经费|${figures}|做好宣传`, `维护经费|${figures}|系统正常`];
      const statement = table(BY_FUNCTION, { above: ['2025年部门支出总表', '单位：元'] });
      const { statements } = readTables([statement, table(rows, { index: 1, page: 3, above: [] })]);
      return statements.filter(({ table: index }) => index === 1).map(({ amounts }) => amounts.length);
    };
    expect(kept('1000000|404100')).toEqual([4]);
    expect(kept('10|4')).toEqual([]);
  });

  test('a head of which it is unclear over which columns it stands belies no title: its amounts are in doubt', () => {
    const printed = table(BY_FUNCTION, { above: ['2025年部门收入总表', '单位：元'] });
    const unsure = printed.rows.map((row) => row.map((cell) => ({ ...cell, doubts: ['heading-reach' as const] })));
    // the report has all statements of which its head may be
    const named = ['部门支出总表', '一般公共预算支出表'].map((title, at) =>
      table(BY_FUNCTION, { index: at + 1, page: at + 3, above: [title, '单位：元'] }),
    );
    const doubtful = (one: Table) =>
      readTables([one, ...named]).statements.flatMap(({ kind, table: index, amounts }) =>
        index === 0 ? [kind, amounts.every(({ flags }) => flags.includes('place-doubtful'))] : [],
      );
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
    expect(doubtful(byClass, ['专项资金明细表'])).toEqual([false, false]);
    expect(doubtful(['项目名称|某某经费|专项经费', '某某工程|2.00|1.00'], [])).toEqual([false, false]);
  });

  test('one with a title of words that nobody knows may be a statement that is missing, if its head and its lines are like that one’s', () => {
    const byClass = [
      '科目编码|科目名称|合计|人员经费|公用经费',
      '301|工资福利支出|2.00|2.00|',
      '302|商品和服务支出|1.00||1.00',
    ];
    const units = [
      '单位编码|单位名称|合计|一般公共预算|政府性基金|事业收入|其他收入',
      '301001|某局|2.00|1.00|1.00||',
      '301002|某所|2.00|1.00||1.00|',
    ];
    const halves = ['收入|<|支出|<', '项目|预算数|项目|预算数', '财政拨款|2.00|教育支出|2.00'];
    const asked = (rows: readonly string[], ...titles: string[]) => {
      const all = titles.map((title, index) => table(rows, { index, above: [title, '单位：元'] }));
      const { statements } = readTables(all);
      return statements.map(({ amounts }) => amounts.every(({ flags }) => flags.includes('place-doubtful')));
    };
    expect(asked(byClass, '一般公共预算经常支出表')).toEqual([true]);
    expect(asked(byClass, '一般公共预算经常支出表', '一般公共预算基本支出表')).toEqual([false, false]);
    expect(asked(units, '进项汇表')).toEqual([true]);
    expect(asked(halves, '基金类预算收支表')).toEqual([true]);
    expect(asked(['项目|金额', '捐赠|3.00'], '捐赠收入明细表')).toEqual([false]);
    // words that are known, of no statement
    expect(asked(['项目名称|金额', '某某工程|3.00'], '部门专项支出表')).toEqual([true]);
    expect(asked(['项目名称|金额', '某某工程|3.00'], '部门专项支出表', '项目支出表')).toEqual([false, false]);
    expect(asked(units, '部门支出总表（分单位）')).toEqual([true]);
    expect(asked(units, '部门支出总表（分单位）', '部门支出总表')).toEqual([false, false]);
    const crossed = [
      '科目编码|科目名称|合计|工资福利支出|商品和服务支出|资本性支出|其他支出',
      '205|教育支出|3.00|1.00|1.00|1.00|',
    ];
    expect(asked(crossed, '支出功能与经济分类交叉表')).toEqual([false]);
  });
});
