import { type Accounts, functionTree, nameOf, ofFunds, type RevenueFigure, type Sums, totals } from '../accounts.ts';
import { REVENUE_NAMES } from '../data/codes.ts';
import { Amounts, type Fen, head, type Line, label, sum } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import type { ShanxiOptions } from './shanxi-options.ts';

const blanks = (count: number): Cell[] => Array.from({ length: count }, () => ({ text: '' }));
const MEASURES = ['total', 'basic', 'project'] as const;

/** Income lines by code, above them their 款 and 类 where they differ: here each stands alone. */
function incomes(
  figures: readonly RevenueFigure[] | undefined,
): readonly { code: string; name: string; amount: Fen }[] {
  return (figures ?? []).map((line) => ({ ...line, name: nameOf(line.code, REVENUE_NAMES) }));
}

/** 政府性基金预算收入表. */
export function fundRevenue(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('government_fund_revenue', '万元', options.print);
  const lines = incomes(accounts.fundRevenue);
  const body = lines.map((l, i) => [
    label(l.code),
    label(l.name),
    amounts.cell({ row: i + 2, name: l.name, code: l.code, scheme: 'revenue' }, 'total', l.amount),
  ]);
  return {
    kind: 'table',
    widths: [20, 40, 24],
    header: [
      [head('项目', 2), head('政府性基金收入预算', 1, 2)],
      [head('收入科目编码'), head('科目名称')],
    ],
    body: [
      [head('合计', 2), amounts.cell({ row: 1, name: '合计' }, 'total', sum(lines.map((l) => l.amount)))],
      ...(body.length > 0 ? body : [blanks(3)]),
    ],
  };
}

/** 政府性基金预算支出表. */
export function fundExpenditure(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('government_fund_expenditure', '万元', options.print);
  const mine = ofFunds(accounts, 'government_fund');
  const cells = (line: Line, of: Sums) => MEASURES.map((measure) => amounts.cell(line, measure, of[measure]));
  const body = functionTree(mine).map((l, i) => [
    label(l.code),
    label(l.name),
    ...cells({ row: i + 2, name: l.name, code: l.code }, l),
  ]);
  return {
    kind: 'table',
    widths: [16, 36, 16, 16, 16],
    header: [['科目编码', '科目名称', '合计', '基本支出', '项目支出'].map((text) => head(text))],
    body: [
      [head('合计', 2), ...cells({ row: 1, name: '合计' }, totals(mine))],
      ...(body.length > 0 ? body : [blanks(5)]),
    ],
  };
}

/** 国有资本经营预算收支预算表: income on the left, expenditure on the right, of unequal length. */
export function stateCapital(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('state_capital', '万元', options.print);
  const mine = ofFunds(accounts, 'state_capital');
  const left = incomes(accounts.capitalRevenue);
  const right = functionTree(mine);
  const cells = (line: Line, of: Sums) => MEASURES.map((measure) => amounts.cell(line, measure, of[measure]));
  const body = Array.from({ length: Math.max(left.length, right.length, 1) }, (_, i): Cell[] => {
    const row = i + 2;
    const income = left[i];
    const line = right[i];
    return [
      ...(income
        ? [
            label(income.code),
            label(income.name),
            amounts.cell(
              { row, side: 'revenue', name: income.name, code: income.code, scheme: 'revenue' },
              'total',
              income.amount,
            ),
          ]
        : blanks(3)),
      ...(line
        ? [
            label(line.code),
            label(line.name),
            ...cells({ row, side: 'expenditure', name: line.name, code: line.code }, line),
          ]
        : blanks(5)),
    ];
  });
  const total = [
    head('合计', 2),
    amounts.cell({ row: 1, side: 'revenue', name: '合计' }, 'total', sum(left.map((l) => l.amount))),
    head('合计', 2),
    ...cells({ row: 1, side: 'expenditure', name: '合计' }, totals(mine)),
  ];
  return {
    kind: 'table',
    widths: [14, 22, 16, 12, 22, 12, 12, 12],
    header: [
      [head('国有资本经营预算收入', 3), head('国有资本经营预算支出', 5)],
      [
        head('项目', 2),
        head('国有资本经营收入预算', 1, 2),
        ...['科目编码', '科目名称', '合计', '基本支出', '项目支出'].map((text) => head(text, 1, 2)),
      ],
      [head('收入科目编码'), head('科目名称')],
    ],
    body: [total, ...body],
  };
}
