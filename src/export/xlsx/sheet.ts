import { STYLE, type StyleName } from './styles.ts';
import { columnLetters, escapeXml, MAIN, RELATIONSHIPS, XML } from './xml.ts';

/** A cell: text, or a number as exact decimal text; `comment` says why it is coloured. */
export interface SheetCell {
  readonly text?: string;
  readonly number?: string;
  readonly style?: StyleName;
  readonly comment?: string;
}

export interface SheetColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
}

/** A sheet of a workbook; its rows are read once. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Columns at the left that stay in sight. */
  readonly frozen: number;
  rows(): AsyncIterable<readonly (SheetCell | null)[]>;
}

/** A comment and where it belongs: 0-based row and column. */
export interface Comment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Printed, a sheet lies on its side and is as wide as one page. */
const ONE_PAGE_WIDE = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
const A4 = 9;
const PAGES =
  '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
  `<pageSetup paperSize="${A4}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
  '<headerFooter><oddHeader>&amp;C&amp;A</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>';

/** The part of a sheet before its rows. */
export function sheetHead(sheet: Sheet): string {
  const { columns, frozen } = sheet;
  const topLeft = `${columnLetters(frozen)}2`;
  const pane = `<pane${frozen > 0 ? ` xSplit="${frozen}"` : ''} ySplit="1" topLeftCell="${topLeft}" activePane="${
    frozen > 0 ? 'bottomRight' : 'bottomLeft'
  }" state="frozen"/>`;
  const widths = columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const header = columns.map(({ title }): SheetCell => ({ text: title, style: 'header' }));
  return (
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">${ONE_PAGE_WIDE}<sheetViews><sheetView workbookViewId="0">${pane}` +
    `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>${rowXml(0, header)}`
  );
}

/** The part after its rows; `rows` counts them without the header. */
export function sheetFoot(columns: number, rows: number, drawing: boolean): string {
  const filter = `<autoFilter ref="A1:${columnLetters(Math.max(columns - 1, 0))}${rows + 1}"/>`;
  return `</sheetData>${filter}${PAGES}${drawing ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
}

/** One row. */
export function rowXml(row: number, cells: readonly (SheetCell | null)[]): string {
  return `<row r="${row + 1}">${cells.map((cell, column) => (cell === null ? '' : cellXml(row, column, cell))).join('')}</row>`;
}

/** Spreadsheets keep 15 digits: a longer number would be changed silently and is written as text. */
function fits(number: string): boolean {
  return number.replaceAll(/\D/g, '').replace(/^0+/, '').length <= 15;
}

function cellXml(row: number, column: number, cell: SheetCell): string {
  const at = ` r="${columnLetters(column)}${row + 1}"`;
  const style = cell.style === undefined ? '' : ` s="${STYLE[cell.style]}"`;
  if (cell.number !== undefined && fits(cell.number)) return `<c${at}${style}><v>${cell.number}</v></c>`;
  const text = escapeXml(cell.number ?? cell.text ?? '');
  return `<c${at}${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
