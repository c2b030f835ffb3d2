import { ENGINE_RULES, type EngineRule } from '../model/codes.ts';
import type { Blame, FindingMark, Scope } from '../model/fact.ts';
import { formatYuan } from '../model/money.ts';
import { measureName } from './names.ts';
import { scopeText } from './sentences.ts';

/** Rules that no identities.yaml declares: found while reading units, prose and forms. */
const rules: Readonly<Record<EngineRule, readonly [zh: string, en: string]>> = {
  'unit-line': ['单位行与其他报表不符', 'The unit line contradicts the other statements'],
  'project-form': ['项目绩效目标表与项目支出表', 'A project’s form against its line'],
  'prose-share': ['文字中的占比', 'Share stated in the prose'],
  'prose-change-rate': ['文字中的增减率', 'Rate of change stated in the prose'],
  'prose-completion': ['文字中的完成率', 'Rate of completion stated in the prose'],
  'prose-items': ['文字列举的科目与报表', 'Items listed in the prose against the statement'],
  'prose-nature': ['文字所说的支出性质与报表', 'Basic or project expenditure as the prose says'],
  'prose-path': ['文字中的科目名称与报表', 'Names of subjects in the prose against the statement'],
  'prose-year': ['本年预算与本年比较，疑为年份未改', 'A year compared with itself: probably last year’s text'],
};

/** What an engine's rule is called; a declared one has a title of its own. */
function ruleName(id: string, language: 0 | 1): string {
  const rule = ENGINE_RULES.find((known) => known === id);
  return rule === undefined ? id : rules[rule][language];
}

/** 元 with separators: `45,573,600.00`. */
export function yuan(fen: bigint): string {
  return formatYuan(fen).replace(/\B(?=(\d{3})+(?!\d))/gu, ',');
}

function apart(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

const zh = {
  measure: (name: string) => measureName(name),
  scope: (scope: Scope) => scopeText(scope, 'zh', (name) => measureName(name)),
  blame: { publisher: '疑为公布单位有误', extraction: '疑为读取有误', unknown: '原因待查' } satisfies Record<
    Blame,
    string
  >,
  rule: (id: string) => ruleName(id, 0),
  percentages: (stated: bigint, counted: bigint) =>
    `文中写 ${yuan(stated)}%，按文中金额算为 ${yuan(counted)}%，相差 ${yuan(apart(stated, counted))} 个百分点`,
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
    `相差 ${yuan(apart(off, 0n))} 元${tolerance > 0n ? `（四舍五入的尾差至多 ${yuan(tolerance)} 元）` : ''}`,
  implied: (fen: bigint) => `，按其他各数应为 ${yuan(fen)} 元`,
  suspects: (count: number) => (count === 1 ? '疑有误的数' : `以下 ${count} 处之一有误`),
  together: '以下各数都有误（另见各数），合在一起使此式不平',
  unexplained: '等式不成立，看不出是哪一个数有误',
  claims: '文字与报表不一致',
  against: '报表为 ',
  prose: '文字中的百分比与文中金额算不拢',
  wording: '文字说法与报表不一致',
  roundings: '四舍五入的尾差（在允许之内，不作错误）',
  unjudged: '不能判定的等式（该表多数同类等式也不成立，可能不按此关系编制，不作错误）',
  colon: '：',
  comma: '，',
  listed: (all: readonly string[]) => all.join('、'),
  aside: (text: string) => `（${text}）`,
  mark: { none: '未处理', reported: '已反映', answered: '已答复', mistaken: '误报' } satisfies Record<
    FindingMark,
    string
  >,
  marked: (said: string) => `〔${said}〕`,
  more: (count: number) => `……另有 ${count} 项`,
};

type CheckWords = typeof zh;

const en: CheckWords = {
  measure: (name) => measureName(name, 'en'),
  scope: (scope) => scopeText(scope, 'en', (name) => measureName(name, 'en')),
  blame: { publisher: 'probably the publisher’s error', extraction: 'probably misread', unknown: 'cause unknown' },
  rule: (id) => ruleName(id, 1),
  percentages: (stated, counted) =>
    `printed ${yuan(stated)}%, by the amounts ${yuan(counted)}%: ${yuan(apart(stated, counted))} percentage points apart`,
  corrected: (fen) => `CNY ${yuan(fen)} in the right unit`,
  summary: (pass, rounding, fail, notApplicable) =>
    `${pass} of ${pass + fail} identities hold (${rounding} within rounding), ${fail} fail, ${notApplicable} do not apply`,
  allGood: 'No discrepancies found.',
  nothing: 'No identities to check.',
  page: (page) => `page ${page}`,
  atLine: (row) => `row ${row}`,
  amount: (fen) => `CNY ${yuan(fen)}`,
  difference: (off, tolerance) =>
    `off by CNY ${yuan(apart(off, 0n))}${tolerance > 0n ? ` (rounding explains at most ${yuan(tolerance)})` : ''}`,
  implied: (fen) => `, by the other figures CNY ${yuan(fen)}`,
  suspects: (count) => (count === 1 ? 'Suspect figure' : `One of these ${count} is wrong`),
  together: 'All of these are wrong (see each of them); together they break this',
  unexplained: 'No single figure explains it',
  claims: 'Prose that contradicts the statements',
  against: 'the statement has ',
  prose: 'A percentage in the prose does not follow from its amounts',
  wording: 'What the prose says is not what the statement prints',
  roundings: 'Differences that rounding explains (no errors)',
  unjudged:
    'Sums that cannot be judged (most of their kind do not hold in this table: it may be made up in another way)',
  colon: ': ',
  comma: ', ',
  listed: (all) => all.join(', '),
  aside: (text) => ` (${text})`,
  mark: { none: 'open', reported: 'reported', answered: 'answered', mistaken: 'mistaken' },
  marked: (said) => ` [${said}]`,
  more: (count) => `… and ${count} more`,
};

/** Words of the check report, by language. */
export const CHECK_WORDS: Readonly<Record<'zh' | 'en', CheckWords>> = { zh, en };
export type { CheckWords };
