import { FileSink } from '../export/file-sink.ts';
import type { SheetCell } from '../export/xlsx/sheet.ts';
import { Workbook } from '../export/xlsx/workbook.ts';
import { type ReadTable, tableRows } from './table.ts';

const NARROWEST = 8;
const WIDEST = 40;
/** A number whose value nobody doubts: with digits in groups or a decimal point. `2010301` and `007` may be codes. */
const NUMBER = /^[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)$/;

/** Writes tables as a workbook, a sheet each, the first row of a table as its head. */
export async function writeTablesXlsx(path: string, tables: readonly ReadTable[]): Promise<void> {
  const sink = new FileSink(path);
  try {
    const workbook = new Workbook(sink);
    for (const [index, table] of tables.entries()) {
      const [head = [], ...body] = tableRows(table);
      const columns = head.map((title, column) => ({ title: oneLine(title), width: widthOf(column, body) }));
      async function* rows(): AsyncGenerator<(SheetCell | null)[]> {
        for (const row of body) yield row.map(cellOf);
      }
      await workbook.add({ name: nameOf(table, index), columns, frozen: 0, rows });
    }
    workbook.finish();
  } catch (error) {
    sink.discard();
    throw error;
  }
  sink.close();
}

/** The number keeps names apart: captions repeat. */
function nameOf(table: ReadTable, index: number): string {
  return `${index + 1} ${oneLine(table.above.at(-1) ?? '')}`.trim();
}

function cellOf(text: string): SheetCell | null {
  if (text === '') return null;
  return NUMBER.test(text) ? { number: text.replaceAll(',', '').replace(/^\+/, '') } : { text: oneLine(text) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function widthOf(column: number, rows: readonly (readonly string[])[]): number {
  // Chinese characters are two wide.
  const widths = rows.map((row) => [...(row[column] ?? '')].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 2));
  return Math.min(
    WIDEST,
    widths.reduce((most, width) => Math.max(most, width), NARROWEST),
  );
}
