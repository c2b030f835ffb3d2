import { expect, test } from 'vitest';
import { compact } from '../../src/model/text.ts';
import { table } from '../meaning/statements/build.ts';
import { printed, readTables } from '../meaning/statements/document.ts';

test.each([
  ['１，２３４．５０', '1,234.50'],
  ['２０２６年 部门预算', '2026年部门预算'],
  ['３０．５，其中：', '30.5，其中：'],
  ['教育，科技．', '教育，科技．'],
])('full-width digits of %s are ordinary ones, with the marks between them alone', (text, plain) => {
  expect(compact(text)).toBe(plain);
});

test('tables that nobody declared keep figures of full-width digits', () => {
  const rows = ['设备名称|数额', '复印机|１，２３４．５０', '服务器|８．００'];
  const { statements } = readTables([table(rows, { above: ['新增设备表', '单位：元'] })]);
  expect(statements.map((one) => [one.kind, ...printed(one)])).toEqual([
    ['other', '复印机 total=1234.50', '服务器 total=8.00'],
  ]);
});
