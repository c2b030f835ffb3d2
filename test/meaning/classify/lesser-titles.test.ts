import { expect, test } from 'vitest';
import type { Table } from '../../../src/model/table.ts';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

const kinds = (...tables: readonly Table[]) => readTables(tables).statements.map(({ kind }) => kind);

test('a table that compares years is the statement where the report has none without that word', () => {
  const items = ['项目|2024年|2025年|增减', '公务接待费|2.00|1.00|-1.00'];
  const of = (title: string, index: number) => table(items, { index, above: [title, '单位：元'] });
  expect(kinds(of('“三公”经费增减变化情况表', 0))).toEqual(['three_public']);
  expect(kinds(of('“三公”经费对比表', 0), of('“三公”经费预算表', 1))).toEqual(['other', 'three_public']);
});

test('明细 makes a title no more a statement’s: of two that say the same the first counts', () => {
  const projects = (title: string, index: number) =>
    table(['项目名称|金额', '某某工程|3.00'], { index, above: [title, '单位：元'] });
  expect(kinds(projects('项目支出表', 0), projects('项目支出预算明细表', 1))).toEqual(['project_expenditure', 'other']);
});

test('the number of a table is no title, whatever stands in it', () => {
  const rows = ['项目|金额', '公务接待费|2.00'];
  const { statements } = readTables([table(rows, { above: ['“三公”经费支出表', '财决附03表', '单位：元'] })]);
  expect(statements[0]).toMatchObject({ kind: 'three_public', title: '“三公”经费支出表' });
});

test('the number of a table beside a title without 表, or before it, says that it is one', () => {
  const placement = (...above: string[]) =>
    readTables([table(['项目|金额', '公务接待费|2.00'], { above: [...above, '单位：元'] })]).statements[0]?.placement;
  expect(placement('“三公”经费支出')).toBe('inferred');
  expect(placement('预算07表', '“三公”经费支出')).toBe('established');
  expect(placement('“三公”经费支出', '附表7')).toBe('established');
  expect(placement('表7 “三公”经费支出')).toBe('established');
});
