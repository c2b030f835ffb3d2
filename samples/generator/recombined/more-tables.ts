import { nameOf } from '../accounts.ts';
import { ECONOMIC_NAMES } from '../data/codes.ts';
import { head, label } from '../figures.ts';
import type { Cell } from '../model.ts';
import { headerOf } from './columns.ts';
import { add, current, type Entry, type Figure, type Ledger, project, total, tree } from './ledger.ts';
import type { Chance } from './random.ts';
import { amountCell, type Recombined, shared, type What } from './tables.ts';

/** Titles of tables by economic class; without a fund or with another money than 基本支出 it is another statement. */
const BY_ECONOMY: readonly (readonly [title: string, statement: string])[] = [
  ['一般公共预算基本支出表', 'basic_expenditure'],
  ['一般公共预算基本支出情况表（按经济分类科目）', 'basic_expenditure'],
  ['一般公共预算支出表（按经济分类）', 'general_economic'],
  ['一般公共预算项目支出情况表（按经济分类科目）', 'project_economic'],
  ['财政拨款基本支出表（经济科目）', 'appropriation_basic'],
  ['部门支出经济分类汇总表', 'expenditure_economic|other'],
];

/** Where each kind of money is spent: 款 by the kind that a column adds up. */
const CLASSES = {
  personnel: ['30101', '30102', '30103', '30107', '30108', '30109', '30113'],
  public: ['30201', '30202', '30207', '30211', '30217', '30228'],
  project: ['30227', '31002'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Kind = keyof typeof CLASSES;
const KINDS: readonly Kind[] = ['personnel', 'public', 'project'];
const FIGURES: Readonly<Record<Kind, Figure>> = {
  personnel: (entry) => entry.personnel,
  public: (entry) => entry.public,
  project,
};

type EconomyColumn = readonly [heading: string, measure: string, kinds: readonly Kind[]];

function economyColumns(chance: Chance, statement: string): EconomyColumn[] {
  if (statement === 'project_economic') return [['合计', 'total', ['project']]];
  if (statement.startsWith('basic') || statement === 'appropriation_basic')
    return chance.shuffled<EconomyColumn>([
      ['合计', 'total', ['personnel', 'public']],
      ['人员经费', 'personnel', ['personnel']],
      ['公用经费', 'public', ['public']],
    ]);
  return chance.shuffled<EconomyColumn>([
    ['合计', 'total', KINDS],
    ['基本支出', 'basic', ['personnel', 'public']],
    ['项目支出', 'project', ['project']],
  ]);
}

/** 款 and their 类 under columns in any order, sometimes with the share of the whole beside them. */
export function economyTable(chance: Chance, { entries }: Ledger): Recombined {
  const [title, statement] = chance.pick(BY_ECONOMY);
  const columns = economyColumns(chance, statement);
  const lines = KINDS.flatMap((kind) => {
    const parts = shared(add(entries, FIGURES[kind]), CLASSES[kind].length);
    return CLASSES[kind].map((code, at) => ({ code, kind, fen: parts[at] ?? 0n }));
  }).filter(({ fen, kind }) => fen !== 0n && columns.some(([, , kinds]) => kinds.includes(kind)));
  const codes = [...new Set(lines.flatMap(({ code }) => [code.slice(0, 3), code]))].sort();
  const of = (prefix: string, kinds: readonly Kind[]) =>
    lines.reduce((so, line) => (line.code.startsWith(prefix) && kinds.includes(line.kind) ? so + line.fen : so), 0n);
  const all = of('', KINDS);
  const share = chance.often(0.4);
  const row = (texts: readonly Cell[], prefix: string, what: What): Cell[] => [
    ...texts,
    ...columns.map(([, measure, kinds]) => amountCell(of(prefix, kinds), statement, [measure], what)),
    ...(share ? [{ text: `${(of(prefix, KINDS) * 100n) / all}%` }] : []),
  ];
  const heads = [...columns.map(([text]) => text), ...(share ? ['占比'] : [])];
  const numbers = ['栏次', '', ...heads.map((_, at) => `${at + 1}`)].map((text) => head(text));
  return {
    title,
    table: {
      kind: 'table',
      widths: [12, 34, ...heads.map(() => 16)],
      header: [['科目编码', '科目名称', ...heads].map((text) => head(text)), ...(chance.often(0.4) ? [numbers] : [])],
      body: [
        row([head('合计', 2)], '', { lineName: '合计' }),
        ...codes.map((code) => {
          const name = nameOf(code, ECONOMIC_NAMES);
          return row([{ text: code }, label(name, code.length === 3 ? 0 : 1)], code, {
            lineCode: code,
            lineName: name,
          });
        }),
      ],
    },
  };
}

/** “三公”经费 with its items as columns and its years as rows: last year's figures stand above this year's. */
export function threePublicTable(chance: Chance, { year }: Ledger): Recombined {
  const money = () => BigInt(chance.whole(100, 9000)) * 10_000n;
  const row = (of: number, total: string): Cell[] => {
    const [abroad, reception, purchase, operation] = [money(), money(), money(), money()];
    const items = [
      ['合计', abroad + reception + purchase + operation],
      ['因公出国（境）费', abroad],
      ['公务接待费', reception],
      ['公务用车购置及运行费', purchase + operation],
      ['公务用车购置费', purchase],
      ['公务用车运行维护费', operation],
    ] as const;
    return [
      { text: `${of}年` },
      ...items.map(([lineName, fen]) => amountCell(fen, 'three_public', [total], { lineName })),
    ];
  };
  const rows = [row(year - 1, 'prior_total'), row(year, 'total')];
  return {
    title: chance.pick(['一般公共预算“三公”经费支出表', '财政拨款“三公”经费支出表']),
    table: {
      kind: 'table',
      widths: [10, 14, 16, 14, 14, 14, 14],
      header: [
        [
          head('年度', 1, 2),
          head('合计', 1, 2),
          head('因公出国（境）费用', 1, 2),
          head('公务接待费', 1, 2),
          head('公务用车购置及运行费', 3),
        ],
        [head('小计'), head('公务用车购置费'), head('公务用车运行维护费')],
      ],
      body: rows,
    },
  };
}

/** 收入总表 by function or by unit, with funds as columns: permuted, some dropped, each with its own spelling. */
export function revenueTable(chance: Chance, { entries, units }: Ledger): Recombined {
  const general = chance.pick(['一般公共预算', '一般公共预算拨款', '一般公共预算拨款收入']);
  const funds = chance.shuffled([
    [general, 'general_public', current],
    [chance.pick(['上年结转', '上年结转结余']), 'carryover', (entry: Entry) => entry.carried],
    [chance.pick(['事业收入', '单位资金']), '', () => 0n],
  ] as const);
  const byUnit = chance.often(0.4);
  const row = (texts: readonly Cell[], of: readonly Entry[], what: What): Cell[] => [
    ...texts,
    amountCell(add(of, total), 'revenue', ['total'], what),
    ...funds.map(([, measure, figure]) => amountCell(add(of, figure), 'revenue', [measure], what)),
  ];
  const lines = byUnit
    ? units.map(({ code, name }) => ({ code, name, level: 1, of: entries.filter((entry) => entry.unit === code) }))
    : tree(entries);
  return {
    title: chance.pick(['收入总表', '部门收入总体情况表', '收入预算总表']),
    table: {
      kind: 'table',
      widths: [12, 34, 14, ...funds.map(() => 16)],
      header: headerOf(
        byUnit ? ['单位编码', '单位名称'] : ['科目编码', '科目名称'],
        ['合计', ...funds.map(([text]) => text)].map((text) => ({ text, figure: current, measures: [] })),
      ),
      body: [
        row([head('合计', 2)], entries, { lineName: '合计' }),
        ...lines.map(({ code, name, level, of }) =>
          row([{ text: code }, label(name, level - 1)], of, { lineCode: code, lineName: name }),
        ),
      ],
    },
  };
}
