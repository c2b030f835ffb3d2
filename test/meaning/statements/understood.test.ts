import { expect, test } from 'vitest';
import type { Statement } from '../../../src/model/statement.ts';
import { table } from './build.ts';
import { readTables } from './document.ts';

const EXPENDITURE = ['2025年部门支出总表', '单位：万元'];

/** The columns kept as read, and whether their headings leave nothing open. */
function kept(statement: Statement | undefined): readonly string[] {
  return (statement?.columns ?? [])
    .filter(({ measure }) => measure.startsWith('other:'))
    .map(({ measure, understood }) => `${measure.slice(6)}: ${understood ? 'understood' : 'open'}`);
}

test('a fund over ways of spending, a class under one of them, what a closed column holds: all are understood', () => {
  const rows = [
    '科目编码|科目名称|合计|基本支出|<|<|项目支出|<|上年结转|<|一般公共预算|<',
    '^|^|^|小计|工资福利支出|离岗补贴|小计|一次性项目|小计|专项债|基本支出|扣除基建后数',
    '205|教育支出|10.00|5.00|4.00|1.00|3.00|3.00|2.00|2.00|5.00|4.00',
  ];
  expect(kept(readTables([table(rows, { above: EXPENDITURE })]).statements[0])).toEqual([
    '基本支出 工资福利支出: understood',
    // may be 人员经费 in other words
    '基本支出 离岗补贴: open',
    '项目支出 一次性项目: understood',
    '上年结转 专项债: understood',
    '一般公共预算 基本支出: understood',
    // may be the sum of the fund: no other column is
    '一般公共预算 扣除基建后数: open',
  ]);
});

test('columns that bear the names of units beside their sum are understood, one alone or beside other words is not', () => {
  const of = (heads: string) =>
    kept(
      readTables([table([`科目编码|科目名称|${heads}`, '205|教育支出|3.00|2.00|1.00'], { above: EXPENDITURE })])
        .statements[0],
    );
  expect(of('合计|局机关|执法大队')).toEqual(['局机关: understood', '执法大队: understood']);
  expect(of('合计|局机关|机动经费')).toEqual(['局机关: open', '机动经费: open']);
  expect(of('合计|基本支出|执法大队')).toEqual(['执法大队: open']);
  const among = ['科目编码|科目名称|合计|其中：|<', '^|^|^|某局（本级）|执法大队', '205|教育支出|3.00|2.00|1.00'];
  expect(kept(readTables([table(among, { above: EXPENDITURE })]).statements[0])).toEqual([
    '其中 某局（本级）: understood',
    '其中 执法大队: understood',
  ]);
});

test('a heading over all columns may say what the table is: nothing under it is understood', () => {
  const rows = ['科目编码|科目名称|单位资金|<', '^|^|基本支出|项目支出', '205|教育支出|5.00|4.00'];
  expect(kept(readTables([table(rows, { above: EXPENDITURE })]).statements[0])).toEqual([
    '单位资金 基本支出: open',
    '单位资金 项目支出: open',
  ]);
});

test.each([
  ['年初预算数|全年预算数|决算数', ['全年预算数: understood']],
  ['上年数|全年预算数|决算数', ['全年预算数: open']],
])('the budget of the whole year is clear beside that of its beginning: %s', (heads, expected) => {
  const above = ['收入支出决算总表', '2024年度', '单位：万元'];
  const rows = [
    `项目|${heads}|项目|决算数`,
    '一、财政拨款收入|1.00|2.00|3.00|一、教育支出|3.00',
    '收入总计|1.00|2.00|3.00|支出总计|3.00',
  ];
  const { statements } = readTables([table(rows, { above })], ['某某市教育局', '2024年度部门决算']);
  expect(kept(statements[0])).toEqual(expected);
});

test('of two earlier figures the latest is last year’s, the other one stays under its words and leaves nothing open', () => {
  const rows = (heads: string) => [`科目编码|科目名称|${heads}|2025年预算数`, '205|教育支出|9.00|8.00|10.00'];
  const of = (heads: string) => readTables([table(rows(heads), { above: EXPENDITURE })]).statements[0];
  const measures = (heads: string) => of(heads)?.amounts.map(({ measure }) => measure);
  expect(measures('2024年预算数|2024年执行数')).toEqual(['prior_total', 'other:2024年执行数', 'total']);
  expect(measures('2023年决算数|2024年执行数')).toEqual(['other:2023年决算数', 'prior_total', 'total']);
  expect(kept(of('2024年预算数|2024年执行数'))).toEqual(['2024年执行数: understood']);
  // printed twice, one of them is something else
  expect(kept(of('上年预算数|上年预算数'))).toEqual(['上年预算数: open']);
});

test('what is carried over, purchases and parts of an account beside the funds are known words', () => {
  const rows = [
    '科目编码|科目名称|合计|一般公共预算|财政专户拨款收入|<|上年实户资金余额|2026年政府采购项目|<|上年余额',
    '^|^|^|^|教育收费|其他专户收入拨款|^|小计|其中政府采购项目中预留给中小企业的资金规模|^',
    '205|教育支出|10.00|5.00|2.00|1.00|2.00|4.00|3.00|1.00',
  ];
  expect(kept(readTables([table(rows, { above: ['2026年部门收入总表', '单位：万元'] })]).statements[0])).toEqual([
    '财政专户拨款收入 教育收费: understood',
    '财政专户拨款收入 其他专户收入拨款: understood',
    '上年实户资金余额: understood',
    '2026年政府采购项目 小计: understood',
    '2026年政府采购项目 其中政府采购项目中预留给中小企业的资金规模: understood',
    '上年余额: open',
  ]);
});

test('in “三公” tables with items as columns, known words leave nothing open, and others do', () => {
  const above = ['2026年“三公”经费预算表', '单位：万元'];
  const rows = [
    '单位编码|单位名称|2025年|<|<|<|2026年|<|<|<',
    '^|^|合计|公务接待费|<|会议费|合计|公务接待费|<|往来经费',
    '^|^|^|一般公共预算|政府性基金|^|^|一般公共预算|政府性基金|^',
    '|合计|9.00|4.00|2.00|3.00|9.00|5.00|1.00|3.00',
    '101|某市科学技术局|9.00|4.00|2.00|3.00|9.00|5.00|1.00|3.00',
  ];
  const columns = kept(readTables([table(rows, { above })], ['某市科学技术局', '2026年部门预算']).statements[0]);
  expect(columns.filter((one) => one.endsWith('open'))).toEqual(['2026年 往来经费: open']);
  expect(columns).toContain('2025年 公务接待费 一般公共预算: understood');
  expect(columns).toContain('2025年 会议费: understood');
});

test.each([
  ['基本支出', '项目支出'],
  ['一般公共预算', '政府性基金预算'],
])('%s over %s are two columns that were taken for one', (one, other) => {
  const rows = [`科目编码|科目名称|合计|${one}`, `^|^|^|${other}`, '205|教育支出|9.00|9.00'];
  const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：万元'] })]);
  expect(kept(statements[0])).toEqual([`${one} ${other}: open`]);
});

test('of columns under the same headings nobody knows which is which, and so not of those beside them', () => {
  const rows = [
    '科目编码|科目名称||2023年|||2024年|',
    '^|^|合计|基本支出|项目支出|合计|基本支出|项目支出',
    '205|教育支出|9.00|6.00|3.00|8.00|5.00|3.00',
  ];
  const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：万元'] })]);
  const placed = statements[0]?.amounts.map(({ placement, flags }) => [placement, flags.includes('heading-reach')]);
  expect(placed?.every(([placement, doubted]) => placement !== 'established' && doubted)).toBe(true);
});

test.each([
  ['工资福利支出|<|商品和服务支出', '基本工资|奖金|办公费'],
  ['301 工资福利支出|<|302 商品和服务支出', '30101基本工资|30103奖金|30201办公费'],
])(
  'units by classes are a matrix in a table of 基本支出, too, whose lines are classes elsewhere: %s',
  (above, classes) => {
    const rows = [`单位名称|合计|${above}`, `^|^|${classes}`, '某某局|6.00|3.00|2.00|1.00'];
    const [statement] = readTables([table(rows, { above: ['部门基本支出预算明细表', '单位：万元'] })]).statements;
    expect(statement?.columns.map(({ measure }) => measure)).toEqual([
      ...['total', 'economic:30101', 'economic:30103', 'economic:30201'],
    ]);
  },
);

test('funds by the level that gives them are understood beside their 资金总额', () => {
  const rows = [
    '项目名称|资金总额|资金来源|<|<',
    '^|^|中央资金|省级财政资金|市县资金',
    '桥梁改造|10.00|5.00|4.00|1.00',
  ];
  const [statement] = readTables([table(rows, { above: ['2025年项目支出预算表', '单位：万元'] })]).statements;
  expect(statement?.columns[0]?.measure).toBe('total');
  expect(kept(statement).map((one) => one.split(': ')[1])).toEqual(['understood', 'understood', 'understood']);
});

test('columns that brackets alone tell apart are parts of a fund, and a bracket beside no other changes nothing', () => {
  const measures = (heads: string) =>
    readTables([
      table([`科目编码|科目名称|${heads}`, '205|教育支出|3.00|2.00|1.00'], { above: ['部门收入总表', '单位：元'] }),
    ]).statements[0]?.columns.map(({ measure }) => measure);
  expect(measures('合计|一般公共预算（本级）|一般公共预算（上级）')).toEqual([
    'total',
    'other:一般公共预算（本级）',
    'other:一般公共预算（上级）',
  ]);
  expect(measures('合计|一般公共预算（本级）|事业收入')).toEqual(['total', 'general_public', 'business']);
});

test('sources of money that are of no fund are understood', () => {
  const rows = ['科目编码|科目名称|合计|财政拨款收入|使用非财政拨款结余（含专用结余）', '205|教育支出|3.00|2.00|1.00'];
  expect(kept(readTables([table(rows, { above: ['部门收入总表', '单位：元'] })]).statements[0])).toEqual([
    '使用非财政拨款结余（含专用结余）: understood',
  ]);
});
