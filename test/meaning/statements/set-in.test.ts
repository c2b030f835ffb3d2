import { expect, test } from 'vitest';
import { table } from './build.ts';
import { readTables } from './document.ts';

function parents(title: string, rows: readonly string[]) {
  const lines = readTables([table(rows, { above: [title, '单位：元'] })]).statements[0]?.lines ?? [];
  return lines.map(({ name, parent }) => `${name} < ${lines[parent ?? -1]?.name ?? ''}`);
}

test('names without an ordinal set in below a numbered one are its parts, and the next number is none of theirs', () => {
  const rows = ['项目|预算数', '一、基本支出|9.00', ' 1、人员经费支出|7.00', '  工资福利支出|5.00'];
  const more = ['  对个人和家庭的补助|2.00', ' 2、公用经费支出|2.00', '二、项目支出|4.00', '支出总计|13.00'];
  expect(parents('部门支出总表', [...rows, ...more])).toEqual([
    ...['基本支出 < ', '人员经费支出 < 基本支出', '工资福利支出 < 人员经费支出', '对个人和家庭的补助 < 人员经费支出'],
    ...['公用经费支出 < 基本支出', '项目支出 < ', '支出总计 < '],
  ]);
});

test('names of one length that are set in and not centred are parts, too', () => {
  const rows = ['项目|预算数', '一、项目支出|4.00', '  运转类项目|1.00', '  发展类项目|3.00', '二、经营支出|0.00'];
  expect(parents('部门支出总表', rows)).toEqual([
    ...['项目支出 < ', '运转类项目 < 项目支出', '发展类项目 < 项目支出', '经营支出 < '],
  ]);
});

test('centred names begin where their length has them begin: none is a part of another', () => {
  const rows = ['项目名称|金额', '  信息化运行维护|4.00', '   业务工作费|3.00', '  培训设备的购置|2.00'];
  expect(parents('项目支出表', rows)).toEqual(['信息化运行维护 < ', '业务工作费 < ', '培训设备的购置 < ']);
  const tree = ['项目名称|金额', '信息化|4.00', '  系统运行维护|3.00', '  设备购置|1.00'];
  expect(parents('项目支出表', tree)).toEqual(['信息化 < ', '系统运行维护 < 信息化', '设备购置 < 信息化']);
});

test('parts below 其中：… that are set in as the words behind it tell what is not set in from them', () => {
  const rows = [
    '项目名称|金额',
    '信息化|4.00',
    '其中：会议费|3.00',
    '   劳务费|1.00',
    '业务工作|3.00',
    '其中：邮电费|1.00',
  ];
  expect(parents('项目支出表', [...rows, '基层补助|2.00'])).toEqual([
    ...[
      '信息化 < ',
      '其中：会议费 < 信息化',
      '劳务费 < 信息化',
      '业务工作 < ',
      '其中：邮电费 < 业务工作',
      '基层补助 < ',
    ],
  ]);
});
