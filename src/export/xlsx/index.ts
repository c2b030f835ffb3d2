import type { Database } from '../../store/port.ts';
import { batches } from '../batches.ts';
import { FileSink } from '../file-sink.ts';
import { type ExportTable, type Filters, openTable, type Row, reports } from '../source.ts';
import { type SheetWords, statementSheets } from './facts.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { Workbook } from './workbook.ts';

const WIDE = 40;
const USUAL = 14;

/** Writes a workbook: what it is, one sheet per statement, one per other table. */
export async function writeXlsx(
  db: Database,
  tables: readonly ExportTable[],
  filters: Filters,
  path: string,
  options: SheetWords & { readonly now: Date; readonly signal?: AbortSignal },
): Promise<void> {
  const sink = new FileSink(path);
  try {
    const workbook = new Workbook(sink);
    const { words } = options;
    await workbook.add(
      about(words.workbook.about, words.workbook.lines(reports(db, filters).length, stamp(options.now))),
    );
    for (const table of tables) {
      const sheets =
        table === 'facts'
          ? statementSheets(db, filters, options, options.signal)
          : [tableSheet(db, table, filters, options, options.signal)];
      for (const sheet of sheets) await workbook.add(sheet);
    }
    workbook.finish();
  } catch (error) {
    sink.discard();
    throw error;
  }
  sink.close();
}

function stamp(now: Date): string {
  return now.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC');
}

function about(name: string, lines: readonly string[]): Sheet {
  async function* rows() {
    for (const text of lines) yield [{ text, style: 'note' as const }];
  }
  return { name, columns: [{ title: name, width: 90 }], frozen: 0, rows };
}

function tableSheet(
  db: Database,
  table: ExportTable,
  filters: Filters,
  { words, language }: SheetWords,
  signal: AbortSignal | undefined,
): Sheet {
  const source = openTable(db, table, filters);
  const columns = source.columns.map(({ name, title, type }) => ({
    title: language === 'zh' ? title : name,
    width: type === 'text' && /name|phrase|detail|value|text|project|title/.test(name) ? WIDE : USUAL,
  }));
  async function* rows() {
    for await (const batch of batches(source.rows(), signal)) {
      for (const row of batch) yield source.columns.map(({ name, type }) => tableCell(row, name, type));
    }
  }
  return { name: words.tables[table] ?? table, columns, frozen: 0, rows };
}

/** What one cell of a spreadsheet can hold. */
const LONGEST = 32_767;

function tableCell(row: Row, name: string, type: string): SheetCell | null {
  const value = row[name] ?? null;
  if (value === null) return null;
  if (type === 'amount') return { number: String(value), style: 'amount' };
  if (typeof value === 'number') return { number: String(value) };
  return { text: value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value, style: 'text' };
}
