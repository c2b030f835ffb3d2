import { clusterPositions } from '../../geometry/lattice.ts';
import { contains, union } from '../../model/box.ts';
import { type Grid, type GridCell, joinLines, type TextLine } from '../../model/grid.ts';
import { type Alternative, type Glyph, LOOK } from '../../model/page.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { fitTo, isScanned } from './fit.ts';
import { repeatedHeaderRows } from './headers.ts';

/** One page's piece of a table, with the text around it. */
export interface Part {
  readonly grid: Grid;
  readonly width: number;
  readonly above: readonly TextLine[];
  readonly below: readonly TextLine[];
  readonly alternatives: readonly Alternative[];
}

/** Borders this close (points) on different pages are one: printed pages, scanned pages. */
const SAME_BORDER = { text: 3, ocr: 6 } as const;

/** So much (font sizes) of a digit at the right must be cut off: right-aligned figures touch the border of their cell. */
const CUT = 0.1;

/** Stacks the parts of one table: one set of columns, rows counted through, repeated headers dropped. */
export function assemble(parts: readonly Part[], index: number): Table {
  const [first, last] = [parts[0], parts.at(-1)];
  const xs = mergedBorders(parts);
  const rows: TableCell[][] = [];
  for (const part of parts) {
    const skip = part === first || first === undefined ? 0 : repeatedHeaderRows(first.grid, part.grid);
    const offset = rows.length - skip;
    const columns = columnIndex(part.grid, first?.grid, xs);
    for (let row = skip; row < part.grid.ys.length - 1; row++) rows.push([]);
    for (const cell of part.grid.cells) {
      if (cell.row < skip) continue;
      rows[cell.row + offset]?.push(tableCell(cell, part, offset, columns));
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

/** For each border of a part, which border of the whole table it is. */
function columnIndex(grid: Grid, first: Grid | undefined, xs: readonly number[]): number[] {
  if (first === undefined || grid.xs === xs) return xs.map((_, index) => index);
  const fitted = fitTo(first, grid) ?? same;
  return grid.xs.map((x) => nearestBorder(xs, fitted(x)));
}

function tableCell(cell: GridCell, part: Part, offset: number, columns: readonly number[]): TableCell {
  const column = columns[cell.column] ?? 0;
  const end = columns[cell.column + cell.columnSpan] ?? column + 1;
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
    ...otherReadings(cell, part.alternatives),
    ...doubtsOf(cell),
  };
}

function doubtsOf({ doubts = [], lines }: GridCell): Pick<TableCell, 'doubts'> {
  const all = [...doubts];
  if (lines.some(({ glyphs }) => glyphs.some(({ mark }) => mark !== undefined))) all.push('footnote-mark');
  if (lines.some(({ glyphs }) => glyphs.some((glyph) => glyph.cut || reachesItsFrame(glyph)))) all.push('cut');
  const figures = lines.flatMap(({ glyphs }) => glyphs.filter((glyph) => /\d/u.test(glyph.text)));
  if (lines.some(({ glyphs }) => glyphs.some(({ doubt }) => doubt === 'by-looks'))) all.push('by-looks');
  if (figures.length > 0 && figures.every(({ doubt }) => doubt === 'red')) all.push('red');
  return all.length === 0 ? {} : { doubts: all };
}

/** A figure that its frame cuts through may have lost a digit on that side: a figure that fits keeps some white. */
function reachesItsFrame({ x0, x1, size, text, clip }: Glyph): boolean {
  if (clip === null || !/^\d$/.test(text)) return false;
  return x0 < clip.x0 || x1 > clip.x1 + CUT * size;
}

function otherReadings(cell: GridCell, alternatives: readonly Alternative[]): Pick<TableCell, 'others' | 'looks'> {
  if (alternatives.length === 0) return { others: [] };
  const inside = alternatives
    .filter(({ box }) => contains(cell.box, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
    .sort((a, b) => b.confidence - a.confidence);
  const others = inside.filter(({ how }) => how !== LOOK).map(({ text }) => text);
  const looks = inside.filter(({ how }) => how === LOOK).map(({ text }) => text);
  return looks.length === 0 ? { others } : { others, looks };
}
