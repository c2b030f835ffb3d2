import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainPdf } from '../batch/files.ts';
import { CREDENTIALS, openStore, type TestStore } from '../fetch/bucket.ts';
import { startPostgres, type TestServer } from '../support/postgres.ts';
import { start } from './killing.ts';

let folder: string;
let server: TestServer;
let store: TestStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-bucket-'));
  Object.assign(process.env, CREDENTIALS);
  [server, store] = await Promise.all([startPostgres(), openStore()]);
});
afterAll(async () => {
  await store?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('workers fetch objects themselves; a second import fetches none', async () => {
  for (const name of ['a', 'b']) await store.put(`2026/${name}.pdf`, await plainPdf(name));
  await store.put('2026/c.pdf', 'no PDF');
  const db = ['--db', `${server.url}?schema=bucket`];
  const there = ['--s3-endpoint', store.url, '--s3-path-style', '--files', join(folder, 'files')];
  const quiet = ['--jobs', '1', '--cache-size', '0', '--log-format', 'json'];
  const worker = start(['worker', ...db, ...there, ...quiet]);
  const enqueue = () => start(['import', 's3://reports/2026/', ...db, ...there, '--queue', '--json']).ended;
  const results = ({ out }: { out: string }) => {
    const told: { documents: { url: string; result: string; problem: string | null }[] } = JSON.parse(out);
    return told.documents.map(({ url, result, problem }) => `${url} ${result} ${problem}`).sort();
  };
  expect(results(await enqueue())).toEqual([
    's3://reports/2026/a.pdf added null',
    's3://reports/2026/b.pdf added null',
    's3://reports/2026/c.pdf failed s3-not-pdf',
  ]);
  // What ended less than a second ago is told of as it ended.
  await sleep(1_000);
  expect(results(await enqueue()).slice(0, 2)).toEqual([
    's3://reports/2026/a.pdf kept null',
    's3://reports/2026/b.pdf kept null',
  ]);
  worker.child.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);
});
