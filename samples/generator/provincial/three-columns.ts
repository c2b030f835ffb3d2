import { type Fen, head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import { shared } from '../recombined/tables.ts';
import type { Books } from './books.ts';
import { type Column, headerOf, leaf, lowest, none, under } from './columns.ts';
import type { Made } from './subjects.ts';
import { S, sums, type Words, wordsOf, type YearColumn, yearPair } from './three-items.ts';

function itemTree(chance: Chance, words: Words, beside: boolean): Column[] {
  const plain = (item: string) => leaf(words[item] ?? '', none, item);
  const vehicles = under(words.公务用车购置及运行费 ?? '', [
    leaf(chance.pick(['小计', '合计']), none, '公务用车购置及运行费'),
    plain('公务用车购置费'),
    plain('公务用车运行维护费'),
  ]);
  const rest = chance.often(0.5) ? [vehicles, plain('公务接待费')] : [plain('公务接待费'), vehicles];
  const items = [
    leaf(chance.pick(beside ? ['小计', '合计'] : ['合计', '“三公”经费合计', '小计', '总计']), none, '合计'),
    plain('因公出国（境）费'),
    ...rest,
  ];
  return beside ? [under('“三公”经费', items), leaf('会议费', none, '会议费'), leaf('培训费', none, '培训费')] : items;
}

/** The items of the header's columns, in order. */
const itemsOf = (trees: readonly Column[]): string[] =>
  lowest(trees).map((column) => ('measures' in column ? column.measures : ''));

/** The row of the whole; beside units 会议费 and 培训费 are no items of it. */
function wholeRow(books: Books, items: readonly string[], years: readonly YearColumn[], byUnit: boolean): Cell[] {
  return years.flatMap(([, measure, times]) =>
    items.map((item) => {
      const open = byUnit && (item === '会议费' || item === '培训费');
      const fen = sums(books, times)[item] ?? 0n;
      return books.pen.amount(fen, S, open ? `${measure}|other:` : measure, { lineName: open ? `${item}|合计` : item });
    }),
  );
}

/** What a unit has of an item: of sums the sum of its parts, for only these are shared out. */
function shareOf(books: Books, item: string, times: bigint, at: number): Fen {
  const all = sums(books, times);
  const part = (name: string) => shared(all[name] ?? 0n, books.units.length)[at] ?? 0n;
  const vehicles = () => part('公务用车购置费') + part('公务用车运行维护费');
  if (item === '公务用车购置及运行费') return vehicles();
  return item === '合计' ? part('因公出国（境）费') + part('公务接待费') + vehicles() : part(item);
}

function unitRow(
  books: Books,
  items: readonly string[],
  years: readonly YearColumn[],
  at: number,
  coded: boolean,
): Cell[] {
  const { code, name } = books.units[at] ?? { code: '', name: '' };
  const what = { lineName: name, ...(coded ? { lineCode: code } : {}) };
  const measureOf = (item: string, measure: string) =>
    item === '合计' ? measure : measure === 'total' ? `item:${item}` : 'other:';
  return [
    ...(coded ? [{ text: code }] : []),
    label(name),
    ...years.flatMap(([, measure, times]) =>
      items.map((item) => books.pen.amount(shareOf(books, item, times, at), S, measureOf(item, measure), what)),
    ),
  ];
}

/** Items in the header, over one row of figures, over units, or over years. */
export function threeByColumns(chance: Chance, books: Books, title: string): Made {
  const { year, final, units } = books;
  const trees = itemTree(chance, wordsOf(chance, false), chance.often(0.2));
  const items = itemsOf(trees);
  const way = final ? 'years' : chance.pick(['one', 'years', 'units', 'units', 'unit-years']);
  const pair = yearPair(chance, books);
  const alone: readonly YearColumn[] = [['', 'total', 1n]];
  const years = way === 'one' || way === 'units' ? alone : pair;
  const trunk = (text: string) => (text === '' ? trees : [under(text, trees)]);
  const columns =
    way === 'one' && chance.often(0.4) ? trunk(`${year}年预算数`) : years.flatMap(([text]) => trunk(text));
  const widths = years.flatMap(() => items.map(() => 11));
  if (!way.startsWith('unit')) {
    const numbers = widths.map((_, at) => head(`${at + 1}`));
    const header = [...headerOf(columns), ...(chance.often(final ? 0.8 : 0.3) ? [numbers] : [])];
    return { title, table: { kind: 'table', widths, header, body: [wholeRow(books, items, years, false)] } };
  }
  const coded = chance.often(0.7);
  const names: Column[] = [
    ...(coded ? [{ text: chance.pick(['单位编码', '单位代码', '部门代码', '预算单位编码']) }] : []),
    { text: chance.pick(['单位名称', '部门名称', '预算单位', '单位', '部门（单位）名称']) },
  ];
  return {
    title,
    table: {
      kind: 'table',
      widths: [...(coded ? [10] : []), 24, ...widths],
      header: headerOf([...names, ...columns]),
      body: [
        [head('合计', names.length), ...wholeRow(books, items, years, true)],
        ...units.map((_, at) => unitRow(books, items, years, at, coded)),
      ],
    },
  };
}
