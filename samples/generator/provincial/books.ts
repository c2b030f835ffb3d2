import { nameOf } from '../accounts.ts';
import { ECONOMIC_NAMES, FUNCTION_NAMES } from '../data/codes.ts';
import type { Fen } from '../figures.ts';
import type { Chance } from '../recombined/random.ts';
import { Pen } from './pen.ts';

export const FUNDS = [
  'general_public',
  'government_fund',
  'state_capital',
  'special_account',
  'business',
  'other_revenue',
] as const;
export type Fund = (typeof FUNDS)[number];
export const APPROPRIATED: readonly Fund[] = FUNDS.slice(0, 3);
export const OWN: readonly Fund[] = ['business', 'other_revenue'];

/** What one unit spends under one 项 out of one fund. */
export interface Item {
  readonly unit: string;
  readonly code: string;
  readonly fund: Fund;
  readonly personnel: Fen;
  readonly public: Fen;
  readonly project: Fen;
  /** Project money left over from last year, besides. */
  readonly carried: Fen;
}

export type Figure = (item: Item) => Fen;
export const basic: Figure = (item) => item.personnel + item.public;
export const current: Figure = (item) => basic(item) + item.project;
export const carried: Figure = (item) => item.carried;
export const project: Figure = (item) => item.project + item.carried;
export const total: Figure = (item) => current(item) + item.carried;
export const of =
  (figure: Figure, ...funds: readonly Fund[]): Figure =>
  (item) =>
    funds.includes(item.fund) ? figure(item) : 0n;

export interface Project {
  readonly unit: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly item: Item;
}

/** The books of one invented department and how its report prints them. */
export interface Books {
  readonly final: boolean;
  readonly department: string;
  readonly year: number;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly items: readonly Item[];
  readonly projects: readonly Project[];
  readonly three: Readonly<Record<'abroad' | 'reception' | 'purchase' | 'operation' | 'meeting' | 'training', Fen>>;
  readonly pen: Pen;
}

const PLACES = ['云溪县', '青石市', '白塔区', '柳河县', '临湖市', '江北省', ''];
const BODIES = [
  ...['审计局', '水利局', '民政局', '文化广电和旅游局', '统计局', '财政厅', '人民检察院', '残疾人联合会'],
  ...['总工会', '第二中学', '人民医院', '机关事务服务中心', '城东街道办事处', '公安局交通警察支队'],
];
const UNDER = ['（本级）', '综合服务中心', '信息中心', '质量监督站'];
const BASIC = ['2010301', '2010350', '2080501', '2080505', '2080506', '2101101', '2101102', '2210201', '2210203'];
const PROJECTS = ['2010302', '2010306', '2060503', '2019999', '2169999'];
const BY_FUND: Readonly<Partial<Record<Fund, readonly string[]>>> = {
  government_fund: ['2120803', '2296003'],
  state_capital: ['2230105'],
};
const NAMES = [
  '信息化运行维护',
  '档案整理',
  '业务培训',
  '宣传教育经费',
  '办公用房维修',
  '专项检查',
  '便民服务',
  '设备更新',
];

export const add = (items: readonly Item[], figure: Figure): Fen => items.reduce((so, item) => so + figure(item), 0n);

/** Books by chance. */
export function booksOf(chance: Chance): Books {
  const department = chance.pick(PLACES) + chance.pick(BODIES);
  const number = chance.whole(101, 699);
  const short = department.replace(/^..[县市区省]/u, '');
  const units = UNDER.slice(0, chance.whole(1, UNDER.length)).map((name, at) => ({
    code: `${number}00${at + 1}`,
    name: `${short}${name}`,
  }));
  const money = (most: number) => BigInt(chance.whole(101, most)) * 10_000n + BigInt(chance.whole(1, 99)) * 10_000n;
  const carries = chance.often(0.5);
  const final = chance.often(0.25);
  const funds = FUNDS.filter(
    (fund) => fund === 'general_public' || (chance.often(0.35) && !(final && fund === 'special_account')),
  );
  const nothing = { personnel: 0n, public: 0n, project: 0n, carried: 0n };
  const left = () => (carries && chance.often(0.4) ? money(4000) : 0n);
  const items = units.flatMap(({ code: unit }, at): Item[] => [
    ...chance.some(BASIC, at === 0 ? BASIC.length - 2 : 3).map((code) => ({
      ...{ unit, code, fund: 'general_public' as const, ...nothing },
      ...{ personnel: money(90_000), public: chance.often(0.5) ? 0n : money(9000) },
    })),
    ...chance.some(PROJECTS, at === 0 ? 2 : 1).map((code) => ({
      ...{ unit, code, fund: 'general_public' as const, ...nothing, project: money(70_000), carried: left() },
    })),
    ...(at > 0
      ? []
      : funds.slice(1).flatMap((fund) =>
          (BY_FUND[fund] ?? ['2010302']).map((code) => ({
            ...{ unit, code, fund, ...nothing, project: money(50_000), carried: left() },
            ...(fund === 'business' ? { personnel: money(900) } : {}),
          })),
        )),
  ]);
  const named = chance.shuffled(NAMES);
  const projects = items
    .filter((item) => project(item) > 0n)
    .map((item, at) => ({
      unit: item.unit,
      code: `${item.unit}21${chance.whole(1000, 9999)}T00000${1000 + at}`,
      name: `${named[at % named.length]}${at >= named.length ? `（${at}）` : ''}项目`,
      kind: chance.pick(['特定目标类', '其他运转类']),
      item,
    }));
  return {
    ...{ final, department, year: chance.whole(2018, 2026), units, items, projects },
    three: {
      ...{ abroad: chance.often(0.6) ? 0n : money(900), reception: money(900) },
      ...{ purchase: chance.often(0.6) ? 0n : money(2000), operation: money(2000) },
      ...{ meeting: money(500), training: money(700) },
    },
    pen: new Pen(chance.often(0.7) ? '万元' : '元', chance.often(0.7), chance.pick(['blank', 'blank', '0.00', '-'])),
  };
}

export interface Node {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly of: readonly Item[];
}

/** 类, 款 and 项 with the items under each. */
export function tree(items: readonly Item[]): Node[] {
  const codes = new Set(items.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].sort().map((code) => ({
    ...{ code, name: nameOf(code, FUNCTION_NAMES), level: (code.length - 1) / 2 },
    of: items.filter((item) => item.code.startsWith(code)),
  }));
}

export const economicName = (code: string): string => nameOf(code, ECONOMIC_NAMES);
