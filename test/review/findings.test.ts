import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FindingView, FindingWindow } from '../../src/review/api.ts';
import { exportFindings } from '../../src/review/findings/export.ts';
import { findingSource } from '../../src/review/findings/source.ts';
import type { ReviewServer } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record, sampleResult } from '../store/sample-result.ts';
import { anyDatabase } from '../support/any-database.ts';
import { declarations } from './database.ts';
import { bodyOf, type Client, posting, startWithClient } from './server.ts';

let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;

const options = { replace: true, path: '/none.pdf', now: new Date('2026-01-02T03:04:05Z') };

beforeEach(async () => {
  store = openStore(anyDatabase());
  documentWriter(store.db).write(record(), options);
  ({ server, client, origin } = await startWithClient(store.db));
});
afterEach(async () => {
  await server.close();
  store.close();
});

async function first() {
  const { rows } = await bodyOf<FindingWindow>(await client('/api/findings'));
  const [row] = rows;
  if (row === undefined) throw new Error('no finding');
  return row;
}

const mark = (over: object) => client('/api/findings/marks', posting(origin, over));

async function marking(over: object = {}) {
  const { sha256: document, origin: from, index, finding } = await first();
  const about = { document, origin: from, index, finding, seen: 0 };
  return { ...about, mark: 'reported', note: '去函', reviewer: '张三', ...over };
}

test('a finding comes with its cells, its sum and its words', async () => {
  const { sha256: document, origin: from, index } = await first();
  const view = await bodyOf<FindingView>(
    await client(`/api/findings/item?document=${document}&origin=${from}&index=${index}`),
  );
  expect(view.check?.cells).toHaveLength(2);
  expect(view.places.map(({ role }) => role)).toEqual(['left', 'suspect']);
  expect(view.text.join('\n')).toContain('20103 合计');
});

test('a mark holds for what the finding says: rows written anew keep it, another figure has none', async () => {
  expect((await mark(await marking())).status).toBe(200);
  documentWriter(store.db).write(record(), options);
  expect(await first()).toMatchObject({ mark: 'reported', markedBy: '张三', markNote: '去函' });
  const { reconciliation } = sampleResult();
  const checks = reconciliation.checks.map((one) => ({ ...one, lhs: 11n, difference: -1n }));
  documentWriter(store.db).write(record({}, sampleResult({ reconciliation: { ...reconciliation, checks } })), options);
  expect(await first()).toMatchObject({ mark: 'none' });
});

test('who marks what somebody else marked meanwhile is told, and changes nothing', async () => {
  await mark(await marking());
  const late = await bodyOf<{ done: boolean; view: FindingView }>(await mark(await marking({ mark: 'mistaken' })));
  expect(late.done).toBe(false);
  expect(late.view.marks).toHaveLength(1);
  const after = await bodyOf<{ done: boolean }>(await mark(await marking({ mark: 'none', seen: 1 })));
  expect(after.done).toBe(true);
  expect(await first()).toMatchObject({ mark: 'none' });
});

test.each([
  ['another mark than those there are', { mark: 'forgiven' }, 422],
  ['nobody', { reviewer: ' ' }, 422],
  ['a finding that is not in that row', { finding: 'check|other' }, 404],
])('%s is refused', async (_name, over, status) => {
  expect((await mark(await marking(over))).status).toBe(status);
  expect(store.db.prepare('SELECT count(*) FROM finding_mark').pluck().get()).toBe(0);
});

test.each([
  ['markdown', '不符'],
  ['html', '<!doctype html>'],
  ['text', '不符'],
])('the list is saved as %s', async (format, holds) => {
  const answer = await client(`/api/findings/export?format=${format}`);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  expect(await answer.text()).toContain(holds);
});

test('a list that is too long to send is refused, never cut', async () => {
  const { names } = findingSource(store.db, declarations, 'zh');
  const { sha256: document, origin: from, index } = await first();
  const only = { origin: from, index };
  const save = (most: number, one: typeof only | null) =>
    exportFindings(store.db, names, 'zh', { state: 'fails', document }, 'text', one, most);
  const { total } = await bodyOf<FindingWindow>(await client('/api/findings'));
  expect((await save(total, null)).body).toContain('不符');
  await expect(save(total - 1, null)).rejects.toThrow('too many');
  await expect(save(0, only)).rejects.toThrow('too many');
});

test.each([
  ['review_queue', 'contradicted'],
  ['documents', '某局2025年预算.pdf'],
  ['facts', '行政运行'],
])('%s is saved as a file', async (table, holds) => {
  const answer = await client(`/api/export?table=${table}&format=csv`);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  expect(await answer.text()).toContain(holds);
});
