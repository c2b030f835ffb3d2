import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from './files.ts';
import { dump, runImport, writeReports } from './killing.ts';

// `npm run kill` does the same 200 times over 60 documents.
test('an import killed at any moment and resumed ends like an undisturbed one', async () => {
  const folder = scratch();
  const reports = join(folder, 'reports');
  mkdirSync(reports);
  writeReports(reports, 9);
  const whole = join(folder, 'whole.sqlite');
  const started = performance.now();
  await runImport({ reports, db: whole, cache: null }, null);
  const duration = performance.now() - started;
  const killed = { reports, db: join(folder, 'killed.sqlite'), cache: join(folder, 'cache') };
  for (const moment of [0.15, 0.3, 0.45, 0.55, 0.7, 0.8]) await runImport(killed, duration * moment);
  expect(await runImport(killed, null)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['cache', 'killed.sqlite', 'reports', 'whole.sqlite']);
  expect(dump(killed.db)).toEqual(dump(whole));
  rmSync(folder, { recursive: true });
}, 300_000);
