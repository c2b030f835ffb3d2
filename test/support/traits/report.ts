import { randomFrom } from '../../proof/synthetic.ts';

/** One amount as a careful person reads it from the page, as truth files have it. */
export interface Printed {
  readonly statement: string;
  readonly side: string | null;
  readonly line_code: string | null;
  readonly line_name: string;
  readonly measure: string;
  /** 元, two places. */
  readonly amount: string;
  readonly page: number;
}

/** A line of a table: its cells as printed, and which amounts they are. */
export interface Line {
  readonly cells: readonly (string | number | null)[];
  readonly code: string | null;
  readonly name: string;
}

/** One table of the report. */
export interface Sheet {
  readonly statement: string;
  readonly title: string;
  /** Left edges of its columns and its right edge. */
  readonly xs: readonly number[];
  readonly heads: readonly (readonly Head[])[];
  readonly lines: readonly Line[];
  /** What the columns are: a measure, or null for names and codes. */
  readonly measures: readonly (string | null)[];
}

export interface Head {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Report {
  readonly department: string;
  readonly sheets: readonly Sheet[];
}

const SUBJECTS: readonly (readonly [string, string])[] = [
  ['207', '文化旅游体育与传媒支出'],
  ['20701', '文化和旅游'],
  ['2070101', '行政运行'],
  ['2070109', '群众文化'],
  ['2070114', '文化和旅游管理事务'],
  ['208', '社会保障和就业支出'],
  ['20805', '行政事业单位养老支出'],
  ['2080505', '机关事业单位基本养老保险缴费支出'],
  ['2080506', '机关事业单位职业年金缴费支出'],
  ['210', '卫生健康支出'],
  ['21011', '行政事业单位医疗'],
  ['2101101', '行政单位医疗'],
  ['221', '住房保障支出'],
  ['22102', '住房改革支出'],
  ['2210201', '住房公积金'],
];

/** 基本支出 and 项目支出 of a line, in hundreds of 元: the last place printed. */
type Parts = readonly [number, number];

/** A report of a cover and five statements that add up; `negative` makes one project a deduction. */
export function reportOf(seed: number, negative = false): Report {
  const random = randomFrom(seed);
  const money = (least: number, most: number) => least + Math.floor(random() * (most - least));
  const leaves = new Map<string, Parts>();
  for (const [code] of SUBJECTS) {
    if (code.length !== 7) continue;
    const project = code === '2070109' || code === '2070114';
    leaves.set(code, project ? [0, money(3_000, 90_000)] : [money(2_000, code === '2070101' ? 120_000 : 15_000), 0]);
  }
  if (negative) leaves.set('2070114', [0, -money(1_100, 2_900)]);
  const partsOf = (code: string): Parts => {
    let [basic, project] = [0, 0];
    for (const [leaf, parts] of leaves)
      if (leaf.startsWith(code)) [basic, project] = [basic + parts[0], project + parts[1]];
    return [basic, project];
  };
  const rows = [['', '合计'] as const, ...SUBJECTS].map(([code, name]) => ({ code, name, parts: partsOf(code) }));
  const three = { reception: money(150, 900), running: money(400, 2_000) };
  return {
    department: '青禾县文化和旅游局',
    sheets: [
      balance(rows.filter(({ code }) => code.length === 3 || code === '')),
      bySubject('revenue', '2026年部门收入总表', ['合计', '一般公共预算', '政府性基金'], '本年收入', rows, ([a, b]) => [
        a + b,
        a + b,
        0,
      ]),
      bySubject(
        'expenditure',
        '2026年部门支出总表',
        ['合计', '基本支出', '项目支出'],
        '2026年预算数',
        rows,
        ([a, b]) => [a + b, a, b],
      ),
      bySubject(
        'general_expenditure',
        '2026年一般公共预算支出表',
        ['合计', '基本支出', '项目支出'],
        '2026年预算数',
        rows,
        ([a, b]) => [a + b, a, b],
      ),
      threePublic(three),
    ],
  };
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly parts: Parts;
}

function balance(rows: readonly Row[]): Sheet {
  const total = rows[0] ? rows[0].parts[0] + rows[0].parts[1] : 0;
  const funds = ['一般公共预算', '政府性基金预算', '国有资本经营预算', '财政专户管理资金'];
  const ordinal = ['一', '二', '三', '四'];
  const lines = rows.slice(1).map(
    ({ name, parts }, at): Line => ({
      cells: [`${ordinal[at]}、${funds[at]}`, at === 0 ? total : null, `${ordinal[at]}、${name}`, parts[0] + parts[1]],
      ...{ code: null, name: '' },
    }),
  );
  const sums = [
    ['本年收入合计', '本年支出合计'],
    ['收入总计', '支出总计'],
  ].map(
    ([a = '', b = '']): Line => ({
      cells: [a, total, b, total],
      ...{ code: null, name: '' },
    }),
  );
  return {
    statement: 'balance',
    title: '2026年部门收支总表',
    xs: [50, 190, 300, 440, 550],
    heads: [
      [
        { text: '收入', from: 0, to: 2 },
        { text: '支出', from: 2, to: 4 },
      ],
      ['项目', '预算数', '项目', '预算数'].map((text, at) => ({ text, from: at, to: at + 1 })),
    ],
    lines: [...lines, ...sums],
    measures: [null, 'total', null, 'total'],
  };
}

const MEASURES: Readonly<Record<string, string>> = {
  合计: 'total',
  一般公共预算: 'general_public',
  政府性基金: 'government_fund',
  基本支出: 'basic',
  项目支出: 'project',
};

function bySubject(
  statement: string,
  title: string,
  columns: readonly string[],
  over: string,
  rows: readonly Row[],
  of: (parts: Parts) => readonly number[],
): Sheet {
  return {
    ...{ statement, title, xs: [50, 115, 310, 390, 470, 550] },
    heads: [
      [
        { text: '项目', from: 0, to: 2 },
        { text: over, from: 2, to: 5 },
      ],
      ['科目编码', '科目名称', ...columns].map((text, at) => ({ text, from: at, to: at + 1 })),
    ],
    lines: rows.map(({ code, name, parts }) => ({
      cells: [code === '' ? null : code, name, ...of(parts).map((value) => (value === 0 ? null : value))],
      ...{ code: code === '' ? null : code, name },
    })),
    measures: [null, null, ...columns.map((column) => MEASURES[column] ?? '')],
  };
}

function threePublic({ reception, running }: { reception: number; running: number }): Sheet {
  const lines: readonly (readonly [string, number | null])[] = [
    ['合计', reception + running],
    ['因公出国（境）费', null],
    ['公务接待费', reception],
    ['公务用车购置及运行费', running],
    ['公务用车购置费', null],
    ['公务用车运行维护费', running],
  ];
  return {
    statement: 'three_public',
    title: '2026年财政拨款安排“三公”经费支出预算表',
    xs: [50, 350, 550],
    heads: [['项目', '2026年预算数'].map((text, at) => ({ text, from: at, to: at + 1 }))],
    lines: lines.map(([name, value]) => ({ cells: [name, value], code: null, name })),
    measures: [null, 'total'],
  };
}

/** Hundreds of 元 as 元 with two places. */
function yuan(value: number): string {
  return `${value * 100}.00`;
}

/** What a careful person reads from a sheet; `zeros` are printed where there is no amount. */
export function truthOf(sheet: Sheet, page: number, zeros = false): Printed[] {
  return sheet.lines.flatMap(({ cells, code, name }) =>
    cells.flatMap((printed, at): Printed[] => {
      const measure = sheet.measures[at];
      const cell = zeros ? (printed ?? 0) : printed;
      if (typeof cell !== 'number' || measure === null || measure === undefined) return [];
      const beside = sheet.statement === 'balance' ? cells[at - 1] : null;
      return [
        {
          statement: sheet.statement,
          side: sheet.statement === 'balance' ? (at < 2 ? 'revenue' : 'expenditure') : null,
          line_code: code,
          line_name: typeof beside === 'string' ? beside.replace(/^[一二三四]、/, '') : name,
          ...{ measure, amount: yuan(cell), page },
        },
      ];
    }),
  );
}

/** Hundreds of 元 as 万元 with two decimals and groups. */
export function printed(value: number, { group = ',', point = '.' } = {}): string {
  const [whole = '', decimals = ''] = (Math.abs(value) / 100).toFixed(2).split('.');
  return `${value < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${point}${decimals}`;
}
