import {
  type Accounts,
  type EconomicLine,
  economicTree,
  functionTree,
  ofFunds,
  type Sums,
  type TreeLine,
  totals,
} from '../accounts.ts';
import type { FinalAccounts } from '../data/final.ts';
import { Amounts, centred, type Fen, head, type Line, label, sum } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { finalAppropriation, finalBalance } from './final-balance.ts';
import type { FINAL_TITLES, FinalOptions } from './final-options.ts';
import { codeCells, codeHeads } from './split-codes.ts';

/** The nine statements, in printed order. */
export function finalTables(
  accounts: FinalAccounts,
  options: FinalOptions,
): Record<keyof typeof FINAL_TITLES, TableBlock> {
  return {
    balance: finalBalance(accounts, options),
    revenue: revenue(accounts, options),
    expenditure: expenditure(accounts, options),
    appropriation_balance: finalAppropriation(accounts, options),
    general_expenditure: general({ ...accounts, ...ofFunds(accounts, 'general_public') }, options),
    basic_expenditure: basic(accounts, options),
    three_public: threePublic(accounts, options),
    government_fund_expenditure: fund(accounts, options),
    state_capital: capital(accounts, options),
  };
}

const blanks = (count: number): Cell[] => Array.from({ length: count }, () => ({ text: '' }));

type Column = readonly [string, string, (of: TreeLine | Sums) => Fen];

/** A table by function with the code split over 类, 款 and 项, and 合计 first or last. */
function byFunction(
  accounts: FinalAccounts,
  options: FinalOptions,
  amounts: Amounts,
  columns: readonly Column[],
  totalFirst: boolean,
): TableBlock {
  const tree = functionTree(accounts);
  const first = totalFirst ? 2 : 1;
  const body = tree.map((l, i): Cell[] => [
    ...codeCells(l, options.parents),
    label(l.name),
    ...columns.map(([, measure, of]) => amounts.cell({ row: i + first, name: l.name, code: l.code }, measure, of(l))),
  ]);
  const end = { row: totalFirst ? 1 : tree.length + 1, name: '合计' };
  const total = [
    head('合计', 4),
    ...columns.map(([, measure, of]) => amounts.cell(end, measure, of(totals(accounts)))),
  ];
  return {
    kind: 'table',
    widths: [6, 5, 5, 36, ...columns.map(() => 92 / columns.length)],
    header: [
      [head('项目', 4), ...columns.map(([words]) => head(words, 1, 3))],
      [head('支出功能分类科目编码', 3), head('科目名称', 1, 2)],
      codeHeads(),
    ],
    body: totalFirst ? [total, ...body] : [...body, total],
  };
}

function revenue(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const { code, amount } = accounts.otherRevenue;
  const other: Column[2] = (of) => (!('code' in of) || code.startsWith(of.code) ? amount : 0n);
  const none = () => 0n;
  const columns: readonly Column[] = [
    ['本年收入合计', 'total', (of) => of.total + other(of)],
    ['财政拨款收入', 'appropriation', (of) => of.appropriated],
    ['上级补助收入', 'superior_subsidy', none],
    ['事业收入', 'business', (of) => of.funds.special_account],
    ['经营收入', 'operating_revenue', none],
    ['附属单位上缴收入', 'affiliate_remittance', none],
    ['其他收入', 'other_revenue', (of) => of.funds.unit_funds + other(of)],
  ];
  return byFunction(accounts, options, new Amounts('revenue', '万元', options.print), columns, true);
}

function expenditure(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const none = () => 0n;
  const columns: readonly Column[] = [
    ['本年支出合计', 'total', (of) => of.total],
    ['基本支出', 'basic', (of) => of.basic],
    ['项目支出', 'project', (of) => of.project],
    ['上缴上级支出', 'remit_superior', none],
    ['经营支出', 'operating_expenditure', none],
    ['对附属单位补助支出', 'affiliate_subsidy', none],
  ];
  return byFunction(accounts, options, new Amounts('expenditure', '万元', options.print), columns, true);
}

function general(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const columns: readonly Column[] = [
    ['合计', 'total', (of) => of.total],
    ['基本支出', 'basic', (of) => of.basic],
    ['项目支出', 'project', (of) => of.project],
  ];
  return byFunction(accounts, options, new Amounts('general_expenditure', '万元', options.print), columns, false);
}

/** 基本支出决算表: 人员经费 on the left, 公用经费 on the right, of unequal length. */
function basic(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('basic_expenditure', '万元', options.print);
  const tree = economicTree(accounts);
  const left = tree.filter((line) => line.personnel > 0n);
  const right = tree.filter((line) => line.public > 0n);
  const rows = Math.max(left.length, right.length);
  const side = (line: EconomicLine | undefined, row: number): Cell[] => {
    if (line === undefined) return blanks(4);
    const of = { row, name: line.name, code: line.code, scheme: 'economic_department' };
    return [
      centred(line.code.slice(0, 3)),
      centred(line.code.slice(3)),
      label(line.name),
      amounts.cell(of, 'total', line.total),
    ];
  };
  const all = (part: 'personnel' | 'public') => sum(tree.filter((l) => l.level === 1).map((l) => l[part]));
  const heads = (): Cell[] => [head('经济分类科目编码', 2), head('科目名称', 1, 2), head('决算数', 1, 2)];
  return {
    kind: 'table',
    widths: [7, 6, 34, 18, 7, 6, 34, 18],
    header: [
      [head('人员经费', 4), head('公用经费', 4)],
      [...heads(), ...heads()],
      ['类', '款', '类', '款'].map((text) => head(text)),
    ],
    body: [
      ...Array.from({ length: rows }, (_, i) => [...side(left[i], i + 1), ...side(right[i], i + 1)]),
      [
        head('人员经费合计', 3),
        amounts.cell({ row: rows + 1, name: '人员经费合计' }, 'total', all('personnel')),
        head('公用经费合计', 3),
        amounts.cell({ row: rows + 1, name: '公用经费合计' }, 'total', all('public')),
      ],
    ],
  };
}

function threePublic(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('three_public', '万元', options.print);
  const { abroad, reception, receptionPlanned, vehiclePurchase, vehicleOperation } = accounts;
  const vehicles = vehiclePurchase + vehicleOperation;
  const items: readonly (readonly [string, Fen, Fen])[] = [
    ['合计', abroad + receptionPlanned + vehicles, abroad + reception + vehicles],
    ['因公出国（境）费', abroad, abroad],
    ['公务用车购置及运行费', vehicles, vehicles],
    ['公务用车购置费', vehiclePurchase, vehiclePurchase],
    ['公务用车运行维护费', vehicleOperation, vehicleOperation],
    ['公务接待费', receptionPlanned, reception],
  ];
  return {
    kind: 'table',
    widths: Array.from({ length: 12 }, () => 10),
    header: [
      [head('财政拨款“三公”经费', 12)],
      [head('合计', 2, 2), head('因公出国（境）费', 2, 2), head('公务用车购置及运行费', 6), head('公务接待费', 2, 2)],
      [head('小计', 2), head('公务用车购置费', 2), head('公务用车运行维护费', 2)],
      items.flatMap(() => [head('预算数'), head('决算数')]),
    ],
    body: [
      items.flatMap(([name, planned, spent], i) => [
        amounts.cell({ row: i + 1, name }, 'planned', planned),
        amounts.cell({ row: i + 1, name }, 'total', spent),
      ]),
    ],
  };
}

function fund(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('government_fund_expenditure', '万元', options.print);
  const mine = ofFunds(accounts, 'government_fund');
  // All of a year's money is spent in it: nothing is left over at either end.
  const cells = (line: Line, of: Sums): Cell[] => [
    amounts.cell(line, 'opening', 0n),
    amounts.cell(line, 'year_revenue', of.total),
    amounts.cell(line, 'total', of.total),
    amounts.cell(line, 'basic', of.basic),
    amounts.cell(line, 'project', of.project),
    amounts.cell(line, 'closing', 0n),
  ];
  return {
    kind: 'table',
    widths: [6, 5, 5, 30, 14, 14, 12, 12, 12, 14],
    header: [
      [
        head('项目', 4),
        head('年初结转和结余', 1, 3),
        head('本年收入', 1, 3),
        head('本年支出', 3),
        head('年末结转和结余', 1, 3),
      ],
      [
        head('支出功能分类科目编码', 3),
        head('科目名称', 1, 2),
        head('小计', 1, 2),
        head('基本支出', 1, 2),
        head('项目支出', 1, 2),
      ],
      codeHeads(),
    ],
    body: fundRows(mine, options, cells, 6),
  };
}

function capital(accounts: FinalAccounts, options: FinalOptions): TableBlock {
  const amounts = new Amounts('state_capital', '万元', options.print);
  const mine = ofFunds(accounts, 'state_capital');
  const cells = (line: Line, of: Sums): Cell[] =>
    (['total', 'basic', 'project'] as const).map((measure) => amounts.cell(line, measure, of[measure]));
  return {
    kind: 'table',
    widths: [6, 5, 5, 36, 20, 20, 20],
    header: [
      [head('项目', 4), head('本年支出', 3)],
      [
        head('支出功能分类科目编码', 3),
        head('科目名称', 1, 2),
        ...['合计', '基本支出', '项目支出'].map((text) => head(text, 1, 2)),
      ],
      codeHeads(),
    ],
    body: fundRows(mine, options, cells, 3),
  };
}

/** The lines of one fund with 合计 at the bottom, or ruled blank rows. */
function fundRows(
  mine: Accounts,
  options: FinalOptions,
  cells: (line: Line, of: Sums) => Cell[],
  columns: number,
): Cell[][] {
  const tree = functionTree(mine);
  if (tree.length === 0) return [blanks(4 + columns), blanks(4 + columns), [head('合计', 4), ...blanks(columns)]];
  const body = tree.map((l, i) => [
    ...codeCells(l, options.parents),
    label(l.name),
    ...cells({ row: i + 1, name: l.name, code: l.code }, l),
  ]);
  return [...body, [head('合计', 4), ...cells({ row: tree.length + 1, name: '合计' }, totals(mine))]];
}
