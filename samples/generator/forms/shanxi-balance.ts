import { type Accounts, functionTree, totals } from '../accounts.ts';
import { CLASSES } from '../data/codes.ts';
import { Amounts, head, type Line, label } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { ordinal } from '../words.ts';
import type { ShanxiOptions } from './shanxi-options.ts';

const SOURCES = ['一般公共预算', '政府性基金预算', '国有资本经营预算', '财政专户管理资金', '单位资金'];

/** The two sides of a balance, row by row; `width` is the number of amount columns on the right. */
function twoSided(
  accounts: Accounts,
  amounts: Amounts,
  revenues: readonly string[],
  measures: readonly string[],
  totalsBelow: readonly (readonly [string, string, boolean])[],
): Cell[][] {
  const { total } = totals(accounts);
  const byClass = new Map(functionTree(accounts).map((line) => [line.code, line.total]));
  const rows = CLASSES.map(([code, name], i): Cell[] => {
    const source = revenues[i];
    const left: Line = { row: i + 1, side: 'revenue', name: source ?? '' };
    const right: Line = { row: i + 1, side: 'expenditure', name, standard: code };
    return [
      label(source === undefined ? '' : `${ordinal(i + 1)}、${source}`),
      i === 0 ? amounts.cell(left, 'total', total) : amounts.empty(),
      label(`${ordinal(i + 1)}、${name}`),
      ...measures.map((measure) =>
        measure === '' ? amounts.empty() : amounts.cell(right, measure, byClass.get(code)),
      ),
    ];
  });
  const below = totalsBelow.map(([left, right, filled], i): Cell[] => {
    const row = CLASSES.length + i + 1;
    const cell = (name: string, side: 'revenue' | 'expenditure', measure: string) =>
      filled && measure !== '' ? amounts.cell({ row, side, name }, measure, total) : amounts.empty();
    const name = (text: string) => (text.includes('计') ? head(text) : label(text));
    return [
      name(left),
      cell(left, 'revenue', 'total'),
      name(right),
      ...measures.map((m) => cell(right, 'expenditure', m)),
    ];
  });
  return [...rows, ...below];
}

/** 收支总表. */
export function balance(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const { year } = accounts;
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
      SOURCES,
      ['total', 'current', ''],
      [
        ['本年收入合计', '本年支出合计', true],
        ['上年结转', '年终结转', false],
        ['收入总计', '支出总计', true],
      ],
    ),
  };
}

/** 财政拨款收支总表. */
export function appropriation(accounts: Accounts, options: ShanxiOptions): TableBlock {
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
      accounts,
      amounts,
      SOURCES.slice(0, 3),
      ['total', 'general_public', '', ''],
      [
        ['本年收入合计', '本年支出合计', true],
        ['上年财政拨款结转', '年终结转', false],
        ['收入总计', '支出总计', true],
      ],
    ),
  };
}
