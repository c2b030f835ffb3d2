import { OWN_PIPELINES } from './declare/load.ts';
import { loadWording } from './declare/wording/wording.ts';
import { openRecogniser } from './engines/ocr/recogniser.ts';
import { requireNode } from './library/node.ts';
import type { ReadCell, ReadTable } from './library/table.ts';
import { asDisplayed, type Page } from './model/page.ts';
import type { Table, TableCell } from './model/table.ts';
import { readAnyPage, type ScanTools } from './pages/read-page.ts';
import { tables } from './tables/join/join-tables.ts';
import { layout } from './tables/layout/layout.ts';

export { PdfError, type PdfProblem } from './engines/pdf/pdf.ts';
export { TABLE_FORMATS, type TableFormat, tablesAs } from './library/formats.ts';
export { type ReadCell, type ReadTable, tableRows } from './library/table.ts';
export type { Box } from './model/box.ts';

export interface ReadTablesOptions {
  /** 1-based pages to read, all by default. */
  readonly pages?: readonly number[];
  /**
   * Text recognition (OCR, of simplified Chinese and Latin letters and digits): of scanned pages (`auto`, the default),
   * of every page, or never.
   */
  readonly ocr?: 'auto' | 'always' | 'never';
  /** For PDFs that want a password: each is tried. */
  readonly passwords?: readonly string[];
  /** Told of every page that is a picture and stays unread, and of every picture that cannot be decoded. */
  readonly onUnread?: (page: number) => void;
}

/**
 * Every table of a PDF, ruled or not, in any language, joined over pages, in reading order.
 * @throws PdfError when the bytes cannot be opened as a PDF; RangeError for a page that does not exist; Error where
 * Node is older than 22.13.
 */
export async function readTables(bytes: Uint8Array, options: ReadTablesOptions = {}): Promise<ReadTable[]> {
  requireNode();
  const { openPdf } = await import('./engines/pdf/pdfjs.ts');
  const { ocr = 'auto', passwords, onUnread } = options;
  const pdf = await openPdf(bytes, passwords);
  // Its worker starts with the first picture, if there is one.
  const recogniser = openRecogniser();
  const tools: ScanTools = { recogniser, cache: null, when: ocr, dpi: null };
  const pages: Page[] = [];
  try {
    for (const number of wantedPages(options.pages, pdf.pageCount)) {
      const { value, notes } = await readAnyPage(pdf, number, tools);
      pages.push(...value);
      if (notes.some(({ code }) => UNREAD.includes(code))) onUnread?.(number);
    }
  } finally {
    await recogniser.close();
    await pdf.close();
  }
  const byNumber = new Map(pages.map((page) => [page.number, page]));
  const { tables: wording } = loadWording([OWN_PIPELINES]);
  return tables(layout(pages, wording), wording).map((table) => readTable(table, byNumber));
}

const UNREAD = ['scan-not-read', 'picture-not-decoded', 'picture-too-large'];

function wantedPages(wanted: readonly number[] | undefined, count: number): number[] {
  if (wanted === undefined) return Array.from({ length: count }, (_, index) => index + 1);
  const wrong = wanted.find((number) => !Number.isInteger(number) || number < 1 || number > count);
  if (wrong !== undefined) throw new RangeError(`no page ${wrong}: the document has ${count}`);
  return [...new Set(wanted)].sort((a, b) => a - b);
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
