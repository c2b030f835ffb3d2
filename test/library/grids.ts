import type { Block, Cell, Report, Style, TableBlock } from '../../samples/generator/model.ts';

/** A typeset table and the exact grid that must be read from it: text of each cell at its first row and column. */
export interface Grid {
  readonly name: string;
  readonly style: Partial<Style>;
  readonly tables: readonly TableBlock[];
  /** Pages expected of each table. */
  readonly pages?: readonly (readonly number[])[];
  readonly landscape?: boolean;
}

const cell = (text: string, more: Partial<Cell> = {}): Cell => ({ text, ...more });
const left = (text: string) => cell(text, { align: 'left' });
const right = (text: string) => cell(text, { align: 'right' });

const CITIES: TableBlock = {
  kind: 'table',
  widths: [3, 2, 2, 2],
  header: [['City', 'Country', 'Area km²', 'Rainfall mm'].map((text) => cell(text))],
  body: [
    ['Bergen', 'Norway', '465.3', '2,495'],
    ['Porto', 'Portugal', '41.4', '1,237'],
    ['Málaga', 'España', '398.3', '534'],
    ['長崎', '日本', '405.9', '—'],
    ['Тверь', 'Россия', '152.2', '682'],
  ].map(([city = '', country = '', area = '', rain = '']) => [left(city), left(country), right(area), right(rain)]),
};

const TRAINS: TableBlock = {
  kind: 'table',
  widths: [2, 1, 1, 1, 1],
  header: [
    [cell('Line', { rowSpan: 2 }), cell('Weekdays', { colSpan: 2 }), cell('Weekend', { colSpan: 2 })],
    ['first', 'last', 'first', 'last'].map((text) => cell(text)),
  ],
  body: [
    [left('North'), cell('05:12'), cell('23:40'), cell('06:02'), cell('00:10')],
    [left('Harbour loop'), cell('05:30'), cell('22:15'), cell('no service', { colSpan: 2 })],
    [left('Airport'), cell('04:55'), cell('01:20'), cell('05:25'), cell('01:20')],
  ],
};

const PRICES: TableBlock = {
  kind: 'table',
  widths: [2, 3, 1.4],
  header: [['品名', '規格', '価格'].map((text) => cell(text))],
  body: [
    ['鉛筆', 'HB・六角軸・12本入り', '660'],
    ['ノート', 'B5・横罫・30枚', '220'],
    ['消しゴム', '小', '110'],
  ].map(([name = '', kind = '', price = '']) => [left(name), left(kind), right(price)]),
};

const LONG: TableBlock = {
  kind: 'table',
  widths: [1, 4, 2],
  header: [['No.', 'Part', 'Weight kg'].map((text) => cell(text))],
  body: Array.from({ length: 90 }, (_, index) => [
    cell(String(index + 1)),
    left(`Bracket M${(index % 7) + 4}`),
    right((index * 0.37 + 0.5).toFixed(2)),
  ]),
};

const WORDY: TableBlock = {
  kind: 'table',
  widths: [1.2, 4, 1.2],
  header: [['Code', 'What it means', 'Since'].map((text) => cell(text))],
  body: [
    [
      cell('A-1'),
      left('Signal lost for longer than thirty seconds; the operator must confirm before the line restarts'),
      cell('2019'),
    ],
    [cell('B-7'), left('Door open'), cell('2021')],
    [
      cell('C-2'),
      left('Cooling water above the limit during two consecutive measurements of the same sensor'),
      cell('2008'),
    ],
  ],
};

/** Ten ways to print a table. */
export const GRIDS: readonly Grid[] = [
  { name: 'ruled by strokes', style: {}, tables: [CITIES] },
  { name: 'ruled by thin rectangles, glyph by glyph', style: { ruling: 'fill', text: 'glyph' }, tables: [PRICES] },
  {
    name: 'ruled in pieces around every cell, cells drawn by columns',
    style: { ruling: 'pieces', order: 'columns' },
    tables: [CITIES],
  },
  { name: 'only horizontal rules', style: { ruling: 'horizontal', amountAlign: 'right' }, tables: [CITIES] },
  { name: 'three rules (booktabs)', style: { ruling: 'three-line' }, tables: [PRICES] },
  { name: 'no rules at all', style: { ruling: 'none', rowAir: 1.5 }, tables: [CITIES] },
  { name: 'cells over several rows and columns', style: {}, tables: [TRAINS] },
  { name: 'a page turned by 90°', style: { rotate: 90, ruling: 'fill' }, tables: [TRAINS] },
  { name: 'two tables on a page, wrapped words', style: { packTables: true, tableSize: 10 }, tables: [PRICES, WORDY] },
  { name: 'over pages with a repeated header', style: { repeatHeader: true }, tables: [LONG], pages: [[1, 2, 3]] },
  {
    name: 'over pages without a header, shuffled',
    style: { repeatHeader: false, order: 'shuffled', contentScale: 0.05 },
    tables: [LONG],
    pages: [[1, 2, 3]],
  },
];

export function reportOf({ tables }: Grid): Report {
  const blocks: Block[] = tables.flatMap((table, index): Block[] => [
    { kind: 'paragraph', text: `Table ${index + 1} shows what was measured.` },
    { kind: 'space', height: 10 },
    table,
    { kind: 'space', height: 24 },
  ]);
  return { documentType: 'budget', year: 2025, department: 'Anywhere', blocks };
}

/** The grid as rows of text. */
export function rowsOf({ header, body, widths }: TableBlock): string[][] {
  const rows = [...header, ...body];
  const grid = rows.map(() => new Array<string>(widths.length).fill(''));
  const taken = rows.map(() => new Array<boolean>(widths.length).fill(false));
  rows.forEach((cells, row) => {
    for (const { text, rowSpan = 1, colSpan = 1 } of cells) {
      const column = taken[row]?.indexOf(false) ?? 0;
      for (let r = row; r < row + rowSpan; r += 1) taken[r]?.fill(true, column, column + colSpan);
      const own = grid[row];
      if (own !== undefined) own[column] = text;
    }
  });
  return grid;
}
