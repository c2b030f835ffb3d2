import { clusterPositions } from '../../geometry/ruled.ts';
import { contains, union } from '../../model/box.ts';
import { type Grid, type GridCell, joinLines, type TextLine } from '../../model/grid.ts';
import type { Alternative } from '../../model/page.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { repeatedHeaderRows } from './headers.ts';

/** One page's piece of a table, with the text around it. */
export interface Part {
  readonly grid: Grid;
  readonly width: number;
  readonly above: readonly TextLine[];
  readonly below: readonly TextLine[];
  readonly alternatives: readonly Alternative[];
}

/** Borders this close (points) on different pages are one. */
const SAME_BORDER = 3;

/** Stacks the parts of one table: one set of columns, rows counted through, repeated headers dropped. */
export function assemble(parts: readonly Part[], index: number): Table {
  const [first, last] = [parts[0], parts.at(-1)];
  const xs = mergedBorders(parts);
  const rows: TableCell[][] = [];
  for (const part of parts) {
    const skip = part === first || first === undefined ? 0 : repeatedHeaderRows(first.grid, part.grid);
    const offset = rows.length - skip;
    for (let row = skip; row < part.grid.ys.length - 1; row++) rows.push([]);
    for (const cell of part.grid.cells) {
      if (cell.row < skip) continue;
      rows[cell.row + offset]?.push(tableCell(cell, part, offset, xs));
    }
  }
  for (const row of rows) row.sort((a, b) => a.column - b.column);
  return {
    index,
    pages: [...new Set(parts.map((part) => part.grid.page))],
    xs,
    rows,
    above: first?.above ?? [],
    below: last?.below ?? [],
  };
}

/** All borders of all parts; those of one part are never merged with each other. */
function mergedBorders(parts: readonly Part[]): readonly number[] {
  const first = parts[0]?.grid.xs ?? [];
  if (parts.length === 1) return first;
  const extra = parts
    .slice(1)
    .flatMap((part) => part.grid.xs)
    .filter((x) => !first.some((border) => Math.abs(border - x) <= SAME_BORDER));
  if (extra.length === 0) return first;
  return [...first, ...clusterPositions(extra, SAME_BORDER)].sort((a, b) => a - b);
}

function nearestBorder(xs: readonly number[], x: number): number {
  let best = 0;
  xs.forEach((border, index) => {
    if (Math.abs(border - x) < Math.abs((xs[best] ?? 0) - x)) best = index;
  });
  return best;
}

function tableCell(cell: GridCell, part: Part, offset: number, xs: readonly number[]): TableCell {
  const own = part.grid.xs;
  const same = own === xs;
  const column = same ? cell.column : nearestBorder(xs, own[cell.column] ?? 0);
  const end = same ? cell.column + cell.columnSpan : nearestBorder(xs, own[cell.column + cell.columnSpan] ?? 0);
  let confidence = 1;
  let source: TableCell['source'] = 'text';
  for (const line of cell.lines) {
    if (line.confidence < confidence) confidence = line.confidence;
    if (line.source === 'ocr') source = 'ocr';
  }
  return {
    row: cell.row + offset,
    column,
    rowSpan: cell.rowSpan,
    columnSpan: Math.max(1, end - column),
    page: part.grid.page,
    box: cell.box,
    ink: union(cell.lines),
    lines: cell.lines,
    text: joinLines(cell.lines),
    source,
    confidence,
    others: othersIn(cell, part.alternatives),
  };
}

function othersIn(cell: GridCell, alternatives: readonly Alternative[]): string[] {
  if (alternatives.length === 0) return [];
  return alternatives
    .filter(({ box }) => contains(cell.box, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ text }) => text);
}
