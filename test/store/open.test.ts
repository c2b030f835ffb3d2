import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreError } from '../../src/store/errors.ts';
import { MIGRATIONS, type Migration } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record } from './sample-result.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-store-'));
  path = join(folder, 'a.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NEXT = MIGRATIONS.length + 1;
const nextStep: Migration = {
  number: NEXT,
  name: 'stamp',
  sql: `ALTER TABLE document ADD COLUMN stamp TEXT; UPDATE document SET stamp = 'migrated'`,
};

function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof StoreError) return error.problem;
    throw error;
  }
  return 'none';
}

test('a new database is ours, current, readable by any SQLite, with foreign keys and a write-ahead log', () => {
  const { db, close, migrated } = openStore(path);
  expect(migrated).toEqual({ from: 0, to: MIGRATIONS.length, backup: null });
  expect(db.file?.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.file?.pragma('foreign_keys', { simple: true })).toBe(1);
  // SQLite before 3.37 opens no database that has a strict table.
  const strict = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict").pluck().all();
  expect(strict).toEqual([]);
  close();
  expect(readdirSync(folder)).toEqual(['a.sqlite']);
});

test('opening again changes nothing', () => {
  openStore(path).close();
  const before = readFileSync(path);
  openStore(path).close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("files that are not yusuan's databases are refused and stay as they are", () => {
  writeFileSync(path, 'these bytes are no database at all, and long enough to have a header');
  expect(problemOf(() => openStore(path))).toBe('foreign');
  expect(readFileSync(path, 'utf8')).toMatch(/^these bytes/);
  const other = join(folder, 'other.sqlite');
  const stranger = new Sqlite(other);
  stranger.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
  stranger.close();
  const before = readFileSync(other);
  expect(problemOf(() => openStore(other))).toBe('foreign');
  expect(readFileSync(other).equals(before)).toBe(true);
  expect(problemOf(() => openStore(folder))).toBe('foreign');
});

test('a database of a newer program, a missing folder, a missing file to read', () => {
  openStore(path, { migrations: [...MIGRATIONS, nextStep] }).close();
  expect(problemOf(() => openStore(path))).toBe('newer');
  expect(problemOf(() => openStore(join(folder, 'no', 'b.sqlite')))).toBe('missing');
  expect(problemOf(() => openStore(join(folder, 'b.sqlite'), { mode: 'read' }))).toBe('missing');
  expect(readdirSync(folder)).toEqual(['a.sqlite']);
});

test('reading changes nothing and refuses writes', () => {
  openStore(path).close();
  const store = openStore(path, { mode: 'read' });
  expect(() => documentWriter(store.db).write(record(), { replace: false, path, now: new Date() })).toThrow();
  store.close();
});

test('an older database is copied, then migrated whole, and keeps its documents', () => {
  const old = openStore(path);
  documentWriter(old.db).write(record(), { replace: false, path, now: new Date() });
  old.close();
  const now = () => new Date('2026-05-06T07:08:09Z');
  const store = openStore(path, { migrations: [...MIGRATIONS, nextStep], now });
  const backup = `${path}.v${MIGRATIONS.length}-20260506T070809.backup`;
  expect(store.migrated).toEqual({ from: MIGRATIONS.length, to: NEXT, backup });
  expect(store.db.prepare('SELECT stamp FROM document').pluck().all()).toEqual(['migrated']);
  expect(store.db.prepare('SELECT count(*) FROM facts').pluck().get()).toBe(3);
  store.close();
  const copy = openStore(backup);
  expect(copy.migrated.from).toBe(MIGRATIONS.length);
  expect(copy.db.prepare('SELECT count(*) FROM facts').pluck().get()).toBe(3);
  copy.close();
});

test('a migration that fails leaves the database at its old version', () => {
  openStore(path).close();
  const bad: Migration = { number: NEXT, name: 'bad', sql: 'CREATE TABLE half (a); SELECT nonsense FROM nowhere' };
  expect(() => openStore(path, { migrations: [...MIGRATIONS, bad] })).toThrow(StoreError);
  const store = openStore(path);
  expect(store.migrated.to).toBe(MIGRATIONS.length);
  expect(store.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  store.close();
});

test('a database held by another process is reported as locked', () => {
  openStore(path).close();
  const holder = new Sqlite(path);
  holder.exec('BEGIN EXCLUSIVE');
  const store = openStore(path, { busyTimeoutMs: 50 });
  const write = () => documentWriter(store.db).write(record(), { replace: false, path, now: new Date() });
  expect(write).toThrow(/locked/);
  holder.exec('ROLLBACK');
  expect(write()).toBe('added');
  store.close();
  holder.close();
});

test('a full disk: the document that does not fit leaves nothing, those before stay, room makes it work again', () => {
  const store = openStore(path);
  const writer = documentWriter(store.db);
  const write = (n: number) =>
    writer.write(record({ sha256: String(n).padStart(64, '0'), file: `${n}.pdf` }), {
      ...{ replace: false, path: `/${n}.pdf`, now: new Date() },
    });
  // SQLite's own limit gives the same error as a disk without space.
  store.db.file?.pragma(`max_page_count = ${Number(store.db.file?.pragma('page_count', { simple: true })) + 20}`);
  let written = 0;
  const fill = () => {
    for (let n = 1; n < 500; n += 1, written += 1) write(n);
  };
  expect(fill).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(store.db.prepare('SELECT count(*) FROM document').pluck().get()).toBe(written);
  expect(store.db.prepare('SELECT count(*) FROM facts').pluck().get()).toBe(3 * written);
  expect(store.db.file?.pragma('integrity_check', { simple: true })).toBe('ok');
  store.db.file?.pragma('max_page_count = 100000');
  expect(write(written + 1)).toBe('added');
  store.close();
});

test('several processes creating one database at once all succeed', async () => {
  const open = new URL('../../src/store/open.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(open)}).then(({ openStore }) => openStore(process.argv[1]).close())`;
  const runs = Array.from({ length: 4 }, () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    import('node:child_process').then(({ execFile }) =>
      execFile(process.execPath, ['-e', script, path], (error) => (error === null ? resolve() : reject(error))),
    );
    return promise;
  });
  await Promise.all(runs);
  expect(execFileSync(process.execPath, ['-e', script, path]).toString()).toBe('');
});
