import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../messages/index.ts';
import type { UseWords } from '../messages/use.ts';
import type { Database } from '../store/port.ts';
import { csv } from './csv.ts';
import { writeDataPackage } from './datapackage.ts';
import { writeChunks, writeWhole } from './file-sink.ts';
import { jsonl } from './jsonl.ts';
import { writeParquet } from './parquet.ts';
import { type ExportTable, type Filters, openTable, type TableSource } from './source.ts';
import { writeXlsx } from './xlsx/index.ts';

export { csvField } from './csv-field.ts';
export { EXPORT_TABLES, type ExportTable, type Filters, NO_FILTERS, openTable, unfiltered } from './source.ts';

export interface ExportOptions {
  /** null: yes in a file, no on a pipe. */
  readonly bom: boolean | null;
  readonly exact: boolean;
  readonly words: UseWords;
  readonly language: Language;
  readonly version: string;
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** One table as text, piece by piece; the formats that can be piped. */
type Streamed = (source: TableSource, options: ExportOptions, file: boolean) => AsyncIterable<string>;

export const STREAMED: Readonly<Record<'csv' | 'jsonl', Streamed>> = {
  csv: (source, { bom, exact, signal }, file) => csv(source, { bom: bom ?? file, exact }, signal),
  jsonl: (source, { signal }) => jsonl(source, signal),
};

type Write = (
  db: Database,
  tables: readonly ExportTable[],
  filters: Filters,
  out: string,
  options: ExportOptions,
) => Promise<void>;

export const EXPORT_FORMATS = ['csv', 'xlsx', 'parquet', 'jsonl', 'datapackage'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Every format. One table makes a file, several make a folder of files; XLSX and data packages hold all of them. */
export const EXPORTERS: Readonly<Record<ExportFormat, Write>> = {
  csv: eachTable('csv', (source, path, options) => writeChunks(path, STREAMED.csv(source, options, true))),
  xlsx: (db, tables, filters, out, options) => writeXlsx(db, tables, filters, out, options),
  parquet: eachTable('parquet', (source, path, { signal }) =>
    writeWhole(path, (part) => writeParquet(source, part, signal)),
  ),
  jsonl: eachTable('jsonl', (source, path, options) => writeChunks(path, STREAMED.jsonl(source, options, true))),
  datapackage: (db, tables, filters, out, options) =>
    writeDataPackage(db, tables, filters, out, { ...options, titles: options.words.tables }),
};

function eachTable(
  extension: string,
  write: (source: TableSource, path: string, options: ExportOptions) => Promise<unknown>,
): Write {
  return async (db, tables, filters, out, options) => {
    const [only] = tables;
    if (tables.length === 1 && only !== undefined) {
      await write(openTable(db, only, filters), out, options);
      return;
    }
    mkdirSync(out, { recursive: true });
    for (const table of tables) await write(openTable(db, table, filters), join(out, `${table}.${extension}`), options);
  };
}

/** Runs `work` on one snapshot of the database, whatever is imported meanwhile. */
export async function inSnapshot<T>(db: Database, work: () => Promise<T>): Promise<T> {
  db.exec('BEGIN');
  try {
    return await work();
  } finally {
    db.exec('COMMIT');
  }
}

/** Whether an SQLite database already stands where an export would be written. */
export function isDatabase(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const head = Buffer.alloc(16);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, head, 0, head.length, 0);
  } finally {
    closeSync(fd);
  }
  return head.toString('latin1').startsWith('SQLite format 3');
}
