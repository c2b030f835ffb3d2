import { batches } from './batches.ts';
import type { Column } from './columns.ts';
import type { Row, TableSource, Value } from './source.ts';

/** A table as JSON Lines: one object per row. Amounts stay text, for a JSON number is a float to most readers. */
export async function* jsonl(source: TableSource, signal?: AbortSignal): AsyncGenerator<string> {
  for await (const batch of batches(source.rows(), signal)) {
    yield batch.map((row) => `${JSON.stringify(record(row, source.columns))}\n`).join('');
  }
}

function record(row: Row, columns: readonly Column[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [column.name, plain(row[column.name] ?? null, column)]));
}

function plain(value: Value, column: Column): unknown {
  return column.type === 'json' && typeof value === 'string' ? JSON.parse(value) : value;
}
