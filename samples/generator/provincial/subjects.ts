import { head, label } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import type { Chance } from '../recombined/random.ts';
import { type Books, type Item, tree } from './books.ts';
import { amounts, type Column, headerOf, lowest, under } from './columns.ts';

export interface Made {
  readonly title: string;
  readonly table: TableBlock;
}

const PLAIN_NAMES = (chance: Chance): Column[] => {
  const word = chance.pick(['科目', '功能分类科目', '支出功能分类科目', '功能科目']);
  const [code, name] = [
    { text: chance.pick([`${word}编码`, '科目编码']) },
    { text: chance.pick([`${word}名称`, '科目名称']) },
  ];
  return chance.often(0.3)
    ? [
        under(chance.pick(['科目', '功能分类科目', '支出功能分类', '项目']), [
          { text: '科目编码' },
          { text: '科目名称' },
        ]),
      ]
    : [code, name];
};

interface Shape {
  readonly names: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly widths: readonly number[];
}

type Row = (texts: readonly Cell[], items: readonly Item[], what: { lineName: string; lineCode?: string }) => Cell[];

/** Codes in one column, all levels or only the lowest. */
function oneColumn(
  chance: Chance,
  { items }: Books,
  row: Row,
  order: (sum: Cell[], rows: Cell[][]) => Cell[][],
): Shape {
  const shown = chance.pick(['all', 'all', 'low', 'class']);
  const nodes = tree(items).filter(({ level }) => shown === 'all' || (shown === 'low' ? level === 3 : level === 1));
  const indented = chance.often(0.6);
  const printed = chance.often(0.1)
    ? (code: string) => [code.slice(0, 3), code.slice(3, 5), code.slice(5)].filter((one) => one !== '').join('-')
    : (code: string) => code;
  const rows = nodes.map(({ code, name, level, of }) =>
    row([label(printed(code), 0), label(name, indented ? level - 1 : 0)], of, { lineCode: code, lineName: name }),
  );
  const sum = row(
    chance.often(0.5) ? [head('合计', 2)] : [{ text: '' }, label(chance.pick(['合计', '合 计']))],
    items,
    { lineName: '合计' },
  );
  return { names: PLAIN_NAMES(chance), rows: order(sum, rows), widths: [12, 32] };
}

/** 类, 款 and 项 in columns of their own, parents repeated or not. */
function threeColumns(
  chance: Chance,
  { items }: Books,
  row: Row,
  order: (sum: Cell[], rows: Cell[][]) => Cell[][],
): Shape {
  const repeated = chance.often(0.5);
  const part = (code: string, level: number, at: number): Cell => {
    const digits = [code.slice(0, 3), code.slice(3, 5), code.slice(5, 7)][at] ?? '';
    return { text: at < level && (repeated || at === level - 1) ? digits : '' };
  };
  const rows = tree(items).map(({ code, name, level, of }) =>
    row([...[0, 1, 2].map((at) => part(code, level, at)), label(name)], of, { lineCode: code, lineName: name }),
  );
  const sum = row([head('合计', 4)], items, { lineName: '合计' });
  const codes = under(
    chance.pick(['科目编码', '功能分类科目编码', '支出功能分类科目编码']),
    ['类', '款', '项'].map((text) => ({ text })),
  );
  return {
    names: [codes, { text: chance.pick(['科目名称', '功能分类科目名称']) }],
    rows: order(sum, rows),
    widths: [6, 5, 5, 32],
  };
}

/** Units alone. */
function byUnit(
  chance: Chance,
  { items, units }: Books,
  row: Row,
  order: (sum: Cell[], rows: Cell[][]) => Cell[][],
): Shape {
  const word = chance.pick(['单位', '部门（单位）', '预算单位', '部门']);
  const code = chance.pick(['编码', '代码']);
  const rows = units.map((unit) =>
    row(
      [{ text: unit.code }, label(unit.name)],
      items.filter((item) => item.unit === unit.code),
      { lineCode: unit.code, lineName: unit.name },
    ),
  );
  const sum = row([head('合计', 2)], items, { lineName: '合计' });
  return { names: [{ text: `${word}${code}` }, { text: `${word}名称` }], rows: order(sum, rows), widths: [12, 32] };
}

/** Units, and below each its subjects. */
function nested(chance: Chance, { items, units }: Books, row: Row): Shape {
  const rows = units.flatMap((unit) => {
    const mine = items.filter((item) => item.unit === unit.code);
    return [
      row([{ text: unit.code }, label(unit.name)], mine, { lineCode: unit.code, lineName: unit.name }),
      ...tree(mine).map(({ code, name, level, of }) =>
        row([{ text: code }, label(name, level)], of, { lineCode: code, lineName: name }),
      ),
    ];
  });
  const sum = row([head('合计', 2)], items, { lineName: '合计' });
  const [code, name] = chance.pick([
    ['科目编码', '单位名称（科目）'],
    ['单位/科目编码', '单位（科目名称）'],
    ['科目编码', '单位名称/科目名称'],
    ['编码', '部门/单位/科目名称'],
    ['科目代码', '单位名称（功能科目名称）'],
  ]);
  return { names: [{ text: code ?? '' }, { text: name ?? '' }], rows: [sum, ...rows], widths: [12, 32] };
}

/** A column for the unit beside code and name of its subjects, in every row or merged. */
function unitBeside(chance: Chance, { items, units }: Books, row: Row): Shape {
  const merged = chance.often(0.4);
  const rows = units.flatMap((unit) => {
    const mine = items.filter((item) => item.unit === unit.code);
    const nodes = tree(mine).filter(({ level }) => level === 3);
    return nodes.map(({ code, name, of }, at) => {
      const unitCell: Cell[] = merged
        ? at > 0
          ? []
          : [{ ...label(unit.name), rowSpan: nodes.length }]
        : [label(unit.name)];
      return row([...unitCell, { text: code }, label(name)], of, { lineCode: code, lineName: name });
    });
  });
  const sum = row([head('合计', 3)], items, { lineName: '合计' });
  return {
    names: [{ text: chance.pick(['单位名称', '预算单位', '单位']) }, { text: '科目编码' }, { text: '科目名称' }],
    rows: [sum, ...rows],
    widths: [22, 12, 26],
  };
}

/** Code and name in one cell. */
function oneCell(chance: Chance, { items }: Books, row: Row, order: (sum: Cell[], rows: Cell[][]) => Cell[][]): Shape {
  const write = chance.pick([
    (code: string, name: string) => `${code}-${name}`,
    (code: string, name: string) => `[${code}]${name}`,
    (code: string, name: string) => `${code} ${name}`,
  ]);
  const rows = tree(items).map(({ code, name, level, of }) =>
    row([label(write(code, name), level - 1)], of, { lineCode: code, lineName: name }),
  );
  const sum = row([label('合计')], items, { lineName: '合计' });
  return {
    names: [{ text: chance.pick(['功能分类科目', '科目', '支出功能分类科目', '项目']) }],
    rows: order(sum, rows),
    widths: [40],
  };
}

const SHAPES = [oneColumn, oneColumn, oneColumn, threeColumns, nested, unitBeside, oneCell, byUnit];
const FINAL_SHAPES = [oneColumn, threeColumns];

/** A table of subjects (or units) under some columns, with a row of column numbers in some. */
export function subjectTable(
  chance: Chance,
  books: Books,
  title: string,
  statement: string,
  columns: readonly Column[],
): Made {
  const row: Row = (texts, items, what) => [...texts, ...amounts(columns, items, books.pen, statement, what)];
  const last = chance.often(0.3);
  const order = (sum: Cell[], rows: Cell[][]) => (last ? [...rows, sum] : [sum, ...rows]);
  const shapes = books.final ? FINAL_SHAPES : SHAPES.slice(0, books.units.length > 1 ? SHAPES.length : 4);
  const shape = chance.pick(shapes)(chance, books, row, order);
  const numbered = chance.often(books.final ? 0.8 : 0.25);
  const all = [...shape.names, ...columns];
  const named = lowest(shape.names).length;
  const count = lowest(columns).length;
  const numbers = chance.often(0.5)
    ? [head('栏次', named), ...Array.from({ length: count }, (_, at) => head(`${at + 1}`))]
    : [
        ...Array.from({ length: named }, () => head('**')),
        ...Array.from({ length: count }, (_, at) => head(`${at + 1}`)),
      ];
  return {
    title,
    table: {
      kind: 'table',
      widths: [...shape.widths, ...lowest(columns).map(() => 14)],
      header: [...headerOf(all), ...(numbered ? [numbers] : [])],
      body: shape.rows,
    },
  };
}
