import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { classify } from '../../../src/meaning/classify/classify.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import { map } from '../../../src/meaning/statements/read-statements.ts';
import type { ClassifiedTable } from '../../../src/model/classified.ts';
import type { Indicator, Project } from '../../../src/model/form.ts';
import type { Table } from '../../../src/model/table.ts';
import { type Spec, table } from './tables.ts';

const declarations = loadDeclarations();
const pipeline = declarations.pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');
const read = (...tables: readonly Table[]) => forms(tables, [], null, pipeline).value;
const short = (i: Indicator) =>
  [i.project ?? '', i.level1, i.level2, i.level3, i.operator ?? '', i.value, i.unit ?? ''].join('|');
const money = ({ name, unit, annual, pages, flags }: Project) => ({ name, unit, annual: annual.total, pages, flags });

const TITLE = ['2024年部门预算项目绩效目标表', '部门：某市文化局 金额单位：万元'];
const HEADER: readonly Spec[] = [
  ...['单位名称', '项目名称', '预算数', '年度目标', '一级指标', '二级指标', '三级指标'],
  ...['指标性质', '指标值', '度量单位', '权重', '指标方向性'],
];
const GOAL = '办好演出，扩大影响。';

/** Rows of two projects whose cells span their indicators. */
const MERGED: readonly (readonly Spec[])[] = [
  HEADER,
  [['合计', 2], '30.50', '', '', '', '', '', '', '', '', ''],
  [
    ['市文化局', 1, 3],
    ['惠民演出', 1, 3],
    ['10.50', 1, 3],
    [GOAL, 1, 3],
    ['产出指标', 1, 2],
    ...out('数量指标', '演出场次', '≥', '80', '场'),
  ],
  out('时效指标', '完成时间', '定性', '9月底前', ''),
  ['满意度指标', ...out('服务对象满意度指标', '观众满意度', '≥', '90', '%')],
  [
    ['市图书馆', 1, 2],
    ['购书', 1, 2],
    ['20', 1, 2],
    [GOAL, 1, 2],
    '产出指标',
    ...out('数量指标', '新书', '大于等于', '2.6', '万册'),
  ],
  ['效益指标', ...out('社会效益指标', '读者评价', '定性', '优', '其他')],
];

function out(level2: string, name: string, sign: string, value: string, unit: string): readonly Spec[] {
  return [level2, name, sign, value, unit, '10', '正向指标'];
}

const INDICATORS = [
  '惠民演出|产出指标|数量指标|演出场次|≥|80|场',
  '惠民演出|产出指标|时效指标|完成时间||9月底前|',
  '惠民演出|满意度指标|服务对象满意度指标|观众满意度|≥|90|%',
  '购书|产出指标|数量指标|新书|≥|2.6|万册',
  '购书|效益指标|社会效益指标|读者评价||优|',
];

describe('several projects on a sheet', () => {
  test('a name that spans its indicators', () => {
    const { projects, indicators } = read(table(MERGED, { page: 5, above: TITLE }));
    expect(projects.map(money)).toEqual([
      { name: '惠民演出', unit: '市文化局', annual: 10_500_000n, pages: [5], flags: [] },
      { name: '购书', unit: '市图书馆', annual: 20_000_000n, pages: [5], flags: [] },
    ]);
    expect(indicators.map(short)).toEqual(INDICATORS);
    expect(indicators.every(({ needsReview }) => !needsReview)).toBe(true);
  });

  test('a name printed in each of its rows', () => {
    const rows: string[][] = [];
    for (const row of MERGED.slice(2)) {
      const texts = row.map((spec): string => (typeof spec === 'string' ? spec : spec[0]));
      rows.push([...(rows.at(-1) ?? []).slice(0, HEADER.length - texts.length), ...texts]);
    }
    const { projects, indicators } = read(table([HEADER, ...rows], { above: TITLE }));
    expect(projects.map(({ name }) => name)).toEqual(['惠民演出', '购书']);
    expect(indicators.map(short)).toEqual(INDICATORS);
  });

  test('a project that goes on behind a page break, without its name', () => {
    const rest: readonly (readonly Spec[])[] = [
      HEADER,
      ['', '', '', '', '满意度指标', ...out('服务对象满意度指标', '观众满意度', '≥', '90', '%')],
      ...MERGED.slice(5),
    ];
    const first = table(MERGED.slice(0, 4), { page: 5, above: TITLE });
    const { projects, indicators } = read(first, table(rest, { index: 1, page: 6 }));
    expect(projects.map(money).map(({ name, pages }) => ({ name, pages }))).toEqual([
      { name: '惠民演出', pages: [5, 6] },
      { name: '购书', pages: [6] },
    ]);
    expect(indicators.map(short)).toEqual(INDICATORS);
  });

  test('a header of two rows with the money by source', () => {
    const header: readonly (readonly Spec[])[] = [
      [
        ['项目名称', 1, 2],
        ['项目总额', 1, 2],
        ['其中：', 2],
        ['绩效目标', 1, 2],
        ['一级指标', 1, 2],
        ['二级指标', 1, 2],
        ['三级指标', 1, 2],
        ['绩效指标性质', 1, 2],
        ['本年绩效指标值', 1, 2],
        ['绩效度量单位', 1, 2],
      ],
      ['财政资金', '其他资金'],
    ];
    const row: readonly Spec[] = [
      '审计质量管理经费',
      '12.5',
      '10',
      '2.5',
      GOAL,
      '产出指标',
      '数量指标',
      '报告',
      '≥',
      '3',
      '份',
    ];
    const { projects, indicators } = read(table([...header, row], { above: ['项目支出绩效目标表', '金额单位：万元'] }));
    expect(projects).toMatchObject([
      { name: '审计质量管理经费', annual: { total: 12_500_000n, other: 2_500_000n }, flags: [] },
    ]);
    expect(indicators.map(short)).toEqual(['审计质量管理经费|产出指标|数量指标|报告|≥|3|份']);
  });

  test('one project a row, without indicators', () => {
    const rows: readonly (readonly Spec[])[] = [
      ['项目名称', '预算金额', '项目实施单位', '年度绩效目标'],
      ['合计', '30.50', '', ''],
      ['惠民演出', '10.50', '市文化局', GOAL],
      ['购书', '20', '市图书馆', GOAL],
    ];
    const { projects, indicators } = read(table(rows, { page: 9, above: TITLE }));
    expect(projects.map(money)).toEqual([
      { name: '惠民演出', unit: '市文化局', annual: 10_500_000n, pages: [9], flags: [] },
      { name: '购书', unit: '市图书馆', annual: 20_000_000n, pages: [9], flags: [] },
    ]);
    expect(indicators).toEqual([]);
  });
});

test('a sign that recognition lost or took for a letter is never silent', () => {
  const misread = MERGED.map((row): readonly Spec[] =>
    row.map((spec) => (spec === '≥' ? 'M' : spec === '大于等于' ? '' : spec)),
  );
  const { indicators } = read(table(misread, { above: TITLE, source: 'ocr', confidence: 0.99 }));
  const doubtful = indicators.filter(({ flags }) => flags.includes('value-doubtful'));
  expect(doubtful.map(({ level3 }) => level3)).toEqual(['演出场次', '观众满意度', '新书']);
  expect(doubtful.every(({ needsReview }) => needsReview)).toBe(true);
});

test('a list without columns for levels: the name begins with them', () => {
  const rows: readonly (readonly Spec[])[] = [
    ['部门名称', ['某市审计局', 4]],
    ['活动', '绩效指标', '指标性质', '指标值', '度量单位'],
    ['审计业务', '产出指标数量指标完成审计项目数量', '≥', '77', '项'],
    ['审计业务', '满意度指标服务对象满意度指标被审计单位满意度', '≥', '90', '%'],
  ];
  const { indicators } = read(table(rows, { above: ['部门整体支出绩效目标表'] }));
  expect(indicators.map(short)).toEqual([
    '|产出指标|数量指标|完成审计项目数量|≥|77|项',
    '|满意度指标|服务对象满意度指标|被审计单位满意度|≥|90|%',
  ]);
  expect(indicators[0]).toMatchObject({ project: null, standard1: '产出指标', standard2: '数量指标' });
});

test('indicators of a project whose name was read unsurely are shown: they belong to it by that name', () => {
  const whole = table(MERGED, { above: TITLE, source: 'ocr', confidence: 0.99 });
  const unsure = whole.rows.map((row) =>
    row.map((cell) => (cell.text === '购书' ? { ...cell, confidence: 0.55 } : cell)),
  );
  const { indicators } = read({ ...whole, rows: unsure });
  expect(indicators.map(({ needsReview }) => needsReview)).toEqual([false, false, false, true, true]);
});

test('项目资金（元） over one column of a list is what each project has', () => {
  const rows: readonly (readonly Spec[])[] = [
    ['项目名称', '项目资金（元）', '一级指标', '二级指标', '三级指标', '指标值'],
    ['接访', '50000', '产出指标', '数量指标', '接访次数', '≥100次'],
    ['宣传', '20000', '产出指标', '数量指标', '宣传册', '1000份'],
  ];
  const { projects, lists } = read(table(rows, { above: ['预算项目绩效目标公开表'] }));
  expect(projects.map(({ name, annual }) => [name, annual.total])).toEqual([
    ['接访', 5_000_000n],
    ['宣传', 2_000_000n],
  ]);
  // whole yuan that projects hold are not kept twice either
  expect(lists).toEqual([]);
});

describe('units above their projects, indicators under a heading of their own', () => {
  const header: readonly (readonly Spec[])[] = [
    [
      ['单位代码', 1, 2],
      ['单位（专项）名称', 1, 2],
      ['资金总额', 1, 2],
      ['绩效目标', 1, 2],
      ['绩效指标', 6],
    ],
    ['一级指标', '二级指标', '三级指标', '指标值', '指标值内容', '度量单位'],
  ];
  const rows: readonly (readonly Spec[])[] = [
    ...header,
    ['360', '某县教育局', '27.50', '', '', '', '', '', '', ''],
    [
      ['360001', 1, 2],
      ['考试组织', 1, 2],
      ['16.50', 1, 2],
      [GOAL, 1, 2],
      ...six('数量指标', '考试场次', '26', '达到26', '场'),
    ],
    six('时效指标', '完成时间', '11月底前', '达到11月底前', '月'),
    ['360002', '购书', '11.00', GOAL, ...six('质量指标', '验收合格率', '≥98', '达到≥98', '%')],
  ];
  function six(level2: string, ...rest: readonly string[]): readonly Spec[] {
    return ['产出指标', level2, ...rest];
  }
  const making = { page: 7, above: ['其他项目支出绩效目标表', '金额单位：万元'] };

  test('each indicator is told once, and is its project’s; a date has no unit; the unit is no project', () => {
    const { projects, indicators } = read(table(rows, making));
    expect(projects.map(({ name, annual }) => [name, annual.total])).toEqual([
      ['考试组织', 16_500_000n],
      ['购书', 11_000_000n],
    ]);
    expect(indicators.map(short)).toEqual([
      '考试组织|产出指标|数量指标|考试场次||26|场',
      '考试组织|产出指标|时效指标|完成时间||11月底前|',
      '购书|产出指标|质量指标|验收合格率|≥|98|%',
    ]);
  });

  test('the money of the unit is kept, with that of its projects, as a table of its own', () => {
    const printed = table(rows, making);
    const { lists } = read(printed);
    expect(lists.map(texts)).toEqual([
      ['单位代码|单位（专项）名称|资金总额', '', '360|某县教育局|27.50', '360001|考试组织|16.50', '360002|购书|11.00'],
    ]);
    const classified = classify([printed], [], declarations).value;
    const as = { ...classified, pipeline: 'department-budget', tables: [formOf(printed)] };
    const { value } = map([printed], as, declarations, { taken: [0], lists, within: [] });
    expect(value.map(({ kind, title }) => [kind, title])).toEqual([['other', '其他项目支出绩效目标表']]);
    expect(value[0]?.amounts.map(({ fen, line }) => [value[0]?.lines[line]?.name, fen])).toEqual([
      ['某县教育局', 27_500_000n],
      ['考试组织', 16_500_000n],
      ['购书', 11_000_000n],
    ]);
  });

  test('money that is all in projects is not kept twice', () => {
    // a project whose indicators were left out is a project
    const bare = ['360002', '机动经费', '5.00', '', '', '', '', '', '', ''];
    const { lists, projects } = read(table([...header, ...rows.slice(3), bare], making));
    expect(projects.map(({ name }) => name)).toEqual(['考试组织', '购书', '机动经费']);
    expect(lists).toEqual([]);
  });

  test('a blank one says nothing', () => {
    const blank = ['', '', '', '', '', '', '', '', '', ''];
    const { value, notes } = forms([table([...header, blank, blank], making)], [], null, pipeline);
    expect([value.projects, value.indicators, value.lists, notes]).toEqual([[], [], [], []]);
  });
});

function texts({ rows }: Table): string[] {
  return rows.map((row) => row.map(({ text }) => text).join('|'));
}

/** A table as classified by a title of forms. */
function formOf({ index }: Table): ClassifiedTable {
  const none = { kind: null, placement: 'unknown', score: 0, runnersUp: [], flags: [] } as const;
  return { ...none, table: index, role: 'form', title: '其他项目支出绩效目标表' };
}
