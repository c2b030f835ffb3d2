import { type Accounts, FUNDS, type ProjectFigure } from '../accounts.ts';
import { Amounts, centred, type Fen, head, label, sum } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import type { ShanxiOptions } from './shanxi-options.ts';

const FUND_WORDS = ['一般公共预算', '政府性基金预算', '国有资本经营预算'];

const numbered = (count: number): Cell[] => Array.from({ length: count }, (_, i) => centred(`${i + 1}`));

/** The tree of department, units and projects, with the projects below each line. */
function tree(accounts: Accounts, projects: readonly ProjectFigure[]) {
  const units = [...new Set(projects.map((line) => line.unit))];
  return [
    { name: accounts.department, indent: 0, of: projects },
    ...units.flatMap((unit) => {
      const own = projects.filter((line) => line.unit === unit);
      return [{ name: unit, indent: 1, of: own }, ...own.map((line) => ({ name: line.name, indent: 2, of: [line] }))];
    }),
  ];
}

/** 项目支出预算表（本年预算）. */
export function projects(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('project_expenditure', '万元', options.print);
  const mine = accounts.projects.filter((line) => line.amount !== 0n);
  const paid = (of: readonly ProjectFigure[], fund?: string): Fen =>
    sum(of.filter((line) => fund === undefined || (line.fund ?? FUNDS[0]) === fund).map((line) => line.amount));
  return {
    kind: 'table',
    widths: [44, 14, 14, 10, 10, 10, 10],
    header: [
      [
        head('项目名称', 1, 2),
        head('合计', 1, 2),
        head(`${accounts.year}年财政拨款`, 3),
        head('财政专户管理资金', 1, 2),
        head('单位资金', 1, 2),
      ],
      FUND_WORDS.map((text) => head(text)),
      numbered(7),
    ],
    body: tree(accounts, mine).map(({ name, indent, of }, i) => [
      label(name, indent),
      amounts.cell({ row: i + 1, name }, 'total', paid(of)),
      ...FUNDS.map((fund) => amounts.cell({ row: i + 1, name }, fund, paid(of, fund))),
    ]),
  };
}

/** 项目支出预算表（上年结转）. */
export function carryover(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('project_carryover', '万元', options.print);
  const mine = accounts.projects.filter((line) => line.carried !== undefined);
  const rows = mine.length === 0 ? [] : tree(accounts, mine);
  const empty = (count: number): Cell[] => Array.from({ length: count }, () => ({ text: '' }));
  return {
    kind: 'table',
    widths: [44, 14, 14, 14, 14],
    header: [
      [head('项目名称', 1, 2), head('合计', 1, 2), head(`${accounts.year}年财政拨款`, 3)],
      FUND_WORDS.map((text) => head(text)),
      numbered(5),
    ],
    body:
      rows.length === 0
        ? [empty(5)]
        : rows.map(({ name, indent, of }, i) => {
            const carried = sum(of.map((line) => line.carried ?? 0n));
            return [
              label(name, indent),
              amounts.cell({ row: i + 1, name }, 'total', carried),
              amounts.cell({ row: i + 1, name }, 'general_public', carried),
              ...empty(2),
            ];
          }),
  };
}
