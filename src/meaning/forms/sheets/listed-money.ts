import type { FormWords } from '../../../declare/forms.ts';
import { isLargeWhole, isPlainlyAmount, parsePrinted } from '../../../model/money.ts';
import type { Table, TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { headerAt } from './columns.ts';
import { cutOut } from './cut-out.ts';
import { projectListAt } from './project-list.ts';
import type { Sheet, SheetCell } from './sheet.ts';

/** Rows in which the header of a list may begin. */
const HEADER_ROWS = 3;

/**
 * The money of a list of targets (一行一个项目或单位的绩效目标表): the table without the columns of its indicators and without
 * the rows that hold nothing else. Its amounts stand in columns under headings, as in any other table; forms of labels
 * and values have none. Null where no amounts stand so, or where all of them were read as funds of projects: a list of
 * which only some are (units stand above their projects) is kept whole. `noAmounts`: figures declared to be none.
 */
export function listedMoney(
  sheet: Sheet,
  words: FormWords,
  isFunds: (text: string) => boolean,
  noAmounts: ReadonlySet<TableCell>,
): Table | null {
  const header = headerOf(sheet, words);
  if (header === null) return null;
  const { table } = sheet;
  const stays = (cell: TableCell) => !header.dropped.some((column) => covers(cell, column));
  const kept = table.rows.map((row) => row.filter(stays));
  const isMoney = (cell: TableCell) =>
    isPlainlyAmount(compact(cell.text)) ||
    (isLargeWhole(compact(cell.text)) && !noAmounts.has(cell)) ||
    (header.money.some((head) => covers(head, cell.column)) && parsePrinted(compact(cell.text)) !== null);
  const money = kept.slice(header.endRow).flat().filter(isMoney);
  if (money.every(({ text }) => isFunds(compact(text)))) return null;
  const last = Math.max(...money.map(lastColumn));
  const columns = table.xs.slice(1).flatMap((_, at) => (at > last || header.dropped.includes(at) ? [] : [at]));
  const rows = kept.flatMap((row, at) =>
    at < header.endRow || row.some((cell) => cell.column <= last && compact(cell.text) !== '') ? [at] : [],
  );
  return cutOut(table, rows, columns);
}

interface ListHeader {
  readonly endRow: number;
  /** The columns from the first one of the indicators to the last. */
  readonly dropped: readonly number[];
  /** Headings that say that money stands below them. */
  readonly money: readonly TableCell[];
}

/** The header of a list of targets that stands at the top of a sheet: over indicators, or over projects alone. */
function headerOf(sheet: Sheet, words: FormWords): ListHeader | null {
  for (let row = 0; row < Math.min(HEADER_ROWS, sheet.starting.length); row++) {
    const header = headerAt(sheet, row, words);
    const list = header?.list ?? projectListAt(sheet, row, words);
    if (list === null) continue;
    const endRow = header?.endRow ?? row + 1;
    const heads = sheet.starting
      .slice(0, endRow)
      .flatMap((cells, at) => cells.map((cell, index) => ({ cell, drawn: sheet.table.rows[at]?.[index] })));
    const drawn = (test: (cell: SheetCell) => boolean) =>
      heads.flatMap((head) => (head.drawn !== undefined && test(head.cell) ? [head.drawn] : []));
    const indicators = header === null ? [] : drawn(({ text }) => words.headers.find(text) !== null);
    const totals = list.filter(({ concept }) => concept.is === 'total').map(({ heading }) => heading);
    return { endRow, dropped: stretchOf(indicators), money: drawn((cell) => totals.includes(cell)) };
  }
  return null;
}

/** All columns from the first of some cells to the last: what stands between the columns of indicators belongs to them. */
function stretchOf(cells: readonly TableCell[]): number[] {
  const from = Math.min(...cells.map(({ column }) => column));
  const to = Math.max(...cells.map(lastColumn));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

function covers({ column, columnSpan }: TableCell, at: number): boolean {
  return column <= at && at < column + columnSpan;
}

function lastColumn({ column, columnSpan }: TableCell): number {
  return column + columnSpan - 1;
}
