import { overlap } from '../../model/box.ts';
import type { GridCell, TextLine } from '../../model/grid.ts';
import { lineOf } from './lines.ts';

/** A cell between borders of a grid. */
export function cell(
  row: number,
  column: number,
  rowSpan: number,
  columnSpan: number,
  xs: readonly number[],
  ys: readonly number[],
  lines: readonly TextLine[],
): GridCell {
  const box = { x0: xs[column] ?? 0, y0: ys[row] ?? 0, x1: xs[column + columnSpan] ?? 0, y1: ys[row + rowSpan] ?? 0 };
  return { row, column, rowSpan, columnSpan, box, lines };
}

/** One body row's cells, empty ones too. */
export function rowCells(
  parts: readonly TextLine[],
  row: number,
  xs: readonly number[],
  ys: readonly number[],
): GridCell[] {
  const columns = xs.length - 1;
  const held: TextLine[][] = Array.from({ length: columns }, () => []);
  for (const part of parts) held[columnAt(part, xs)]?.push(part);
  return held.map((own, column) => cell(row, column, 1, 1, xs, ys, mergeLevels(own)));
}

/** The column that holds most of a segment's width. */
function columnAt(part: TextLine, xs: readonly number[]): number {
  let best = 0;
  let most = -1;
  for (let column = 0; column + 1 < xs.length; column++) {
    const shared = overlap(xs[column] ?? 0, xs[column + 1] ?? 0, part.x0, part.x1);
    if (shared > most) [best, most] = [column, shared];
  }
  return best;
}

/** Segments of one cell on one baseline are one line again. */
function mergeLevels(parts: readonly TextLine[]): TextLine[] {
  const out: TextLine[] = [];
  for (const part of parts) {
    const same = out.findIndex((line) => Math.abs(line.y0 + line.y1 - part.y0 - part.y1) < part.size);
    const known = out[same];
    if (known) out[same] = lineOf([...known.glyphs, ...part.glyphs]);
    else out.push(part);
  }
  return out;
}
