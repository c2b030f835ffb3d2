import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';

const BIN = fileURLToPath(new URL('../../bin/yusuan.js', import.meta.url));
const SAMPLES = ['shanghai-budget', 'publisher-errors', 'final-accounts'].map((name) =>
  fileURLToPath(new URL(`../../samples/${name}/${name}.pdf`, import.meta.url)),
);

/** Writes `count` reports with bytes of their own into `folder`. */
export function writeReports(folder: string, count: number): void {
  for (let n = 0; n < count; n += 1) {
    const sample = readFileSync(SAMPLES[n % SAMPLES.length] ?? '');
    writeFileSync(
      join(folder, `${String(n).padStart(3, '0')}.pdf`),
      Buffer.concat([sample, Buffer.from(`\n% ${n}\n`)]),
    );
  }
}

/** An import that is killed: of the reports in a folder, into a database, with a cache. */
export interface Victim {
  readonly reports: string;
  readonly db: string;
  /** Null keeps no pages between runs. */
  readonly cache: string | null;
}

/** Runs an import; with `killAfterMs` it is killed outright then. True when it ended by itself. */
export function runImport({ reports, db, cache }: Victim, killAfterMs: number | null): Promise<boolean> {
  const kept = cache === null ? ['--cache-size', '0'] : ['--cache-dir', cache];
  const args = [BIN, 'import', reports, '--db', db, '--jobs', '2', '--quiet', ...kept];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (timer !== null) clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(false);
      else if (code === 0) resolve(true);
      else reject(new Error(`the import ended with ${code}: ${errors}`));
    });
  });
}

/** What says when a row came, or follows from it: of versions that say nothing else, the one imported last is current. */
const WHEN = { imported_at: null, seen_at: null, added_at: null, current: null, current_by: null };

/**
 * Every row of every table as text, without times and places; in an order that does not depend on the import's. How the
 * full-text index lays out its own tables depends on the order of writing; what it finds does not.
 */
export function dump(db: string): readonly string[] {
  const open = new Sqlite(db);
  const integrity = open.pragma('integrity_check', { simple: true });
  const broken = open.pragma('foreign_key_check');
  const tables = open
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  const rows = tables
    .filter((table) => table !== 'migration' && !table.startsWith('search_index_'))
    .flatMap((table) =>
      open
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => `${table} ${JSON.stringify({ ...row, ...WHEN })}`)
        .sort(),
    );
  open.close();
  return [`integrity ${integrity} ${JSON.stringify(broken)}`, ...rows];
}
