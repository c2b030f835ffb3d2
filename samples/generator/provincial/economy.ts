import { type Fen, head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import { shared } from '../recombined/tables.ts';
import { add, type Books, basic, economicName, of } from './books.ts';
import { type Column, headerOf, leaf, lowest, under } from './columns.ts';
import type { Made } from './subjects.ts';

interface Spent {
  readonly code: string;
  readonly government: string;
  readonly kind: 'personnel' | 'public';
  readonly fen: Fen;
}

const PERSONNEL: readonly (readonly [string, string])[] = [
  ['30101', '50101'],
  ['30102', '50101'],
  ['30103', '50101'],
  ['30107', '50501'],
  ['30108', '50102'],
  ['30109', '50102'],
  ['30113', '50103'],
  ['30302', '50905'],
  ['30309', '50901'],
];
const PUBLIC: readonly (readonly [string, string])[] = [
  ['30201', '50201'],
  ['30202', '50201'],
  ['30211', '50201'],
  ['30216', '50203'],
  ['30217', '50206'],
  ['30228', '50201'],
  ['30231', '50208'],
  ['31002', '50306'],
];

function spentOf(chance: Chance, { items }: Books): Spent[] {
  const part = (list: readonly (readonly [string, string])[], kind: Spent['kind']) => {
    const codes = chance.some(list, 4);
    const parts = shared(
      add(
        items,
        of((item) => item[kind], 'general_public'),
      ),
      codes.length,
    );
    return codes.map(([code, government], at) => ({ code, government, kind, fen: parts[at] ?? 0n }));
  };
  return [...part(PERSONNEL, 'personnel'), ...part(PUBLIC, 'public')].filter(({ fen }) => fen !== 0n);
}

const sumOf = (list: readonly Spent[], kinds: readonly string[]): Fen =>
  list.reduce((so, one) => (kinds.includes(one.kind) ? so + one.fen : so), 0n);
const BOTH = ['personnel', 'public'];

interface Value {
  readonly text: string;
  readonly measure: string;
  readonly kinds: readonly string[];
  readonly times?: bigint;
}

/** 基本支出 by economic class of the department (3xx) or of the government (5xx) or both in a row. */
export function basicTable(chance: Chance, books: Books, title: string, statement: string): Made {
  const list = spentOf(chance, books);
  const { year, pen, final } = books;
  const personnel = chance.pick(['人员经费', '人员支出']);
  const open = chance.pick(['公用经费', '日常公用经费', '公用支出']);
  const three: Value[] = [
    { text: chance.pick(['合计', '总计', '小计']), measure: 'total', kinds: BOTH },
    { text: personnel, measure: 'personnel', kinds: ['personnel'] },
    { text: open, measure: 'public', kinds: ['public'] },
  ];
  const one: Value[] = [
    {
      text: chance.pick(final ? ['金额', '决算数'] : ['金额', '预算数', `${year}年预算数`, '基本支出', '本年预算数']),
      measure: 'total',
      kinds: BOTH,
    },
  ];
  const prior: Value[] = [
    { text: `${year - 1}年预算数`, measure: 'prior_total', kinds: BOTH, times: 2n },
    { text: `${year}年预算数`, measure: 'total', kinds: BOTH },
  ];
  const values = chance.pick(final ? [three, one] : [three, three, one, prior]);
  const columns = values.map(({ text }) => leaf(text, basic, 'x'));
  const heading = chance.pick([
    '',
    '',
    `${year}年基本支出`,
    '本年一般公共预算基本支出',
    '一般公共预算基本支出',
    `${year}年${final ? '决算' : '预算'}`,
  ]);
  const headed: Column[] = heading === '' || values === prior || values === one ? columns : [under(heading, columns)];
  const amounts = (of: readonly Spent[], what: { lineName: string; lineCode?: string }): Cell[] =>
    values.map(({ kinds, measure, times }) => pen.amount(sumOf(of, kinds) * (times ?? 1n), statement, measure, what));
  const way = chance.pick(['department', 'department', 'government', 'both', 'split', 'nocode']);
  const shape = way === 'both' ? bothSchemes(list, amounts) : oneScheme(chance, way, list, amounts);
  return {
    title,
    table: {
      kind: 'table',
      widths: [...shape.widths, ...columns.map(() => 14)],
      header: headerOf([...shape.names, ...headed]),
      body: [
        amountsRow([head('合计', lowest(shape.names).length)], amounts(list, { lineName: '合计' })),
        ...shape.rows,
      ],
    },
  };
}

const amountsRow = (texts: readonly Cell[], amounts: readonly Cell[]): Cell[] => [...texts, ...amounts];

interface Rows {
  readonly names: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly widths: readonly number[];
}
type Amounts = (of: readonly Spent[], what: { lineName: string; lineCode?: string }) => Cell[];

function bothSchemes(list: readonly Spent[], amounts: Amounts): Rows {
  return {
    names: [
      under('部门预算支出经济分类科目', [{ text: '科目编码' }, { text: '科目名称' }]),
      under('政府预算支出经济分类科目', [{ text: '科目编码' }, { text: '科目名称' }]),
    ],
    rows: list.map((one) => [
      { text: one.code },
      label(economicName(one.code)),
      { text: one.government },
      label(economicName(one.government)),
      ...amounts([one], { lineCode: one.code, lineName: economicName(one.code) }),
    ]),
    widths: [9, 26, 9, 26],
  };
}

function oneScheme(chance: Chance, way: string, list: readonly Spent[], amounts: Amounts): Rows {
  const codeOf = (one: Spent) => (way === 'government' ? one.government : one.code);
  const codes = [...new Set(list.flatMap((one) => [codeOf(one).slice(0, 3), codeOf(one)]))].sort();
  const kind = way === 'government' ? '政府预算' : '部门预算';
  const word = chance.pick([
    `${kind}支出经济分类科目`,
    `${kind}经济分类科目`,
    `${kind}支出经济分类`,
    '经济分类科目',
    '支出经济分类科目',
  ]);
  const row = (code: string): Cell[] => {
    const name = economicName(code);
    const of = list.filter((one) => codeOf(one).startsWith(code));
    const texts: Cell[] =
      way === 'split'
        ? [{ text: code.slice(0, 3) }, { text: code.slice(3) }, label(name)]
        : way === 'nocode'
          ? [label(name, code.length > 3 ? 1 : 0)]
          : [{ text: code }, label(name)];
    return [...texts, ...amounts(of, way === 'nocode' ? { lineName: name } : { lineCode: code, lineName: name })];
  };
  const names: Column[] =
    way === 'split'
      ? [under('科目编码', [{ text: '类' }, { text: '款' }]), { text: '科目名称' }]
      : way === 'nocode'
        ? [{ text: chance.pick(['经济分类科目', '支出经济分类科目名称', '项目']) }]
        : chance.often(0.5)
          ? [under(word, [{ text: '科目编码' }, { text: '科目名称' }])]
          : [{ text: `${word}编码` }, { text: chance.pick([`${word}名称`, '科目名称']) }];
  const widths = way === 'split' ? [6, 6, 30] : way === 'nocode' ? [36] : [12, 30];
  return { names, rows: codes.map(row), widths };
}

/** 基本支出决算表: codes of personnel at the left, of public expenditure in two blocks beside them. */
export function finalBasicTable(chance: Chance, books: Books, title: string): Made {
  const list = spentOf(chance, books);
  const { pen } = books;
  const S = 'basic_expenditure';
  const rows = (kind: string) => {
    const mine = list.filter((one) => one.kind === kind);
    return [...new Set(mine.flatMap(({ code }) => [code.slice(0, 3), code]))].sort().map((code) => ({
      code,
      fen: sumOf(
        mine.filter((one) => one.code.startsWith(code)),
        BOTH,
      ),
    }));
  };
  const blocks = [rows('personnel'), rows('public')];
  const height = Math.max(...blocks.map((one) => one.length));
  const body = Array.from({ length: height }, (_, at) =>
    blocks.flatMap((one): Cell[] => {
      const line = one[at];
      if (line === undefined) return [{ text: '' }, { text: '' }, { text: '' }];
      const name = economicName(line.code);
      return [
        { text: line.code },
        label(name),
        pen.amount(line.fen, S, 'total', { lineCode: line.code, lineName: name }),
      ];
    }),
  );
  const value = chance.pick(['决算数', '金额']);
  const column = [{ text: chance.pick(['科目编码', '经济分类科目编码']) }, { text: '科目名称' }, { text: value }];
  const total = (name: string, kind: string): Cell[] => [
    head(name, 2),
    pen.amount(sumOf(list, [kind]), S, 'total', { lineName: name }),
  ];
  return {
    title,
    table: {
      kind: 'table',
      widths: [10, 26, 13, 10, 26, 13],
      header: headerOf([under('人员经费', column), under('公用经费', column)]),
      body: [...body, [...total('人员经费合计', 'personnel'), ...total('公用经费合计', 'public')]],
    },
  };
}

/** A table of one kind of economic classes as columns (工资福利支出, 商品和服务支出 …) by unit or subject. */
export function classMatrix(chance: Chance, books: Books, title: string): Made {
  const { items, units, pen } = books;
  const codes = ['30101', '30102', '30103', '30107', '30113'];
  const columns = codes.map((code) => leaf(economicName(code), basic, 'x'));
  const row = (texts: readonly Cell[], fen: Fen, what: { lineName: string; lineCode?: string }): Cell[] => [
    ...texts,
    pen.amount(fen, 'other', 'total|other:', what),
    ...shared(fen, codes.length).map((part, at) => pen.amount(part, 'other', `economic:${codes[at]}|other:`, what)),
  ];
  const of = (unit: string) =>
    add(
      items.filter((item) => item.unit === unit),
      (item) => item.personnel,
    );
  const all = units.map(({ code }) => shared(of(code), codes.length));
  const totals = codes.map((_, at) => all.reduce((so, parts) => so + (parts[at] ?? 0n), 0n));
  const sum = { lineName: '合计' };
  return {
    title,
    table: {
      kind: 'table',
      widths: [10, 26, 12, ...columns.map(() => 12)],
      header: headerOf([
        { text: '单位编码' },
        { text: '单位名称' },
        leaf('合计', basic, 'x'),
        chance.often(0.5)
          ? under(chance.pick(['工资福利支出', '其中']), columns)
          : under('部门预算支出经济分类', columns),
      ]),
      body: [
        [
          head('合计', 2),
          pen.amount(
            totals.reduce((a, b) => a + b, 0n),
            'other',
            'total|other:',
            sum,
          ),
          ...totals.map((fen, at) => pen.amount(fen, 'other', `economic:${codes[at]}|other:`, sum)),
        ],
        ...units.map(({ code, name }) =>
          row([{ text: code }, label(name)], of(code), { lineCode: code, lineName: name }),
        ),
      ],
    },
  };
}
