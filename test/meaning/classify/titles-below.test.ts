import { expect, test } from 'vitest';
import type { Table } from '../../../src/model/table.ts';
import { table } from '../statements/build.ts';
import { readTables } from '../statements/document.ts';

const REVENUE = ['科目编码|科目名称|合计|财政拨款收入|事业收入', '205|教育支出|2.00|1.00|1.00'];
const SPENDING = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|2.00|1.00|1.00'];
const BALANCE = ['收入|<|支出|<', '项目|预算数|项目|预算数', '事业收入|2.00|教育支出|2.00'];

/** How sure the places of tables are, each with its title below. */
function placed(...titled: readonly (readonly [title: string, rows: readonly string[]])[]) {
  const tables = titled.map(([title, rows], index): Table => {
    return { ...table(rows, { index, page: index + 2, above: [title, '单位：元'] }), titledBelow: true };
  });
  return readTables(tables).classification.tables.map(({ placement }) => placement);
}

test('titles below their tables are as sure as others where the heads say that they are not those of the next', () => {
  expect(placed(['部门收支总表', BALANCE], ['部门收入总表', REVENUE], ['部门支出总表', SPENDING])).toEqual([
    'established',
    'established',
    'established',
  ]);
});

test('they are in doubt where too few heads say so, or one speaks against it', () => {
  expect(placed(['部门支出总表', SPENDING], ['一般公共预算支出表', SPENDING])).not.toContain('established');
  const shifted = placed(['部门收入总表', BALANCE], ['部门支出总表', REVENUE], ['一般公共预算支出表', SPENDING]);
  expect(shifted).not.toContain('established');
});
