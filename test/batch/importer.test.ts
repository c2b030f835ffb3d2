import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConclude } from '../../src/batch/conclude.ts';
import { discover } from '../../src/batch/discover.ts';
import { openImporter } from '../../src/batch/import.ts';
import { openStore } from '../../src/store/open.ts';
import { plainPdf, scratch } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a document for which the database failed once is imported when it is asked for again', async () => {
  writeFileSync(join(folder, 'a.pdf'), await plainPdf('a'));
  const path = join(folder, 'db.sqlite');
  const store = openStore(path, { busyTimeoutMs: 20 });
  const importer = await openImporter(
    store,
    {
      ...{ jobs: 1, force: false, timeoutMs: 60_000, memoryMb: 1_000, version: 'test' },
      read: { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] },
      worker: new URL('../../src/batch/worker.ts', import.meta.url),
      conclude: () => loadConclude([]),
      signal: new AbortController().signal,
      now: () => new Date(),
    },
    () => undefined,
  );
  const [file] = (await discover([folder])).files;
  if (file === undefined) throw new Error('no file');
  const holder = new Sqlite(path);
  holder.exec('BEGIN IMMEDIATE');
  await expect(importer.importOne(file, false, new Date())).rejects.toMatchObject({ problem: 'locked' });
  holder.exec('ROLLBACK');
  holder.close();
  expect(await importer.importOne(file, false, new Date())).toMatchObject({ state: 'added' });
  await importer.close();
  store.close();
});
