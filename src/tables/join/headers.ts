import type { Grid } from '../../model/grid.ts';
import type { Source } from '../../model/page.ts';
import { isScanned } from './fit.ts';

/** Recognised text of one print may differ from page to page by this share of its character pairs. */
const ALIKE = 0.6;

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Texts of the non-empty cells that begin in a row, left to right. */
export function rowText(grid: Grid, row: number): string[] {
  return grid.cells
    .filter((cell) => cell.row === row && cell.lines.length > 0)
    .map((cell) => squeeze(cell.lines.map((line) => line.text).join('')));
}

/** Whether two prints say the same; recognised ones may differ a little. */
export function sameText(a: string, b: string, source: Source, alike = ALIKE): boolean {
  const [x, y] = [squeeze(a), squeeze(b)];
  return x === y || (source === 'ocr' && similarity(x, y) >= alike);
}

/** Dice's coefficient over character pairs, 0..1. */
function similarity(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return a === b ? 1 : 0;
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i++) pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1);
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i++) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0;
    if (left > 0) {
      pairs.set(b.slice(i, i + 2), left - 1);
      shared++;
    }
  }
  return (2 * shared) / (a.length + b.length - 2);
}

/** How many leading rows of `grid` repeat the leading rows of `first`: the header printed again. */
export function repeatedHeaderRows(first: Grid, grid: Grid): number {
  const source = isScanned(grid) ? 'ocr' : 'text';
  const rows = Math.min(first.ys.length, grid.ys.length) - 1;
  let repeated = 0;
  for (let row = 0; row < rows; row++) {
    const [known, own] = [rowText(first, row), rowText(grid, row)];
    if (own.some((text) => /\d[.,]\d/.test(text)) || !repeats(known, own, source)) break;
    if (own.length > 0) repeated = row + 1;
  }
  return lastFullRow(grid, repeated);
}

/** Recognised headings may differ one by one, as long as the row as a whole is the same. */
function repeats(known: readonly string[], own: readonly string[], source: Source): boolean {
  if (known.length === own.length && own.every((text, index) => sameText(text, known[index] ?? '', source)))
    return true;
  const close = Math.abs(known.length - own.length) <= 1 && own.length >= 2;
  return source === 'ocr' && close && similarity(known.join(''), own.join('')) >= ALIKE;
}

/** A header ends where no cell reaches further down: a spanning cell belongs to the header as a whole. */
function lastFullRow(grid: Grid, rows: number): number {
  let end = rows;
  while (end > 0 && grid.cells.some((cell) => cell.row < end && cell.row + cell.rowSpan > end)) end--;
  return end;
}
