import { batches } from './batches.ts';
import type { Column } from './columns.ts';
import type { Row, TableSource, Value } from './source.ts';

export interface CsvOptions {
  /** A byte order mark, without which Excel takes the text for GBK or Latin-1. */
  readonly bom: boolean;
  /** Leave cells that a spreadsheet would run as a formula as they are. */
  readonly exact: boolean;
}

/** What spreadsheets take for the beginning of a formula, wide forms included; `'` itself, so that it can be undone. */
const DANGEROUS = /^[=+\-@＝＋－＠\t\r']/u;
/** A plain number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d[\d,]*(\.\d+)?%?$/;

/** A cell that no spreadsheet runs: `'` stands before it. To undo, drop one `'` at the beginning. */
export function harmless(text: string): string {
  return DANGEROUS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** One field (RFC 4180). NULL is nothing at all, an empty text is `""`. */
export function csvField(value: Value, exact = false): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value === '') return '""';
  const text = exact ? value : harmless(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(row: Row, columns: readonly Column[], exact: boolean): string {
  return columns.map(({ name }) => csvField(row[name] ?? null, exact)).join(',');
}

/** A table as CSV, piece by piece. */
export async function* csv(source: TableSource, options: CsvOptions, signal?: AbortSignal): AsyncGenerator<string> {
  const { columns } = source;
  yield `${options.bom ? '\uFEFF' : ''}${columns.map(({ name }) => name).join(',')}\r\n`;
  for await (const batch of batches(source.rows(), signal)) {
    yield `${batch.map((row) => line(row, columns, options.exact)).join('\r\n')}\r\n`;
  }
}
