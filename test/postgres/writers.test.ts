import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { textId } from '../../src/store/search/text-id.ts';
import { pinVersion } from '../../src/store/write/versions.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { yusuan } from '../cli/run.ts';
import { record } from '../store/sample-result.ts';
import { serverDatabase } from '../support/any-database.ts';

const WRITE_ONE = fileURLToPath(new URL('./write-one.ts', import.meta.url));
const OPTIONS = { replace: false, path: '/甲.pdf', now: new Date('2026-01-02T03:04:05Z') };

let address: string;
let store: Store;
beforeEach(() => {
  address = serverDatabase();
  store = openStore(address);
});
afterEach(() => store.close());

/** A writer in a process of its own; what it said when it failed, or nothing. */
function writer(sha256: string, names: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const told = { over: false, promise };
  execFile(process.execPath, [WRITE_ONE, address, sha256, ...names], (error, _, err) => {
    told.over = true;
    resolve(error === null ? '' : err);
  });
  return told;
}

/** Waits until so many of the writers are over or wait for somebody. */
async function still(writers: readonly { readonly over: boolean }[]): Promise<void> {
  // A transaction that began before has seen nothing of what happens since.
  const watcher = openStore(address);
  const waiting = watcher.db
    .prepare<[], number>(
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query NOT LIKE '%pg_stat_activity%'",
    )
    .pluck();
  while (Number(waiting.get()) + writers.filter(({ over }) => over).length < writers.length) await setTimeout(50);
  watcher.close();
}

test('of two versions that are written at the same time one is current', async () => {
  store.db.exec('BEGIN IMMEDIATE');
  documentWriter(store.db).write(record(), OPTIONS);
  const other = writer('b2'.repeat(32), ['没有别人写的行']);
  await still([other]);
  store.db.exec('COMMIT');
  expect(await other.promise).toBe('');
  expect(store.db.prepare('SELECT count(*) FROM document WHERE current = 1').pluck().get()).toBe(1);
});

test('a version that is written while another is pinned does not become current besides', async () => {
  documentWriter(store.db).write(record(), OPTIONS);
  store.db.exec('BEGIN IMMEDIATE');
  pinVersion(store.db, record().sha256, '复核甲', new Date());
  const other = writer('b2'.repeat(32), ['没有别人写的行']);
  await still([other]);
  store.db.exec('COMMIT');
  expect(await other.promise).toBe('');
  expect(store.db.prepare('SELECT sha256, current_by FROM document WHERE current = 1').all()).toEqual([
    { sha256: record().sha256, current_by: 'pinned' },
  ]);
});

test('a correction made while its document is read anew holds for the new rows', async () => {
  documentWriter(store.db).write(record(), OPTIONS);
  store.db.exec('BEGIN IMMEDIATE');
  documentWriter(store.db).write(record(), { ...OPTIONS, replace: true });
  const line = ['--statement', 'expenditure', '--line', '行政运行', '--value', '45573700.00'];
  const correcting = { over: false };
  const told = yusuan(['correct', record().file, ...line, '--reviewer', '复核甲', '--db', address]).finally(() => {
    correcting.over = true;
  });
  await still([correcting]);
  store.db.exec('COMMIT');
  expect(await told).toMatchObject({ code: 0 });
  const amount = store.db.prepare("SELECT amount FROM facts WHERE line_code = '2010301' AND source = 'correction'");
  expect(amount.pluck().all()).toEqual(['45573700.00']);
});

test('two that add the same words in another order do not wait for each other', async () => {
  store.db.exec('BEGIN IMMEDIATE');
  store.db.prepare('INSERT INTO search_text (id, text) VALUES (?, ?)').run(textId('丙丙'), '丙丙');
  const writers = [
    writer('a1'.repeat(32), ['甲甲', '丙丙', '乙乙']),
    writer('b2'.repeat(32), ['乙乙', '丙丙', '甲甲']),
  ];
  await still(writers);
  store.db.exec('ROLLBACK');
  expect(await Promise.all(writers.map(({ promise }) => promise))).toEqual(['', '']);
  expect(store.db.prepare('SELECT count(*) FROM search_text').pluck().get()).toBe(3);
});
