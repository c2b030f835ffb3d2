import { CLASSES } from '../data/codes.ts';
import { head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import type { What } from '../recombined/tables.ts';
import { ordinal } from '../words.ts';
import {
  APPROPRIATED,
  add,
  type Books,
  carried,
  current,
  type Figure,
  type Fund,
  type Item,
  OWN,
  of,
  total,
} from './books.ts';
import { type Column, headerOf, leaf, leaves, lowest, under } from './columns.ts';
import type { Made } from './subjects.ts';

interface Line {
  readonly text: string;
  readonly name: string;
  readonly indent?: number;
  readonly items: readonly Item[];
  /** What the columns add up instead of their own figure; null for an empty line. */
  readonly as?: (figure: Figure) => Figure;
}

const none: Figure = () => 0n;
const nothing = (): Figure => none;
/** Columns of expenditure count everything; those of revenue one figure. */
const only = (mine: Figure) => (): Figure => mine;

const FUND_NAMES: Readonly<Record<Fund, readonly string[]>> = {
  general_public: [
    '一般公共预算拨款收入',
    '一般公共预算拨款',
    '一般公共预算财政拨款收入',
    '一般公共预算收入',
    '一般公共预算资金',
  ],
  government_fund: ['政府性基金预算拨款收入', '政府性基金预算拨款', '政府性基金预算财政拨款收入', '政府性基金预算收入'],
  state_capital: [
    '国有资本经营预算拨款收入',
    '国有资本经营预算拨款',
    '国有资本经营预算财政拨款收入',
    '国有资本经营预算收入',
  ],
  special_account: ['财政专户管理资金收入', '财政专户管理资金', '财政专户核拨资金'],
  business: ['事业收入', '事业收入'],
  other_revenue: ['其他收入', '其他收入'],
};

function line(text: string, items: readonly Item[], as: Line['as'], indent = 0): Line {
  const name = text.replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[、.．])/u, '');
  return { text, name, items, indent, ...(as === undefined ? {} : { as }) };
}

/** Sources of money: a plain list, or 财政拨款 with its parts. */
function sources(chance: Chance, { items }: Books): Line[] {
  const way = chance.whole(1, 3);
  const name = (fund: Fund) => chance.pick(FUND_NAMES[fund]);
  const more = ['上级补助收入', '附属单位上缴收入', '事业单位经营收入'];
  if (way === 1) {
    const list = (['general_public', 'government_fund', 'state_capital', 'special_account', 'business'] as const).map(
      (fund) => ({ text: name(fund), fund }),
    );
    return [
      ...list.map(({ text, fund }, at) => line(`${ordinal(at + 1)}、${text}`, items, only(of(current, fund)))),
      ...more.map((text, at) => line(`${ordinal(at + 6)}、${text}`, items, nothing)),
      line('九、其他收入', items, only(of(current, 'other_revenue'))),
    ];
  }
  const parts = APPROPRIATED.map((fund, at) =>
    line(
      way === 2 ? `（${ordinal(at + 1)}）${name(fund)}` : `${at === 0 ? '其中：' : ''}${name(fund)}`,
      items,
      only(of(current, fund)),
      1,
    ),
  );
  return [
    line('一、财政拨款收入', items, only(of(current, ...APPROPRIATED))),
    ...parts,
    line(`二、${name('special_account')}`, items, only(of(current, 'special_account'))),
    line('三、单位资金', items, only(of(current, ...OWN))),
    line(`${way === 2 ? '（一）' : '其中：'}事业收入`, items, only(of(current, 'business')), 1),
    line(`${way === 2 ? '（二）' : ''}其他收入`, items, only(of(current, 'other_revenue')), 1),
  ];
}

/** 类 of expenditure, all of the year's or only those with money. */
function classes(
  chance: Chance,
  items: readonly Item[],
  style: (at: number) => string = (at) => `${ordinal(at + 1)}、`,
): Line[] {
  const full = chance.often(0.5);
  const used = (code: string) => items.filter((item) => item.code.startsWith(code));
  const list = CLASSES.filter(([code]) => full || used(code).length > 0);
  return list.map(([code, name], at) => ({ text: `${style(at)}${name}`, name, items: used(code) }));
}

const TWO = (chance: Chance): [string, string] =>
  chance.pick([
    ['收入', '支出'],
    ['收 入', '支 出'],
    ['收入', '支出（按功能分类）'],
    ['本年收入', '本年支出'],
  ]);

interface Half {
  readonly lines: readonly Line[];
  readonly sums: readonly Line[];
  readonly columns: readonly Column[];
  readonly side: 'revenue' | 'expenditure';
}

/** Two halves beside one another; their sums stand in the last rows. */
function halves(chance: Chance, books: Books, title: string, statement: string, left: Half, right: Half): Made {
  const numbered = books.final && chance.often(0.7);
  const height = Math.max(left.lines.length, right.lines.length);
  const padded = ({ lines, sums }: Half): (Line | null)[] => [
    ...lines,
    ...Array.from({ length: height - lines.length }, () => null),
    ...sums,
  ];
  const [ll, rl] = [padded(left), padded(right)];
  let count = 0;
  const cells = (half: Half, one: Line | null | undefined): Cell[] => {
    const number: Cell[] = numbered ? [{ text: `${++count}` }] : [];
    if (!one) return [label(''), ...number, ...leaves(half.columns).map(() => ({ text: '' }))];
    const what: What = { lineName: one.name, side: half.side };
    const amounts = leaves(half.columns).map(({ figure, measures }) => {
      const fen = add(one.items, one.as === undefined ? figure : one.as(figure));
      return books.pen.amount(fen, statement, measures, what);
    });
    return [label(one.text, one.indent ?? 0), ...number, ...amounts];
  };
  const leftBody = ll.map((one) => cells(left, one));
  const rightBody = rl.map((one) => cells(right, one));
  const item = chance.pick(['项目', '项 目', '项    目']);
  const [one, two] = TWO(chance);
  const names: Column[] = [{ text: item }, ...(numbered ? [{ text: '行次' }] : [])];
  const columns = [under(one, [...names, ...left.columns]), under(two, [...names, ...right.columns])];
  const numbers = numbered
    ? [
        [
          head('栏次'),
          head(''),
          ...lowest(left.columns).map((_, at) => head(`${at + 1}`)),
          head('栏次'),
          head(''),
          ...lowest(right.columns).map((_, at) => head(`${at + 1 + lowest(left.columns).length}`)),
        ],
      ]
    : [];
  const widths = (half: Half) => [26, ...(numbered ? [5] : []), ...lowest(half.columns).map(() => 12)];
  return {
    title,
    table: {
      kind: 'table',
      widths: [...widths(left), ...widths(right)],
      header: [...headerOf(columns), ...numbers],
      body: leftBody.map((row, at) => [...row, ...(rightBody[at] ?? [])]),
    },
  };
}

const AMOUNT = (chance: Chance, { final, year }: Books): string =>
  final
    ? chance.pick(['决算数', '金额'])
    : chance.pick(['预算数', '金额', '本年预算', '预算金额', `${year}年预算数`, `${year}年预算`]);

/** 收支总表. */
export function balance(chance: Chance, books: Books, title: string): Made {
  const { items, final, year } = books;
  const word = AMOUNT(chance, books);
  const prior = !final && chance.often(0.15);
  const priorOf =
    (figure: Figure): Figure =>
    (item) =>
      2n * figure(item);
  const value = leaf(word, total, 'total');
  const columns: Column[] = prior
    ? [leaf(`${year - 1}年预算数`, priorOf(total), 'prior_total'), leaf(`${year}年预算数`, total, 'total')]
    : final && chance.often(0.3)
      ? [leaf('年初预算数', priorOf(total), 'planned'), leaf('决算数', total, 'total')]
      : [value];
  // a line of one source counts it in every column
  const twice = (lines: Line[]): Line[] =>
    lines.map((one) => ({
      ...one,
      ...(one.as === undefined
        ? {}
        : {
            as: (figure: Figure): Figure =>
              figure === total ? (one.as?.(figure) ?? none) : priorOf(one.as?.(total) ?? none),
          }),
    }));
  const list = twice(sources(chance, books));
  const carriedWord = chance.pick(
    final ? ['年初结转和结余'] : ['上年结转', '上年结转结余', '上年结转收入', '用事业基金弥补收支差额'],
  );
  const left = carriedWord.startsWith('用') ? '上年结转' : carriedWord;
  const end = final ? '年末结转和结余' : chance.pick(['结转下年', '年终结转结余', '年末结转结余']);
  const leftSums = twice([
    line(chance.pick(['本年收入合计', '本年收入合计', '收入合计']), items, only(current)),
    ...(final ? [line('使用非财政拨款结余', items, nothing)] : []),
    line(left, items, only(carried)),
    line('收入总计', items, only(total)),
  ]);
  const rightSums = [
    line(chance.pick(['本年支出合计', '支出合计', '本年支出合计']), items, undefined),
    ...(final ? [line('结余分配', items, nothing)] : []),
    line(end, items, nothing),
    line('支出总计', items, undefined),
  ];
  const sumsRight = leftSums.length === rightSums.length ? rightSums : rightSums.slice(0, leftSums.length);
  return halves(
    chance,
    books,
    title,
    'balance',
    { lines: list, sums: leftSums, columns, side: 'revenue' },
    { lines: classes(chance, items), sums: sumsRight, columns, side: 'expenditure' },
  );
}

/** 财政拨款收支总表. */
export function appropriationBalance(chance: Chance, books: Books, title: string): Made {
  const items = books.items.filter(({ fund }) => APPROPRIATED.includes(fund));
  const mine = { ...books, items };
  const word = AMOUNT(chance, books);
  const name = (fund: Fund) => chance.pick(FUND_NAMES[fund]);
  const sum = leaf(chance.pick(['合计', '小计']), total, 'total');
  const funds = (
    [
      ['general_public', ['一般公共预算', '一般公共预算财政拨款', '一般公共预算拨款', '一般公共预算支出']],
      ['government_fund', ['政府性基金预算', '政府性基金预算财政拨款', '政府性基金', '政府性基金预算支出']],
      ['state_capital', ['国有资本经营预算', '国有资本经营预算财政拨款', '国有资本经营', '国有资本经营预算支出']],
    ] as const
  ).map(([fund, words]) => leaf(chance.pick(words), of(total, fund), fund));
  const shownFunds =
    chance.often(0.25) && !items.some(({ fund }) => fund === 'state_capital') ? funds.slice(0, 2) : funds;
  const right: Column[] = chance.pick([
    [sum, ...shownFunds],
    [under(word, [sum, ...shownFunds])],
    [leaf(word, total, 'total')],
  ]);
  const layered = chance.often(0.6);
  const revenue = (figure: Figure, at: (n: number) => string, indent: number): Line[] =>
    APPROPRIATED.map((fund, n) => line(`${at(n + 1)}${name(fund)}`, items, only(of(figure, fund)), indent));
  const year = line('一、本年收入', items, only(current));
  const before = line(chance.pick(['二、上年结转', '二、上年结转结余']), items, only(carried));
  const lines = layered
    ? [
        year,
        ...revenue(current, (n) => `（${ordinal(n)}）`, 1),
        before,
        ...revenue(carried, (n) => `（${ordinal(n)}）`, 1),
      ]
    : [...revenue(current, (n) => `${ordinal(n)}、`, 0)];
  const listed = layered
    ? [
        line('一、本年支出', items, undefined),
        ...classes(chance, items, (at) => `（${ordinal(at + 1)}）`),
        line('二、结转下年', items, nothing),
      ]
    : classes(chance, items);
  const sumsLeft = layered
    ? [line('收入总计', items, only(total))]
    : [
        line('本年收入合计', items, only(current)),
        line('上年结转', items, only(carried)),
        line('收入总计', items, only(total)),
      ];
  const sumsRight = layered
    ? [line('支出总计', items, undefined)]
    : [line('本年支出合计', items, undefined), line('结转下年', items, nothing), line('支出总计', items, undefined)];
  return halves(
    chance,
    mine,
    title,
    'appropriation_balance',
    { lines, sums: sumsLeft, columns: [leaf(word, total, 'total')], side: 'revenue' },
    { lines: listed, sums: sumsRight, columns: right, side: 'expenditure' },
  );
}

/** Expenditure by its nature (基本支出, 工资福利支出 …) beside the sources, with funds as columns. */
export function natureBalance(chance: Chance, books: Books, title: string): Made {
  const { items } = books;
  const words = ['一般公共预算', '政府性基金预算', '财政专户管理资金', '单位资金'];
  const right: Column[] = [
    leaf('合计', total, 'total'),
    leaf(words[0] ?? '', of(total, 'general_public', 'state_capital'), 'general_public'),
    leaf(words[1] ?? '', of(total, 'government_fund'), 'government_fund'),
    leaf(words[2] ?? '', of(total, 'special_account'), 'special_account'),
    leaf(words[3] ?? '', of(total, ...OWN), 'unit_funds'),
  ];
  const part =
    (mine: Figure) =>
    (figure: Figure): Figure =>
    (item) =>
      figure(item) === 0n ? 0n : mine(item);
  const lines = [
    line(
      '一、基本支出',
      items,
      part((item) => item.personnel + item.public),
    ),
    line(
      '1、人员经费',
      items,
      part((item) => item.personnel),
      1,
    ),
    line(
      '2、公用经费',
      items,
      part((item) => item.public),
      1,
    ),
    line(
      '二、项目支出',
      items,
      part((item) => item.project + item.carried),
    ),
  ];
  return halves(
    chance,
    { ...books, final: false },
    title,
    'balance',
    {
      lines: sources(chance, books),
      sums: [
        line('本年收入合计', items, only(current)),
        line('上年结转', items, only(carried)),
        line('收入总计', items, only(total)),
      ],
      columns: [leaf('金额', total, 'total')],
      side: 'revenue',
    },
    {
      lines,
      sums: [
        line('本年支出合计', items, undefined),
        line('结转下年', items, nothing),
        line('支出总计', items, undefined),
      ],
      columns: right,
      side: 'expenditure',
    },
  );
}
