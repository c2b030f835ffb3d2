import { expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import type { Indicator } from '../../../src/model/form.ts';
import type { Table } from '../../../src/model/table.ts';
import { type Spec, table } from './tables.ts';

const pipeline = loadDeclarations().pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');
const read = (tables: readonly Table[], options = {}) => forms(tables, [], null, pipeline, options);
const short = (i: Indicator) =>
  [i.project ?? '', i.scope, i.level1, i.level2, i.level3, i.operator ?? '', i.value, i.unit ?? ''].join('|');

const HEAD: readonly (readonly Spec[])[] = [
  [
    ['项目名称', 2],
    ['窗口设备(二期)', 6],
  ],
  [['主管部门及代码', 2], ['062-某市政务局', 2], '实施单位', ['某市政务中心', 3]],
  [['项目属性', 2], ['延续性项目（阶段开展）', 2], '项目期', ['3年', 3]],
  [['项目资金（元）', 1, 3], ['实施期资金总额：', 2], ['600,000', 2], ['年度资金总额：', 2], '200,000.5'],
  [['其中：中央财政资金', 2], ['0', 2], ['其中：中央财政资金', 2], '0'],
  [['市县（区）财政资金', 2], ['600,000', 2], ['市县（区）财政资金', 2], '200,000.5'],
  [
    ['项目概况', 2],
    ['购置设备，联系人：张某，电话：0356-1234567。', 6],
  ],
  [
    ['实施期目标', 5],
    ['年度目标', 3],
  ],
];
const COLUMNS: readonly Spec[] = ['一级指标', '二级指标', '三级指标', '指标值', '二级指标', '三级指标', '指标值'];
const FORM: readonly (readonly Spec[])[] = [
  ...HEAD,
  [['绩效指标', 1, 7], ...COLUMNS],
  [['产出指标', 1, 3], ['数量指标', 1, 2], '设备数量', '≥95台', ['数量指标', 1, 2], '设备数量', '≥95台'],
  ['安装窗口数量', '<1,200.5个', '安装窗口', '<1,200.5个'],
  ['时效指标', '完成时间', '12月底前', '时效指标', '完成时间', '12月底前'],
  [['效益指标', 1, 2], '社会效益', '服务水平', '提升', '社会效益', '服务水平', '提升'],
  ['生态效益', '', '', '生态效益', '', ''],
  ['满意度指标', '服务对象满意度', '群众满意度', '＞90％', '服务对象满意度', '群众满意度', '＞90％'],
];
const TITLE = ['某市项目支出绩效目标表', '（2025年度）'];

test('a project form gives its head, its money by source and both halves of its indicators', () => {
  const { value, notes } = read([table(FORM, { page: 7, above: TITLE })]);
  expect(value.projects).toMatchObject([
    {
      ...{ name: '窗口设备（二期）', departmentCode: '062', department: '某市政务局', unit: '某市政务中心' },
      ...{ nature: '延续性项目（阶段开展）', durationYears: 3, fundsUnit: '元', pages: [7], needsReview: false },
      period: { total: 60_000_000n, central: 0n, provincial: null, local: 60_000_000n, other: null },
      annual: { total: 20_000_050n, central: 0n, local: 20_000_050n },
    },
  ]);
  expect(value.indicators.map(short)).toEqual(
    ['period', 'year'].flatMap((scope) => [
      `窗口设备（二期）|${scope}|产出指标|数量指标|设备数量|≥|95|台`,
      `窗口设备（二期）|${scope}|产出指标|数量指标|${scope === 'year' ? '安装窗口' : '安装窗口数量'}|<|1200.5|个`,
      `窗口设备（二期）|${scope}|产出指标|时效指标|完成时间||12月底前|`,
      `窗口设备（二期）|${scope}|效益指标|社会效益|服务水平||提升|`,
      `窗口设备（二期）|${scope}|满意度指标|服务对象满意度|群众满意度|>|90|%`,
    ]),
  );
  expect(value.indicators[3]).toMatchObject({ standard1: '效益指标', standard2: '社会效益指标' });
  expect(value.indicators.map((i) => i.level3Full)).toEqual([...Array(6).fill(null), '安装窗口数量', null, null, null]);
  expect(notes).toEqual([]);
});

test('names and telephone numbers of contact persons are kept only when asked for', () => {
  const form = [...FORM, [['负责人：李某 联系电话：13912345678', 8] as const]];
  const text = (options = {}) => JSON.stringify(read([table(form, { above: TITLE })], options).value.fields);
  expect(text()).not.toMatch(/张某|李某|1234567|13912345678/);
  expect(text()).toContain('购置设备，联系人：〔略〕');
  expect(text({ keepContacts: true })).toMatch(/张某.*0356-1234567.*李某.*13912345678/);
});

test('prose that begins with a contact’s label is a value, without the name', () => {
  const prose = `主管领导：张某；负责股室：办公室。${'资金按制度管理，专款专用，不挪作他用。'.repeat(5)}`;
  const form = FORM.map((row): readonly Spec[] =>
    row[0]?.[0] === '项目概况'
      ? [
          ['立项依据', 2],
          [prose, 6],
        ]
      : row,
  );
  const { fields } = read([table(form, { above: TITLE })]).value;
  expect(fields.find((field) => field.key === 'basis')?.value).toMatch(/^主管领导：〔略〕；负责股室：办公室。资金/u);
});

test('a head printed again on the next page belongs to the same form', () => {
  const first = table(FORM.slice(0, 12), { page: 3, above: TITLE });
  const second = table([...HEAD, [['绩效指标', 1, 3], ...COLUMNS], ...FORM.slice(12)], {
    index: 1,
    page: 4,
    above: TITLE,
  });
  const { value } = read([first, second]);
  expect(value.projects).toMatchObject([{ pages: [3, 4], flags: [] }]);
  expect(value.indicators).toHaveLength(10);
});

test('a form printed twice counts once and is flagged', () => {
  const { value, notes } = read([
    table(FORM, { page: 3, above: TITLE }),
    table(FORM, { index: 1, page: 4, above: TITLE }),
  ]);
  expect(value.projects).toMatchObject([{ pages: [3, 4], flags: ['printed-twice'] }]);
  expect(value.indicators).toHaveLength(10);
  expect(notes).toMatchObject([{ code: 'form-printed-twice', page: 4 }]);
});

test('forms of one name with different money stay two, nearly identical names are reported', () => {
  const swap = (from: string, to: string) =>
    FORM.map((row) =>
      row.map((spec): Spec => (Array.isArray(spec) && spec[0] === from ? [to, spec[1], spec[2] ?? 1] : spec)),
    );
  const other = swap('600,000', '700,000');
  const near = swap('窗口设备(二期)', '窗口设备费(二期)');
  const { value, notes } = read(
    [FORM, other, near].map((form, index) => table(form, { index, page: index + 1, above: TITLE })),
  );
  expect(value.projects.map((project) => project.name)).toEqual([
    '窗口设备（二期）',
    '窗口设备（二期）',
    '窗口设备费（二期）',
  ]);
  expect(value.projects[1]?.flags).toContain('same-name');
  expect(notes.map((note) => note.code)).toContain('projects-nearly-alike');
});

test('a list without its header on the next page keeps the columns and the levels above', () => {
  const first = table(FORM.slice(0, 11), { page: 3, above: TITLE });
  const rest: readonly (readonly Spec[])[] = [
    [['', 1, 2], ['', 1, 1], '', '安装高度', '2米', '', '安装高度', '2米'],
    ['满意度指标', '服务对象满意度', '群众满意度', '≥90%', '服务对象满意度', '群众满意度', '≥90%'],
  ];
  const { value } = read([
    first,
    table(
      rest.toReversed().map((row) => (row.length === 7 ? ['', ...row] : row)),
      { index: 1, page: 4 },
    ),
  ]);
  expect(value.indicators.map(short)).toContain('窗口设备（二期）|period|满意度指标|服务对象满意度|群众满意度|≥|90|%');
});

test('a second page whose first one is missing is not added to the form before', () => {
  const lost: readonly (readonly Spec[])[] = [
    ['', '效益指标', '社会效益', '办事效率', '提高', '社会效益', '办事效率', '提高'],
    ['', '满意度指标', '服务对象满意度', '企业满意度', '≥95%', '服务对象满意度', '企业满意度', '≥95%'],
  ];
  const whole = table(FORM, { page: 3, above: TITLE });
  const { value, notes } = read([whole, table(lost, { index: 1, page: 4 })]);
  expect(value.indicators.filter(({ project }) => project === '').map(({ level3, flags }) => [level3, flags])).toEqual([
    ['办事效率', ['head-missing']],
    ['企业满意度', ['head-missing']],
    ['办事效率', ['head-missing']],
    ['企业满意度', ['head-missing']],
  ]);
  expect(notes.map((note) => note.code)).toEqual(['form-head-missing']);
});

test('a form that stops at the foot of its page before the last branch is flagged, and nothing is made up', () => {
  const form = table(FORM.slice(0, 12), { page: 3, above: TITLE });
  const layout = { page: 3, width: 595, height: 400, grids: [], lines: [], furniture: [], alternatives: [] };
  const { value, notes } = forms([form], [layout], null, pipeline);
  expect(value.projects).toMatchObject([{ needsReview: true, flags: ['form-cut'] }]);
  expect(value.indicators).toHaveLength(6);
  expect(notes.map((note) => note.code)).toEqual(['form-cut']);
});

test('a form before a page that could not be read is flagged, one that is complete is not', () => {
  const pages = [3, 4].map((page) => ({
    ...{ page, width: 595, height: 842, grids: [], lines: [], furniture: [], alternatives: [] },
  }));
  const flags = (rows: number) =>
    forms([table(FORM.slice(0, rows), { page: 3, above: TITLE })], pages, null, pipeline).value.projects[0]?.flags;
  expect(flags(12)).toEqual(['form-cut']);
  expect(flags(FORM.length)).toEqual([]);
});

test('indicators whose form has lost its first page say so', () => {
  const rows: readonly (readonly Spec[])[] = [COLUMNS.slice(0, 4), ['产出指标', '数量指标', '设备数量', '8台']];
  const { value, notes } = read([table(rows, { above: TITLE })]);
  expect(value.indicators).toMatchObject([{ project: '', needsReview: true, flags: ['head-missing'] }]);
  expect(notes).toMatchObject([{ code: 'form-head-missing' }]);
});

test('operator, number and unit in columns of their own, weights left out', () => {
  const rows: readonly (readonly Spec[])[] = [
    [
      ['一级指标', 1, 2],
      ['二级指标', 1, 2],
      ['三级指标', 1, 2],
      ['年度指标值', 3],
      ['权重', 1, 2],
    ],
    ['指标性质', '指标值', '度量单位'],
    [['产出指标', 1, 2], '数量指标', '培训人次', '≥', '300', '人次', '20'],
    ['质量指标', '合格率', '＝', '100', '%', '10'],
  ];
  const { value } = read([table(rows, { above: ['部门整体支出绩效目标表'] })]);
  expect(value.indicators.map(short)).toEqual([
    '|year|产出指标|数量指标|培训人次|≥|300|人次',
    '|year|产出指标|质量指标|合格率|=|100|%',
  ]);
});

test('what is reached over names and values (总分, 评价结论) is no indicator; regions head values and names otherwise', () => {
  const rows: readonly (readonly Spec[])[] = [
    [
      ['专项（项目）名称', 2],
      ['巡查专项', 3],
    ],
    ['一级指标', '二级指标', '三级指标', '指标值（包含数字及文字描述）', '得分'],
    ['产出指标', '数量指标', '巡查次数', '≥12次', '10'],
    [['总分', 4], '100'],
    ['评价结论', ['完成较好', 4]],
  ];
  const { value } = read([table(rows, { above: ['项目支出绩效自评表'] })]);
  expect(value.indicators.map(short)).toEqual(['巡查专项|year|产出指标|数量指标|巡查次数|≥|12|次']);
});

test.each(['新增项目□ 延续项目√', '□新增项目 ☑延续项目', '延续项目'])(
  'the ticked choice is the nature: %s',
  (nature) => {
    const rows: readonly (readonly Spec[])[] = [
      ['项目名称', '道路', '项目属性', nature],
      ['年度资金总额：', '10', '实施单位', '某局'],
      ['一级指标', '二级指标', '三级指标', '指标值'],
      ['产出指标', '数量指标', '道路里程', '10公里'],
    ];
    expect(read([table(rows, { above: TITLE })]).value.projects.map((one) => one.nature)).toEqual(['延续项目']);
  },
);

test('a label beside a list says of which half it is', () => {
  const head: readonly Spec[] = ['一级指标', '二级指标', '指标内容', '指标值'];
  const rows: readonly (readonly Spec[])[] = [
    [['长期绩效指标', 1, 2], ...head],
    ['产出指标', '数量指标', '道路里程', '88公里'],
    [['年度绩效指标', 1, 2], ...head],
    ['产出指标', '数量指标', '道路里程', '10公里'],
  ];
  const { value } = read([table(rows, { above: ['部门整体支出绩效目标表'] })]);
  expect(value.indicators.map(short)).toEqual([
    '|period|产出指标|数量指标|道路里程||88|公里',
    '|year|产出指标|数量指标|道路里程||10|公里',
  ]);
});

test('one list of names with a column of values for each half', () => {
  const rows: readonly (readonly Spec[])[] = [
    ['一级指标', '二级指标', '指标名称', '中长期指标值', '年度指标值'],
    ['产出', '数量', '建成平台', '3个', '1个'],
  ];
  const { value } = read([table(rows, { above: ['部门整体支出绩效目标申报表'] })]);
  expect(value.indicators.map(short)).toEqual(['|period|产出|数量|建成平台||3|个', '|year|产出|数量|建成平台||1|个']);
  expect(value.indicators[0]).toMatchObject({ standard1: '产出指标', standard2: '数量指标' });
});

test('a label at the head of the next page names the merged cell that a page break cut', () => {
  const rows: readonly (readonly Spec[])[] = [
    ['一级指标', '二级指标', '三级指标', '指标值'],
    [['产出指标', 1, 4], ['数量指标', 1, 2], '甲', '1个'],
    ['乙', '2个'],
    ['', '丙', '90%'],
    ['质量指标', '丁', '95%'],
  ];
  const { value } = read([table(rows, { above: ['部门整体支出绩效目标表'], breakAt: 4 })]);
  expect(value.indicators.map((i) => `${i.level2} ${i.level3}`)).toEqual([
    '数量指标 甲',
    '数量指标 乙',
    '质量指标 丙',
    '质量指标 丁',
  ]);
});

test('a recognised form is read with misread labels, levels and brackets, and doubtful values are for review', () => {
  const misread: Readonly<Record<string, string>> = {
    '项目资金（元）': '项目次金(元)',
    '延续性项目（阶段开展）': '延续性项目《阶段开展)',
    服务对象满意度: '服务对象满意庶',
    '＞90％': '过90%',
  };
  const rows = FORM.map((row) =>
    row.map(
      (spec): Spec =>
        typeof spec === 'string' ? (misread[spec] ?? spec) : [misread[spec[0]] ?? spec[0], spec[1], spec[2] ?? 1],
    ),
  );
  const { value } = read([table(rows, { above: TITLE, source: 'ocr', confidence: 0.9 })]);
  expect(value.projects).toMatchObject([{ nature: '延续性项目（阶段开展）', annual: { total: 20_000_050n } }]);
  const last = value.indicators.at(-1);
  expect(last).toMatchObject({
    level2: '服务对象满意度',
    standard2: '服务对象满意度指标',
    value: '过90%',
    needsReview: true,
  });
});

test('a name that recognition read otherwise in each half is shown in both', () => {
  const rows = FORM.map((row) =>
    row.map((spec, column): Spec => (spec === '群众满意度' && column > 4 ? '郡众满意度' : spec)),
  );
  const flagged = (source: 'text' | 'ocr', confidence: number) =>
    read([table(rows, { above: TITLE, source, confidence })])
      .value.indicators.filter(({ flags }) => flags.includes('halves-differ'))
      .map(({ scope, level3, needsReview }) => [scope, level3, needsReview]);
  expect(flagged('ocr', 0.95)).toEqual([
    ['period', '群众满意度', true],
    ['year', '郡众满意度', true],
  ]);
  expect(flagged('text', 1)).toEqual([]);
});

test('staff numbers of the whole-department form', () => {
  const rows: readonly (readonly Spec[])[] = [
    [['部门基本信息', 1, 2], '部门名称', ['062-某市政务局', 3]],
    ['核定的人员编制数', '157人', '实际在职人员总数', '195'],
    ['部门战略目标', ['提高效率', 4]],
  ];
  const { value } = read([table(rows, { above: ['部门整体支出绩效目标申报表'] })]);
  expect(value.staff).toMatchObject([
    { kind: 'authorised', count: 157, unit: '人' },
    { kind: 'actual', count: 195, unit: '' },
  ]);
  expect(value.projects).toEqual([]);
});

test('sources that do not make up their total are flagged, amounts stay as printed', () => {
  const rows = FORM.map((row) => row.map((spec): Spec => (spec === '200,000.5' ? '200,000' : spec)));
  rows[3] = [['项目资金（万元）', 1, 3], ['实施期资金总额：', 2], ['70', 2], ['年度资金总额：', 2], '20'];
  const { value } = read([table(rows, { above: TITLE })]);
  expect(value.projects).toMatchObject([
    { fundsUnit: '万元', needsReview: true, flags: ['funds-do-not-add-up'], period: { total: 70_000_000n } },
  ]);
});

test('财政拨款 without a level makes up the total with the other sources, or stands above its levels', () => {
  const flagsOf = (first: string, second: readonly Spec[]) => {
    const rows = [...FORM];
    rows[4] = [['其中：财政拨款', 2], [first, 2], ['其中：财政拨款', 2], '200,000.5'];
    rows[5] = second;
    return read([table(rows, { above: TITLE })]).value.projects[0]?.flags;
  };
  const levels: readonly Spec[] = [['市县（区）财政资金', 2], ['600,000', 2], ['市县（区）财政资金', 2], '200,000.5'];
  const others: readonly Spec[] = [['其他资金', 2], ['100,000', 2], ['其他资金', 2], '0'];
  expect(flagsOf('600,000', levels)).toEqual([]);
  expect(flagsOf('500,000', others)).toEqual([]);
  expect(flagsOf('400,000', others)).toEqual(['funds-do-not-add-up']);
});

test('headings that recognition takes for one another are told by their order', () => {
  const head = COLUMNS.map((word) => (word === '二级指标' || word === '三级指标' ? '一级指标' : word));
  const rows = FORM.map((row): readonly Spec[] => (row[1] === '一级指标' ? [['绩效指标', 1, 7], ...head] : row));
  const { value } = read([table(rows, { above: TITLE, source: 'ocr', confidence: 0.9 })]);
  expect(value.indicators.slice(0, 1).map(short)).toEqual([
    '窗口设备（二期）|period|产出指标|数量指标|设备数量|≥|95|台',
  ]);
});

test.each(['电话费', '联系人制度建设', '年度预算编制', '总投资审计', '项目资金总额核查'])(
  'a project may be called as labels begin: %s',
  (name) => {
    const form = FORM.map((row): readonly Spec[] =>
      row[0]?.[0] === '项目名称'
        ? [
            ['项目名称', 2],
            [name, 6],
          ]
        : row,
    );
    const other = table(FORM, { page: 3, above: TITLE });
    const { value, notes } = read([other, table(form, { index: 1, page: 4, above: TITLE })]);
    expect(value.projects.map((project) => project.name)).toEqual(['窗口设备（二期）', name]);
    expect(value.indicators.filter(({ project }) => project === name)).toHaveLength(10);
    expect(notes).toEqual([]);
  },
);
