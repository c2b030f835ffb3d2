import { type Accounts, APPROPRIATED, functionTree, ofFunds, type Sums, totals } from '../accounts.ts';
import { CLASSES } from '../data/codes.ts';
import type { FinalAccounts } from '../data/final.ts';
import { Amounts, type Fen, head, type Line, label } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { ordinal } from '../words.ts';
import type { FinalOptions } from './final-options.ts';

const REVENUES = [
  '一般公共预算财政拨款收入',
  '政府性基金预算财政拨款收入',
  '国有资本经营预算财政拨款收入',
  '上级补助收入',
  '事业收入',
  '经营收入',
  '附属单位上缴收入',
  '其他收入',
];

/** Final accounts print 26 类: without 预备费 and the funds that only budgets know. */
const FINAL_CLASSES = CLASSES.filter(([code]) => !['209', '227', '230', '234'].includes(code));

/** A row at the end of a balance: a name and an amount on the left, a name and the columns' amounts on the right. */
type End = readonly [left: string, amount: Fen, right: string, columns: readonly Fen[]];

/** An amount column of the expenditure side. */
type Column = readonly [measure: string, of: (sums: Sums) => Fen];

/** 收入支出决算总表. */
export function finalBalance(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('balance', '万元', options.print);
  const { total, funds } = totals(accounts);
  const { opening, otherRevenue } = accounts;
  const revenue = total + otherRevenue.amount;
  const left = [
    ...APPROPRIATED.map((fund) => funds[fund]),
    0n,
    funds.special_account,
    0n,
    0n,
    funds.unit_funds + otherRevenue.amount,
  ];
  const ends: readonly End[] = [
    ['本年收入合计', revenue, '本年支出合计', [total]],
    ['使用非财政拨款结余（含专用结余）', 0n, '结余分配', [0n]],
    ['年初结转和结余', opening, '年末结转和结余', [opening + otherRevenue.amount]],
    ['总计', revenue + opening, '总计', [revenue + opening]],
  ];
  return {
    kind: 'table',
    widths: [36, 16, 34, 16],
    header: [[head('收入', 2), head('支出', 2)], ['项目', '决算数', '项目', '决算数'].map((text) => head(text))],
    body: [
      ...classRows(accounts, REVENUES, left, amounts, [['total', (of) => of.total]]),
      ...endRows(ends, amounts, ['total']),
    ],
  };
}

/** 财政拨款收入支出决算总表. */
export function finalAppropriation(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('appropriation_balance', '万元', options.print);
  const mine = ofFunds(accounts, ...APPROPRIATED);
  const { total, funds } = totals(mine);
  const opening = accounts.appropriationOpening;
  const each = APPROPRIATED.map((fund) => funds[fund]);
  // What is left at both ends is general public budget.
  const withOpening = each.map((amount, i) => (i === 0 ? amount + opening : amount));
  const sources = ['一般公共预算财政拨款', '政府性基金预算财政拨款', '国有资本经营预算财政拨款'];
  const ends: readonly End[] = [
    ['本年收入合计', total, '本年支出合计', [total, ...each]],
    ['年初财政拨款结转和结余', opening, '年末财政拨款结转和结余', [opening, opening, 0n, 0n]],
    ['总计', total + opening, '总计', [total + opening, ...withOpening]],
  ];
  const columns: readonly Column[] = [
    ['total', (of) => of.appropriated],
    ...APPROPRIATED.map((fund): Column => [fund, (of) => of.funds[fund]]),
  ];
  return {
    kind: 'table',
    widths: [28, 13, 26, 13, 13, 12, 12],
    header: [
      [head('收入', 2), head('支出', 5)],
      [
        ...['项目', '决算数', '项目', '合计', '一般公共预算财政拨款'].map((text) => head(text)),
        head('政府性基金预算财政拨款'),
        head('国有资本经营预算财政拨款'),
      ],
    ],
    body: [
      ...classRows(mine, sources, each, amounts, columns),
      ...endRows(
        ends,
        amounts,
        columns.map(([measure]) => measure),
      ),
    ],
  };
}

function classRows(
  accounts: Accounts,
  sources: readonly string[],
  left: readonly Fen[],
  amounts: Amounts,
  columns: readonly Column[],
): Cell[][] {
  const byClass = new Map(functionTree(accounts).map((line) => [line.code, line]));
  return FINAL_CLASSES.map(([code, name], i) => {
    const row = i + 1;
    const source = sources[i];
    const line = byClass.get(code);
    const right: Line = { row, side: 'expenditure', name, standard: code };
    return [
      label(source === undefined ? '' : `${ordinal(row)}、${source}`),
      source === undefined ? amounts.empty() : amounts.cell({ row, side: 'revenue', name: source }, 'total', left[i]),
      label(`${ordinal(row)}、${name}`),
      ...columns.map(([measure, of]) => amounts.cell(right, measure, line && of(line))),
    ];
  });
}

function endRows(ends: readonly End[], amounts: Amounts, measures: readonly string[]): Cell[][] {
  return ends.map(([left, amount, right, columns], i) => {
    const row = FINAL_CLASSES.length + i + 1;
    const name = (text: string) => (text.endsWith('计') ? head(text) : label(text));
    return [
      name(left),
      amounts.cell({ row, side: 'revenue', name: left }, 'total', amount),
      name(right),
      ...measures.map((m, c) => amounts.cell({ row, side: 'expenditure', name: right }, m, columns[c])),
    ];
  });
}
