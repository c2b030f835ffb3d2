import { type Fen, head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import { shared } from '../recombined/tables.ts';
import type { Books } from './books.ts';
import { type Column, headerOf, leaf, lowest, under } from './columns.ts';
import type { Made } from './subjects.ts';

const S = 'three_public';
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
const none = (): Fen => 0n;

interface Words {
  readonly [item: string]: string;
}

function wordsOf(chance: Chance, alone: boolean): Words {
  const bare = (word: string) => /^(?:购置|运行)/u.test(word);
  return Object.fromEntries(
    NAMES.map(([item, words]) => [item, chance.pick(alone ? words.filter((word) => !bare(word)) : words)]),
  );
}

type Sums = Readonly<Record<string, Fen>>;

function sums({ three }: Books, times: bigint): Sums {
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

/** One item a row, years beside one another. */
export function threeByRows(chance: Chance, books: Books, title: string): Made {
  const { pen, year, final } = books;
  const words = wordsOf(chance, true);
  const style = chance.whole(1, 5);
  const mark = (at: number, deep: number): string => {
    if (style === 1) return deep === 0 ? `${'一二三四'[at]}、` : `（${'一二三四'[at]}）`;
    if (style === 2) return deep === 0 ? `${at + 1}、` : `（${at + 1}）`;
    if (style === 3) return deep === 0 ? `${at + 1}.` : at === 0 ? '其中：' : '';
    if (style === 4) return deep === 0 ? `${at + 1}．` : `其中：（${at + 1}）`;
    return deep === 0 ? '' : '';
  };
  const order = chance.often(0.5) ? ['公务接待费', '公务用车购置及运行费'] : ['公务用车购置及运行费', '公务接待费'];
  const tops = ['因公出国（境）费', ...order];
  const rows: { text: string; item: string; indent: number }[] = [];
  const sum = chance.pick(['合计', '合  计', '“三公”经费合计', '总计', '三公经费支出合计', '']);
  if (sum !== '') rows.push({ text: sum, item: '合计', indent: 0 });
  tops.forEach((item, at) => {
    rows.push({ text: `${mark(at, 0)}${words[item]}`, item, indent: 0 });
    if (item !== '公务用车购置及运行费') return;
    const parts = chance.often(0.5)
      ? ['公务用车购置费', '公务用车运行维护费']
      : ['公务用车运行维护费', '公务用车购置费'];
    parts.forEach((part, index) => void rows.push({ text: `${mark(index, 1)}${words[part]}`, item: part, indent: 1 }));
  });
  const beside = chance.often(0.2);
  if (beside) for (const item of ['会议费', '培训费']) rows.push({ text: item, item, indent: 0 });
  const own = beside && sum !== '' ? rows.filter(({ item }) => item !== '合计') : rows;
  type Value = readonly [text: string, measure: string, times: bigint];
  const values: readonly Value[] = final
    ? [
        ['预算数', 'planned', 2n],
        ['决算数', 'total', 1n],
      ]
    : chance.pick<readonly Value[]>([
        [
          [
            chance.pick(['预算数', '金额', `${year}年预算数`, `${year}年“三公”经费预算数`, '本年预算数', '本年预算']),
            'total',
            1n,
          ],
        ],
        [
          [`${year - 1}年预算数`, 'prior_total', 2n],
          [`${year}年预算数`, 'total', 1n],
          ['增减额', '', -1n],
        ],
        [
          ['上年预算数', 'prior_total', 2n],
          ['本年预算数', 'total', 1n],
        ],
        [
          [`${year}年预算数`, 'total', 1n],
          [`${year - 1}年预算数`, 'prior_total', 2n],
          ['比上年增减', '', -1n],
        ],
        [
          ['上年数', 'prior_total', 2n],
          ['本年数', 'total', 1n],
          ['增减额', '', -1n],
          ['增减说明', 'text', 0n],
        ],
      ]);
  const cell = (item: string, [, measure, times]: Value): Cell => {
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
      body: own.map(({ text, item, indent }, at) => [
        label(text, indent),
        ...(numbered ? [{ text: `${at + 1}` }] : []),
        ...values.map((value) => cell(item, value)),
      ]),
    },
  };
}

function itemTree(chance: Chance, words: Words, beside: boolean): Column[] {
  const plain = (item: string) => leaf(words[item] ?? '', none, item);
  const vehicles = under(words['公务用车购置及运行费'] ?? '', [
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

/** Items in the header, over one row of figures, over units, or over years. */
export function threeByColumns(chance: Chance, books: Books, title: string): Made {
  const { pen, year, final, units } = books;
  const words = wordsOf(chance, false);
  const beside = chance.often(0.2);
  const trees = itemTree(chance, words, beside);
  const way = final ? 'years' : chance.pick(['one', 'years', 'units', 'units', 'unit-years']);
  const yearHeads: readonly (readonly [string, string, bigint])[] = final
    ? [
        ['预算数', 'planned', 2n],
        ['决算数', 'total', 1n],
      ]
    : chance.pick<readonly (readonly [string, string, bigint])[]>([
        [
          [`${year - 1}年预算数`, 'prior_total', 2n],
          [`${year}年预算数`, 'total', 1n],
        ],
        [
          ['上年预算数', 'prior_total', 2n],
          ['本年预算数', 'total', 1n],
        ],
        [
          [`${year}年预算数`, 'total', 1n],
          [`${year - 1}年预算数`, 'prior_total', 2n],
        ],
        [
          [`${year - 1}年预算执行数`, 'prior_total', 2n],
          [`${year}年预算数`, 'total', 1n],
        ],
      ]);
  const figures = (
    times: bigint,
    share: (fen: Fen, item: string) => Fen,
    fact: (item: string) => readonly [string, string],
  ) =>
    lowest(trees).map(({ ...column }) => {
      const item = 'measures' in column ? column.measures : '';
      const fen = share(sums(books, times)[item] ?? 0n, item);
      const [measure, lineName] = fact(item);
      return { fen, measure, lineName };
    });
  const flat = (list: readonly { fen: Fen; measure: string; lineName: string }[], lineCode?: string): Cell[] =>
    list.map(({ fen, measure, lineName }) =>
      pen.amount(fen, S, measure, { lineName, ...(lineCode === undefined ? {} : { lineCode }) }),
    );
  // beside units the two are no items of the whole
  const besideUnits = (item: string) => way.startsWith('unit') && (item === '会议费' || item === '培训费');
  const whole = (measure: string, times: bigint) =>
    flat(
      figures(
        times,
        (fen) => fen,
        (item) => (besideUnits(item) ? [`${measure}|other:`, `${item}|合计`] : [measure, item]),
      ),
    );
  const widths = lowest(trees).map(() => 11);
  if (way === 'one') {
    const headed = chance.often(0.4) ? [under(`${year}年预算数`, trees)] : trees;
    return { title, table: { kind: 'table', widths, header: headerOf(headed), body: [whole('total', 1n)] } };
  }
  if (way === 'years') {
    const columns = yearHeads.map(([text]) => under(text, trees));
    const body = [yearHeads.flatMap(([, measure, times]) => whole(measure, times))];
    const numbers = Array.from({ length: widths.length * 2 }, (_, at) => head(`${at + 1}`));
    const header = [...headerOf(columns), ...(chance.often(final ? 0.8 : 0.3) ? [numbers] : [])];
    return { title, table: { kind: 'table', widths: [...widths, ...widths], header, body } };
  }
  const coded = chance.often(0.7);
  const names: Column[] = [
    ...(coded ? [{ text: chance.pick(['单位编码', '单位代码', '部门代码', '预算单位编码']) }] : []),
    { text: chance.pick(['单位名称', '部门名称', '预算单位', '单位', '部门（单位）名称']) },
  ];
  const years = way === 'unit-years' ? yearHeads : ([['', 'total', 1n]] as const);
  const columns = years.flatMap(([text]) => (text === '' ? trees : [under(text, trees)]));
  const share = (at: number) => (fen: Fen) => shared(fen, units.length)[at] ?? 0n;
  const unitRows = units.map(({ code, name }, at): Cell[] => [
    ...(coded ? [{ text: code }] : []),
    label(name),
    ...years.flatMap(([, measure, times]) =>
      flat(
        // shares of the parts add up, so do shares of sums only by chance: take them from the parts
        figures(
          times,
          (fen, item) => shareOf(books, item, times, share(at), fen),
          (item) => {
            const of = item === '合计' ? measure : `item:${item}`;
            return [measure === 'total' ? of : item === '合计' ? `${measure}` : 'other:', name];
          },
        ),
        coded ? code : undefined,
      ),
    ),
  ]);
  const sum = [head('合计', names.length), ...years.flatMap(([, measure, times]) => whole(measure, times))];
  return {
    title,
    table: {
      kind: 'table',
      widths: [...(coded ? [10] : []), 24, ...years.flatMap(() => widths)],
      header: headerOf([...names, ...columns]),
      body: [sum, ...unitRows],
    },
  };
}

function shareOf(books: Books, item: string, times: bigint, share: (fen: Fen) => Fen, fen: Fen): Fen {
  const s = sums(books, times);
  const part = (name: string) => share(s[name] ?? 0n);
  if (item === '公务用车购置及运行费') return part('公务用车购置费') + part('公务用车运行维护费');
  if (item !== '合计') return share(fen);
  return part('因公出国（境）费') + part('公务接待费') + part('公务用车购置费') + part('公务用车运行维护费');
}
