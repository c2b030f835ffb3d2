import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileHasher } from '../../src/batch/file-hash.ts';
import { workerPool } from '../../src/batch/pool.ts';
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
    [1, 2, 3].map(() => pool.run({ path, sha256: sha256(bytes), options }, () => undefined)),
  );
  const elapsed = (performance.now() - started) / 1000;
  pool.stop();
  const spent = answers.map(({ seconds }) => seconds);
  expect(Math.min(...spent)).toBeGreaterThan(0.39);
  expect(spent.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(elapsed);
}, 60_000);

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
