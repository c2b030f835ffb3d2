import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import initSqlJs, { type SqlJs } from 'sql.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { VIEWS } from '../../src/store/views.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record } from './sample-result.ts';

let folder: string;
/** A database with one document, without a write-ahead log: the oldest readers open it from its bytes alone. */
let path: string;
let old: SqlJs;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-any-sqlite-'));
  path = join(folder, 'copy.sqlite');
  const store = openStore(join(folder, 'a.sqlite'));
  documentWriter(store.db).write(record(), {
    replace: false,
    path: '/a/a.pdf',
    now: new Date('2026-01-02T03:04:05Z'),
    afterwards: () => undefined,
  });
  store.db.prepare('VACUUM INTO ?').run(path);
  store.close();
  const wasm = join(dirname(createRequire(import.meta.url).resolve('sql.js')), 'sql-wasm.wasm');
  old = await initSqlJs({ wasmBinary: readFileSync(wasm) });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rowsOf = (view: string): unknown[][] => {
  const db = new Sqlite(path, { readonly: true });
  const rows = db.prepare<[], unknown[]>(`SELECT * FROM ${view}`).raw().all();
  db.close();
  return rows;
};

// This build of 3.31 has no JSON functions; it reads the words of every view when it opens the database.
const WITHOUT_JSON = Object.keys(VIEWS).filter((view) => !/json_/.test(VIEWS[view] ?? ''));

test('SQLite 3.31 opens the database and reads every view that takes no JSON apart', () => {
  const db = new old.Database(readFileSync(path));
  expect(db.exec('SELECT sqlite_version()')[0]?.values).toEqual([['3.31.1']]);
  expect(WITHOUT_JSON.length).toBeGreaterThan(8);
  for (const view of WITHOUT_JSON) {
    expect({ view, rows: db.exec(`SELECT * FROM ${view}`)[0]?.values ?? [] }).toEqual({ view, rows: rowsOf(view) });
  }
  expect(rowsOf('facts').length).toBeGreaterThan(0);
  db.close();
});

test("Python's own sqlite3 reads all views", () => {
  const program = [
    'import json, sqlite3, sys',
    'db = sqlite3.connect(sys.argv[1])',
    "print(json.dumps({v: [list(r) for r in db.execute(f'SELECT * FROM {v}')] for v in sys.argv[2:]}))",
  ].join('\n');
  const said = execFileSync('python3', ['-c', program, path, ...Object.keys(VIEWS)], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual(Object.fromEntries(Object.keys(VIEWS).map((view) => [view, rowsOf(view)])));
  expect(rowsOf('checks').length).toBeGreaterThan(0);
});
