import { DuckDBConnection } from '@duckdb/node-api';

/** Runs SQL in DuckDB, an engine that shares no code with yusuan; every value as text. */
export async function duckdb(sql: string): Promise<Record<string, string | null>[]> {
  const connection = await DuckDBConnection.create();
  try {
    const result = await connection.runAndReadAll(sql);
    return result
      .getRowObjectsJson()
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
      );
  } finally {
    connection.closeSync();
  }
}
