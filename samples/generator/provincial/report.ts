import type { Block, Style } from '../model.ts';
import { Chance } from '../recombined/random.ts';
import type { RecombinedReport } from '../recombined/reports.ts';
import { appropriationBalance, balance, natureBalance } from './balances.ts';
import { type Books, booksOf, type Fund } from './books.ts';
import { revenueColumns } from './columns.ts';
import { basicTable, classMatrix, finalBasicTable } from './economy.ts';
import { expenditureColumns, fundColumns } from './expenditure.ts';
import { assetTable, mediumTerm, nonTaxTable, procurementTable, projectTable, transferTable } from './projects.ts';
import { prose } from './prose.ts';
import { goodsTable, informationTable, stackedBalance } from './small-forms.ts';
import { type Made, subjectTable } from './subjects.ts';
import { threeByColumns } from './three-columns.ts';
import { threeByRows } from './three-rows.ts';
import { FINAL, TITLES } from './titles.ts';

/** Ways in which provinces typeset their tables. */
export const STYLES: readonly Partial<Style>[] = [
  {},
  { ruling: 'fill', repeatHeader: false },
  { ruling: 'pieces', text: 'glyph', order: 'shuffled' },
  { bold: 'twice', amountAlign: 'center' },
  { clipCells: true, maxLines: 2 },
  { ruling: 'horizontal' },
  { ruling: 'three-line', repeatHeader: false },
];

function only(books: Books, ...funds: readonly Fund[]): Books {
  return { ...books, items: books.items.filter(({ fund }) => funds.includes(fund)) };
}

function balanceOf(chance: Chance, books: Books, title: string): Made {
  if (books.final || chance.often(0.7)) return balance(chance, books, title);
  return chance.often(0.6) ? natureBalance(chance, books, title) : stackedBalance(chance, books, title);
}

function tables(chance: Chance, books: Books): Made[] {
  const { final, year } = books;
  const titles = final ? { ...TITLES, ...FINAL } : TITLES;
  const of = (fund: Fund, list: readonly string[], statement: string, heading: string): Made[] => {
    const mine = only(books, fund);
    if (mine.items.length === 0) return [];
    return [subjectTable(chance, mine, chance.pick(list), statement, fundColumns(chance, final, year, heading))];
  };
  const title = chance.pick(titles.balance);
  const core = [
    balanceOf(chance, books, title),
    subjectTable(chance, books, chance.pick(titles.revenue), 'revenue', revenueColumns(chance, final)),
    subjectTable(chance, books, chance.pick(titles.expenditure), 'expenditure', expenditureColumns(chance, final)),
    appropriationBalance(chance, books, chance.pick(titles.appropriation)),
    ...of('general_public', titles.general, 'general_expenditure', '一般公共预算支出'),
    final && chance.often(0.6)
      ? finalBasicTable(chance, books, chance.pick(titles.basic))
      : basicTable(chance, books, chance.pick(titles.basic), 'basic_expenditure'),
    final && chance.often(0.3)
      ? informationTable(chance, books)
      : chance.often(0.5)
        ? threeByRows(chance, books, chance.pick(titles.three))
        : threeByColumns(chance, books, chance.pick(titles.three)),
    ...of(
      'government_fund',
      titles.fund,
      'government_fund_expenditure',
      chance.pick(['政府性基金预算支出', '政府性基金预算财政拨款支出']),
    ),
    ...of(
      'state_capital',
      titles.capital,
      'state_capital',
      chance.pick(['国有资本经营预算支出', '国有资本经营预算财政拨款支出']),
    ),
  ];
  if (final) return core;
  const [foreign, statement] = chance.pick(TITLES.foreign);
  const more: Made[] = [
    projectTable(chance, books, chance.pick(TITLES.project), 'project_expenditure'),
    chance.often(0.4)
      ? goodsTable(chance, books, chance.pick(TITLES.procurement))
      : procurementTable(chance, books, chance.pick(TITLES.procurement), 'procurement'),
    assetTable(chance, books, chance.pick(TITLES.asset)),
    transferTable(chance, books, chance.pick(TITLES.transfer)),
    mediumTerm(chance, books, chance.pick(TITLES.medium)),
    nonTaxTable(chance, books, chance.pick(TITLES.nonTax)),
    classMatrix(chance, books, chance.pick(TITLES.matrix)),
    subjectTable(chance, books, foreign, statement, expenditureColumns(chance, false, true)),
  ];
  return [...core, ...chance.some(more, 2)];
}

const DIGITS = '〇一二三四五六七八九';
const spelt = (year: number) => [...String(year)].map((digit) => DIGITS[Number(digit)]).join('');

/** Covers in many phrasings; some reports have none. */
function cover(chance: Chance, { department, year, final }: Books): Block[] {
  const word = final ? '决算' : '预算';
  const title = (text: string): Block => ({ kind: 'title', text, size: 24 });
  const space: Block = { kind: 'space', height: 180 };
  return chance
    .pick<readonly Block[]>([
      [space, title(`${department}${year}年部门${word}`)],
      [space, title(`${year}年度${department}部门${word}公开`)],
      [space, title(`${department}`), title(`${year}年度部门${word}`)],
      [space, title(`${year}年`), title(department), title(`部门${word}`)],
      [space, title(`${spelt(year)}年部门${word}`), { kind: 'space', height: 100 }, title(department)],
      [space, title(`${department}${year}年部门${word}公开说明`)],
      [space, title(`${year}年${department}${word}公开表`)],
      [space, title(`${department}${year}年单位${word}`)],
      [
        space,
        title(`部门${word}公开表`),
        { kind: 'space', height: 60 },
        { kind: 'paragraph', text: `${word}年度：${year}`, align: 'center' },
        { kind: 'paragraph', text: `部门名称：${department}`, align: 'center' },
      ],
      [
        { kind: 'title', text: `${department}${year}年${word}信息公开`, size: 18 },
        { kind: 'title', text: '目录', size: 14 },
      ],
    ])
    .slice();
}

/** Figures of whole yuan must not run over their cells. */
function sizeFor(columns: number): number {
  if (columns <= 8) return 9;
  return columns <= 11 ? 7 : 5;
}

/** A report in the clothes of one of many regions: every sum holds; facts name what is right, parted by `|`. */
export function provincial(seed: number): RecombinedReport {
  const chance = new Chance(seed);
  const books = booksOf(chance);
  const { department, year, pen, final } = books;
  const used = new Set<string>();
  const list = tables(chance, books).filter(({ title }) => !used.has(title) && used.add(title));
  const dated = chance.pick(['', '', `${year}年`, `${year}年度`, `${department}${year}年`, `${year}年${department}`]);
  const behind = chance.often(0.15) ? `（${year}年度）` : '';
  const number = chance.pick<(at: number) => string>([
    (at) => `表${at + 1}`,
    (at) => `预算公开表${at + 1}`,
    (at) => `附件${at + 1}`,
    (at) => `公开${String(at + 1).padStart(2, '0')}表`,
    (at) => `附表1-${at + 1}`,
    () => '',
  ]);
  const labelled = chance.pick([
    ...[`部门名称：${department}`, `部门：${department}`, `单位名称：${department}`, `编制单位：${department}`],
    ...[`部门/单位：${department}`, `填报单位：${department}`, `预算单位：${department}`, ''],
  ]);
  const unit = chance.pick([
    `单位：${pen.unit}`,
    `金额单位：${pen.unit}`,
    `单位:${pen.unit}`,
    `金额单位：人民币${pen.unit}`,
    `计量单位：${pen.unit}`,
  ]);
  const tail = final ? '' : behind;
  const headed = chance.pick<(title: string) => Block[]>([
    ...Array.from({ length: 6 }, () => (title: string): Block[] => [
      { kind: 'title', text: title, size: 15 },
      { kind: 'line', left: labelled, right: unit },
    ]),
    (title) => [{ kind: 'line', left: labelled, center: title, right: unit }],
    (title) => [
      { kind: 'title', text: `${title}（单位：${pen.unit}）`, size: 15 },
      { kind: 'line', left: labelled },
    ],
  ]);
  const blocks = list.flatMap(({ title, table }, at): Block[] => [
    { kind: 'break', landscape: true },
    ...(number(at) === '' ? [] : [{ kind: 'line', left: number(at) } as const]),
    ...headed(`${dated}${title}${tail}`),
    { ...table, fontSize: sizeFor(table.widths.length) },
  ]);
  const explained: Block[] = chance.often(0.6)
    ? [
        { kind: 'break' },
        { kind: 'title', text: `第三部分 ${year}年部门${final ? '决算' : '预算'}情况说明`, size: 16 },
        ...prose(chance, books),
      ]
    : [];
  return {
    seed,
    report: {
      documentType: final ? 'final' : 'budget',
      year,
      department,
      blocks: [...cover(chance, books), ...blocks, ...explained],
    },
    style: { ...chance.pick(STYLES), margin: 36 },
  };
}
