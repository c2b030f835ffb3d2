import { expect, test } from 'vitest';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const read = (rows: readonly string[]) =>
  readTables([table(rows, { above: ['国有资产占用情况表', '单位：元'] })]).statements.flatMap((one) => printed(one));

test('a column of what was added is money unless it is the difference of two others', () => {
  expect(read(['项目|年初数|本年新增加数', '房屋|12.00|3.00', '车辆|5.00|1.50'])).toEqual([
    '房屋 other:年初数=12.00 other:本年新增加数=3.00',
    '车辆 other:年初数=5.00 other:本年新增加数=1.50',
  ]);
  expect(read(['项目|2023年|2024年|增加额', '房屋|12.00|15.00|3.00', '车辆|5.00|4.00|-1.00']).join()).not.toContain(
    '增加',
  );
});

test('what came and what went, side by side, are money though one is the difference where nothing went', () => {
  const rows = ['项目|年初数|本年增加|本年减少|年末数', '房屋|12.00|3.00|0.00|15.00', '车辆|5.00|1.50|0.00|6.50'];
  expect(read(rows).join()).toContain('other:本年增加=3.00 other:本年减少=0.00');
});

test('percentages and growth are no money whatever their figures are', () => {
  const rows = ['项目|年初数|比2023年增加|增加|变动率', '房屋|12.00|3.00|25.00%|25.00', '车辆|5.00|1.50|30.00%|30.00'];
  expect(read(rows)).toEqual(['房屋 other:年初数=12.00', '车辆 other:年初数=5.00']);
});

test('a column for remarks that prints money alone keeps it, one with words does not', () => {
  expect(read(['项目|合计|备注', '房屋|12.00|3.50', '车辆|5.00|1.50'])).toEqual([
    '房屋 total=12.00 other:备注=3.50',
    '车辆 total=5.00 other:备注=1.50',
  ]);
  expect(read(['项目|合计|备注', '房屋|12.00|已出租', '车辆|5.00|2024.05'])).toEqual([
    '房屋 total=12.00',
    '车辆 total=5.00',
  ]);
});
