import { nameOf } from '../accounts.ts';
import { ECONOMIC_NAMES } from '../data/codes.ts';
import { head, label } from '../figures.ts';
import type { Block, Cell, Style, TableBlock } from '../model.ts';
import { add, type Books, basic, booksOf, type Figure, of, project, total } from '../provincial/books.ts';
import { expenditureColumns, fundColumns } from '../provincial/expenditure.ts';
import { Pen } from '../provincial/pen.ts';
import { STYLES as PROVINCIAL } from '../provincial/report.ts';
import { type Made, subjectTable } from '../provincial/subjects.ts';
import { Chance } from '../recombined/random.ts';
import type { RecombinedReport } from '../recombined/reports.ts';
import { shared } from '../recombined/tables.ts';
import {
  anyOrder,
  bilingual,
  byIndentation,
  deepColumns,
  nestedProjects,
  transposed,
  yearsInBlocks,
} from './shapes.ts';

const STYLES: readonly Partial<Style>[] = [
  ...PROVINCIAL,
  { rowAir: 3, repeatHeader: false },
  { rowAir: 3, repeatHeader: true },
];

const UNIT_LINES = ['单位：', '金额单位：', '计量单位：', '单位:'];
const NOTES = [
  '备注：本表金额为四舍五入后的结果，合计数与分项之和可能存在尾差。',
  '注：本表公开到功能分类项级科目。',
  '说明：1.本表不含涉密支出；2.空表表示没有相关收支。',
];

/** A second table under the title of the first one: the same money by class. */
function byClass(chance: Chance, { items, pen }: Books, statement: string): TableBlock {
  const classes = ['301', '302', '303', '310'];
  const figures: readonly (readonly [string, Figure, string])[] = [
    ['合计', of(total, 'general_public'), 'total'],
    ['基本支出', of(basic, 'general_public'), 'basic'],
    ['项目支出', of(project, 'general_public'), 'project'],
  ];
  const columns = chance.often(0.5) ? figures : figures.toReversed();
  const row = (texts: readonly Cell[], lineName: string, part: (fen: bigint) => bigint, lineCode?: string): Cell[] => [
    ...texts,
    ...columns.map(([, figure, measure]) =>
      pen.amount(part(add(items, figure)), statement, measure, {
        lineName,
        ...(lineCode === undefined ? {} : { lineCode }),
      }),
    ),
  ];
  // parts of each column that add up, though the columns of one class need not
  const parts = (at: number) => (fen: bigint) => shared(fen, classes.length)[at] ?? 0n;
  return {
    kind: 'table',
    widths: [12, 34, 16, 16, 16],
    header: [['经济分类科目编码', '经济分类科目名称', ...columns.map(([text]) => text)].map((text) => head(text))],
    body: [
      row([head('合计', 2)], '合计', (fen) => fen),
      ...classes.map((code, at) => {
        const name = nameOf(code, ECONOMIC_NAMES);
        return row([{ text: code }, label(name)], name, parts(at), code);
      }),
    ],
  };
}

interface Printed extends Made {
  readonly more?: TableBlock;
  readonly unit: string;
}

function tables(chance: Chance, books: Books): Printed[] {
  const general: Books = { ...books, items: books.items.filter(({ fund }) => fund === 'general_public') };
  // one table of a report may be counted in another unit than the next
  const inUnit = (make: (books: Books) => Made): Printed => {
    const unit = chance.pick(['万元', '元'] as const);
    const pen = new Pen(unit, books.pen.grouping, books.pen.zero);
    return { ...make({ ...books, pen }), unit };
  };
  if (books.final)
    return [inUnit((one) => anyOrder(chance, one)), inUnit((one) => yearsInBlocks(chance, { ...one, year: one.year }))];
  const withGeneral = (pen: Pen): Books => ({ ...general, pen });
  const expenditure = chance.pick([
    (one: Books) => byIndentation(chance, one),
    (one: Books) => bilingual(chance, one),
    (one: Books) => subjectTable(chance, one, '支出总表', 'expenditure', expenditureColumns(chance, false)),
  ]);
  const two = inUnit((one) =>
    subjectTable(
      chance,
      withGeneral(one.pen),
      '一般公共预算支出表',
      'general_expenditure',
      fundColumns(chance, false, books.year, '一般公共预算支出'),
    ),
  );
  const pen = new Pen(two.unit === '元' ? '元' : '万元', books.pen.grouping, books.pen.zero);
  return [
    inUnit((one) => yearsInBlocks(chance, one)),
    inUnit(expenditure),
    chance.often(0.5)
      ? { ...two, more: byClass(chance, withGeneral(pen), 'other|general_economic') }
      : inUnit((one) =>
          subjectTable(chance, withGeneral(one.pen), '一般公共预算支出表', 'general_expenditure', deepColumns(chance)),
        ),
    inUnit((one) => nestedProjects(chance, one)),
    inUnit((one) => transposed(chance, one)),
  ];
}

/** A report of shapes that few publishers print: every sum holds; facts name what is right, parted by `|`. */
export function unusual(seed: number): RecombinedReport {
  const chance = new Chance(seed);
  const books = booksOf(chance);
  const { department, year, final } = books;
  const dated = chance.pick(['', `${year}年`, `${year}年度`]);
  const word = final ? '决算' : '预算';
  const noted = chance.often(0.4);
  const blocks = tables(chance, books).flatMap(({ title, table, more, unit }, at): Block[] => {
    const fontSize = table.widths.length <= 8 ? 9 : 6;
    return [
      { kind: 'break', landscape: true },
      ...(noted ? [{ kind: 'line', left: `表${at + 1}` } as const] : []),
      { kind: 'title', text: `${dated}${title}`, size: 15 },
      { kind: 'line', left: `部门名称：${department}`, right: `${chance.pick(UNIT_LINES)}${unit}` },
      { ...table, fontSize },
      ...(noted ? [{ kind: 'paragraph', text: chance.pick(NOTES) } as const] : []),
      ...(more === undefined ? [] : [{ kind: 'space', height: 14 } as const, { ...more, fontSize }]),
    ];
  });
  return {
    seed,
    report: {
      documentType: final ? 'final' : 'budget',
      ...{ year, department },
      blocks: [
        { kind: 'space', height: 180 },
        { kind: 'title', text: `${department}${year}年部门${word}`, size: 24 },
        ...blocks,
      ],
    },
    style: { ...chance.pick(STYLES), margin: 36 },
  };
}
