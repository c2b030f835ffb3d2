import { clusterPositions } from '../../geometry/lattice.ts';
import { sortInPlace } from '../../geometry/sorted.ts';
import { union } from '../../model/box.ts';
import type { CellDoubt, Grid, GridCell, TextLine } from '../../model/grid.ts';
import type { Alternative } from '../../model/page.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { tableCell } from './cells.ts';
import { cutRow } from './cut-row.ts';
import { fitTo, isScanned } from './fit.ts';
import { repeatedHeaderRows } from './headers.ts';
import { withLostBorders } from './lost-borders.ts';
import { markMergedRows } from './merged-rows.ts';

/** One page's piece of a table, with the text around it. */
export interface Part {
  readonly grid: Grid;
  readonly width: number;
  readonly above: readonly TextLine[];
  readonly below: readonly TextLine[];
  readonly alternatives: readonly Alternative[];
  /** Its title stands below it. */
  readonly titledBelow?: true;
}

/** Borders this close (points) on different pages are one: printed pages, scanned pages. */
const SAME_BORDER = { text: 3, ocr: 6 } as const;

/** What is doubtful about the head of a table is so on all of its pages. */
const UNSURE: CellDoubt = 'heading-reach';

function isUnsure({ doubts }: GridCell): boolean {
  return doubts?.includes(UNSURE) === true;
}

/** The parts of one table, and the pages that print a part of it a second time. */
export interface Whole {
  readonly parts: Part[];
  readonly reprints: Part[];
}

/** Stacks the parts of one table: one set of columns, rows counted through, repeated headers dropped. */
export function assemble({ parts, reprints }: Whole, index: number): Table {
  const [first, last] = [parts[0], parts.at(-1)];
  const xs = mergedBorders(parts);
  const rows: TableCell[][] = [];
  const unsure = first?.grid.cells.some(isUnsure) === true;
  for (const part of parts) {
    const skip = part === first || first === undefined ? 0 : repeatedHeaderRows(first.grid, part.grid);
    const start = rows.length;
    const grid = first === undefined ? part.grid : withAllBorders(part.grid, first.grid, xs);
    const position = { page: grid.page, rows: start - skip, columns: columnIndex(grid, first?.grid, xs) };
    for (let row = skip; row < grid.ys.length - 1; row++) rows.push([]);
    for (const cell of grid.cells) {
      if (cell.row < skip) continue;
      const read =
        unsure && part !== first && !isUnsure(cell) ? { ...cell, doubts: [...(cell.doubts ?? []), UNSURE] } : cell;
      rows[cell.row + position.rows]?.push(tableCell(read, position, part.alternatives));
    }
    joinCutRow(rows, start);
  }
  for (const row of rows) sortInPlace(row, (a, b) => a.column - b.column);
  return {
    index,
    pages: [...new Set(parts.map((part) => part.grid.page))],
    xs,
    rows: markMergedRows(rows.map(onePerColumn)),
    above: first?.above ?? [],
    below: last?.below ?? [],
    ...(first?.titledBelow ? { titledBelow: true } : {}),
    ...(reprints.length === 0 ? {} : { reprints: reprints.map(({ grid: { page, box } }) => ({ page, box })) }),
  };
}

/**
 * The cells of a row with those in one that stand in one column: a border that only a part of its page has makes slivers
 * there. `row` is sorted by columns.
 */
function onePerColumn(row: readonly TableCell[]): TableCell[] {
  const kept: TableCell[] = [];
  for (const cell of row) {
    const before = kept.at(-1);
    if (before === undefined || before.column !== cell.column) kept.push(cell);
    else if (before.text === '') kept[kept.length - 1] = cell;
    else if (cell.text !== '') kept[kept.length - 1] = together(before, cell);
  }
  return kept;
}

function together(left: TableCell, right: TableCell): TableCell {
  const lines = [...left.lines, ...right.lines];
  const doubts = [...new Set([...(left.doubts ?? []), ...(right.doubts ?? [])])];
  return {
    ...left,
    ...{ box: union([left.box, right.box]) ?? left.box, ink: union(lines), lines, text: `${left.text} ${right.text}` },
    confidence: Math.min(left.confidence, right.confidence),
    ...(doubts.length === 0 ? {} : { doubts }),
  };
}

/** The first row of a page joined with the last of the page before where a page break cuts one row in two. */
function joinCutRow(rows: TableCell[][], start: number): void {
  const lower = rows[start];
  if (start === 0 || lower === undefined) return;
  const joined = cutRow(rows.slice(0, start), lower);
  if (joined === null) return;
  rows[start - 1] = joined;
  rows.splice(start, 1);
  for (let row = start; row < rows.length; row++) {
    rows[row] = (rows[row] ?? []).map((cell) => ({ ...cell, row: cell.row - 1 }));
  }
}

/** All borders of all parts, fitted to the first; those of one part are never merged with each other. */
function mergedBorders(parts: readonly Part[]): readonly number[] {
  const first = parts[0]?.grid;
  if (first === undefined || parts.length === 1) return first?.xs ?? [];
  const extra = parts.slice(1).flatMap(({ grid }) => {
    const near = isScanned(grid) ? SAME_BORDER.ocr : SAME_BORDER.text;
    return grid.xs
      .map(fitTo(first, grid) ?? same)
      .filter((x) => !first.xs.some((border) => Math.abs(border - x) <= near));
  });
  if (extra.length === 0) return first.xs;
  return [...first.xs, ...clusterPositions(extra, SAME_BORDER.ocr)].sort((a, b) => a - b);
}

function same(x: number): number {
  return x;
}

function nearestBorder(xs: readonly number[], x: number): number {
  let best = 0;
  xs.forEach((border, index) => {
    if (Math.abs(border - x) < Math.abs((xs[best] ?? 0) - x)) best = index;
  });
  return best;
}

/** A part with the borders that only others of its table have. */
function withAllBorders(grid: Grid, first: Grid, xs: readonly number[]): Grid {
  if (grid.xs.length === xs.length) return grid;
  return withLostBorders(grid, columnIndex(grid, first, xs), xs.map(fitTo(grid, first) ?? same));
}

/** For each border of a part, which border of the whole table it is. */
function columnIndex(grid: Grid, first: Grid | undefined, xs: readonly number[]): number[] {
  if (first === undefined || grid.xs === xs) return xs.map((_, index) => index);
  const fitted = fitTo(first, grid) ?? same;
  return grid.xs.map((x) => nearestBorder(xs, fitted(x)));
}
