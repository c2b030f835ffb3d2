import type Sqlite from 'better-sqlite3';

/**
 * The connection to a store (连接): the part of better-sqlite3 that yusuan uses, with two engines behind it, SQLite and
 * PostgreSQL. SQL is written once, in the words that docs/store.md lists; the PostgreSQL engine translates them.
 */
export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  /** The file, or the address without its password. */
  readonly name: string;
  readonly open: boolean;
  readonly inTransaction: boolean;
  /** The file behind it, for what only a file has (pragmas, a log to fold, checks of its pages); null on a server. */
  readonly file: Sqlite.Database | null;
  prepare<Params extends unknown[] | object = unknown[], Result = unknown>(
    sql: string,
  ): Statement<Params extends unknown[] ? Params : [Params], Result>;
  /** Statements without values or rows. `BEGIN` is one snapshot for all that is read after it. */
  exec(sql: string): void;
  transaction<Args extends unknown[], Result>(work: (...args: Args) => Result): Transaction<Args, Result>;
  /** A writer of many rows into a table, all with `first` as their first value. */
  inserter(table: string, columns: readonly string[]): (first: SqlValue | bigint, rows: readonly Row[]) => void;
  /** Within a transaction: whoever else wants to write this document waits until the transaction ends. */
  lock(sha256: string): void;
  /** Columns of a table or view, in order. */
  columnsOf(table: string): readonly Column[];
  /** A number that is another one when anybody else has written since. */
  version(): number;
  close(): void;
}

export type SqlValue = string | number | null;
export type Row = readonly (SqlValue | bigint)[];

export interface Column {
  readonly name: string;
  /** As declared, in SQLite's words; empty where it is computed. */
  readonly type: string;
}

export interface Transaction<Args extends unknown[], Result> {
  (...args: Args): Result;
  /** Takes the right to write at its beginning. */
  immediate(...args: Args): Result;
}

export interface Statement<Params extends unknown[], Result> {
  /** Whether it gives rows. */
  readonly reader: boolean;
  /** Whether it changes nothing. */
  readonly readonly: boolean;
  get(...params: Params): Result | undefined;
  all(...params: Params): Result[];
  /** Row after row, without holding all of them. */
  iterate(...params: Params): IterableIterator<Result>;
  run(...params: Params): { changes: number };
  /** The first column of each row instead of the row. */
  pluck(on?: true): Statement<Params, Result>;
  /** Rows as lists. */
  raw(on?: true): Statement<Params, Result>;
  /** Integers of any size: bigint where a number would round. */
  safeIntegers(on?: true): Statement<Params, Result>;
  columns(): readonly { readonly name: string }[];
}
