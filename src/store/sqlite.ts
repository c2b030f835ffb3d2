import Sqlite from 'better-sqlite3';
import type { Column, Database, Row, SqlValue } from './port.ts';

/** SQLite's engine: better-sqlite3 itself, and what the port adds to it. */
export function sqliteEngine(path: string, options: Sqlite.Options): { db: Database; file: Sqlite.Database } {
  const file = new Sqlite(path, options);
  const db: Database = {
    engine: 'sqlite',
    name: file.name,
    file,
    get open() {
      return file.open;
    },
    get inTransaction() {
      return file.inTransaction;
    },
    prepare: <_, Result>(sql: string) => file.prepare<unknown[], Result>(sql),
    exec: (sql) => void file.exec(sql),
    transaction: (work) => file.transaction(work),
    inserter: (table, columns) => {
      const marks = columns.map(() => '?').join(', ');
      const insert = file.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`);
      return (first: SqlValue | bigint, rows: readonly Row[]) => {
        for (const row of rows) insert.run(first, ...row);
      };
    },
    // One writer at a time is all that SQLite knows.
    lock: () => undefined,
    columnsOf: (table) =>
      file.prepare<[string], Column>('SELECT name, type FROM pragma_table_info(?) ORDER BY cid').all(table),
    version: () => Number(file.pragma('data_version', { simple: true })),
    close: () => void file.close(),
  };
  return { db, file };
}
