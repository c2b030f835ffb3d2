import { type Accounts, economicTree, FUNDS, functionTree, ofFunds, type Sums, thisYear, totals } from '../accounts.ts';
import { Amounts, type Fen, head, type Line, label, sum } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { appropriation, balance } from './shanxi-balance.ts';
import { fundExpenditure, fundRevenue, stateCapital } from './shanxi-funds.ts';
import type { SHANXI_TITLES, ShanxiOptions } from './shanxi-options.ts';
import { carryover, projects } from './shanxi-projects.ts';

const WORDS = { total: '合计', basic: '基本支出', project: '项目支出' } as const;

/** A statement's table and how it is printed. */
export interface Sheet {
  readonly table: TableBlock;
  readonly landscape: boolean;
  readonly note?: string;
}

/** An empty table says so below. */
const noteIf = (amount: Fen) => (amount === 0n ? { note: '注：本表无数据' } : {});

/** The thirteen statements, in printed order. */
export function shanxiTables(accounts: Accounts, options: ShanxiOptions): Record<keyof typeof SHANXI_TITLES, Sheet> {
  const { funds, carried } = totals(accounts);
  const general = thisYear(ofFunds(accounts, 'general_public'));
  return {
    balance: { table: balance(accounts, options), landscape: false },
    revenue: { table: revenue(accounts, options), landscape: true },
    expenditure: { table: byFunction('expenditure', accounts, options), landscape: false },
    appropriation_balance: { table: appropriation(accounts, options), landscape: false },
    general_expenditure: { table: byFunction('general_expenditure', general, options), landscape: false },
    basic_expenditure: { table: basic(accounts, options), landscape: false },
    government_fund_revenue: {
      table: fundRevenue(accounts, options),
      landscape: false,
      ...noteIf(funds.government_fund),
    },
    government_fund_expenditure: {
      table: fundExpenditure(accounts, options),
      landscape: false,
      ...noteIf(funds.government_fund),
    },
    state_capital: { table: stateCapital(accounts, options), landscape: true, ...noteIf(funds.state_capital) },
    three_public: { table: threePublic(accounts, options), landscape: false },
    agency_operation: { table: agency(accounts, options), landscape: false },
    project_expenditure: { table: projects(accounts, options), landscape: true },
    project_carryover: { table: carryover(accounts, options), landscape: true, ...noteIf(carried) },
  };
}

function revenue(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('revenue', '万元', options.print);
  const line = (row: Line, code: Cell[], of: Sums): Cell[] => [
    ...code,
    amounts.cell(row, 'total', of.total),
    ...FUNDS.map((fund) => amounts.cell(row, fund, of.funds[fund])),
    amounts.cell(row, 'carryover', of.carried),
  ];
  const lines = functionTree(accounts);
  return {
    kind: 'table',
    widths: [12, 34, 13, 13, 10, 10, 10, 10, 10],
    header: [
      [head('项目', 2), head('本年收入', 6), head('上年结转', 1, 2)],
      [
        ...['科目编码', '科目名称', '合计', '一般公共预算', '政府性基金', '国有资本经营预算'].map((text) => head(text)),
        head('财政专户管理资金'),
        head('单位资金'),
      ],
    ],
    body: [
      line({ row: 1, name: '合计' }, [head('合计', 2)], totals(accounts)),
      ...lines.map((l, i) => line({ row: i + 2, name: l.name, code: l.code }, [label(l.code), label(l.name)], l)),
    ],
  };
}

function byFunction(
  statement: 'expenditure' | 'general_expenditure',
  accounts: Accounts,
  options: ShanxiOptions,
): TableBlock {
  const amounts = new Amounts(statement, '万元', options.print);
  const columns = options.expenditureColumns;
  // What was carried over is spent on projects.
  const spent = (of: Sums, measure: 'total' | 'basic' | 'project') =>
    measure === 'basic' ? of.basic : of[measure] + of.carried;
  const cells = (line: Line, of: Sums) => columns.map((measure) => amounts.cell(line, measure, spent(of, measure)));
  return {
    kind: 'table',
    widths: [12, 40, ...columns.map(() => 16)],
    header: [
      [head('项目', 2), head(`${accounts.year}年预算数`, columns.length)],
      [head('科目编码'), head('科目名称'), ...columns.map((measure) => head(WORDS[measure]))],
    ],
    body: [
      [head('合计', 2), ...cells({ row: 1, name: '合计' }, totals(accounts))],
      ...functionTree(accounts).map((l, i) => [
        label(l.code),
        label(l.name),
        ...cells({ row: i + 2, name: l.name, code: l.code }, l),
      ]),
    ],
  };
}

function basic(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('basic_expenditure', '万元', options.print);
  const lines = economicTree(accounts);
  const top = lines.filter((line) => line.level === 1);
  const cells = (line: Line, of: { total: Fen; personnel: Fen; public: Fen }) => [
    amounts.cell(line, 'total', of.total),
    amounts.cell(line, 'personnel', of.personnel),
    amounts.cell(line, 'public', of.public),
  ];
  const all = {
    total: sum(top.map((line) => line.total)),
    personnel: sum(top.map((line) => line.personnel)),
    public: sum(top.map((line) => line.public)),
  };
  const body = lines.map((l, i) => {
    const pair = l.government === null ? {} : { name2: l.governmentName ?? '', standard2: l.government };
    const line: Line = { row: i + 2, name: l.name, standard: l.code, scheme: 'economic_department', ...pair };
    return [label(l.name, l.level - 1), label(l.governmentName ?? ''), ...cells(line, l)];
  });
  return {
    kind: 'table',
    widths: [32, 28, 14, 14, 14],
    header: [
      [
        head('部门预算支出经济科目名称', 1, 2),
        head('政府预算支出经济科目名称', 1, 2),
        head(`${accounts.year}年预算数`, 3),
      ],
      [head('合计'), head('人员经费'), head('公用经费')],
    ],
    body: [[head('合计', 2), ...cells({ row: 1, name: '合计' }, all)], ...body],
  };
}

const blanks = (count: number): Cell[] => Array.from({ length: count }, () => ({ text: '' }));

const FUND_WORDS = ['合计', '一般公共预算', '政府性基金预算', '国有资本经营预算'];

function threePublic(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('three_public', '万元', options.print);
  const vehicles = accounts.vehiclePurchase + accounts.vehicleOperation;
  const lines: readonly (readonly [string, string, Fen])[] = [
    ['因公出国（境）费', '因公出国（境）费', accounts.abroad],
    ['公务接待费', '公务接待费', accounts.reception],
    ['公务用车购置及运行费', '公务用车购置及运行费', vehicles],
    ['①公务用车购置费', '公务用车购置费', accounts.vehiclePurchase],
    ['②公务用车运行维护费', '公务用车运行维护费', accounts.vehicleOperation],
    ['合计', '合计', accounts.abroad + accounts.reception + vehicles],
  ];
  return {
    kind: 'table',
    widths: [34, 16, 16, 16, 16],
    header: [[head('项目', 1, 2), head(`${accounts.year}年预算数`, 4)], FUND_WORDS.map((text) => head(text))],
    body: lines.map(([printed, name, amount], i) => [
      printed === '合计' ? head(printed) : label(printed),
      amounts.cell({ row: i + 1, name }, 'total', amount),
      amounts.cell({ row: i + 1, name }, 'general_public', amount),
      ...blanks(2),
    ]),
  };
}

function agency(accounts: Accounts, options: ShanxiOptions): TableBlock {
  const amounts = new Amounts('agency_operation', '万元', options.print);
  const all = { unit: '部门合计', amount: sum(accounts.agency.map((line) => line.amount)) };
  return {
    kind: 'table',
    widths: [34, 16, 16, 16, 16],
    header: [[head('单位名称', 1, 2), head(`${accounts.year}预算数`, 4)], FUND_WORDS.map((text) => head(text))],
    body: [all, ...accounts.agency].map(({ unit, amount }, i) => [
      i === 0 ? head(unit) : label(unit),
      amounts.cell({ row: i + 1, name: unit }, 'total', amount),
      amounts.cell({ row: i + 1, name: unit }, 'general_public', amount),
      ...blanks(2),
    ]),
  };
}
