import type { Side } from '../model/statement.ts';

/** The names of totals (contract, "Line names"): 合计, 本年收入合计, 支出总计, 小计. */
const TOTAL = /^(?:本年)?(?:收入|支出)?(?:合计|总计|总数|小计)$/u;

/** Whether a text without white space is the name of a total and nothing else. */
export function isTotalName(text: string): boolean {
  return TOTAL.test(text);
}

/** The side that the name of a total says it is of: 本年收入合计, 支出总计; null where it says none, or is no total's. */
export function sideOfTotal(text: string): Side | null {
  if (!isTotalName(text)) return null;
  return text.includes('收入') ? 'revenue' : text.includes('支出') ? 'expenditure' : null;
}

const IN_PIECES = /^(?:计[合总小]|\p{Script=Han})$/u;

/** Whether a name is a total whose characters were put together the wrong way round (计合), or of which one is left. */
export function isTotalInPieces(name: string): boolean {
  return IN_PIECES.test(name);
}
