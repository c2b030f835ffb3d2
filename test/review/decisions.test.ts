import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MEASURES } from '../../src/model/catalogue.ts';
import { conclude } from '../../src/pipeline.ts';
import type { Conflict, DecisionAnswer, Evidence, QueueWindow, UndoAnswer } from '../../src/review/api.ts';
import type { ReviewServer } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { reconcileStored } from '../../src/store/write/reconcile-stored.ts';
import { anyDatabase } from '../support/any-database.ts';
import { declarations, importInto, samplePath } from './database.ts';
import { bodyOf, type Client, posting, startWithClient } from './server.ts';

let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;
let sha256: string;

beforeEach(async () => {
  store = openStore(anyDatabase());
  sha256 = await importInto(store, samplePath('publisher-errors'));
  ({ server, client, origin } = await startWithClient(store.db));
});
afterEach(async () => {
  await server.close();
  store.close();
});

async function get<T>(path: string): Promise<T> {
  const answer = await client(path);
  expect(answer.status).toBe(200);
  return bodyOf(answer);
}

const queue = () => get<QueueWindow>('/api/queue');
const evidenceOf = (key: string) => get<Evidence>(`/api/evidence?document=${sha256}&item=${encodeURIComponent(key)}`);

/** The worst entry that speaks of an amount. */
async function worst(): Promise<Evidence> {
  const row = (await queue()).rows.find(({ reason }) => reason === 'contradicted');
  return evidenceOf(row?.key ?? '');
}

function decision(evidence: Evidence, more: Record<string, unknown>) {
  return {
    ...{ document: sha256, item: evidence.item?.key ?? null, ref: evidence.cell?.ref ?? null },
    ...{ version: evidence.version, reviewer: '张三', reason: '', filter: {} },
    ...more,
  };
}

async function decide(evidence: Evidence, more: Record<string, unknown>): Promise<DecisionAnswer> {
  const answer = await client('/api/decisions', posting(origin, decision(evidence, more)));
  expect(answer.status).toBe(200);
  return bodyOf(answer);
}

const fact = (evidence: Evidence) =>
  store.db
    .prepare<[number, number], Record<string, unknown>>(
      'SELECT amount, source, proof, needs_review, flags FROM facts WHERE statement_index = ? AND amount_index = ?',
    )
    .get(evidence.cell?.ref.statement ?? -1, evidence.cell?.ref.amount ?? -1);
const corrections = () =>
  store.db
    .prepare<[], Record<string, unknown>>(
      'SELECT kind, old_value, new_value, reviewer, reason, status FROM corrections',
    )
    .all();
const dump = () =>
  ['amount', 'identity_check', 'claim', 'review_item', 'statement', 'document'].map((table) =>
    store.db
      .prepare<[], unknown[]>(`SELECT * FROM ${table}`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  );

test('a correction is in corrections and facts at once, and takes what it explains off the queue', async () => {
  const before = (await queue()).total;
  const evidence = await worst();
  const implied = evidence.candidates.find(({ from }) => from.includes('implied'));
  const answer = await decide(evidence, { kind: 'value', value: implied?.printed ?? '', reason: '与下级之和一致' });
  expect(fact(evidence)).toMatchObject({
    amount: implied?.amount,
    source: 'correction',
    proof: 'proven',
    needs_review: 0,
  });
  expect(corrections()).toEqual([
    {
      ...{ kind: 'value', old_value: evidence.cell?.amount, new_value: implied?.amount, reviewer: '张三' },
      ...{ reason: '与下级之和一致', status: 'applied' },
    },
  ]);
  expect(answer.settled).toBeGreaterThan(0);
  expect(answer.left).toBe(before - answer.settled + answer.added);
  expect((await queue()).total).toBe(answer.left);
  expect(answer.next?.entry.key).not.toBe(evidence.item?.key);
  const listed = Number(store.db.prepare('SELECT count(*) FROM review_queue').pluck().get());
  expect(listed).toBe(answer.left);
});

test('the queue speaks of columns in words, not by their keys', () => {
  const details = store.db.prepare<[], string>('SELECT detail FROM review_queue').pluck().all();
  expect(details.some((detail) => detail.includes(' 合计 = '))).toBe(true);
  const keys = new RegExp(`(^|[ +])(${MEASURES.join('|')})($|[ +])`);
  expect(details.filter((detail) => keys.test(detail))).toEqual([]);
});

test('undo brings back every row as it was, and keeps both in the book', async () => {
  const before = dump();
  const evidence = await worst();
  const { id } = await decide(evidence, { kind: 'value', value: '1.00' });
  expect(dump()).not.toEqual(before);
  const answer = await client(`/api/corrections/${id}/undo`, posting(origin, { reviewer: '李四', reason: '' }));
  const undone = await bodyOf<UndoAnswer>(answer);
  expect(undone).toMatchObject({ document: sha256, ref: evidence.cell?.ref, item: evidence.item?.key });
  expect(dump()).toEqual(before);
  expect(corrections()).toMatchObject([{ status: 'undone', new_value: '10000.00' }]);
  const again = await client(`/api/corrections/${id}/undo`, posting(origin, { reviewer: '李四', reason: '' }));
  expect(await bodyOf<Conflict>(again)).toMatchObject({ error: 'conflict', by: { undoneBy: '李四' } });
  expect((await evidenceOf(evidence.item?.key ?? '')).history.at(-1)).toMatchObject({ undoneBy: '李四' });
});

test('a decision leaves every other entry of the queue as it is, places and names', async () => {
  const rows = () =>
    store.db.prepare<[], { key: string; idx: number }>('SELECT key, idx FROM review_item ORDER BY idx').all();
  const before = rows();
  const evidence = await worst();
  await decide(evidence, { kind: 'accept' });
  expect(rows()).toEqual(before.filter(({ key }) => key !== evidence.item?.key));
});

test('accepting keeps the amount, needs no more review, and stays accepted', async () => {
  const evidence = await worst();
  await decide(evidence, { kind: 'accept' });
  expect(fact(evidence)).toMatchObject({ amount: evidence.cell?.amount, source: 'text', needs_review: 0 });
  expect(JSON.parse(String(fact(evidence)?.flags))).toContain('accepted');
});

test('a publisher’s error stays as printed, and the failing identities name it', async () => {
  const evidence = await worst();
  await decide(evidence, { kind: 'publisher' });
  expect(fact(evidence)).toMatchObject({ amount: evidence.cell?.amount, proof: 'contradicted', needs_review: 0 });
  const failed = store.db
    .prepare<[], { blame: string; suspects: string }>("SELECT blame, suspects FROM checks WHERE status = 'fail'")
    .all()
    .filter(({ suspects }) => suspects.includes(evidence.cell?.lineName ?? '?'));
  expect(failed.length).toBeGreaterThan(0);
  expect(new Set(failed.map(({ blame }) => blame))).toEqual(new Set(['publisher']));
});

test('an amount goes to another line, a column to another measure, and back', async () => {
  const evidence = await worst();
  const [line] = evidence.table?.lines.filter((one) => one.line !== evidence.cell?.line) ?? [];
  const { id } = await decide(evidence, { kind: 'line', line: line?.line });
  const place = () =>
    store.db
      .prepare<[number, number], Record<string, unknown>>(
        'SELECT line_name, measure FROM facts WHERE statement_index = ? AND amount_index = ?',
      )
      .get(evidence.cell?.ref.statement ?? 0, evidence.cell?.ref.amount ?? 0);
  expect(place()).toMatchObject({ line_name: line?.name });
  await client(`/api/corrections/${id}/undo`, posting(origin, { reviewer: '张三', reason: '' }));
  expect(place()).toMatchObject({ line_name: evidence.cell?.lineName });
  const again = await evidenceOf(evidence.item?.key ?? '');
  const measure = evidence.cell?.measure === 'unit_funds' ? 'project' : 'unit_funds';
  const count = (name: string) =>
    Number(
      store.db
        .prepare('SELECT count(*) FROM facts WHERE statement_index = ? AND measure = ?')
        .pluck()
        .get(evidence.cell?.ref.statement, name),
    );
  const [from, to] = [count(evidence.cell?.measure ?? ''), count(measure)];
  await decide(again, { kind: 'measure', measure, column: true });
  expect(count(evidence.cell?.measure ?? '')).toBe(0);
  expect(count(measure)).toBe(from + to);
});

test('a table that is set aside leaves facts and queue; its amounts ask nothing', async () => {
  const evidence = await worst();
  const own = 'SELECT count(*) FROM facts WHERE statement_index = ?';
  const { id } = await decide(evidence, { kind: 'ignore' });
  const count = () => Number(store.db.prepare(own).pluck().get(evidence.cell?.ref.statement));
  expect(count()).toBe(0);
  const left = (await queue()).rows.filter(({ statement }) => statement === evidence.cell?.kind);
  expect(left).toEqual([]);
  await client(`/api/corrections/${id}/undo`, posting(origin, { reviewer: '张三', reason: '' }));
  expect(count()).toBeGreaterThan(0);
});

test('decisions survive reading the document again, and are marked when their place is gone', async () => {
  const evidence = await worst();
  await decide(evidence, { kind: 'value', value: '12.34' });
  await importInto(store, samplePath('publisher-errors'), true);
  const again = () =>
    reconcileStored(store.db, sha256, (readings, made) => conclude(readings, made, declarations), new Date());
  again();
  expect(fact(evidence)).toMatchObject({ amount: '123400.00', source: 'correction' });
  store.db.prepare('DELETE FROM amount WHERE page = ?').run(evidence.cell?.page);
  again();
  expect(corrections()).toMatchObject([{ status: 'orphaned' }]);
});

describe('two reviewers on one row', () => {
  test('the second is told and sees the first decision; nothing of theirs is saved', async () => {
    const evidence = await worst();
    await decide(evidence, { kind: 'value', value: '1.00' });
    const late = { ...decision(evidence, { kind: 'accept' }), reviewer: '李四' };
    const answer = await client('/api/decisions', posting(origin, late));
    expect(await bodyOf<Conflict>(answer)).toMatchObject({
      error: 'conflict',
      by: { reviewer: '张三', newValue: '10000.00' },
    });
    expect(corrections()).toHaveLength(1);
    expect(fact(evidence)).toMatchObject({ amount: '10000.00' });
  });

  test('knowing it, the second may decide otherwise', async () => {
    const evidence = await worst();
    await decide(evidence, { kind: 'value', value: '1.00' });
    const { statement, amount } = evidence.cell?.ref ?? { statement: 0, amount: 0 };
    const current = await get<Evidence>(`/api/evidence?document=${sha256}&statement=${statement}&amount=${amount}`);
    await decide(current, { kind: 'value', value: '2.00' });
    expect(fact(evidence)).toMatchObject({ amount: '20000.00' });
    expect(corrections()).toHaveLength(2);
  });

  test('rows of one document do not disturb each other unless one settles the other', async () => {
    const rows = (await queue()).rows.filter(({ reason }) => reason === 'contradicted');
    const [first, second] = await Promise.all(rows.slice(0, 2).map(({ key }) => evidenceOf(key)));
    expect(second).toBeDefined();
    if (first === undefined || second === undefined) return;
    await decide(first, { kind: 'accept' });
    await decide(second, { kind: 'accept' });
    expect(corrections()).toHaveLength(2);
  });
});

test.each(['', '1,2,3', '1.2345678', '--1', '12 34', '１２３四', '1e5', '0x10', '∞'])(
  'the value %j is refused and nothing is written',
  async (value) => {
    const answer = await client('/api/decisions', posting(origin, decision(await worst(), { kind: 'value', value })));
    expect(answer.status).toBe(422);
    expect(corrections()).toHaveLength(0);
  },
);

test('a notice without an amount is seen once and for all', async () => {
  store.db
    .prepare(
      `INSERT INTO note (document, idx, code, severity, page, statement, data)
       VALUES ((SELECT id FROM document), 900, 'unread-cell', 'warning', 3, NULL, '{"text":"?"}')`,
    )
    .run();
  const seed = await worst();
  await decide(seed, { kind: 'accept' });
  const row = (await queue()).rows.find(({ reason }) => reason === 'unread-cell');
  expect(row).toBeDefined();
  await decide(await evidenceOf(row?.key ?? ''), { kind: 'seen' });
  expect((await queue()).rows.some(({ reason }) => reason === 'unread-cell')).toBe(false);
  expect(corrections()).toMatchObject([{ kind: 'accept' }, { kind: 'seen', old_value: null, new_value: null }]);
});
