import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { withAgreedNames } from '../../../src/meaning/forms/agreed-names.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import type { Table } from '../../../src/model/table.ts';
import { row, statement } from '../../proof/build.ts';
import { type Spec, table } from './tables.ts';

const declarations = loadDeclarations();
const pipeline = declarations.pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');
const read = (tables: readonly Table[]) => forms(tables, [], null, pipeline).value;

type Rows = readonly (readonly Spec[])[];
const TITLE = ['某市项目支出绩效目标表'];
const headOf = (name: string, funds: string): Rows => [
  [
    ['项目名称', 2],
    [name, 6],
  ],
  [['项目属性', 2], ['一次性项目（1年结束）', 2], '项目期', ['1年', 3]],
  [[funds, 1, 2], ['实施期资金总额：', 2], ['300,000', 2], ['年度资金总额：', 2], '300,000'],
  [['其他资金', 2], ['', 2], ['其他资金', 2], ''],
];
const COLUMNS: Rows = [
  [['绩效指标', 1, 3], '一级指标', '二级指标', '三级指标', '指标值', '二级指标', '三级指标', '指标值'],
];
type Half = readonly [level2: string, name: string, value: string];
const formOf = (period: Half, year: Half): Rows => [
  ...headOf('窗口设备购置', '项目资金（元）'),
  ...COLUMNS,
  ['产出指标', ...period, ...year],
];
/** A recognised table; some of its words were read less surely than the others. */
const recognised = (rows: Rows, unsure: Readonly<Record<string, number>> = {}, index = 0): Table => {
  const made = table(rows, { index, page: index + 1, above: TITLE, source: 'ocr', confidence: 0.97 });
  const surely = made.rows.map((row) =>
    row.map((cell) => ({ ...cell, confidence: unsure[cell.text] ?? cell.confidence })),
  );
  return { ...made, rows: surely };
};
const told = (period: Half, year: Half, unsure: Readonly<Record<string, number>> = {}) =>
  read([recognised(formOf(period, year), unsure)]).indicators.map((i) =>
    [i.level2, i.level3, i.operator ?? '', i.value, i.needsReview ? 'asked' : ''].join('|'),
  );

test.each([
  ['级指标', '级指标'],
  ['--级指标', '一级指标'],
])('levels that lost their numeral are told by where they stand: %s, %s', (first, second) => {
  const head = [[first, second, '三级指标', '指标值']];
  const rows: Rows = [
    [
      ['项目名称', 1],
      ['窗口设备购置', 3],
    ],
    ...head,
    ['产出指标', '数量指标', '窗口面积', '40平方米'],
    ['效益指标', '生态效益指标', '节约用纸比例', '≥8%'],
  ];
  expect(read([recognised(rows)]).indicators.map((i) => [i.level1, i.level2, i.level3, i.raw])).toEqual([
    ['产出指标', '数量指标', '窗口面积', '40平方米'],
    ['效益指标', '生态效益指标', '节约用纸比例', '≥8%'],
  ]);
});

test('specks at the ends of recognised names and levels are no part of them', () => {
  expect(told(['“数量指标', '窗口面积。。', '40平方米'], ['数量指标', '.窗口面积', '40平方米'])).toEqual([
    '数量指标|窗口面积||40|',
    '数量指标|窗口面积||40|',
  ]);
});

test('a digit behind a name that the other half has without it is a speck, and is asked about', () => {
  expect(told(['数量指标', '维护费用7', '≤20万元'], ['数量指标', '维护费用', '≤20万元'])).toEqual([
    '数量指标|维护费用|≤|20|asked',
    '数量指标|维护费用|≤|20|',
  ]);
});

test('of a name and its beginning in the other half the surer reading stands', () => {
  const halves = [
    ['数量指标', '提料网上办理能力', '10%'],
    ['数量指标', '提升网上办理', '10%'],
  ] as const;
  expect(told(...halves, { 提料网上办理能力: 0.5 })).toEqual([
    '数量指标|提升网上办理能力||10|asked',
    '数量指标|提升网上办理||10|asked',
  ]);
  expect(told(...halves, { 提升网上办理: 0.5 })[1]).toBe('数量指标|提料网上办理||10|asked');
});

test('a level cut off in one half is told by the other half in the same row', () => {
  expect(told(['服务对象满意度', '群众满意度', '>90%'], ['服务对象', '群众满意度', '>90%'])[1]).toBe(
    '服务对象满意度|群众满意度|>|90|',
  );
});

test('a level misread beyond its beginning is that of the other half in its row, and is asked about', () => {
  const level = (year: string) =>
    told(['服务对象满意度', '群众满意度', '>90%'], [year, '群众满意', '>90%'], { [year]: 0.5 })[1];
  expect(level('报务对象')).toBe('服务对象满意度|群众满意|>|90|asked');
  expect(level('务对货')).toBe('服务对象满意度|群众满意|>|90|asked');
  expect(level('培训要求')).toBe('培训要求|群众满意|>|90|asked');
});

test('of two readings of one name that stands whose words the document prints elsewhere', () => {
  const halves = [
    ['数量指标', '入员工资和保险', '30人'],
    ['数量指标', '人员工资和保险', '30人'],
  ] as const;
  const others: Rows = ['招聘人员', '人员培训', '在编人员'].map((name) => ['', '质量指标', name, '1次', '', '', '']);
  const names = (more: Rows) =>
    read([recognised([...formOf(...halves), ...more], { 人员工资和保险: 0.5 })])
      .indicators.filter(({ level3 }) => level3.endsWith('保险'))
      .map(({ level3, needsReview }) => `${level3} ${needsReview}`);
  expect(names(others)).toEqual(['人员工资和保险 true', '人员工资和保险 true']);
  // nothing else tells: the surer reading
  expect(names([])).toEqual(['入员工资和保险 true', '入员工资和保险 true']);
});

test('one of two marks that go together is a speck where it stands alone at the end of a value', () => {
  expect(told(['质量指标', '规划条件', '确保》'], ['质量指标', '规划条件', '确保'])).toEqual([
    '质量指标|规划条件||确保|',
    '质量指标|规划条件||确保|',
  ]);
  expect(told(['质量指标', '宣传', '《条例》'], ['质量指标', '宣传', '《条例》'])[0]).toBe('质量指标|宣传||《条例》|');
});

test('years of a project whose number was lost are those that its nature says, and are asked about', () => {
  const lost = (nature: string) => {
    const rows = headOf('窗口设备购置', '项目资金（元）').map((row) =>
      row.map(
        (spec): Spec => (spec[0] === '1年' ? ['年', 3] : spec[0] === '一次性项目（1年结束）' ? [nature, 2] : spec),
      ),
    );
    return read([recognised([...rows, ...COLUMNS])]).projects;
  };
  expect(lost('一次性项目（1年结束）')).toMatchObject([{ durationYears: 1, needsReview: true }]);
  expect(lost('延续性项目')).toMatchObject([{ durationYears: null }]);
});

test('a sign or a number that was lost in one half is taken from the other, and asked about', () => {
  expect(told(['数量指标', '维护费用', '≤20万元'], ['数量指标', '维护费用', '20万元'])[1]).toBe(
    '数量指标|维护费用|≤|20|asked',
  );
  expect(told(['数量指标', '聘用人数', '人'], ['数量指标', '聘用人数', '1人'])[0]).toBe('数量指标|聘用人数||1|asked');
});

test('a form that lost its unit has that of the other forms, and is asked about', () => {
  const tables = [
    recognised([...headOf('窗口设备购置', '项目资金（元）'), ...COLUMNS]),
    recognised([...headOf('信息系统维护', '项自会）'), ...COLUMNS], {}, 1),
  ];
  expect(read(tables).projects.map(({ name, annual, needsReview }) => [name, annual.total, needsReview])).toEqual([
    ['窗口设备购置', 30_000_000n, false],
    ['信息系统维护', 30_000_000n, true],
  ]);
  const alone = read(tables.slice(1)).projects;
  expect(alone).toMatchObject([{ flags: ['unit-assumed'], needsReview: true }]);
});

test('a misread label of the money is no value of the one before it', () => {
  const rows = headOf('窗口设备购置', '项目资金（元）').map((row) =>
    row.map((spec): Spec => (spec[0] === '实施期资金总额：' ? ['实施期资金点额：', 2] : spec)),
  );
  expect(read([recognised([...rows, ...COLUMNS])]).projects).toMatchObject([{ period: { total: 30_000_000n } }]);
});

test('a nature that goes on in a line that was lost is told by its beginning', () => {
  const rows = headOf('窗口设备购置', '项目资金（元）').map((row) =>
    row.map((spec): Spec => (spec[0] === '一次性项目（1年结束）' ? ['一次性项目（', 2] : spec)),
  );
  expect(read([recognised([...rows, ...COLUMNS])]).projects).toMatchObject([{ nature: '一次性项目（1年结束）' }]);
});

test('a project whose unit was read unsurely is asked about', () => {
  const rows = (unit: string): Rows => [
    ...headOf('窗口设备购置', '项目资金（元）'),
    [
      ['实施单位', 2],
      [unit, 6],
    ],
    ...COLUMNS,
  ];
  const asked = (confidence: number) =>
    read([recognised(rows('某市政务中心'), { 某市政务中心: confidence })]).projects.map(
      (project) => project.needsReview,
    );
  expect(asked(0.5)).toEqual([true]);
  expect(asked(0.95)).toEqual([false]);
});

test('names of projects are agreed with the lines that print the same money', () => {
  const form = (name: string) =>
    read([
      recognised([
        ...headOf(name, '项目资金（元）'),
        ...COLUMNS,
        ['产出指标', '数量指标', '处数', '3处', '数量指标', '处数', '3处'],
      ]),
    ]);
  const lines = statement('project_expenditure', [
    row('文物保护单位修缮', { total: '30.00' }),
    row('文物保护单位修建', { total: '29.00' }),
  ]);
  const agreed = (name: string) => withAgreedNames(form(name), [lines], declarations.lexicon.distance);
  expect(agreed('文物保护单位修颖').projects).toMatchObject([
    { name: '文物保护单位修缮', flags: ['name-corrected'], needsReview: true },
  ]);
  expect(agreed('文物保护单位修颖').indicators.map(({ project }) => project)).toEqual([
    '文物保护单位修缮',
    '文物保护单位修缮',
  ]);
  expect(agreed('文物保护单位修缮').projects).toMatchObject([{ name: '文物保护单位修缮', needsReview: false }]);

  // the line may be in doubt itself: a person is asked about either
  const unsure = { ...lines, lines: lines.lines.map((line) => ({ ...line, flags: ['name-doubtful' as const] })) };
  const among = (confidence: number) => {
    const sure = { ...unsure, lines: unsure.lines.map((line) => ({ ...line, confidence })) };
    const rows = [...headOf('文物保护单位修颖', '项目资金（元）'), ...COLUMNS];
    const report = read([recognised(rows, { 文物保护单位修颖: 0.8 })]);
    return withAgreedNames(report, [sure], declarations.lexicon.distance).projects[0]?.name;
  };
  expect(among(1)).toBe('文物保护单位修缮');
  expect(among(0.82)).toBe('文物保护单位修颖');

  const doubtful = (unsure: number) => {
    const rows = [...headOf('农机具更新补贴', '项目资金（元）'), ...COLUMNS];
    const report = read([recognised(rows, { 农机具更新补贴: unsure })]);
    return withAgreedNames(report, [lines], declarations.lexicon.distance).projects.map(
      ({ needsReview }) => needsReview,
    );
  };
  expect([doubtful(0.9), doubtful(0.96)]).toEqual([[true], [false]]);
});

test.each([
  ['居住环境', 0.97, '有效挺升', 0.9, true],
  ['居住环境', 0.97, '有效提升', 0.95, false],
  ['居住环境', 0.97, '≥90%', 0.9, false],
  // of a name nothing tells that a character is another
  ['购圳台数', 0.81, '=38台', 0.97, true],
  ['购圳台数', 0.95, '=38台', 0.97, true],
  // a single character behind a number is what it counts
  ['工期', 0.97, '≥58关', 0.95, true],
  ['工期', 0.97, '≥58天', 0.95, false],
])('an indicator is asked about where its name or its value was not read surely: %s %d, %s %d', (...given) => {
  const [name, ofName, value, ofValue, asked] = given;
  const rows: Rows = [
    ['项目名称', ['环境整治', 3]],
    ['一级指标', '二级指标', '三级指标', '指标值'],
    ['效益指标', '社会效益指标', name, value],
  ];
  const { indicators } = read([recognised(rows, { [name]: ofName, [value]: ofValue })]);
  expect(indicators.map((one) => [one.level3, one.raw, one.needsReview])).toEqual([[name, value, asked]]);
});

test('a name that both halves of a form print alike needs be read less surely in each', () => {
  const half: Half = ['数量指标', '购置设备台数', '=38台'];
  expect(told(half, half, { 购置设备台数: 0.85 })).toEqual([expect.not.stringContaining('asked'), expect.anything()]);
  expect(told(half, half, { 购置设备台数: 0.7 })[0]).toContain('asked');
});
