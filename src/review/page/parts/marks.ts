import type { Evidence } from '../../api.ts';
import type { PageMark } from './page-picture.tsx';

/** What is lit up on the page for one entry: its row and column below, identity members above, the cell on top. */
export function marksOf(evidence: Evidence): readonly PageMark[] {
  const { cell, rowBox, columnBox, headerBox, checks, page } = evidence;
  const here = page?.number ?? 0;
  const marks: PageMark[] = [];
  if (columnBox !== null) marks.push({ role: 'column', page: here, box: columnBox });
  if (rowBox !== null) marks.push({ role: 'row', page: here, box: rowBox });
  if (headerBox !== null) marks.push({ role: 'header', page: here, box: headerBox });
  const failing = checks.filter(({ status }) => status === 'fail');
  for (const one of failing.slice(0, 3).flatMap(({ cells }) => cells)) {
    const own = cell !== null && one.ref.statement === cell.ref.statement && one.ref.amount === cell.ref.amount;
    if (!own) marks.push({ role: one.left ? 'left' : 'right', page: one.page, box: one.box });
  }
  if (evidence.box !== null) marks.push({ role: 'cell', page: here, box: evidence.box });
  return marks;
}
