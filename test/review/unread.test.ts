import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unreadDocument } from '../../src/batch/unread-document.ts';
import type { DecisionAnswer, Evidence, QueueWindow } from '../../src/review/api.ts';
import { type ReviewServer, startReview } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { scratch } from '../batch/files.ts';
import { anyDatabase } from '../support/any-database.ts';
import { lockedPdf } from '../support/locked-pdf.ts';
import { declarations } from './database.ts';
import { bodyOf, type Client, clientOf, posting } from './server.ts';

let store: Store;
let server: ReviewServer | null = null;
const bytes = lockedPdf(['one', 'two'], 'secret');
const sha256 = createHash('sha256').update(bytes).digest('hex');

/** A locked document as an import leaves it, whose pages are known or not. */
function keep(pages: number): void {
  const path = join(scratch(), '锁.pdf');
  writeFileSync(path, bytes);
  const identity = { documentType: null, fiscalYear: null, department: null };
  const failure = { code: 'pdf-encrypted', detail: '', ...(pages > 0 ? { pages } : {}) } as const;
  documentWriter(store.db).write(
    {
      ...{ sha256, file: '锁.pdf', bytes: bytes.length, identity, status: 'failed', reason: failure.code },
      ...{ pipeline: null, pipelineVersion: 'test', stageVersions: {}, ...unreadDocument(failure) },
    },
    { replace: true, path, now: new Date('2026-01-02T03:04:05Z') },
  );
}

async function opened(passwords: readonly string[]): Promise<Client> {
  const now = () => new Date('2026-02-03T04:05:06Z');
  const options = { db: store.db, declarations, language: 'zh', host: '127.0.0.1', port: 0, now, passwords } as const;
  server = await startReview(options);
  return clientOf(server);
}

beforeEach(() => {
  store = openStore(anyDatabase());
});
afterEach(async () => {
  await server?.close();
  store.close();
});

test('pages that nobody could open are in the queue with what to do; their picture is locked, and they can be settled', async () => {
  keep(2);
  const client = await opened([]);
  const queue = await bodyOf<QueueWindow>(await client('/api/queue'));
  expect(queue.rows.map(({ page, reason }) => [page, reason])).toEqual([
    [1, 'password-needed'],
    [2, 'password-needed'],
  ]);
  expect(queue.rows[0]?.detail).toContain('--password-file');
  const key = queue.rows[0]?.key ?? '';
  const evidence = await bodyOf<Evidence>(
    await client(`/api/evidence?document=${sha256}&item=${encodeURIComponent(key)}`),
  );
  expect([evidence.page?.number, evidence.cell, evidence.document.pages]).toEqual([1, null, 2]);
  const picture = await client(`/api/pages/${sha256}/1?scale=1`);
  expect([picture.status, await bodyOf(picture)]).toEqual([404, { error: 'not-found', detail: 'locked' }]);
  const decision = { document: sha256, item: key, ref: null, version: evidence.version, kind: 'seen' };
  const origin = `http://127.0.0.1:${server?.port}`;
  const body = { ...decision, reviewer: '复核甲', reason: '', filter: {} };
  const answer = await bodyOf<DecisionAnswer>(await client('/api/decisions', posting(origin, body)));
  expect([answer.settled, answer.left]).toEqual([1, 1]);
});

test('a document whose pages nobody can count is one entry without a page', async () => {
  keep(0);
  const client = await opened([]);
  const queue = await bodyOf<QueueWindow>(await client('/api/queue'));
  expect(queue.rows.map(({ page, reason }) => [page, reason])).toEqual([[null, 'password-needed']]);
  const key = encodeURIComponent(queue.rows[0]?.key ?? '');
  const evidence = await bodyOf<Evidence>(await client(`/api/evidence?document=${sha256}&item=${key}`));
  expect([evidence.page, evidence.document.pages]).toEqual([null, 0]);
});

test('with its password the page is drawn', async () => {
  keep(2);
  const client = await opened(['secret']);
  expect((await client(`/api/pages/${sha256}/2?scale=1`)).status).toBe(200);
});
