import { existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { StoreError, storeError } from './errors.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { VIEWS } from './views.ts';

/** `YSUN` in ASCII: marks a file as yusuan's, read by `file(1)` and by {@link inspectFile}. */
export const APPLICATION_ID = 0x5953554e;

/** What a migration run did. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** The copy made before an existing database was changed; null when it was new or current. */
  readonly backup: string | null;
}

interface Options {
  readonly migrations?: readonly Migration[];
  readonly now: () => Date;
  /** Called within the transaction after the last step: what no SQL can do is part of the migration, or of none. */
  readonly after?: (from: number, to: number) => void;
}

/** Refuses a database that is not ours or is newer than this program; returns its schema number, 0 for an empty one. */
export function schemaNumber(db: Database, migrations: readonly Migration[] = MIGRATIONS): number {
  // One transaction, one snapshot: another process may be creating the database between two of these questions.
  const { id, number, objects } = db.transaction(() => ({
    id: Number(db.pragma('application_id', { simple: true })),
    number: Number(db.pragma('user_version', { simple: true })),
    objects: Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()),
  }))();
  if (id !== APPLICATION_ID) {
    if (id !== 0 || number !== 0 || objects > 0) throw new StoreError('foreign', 'application_id');
    return 0;
  }
  if (number > newest(migrations)) throw new StoreError('newer', String(number));
  return number;
}

/** Views and tables of an older schema do not say what this program asks of them. */
export function refuseOutdated(number: number, migrations: readonly Migration[] = MIGRATIONS): void {
  const current = newest(migrations);
  if (number < current) throw new StoreError('outdated', `${number} < ${current}`);
}

/** Brings `db` to the newest schema in one transaction, after a backup copy when it holds anything. */
export function migrate(db: Database, options: Options): Migrated {
  const migrations = options.migrations ?? MIGRATIONS;
  const from = schemaNumber(db, migrations);
  const to = newest(migrations);
  if (from === to) return { from, to, backup: null };
  const backup = from > 0 ? backUp(db, from, options.now()) : null;
  db.transaction(() => {
    // Another process may have migrated while this one waited for the lock.
    const current = schemaNumber(db, migrations);
    for (const step of migrations) if (step.number > current) apply(db, step, options.now());
    if (current < to) {
      loosenTables(db);
      renewViews(db);
      options.after?.(current, to);
    }
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${to}`);
  }).immediate();
  return { from, to, backup };
}

function newest(migrations: readonly Migration[]): number {
  return migrations.reduce((highest, step) => Math.max(highest, step.number), 0);
}

function apply(db: Database, step: Migration, now: Date): void {
  db.exec(step.sql);
  db.prepare('INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)').run(
    step.number,
    step.name,
    now.toISOString(),
  );
}

/**
 * Takes STRICT off the tables: SQLite before 3.37 cannot open a database that has one table with it. Rows lie on the
 * disk in the same way with and without it; what is written is typed by `rows.ts`. Takes the closed list of kinds off
 * the book of decisions, too: model/correction.ts has it.
 */
function loosenTables(db: Database): void {
  db.unsafeMode();
  try {
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_master
      SET sql = replace(replace(sql, ') STRICT, WITHOUT ROWID', ') WITHOUT ROWID'), ') STRICT', ')')
      WHERE type = 'table'`);
    db.exec(`UPDATE sqlite_master SET sql = replace(sql, '${OLD_KINDS}', '') WHERE name = 'correction'`);
    db.pragma('writable_schema = RESET');
  } finally {
    db.unsafeMode(false);
  }
}

const OLD_KINDS = "CHECK (kind IN ('value', 'accept', 'publisher', 'line', 'measure', 'ignore', 'seen'))".replaceAll(
  "'",
  "''",
);

function renewViews(db: Database): void {
  for (const [name, ddl] of Object.entries(VIEWS)) {
    db.exec(`DROP VIEW IF EXISTS ${name}`);
    db.exec(ddl);
  }
}

/** A whole, checked copy beside the database: `yusuan.sqlite` → `yusuan.sqlite.v1-20250102T030405.backup`. */
function backUp(db: Database, from: number, now: Date): string {
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '');
  const base = `${db.name}.v${from}-${stamp}`;
  let path = `${base}.backup`;
  for (let n = 2; existsSync(path); n += 1) path = `${base}-${n}.backup`;
  try {
    db.prepare('VACUUM INTO ?').run(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw new StoreError('backup-failed', storeError(error).message, { cause: error });
  }
  return path;
}
