import { nameOf } from '../accounts.ts';
import { ECONOMIC_NAMES } from '../data/codes.ts';
import { type Fen, head, label, print } from '../figures.ts';
import type { Cell, FactSeed, TableBlock } from '../model.ts';
import { ordinal } from '../words.ts';
import { columnsOf, headerOf, leavesOf, yearColumns } from './columns.ts';
import { add, type Entry, type Ledger, total, tree } from './ledger.ts';
import type { Chance } from './random.ts';

/** A table with its title and the statements that are right for it by the contract. */
export interface Recombined {
  readonly title: string;
  readonly table: TableBlock;
}

export type What = Pick<FactSeed, 'lineName'> & Partial<FactSeed>;

/** The parts of `statement` and `measure` are alternatives, parted by `|`. */
export function amountCell(fen: Fen, statement: string, measures: readonly string[], what: What): Cell {
  if (fen === 0n) return { text: '' };
  const raw = print(fen, '万元', 2, true);
  const nothing = { side: null, row: 0, lineCode: null, lineName2: null, standardCode: null, standardCode2: null };
  const fact: FactSeed = {
    ...{ ...nothing, codeScheme: null, statement, measure: measures.join('|') },
    ...{ amount: print(fen, '元', 2, false), raw, unit: '万元', ...what },
  };
  return { text: raw, align: 'right', fact };
}

/** Titles of tables by function, with the key that is theirs; qualifiers make another table of it. */
const BY_FUNCTION: readonly (readonly [title: string, statement: string])[] = [
  ['支出总表', 'expenditure'],
  ['部门支出总体情况表', 'expenditure'],
  ['一般公共预算支出表', 'general_expenditure'],
  ['一般公共预算支出情况表（按功能分类科目）', 'general_expenditure'],
  ['财政拨款支出表（功能科目）', 'appropriation_expenditure'],
  ['财政专户管理资金支出表', 'special_account_expenditure'],
  ['重点领域支出情况表', 'other'],
  ['民生支出明细表', 'other'],
  ['一般公共预算支出汇总表（分单位）', 'general_expenditure|other'],
  ['专项支出一览表', 'other'],
];

/** What may stand behind any title: without a key the table is what it was, with one it is a part of it only. */
const QUALIFIERS: readonly (readonly [words: string, statement: string | null])[] = [
  ['（公开）', null],
  ['（不含上年结转）', null],
  ['（汇总）', null],
  ['（按资金性质）', null],
  ['（重点项目）', 'other'],
  ['（按项目）', 'other'],
  ['（政府采购）', 'procurement|other'],
];

function qualified(chance: Chance, [title, statement]: readonly [string, string]): readonly [string, string] {
  if (title.endsWith('）') || chance.often(0.6)) return [title, statement];
  const [words, other] = chance.pick(QUALIFIERS);
  // A careful reader may keep any of them under its title.
  return [title + words, other ?? `${statement}|other`];
}

/** Lines by function under a header of `depth` rows; units head their lines where the table is by unit. */
export function functionTable(chance: Chance, ledger: Ledger, depth: number): Recombined {
  const [title, statement] = qualified(chance, chance.pick(BY_FUNCTION));
  const columns = depth === 1 && chance.often(0.4) ? yearColumns(chance, ledger.year) : columnsOf(chance, depth);
  const leaves = leavesOf(columns);
  const byUnit = ledger.units.length > 1 && chance.often(0.5);
  const row = (texts: readonly Cell[], entries: readonly Entry[], what: What): Cell[] => [
    ...texts,
    ...leaves.map((one) => amountCell(add(entries, one.figure), statement, one.measures, what)),
  ];
  const lines = (entries: readonly Entry[], indent: number) =>
    tree(entries).map(({ code, name, level, of }) =>
      row([{ text: code }, label(name, level - 1 + indent)], of, { lineCode: code, lineName: name }),
    );
  const units = ledger.units.flatMap(({ code, name }) => {
    const entries = ledger.entries.filter((entry) => entry.unit === code);
    return [row([{ text: code }, label(name)], entries, { lineCode: code, lineName: name }), ...lines(entries, 1)];
  });
  const sum = row([head('合计', 2)], ledger.entries, { lineName: '合计' });
  const body = byUnit ? units : lines(ledger.entries, 0);
  const names = byUnit
    ? ['单位/科目编码', '单位（科目名称）']
    : [chance.pick(['科目编码', '功能分类科目编码']), '科目名称'];
  const ordered = chance.often(0.6) ? [sum, ...body] : [...body, sum];
  return {
    title,
    table: {
      kind: 'table',
      widths: [12, 34, ...leaves.map(() => 14)],
      header: headerOf(names, columns),
      body: ordered,
    },
  };
}

/** Shares of a sum for classes that need not be true: the last one takes what is left. */
export function shared(fen: Fen, count: number): Fen[] {
  const parts = Array.from({ length: count - 1 }, (_, at) => (fen / BigInt(at + 3) / 10_000n) * 10_000n);
  return [...parts, fen - parts.reduce((so, part) => so + part, 0n)];
}

interface BlockLine {
  readonly text: string;
  readonly fen: Fen;
  readonly what: What;
}

/** 收支总表 with its expenditure by function, department class and government class beside one another. */
export function blocksTable(chance: Chance, { entries }: Ledger): Recombined {
  const all = add(entries, total);
  const revenue: BlockLine[] = ['一般公共预算拨款收入', '政府性基金预算拨款收入', '事业收入', '其他收入'].map(
    (name, at) => ({
      ...{ text: `${ordinal(at + 1)}、${name}`, fen: at === 0 ? all : 0n },
      what: { side: 'revenue', lineName: name },
    }),
  );
  const functions: BlockLine[] = tree(entries)
    .filter(({ level }) => level === 1)
    .map(({ code, name, of }, at) => ({
      ...{ text: `${ordinal(at + 1)}、${name}`, fen: add(of, total) },
      what: { side: 'expenditure', lineName: name, standardCode: code },
    }));
  const classes = (codes: readonly string[], names: Readonly<Record<string, string>>): BlockLine[] => {
    const parts = shared(all, codes.length);
    return codes.map((code, at) => ({
      ...{ text: `${ordinal(at + 1)}、${nameOf(code, names)}`, fen: parts[at] ?? 0n },
      what: { side: 'expenditure', lineName: nameOf(code, names), standardCode: code },
    }));
  };
  const blocks = [
    { heading: '按功能分类', lines: functions },
    { heading: '按部门预算经济分类', lines: classes(['301', '302', '303', '310'], ECONOMIC_NAMES) },
    { heading: '按政府预算经济分类', lines: classes(['501', '502', '509'], ECONOMIC_NAMES) },
  ];
  const shown = [{ heading: '收入', lines: revenue }, ...(chance.often(0.5) ? blocks : chance.shuffled(blocks))];
  const height = Math.max(...shown.map(({ lines }) => lines.length));
  const cells = (line: BlockLine | undefined): Cell[] =>
    line === undefined
      ? [label(''), { text: '' }]
      : [label(line.text), amountCell(line.fen, 'balance', ['total'], line.what)];
  const body = Array.from({ length: height }, (_, at) => shown.flatMap(({ lines }) => cells(lines[at])));
  const sums = (left: string, right: string): Cell[] =>
    shown.flatMap((_, at) => {
      const name = at === 0 ? left : right;
      const side = at === 0 ? 'revenue' : 'expenditure';
      return [head(name), amountCell(all, 'balance', ['total'], { lineName: name, side })];
    });
  return {
    title: chance.pick(['收支总表', '部门收支总体情况表', '收支预算总表']),
    table: {
      kind: 'table',
      widths: shown.flatMap(() => [24, 13]),
      header: [
        [head('收入', 2), head('支出', 6)],
        shown.flatMap(({ heading }, at) => [head(at === 0 ? '项目' : heading), head('预算数')]),
      ],
      body: [...body, sums('本年收入合计', '本年支出合计'), sums('收入总计', '支出总计')],
    },
  };
}

/** Functions as lines and economic classes as columns. */
export function matrixTable(chance: Chance, { entries }: Ledger): Recombined {
  const codes = chance.some(['301', '302', '303', '310'], 3);
  const row = (texts: readonly Cell[], of: readonly Entry[], what: What): Cell[] => {
    const parts = codes.map((_, at) =>
      of.reduce((so, entry) => so + (shared(total(entry), codes.length)[at] ?? 0n), 0n),
    );
    return [
      ...texts,
      amountCell(add(of, total), 'other', ['total'], what),
      ...codes.map((code, at) => amountCell(parts[at] ?? 0n, 'other', [`economic:${code}`, 'other:'], what)),
    ];
  };
  const names = codes.map((code) => ({ text: nameOf(code, ECONOMIC_NAMES), figure: total, measures: [] }));
  return {
    title: chance.pick(['支出功能与经济分类交叉表', '分科目支出经济分类明细表']),
    table: {
      kind: 'table',
      widths: [11, 32, 14, ...codes.map(() => 14)],
      header: headerOf(['科目编码', '科目名称', '合计'], [{ text: '部门预算支出经济分类', columns: names }]),
      body: [
        row([head('合计', 2)], entries, { lineName: '合计' }),
        ...tree(entries).map(({ code, name, level, of }) =>
          row([{ text: code }, label(name, level - 1)], of, { lineCode: code, lineName: name }),
        ),
      ],
    },
  };
}
