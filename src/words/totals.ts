/** The names of totals (contract, "Line names"): 合计, 本年收入合计, 支出总计, 小计. */
const TOTAL = /^(?:本年)?(?:收入|支出)?(?:合计|总计|小计)$/u;

/** Whether a text without white space is the name of a total and nothing else. */
export function isTotalName(text: string): boolean {
  return TOTAL.test(text);
}
