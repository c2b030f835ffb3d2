import { nameOf } from '../accounts.ts';
import { FUNCTION_NAMES } from '../data/codes.ts';
import { type Fen, sum } from '../figures.ts';
import type { Chance } from './random.ts';

/** What one unit spends under one 项: every figure of a recombined report is a sum of these. */
export interface Entry {
  readonly unit: string;
  readonly code: string;
  readonly personnel: Fen;
  readonly public: Fen;
  readonly project: Fen;
  /** Left over from last year, project money besides. */
  readonly carried: Fen;
}

export interface Unit {
  readonly code: string;
  readonly name: string;
}

export interface Ledger {
  readonly department: string;
  readonly year: number;
  readonly units: readonly Unit[];
  readonly entries: readonly Entry[];
}

/** What a column adds up. */
export type Figure = (entry: Entry) => Fen;
export const basic: Figure = (entry) => entry.personnel + entry.public;
/** This year's money alone. */
export const current: Figure = (entry) => basic(entry) + entry.project;
/** Project money with what was left over from last year. */
export const project: Figure = (entry) => entry.project + entry.carried;
export const total: Figure = (entry) => basic(entry) + project(entry);
export const add = (entries: readonly Entry[], figure: Figure): Fen => sum(entries.map(figure));

const PLACES = ['云溪县', '青石市', '白塔区', '柳河县', '临湖市'];
const BODIES = ['审计局', '水利局', '民政局', '文化广电和旅游局', '统计局'];
const UNDER = ['（本级）', '综合服务中心', '信息中心'];
/** Kinds of money that belong together under a 项: basic money of offices, project money, pensions. */
const FUNCTIONS = ['2010301', '2010302', '2010350', '2080505', '2080506', '2101101', '2210201', '2010306', '2060503'];
const PROJECTS = new Set(['2010302', '2010306', '2060503']);

/** Books of an invented department with one to three units. */
export function ledgerOf(chance: Chance): Ledger {
  const department = chance.pick(PLACES) + chance.pick(BODIES);
  const number = chance.whole(101, 699);
  const units = UNDER.slice(0, chance.whole(1, UNDER.length)).map((name, at) => ({
    code: `${number}00${at + 1}`,
    name: `${department.replace(/^..[县市区]/u, '')}${name}`,
  }));
  const carries = chance.often(0.5);
  const entries = units.flatMap(({ code: unit }, at) =>
    chance.some(FUNCTIONS, at === 0 ? FUNCTIONS.length - 2 : 3).map((code): Entry => {
      const forProject = PROJECTS.has(code);
      const money = (most: number) => BigInt(chance.whole(101, most)) * 10_000n + BigInt(chance.whole(1, 99)) * 10_000n;
      return {
        ...{
          unit,
          code,
          personnel: forProject ? 0n : money(90_000),
          public: forProject || chance.often(0.5) ? 0n : money(9000),
        },
        ...{
          project: forProject ? money(70_000) : 0n,
          carried: carries && forProject && chance.often(0.4) ? money(4000) : 0n,
        },
      };
    }),
  );
  return { department, year: chance.whole(2019, 2026), units, entries };
}

/** 类, 款 and 项 of some entries with the entries under each, in order of their codes. */
export function tree(entries: readonly Entry[]): { code: string; name: string; level: number; of: Entry[] }[] {
  const codes = new Set(entries.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].sort().map((code) => ({
    ...{ code, name: nameOf(code, FUNCTION_NAMES), level: (code.length - 1) / 2 },
    of: entries.filter((entry) => entry.code.startsWith(code)),
  }));
}
