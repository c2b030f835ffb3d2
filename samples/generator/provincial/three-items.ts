import type { Fen } from '../figures.ts';
import type { Chance } from '../recombined/random.ts';
import type { Books } from './books.ts';

export const S = 'three_public';
const NAMES: readonly (readonly [item: string, words: readonly string[]])[] = [
  ['因公出国（境）费', ['因公出国（境）费', '因公出国（境）费用', '因公出国（境）经费', '因公出国（境）支出']],
  [
    '公务用车购置及运行费',
    [
      '公务用车购置及运行费',
      '公务用车购置及运行维护费',
      '公务用车购置和运行费',
      '公务用车费',
      '公务用车购置及运行费用',
    ],
  ],
  ['公务用车购置费', ['公务用车购置费', '公务用车购置', '公务用车购置费用', '购置费']],
  [
    '公务用车运行维护费',
    ['公务用车运行费', '公务用车运行维护费', '公务用车运行维护', '运行费', '公务用车运行维护费用', '运行维护费'],
  ],
  ['公务接待费', ['公务接待费', '公务接待费用', '公务接待经费']],
];

export interface Words {
  readonly [item: string]: string;
}

/** A spelling for each item; `alone`: it must say by itself what it is. */
export function wordsOf(chance: Chance, alone: boolean): Words {
  const bare = (word: string) => /^(?:购置|运行)/u.test(word);
  return Object.fromEntries(
    NAMES.map(([item, words]) => [item, chance.pick(alone ? words.filter((word) => !bare(word)) : words)]),
  );
}

export type Sums = Readonly<Record<string, Fen>>;

/** The items' sums, so many times. */
export function sums({ three }: Books, times: bigint): Sums {
  const { abroad, reception, purchase, operation } = three;
  return {
    合计: (abroad + reception + purchase + operation) * times,
    '因公出国（境）费': abroad * times,
    公务用车购置及运行费: (purchase + operation) * times,
    公务用车购置费: purchase * times,
    公务用车运行维护费: operation * times,
    公务接待费: reception * times,
    会议费: three.meeting * times,
    培训费: three.training * times,
  };
}

/** A column of one year: its heading, its measure ('' for none), and how often it counts the figures. */
export type YearColumn = readonly [text: string, measure: string, times: bigint];

/** Two years beside one another. */
export function yearPair(chance: Chance, { year, final }: Books): readonly YearColumn[] {
  if (final)
    return [
      ['预算数', 'planned', 2n],
      ['决算数', 'total', 1n],
    ];
  const now: YearColumn = [`${year}年预算数`, 'total', 1n];
  const before = (text: string): YearColumn => [text, 'prior_total', 2n];
  return chance.pick<readonly YearColumn[]>([
    [before(`${year - 1}年预算数`), now],
    [before('上年预算数'), ['本年预算数', 'total', 1n]],
    [now, before(`${year - 1}年预算数`)],
    [before(`${year - 1}年预算执行数`), now],
    [before('上年数'), ['本年数', 'total', 1n]],
  ]);
}
