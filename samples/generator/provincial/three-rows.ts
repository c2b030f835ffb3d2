import { head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import type { Books } from './books.ts';
import type { Made } from './subjects.ts';
import { S, sums, wordsOf, type YearColumn, yearPair } from './three-items.ts';

/** How items and their parts are numbered. */
const MARKS: readonly ((at: number, deep: number) => string)[] = [
  (at, deep) => (deep === 0 ? `${'一二三四'[at]}、` : `（${'一二三四'[at]}）`),
  (at, deep) => (deep === 0 ? `${at + 1}、` : `（${at + 1}）`),
  (at, deep) => (deep === 0 ? `${at + 1}.` : at === 0 ? '其中：' : ''),
  (at, deep) => (deep === 0 ? `${at + 1}．` : `其中：（${at + 1}）`),
  () => '',
];

interface ItemRow {
  readonly text: string;
  readonly item: string;
  readonly indent: number;
}

function rowsOf(chance: Chance): ItemRow[] {
  const words = wordsOf(chance, true);
  const mark = chance.pick(MARKS);
  const order = chance.often(0.5) ? ['公务接待费', '公务用车购置及运行费'] : ['公务用车购置及运行费', '公务接待费'];
  const parts = chance.often(0.5) ? ['公务用车购置费', '公务用车运行维护费'] : ['公务用车运行维护费', '公务用车购置费'];
  const rows = ['因公出国（境）费', ...order].flatMap((item, at): ItemRow[] => [
    { text: `${mark(at, 0)}${words[item]}`, item, indent: 0 },
    ...(item === '公务用车购置及运行费' ? parts : []).map((part, index) => ({
      ...{ text: `${mark(index, 1)}${words[part]}`, item: part, indent: 1 },
    })),
  ]);
  if (chance.often(0.2)) return [...rows, ...['会议费', '培训费'].map((item) => ({ text: item, item, indent: 0 }))];
  const sum = chance.pick(['合计', '合  计', '“三公”经费合计', '总计', '三公经费支出合计', '']);
  return sum === '' ? rows : [{ text: sum, item: '合计', indent: 0 }, ...rows];
}

function columnsOf(chance: Chance, books: Books): readonly YearColumn[] {
  const { year, final } = books;
  const pair = yearPair(chance, books);
  if (final) return pair;
  const alone = ['预算数', '金额', `${year}年预算数`, `${year}年“三公”经费预算数`, '本年预算数', '本年预算'];
  return chance.pick<readonly YearColumn[]>([
    [[chance.pick(alone), 'total', 1n]],
    pair,
    [...pair, [chance.pick(['增减额', '比上年增减']), '', -1n]],
    [...pair, ['增减额', '', -1n], ['增减说明', 'text', 0n]],
  ]);
}

/** One item a row, years beside one another. */
export function threeByRows(chance: Chance, books: Books, title: string): Made {
  const { pen, final } = books;
  const values = columnsOf(chance, books);
  const cell = (item: string, [, measure, times]: YearColumn): Cell => {
    if (measure === 'text') return label('厉行节约');
    const fen = sums(books, times)[item] ?? 0n;
    return measure === '' ? pen.difference(fen) : pen.amount(fen, S, measure, { lineName: item });
  };
  const numbered = final && chance.often(0.7);
  return {
    title,
    table: {
      kind: 'table',
      widths: [34, ...(numbered ? [8] : []), ...values.map(() => 16)],
      header: [
        [
          head(chance.pick(['项目', '项  目', '支出项目', '“三公”经费项目', '科目'])),
          ...(numbered ? [head('行次')] : []),
          ...values.map(([text]) => head(text)),
        ],
      ],
      body: rowsOf(chance).map(({ text, item, indent }, at) => [
        label(text, indent),
        ...(numbered ? [{ text: `${at + 1}` }] : []),
        ...values.map((value) => cell(item, value)),
      ]),
    },
  };
}
