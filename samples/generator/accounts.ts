import { ECONOMIC_NAMES, FUNCTION_NAMES } from './data/codes.ts';
import { type Fen, sum } from './figures.ts';

/** Where money comes from, in the order in which reports print it. */
export const FUNDS = ['general_public', 'government_fund', 'state_capital', 'special_account', 'unit_funds'] as const;
export type Fund = (typeof FUNDS)[number];
/** The funds that are 财政拨款. */
export const APPROPRIATED: readonly Fund[] = FUNDS.slice(0, 3);

/** A 项 of expenditure by function, paid from one fund (the general public budget, when left out). */
export interface FunctionFigure {
  readonly code: string;
  readonly basic: Fen;
  readonly project: Fen;
  readonly fund?: Fund;
  /** Project money left over from last year (上年结转), besides `project`; general public budget only. */
  readonly carried?: Fen;
}

/** A 款 of basic expenditure by economic class; `government` is its class in the government's own scheme. */
export interface EconomicFigure {
  readonly code: string;
  readonly government: string;
  readonly kind: 'personnel' | 'public';
  readonly amount: Fen;
}

export interface ProjectFigure {
  readonly unit: string;
  readonly name: string;
  readonly amount: Fen;
  readonly fund?: Fund;
  readonly carried?: Fen;
}

/** An income with a code of its own: 政府性基金 or 国有资本经营. */
export interface RevenueFigure {
  readonly code: string;
  readonly amount: Fen;
}

/** The figures of one department and year, from which every statement is computed. */
export interface Accounts {
  readonly department: string;
  readonly year: number;
  readonly functions: readonly FunctionFigure[];
  readonly economics: readonly EconomicFigure[];
  readonly projects: readonly ProjectFigure[];
  readonly fundRevenue?: readonly RevenueFigure[];
  readonly capitalRevenue?: readonly RevenueFigure[];
  readonly agency: readonly { readonly unit: string; readonly amount: Fen }[];
  readonly abroad: Fen;
  readonly reception: Fen;
  readonly vehiclePurchase: Fen;
  readonly vehicleOperation: Fen;
  /** The change against last year, for the prose. */
  readonly change: Fen;
}

/** Sums of a line, or of everything: this year's money, and what was carried over besides. */
export interface Sums {
  readonly basic: Fen;
  readonly project: Fen;
  /** basic + project. */
  readonly total: Fen;
  readonly funds: Readonly<Record<Fund, Fen>>;
  /** The funds that are 财政拨款, together. */
  readonly appropriated: Fen;
  readonly carried: Fen;
}

/** A line of a tree of codes with its sums. */
export interface TreeLine extends Sums {
  readonly code: string;
  readonly name: string;
  readonly level: number;
}

/** The name of a code; the generator knows only those that it prints. */
export function nameOf(code: string, names: Readonly<Record<string, string>>): string {
  const name = names[code];
  if (name === undefined) throw new Error(`No name for code ${code}`);
  return name;
}

function sums(lines: readonly FunctionFigure[]): Sums {
  const whole = (line: FunctionFigure) => line.basic + line.project;
  const of = (fund: Fund) => sum(lines.filter((line) => (line.fund ?? FUNDS[0]) === fund).map(whole));
  const [general_public, government_fund, state_capital] = [
    of('general_public'),
    of('government_fund'),
    of('state_capital'),
  ];
  return {
    basic: sum(lines.map((line) => line.basic)),
    project: sum(lines.map((line) => line.project)),
    total: sum(lines.map(whole)),
    funds: {
      general_public,
      government_fund,
      state_capital,
      special_account: of('special_account'),
      unit_funds: of('unit_funds'),
    },
    appropriated: general_public + government_fund + state_capital,
    carried: sum(lines.map((line) => line.carried ?? 0n)),
  };
}

/** The lines of these funds only. */
export function ofFunds(accounts: Accounts, ...funds: readonly Fund[]): Accounts {
  return { ...accounts, functions: accounts.functions.filter((line) => funds.includes(line.fund ?? FUNDS[0])) };
}

/** Without what was carried over from last year, and without lines that consist of it. */
export function thisYear(accounts: Accounts): Accounts {
  const functions = accounts.functions.map(({ carried: _carried, ...line }) => line);
  return { ...accounts, functions: functions.filter((line) => line.basic + line.project !== 0n) };
}

/** 类, 款 and 项 in order of their codes, with sums. */
export function functionTree(accounts: Accounts): TreeLine[] {
  const codes = new Set(accounts.functions.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].sort().map((code) => {
    const below = accounts.functions.filter((line) => line.code.startsWith(code));
    return { code, name: nameOf(code, FUNCTION_NAMES), level: { 3: 1, 5: 2 }[code.length] ?? 3, ...sums(below) };
  });
}

/** Sums over everything. */
export const totals = (accounts: Accounts): Sums => sums(accounts.functions);

export interface EconomicLine {
  readonly code: string;
  readonly name: string;
  readonly government: string | null;
  readonly governmentName: string | null;
  readonly level: 1 | 2;
  readonly personnel: Fen;
  readonly public: Fen;
  readonly total: Fen;
}

/** 类 and 款 of basic expenditure, with sums. */
export function economicTree(accounts: Accounts): EconomicLine[] {
  const classes = [...new Set(accounts.economics.map((line) => line.code.slice(0, 3)))].sort();
  return classes.flatMap((code) => {
    const below = accounts.economics.filter((line) => line.code.startsWith(code));
    return [economicLine(code, null, below), ...below.map((line) => economicLine(line.code, line.government, [line]))];
  });
}

function economicLine(code: string, government: string | null, of: readonly EconomicFigure[]): EconomicLine {
  const part = (kind: EconomicFigure['kind']) =>
    sum(of.filter((line) => line.kind === kind).map((line) => line.amount));
  const personnel = part('personnel');
  const open = part('public');
  return {
    code,
    name: nameOf(code, ECONOMIC_NAMES),
    government,
    governmentName: government === null ? null : nameOf(government, ECONOMIC_NAMES),
    level: government === null ? 1 : 2,
    personnel,
    public: open,
    total: personnel + open,
  };
}

/** Stops the generator when the figures do not belong together. */
export function audit(accounts: Accounts): void {
  const { project, carried, funds } = totals(accounts);
  const must = (left: string, a: Fen, right: string, b: Fen) => {
    if (a !== b) throw new Error(`${accounts.department}: ${left} ${a} ≠ ${right} ${b}`);
  };
  const all = (amounts: readonly (Fen | undefined)[]) => sum(amounts.map((amount) => amount ?? 0n));
  must(
    '经济科目',
    all(accounts.economics.map((line) => line.amount)),
    '基本支出',
    totals(ofFunds(accounts, 'general_public')).basic,
  );
  must('项目', all(accounts.projects.map((line) => line.amount)), '项目支出', project);
  must('项目结转', all(accounts.projects.map((line) => line.carried)), '上年结转', carried);
  if (accounts.fundRevenue)
    must('政府性基金收入', all(accounts.fundRevenue.map((line) => line.amount)), '支出', funds.government_fund);
  if (accounts.capitalRevenue)
    must('国有资本收入', all(accounts.capitalRevenue.map((line) => line.amount)), '支出', funds.state_capital);
  const open = all(accounts.economics.filter((line) => line.kind === 'public').map((line) => line.amount));
  if (all(accounts.agency.map((line) => line.amount)) > open)
    throw new Error(`${accounts.department}: 机关运行经费 > 公用经费`);
}
