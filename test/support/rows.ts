import type { Glyph, Rule } from '../../src/model/page.ts';
import { page } from './build.ts';
import { layout } from './cut.ts';

/**
 * The first table of a page, row by row: the cells that print anything, with their column, the columns (+) and rows (v) that
 * they span, and a mark (!) where one is doubted.
 */
export function printedRows(content: readonly Glyph[], rules: readonly Rule[]): string[][] {
  const grid = layout([page(1, content, rules)])[0]?.grids[0];
  const out: string[][] = (grid?.ys.slice(1) ?? []).map(() => []);
  for (const { row, column, rowSpan, columnSpan, lines, doubts } of grid?.cells ?? []) {
    const text = lines.map((line) => line.text).join('/');
    const spans = `${columnSpan > 1 ? `+${columnSpan}` : ''}${rowSpan > 1 ? `v${rowSpan}` : ''}`;
    if (text !== '') out[row]?.push(`${column}${spans}:${text}${doubts === undefined ? '' : '!'}`);
  }
  return out;
}
