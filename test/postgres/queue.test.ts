import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runImport, writeReports } from '../batch/killing.ts';
import { startPostgres, type TestServer } from '../support/postgres.ts';
import { disturbed, dumpStore, start } from './killing.ts';

let folder: string;
let reports: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-queue-'));
  reports = join(folder, 'reports');
  mkdirSync(reports);
  writeReports(reports, 12);
  server = await startPostgres();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('workers that are killed and a server that is restarted leave the rows of an undisturbed import', async () => {
  const whole = join(folder, 'whole.sqlite');
  await runImport({ reports, db: whole, cache: null }, null);
  const db = `${server.url}?schema=kill`;
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const restart = () => server.restart();
  const told = await disturbed({ db, reports, kills: 2, random, longestMs: 5_000, restart });
  expect(told).toMatchObject({ code: 0, err: expect.not.stringContaining('错误') });
  expect(dumpStore(db)).toEqual(dumpStore(whole));
}, 400_000);

test('twice is once; a document that cannot be read ends with its reason; metrics, status and logs tell of it', async () => {
  const db = `${server.url}?schema=poison`;
  const few = join(folder, 'few');
  mkdirSync(few);
  writeReports(few, 2);
  writeFileSync(join(few, 'bad.pdf'), 'this is no PDF');
  const first = await start(['import', few, '--db', db, '--queue', '--no-wait']).ended;
  expect(first).toMatchObject({ code: 0 });
  expect(first.err).toContain('已排入队列 3 份');
  expect((await start(['import', few, '--db', db, '--queue', '--no-wait']).ended).err).toContain('3 份已在队列中');
  const idle = await start(['status', '--db', db]).ended;
  expect(idle.out).toContain('排队：3 份');
  expect(idle.out).toContain('没有 worker 在运行');
  const flags = ['--jobs', '1', '--cache-size', '0', '--log-format', 'json', '--metrics-port', '0'];
  const worker = start(['worker', '--db', db, ...flags]);
  const watched = await start(['import', few, '--db', db, '--queue', '--json']).ended;
  const { metricsPort }: { metricsPort: number } = JSON.parse(worker.said.err.split('\n')[0] ?? '');
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(metrics).toContain('yusuan_documents_total{state="added"} 2');
  expect(metrics).toContain('yusuan_failures_total{code="pdf-not-pdf"} 1');
  expect(watched.code).toBe(1);
  const { documents }: { documents: { file: string; state: string }[] } = JSON.parse(watched.out);
  expect(documents.map(({ file }) => file).sort()).toEqual(['000.pdf', '001.pdf', 'bad.pdf']);
  const { out } = await start(['status', '--db', db, '--json']).ended;
  const state: { dead: number; waiting: number; failures: { code: string; path: string }[] } = JSON.parse(out);
  expect(state).toMatchObject({ dead: 1, waiting: 0, failures: [{ code: 'pdf-not-pdf', path: join(few, 'bad.pdf') }] });
  worker.child.kill('SIGTERM');
  const { code, err } = await worker.ended;
  expect(code).toBe(0);
  const lines = err
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines.filter(({ event }) => event === 'document')).toHaveLength(3);
  expect(lines.at(-1)).toMatchObject({ event: 'stopped' });
  // What is in the database needs no worker.
  const known = await start(['import', few, '--db', db, '--queue', '--no-wait']).ended;
  expect(known.err).toContain('2 份以前已导入');
}, 200_000);

test('without a server there is no queue', async () => {
  const told = await start(['import', reports, '--db', join(folder, 'x.sqlite'), '--queue']).ended;
  expect(told).toMatchObject({ code: 2 });
  expect(told.err).toContain('postgres://');
});
