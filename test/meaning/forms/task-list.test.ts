import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { forms } from '../../../src/meaning/forms/forms.ts';
import { map } from '../../../src/meaning/statements/read-statements.ts';
import type { ClassifiedTable } from '../../../src/model/classified.ts';
import type { Table } from '../../../src/model/table.ts';
import { type Spec, table } from './tables.ts';

const declarations = loadDeclarations();
const pipeline = declarations.pipeline('department-budget');
if (pipeline === null) throw new Error('no pipeline');
const declared = pipeline;

const TITLE = '2025年部门整体支出绩效目标表';

/** A form with a list of tasks, two of which spend money, and rows below the list. */
function withTasks(header: readonly (readonly Spec[])[], tasks: readonly (readonly Spec[])[]): Table {
  const width = 6;
  const rows: (readonly Spec[])[] = [
    ['部门名称', ['某县林业局', width - 1]],
    [['年度主要任务', 1, header.length + tasks.length], ...(header[0] ?? [])],
    ...header.slice(1),
    ...tasks,
    ['年度总体目标', ['植树造林。', width - 1]],
    ['年度绩效指标', '一级指标', '二级指标', ['三级指标', 2], '指标值'],
    ['', '产出指标', '数量指标', ['造林面积', 2], '≥1,200.00亩'],
  ];
  return table(rows, { above: [TITLE, '单位：万元'] });
}

const HEADER: readonly (readonly Spec[])[] = [
  [
    ['任务名称', 1, 2],
    ['主要内容', 1, 2],
    ['预算金额（万元）', 3],
  ],
  ['总额', '财政拨款', '其他资金'],
];
const TASKS: readonly (readonly Spec[])[] = [
  ['造林', '植树', '1,639.01', '1,635.21', '3.80'],
  ['防火', '巡护和宣传', '385.73', '385.73', ''],
  [['金额合计', 2], '2,024.74', '2,020.94', '3.80'],
];

function read(printed: Table) {
  const form: ClassifiedTable = {
    ...{ table: printed.index, role: 'form', kind: null, title: TITLE, placement: 'unknown' },
    ...{ flags: [], runnersUp: [], score: 0 },
  };
  const identity = { documentType: 'budget', department: null, fiscalYear: 2025 } as const;
  const classification = { pipeline: 'department-budget', identity, tables: [form] };
  const { value } = forms([printed], [], classification, declared);
  const { taken, lists, within } = { taken: value.tables, lists: value.lists, within: value.within };
  const mapped = map([printed], classification, declarations, { taken, lists, within });
  return { fields: value.fields, statements: mapped.value, notes: mapped.notes };
}

/** The kept amounts as `line measure raw`. */
const told = (statements: ReturnType<typeof read>['statements']) =>
  statements.flatMap(({ kind, lines, amounts }) =>
    amounts.map(({ line, measure, raw }) => `${kind}: ${lines[line]?.name} ${measure} ${raw}`),
  );

const KEPT = [
  ...['other: 造林 total 1,639.01', 'other: 造林 appropriation 1,635.21', 'other: 造林 other_revenue 3.80'],
  ...['other: 防火 total 385.73', 'other: 防火 appropriation 385.73'],
  ...['total 2,024.74', 'appropriation 2,020.94', 'other_revenue 3.80'].map((one) => `other: 金额合计 ${one}`),
];

describe('the money of tasks in a form of a whole department', () => {
  test.each([
    ['below two rows of headings', HEADER],
    ['below one row of headings', [['任务名称', '主要内容', '总额', '财政拨款', '其他资金']]],
  ])('is kept as a table, %s', (_, header) => {
    const { statements, notes, fields } = read(withTasks(header, TASKS));
    expect(told(statements)).toEqual(KEPT);
    expect(statements.flatMap(({ amounts }) => amounts.map(({ flags }) => flags.includes('in-form')))).not.toContain(
      false,
    );
    expect(notes.map(({ code, page, data }) => [code, page, data.title])).toEqual([['form-money', 1, TITLE]]);
    // the form keeps what the tasks are
    expect(fields.map(({ label, value }) => `${label}=${value}`)).toEqual([
      '部门名称=某县林业局',
      '年度主要任务/造林=植树',
      '年度主要任务/防火=巡护和宣传',
      '年度总体目标=植树造林。',
    ]);
  });

  test('ends where no task begins, where no cell names the list', () => {
    const rows: (readonly Spec[])[] = [
      ['部门名称', ['某县林业局', 2]],
      ['任务名称', '主要内容', '预算金额'],
      ['造林', '植树', '1639'],
      ['防火', '巡护', '385'],
      [['', 2], '人均1.20亩'],
    ];
    const { statements } = read(table(rows, { above: [TITLE, '单位：万元'] }));
    expect(told(statements)).toEqual(['other: 造林 total 1639', 'other: 防火 total 385']);
  });

  test('ends above indicators, over which the cell that names the list may reach', () => {
    const rows: (readonly Spec[])[] = [
      ['部门名称', ['某县林业局', 4]],
      [['年度主要任务', 1, 5], '任务名称', '主要内容', '财政拨款', '其他资金'],
      ['造林', '植树', '1,635.21', '3.80'],
      ['防火', '巡护', '385.73', ''],
      ['一级指标', '二级指标', '三级指标', '指标值'],
      ['产出指标', '数量指标', '造林面积', '1,200.00'],
    ];
    const { statements } = read(table(rows, { above: [TITLE, '单位：万元'] }));
    expect(told(statements).map((one) => one.split(' ').at(-1))).toEqual(['1,635.21', '3.80', '385.73']);
  });

  test('is none where tasks are told without it', () => {
    const { statements, notes } = read(
      withTasks(
        [
          [
            ['任务名称', 2],
            ['主要内容', 3],
          ],
        ],
        [
          [
            ['造林', 2],
            ['植树', 3],
          ],
        ],
      ),
    );
    expect([statements, notes]).toEqual([[], []]);
  });
});

test('a figure labels no other figure', () => {
  const { fields } = read(
    table(
      [
        ['部门名称', ['某县林业局', 2]],
        ['资金总额', '1,639.01', '385.73'],
        ['其他资金', '3.80', ''],
      ],
      { above: [TITLE] },
    ),
  );
  expect(fields.map(({ label, value }) => `${label}=${value}`)).toEqual([
    '部门名称=某县林业局',
    '资金总额=1,639.01',
    '其他资金=3.80',
  ]);
});
