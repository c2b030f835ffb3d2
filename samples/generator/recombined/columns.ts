import { head } from '../figures.ts';
import type { Cell } from '../model.ts';
import { basic, current, type Figure, project, total } from './ledger.ts';
import type { Chance } from './random.ts';

/** A column of amounts: what it adds up, and the measures that are right for it by the contract. */
export interface Leaf {
  readonly text: string;
  readonly figure: Figure;
  readonly measures: readonly string[];
}

interface Branch {
  readonly text: string;
  readonly columns: readonly Column[];
}

export type Column = Leaf | Branch;

/** A measure `other:…`, whatever its words. */
export const OTHER = 'other:';

type Words = Readonly<Record<string, readonly string[]>>;
const WORDS: Words = {
  total: ['合计', '总计', '支出合计'],
  basic: ['基本支出', '基本支出预算'],
  project: ['项目支出', '项目支出预算'],
  personnel: ['人员经费', '人员支出'],
  public: ['公用经费', '公用支出'],
};

function leaf(chance: Chance, word: string, figure: Figure, ...measures: readonly string[]): Leaf {
  return { text: chance.pick(WORDS[word] ?? [word]), figure, measures: measures.length > 0 ? measures : [word] };
}

/** Last year's budget beside this year's, in either order; the sums of last year are made up and add up. */
export function yearColumns(chance: Chance, year: number): Column[] {
  const before: Leaf = {
    text: `${year - 1}年${chance.pick(['预算数', '执行数'])}`,
    figure: (entry) => 2n * total(entry),
    measures: ['prior_total', OTHER],
  };
  const now: Leaf = { text: `${year}年预算数`, figure: total, measures: ['total'] };
  return chance.often(0.5) ? [before, now] : [now, before];
}

/** Header trees of one to five rows. Parts of a sum may be dropped: nobody is to be accused of what is not printed. */
export function columnsOf(chance: Chance, depth: number): Column[] {
  const projects = leaf(chance, 'project', depth < 3 ? project : (entry) => entry.project);
  const plain = leaf(chance, 'basic', basic);
  const split: Branch = {
    text: '基本支出',
    columns: [
      ...(chance.often(0.7) ? [leaf(chance, '小计', basic, 'basic')] : []),
      leaf(chance, 'personnel', (entry) => entry.personnel),
      leaf(chance, 'public', (entry) => entry.public),
    ],
  };
  const all = leaf(chance, 'total', total);
  const shown = (list: readonly Column[]) => {
    const kept = chance.often(0.7) ? list : chance.some(list, 1);
    return chance.often(0.6) ? kept : chance.shuffled(kept);
  };
  if (depth === 1) return [all, ...shown([plain, projects])];
  if (depth === 2)
    return chance.often(0.5)
      ? [{ text: '本年预算数', columns: [all, ...shown([plain, projects])] }]
      : [all, ...shown([split, projects])];
  if (depth === 3)
    return [
      all,
      { text: '当年预算', columns: [leaf(chance, '小计', current, 'current'), ...shown([split, projects])] },
      { text: '上年结转', columns: [leaf(chance, '项目支出', (entry) => entry.carried, OTHER, 'carryover')] },
    ];
  // Below 财政拨款 › 一般公共预算 a column may keep its own measure or be told by all its headings.
  const inner = [
    leaf(chance, 'basic', basic, 'basic', OTHER),
    leaf(chance, 'project', (entry) => entry.project, 'project', OTHER),
  ];
  const fund: Branch = {
    text: '财政拨款',
    columns: [
      {
        text: '一般公共预算',
        columns: [leaf(chance, '小计', current, 'general_public', 'total', OTHER), ...shown(inner)],
      },
    ],
  };
  const year: Branch = { text: '当年预算', columns: [leaf(chance, '小计', current, 'current', 'total'), fund] };
  return depth === 4 ? [all, year] : [{ text: '支出预算', columns: [all, year] }];
}

export function leavesOf(columns: readonly Column[]): Leaf[] {
  return columns.flatMap((column) => ('columns' in column ? leavesOf(column.columns) : [column]));
}

function depthOf(columns: readonly Column[]): number {
  return Math.max(...columns.map((column) => ('columns' in column ? 1 + depthOf(column.columns) : 1)));
}

/** The rows of a header: `names` head the columns before the amounts, over its whole height. */
export function headerOf(names: readonly string[], columns: readonly Column[]): Cell[][] {
  const depth = depthOf(columns);
  const rows: Cell[][] = Array.from({ length: depth }, () => []);
  rows[0]?.push(...names.map((text) => head(text, 1, depth)));
  const place = (list: readonly Column[], row: number) => {
    for (const column of list) {
      if ('columns' in column) {
        rows[row]?.push(head(column.text, leavesOf(column.columns).length));
        place(column.columns, row + 1);
      } else rows[row]?.push(head(column.text, 1, depth - row));
    }
  };
  place(columns, 0);
  return rows;
}
