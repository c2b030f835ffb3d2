import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { learnAddedNames } from './added-names.ts';
import { isServer, serverAddress, shownDatabase } from './address.ts';
import { StoreError, storeError } from './errors.ts';
import { type Migrated, migrate, refuseOutdated, schemaNumber } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import type { Database } from './port.ts';
import { openPostgres } from './postgres/open.ts';
import { indexOlder } from './search/entries.ts';
import { sqliteEngine } from './sqlite.ts';

/** An open database of yusuan (数据库), migrated and ready. */
export interface Store {
  readonly db: Database;
  readonly path: string;
  readonly migrated: Migrated;
  close(): void;
}

/**
 * `write` creates and migrates; `read` wants an existing, current database and changes nothing; `examine` does so with
 * one of any version, of which not all can be read.
 */
export type OpenMode = 'write' | 'read' | 'examine';

export interface OpenOptions {
  readonly mode?: OpenMode;
  /** How long to wait for another program's lock. */
  readonly busyTimeoutMs?: number;
  readonly now?: () => Date;
  /** Other steps than the program's own, to try a migration. */
  readonly migrations?: readonly Migration[];
}

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (and for writing creates or migrates) the database at `path`, a file or `postgres://…`. Throws
 * {@link StoreError}, nothing else.
 */
export function openStore(path: string, options: OpenOptions = {}): Store {
  return isServer(path) ? openServer(path, options) : openFile(path, options);
}

function openServer(path: string, options: OpenOptions): Store {
  const { mode = 'write', busyTimeoutMs: lockMs = BUSY_TIMEOUT_MS, now = () => new Date(), migrations } = options;
  try {
    const { db, migrated } = openPostgres(serverAddress(path), { mode, lockMs, now, migrations, after: indexOlder });
    learnAddedNames(db, migrated.to);
    return { db, path: shownDatabase(path), migrated, close: closer(db) };
  } catch (error) {
    throw storeError(error);
  }
}

function openFile(path: string, options: OpenOptions): Store {
  const mode = options.mode ?? 'write';
  refuseBadPath(path, mode);
  let db: Database | null = null;
  try {
    const timeout = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
    const engine = sqliteEngine(path, { fileMustExist: mode !== 'write', timeout });
    db = engine.db;
    const migrated = mode === 'write' ? prepareToWrite(engine, options) : prepareToRead(engine.file, options);
    learnAddedNames(db, migrated.to);
    return { db, path, migrated, close: closer(db) };
  } catch (error) {
    db?.close();
    throw storeError(error);
  }
}

function refuseBadPath(path: string, mode: OpenMode): void {
  if (path === ':memory:') return;
  if (!existsSync(path)) {
    if (mode !== 'write' || !existsSync(dirname(path))) throw new StoreError('missing', path);
    return;
  }
  if (!statSync(path).isFile()) throw new StoreError('foreign', path);
}

function prepareToWrite({ db, file }: ReturnType<typeof sqliteEngine>, options: OpenOptions): Migrated {
  // Before anything is written: a stranger's database must stay as it is.
  schemaNumber(file, options.migrations);
  file.pragma('journal_mode = WAL');
  // With a write-ahead log, NORMAL survives a killed process whole; only a power cut may lose the last documents.
  file.pragma('synchronous = NORMAL');
  file.pragma('foreign_keys = ON');
  file.pragma('journal_size_limit = 16777216');
  const migrations = options.migrations === undefined ? {} : { migrations: options.migrations };
  const after = (from: number, to: number) => indexOlder(db, from, to);
  return migrate(file, { now: options.now ?? (() => new Date()), after, ...migrations });
}

function prepareToRead(db: Sqlite.Database, options: OpenOptions): Migrated {
  const number = schemaNumber(db, options.migrations);
  if (number === 0) throw new StoreError('foreign', 'empty');
  if (options.mode === 'read') refuseOutdated(number, options.migrations);
  db.pragma('query_only = ON');
  db.pragma('foreign_keys = ON');
  return { from: number, to: number, backup: null };
}

function closer(db: Database): () => void {
  return () => {
    // With nothing else open, SQLite folds the log into the file and removes -wal and -shm.
    if (db.open) db.close();
  };
}
