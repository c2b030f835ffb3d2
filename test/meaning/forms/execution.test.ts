import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { coverage } from '../../../src/meaning/coverage.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import { map } from '../../../src/meaning/statements/read-statements.ts';
import type { ClassifiedTable } from '../../../src/model/classified.ts';
import type { Table } from '../../../src/model/table.ts';
import { page } from '../statements/document.ts';
import { type Spec, table } from './tables.ts';

const declarations = loadDeclarations();
const pipeline = declarations.pipeline('department-final');
if (pipeline === null) throw new Error('no pipeline');
const declared = pipeline;

const TITLE = '项目支出绩效自评表';
const INDICATORS: readonly (readonly Spec[])[] = [
  ['一级指标', '二级指标', '三级指标', '指标值', '完成值', '分值', '得分'],
  ['产出指标', '数量指标', '养护里程', '≥120公里', '121公里', '50', '49.50'],
];

/** A form of one project, between whose head and indicators these rows stand. */
function formWith(rows: readonly (readonly Spec[])[], width = 7): Table {
  const head: readonly Spec[] = ['项目名称', ['公路养护', width - 1]];
  return table([head, ...rows, ...INDICATORS], { above: [TITLE] });
}

/** The kept money as `line measure raw unit`, and what nobody can place. */
function read(printed: Table) {
  const form: ClassifiedTable = {
    ...{ table: printed.index, role: 'form', kind: null, title: TITLE, placement: 'unknown' },
    ...{ flags: [], runnersUp: [], score: 0 },
  };
  const identity = { documentType: 'final', department: null, fiscalYear: 2023 } as const;
  const classification = { pipeline: 'department-final', identity, tables: [form] };
  const { value: report } = forms([printed], [], classification, declared);
  const { tables: taken, lists, within, scores } = report;
  const { value: statements, notes } = map([printed], classification, declarations, { taken, lists, within });
  const counted = { tables: [printed], layouts: [page(1, [])], statements, taken, report, scores, notes };
  return {
    kept: statements.flatMap(({ lines, amounts, unit }) =>
      amounts.map(({ line, measure, raw }) => `${lines[line]?.name} ${measure} ${raw} ${unit}`),
    ),
    unplaced: coverage(counted).value.map((one) => one.unplaced),
    asked: coverage(counted).notes.map(({ data }) => data.figures),
  };
}

const HEADS: readonly Spec[] = ['年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'];

describe('the money of 预算执行情况 in a form that tells how a budget was spent', () => {
  test('is kept by source, in the unit of the heading beside it; scores and rates are no amounts', () => {
    const rows: readonly (readonly Spec[])[] = [
      [['项目资金（万元）', 1, 4], '', ...HEADS],
      ['年度资金总额', '120.50', '118.25', '117.90', '10', '99.70%', '9.97'],
      ['其中：当年财政拨款', '120.50', '118.25', '117.90', '—', '', '—'],
      ['上年结转资金', '', '', '', '—', '', '—'],
    ];
    expect(read(formWith(rows, 8))).toEqual({
      kept: [
        ...['planned 120.50', 'other:全年预算数 118.25', 'other:全年执行数 117.90'].map(
          (one) => `年度资金总额 ${one} 万元`,
        ),
        ...['planned 120.50', 'other:全年预算数 118.25', 'other:全年执行数 117.90'].map(
          (one) => `其中：当年财政拨款 ${one} 万元`,
        ),
      ],
      unplaced: [0],
      asked: [],
    });
  });

  test('is that of the whole where one row prints it beside the name of the block', () => {
    const rows: readonly (readonly Spec[])[] = [
      [
        ['部门预算执行情况（千元）', 1, 2],
        '年初预算数',
        '全年（调整）预算数',
        '全年执行数',
        '执行率（%）',
        '权重',
        '得分',
      ],
      ['3,312.80', '3,327.80', '3,332.80', '100.6%', '10', '9.80'],
    ];
    const { kept, unplaced } = read(formWith(rows));
    expect(kept).toEqual([
      '合计 planned 3,312.80 千元',
      '合计 other:全年（调整）预算数 3,327.80 千元',
      '合计 other:全年执行数 3,332.80 千元',
    ]);
    expect(unplaced).toEqual([0]);
  });

  test('is kept where its words stand before the amounts, with what is of each source below', () => {
    const rows: readonly (readonly Spec[])[] = [
      [['预算执行情况（万元）', 1, 3], '预算数：', '100.50', '执行数：', '98.25', '', ''],
      ['其中：财政拨款', '80.50', '其中：财政拨款', '80.25', '', ''],
      ['其他资金', '20.00', '其他资金', '18.00', '', ''],
    ];
    const { kept, unplaced } = read(formWith(rows));
    expect(kept).toEqual([
      ...['预算执行情况（万元） planned 100.50 万元', '预算执行情况（万元） other:执行数 98.25 万元'],
      ...['其中：财政拨款 planned 80.50 万元', '其中：财政拨款 other:执行数 80.25 万元'],
      ...['其他资金 planned 20.00 万元', '其他资金 other:执行数 18.00 万元'],
    ]);
    expect(unplaced).toEqual([0]);
    expect(read(formWith([rows[0]?.with(3, '') ?? []])).kept).toEqual([]);
  });

  test('has lines of their own names, whatever stands over these', () => {
    const rows: readonly (readonly Spec[])[] = [
      [['预算执行情况', 1, 3], '年度预算数（万元）', '年初预算', '调整后预算数', '预算执行数', '执行率', '权重'],
      ['总额', '88.50', '90.00', '89.10', '99%', '10'],
      ['其中：财政资金', '88.50', '90.00', '89.10', '/', '/'],
    ];
    expect(read(formWith(rows)).kept.map((one) => one.split(' ')[0])).toEqual([
      ...['总额', '总额', '总额'],
      ...['其中：财政资金', '其中：财政资金', '其中：财政资金'],
    ]);
  });

  test('is that of each project in a list of them', () => {
    const rows: readonly (readonly Spec[])[] = [
      ['序号', '项目名称', '年初预算数（万元）', '全年执行数（万元）', '自评得分'],
      ['1', '灌区改造', '10.50', '11.00', '95.5'],
      ['2', '水土保持', '8.25', '8.00', '96.5'],
      [['合计', 2], '18.75', '19.00', ''],
    ];
    const { kept, unplaced } = read(table(rows, { above: ['项目支出绩效自评情况汇总表'] }));
    expect(kept.map((one) => one.split(' ').toSpliced(1, 1).join(' '))).toEqual([
      ...['灌区改造 10.50 万元', '灌区改造 11.00 万元', '水土保持 8.25 万元', '水土保持 8.00 万元'],
      ...['合计 18.75 万元', '合计 19.00 万元'],
    ]);
    expect(unplaced).toEqual([0]);
  });

  test('is none where nothing says what was spent; such figures are told of', () => {
    const rows: readonly (readonly Spec[])[] = [
      ['年初预算数', '全年预算数', '调整数', '分值', '甲', '乙', '得分'],
      ['120.50', '118.25', '2.25', '10', '1.50', '2.50', '9.97'],
    ];
    const { kept, unplaced } = read(formWith(rows));
    expect([kept, unplaced.map((one) => one >= 4)]).toEqual([[], [true]]);
  });
});
