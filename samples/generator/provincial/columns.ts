import { head } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import type { What } from '../recombined/tables.ts';
import { APPROPRIATED, add, carried, current, type Figure, type Fund, type Item, OWN, of, total } from './books.ts';
import type { Pen } from './pen.ts';

/** A column of amounts with its right measures, or of differences (`measures` ''). */
export interface Leaf {
  readonly text: string;
  readonly figure: Figure;
  readonly measures: string;
}
interface Plain {
  readonly text: string;
}
interface Branch {
  readonly text: string;
  readonly columns: readonly Column[];
}
/** `Plain` columns label lines. */
export type Column = Leaf | Plain | Branch;

export const leaf = (text: string, figure: Figure, measures: string): Leaf => ({ text, figure, measures });
export const under = (text: string, columns: readonly Column[]): Branch => ({ text, columns });

export const lowest = (columns: readonly Column[]): (Leaf | Plain)[] =>
  columns.flatMap((column) => ('columns' in column ? lowest(column.columns) : [column]));
export const leaves = (columns: readonly Column[]): Leaf[] =>
  lowest(columns).flatMap((column) => ('figure' in column ? [column] : []));

function depth(columns: readonly Column[]): number {
  return Math.max(...columns.map((column) => ('columns' in column ? 1 + depth(column.columns) : 1)));
}

/** Rows of a header. */
export function headerOf(columns: readonly Column[]): Cell[][] {
  const rows: Cell[][] = Array.from({ length: depth(columns) }, () => []);
  const place = (list: readonly Column[], row: number) => {
    for (const column of list) {
      if ('columns' in column) {
        rows[row]?.push(head(column.text, lowest(column.columns).length));
        place(column.columns, row + 1);
      } else rows[row]?.push(head(column.text, 1, rows.length - row));
    }
  };
  place(columns, 0);
  return rows;
}

/** The amounts of a row under some columns. */
export function amounts(
  columns: readonly Column[],
  items: readonly Item[],
  pen: Pen,
  statement: string,
  what: What,
): Cell[] {
  return leaves(columns).map(({ figure, measures }) => {
    const fen = add(items, figure);
    return measures === '' ? pen.difference(fen) : pen.amount(fen, statement, measures, what);
  });
}

const WORDS: Readonly<Record<Fund, readonly string[]>> = {
  general_public: [
    ...['一般公共预算', '一般公共预算拨款', '一般公共预算拨款收入', '一般公共预算财政拨款', '一般公共预算财政拨款收入'],
    ...['一般公共预算收入', '一般公共预算资金', '公共财政预算拨款', '公共财政预算拨款收入'],
  ],
  government_fund: [
    ...['政府性基金', '政府性基金预算', '政府性基金预算拨款', '政府性基金预算拨款收入', '政府性基金预算财政拨款'],
    ...['政府性基金预算收入', '政府性基金预算资金'],
  ],
  state_capital: [
    ...['国有资本经营预算', '国有资本经营', '国有资本经营预算拨款收入', '国有资本经营预算财政拨款'],
    ...['国有资本经营预算收入', '国有资本经营预算资金'],
  ],
  special_account: [
    ...['财政专户管理资金', '财政专户管理资金收入', '财政专户核拨资金', '财政专户', '财政专户管理的资金'],
    ...['专户管理的教育收费', '教育收费', '纳入专户管理的非税收入'],
  ],
  business: ['事业收入', '事业收入资金', '事业收入（不含教育收费）'],
  other_revenue: ['其他收入', '其他收入资金'],
};
/** Words that a reader need not know as this measure. */
const RARE = new Set(['专户管理的教育收费', '教育收费', '纳入专户管理的非税收入', '事业收入（不含教育收费）']);

function fundLeaf(chance: Chance, fund: Fund, figure: Figure): Leaf {
  const text = chance.pick(WORDS[fund]);
  return leaf(text, of(figure, fund), RARE.has(text) ? `${fund}|other:` : fund);
}

export const none: Figure = () => 0n;
const TOTALS = ['合计', '总计', '收入合计'];
export const CARRIED = [
  '上年结转',
  '上年结转结余',
  '上年结转结余资金',
  '上年结转和结余',
  '用上年结转安排',
  '上年结转收入',
];

/** 单位资金 with its parts, or alone. */
function ownFunds(chance: Chance, figure: Figure): Column {
  const parts = [fundLeaf(chance, 'business', figure), fundLeaf(chance, 'other_revenue', figure)];
  const sum = leaf('小计', of(figure, ...OWN), 'unit_funds');
  return chance.often(0.5)
    ? under('单位资金', [sum, ...parts, ...(chance.often(0.5) ? [leaf('上级补助收入', none, 'superior_subsidy')] : [])])
    : leaf(chance.pick(['单位资金', '单位自有资金']), of(figure, ...OWN), 'unit_funds');
}

export function revenueColumns(chance: Chance, final: boolean): Column[] {
  const plain = (figure: Figure) => APPROPRIATED.map((fund) => fundLeaf(chance, fund, figure));
  const rest = (figure: Figure): Column[] => [fundLeaf(chance, 'special_account', figure), ownFunds(chance, figure)];
  if (final)
    return [
      leaf(chance.pick(['本年收入合计', '合计']), current, 'total'),
      leaf('财政拨款收入', of(current, ...APPROPRIATED), 'appropriation'),
      leaf('上级补助收入', none, 'superior_subsidy'),
      leaf('事业收入', of(current, 'business', 'special_account'), 'business'),
      leaf('经营收入', none, 'operating_revenue'),
      leaf('附属单位上缴收入', none, 'affiliate_remittance'),
      leaf('其他收入', of(current, 'other_revenue'), 'other_revenue'),
    ];
  const all = leaf(chance.pick(TOTALS), total, 'total');
  const left = leaf(chance.pick(CARRIED), carried, 'carryover');
  switch (chance.whole(1, 5)) {
    case 1: {
      const columns = [...plain(current), ...rest(current)];
      return [all, ...(chance.often(0.5) ? [left, ...columns] : [...columns, left])];
    }
    case 2: {
      const sum = leaf('小计', current, 'year_revenue|current');
      const year = under(chance.pick(['本年收入', '本年预算', '当年预算', '本年收入预算']), [
        sum,
        ...plain(current),
        ...rest(current),
      ]);
      const before = APPROPRIATED.map((fund) => leaf(WORDS[fund][0] ?? '', of(carried, fund), 'other:'));
      const own = leaf('单位资金', of(carried, 'special_account', ...OWN), 'other:');
      return [all, year, under(chance.pick(CARRIED), [leaf('小计', carried, 'carryover'), ...before, own])];
    }
    case 3: {
      const sum = leaf('小计', of(current, ...APPROPRIATED), 'appropriation');
      const given = under(chance.pick(['财政拨款收入', '财政拨款', '财政拨款（补助）']), [sum, ...plain(current)]);
      return [all, left, given, ...rest(current)];
    }
    case 4: {
      const sum = leaf('小计', of(current, ...APPROPRIATED), 'appropriation');
      const given = under('财政拨款', [sum, ...plain(current)]);
      const year = under(chance.pick(['本年收入', '当年收入']), [
        leaf('合计', current, 'year_revenue|current'),
        given,
        ...rest(current),
      ]);
      return [all, year, left];
    }
    default:
      return [all, ...chance.shuffled([...plain(current), ...rest(current), left])];
  }
}
