import { ECONOMIC_NAMES, FUNCTION_NAMES } from './data/codes.ts';
import { type Fen, sum } from './figures.ts';

/** A 项 of expenditure by function. */
export interface FunctionFigure {
  readonly code: string;
  readonly basic: Fen;
  readonly project: Fen;
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
}

/** The figures of one department and year, from which every statement is computed. All of it is general public budget. */
export interface Accounts {
  readonly department: string;
  readonly year: number;
  readonly functions: readonly FunctionFigure[];
  readonly economics: readonly EconomicFigure[];
  readonly projects: readonly ProjectFigure[];
  readonly agency: readonly { readonly unit: string; readonly amount: Fen }[];
  readonly abroad: Fen;
  readonly reception: Fen;
  readonly vehiclePurchase: Fen;
  readonly vehicleOperation: Fen;
  /** The change against last year, for the prose. */
  readonly change: Fen;
}

/** A line of a tree of codes with its sums. */
export interface TreeLine {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly total: Fen;
  readonly basic: Fen;
  readonly project: Fen;
}

function nameOf(code: string, names: Readonly<Record<string, string>>): string {
  const name = names[code];
  if (name === undefined) throw new Error(`No name for code ${code}`);
  return name;
}

/** 类, 款 and 项 in order of their codes, with sums. */
export function functionTree(accounts: Accounts): TreeLine[] {
  const codes = new Set(accounts.functions.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].sort().map((code) => {
    const below = accounts.functions.filter((line) => line.code.startsWith(code));
    const basic = sum(below.map((line) => line.basic));
    const project = sum(below.map((line) => line.project));
    const level = { 3: 1, 5: 2 }[code.length] ?? 3;
    return { code, name: nameOf(code, FUNCTION_NAMES), level, basic, project, total: basic + project };
  });
}

/** Sums over everything. */
export function totals(accounts: Accounts): { basic: Fen; project: Fen; total: Fen } {
  const basic = sum(accounts.functions.map((line) => line.basic));
  const project = sum(accounts.functions.map((line) => line.project));
  return { basic, project, total: basic + project };
}

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
  const { basic, project } = totals(accounts);
  const economic = sum(accounts.economics.map((line) => line.amount));
  const projects = sum(accounts.projects.map((line) => line.amount));
  const open = sum(accounts.economics.filter((line) => line.kind === 'public').map((line) => line.amount));
  const agency = sum(accounts.agency.map((line) => line.amount));
  if (economic !== basic) throw new Error(`${accounts.department}: 经济科目 ${economic} ≠ 基本支出 ${basic}`);
  if (projects !== project) throw new Error(`${accounts.department}: 项目 ${projects} ≠ 项目支出 ${project}`);
  if (agency > open) throw new Error(`${accounts.department}: 机关运行经费 ${agency} > 公用经费 ${open}`);
}
