import {
  type Accounts,
  APPROPRIATED,
  economicTree,
  type Fund,
  functionTree,
  ofFunds,
  type Sums,
  totals,
} from '../accounts.ts';
import { Amounts, type Fen, head, type Line, label, sum } from '../figures.ts';
import type { Cell, TableBlock } from '../model.ts';
import { ordinal } from '../words.ts';
import type { SHANGHAI_TITLES, ShanghaiOptions } from './shanghai-options.ts';
import { codeCells, codeHeads } from './split-codes.ts';

/** The nine statements, in printed order. */
export function shanghaiTables(
  accounts: Accounts,
  options: ShanghaiOptions,
): Record<keyof typeof SHANGHAI_TITLES, TableBlock> {
  const of = (fund: Fund) => ofFunds(accounts, fund);
  return {
    balance: balance(accounts, options),
    revenue: revenue(accounts, options),
    expenditure: byFunction('expenditure', '支出预算', accounts, options),
    appropriation_balance: appropriation(accounts, options),
    general_expenditure: byFunction('general_expenditure', '一般公共预算支出', of('general_public'), options),
    government_fund_expenditure: byFund(
      'government_fund_expenditure',
      '政府性基金预算支出',
      of('government_fund'),
      options,
    ),
    state_capital: byFund('state_capital', '国有资本经营预算支出', of('state_capital'), options),
    basic_expenditure: basic(accounts, options),
    three_public: threePublic(accounts, options),
  };
}

const blanks = (count: number): Cell[] => Array.from({ length: count }, () => ({ text: '' }));

function classLines(accounts: Accounts) {
  return functionTree(accounts).filter((line) => line.level === 1);
}

function balance(accounts: Accounts, options: ShanghaiOptions): TableBlock {
  const amounts = new Amounts('balance', '元', options.print);
  const { total, funds, appropriated } = totals(accounts);
  const left: readonly (readonly [string, string, Fen])[] = [
    ['一、财政拨款收入', '财政拨款收入', appropriated],
    ['1.一般公共预算资金', '一般公共预算资金', funds.general_public],
    ['2.政府性基金', '政府性基金', funds.government_fund],
    ['3.国有资本经营预算', '国有资本经营预算', funds.state_capital],
    ['二、事业收入', '事业收入', funds.special_account],
    ['三、事业单位经营收入', '事业单位经营收入', 0n],
    ['四、其他收入', '其他收入', funds.unit_funds],
  ];
  const right = classLines(accounts);
  const body = Array.from({ length: 12 }, (_, i): Cell[] => {
    const source = left[i];
    const line = right[i];
    const row = i + 1;
    return [
      label(source?.[0] ?? '', source?.[0].includes('.') ? 1 : 0),
      source ? amounts.cell({ row, side: 'revenue', name: source[1] }, 'total', source[2]) : amounts.empty(),
      label(line ? `${ordinal(row)}、${line.name}` : ''),
      line
        ? amounts.cell({ row, side: 'expenditure', name: line.name, standard: line.code }, 'total', line.total)
        : amounts.empty(),
    ];
  });
  const totalRow = [
    head('收入总计'),
    amounts.cell({ row: 13, side: 'revenue', name: '收入总计' }, 'total', total),
    head('支出总计'),
    amounts.cell({ row: 13, side: 'expenditure', name: '支出总计' }, 'total', total),
  ];
  return {
    kind: 'table',
    widths: [34, 22, 34, 22],
    header: [
      [head('本年收入', 2), head('本年支出', 2)],
      ['项目', '预算数', '项目', '预算数'].map((text) => head(text)),
    ],
    body: [...body, totalRow],
  };
}

function appropriation(accounts: Accounts, options: ShanghaiOptions): TableBlock {
  const amounts = new Amounts('appropriation_balance', '元', options.print);
  const mine = ofFunds(accounts, ...APPROPRIATED);
  const { appropriated, funds } = totals(mine);
  const sources = ['一般公共预算资金', '政府性基金', '国有资本经营预算'];
  const right = classLines(mine);
  const cells = (line: Line, of: Sums): Cell[] => [
    amounts.cell(line, 'total', of.appropriated),
    ...APPROPRIATED.map((fund) => amounts.cell(line, fund, of.funds[fund])),
  ];
  const body = Array.from({ length: 11 }, (_, i): Cell[] => {
    const row = i + 1;
    const source = sources[i];
    const fund = APPROPRIATED[i];
    const line = right[i];
    return [
      label(source === undefined ? '' : `${ordinal(row)}、${source}`),
      source === undefined || fund === undefined
        ? amounts.empty()
        : amounts.cell({ row, side: 'revenue', name: source }, 'total', funds[fund]),
      label(line ? `${ordinal(row)}、${line.name}` : ''),
      ...(line ? cells({ row, side: 'expenditure', name: line.name, standard: line.code }, line) : blanks(4)),
    ];
  });
  const totalRow = [
    head('收入总计'),
    amounts.cell({ row: 12, side: 'revenue', name: '收入总计' }, 'total', appropriated),
    head('支出总计'),
    ...cells({ row: 12, side: 'expenditure', name: '支出总计' }, totals(mine)),
  ];
  return {
    kind: 'table',
    widths: [24, 17, 28, 17, 17, 14, 14],
    header: [
      [head('财政拨款收入', 2), head('财政拨款支出', 5)],
      ['项目', '预算数', '项目', '合计', '一般公共预算', '政府性基金预算', '国有资本经营预算'].map((text) =>
        head(text),
      ),
    ],
    body: [...body, totalRow],
  };
}

const NAME = '功能分类科目名称';
const CODE = '功能分类科目编码';

/** Lines by function with 合计 at the bottom. */
function lines(
  accounts: Accounts,
  options: ShanghaiOptions,
  amounts: Amounts,
  columns: readonly (readonly [string, (of: Sums) => Fen])[],
): Cell[][] {
  const tree = functionTree(accounts);
  const body = tree.map((l, i): Cell[] => [
    ...codeCells(l, options.parents),
    label(l.name),
    ...columns.map(([measure, of]) => amounts.cell({ row: i + 1, name: l.name, code: l.code }, measure, of(l))),
  ]);
  const end: Line = { row: tree.length + 1, name: '合计' };
  const all = totals(accounts);
  return [...body, [head('合计', 4), ...columns.map(([measure, of]) => amounts.cell(end, measure, of(all)))]];
}

function revenue(accounts: Accounts, options: ShanghaiOptions): TableBlock {
  const amounts = new Amounts('revenue', '元', options.print);
  const words = ['合计', '财政拨款收入', '事业收入', '事业单位经营收入', '其他收入'];
  return {
    kind: 'table',
    widths: [6, 5, 5, 36, 17, 17, 12, 12, 12],
    header: [
      [head('项目', 4), head('收入预算', 5)],
      [head(CODE, 3), head(NAME, 1, 2), ...words.map((text) => head(text, 1, 2))],
      codeHeads(),
    ],
    body: lines(accounts, options, amounts, [
      ['total', (of) => of.total],
      ['appropriation', (of) => of.appropriated],
      ['business', (of) => of.funds.special_account],
      ['operating_revenue', () => 0n],
      ['other_revenue', (of) => of.funds.unit_funds],
    ]),
  };
}

type ByFunction = 'expenditure' | 'general_expenditure' | 'government_fund_expenditure' | 'state_capital';

/** A statement of one fund: ruled blank rows where there is no such money. */
function byFund(statement: ByFunction, words: string, accounts: Accounts, options: ShanghaiOptions): TableBlock {
  return accounts.functions.length === 0 ? empty(words) : byFunction(statement, words, accounts, options);
}

function byFunction(statement: ByFunction, words: string, accounts: Accounts, options: ShanghaiOptions): TableBlock {
  const amounts = new Amounts(statement, '元', options.print);
  return {
    kind: 'table',
    widths: [6, 5, 5, 40, 20, 20, 20],
    header: [
      [head('项目', 4), head(words, 3)],
      [head(CODE, 3), head(NAME, 1, 2), ...['合计', '基本支出', '项目支出'].map((text) => head(text, 1, 2))],
      codeHeads(),
    ],
    body: lines(accounts, options, amounts, [
      ['total', (of) => of.total],
      ['basic', (of) => of.basic],
      ['project', (of) => of.project],
    ]),
  };
}

function empty(words: string): TableBlock {
  return {
    kind: 'table',
    widths: [6, 5, 5, 40, 20, 20, 20],
    header: [
      [head('项目', 4), head(words, 3)],
      [head(CODE, 3), head(NAME, 1, 2), ...['合计', '基本支出', '项目支出'].map((text) => head(text, 1, 2))],
      codeHeads(),
    ],
    body: [blanks(7), blanks(7), blanks(7), [head('合计', 4), ...blanks(3)]],
  };
}

function basic(accounts: Accounts, options: ShanghaiOptions): TableBlock {
  const amounts = new Amounts('basic_expenditure', '元', options.print);
  const tree = economicTree(accounts);
  const cells = (line: Line, of: { total: Fen; personnel: Fen; public: Fen }) =>
    (['total', 'personnel', 'public'] as const).map((measure) => amounts.cell(line, measure, of[measure]));
  const top = tree.filter((line) => line.level === 1);
  const all = {
    total: sum(top.map((l) => l.total)),
    personnel: sum(top.map((l) => l.personnel)),
    public: sum(top.map((l) => l.public)),
  };
  return {
    kind: 'table',
    widths: [9, 7, 40, 20, 20, 20],
    header: [
      [head('项目', 3), head('一般公共预算基本支出', 3)],
      [
        head('部门预算经济分类科目编码', 2),
        head('经济分类科目名称', 1, 2),
        ...['合计', '人员经费', '公用经费'].map((text) => head(text, 1, 2)),
      ],
      [head('类'), head('款')],
    ],
    body: [
      ...tree.map((l, i) => [
        ...codeCells(l, 'repeated').slice(0, 2),
        label(l.name),
        ...cells({ row: i + 1, name: l.name, code: l.code, scheme: 'economic_department' }, l),
      ]),
      [head('合计', 3), ...cells({ row: tree.length + 1, name: '合计' }, all)],
    ],
  };
}

function threePublic(accounts: Accounts, options: ShanghaiOptions): TableBlock {
  const three = new Amounts('three_public', '万元', options.print);
  const agency = new Amounts('agency_operation', '万元', options.print);
  const { abroad, reception, vehiclePurchase, vehicleOperation } = accounts;
  const vehicles = vehiclePurchase + vehicleOperation;
  const items: readonly (readonly [string, Fen])[] = [
    ['合计', abroad + reception + vehicles],
    ['因公出国（境）费', abroad],
    ['公务接待费', reception],
    ['公务用车购置及运行费', vehicles],
    ['公务用车购置费', vehiclePurchase],
    ['公务用车运行维护费', vehicleOperation],
  ];
  return {
    kind: 'table',
    widths: [14, 16, 14, 12, 12, 12, 16],
    header: [
      [head('“三公”经费预算数', 6), head('机关运行经费预算数', 1, 3)],
      [head('合计', 1, 2), head('因公出国(境)费', 1, 2), head('公务接待费', 1, 2), head('公务用车购置及运行费', 3)],
      [head('小计'), head('购置费'), head('运行费')],
    ],
    body: [
      [
        ...items.map(([name, amount], i) => three.cell({ row: i + 1, name }, 'total', amount)),
        agency.cell({ row: 1, name: '合计' }, 'total', sum(accounts.agency.map((line) => line.amount))),
      ],
    ],
  };
}
