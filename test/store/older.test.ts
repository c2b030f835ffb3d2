import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreError } from '../../src/store/errors.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { type OpenOptions, openStore } from '../../src/store/open.ts';
import { examine } from '../../src/store/read/doctor.ts';
import { search } from '../../src/store/search/find.ts';
import { yusuan } from '../cli/run.ts';
import { isPostgres, serverDatabase } from '../support/any-database.ts';

/** The last schema without an index of words. */
const BEFORE_SEARCH = 11;

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-older-'));
  db = isPostgres() ? serverDatabase() : join(folder, 'a.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database of an older program, with a document that has one project; its pages are `pages`. */
function older(schema: number, pages = '[8]'): void {
  const store = openStore(db, { migrations: MIGRATIONS.slice(0, schema) });
  store.db.exec(
    `INSERT INTO document (id, sha256, file, bytes, pages, status, pipeline_version, stage_versions, imported_at,
       statements, facts, proven, to_review, checks_failed)
     VALUES (1, '${'a1'.repeat(32)}', '旧.pdf', 1, 9, 'done', '0', '{}', '2025-01-01', 0, 0, 0, 0, 0)`,
  );
  store.db
    .prepare(
      `INSERT INTO project (document, idx, pages, name, funds_unit, confidence, needs_review, flags)
       VALUES (1, 0, ?, '信息化建设', '元', 1, 0, '[]')`,
    )
    .run(pages);
  store.close();
}

function problemOf(options: OpenOptions): string {
  try {
    openStore(db, options).close();
  } catch (error) {
    if (error instanceof StoreError) return error.problem;
    throw error;
  }
  return 'none';
}

test('a database of an older program is upgraded with an index of its words', () => {
  older(BEFORE_SEARCH);
  const store = openStore(db);
  expect(store.migrated).toMatchObject({ from: BEFORE_SEARCH, to: MIGRATIONS.length });
  expect(search(store.db, { words: ['信息化'] }).hits.map(({ text }) => text)).toEqual(['信息化建设']);
  store.close();
});

test('an upgrade whose index cannot be made is none: the next one makes it', () => {
  older(BEFORE_SEARCH, 'no JSON');
  expect(problemOf({ mode: 'write' })).toBe('failed');
  const store = openStore(db, { migrations: MIGRATIONS.slice(0, BEFORE_SEARCH) });
  expect(store.migrated.to).toBe(BEFORE_SEARCH);
  store.db.exec("UPDATE project SET pages = '[8]'");
  store.close();
  const upgraded = openStore(db);
  expect(search(upgraded.db, { words: ['信息化'] }).total).toBe(1);
  upgraded.close();
});

test('who only reads an older database is told how it is upgraded; doctor examines it as it is', async () => {
  older(MIGRATIONS.length - 1);
  expect(problemOf({ mode: 'read' })).toBe('outdated');
  expect(problemOf({ mode: 'examine' })).toBe('none');
  const told = await yusuan(['check', '--db', db]);
  expect(told).toMatchObject({ code: 1, err: expect.stringContaining('yusuan rerun') });
  const examined = await yusuan(['doctor', '--db', db]);
  expect(examined).toMatchObject({ code: 1, err: '' });
  expect(examined.out).toContain(`${MIGRATIONS.length - 1} → ${MIGRATIONS.length}`);
  await yusuan(['rerun', '--dry-run', '--db', db]);
  expect(await yusuan(['check', '--db', db])).toMatchObject({ code: 0 });
});

test('an examination of any older database ends, and says that it is older', () => {
  // A server has had tables of yusuan only since it knew of versions.
  for (let schema = isPostgres() ? BEFORE_SEARCH : 1; schema < MIGRATIONS.length; schema += 1) {
    const at = isPostgres() ? serverDatabase() : join(folder, `${schema}.sqlite`);
    openStore(at, { migrations: MIGRATIONS.slice(0, schema) }).close();
    const store = openStore(at, { mode: 'examine' });
    const findings = examine(store.db);
    store.close();
    expect(findings.find(({ examined }) => examined === 'schema')).toMatchObject({
      ...{ state: 'bad', details: [`${schema} → ${MIGRATIONS.length}`] },
    });
  }
});
