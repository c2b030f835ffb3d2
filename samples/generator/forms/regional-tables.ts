import { nameOf } from '../accounts.ts';
import { ECONOMIC_NAMES } from '../data/codes.ts';
import { Amounts, type Fen, head, type Line, label, sum, USUAL } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { add, basic, type Entry, type Figure, type Ledger, project, total, tree } from '../recombined/ledger.ts';
import { ordinal } from '../words.ts';

type Column = readonly [heading: string, measure: string, figure: Figure];
type Subject = ReturnType<typeof tree>[number];

export const SPENDING: readonly Column[] = [
  ['合计', 'total', total],
  ['基本支出', 'basic', basic],
  ['项目支出', 'project', project],
];

const subject = ({ code, name }: Pick<Subject, 'code' | 'name'>, row: number): Line => ({ row, name, code });

/** Rows of a table whose columns add up entries. */
function rowsOf(statement: string, columns: readonly Column[]) {
  const amounts = new Amounts(statement, '万元', USUAL);
  return (texts: readonly Cell[], line: Line, entries: readonly Entry[]): Cell[] => [
    ...texts,
    ...columns.map(([, measure, figure]) => amounts.cell(line, measure, add(entries, figure))),
  ];
}

function table(names: readonly string[], columns: readonly Column[], body: readonly (readonly Cell[])[]): TableBlock {
  const header = [[...names, ...columns.map(([heading]) => heading)].map((text) => head(text))];
  return { kind: 'table', widths: [12, 34, ...columns.map(() => 16)], header, body };
}

/** Subjects under a 合计. */
export function bySubject({ entries }: Ledger, statement: string, columns = SPENDING): TableBlock {
  const row = rowsOf(statement, columns);
  return table(['科目编码', '科目名称'], columns, [
    row([head('合计', 2)], { row: 1, name: '合计' }, entries),
    ...tree(entries).map((of, at) =>
      row([{ text: of.code }, label(of.name, of.level - 1)], subject(of, at + 2), of.of),
    ),
  ]);
}

/** Units (单位), each above its subjects where `nested`. */
export function byUnit(
  { units, entries }: Ledger,
  statement: string,
  columns: readonly Column[],
  nested: boolean,
): TableBlock {
  const row = rowsOf(statement, columns);
  const body = [row([head('合计', 2)], { row: 1, name: '合计' }, entries)];
  for (const { code, name } of units) {
    const own = entries.filter((entry) => entry.unit === code);
    const line: Line = { row: body.length + 1, name, code, unit: true };
    body.push(row([{ text: code }, label(name)], line, own));
    for (const of of nested ? tree(own) : [])
      body.push(row([{ text: of.code }, label(of.name, of.level)], subject(of, body.length + 1), of.of));
  }
  return table(nested ? ['单位/科目编码', '单位/科目名称'] : ['单位编码', '单位名称'], columns, body);
}

/** 人员, 公用 and 项目 money under their 部门 classes; all of them make up the whole. */
const CLASSES: readonly (readonly [code: string, figure: Figure])[] = [
  ['301', (entry) => entry.personnel],
  ['302', (entry) => entry.public],
  ['310', project],
];
/** The same under the government's classes. */
const GOVERNMENT: readonly (readonly [code: string, figure: Figure])[] = [
  ['501', (entry) => entry.personnel],
  ['502', (entry) => entry.public + project(entry)],
];

interface Item {
  readonly text: string;
  readonly amount: Fen;
  readonly line: Omit<Line, 'row'>;
}

/** 收支总表: revenue, and expenditure by function, by 部门 class and by government class side by side. */
export function fourBlocks({ entries }: Ledger): TableBlock {
  const amounts = new Amounts('balance', '万元', USUAL);
  const all = add(entries, total);
  const side = 'expenditure';
  const revenue = ['一般公共预算拨款收入', '政府性基金预算拨款收入', '其他收入'].map((name, at): Item => {
    return { text: `${ordinal(at + 1)}、${name}`, amount: at === 0 ? all : 0n, line: { name, side: 'revenue' } };
  });
  const functions = tree(entries)
    .filter(({ level }) => level === 1)
    .map(({ code, name, of }, at): Item => {
      return { text: `${ordinal(at + 1)}、${name}`, amount: add(of, total), line: { name, side, standard: code } };
    });
  const classes = (list: typeof CLASSES, scheme: string) =>
    list.map(([code, figure], at): Item => {
      const name = nameOf(code, ECONOMIC_NAMES);
      return {
        text: `${ordinal(at + 1)}、${name}`,
        amount: add(entries, figure),
        line: { name, side, standard: code, scheme },
      };
    });
  const blocks = [
    revenue,
    functions,
    classes(CLASSES, 'economic_department'),
    classes(GOVERNMENT, 'economic_government'),
  ];
  const height = Math.max(...blocks.map((block) => block.length));
  const body = Array.from({ length: height }, (_, at) =>
    blocks.flatMap((block): Cell[] => {
      const item = block[at];
      if (item === undefined) return [label(''), { text: '' }];
      return [label(item.text), amounts.cell({ ...item.line, row: at + 1 }, 'total', item.amount)];
    }),
  );
  const sums = (row: number, left: string, right: string): Cell[] =>
    blocks.flatMap((_, at) => {
      const line: Line = at === 0 ? { row, name: left, side: 'revenue' } : { row, name: right, side };
      return [head(line.name), amounts.cell(line, 'total', all)];
    });
  return {
    kind: 'table',
    widths: blocks.flatMap(() => [26, 14]),
    header: [
      [head('收入', 2), head('支出', 6)],
      ['项目', '按功能分类', '按部门预算经济分类', '按政府预算经济分类'].flatMap((text) => [
        head(text),
        head('预算数'),
      ]),
    ],
    body: [...body, sums(height + 1, '本年收入合计', '本年支出合计'), sums(height + 2, '收入总计', '支出总计')],
  };
}

/** Functions as lines, economic classes as columns. */
export function matrix(ledger: Ledger): TableBlock {
  const columns = CLASSES.map(([code, figure]): Column => [nameOf(code, ECONOMIC_NAMES), `economic:${code}`, figure]);
  const block = bySubject(ledger, 'other', [['合计', 'total', total], ...columns]);
  const header = [
    [head('科目编码', 1, 2), head('科目名称', 1, 2), head('合计', 1, 2), head('部门预算支出经济分类', columns.length)],
    columns.map(([heading]) => head(heading)),
  ];
  return { ...block, header };
}

const ITEMS = [
  '合计',
  '因公出国（境）费',
  '公务接待费',
  '公务用车购置及运行费',
  '公务用车购置费',
  '公务用车运行维护费',
];

/** “三公”经费: items as columns, years as rows, last year's above this year's. */
export function threePublicByYear(
  year: number,
  figures: readonly (readonly [abroad: Fen, reception: Fen, bought: Fen, run: Fen])[],
): TableBlock {
  const amounts = new Amounts('three_public', '万元', USUAL);
  const body = figures.map(([abroad, reception, bought, run], at): Cell[] => {
    const values = [sum([abroad, reception, bought, run]), abroad, reception, bought + run, bought, run];
    const measure = at === figures.length - 1 ? 'total' : 'prior_total';
    return [
      { text: `${year - figures.length + 1 + at}年` },
      ...ITEMS.map((name, i) => amounts.cell({ row: i + 1, name }, measure, values[i])),
    ];
  });
  return {
    kind: 'table',
    widths: [10, 14, 16, 14, 14, 14, 14],
    header: [
      [
        head('年度', 1, 2),
        ...['合计', '因公出国（境）费', '公务接待费'].map((text) => head(text, 1, 2)),
        head('公务用车购置及运行费', 3),
      ],
      ['小计', '公务用车购置费', '公务用车运行维护费'].map((text) => head(text)),
    ],
    body,
  };
}
