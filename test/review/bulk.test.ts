import { renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { conclude } from '../../src/pipeline.ts';
import type { BulkAnswer, BulkItem, BulkUndone } from '../../src/review/api.ts';
import type { Deciding } from '../../src/review/decisions.ts';
import { carryOutBulk } from '../../src/review/edits/bulk.ts';
import { evidenceSource } from '../../src/review/evidence.ts';
import type { ReviewServer } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { queueWindow } from '../../src/store/read/queue.ts';
import { auditEntries } from '../../src/store/write/reviewers.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record } from '../store/sample-result.ts';
import { anyDatabase } from '../support/any-database.ts';
import { declarations } from './database.ts';
import { reportFile } from './pdf-file.ts';
import { bodyOf, type Client, posting, startWithClient } from './server.ts';

let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;
const now = () => new Date('2026-02-03T04:05:06Z');
const files = [reportFile('one'), reportFile('two')] as const;

beforeEach(async () => {
  store = openStore(anyDatabase());
  for (const [at, { sha256, path }] of files.entries()) {
    const identity = { documentType: 'budget', fiscalYear: 2025, department: `第${at}局` } as const;
    documentWriter(store.db).write(record({ sha256, identity }), { replace: false, path, now: now() });
  }
  ({ server, client, origin } = await startWithClient(store.db));
});
afterEach(async () => {
  await server.close();
  store.close();
});

/** One notice of each document. */
function notices(): readonly BulkItem[] {
  const { rows } = queueWindow(store.db, {}, 0, 100);
  return rows
    .filter(({ reason }) => reason === 'unread-cell')
    .map(({ sha256: document, key, amount }) => ({ document, key, amount }));
}
const post = (path: string, body: object) => client(path, posting(origin, { reviewer: '张三', ...body }));
const bulk = async (items: readonly BulkItem[]) => bodyOf<BulkAnswer>(await post('/api/bulk', { items, reason: '' }));
const audit = () => auditEntries(store.db, 10).map(({ action, subject }) => `${action} ${subject}`);

test('a document in which something changed before its turn is left out, and stops no other', () => {
  const items = notices();
  expect(items).toHaveLength(2);
  const real = evidenceSource(store.db, declarations);
  const looks = new Map<string, number>();
  // Somebody else decides in the first one between the look and the lock.
  const source: Deciding['source'] = {
    ...real,
    locate: (sha256, subject) => {
      looks.set(sha256, (looks.get(sha256) ?? 0) + 1);
      const found = real.locate(sha256, subject);
      const late = sha256 === items[0]?.document && looks.get(sha256) === 2;
      return found === null || !late ? found : { ...found, version: 'another' };
    },
  };
  const deciding: Deciding = {
    db: store.db,
    source,
    now,
    conclude: (read, made) => conclude(read, made, declarations),
  };
  const answer = carryOutBulk({ items, reviewer: '张三', reason: '' }, deciding);
  expect(answer).toMatchObject({ ids: [expect.any(Number)], skipped: 1 });
  expect(store.db.prepare('SELECT DISTINCT sha256 FROM corrections').pluck().all()).toEqual([items[1]?.document]);
});

test('a PDF that moved is left out and told apart, and stops no other; where all moved, nothing is decided', async () => {
  const items = notices();
  const [{ path, sha256 }, other] = files;
  renameSync(path, `${path}.moved`);
  try {
    const answer = await bulk(items);
    expect(answer).toMatchObject({ ids: [expect.any(Number)], skipped: 0, blind: 1 });
    expect(store.db.prepare('SELECT sha256 FROM corrections').pluck().all()).toEqual([other.sha256]);
    const alone = await post('/api/bulk', { items: items.filter(({ document }) => document === sha256), reason: '' });
    expect([alone.status, await bodyOf(alone)]).toEqual([422, { error: 'invalid', detail: 'no-picture' }]);
  } finally {
    renameSync(`${path}.moved`, path);
  }
});

test('the audit names what was decided and taken back, and is silent where nothing was', async () => {
  const items = notices();
  const { ids } = await bulk(items);
  expect(ids).toHaveLength(2);
  expect(await bulk(items)).toMatchObject({ ids: [], skipped: 2 });
  const [first = 0, second = 0] = ids;
  expect((await post(`/api/corrections/${first}/undo`, { reason: '' })).status).toBe(200);
  expect(await bodyOf<BulkUndone>(await post('/api/bulk/undo', { ids }))).toMatchObject({ ids: [second] });
  expect(await bodyOf<BulkUndone>(await post('/api/bulk/undo', { ids }))).toMatchObject({ ids: [] });
  expect(audit()).toEqual([
    `undone #${second}`,
    expect.stringMatching(`^undone #${first} `),
    `decided #${first} #${second}`,
  ]);
});
