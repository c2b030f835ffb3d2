import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileHasher } from '../../src/batch/file-hash.ts';
import { type OnPage, workerPool } from '../../src/batch/pool.ts';
import { plainPdf, scratch } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a job that waits for its worker is not said to have taken that long', async () => {
  const worker = new URL('./sleepy-worker.ts', import.meta.url);
  const pool = workerPool({ worker, size: 1, timeoutMs: 60_000, memoryMb: 600 });
  const bytes = await plainPdf('a');
  const path = join(folder, 'a.pdf');
  writeFileSync(path, bytes);
  const options = { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] } as const;
  const started = performance.now();
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      pool.run(
        { path, sha256: sha256(bytes), options },
        () => undefined,
        (answer) => answer,
      ),
    ),
  );
  const elapsed = (performance.now() - started) / 1000;
  pool.stop();
  const spent = answers.map(({ seconds }) => seconds);
  expect(Math.min(...spent)).toBeGreaterThan(0.39);
  expect(spent.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(elapsed);
});

/** Long enough for a worker to start on a machine that is busy with other tests. */
const PATIENT = 40_000;

async function misbehaving(names: readonly string[], onPage: OnPage = () => undefined, timeoutMs = PATIENT) {
  const worker = new URL('./misbehaving-worker.ts', import.meta.url);
  const pool = workerPool({ worker, size: 1, timeoutMs, memoryMb: 600 });
  const options = { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] } as const;
  const jobs = [];
  for (const name of names) {
    const bytes = name.startsWith('HANG') ? Buffer.from('HANG') : await plainPdf(name);
    const path = join(folder, name);
    writeFileSync(path, bytes);
    jobs.push({ path, sha256: sha256(bytes), options });
  }
  const answers = jobs.map(async (job) => {
    const code = await pool.run(job, onPage, (answer) => ('failure' in answer ? answer.failure.code : 'read'));
    return [basename(job.path), code];
  });
  const outcome = Object.fromEntries(await Promise.all(answers));
  pool.stop();
  return outcome;
}

test('a worker goes on with the next document while its parent is busy with the one before', async () => {
  const log = join(folder, 'log.txt');
  process.env.YUSUAN_TEST_LOG = log;
  let begunMeanwhile = '';
  const block = (done: number, total: number) => {
    // Before its last page is read a worker gets no other document.
    if (begunMeanwhile !== '' || done < total) return;
    // The next job leaves this process first.
    setTimeout(() => {
      for (const until = performance.now() + 3_000; performance.now() < until; );
      begunMeanwhile = readFileSync(log, 'utf8');
    }, 20);
  };
  const outcome = await misbehaving(['late-1.pdf', 'second.pdf'], block);
  delete process.env.YUSUAN_TEST_LOG;
  expect(outcome).toEqual({ 'late-1.pdf': 'read', 'second.pdf': 'read' });
  expect(begunMeanwhile.trim().split('\n')).toEqual(['late-1.pdf', 'second.pdf']);
});

test('whoever dies with the next document in hand is blamed alone', async () => {
  const outcome = await misbehaving(['late-die.pdf', 'second.pdf']);
  expect(outcome).toEqual({ 'late-die.pdf': 'crashed', 'second.pdf': 'read' });
});

test('an answer has left before the next document can do harm', async () => {
  const outcome = await misbehaving(['late-large.pdf', 'HANG.pdf', 'third.pdf'], undefined, 20_000);
  expect(outcome).toEqual({ 'late-large.pdf': 'read', 'HANG.pdf': 'timeout', 'third.pdf': 'read' });
});

test('files of any length have the hash of their bytes, one after the other', async () => {
  const hash = fileHasher();
  for (const length of [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 700_000]) {
    const bytes = Buffer.from(Array.from({ length }, (_, n) => (n * 31 + length) % 251));
    const path = join(folder, `${length}`);
    writeFileSync(path, bytes);
    expect(await hash(path)).toBe(sha256(bytes));
  }
  await expect(hash(join(folder, 'gone'))).rejects.toThrow('ENOENT');
});
