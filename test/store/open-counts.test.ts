import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import type { Database } from '../../src/store/port.ts';
import { documentWindow } from '../../src/store/read/overview.ts';
import { queueLength } from '../../src/store/read/queue.ts';
import { rewriteVerdicts } from '../../src/store/write/rewrite.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { anyDatabase, isPostgres } from '../support/any-database.ts';
import { record } from './sample-result.ts';

/** Entries as the queue has them, as the list of documents has them, and as the queue's length has them. */
function counts(db: Database): readonly number[] {
  const counted = Number(db.prepare('SELECT count(*) FROM review_item').pluck().get());
  return [counted, documentWindow(db, '', 9).rows.reduce((sum, { open }) => sum + open, 0), queueLength(db, {})];
}

test('a document knows how many entries it has in the queue, also after a decision', () => {
  const { db, close } = openStore(anyDatabase());
  const one = record();
  const left = one.rows.review_item.length;
  expect(left).toBeGreaterThan(1);
  const writer = documentWriter(db);
  writer.write(one, { replace: false, path: '/a.pdf', now: new Date() });
  writer.write(record({ sha256: 'b2'.repeat(32) }), { replace: false, path: '/b.pdf', now: new Date() });
  expect(counts(db)).toEqual([2 * left, 2 * left, 2 * left]);
  const id = Number(db.prepare('SELECT id FROM document WHERE sha256 = ?').pluck().get(one.sha256));
  const { amount, claim, identity_check, review_item } = one.rows;
  const rewrite = { amount, claim, identity_check, review_item: review_item.slice(1), ignored: new Set<number>() };
  db.transaction(() => rewriteVerdicts(db, id, rewrite)).immediate();
  expect(counts(db)).toEqual([2 * left - 1, 2 * left - 1, 2 * left - 1]);
  expect(documentWindow(db, '', 9).rows.map(({ open }) => open)).toEqual([left, left - 1]);
  close();
});

test('documents are listed some at a time, and found by file or department in any case of letters', () => {
  const { db, close } = openStore(anyDatabase());
  const writer = documentWriter(db);
  for (const [file, sha256] of [
    ['Jiaoyu-2025.pdf', 'a1'.repeat(32)],
    ['jiaoyu-2024.pdf', 'b2'.repeat(32)],
    ['100%.pdf', 'c3'.repeat(32)],
  ] as const) {
    writer.write({ ...record({ sha256 }), file }, { replace: false, path: `/${file}`, now: new Date() });
  }
  const [first] = documentWindow(db, '', 1).rows;
  const found = (text: string) => documentWindow(db, text, 2).rows.map(({ file }) => file);
  expect([documentWindow(db, '', 1).total, documentWindow(db, '', 1).rows.length]).toEqual([3, 1]);
  expect([...found('JIAOYU')].sort()).toEqual(['Jiaoyu-2025.pdf', 'jiaoyu-2024.pdf']);
  expect(found('0%')).toEqual(['100%.pdf']);
  expect(documentWindow(db, first?.department ?? '–', 2)).toMatchObject({ total: 3, rows: [{}, {}] });
  expect(documentWindow(db, '没有', 2)).toEqual({ total: 0, rows: [] });
  close();
});

test('documents of an older program are counted when it is upgraded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-open-'));
  const path = isPostgres() ? anyDatabase() : join(folder, 'a.sqlite');
  const before = openStore(path, { migrations: MIGRATIONS.slice(0, 13) });
  before.db.exec(`INSERT INTO document (id, sha256, file, bytes, pages, status, pipeline_version, stage_versions, imported_at,
      statements, facts, proven, to_review, checks_failed)
    VALUES (1, '${'a1'.repeat(32)}', '旧.pdf', 1, 9, 'done', '0', '{}', '2025-01-01', 0, 0, 0, 0, 0)`);
  before.db.exec(`INSERT INTO review_item (document, idx, origin, reason, severity, detail, key, grp, group_severity)
    VALUES (1, 0, 'note', 'unread-cell', 68, '', 'a', 'a', 68), (1, 1, 'note', 'unread-cell', 68, '', 'b', 'b', 68)`);
  before.close();
  const { db, close } = openStore(path);
  expect(counts(db)).toEqual([2, 2, 2]);
  close();
  rmSync(folder, { recursive: true, force: true });
});
