import type { Box } from '../model/box.ts';

/** A cell of a table: its place in the table and on the page, and its text. */
export interface ReadCell {
  /** From 0; rows go on counting over pages. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** 1-based page it stands on. */
  readonly page: number;
  /** The cell's rectangle in PDF points, origin top left, on the page as displayed. */
  readonly box: Box;
  /** Wrapped lines joined; '' for an empty cell. */
  readonly text: string;
}

/** A table of a PDF, joined over pages. */
export interface ReadTable {
  readonly pages: readonly number[];
  /** Lines of text above it on its first page, top to bottom. */
  readonly above: readonly string[];
  readonly rowCount: number;
  readonly columnCount: number;
  readonly cells: readonly ReadCell[];
}

/** A table as rows of texts; the text of a spanning cell stands in its first row and column, the rest is ''. */
export function tableRows(table: ReadTable): string[][] {
  const rows = Array.from({ length: table.rowCount }, () => new Array<string>(table.columnCount).fill(''));
  for (const cell of table.cells) {
    const row = rows[cell.row];
    if (row !== undefined) row[cell.column] = cell.text;
  }
  return rows;
}
