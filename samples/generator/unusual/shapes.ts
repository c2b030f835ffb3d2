import { CLASSES } from '../data/codes.ts';
import { head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import {
  APPROPRIATED,
  add,
  type Books,
  basic,
  carried,
  current,
  type Figure,
  type Item,
  of,
  project,
  total,
  tree,
} from '../provincial/books.ts';
import { amounts, type Column, headerOf, leaf, leaves, lowest, under } from '../provincial/columns.ts';
import type { Made } from '../provincial/subjects.ts';
import type { Chance } from '../recombined/random.ts';
import { ordinal } from '../words.ts';

/** Makes one table of a report; the figures of all are sums of the same books. */
export type Shape = (chance: Chance, books: Books) => Made;

const personnel: Figure = (item) => item.personnel;
const office: Figure = (item) => item.public;

/** Five rows of headings: year, fund and kind of money within one another. */
export function deepColumns(chance: Chance): Column[] {
  const split = (figure: (one: Figure) => Figure): Column[] => [
    leaf('小计', figure(current), 'current|general_public|total|other:'),
    under('基本支出', [
      leaf('人员经费', figure(personnel), 'personnel|other:'),
      leaf('公用经费', figure(office), 'public|other:'),
    ]),
    leaf(
      '项目支出',
      figure((item) => item.project),
      'project|other:',
    ),
  ];
  const general = (one: Figure) => of(one, 'general_public');
  return [
    leaf('合计', of(total, 'general_public'), 'total'),
    under('支出预算', [
      under(chance.pick(['当年预算', '本年预算安排']), [under('财政拨款', [under('一般公共预算', split(general))])]),
      leaf('上年结转', of(carried, 'general_public'), 'carryover|other:'),
    ]),
  ];
}

/** Units, their subjects and below each the projects that it pays for: codes of three kinds in one column. */
export const nestedProjects: Shape = (chance, books) => {
  const { units, projects, pen } = books;
  const columns = [
    leaf('合计', project, 'total'),
    leaf('一般公共预算', of(project, 'general_public'), 'general_public|other:'),
    leaf('政府性基金预算', of(project, 'government_fund'), 'government_fund|other:'),
  ];
  const title = chance.pick(['项目支出预算明细表', '项目支出表']);
  const row = (texts: readonly Cell[], items: readonly Item[], lineName: string, lineCode?: string): Cell[] => [
    ...texts,
    ...amounts(columns, items, pen, 'project_expenditure', {
      lineName,
      ...(lineCode === undefined ? {} : { lineCode }),
    }),
  ];
  const body = units.flatMap((unit) => {
    const mine = projects.filter((one) => one.unit === unit.code);
    const subjects = tree(mine.map(({ item }) => item)).filter(({ level }) => level === 3);
    return [
      row(
        [{ text: unit.code }, label(unit.name)],
        mine.map(({ item }) => item),
        unit.name,
        unit.code,
      ),
      ...subjects.flatMap(({ code, name }) => {
        const own = mine.filter(({ item }) => item.code === code);
        return [
          row(
            [{ text: code }, label(name, 1)],
            own.map(({ item }) => item),
            name,
            code,
          ),
          ...own.map((one) => row([{ text: one.code }, label(one.name, 2)], [one.item], one.name, one.code)),
        ];
      }),
    ];
  });
  return {
    title,
    table: {
      kind: 'table',
      widths: [24, 34, ...leaves(columns).map(() => 14)],
      header: headerOf([{ text: '编码' }, { text: '单位/科目/项目名称' }, ...columns]),
      body: [
        row(
          [head('合计', 2)],
          projects.map(({ item }) => item),
          '合计',
        ),
        ...body,
      ],
    },
  };
};

/** Subjects as columns and kinds of money as lines. */
export const transposed: Shape = (chance, { items, pen }) => {
  const classes = CLASSES.filter(([code]) => items.some((item) => item.code.startsWith(code))).slice(0, 8);
  const within =
    (figure: Figure, code: string): Figure =>
    (item) =>
      item.code.startsWith(code) ? figure(item) : 0n;
  const lines: readonly (readonly [string, Figure])[] = [
    ['合计', total],
    ['基本支出', basic],
    ['项目支出', project],
  ];
  const shown = classes.map(([, name]) => ({ text: name }));
  const S = 'other|expenditure';
  return {
    title: chance.pick(['支出按功能分类情况表', '部门支出分科目汇总表']),
    table: {
      kind: 'table',
      widths: [16, 13, ...classes.map(() => 12)],
      header: headerOf([{ text: '支出性质' }, { text: '合计' }, under('支出功能分类', shown)]),
      body: lines.map(([name, figure]) => {
        const seen = items.filter((item) => classes.some(([code]) => item.code.startsWith(code)));
        return [
          label(name),
          pen.amount(add(seen, figure), S, 'total|other:', { lineName: name }),
          ...classes.map(([code]) =>
            // the class of this name is the fund of this name
            pen.amount(add(items, within(figure, code)), S, code === '223' ? 'other:|state_capital' : 'other:', {
              lineName: name,
            }),
          ),
        ];
      }),
    },
  };
};

interface BlockLine {
  readonly text: string;
  readonly name: string;
  readonly figure: Figure;
}

/** Blocks of a balance with last year beside this year in each, and as many rows as each has lines. */
export const yearsInBlocks: Shape = (chance, { items, pen, year, final }) => {
  const used = CLASSES.filter(([code]) => items.some((item) => item.code.startsWith(code)));
  const line = (at: number, name: string, figure: Figure): BlockLine => ({
    ...{ text: `${ordinal(at + 1)}、${name}`, name, figure },
  });
  const blocks: readonly { side: 'revenue' | 'expenditure'; head: string; lines: readonly BlockLine[] }[] = [
    {
      ...{ side: 'revenue', head: '收入' },
      lines: [
        line(0, '一般公共预算拨款收入', of(total, 'general_public')),
        line(1, '政府性基金预算拨款收入', of(total, 'government_fund')),
        line(2, '国有资本经营预算拨款收入', of(total, 'state_capital')),
        line(3, '财政专户管理资金收入', of(total, 'special_account')),
        line(4, '事业收入', of(total, 'business')),
        line(5, '其他收入', of(total, 'other_revenue')),
      ],
    },
    {
      ...{ side: 'expenditure', head: '支出（按功能分类）' },
      lines: used.map(([code, name], at) => line(at, name, (item) => (item.code.startsWith(code) ? total(item) : 0n))),
    },
    {
      ...{ side: 'expenditure', head: '支出（按支出性质）' },
      lines: [line(0, '基本支出', basic), line(1, '项目支出', project)],
    },
  ];
  const shown = chance.often(0.6) ? blocks : blocks.slice(0, 2);
  const before = chance.often(0.5);
  const years = (figure: Figure, side: 'revenue' | 'expenditure', lineName: string): Cell[] => {
    const [now, then] = [
      pen.amount(add(items, figure), 'balance', 'total', { side, lineName }),
      pen.amount(2n * add(items, figure), 'balance', 'prior_total', { side, lineName }),
    ];
    return before ? [then, now] : [now, then];
  };
  const word = final ? '决算数' : '预算数';
  const words = [`${year - 1}年${word}`, `${year}年${word}`];
  const height = Math.max(...shown.map(({ lines }) => lines.length));
  const rows = Array.from({ length: height }, (_, at) =>
    shown.flatMap(({ lines, side }): Cell[] => {
      const one = lines[at];
      if (one === undefined) return [label(''), { text: '' }, { text: '' }];
      return [label(one.text), ...years(one.figure, side, one.name)];
    }),
  );
  const sums = shown.flatMap(({ side }): Cell[] => {
    const name = side === 'revenue' ? '收入总计' : '支出总计';
    return [head(name), ...years(total, side, name)];
  });
  return {
    title: chance.pick(['收支总表', '部门收支总体情况表']),
    table: {
      kind: 'table',
      widths: shown.flatMap(() => [26, 13, 13]),
      header: [
        shown.map(({ head: text }) => head(text, 3)),
        shown.flatMap(() => ['项目', ...(before ? words : words.toReversed())].map((text) => head(text))),
      ],
      body: [...rows, sums],
    },
  };
};

/** Names of subjects with nothing but indentation to tell their levels. */
export const byIndentation: Shape = (chance, { items, pen }) => {
  const columns = [
    leaf('合计', total, 'total'),
    leaf('基本支出', basic, 'basic'),
    leaf('项目支出', project, 'project'),
  ];
  const shown = chance.often(0.5) ? columns : [...columns.slice(1), ...columns.slice(0, 1)];
  const row = (name: Cell, of_: readonly Item[], lineName: string) => [
    name,
    ...amounts(shown, of_, pen, 'expenditure', { lineName }),
  ];
  return {
    title: chance.pick(['支出总表', '部门支出总体情况表']),
    table: {
      kind: 'table',
      widths: [44, ...shown.map(() => 16)],
      header: headerOf([{ text: chance.pick(['项目', '功能分类科目名称', '科目名称']) }, ...shown]),
      body: [
        row(head('合计'), items, '合计'),
        ...tree(items).map(({ name, level, of: own }) => row(label(name, level - 1), own, name)),
      ],
    },
  };
};

/** Columns of a final account in any order, with what nobody declared between them. */
export const anyOrder: Shape = (chance, { items, pen }) => {
  const planned: Figure = (item) => 2n * current(item);
  const adjusted: Figure = (item) => 3n * current(item);
  const columns = chance.shuffled([
    leaf('决算数', current, 'total'),
    leaf('年初预算数', planned, 'planned'),
    ...(chance.often(0.6) ? [leaf(chance.pick(['调整预算数', '全年预算数']), adjusted, 'other:|planned')] : []),
    ...(chance.often(0.6) ? [{ text: chance.pick(['完成率', '完成率（%）', '决算数为预算数的%']) }] : []),
  ]);
  const cells = (own: readonly Item[], lineName: string, lineCode?: string): Cell[] => {
    const what = { lineName, ...(lineCode === undefined ? {} : { lineCode }) };
    const figures = amounts(columns, own, pen, 'expenditure', what);
    let at = 0;
    return lowest(columns).map((one) => ('figure' in one ? (figures[at++] ?? { text: '' }) : { text: '50%' }));
  };
  return {
    title: chance.pick(['支出决算表', '部门支出决算总表']),
    table: {
      kind: 'table',
      widths: [12, 34, ...columns.map(() => 15)],
      header: headerOf([{ text: '科目编码' }, { text: '科目名称' }, ...columns]),
      body: [
        [head('合计', 2), ...cells(items, '合计')],
        ...tree(items).map(({ code, name, level, of: own }) => [
          ...[{ text: code }, label(name, level - 1)],
          ...cells(own, name, code),
        ]),
      ],
    },
  };
};

/** What 收入 brings by fund, unit by unit, with headings in two languages. */
export const bilingual: Shape = (_chance, { items, units, pen }) => {
  const columns = [
    leaf('合计 Total', total, 'total'),
    leaf('基本支出 Basic', basic, 'basic'),
    leaf('项目支出 Project', project, 'project'),
    leaf('财政拨款 Appropriation', of(total, ...APPROPRIATED), 'appropriation|other:'),
  ];
  const row = (texts: readonly Cell[], own: readonly Item[], lineName: string, lineCode?: string): Cell[] => [
    ...texts,
    ...amounts(columns.slice(0, 3), own, pen, 'expenditure|other', {
      lineName,
      ...(lineCode === undefined ? {} : { lineCode }),
    }),
  ];
  return {
    title: '支出总表 Table of Expenditure',
    table: {
      kind: 'table',
      widths: [14, 34, 16, 16, 16],
      header: headerOf([{ text: '单位编码 Code' }, { text: '单位名称 Name' }, ...columns.slice(0, 3)]),
      body: [
        row([head('合计 Total', 2)], items, '合计|合计Total|合计 Total'),
        ...units.map((unit) =>
          row(
            [{ text: unit.code }, label(unit.name)],
            items.filter((one) => one.unit === unit.code),
            unit.name,
            unit.code,
          ),
        ),
      ],
    },
  };
};
