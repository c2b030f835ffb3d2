import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import { type Spec, table } from './tables.ts';

const pipeline = loadDeclarations().pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');
const declared = pipeline;

/** The indicators of one form, as `scope|name|operator|value|unit`, and what is asked about them. */
function read(title: string, rows: readonly (readonly Spec[])[]) {
  const { value, notes } = forms([table(rows, { above: [title] })], [], null, declared);
  return {
    indicators: value.indicators.map(({ scope, level3, operator, value: is, unit }) =>
      [scope, level3, operator ?? '', is, unit ?? ''].join('|'),
    ),
    asked: value.indicators.map(({ needsReview, flags }) => (needsReview ? flags.join() : '')),
    notes: notes.map(({ code }) => code),
    projects: value.projects,
  };
}

const DEPARTMENT = '部门整体支出绩效目标表';
const PROJECT = '项目支出绩效目标表';

describe('values of other years beside the one that is expected', () => {
  test('under one heading', () => {
    const { indicators, asked } = read(DEPARTMENT, [
      ['部门名称', ['某县财政局', 7]],
      [
        ['年度绩效指标', 1, 4],
        ['一级指标', 1, 2],
        ['二级指标', 1, 2],
        ['三级指标', 1, 2],
        ['指标值', 3],
        ['指标值确定依据', 1, 2],
      ],
      ['前年', '上年', '预期当年实现'],
      [['产出指标', 1, 2], '数量指标', '培训人次', '100人次', '110人次', '≥120人次', '计划标准'],
      ['质量指标', '合格率', '95%', '96%', '≥97%', '历史标准'],
    ]);
    expect(indicators).toEqual(['year|培训人次|≥|120|人次', 'year|合格率|≥|97|%']);
    expect(asked).toEqual(['', '']);
  });

  test('with a heading each', () => {
    const { indicators } = read(PROJECT, [
      ['项目名称', ['信息化', 7]],
      ['一级指标', '二级指标', '三级指标', '前年指标值', '上年指标值', '指标值', '计量单位', '参考值确定依据'],
      ['产出指标', '数量指标', '系统数', '1', '2', '3', '套', '计划'],
    ]);
    expect(indicators).toEqual(['year|系统数||3|套']);
  });

  test('of half a year and of all of it', () => {
    const { indicators } = read(DEPARTMENT, [
      ['部门名称', ['某市教育局', 4]],
      ['一级指标', '二级指标', '三级指标', '指标值（半年）', '指标值（全年）'],
      ['产出', '数量', '培训次数', '=5次', '=10次'],
    ]);
    expect(indicators).toEqual(['year|培训次数|=|10|次']);
  });
});

test('实施周期指标值 and 当年度指标值 are the two halves; 预算金额（元） is the project’s money', () => {
  const { indicators, projects } = read(PROJECT, [
    ['项目名称', ['公共卫生', 4]],
    ['预算金额（元）', ['1200000', 4]],
    ['一级指标', '二级指标', '三级指标', '实施周期指标值', '当年度指标值'],
    ['产出指标', '数量指标', '体检人数', '3000人', '1000人'],
  ]);
  expect(indicators).toEqual(['period|体检人数||3000|人', 'year|体检人数||1000|人']);
  expect(projects[0]?.annual.total).toBe(120_000_000n);
});

describe('what a layout that nobody knows says is asked about', () => {
  test('several cells under the heading of one value', () => {
    const { asked } = read(DEPARTMENT, [
      ['部门名称', ['某县财政局', 4]],
      [
        ['一级指标', 1, 2],
        ['二级指标', 1, 2],
        ['三级指标', 1, 2],
        ['指标值', 2],
      ],
      ['甲', '乙'],
      ['产出指标', '数量指标', '培训人次', '100人次', '≥120人次'],
    ]);
    expect(asked).toContain('value-doubtful');
  });

  test('a sign without a number', () => {
    const { indicators, asked } = read(PROJECT, [
      ['项目名称', ['某项目', 4]],
      ['一级指标', '二级指标', '三级指标', '指标值', '甲'],
      ['产出指标', '数量指标', '人数', '≥', '100'],
    ]);
    expect(indicators).toEqual(['year|人数|≥||']);
    expect(asked).toEqual(['value-missing']);
  });

  test.each([
    [DEPARTMENT, '部门名称'],
    [PROJECT, '项目名称'],
  ])('levels of indicators under an unknown header: %s', (title, label) => {
    const { indicators, notes } = read(title, [
      [label, ['某某', 3]],
      ['类别甲', '类别乙', '内容', '预期'],
      ['产出指标', '数量指标', '人数', '≥100人'],
    ]);
    expect([indicators, notes]).toEqual([[], ['form-without-indicators']]);
  });
});

test.each([
  [['计量单位', '指标性质', '年初指标值'], ['场次', '≥', '120'], '≥|120|场次'],
  [['度量单位', '指标值', '指标性质'], ['%', '95.5', '>'], '>|95.5|%'],
  [['指标值', '指标符号', '计量单位'], ['3', '≤', '元/天/人'], '≤|3|元/天/人'],
  [['计量单位', '指标性质', '指标值'], ['无', '定性', '提升'], '|提升|'],
])('a value is put together whatever the order of its columns: %s', (heads, cells, value) => {
  const rows: readonly (readonly Spec[])[] = [
    ['一级指标', '二级指标', '三级指标', ...heads, '权重'],
    ['产出指标', '数量指标', '举办活动', ...cells, '20'],
  ];
  expect(read('部门整体绩效自评表', rows).indicators).toEqual([`year|举办活动|${value}`]);
});
