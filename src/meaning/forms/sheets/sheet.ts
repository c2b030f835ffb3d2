import { type Box, union } from '../../../model/box.ts';
import type { Source } from '../../../model/page.ts';
import type { Table, TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { wordsConfidence } from '../../sureness.ts';

/** A cell with its place in the table's width, 0 at the left border and 1 at the right one: the same on every page. */
export interface SheetCell {
  readonly row: number;
  /** The row after its last one. */
  readonly endRow: number;
  readonly x0: number;
  readonly x1: number;
  readonly page: number;
  readonly box: Box;
  readonly ink: Box | null;
  /** Without white space. */
  readonly text: string;
  readonly source: Source;
  readonly confidence: number;
  /** The least confidence among its letters and digits. */
  readonly ofWords: number;
  readonly others: readonly string[];
}

/** A table as rows of cells; `covering[r]` also holds the cells that began above and reach into row r. */
export interface Sheet {
  readonly table: Table;
  readonly starting: readonly (readonly SheetCell[])[];
  readonly covering: readonly (readonly SheetCell[])[];
}

/** Columns are compared by this much of the narrower one's width. */
const SHARED = 0.5;

export function sheetOf(table: Table): Sheet {
  const left = table.xs[0] ?? 0;
  const width = (table.xs.at(-1) ?? 1) - left || 1;
  const at = (column: number) => ((table.xs[Math.min(column, table.xs.length - 1)] ?? left) - left) / width;
  const starting = table.rows.map((row) => row.map((cell) => sheetCell(cell, at)));
  const covering: SheetCell[][] = table.rows.map(() => []);
  for (const row of starting) {
    for (const cell of row) for (let r = cell.row; r < cell.endRow; r++) covering[r]?.push(cell);
  }
  for (const row of covering) row.sort((a, b) => a.x0 - b.x0);
  return { table, starting, covering };
}

function sheetCell(cell: TableCell, at: (column: number) => number): SheetCell {
  return {
    row: cell.row,
    endRow: cell.row + cell.rowSpan,
    x0: at(cell.column),
    x1: at(cell.column + cell.columnSpan),
    page: cell.page,
    box: cell.box,
    ink: cell.ink,
    text: compact(cell.text),
    source: cell.source,
    confidence: cell.confidence,
    ofWords: wordsConfidence(cell),
    others: cell.others,
  };
}

/** Whether two stretches of a row are the same column, or one lies within the other. */
export function sameColumn(
  a: { readonly x0: number; readonly x1: number },
  b: { readonly x0: number; readonly x1: number },
): boolean {
  const shared = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  return shared > SHARED * Math.min(a.x1 - a.x0, b.x1 - b.x0);
}

/** A row's cells, without the empty ones. */
export function filled(cells: readonly SheetCell[] | undefined): SheetCell[] {
  return (cells ?? []).filter((cell) => cell.text !== '');
}

/** The page and box of the characters in some cells. */
export function place(cells: readonly SheetCell[]): { page: number; box: Box } {
  const page = cells[0]?.page ?? 0;
  const boxes = cells.filter((cell) => cell.page === page).map((cell) => cell.ink ?? cell.box);
  return { page, box: union(boxes) ?? { x0: 0, y0: 0, x1: 0, y1: 0 } };
}
