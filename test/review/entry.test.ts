import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FactRef } from '../../src/model/fact.ts';
import type { DecisionAnswer, Evidence, QueueWindow, Refusal } from '../../src/review/api.ts';
import type { ReviewServer } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { anyDatabase } from '../support/any-database.ts';
import { amount, BLOTTED, CLEAN, line, SHA256, writeReading } from './blot.ts';
import { bodyOf, type Client, posting, startWithClient } from './server.ts';

let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;

beforeEach(async () => {
  store = openStore(anyDatabase());
  writeReading(store, BLOTTED);
  ({ server, client, origin } = await startWithClient(store.db));
});
afterEach(async () => {
  await server.close();
  store.close();
});

async function notice(): Promise<Evidence> {
  const { rows } = await bodyOf<QueueWindow>(await client('/api/queue'));
  const key = rows.find(({ reason, page }) => reason === 'unread-cell' && page === amount.page)?.key ?? '';
  return bodyOf(await client(`/api/evidence?document=${SHA256}&item=${encodeURIComponent(key)}`));
}
const request = ({ item, version, entry }: Evidence, more: Record<string, unknown> = {}) => ({
  ...{ document: SHA256, item: item?.key ?? null, ref: null, version, kind: 'value', reviewer: '张三', reason: '' },
  ...{ filter: {}, value: amount.raw, line: entry?.line, measure: entry?.measure, ...more },
});
const facts = () =>
  store.db
    .prepare(
      'SELECT line_name, measure, amount, source, proof, needs_review, raw FROM facts WHERE page = ? ORDER BY y0, x0',
    )
    .all(amount.page);
const status = () => store.db.prepare('SELECT status FROM corrections').pluck().all();
const wanted = { line_name: line.name, measure: 'basic', source: 'correction', needs_review: 0 };

test('the notice knows its table, line and column', async () => {
  const { cell, entry, table, box, page } = await notice();
  expect(cell).toBeNull();
  expect(entry).toEqual({ unit: amount.unit, line: line.index, measure: 'basic' });
  expect(table?.kind).toBe('expenditure');
  expect(page?.number).toBe(amount.page);
  expect(box?.y0).toBeCloseTo(amount.box.y0, 0);
});

test('what is entered is a fact with a proof at once, survives re-runs, and can be taken back', async () => {
  const before = facts();
  const answer = await client('/api/decisions', posting(origin, request(await notice())));
  const { id, settled } = await bodyOf<DecisionAnswer>(answer);
  expect(settled).toBeGreaterThan(0);
  expect(facts()).toHaveLength(before.length + 1);
  const mine = () => facts().filter((fact) => JSON.stringify(fact).includes('correction'));
  expect(mine()).toMatchObject([{ ...wanted, proof: 'proven', raw: `■${amount.raw.slice(1)}` }]);
  const after = facts();
  writeReading(store, BLOTTED);
  expect(facts()).toEqual(after);
  expect(status()).toEqual(['applied']);
  // Better eyes read it by themselves.
  writeReading(store, CLEAN);
  expect(facts()).toHaveLength(after.length);
  expect(mine()).toEqual([]);
  expect(status()).toEqual(['confirmed']);
  writeReading(store, BLOTTED);
  expect(facts()).toEqual(after);
  await client(`/api/corrections/${id}/undo`, posting(origin, { reviewer: '张三', reason: '' }));
  expect(facts()).toEqual(before);
  expect((await notice()).item).not.toBeNull();
});

test('what was entered is shown with who entered it, and can be corrected', async () => {
  await client('/api/decisions', posting(origin, request(await notice(), { value: '9.99' })));
  const place = store.db
    .prepare<[], FactRef>(
      "SELECT statement_index AS statement, amount_index AS amount FROM facts WHERE source = 'correction'",
    )
    .get() ?? { statement: -1, amount: -1 };
  const at = `document=${SHA256}&statement=${place.statement}&amount=${place.amount}`;
  const evidence = await bodyOf<Evidence>(await client(`/api/evidence?${at}`));
  expect(evidence.history).toMatchObject([{ kind: 'value', oldValue: null, reviewer: '张三' }]);
  const again = { ...request(evidence), item: null, ref: place, value: amount.raw };
  expect((await client('/api/decisions', posting(origin, again))).status).toBe(200);
  expect(facts()).toContainEqual(expect.objectContaining({ ...wanted, proof: 'proven' }));
});

test.each([
  ['no amount', { value: '12■' }],
  ['no line', { line: 900 }],
  ['no column', { measure: 'sum' }],
  ['a place that is taken', { measure: 'total' }],
])('%s is refused and nothing is written', async (_what, more) => {
  const answer = await client('/api/decisions', posting(origin, request(await notice(), more)));
  expect(answer.status).toBe(422);
  expect((await bodyOf<Refusal>(answer)).error).toBe('invalid');
  expect(status()).toEqual([]);
});
