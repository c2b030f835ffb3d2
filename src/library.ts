import { openPdf } from './engines/pdfjs.ts';
import type { Box } from './model/box.ts';
import { asDisplayed, type Page } from './model/page.ts';
import type { Table, TableCell } from './model/table.ts';
import { layout } from './stages/layout/index.ts';
import { read } from './stages/read/index.ts';
import { tables } from './stages/tables/index.ts';

export { PdfError, type PdfProblem } from './engines/pdf.ts';
export type { Box } from './model/box.ts';

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

export interface ReadTablesOptions {
  /** 1-based pages to read, all by default. */
  readonly pages?: readonly number[];
}

/**
 * Every table of a PDF with a text layer, ruled or not, in any language.
 * @throws PdfError when the bytes cannot be opened as a PDF; RangeError for a page that does not exist.
 */
export async function readTables(bytes: Uint8Array, options: ReadTablesOptions = {}): Promise<ReadTable[]> {
  const pdf = await openPdf(bytes);
  const pages: Page[] = [];
  try {
    const wanted = options.pages ?? Array.from({ length: pdf.pageCount }, (_, index) => index + 1);
    for (const number of [...new Set(wanted)].sort((a, b) => a - b)) {
      if (!Number.isInteger(number) || number < 1 || number > pdf.pageCount) {
        throw new RangeError(`no page ${number}: the document has ${pdf.pageCount}`);
      }
      pages.push(read(await pdf.read(number)));
    }
  } finally {
    await pdf.close();
  }
  const byNumber = new Map(pages.map((page) => [page.number, page]));
  return tables(layout(pages)).map((table) => readTable(table, byNumber));
}

function readTable(table: Table, pages: ReadonlyMap<number, Page>): ReadTable {
  return {
    pages: table.pages,
    above: table.above.map((line) => line.text),
    rowCount: table.rows.length,
    columnCount: table.xs.length - 1,
    cells: table.rows.flat().map((cell) => readCell(cell, pages.get(cell.page))),
  };
}

function readCell(cell: TableCell, page: Page | undefined): ReadCell {
  const { row, column, rowSpan, columnSpan, text } = cell;
  const box = page === undefined ? cell.box : asDisplayed(cell.box, page);
  return { row, column, rowSpan, columnSpan, page: cell.page, box, text };
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
