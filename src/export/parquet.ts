import { fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { batches } from './batches.ts';
import type { Column, ColumnType } from './columns.ts';
import type { TableSource, Value } from './source.ts';

/** Rows in memory at a time; fewer make a file larger, more cost memory. */
const ROW_GROUP = 20_000;

/** DECIMAL(18,2) over 64-bit integers of 分: exact up to 10¹⁶ 元, read as such by DuckDB, Arrow and Spark. */
const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  amount: { type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  datetime: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** Writes a table as Parquet, one group of rows after the other. */
export async function writeParquet(source: TableSource, path: string, signal?: AbortSignal): Promise<void> {
  const { columns } = source;
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ ...TYPES[type], name, repetition_type: 'OPTIONAL' as const })),
  ];
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'yusuan' });
  let data = columns.map((): Stored[] => []);
  const flush = async () => {
    const columnData = columns.map(({ name }, index) => ({ name, data: data[index] ?? [] }));
    await writer.write({ columnData, rowGroupSize: ROW_GROUP });
    data = columns.map(() => []);
  };
  for await (const batch of batches(source.rows(), signal)) {
    for (const [index, column] of columns.entries()) {
      data[index]?.push(...batch.map((row) => stored(row[column.name] ?? null, column)));
    }
    if ((data[0]?.length ?? 0) >= ROW_GROUP) await flush();
  }
  if ((data[0]?.length ?? 0) > 0) await flush();
  await writer.finish();
}

type Stored = string | number | bigint | Date | null;

function stored(value: Value, column: Column): Stored {
  if (value === null) return null;
  if (column.type === 'amount') return fen(String(value));
  if (column.type === 'datetime') return new Date(String(value));
  if (column.type === 'integer' || column.type === 'number') return Number(value);
  return String(value);
}

/** Exact 分 of an amount with two places, as every view prints it. */
function fen(amount: string): bigint {
  const match = /^(-?\d+)\.(\d\d)$/.exec(amount);
  if (match === null || amount.length > 19) throw new RangeError(`not an amount with two places: ${amount}`);
  return BigInt(`${match[1]}${match[2]}`);
}
