import { batches } from './batches.ts';
import type { Column } from './columns.ts';
import { csvField } from './csv-field.ts';
import type { Row, TableSource } from './source.ts';

export interface CsvOptions {
  /** A byte order mark, without which Excel takes the text for GBK or Latin-1. */
  readonly bom: boolean;
  /** Leave cells that a spreadsheet would run as a formula as they are. */
  readonly exact: boolean;
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
