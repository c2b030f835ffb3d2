import type { Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import { compact } from '../../model/text.ts';
import type { HeadLine } from './head-lines.ts';

/** How a report in prose is titled: 部门预算, 单位决算, 预算情况说明, 决算编制说明. */
const TITLE = /(?:部门|单位)(?:收支)?(?:预算|决算)|(?:预算|决算)(?:信息)?(?:公开)?(?:情况|编制)?的?(?:说明|报告)/u;
/** What speaks of budgets and reports none. */
const ABOUT = /通知|办法|条例|规定|规程|方案|意见|指南|手册|批复|复函|培训|采购公告|招标|草案的报告|执行情况/u;
/** A sentence in which a report states what is received or spent. */
const STATES = /(?:收入|支出|经费|预算|决算)[^。；]{0,40}?\d[\d,，]*(?:\.\d+)?[亿万千]?元/gu;
/** Fewer sums than this are told by anybody who writes about money. */
const FEWEST_SUMS = 3;

/**
 * Whether a document without statements is a report all the same (情况说明单独成册): titled as one, with department and
 * year, and stating sums. Its tables may have been published as another file.
 */
export function isProseReport(identity: Identity, lines: readonly HeadLine[], pages: readonly PageLayout[]): boolean {
  if (identity.department === null || identity.fiscalYear === null) return false;
  const heads = lines.filter(({ weight }, at) => weight > 1 || at === 0);
  if (heads.some(({ text }) => ABOUT.test(text))) return false;
  if (!lines.some(({ text }) => TITLE.test(text))) return false;
  const text = pages.map((page) => page.lines.map((line) => compact(line.text)).join('')).join('');
  return [...text.matchAll(STATES)].length >= FEWEST_SUMS;
}
