import type { TitlesWording } from '../../declare/wording/wording.ts';
import type { ClassifiedTable } from '../../model/classified.ts';
import type { Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import { compact } from '../../model/text.ts';
import type { HeadLine } from './head-lines.ts';

/** Fewer sums than this are told by anybody who writes about money. */
const FEWEST_SUMS = 3;

/**
 * Whether a document without statements is a report all the same: titled as one, with department and year, and stating
 * sums in its prose (情况说明单独成册) or printing tables of money that no declaration knows. Its statements may have been
 * published as another file.
 */
export function isReportAlone(
  identity: Identity,
  lines: readonly HeadLine[],
  pages: readonly PageLayout[],
  tables: readonly ClassifiedTable[],
  wording: TitlesWording,
): boolean {
  if (identity.department === null || identity.fiscalYear === null) return false;
  const heads = lines.filter(({ weight }, at) => weight > 1 || at === 0);
  if (heads.some(({ text }) => wording.no_report.test(text))) return false;
  if (!lines.some(({ text }) => wording.prose_title.test(text))) return false;
  if (tables.some(({ role }) => role === 'stranger')) return true;
  const text = pages.map((page) => page.lines.map((line) => compact(line.text)).join('')).join('');
  return [...text.matchAll(wording.states_sum)].length >= FEWEST_SUMS;
}
