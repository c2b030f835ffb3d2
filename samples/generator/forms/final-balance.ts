import { functionTree, totals } from '../accounts.ts';
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

/** The end of a balance: name, amount (left and right). */
type End = readonly [string, Fen, string, Fen];

/** 收入支出决算总表. */
export function finalBalance(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('balance', '万元', options.print);
  const { total } = totals(accounts);
  const { opening, otherRevenue } = accounts;
  const revenue = total + otherRevenue.amount;
  const left = (i: number): Fen => (i === 0 ? total : i === 7 ? otherRevenue.amount : 0n);
  const ends: readonly End[] = [
    ['本年收入合计', revenue, '本年支出合计', total],
    ['使用非财政拨款结余（含专用结余）', 0n, '结余分配', 0n],
    ['年初结转和结余', opening, '年末结转和结余', opening + otherRevenue.amount],
    ['总计', revenue + opening, '总计', revenue + opening],
  ];
  return {
    kind: 'table',
    widths: [36, 16, 34, 16],
    header: [[head('收入', 2), head('支出', 2)], ['项目', '决算数', '项目', '决算数'].map((text) => head(text))],
    body: [
      ...classRows(accounts, REVENUES, left, amounts, ['total']),
      ...endRows(ends, amounts, FINAL_CLASSES.length, ['total']),
    ],
  };
}

/** 财政拨款收入支出决算总表. */
export function finalAppropriation(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('appropriation_balance', '万元', options.print);
  const { total } = totals(accounts);
  const opening = accounts.appropriationOpening;
  const sources = ['一般公共预算财政拨款', '政府性基金预算财政拨款', '国有资本经营预算财政拨款'];
  const ends: readonly End[] = [
    ['本年收入合计', total, '本年支出合计', total],
    ['年初财政拨款结转和结余', opening, '年末财政拨款结转和结余', opening],
    ['总计', total + opening, '总计', total + opening],
  ];
  const measures = ['total', 'general_public', '', ''];
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
      ...classRows(accounts, sources, (i) => (i === 0 ? total : 0n), amounts, measures),
      ...endRows(ends, amounts, FINAL_CLASSES.length, measures),
    ],
  };
}

function classRows(
  accounts: FinalAccounts,
  sources: readonly string[],
  left: (index: number) => Fen,
  amounts: Amounts,
  measures: readonly string[],
): Cell[][] {
  const byClass = new Map(functionTree(accounts).map((line) => [line.code, line.total]));
  return FINAL_CLASSES.map(([code, name], i) => {
    const row = i + 1;
    const source = sources[i];
    const right: Line = { row, side: 'expenditure', name, standard: code };
    return [
      label(source === undefined ? '' : `${ordinal(row)}、${source}`),
      source === undefined ? amounts.empty() : amounts.cell({ row, side: 'revenue', name: source }, 'total', left(i)),
      label(`${ordinal(row)}、${name}`),
      ...measures.map((m) => (m === '' ? amounts.empty() : amounts.cell(right, m, byClass.get(code)))),
    ];
  });
}

function endRows(ends: readonly End[], amounts: Amounts, above: number, measures: readonly string[]): Cell[][] {
  return ends.map(([left, leftAmount, right, rightAmount], i) => {
    const row = above + i + 1;
    const name = (text: string) => (text.endsWith('计') ? head(text) : label(text));
    return [
      name(left),
      amounts.cell({ row, side: 'revenue', name: left }, 'total', leftAmount),
      name(right),
      ...measures.map((m) =>
        m === '' ? amounts.empty() : amounts.cell({ row, side: 'expenditure', name: right }, m, rightAmount),
      ),
    ];
  });
}
