import { type Accounts, APPROPRIATED, FUNDS, functionTree, ofFunds, type Sums, totals } from '../accounts.ts';
import { CLASSES } from '../data/codes.ts';
import { Amounts, type Fen, head, type Line, label } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { ordinal } from '../words.ts';
import type { ShanxiOptions } from './shanxi-options.ts';

const SOURCES = ['一般公共预算', '政府性基金预算', '国有资本经营预算', '财政专户管理资金', '单位资金'];

/** An amount column of the expenditure side. */
type Column = readonly [measure: string, of: (sums: Sums) => Fen];

/** A row below the sources and classes: names and, on the left, the amount; on the right the columns or nothing. */
type Below = readonly [left: string, amount: Fen, right: string, filled: boolean];

/** The two sides of a balance, row by row. */
function twoSided(
  accounts: Accounts,
  amounts: Amounts,
  sources: readonly (readonly [string, Fen])[],
  columns: readonly Column[],
  ends: readonly Below[],
): Cell[][] {
  const byClass = new Map(functionTree(accounts).map((line) => [line.code, line]));
  const rows = CLASSES.map(([code, name], i): Cell[] => {
    const row = i + 1;
    const source = sources[i];
    const line = byClass.get(code);
    const right: Line = { row, side: 'expenditure', name, standard: code };
    return [
      label(source === undefined ? '' : `${ordinal(row)}、${source[0]}`),
      source === undefined
        ? amounts.empty()
        : amounts.cell({ row, side: 'revenue', name: source[0] }, 'total', source[1]),
      label(`${ordinal(row)}、${name}`),
      ...columns.map(([measure, of]) => amounts.cell(right, measure, line && of(line))),
    ];
  });
  const all = totals(accounts);
  const below = ends.map(([left, amount, right, filled], i): Cell[] => {
    const row = CLASSES.length + i + 1;
    const name = (text: string) => (text.includes('计') ? head(text) : label(text));
    return [
      name(left),
      amounts.cell({ row, side: 'revenue', name: left }, 'total', amount),
      name(right),
      ...columns.map(([measure, of]) =>
        amounts.cell({ row, side: 'expenditure', name: right }, measure, filled ? of(all) : 0n),
      ),
    ];
  });
  return [...rows, ...below];
}

/** 收支总表. */
export function balance(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const { year } = accounts;
  const { total, carried, funds } = totals(accounts);
  const amounts = new Amounts('balance', '万元', options.print);
  return {
    kind: 'table',
    widths: [26, 14, 32, 14, 14, 12],
    header: [
      [head('收入', 2), head('支出', 4)],
      [
        head('项目'),
        head(`${year}年`),
        head('项目'),
        head(`${year}年合计`),
        head('当年预算安排'),
        head('上年结转安排'),
      ],
    ],
    body: twoSided(
      accounts,
      amounts,
      SOURCES.map((source, i) => [source, funds[FUNDS[i] ?? 'unit_funds']]),
      [
        ['total', (of) => of.total + of.carried],
        ['current', (of) => of.total],
        ['carryover', (of) => of.carried],
      ],
      [
        ['本年收入合计', total, '本年支出合计', true],
        ['上年结转', carried, '年终结转', false],
        ['收入总计', total + carried, '支出总计', true],
      ],
    ),
  };
}

/** 财政拨款收支总表. */
export function appropriation(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const mine = ofFunds(accounts, ...APPROPRIATED);
  const { appropriated, carried, funds } = totals(mine);
  const amounts = new Amounts('appropriation_balance', '万元', options.print);
  return {
    kind: 'table',
    widths: [24, 13, 30, 13, 13, 10, 10],
    header: [
      [head('收入', 2), head('支出', 5)],
      [head('项目', 1, 2), head('金额', 1, 2), head('项目', 1, 2), head('金额', 4)],
      [head('小计'), head('一般公共预算'), head('政府性基金预算'), head('国有资本经营预算')],
    ],
    body: twoSided(
      mine,
      amounts,
      APPROPRIATED.map((fund, i) => [SOURCES[i] ?? '', funds[fund]]),
      [
        ['total', (of) => of.appropriated + of.carried],
        ['general_public', (of) => of.funds.general_public + of.carried],
        ['government_fund', (of) => of.funds.government_fund],
        ['state_capital', (of) => of.funds.state_capital],
      ],
      [
        ['本年收入合计', appropriated, '本年支出合计', true],
        ['上年财政拨款结转', carried, '年终结转', false],
        ['收入总计', appropriated + carried, '支出总计', true],
      ],
    ),
  };
}
