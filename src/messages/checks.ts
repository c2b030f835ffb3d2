import type { Blame } from '../model/fact.ts';
import { formatYuan } from '../model/money.ts';
import type { KnownMeasure } from '../model/statement.ts';

const measures: Readonly<Record<KnownMeasure, readonly [zh: string, en: string]>> = {
  total: ['合计', 'total'],
  current: ['当年预算安排', 'current year'],
  carryover: ['上年结转', 'carried over'],
  general_public: ['一般公共预算', 'general public budget'],
  government_fund: ['政府性基金', 'government funds'],
  state_capital: ['国有资本经营预算', 'state capital'],
  special_account: ['财政专户管理资金', 'special accounts'],
  unit_funds: ['单位资金', 'unit funds'],
  appropriation: ['财政拨款', 'appropriation'],
  superior_subsidy: ['上级补助收入', 'superior subsidy'],
  business: ['事业收入', 'business revenue'],
  operating_revenue: ['经营收入', 'operating revenue'],
  affiliate_remittance: ['附属单位上缴收入', 'affiliate remittance'],
  other_revenue: ['其他收入', 'other revenue'],
  basic: ['基本支出', 'basic'],
  project: ['项目支出', 'project'],
  personnel: ['人员经费', 'personnel'],
  public: ['公用经费', 'public'],
  remit_superior: ['上缴上级支出', 'remitted to superior'],
  operating_expenditure: ['经营支出', 'operating expenditure'],
  affiliate_subsidy: ['对附属单位补助支出', 'affiliate subsidy'],
  opening: ['年初结转和结余', 'opening balance'],
  year_revenue: ['本年收入', 'revenue of the year'],
  closing: ['年末结转和结余', 'closing balance'],
  planned: ['预算数', 'planned'],
  prior_total: ['上年数', 'previous year'],
};

function isKnown(measure: string): measure is KnownMeasure {
  return Object.hasOwn(measures, measure);
}

/** Rules that no identities.yaml declares: found while reading units, prose and forms. */
const rules: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'unit-line': ['单位行与其他报表不符', 'The unit line contradicts the other statements'],
  'project-form': ['项目绩效目标表与项目支出表', 'A project’s form against its line'],
  'prose-share': ['文字中的占比', 'Share stated in the prose'],
  'prose-change-rate': ['文字中的增减率', 'Rate of change stated in the prose'],
  'prose-completion': ['文字中的完成率', 'Rate of completion stated in the prose'],
};

/** 元 with separators: `45,573,600.00`. */
export function yuan(fen: bigint): string {
  return formatYuan(fen).replace(/\B(?=(\d{3})+(?!\d))/gu, ',');
}

const zh = {
  measure: (name: string) => (isKnown(name) ? measures[name][0] : name.replace(/^other:/u, '')),
  blame: { publisher: '疑为公布单位有误', extraction: '疑为读取有误', unknown: '原因待查' } satisfies Record<
    Blame,
    string
  >,
  rule: (id: string) => rules[id]?.[0] ?? id,
  percent: (hundredths: bigint) => `${yuan(hundredths)}%`,
  offPercent: (off: bigint) => `相差 ${yuan(off)} 个百分点`,
  corrected: (fen: bigint) => `按单位更正为 ${yuan(fen)} 元`,
  summary: (pass: number, rounding: number, fail: number, notApplicable: number) =>
    [
      `${pass + fail} 项勾稽关系成立 ${pass} 项`,
      ...(rounding > 0 ? [`其中尾差 ${rounding} 项`] : []),
      `不符 ${fail} 项`,
      ...(notApplicable > 0 ? [`不适用 ${notApplicable} 项`] : []),
    ].join('，'),
  allGood: '没有发现不符。',
  nothing: '没有可核对的勾稽关系。',
  page: (page: number) => `第 ${page} 页`,
  atLine: (row: number) => `第 ${row} 行`,
  amount: (fen: bigint) => `${yuan(fen)} 元`,
  difference: (off: bigint, tolerance: bigint) =>
    `相差 ${yuan(off)} 元${tolerance > 0n ? `，尾差最多 ${yuan(tolerance)} 元` : ''}`,
  suspects: (count: number) => (count === 1 ? '疑有误的数' : `以下 ${count} 处之一有误`),
  unexplained: '不能归于某一个数',
  claims: '文字与报表不一致',
  against: '对照 ',
  prose: '文字中的百分比与其金额不符',
  more: (count: number) => `……另有 ${count} 项`,
};

type CheckWords = typeof zh;

const en: CheckWords = {
  measure: (name) => (isKnown(name) ? measures[name][1] : name.replace(/^other:/u, '')),
  blame: { publisher: 'probably the publisher’s error', extraction: 'probably misread', unknown: 'cause unknown' },
  rule: (id) => rules[id]?.[1] ?? id,
  percent: (hundredths) => `${yuan(hundredths)}%`,
  offPercent: (off) => `off by ${yuan(off)} percentage points`,
  corrected: (fen) => `CNY ${yuan(fen)} in the right unit`,
  summary: (pass, rounding, fail, notApplicable) =>
    `${pass} of ${pass + fail} identities hold (${rounding} within rounding), ${fail} fail, ${notApplicable} do not apply`,
  allGood: 'No discrepancies found.',
  nothing: 'No identities to check.',
  page: (page) => `page ${page}`,
  atLine: (row) => `row ${row}`,
  amount: (fen) => `CNY ${yuan(fen)}`,
  difference: (off, tolerance) =>
    `off by CNY ${yuan(off)}${tolerance > 0n ? `, rounding explains ${yuan(tolerance)}` : ''}`,
  suspects: (count) => (count === 1 ? 'Suspect figure' : `One of these ${count} is wrong`),
  unexplained: 'No single figure explains it',
  claims: 'Prose that contradicts the statements',
  against: 'against ',
  prose: 'A percentage in the prose does not follow from its amounts',
  more: (count) => `… and ${count} more`,
};

/** Words of the check report, by language. */
export const CHECK_WORDS: Readonly<Record<'zh' | 'en', CheckWords>> = { zh, en };
export type { CheckWords };
