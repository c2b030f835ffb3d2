import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConclude } from '../../src/batch/conclude.ts';
import { discover } from '../../src/batch/discover.ts';
import { importFiles } from '../../src/batch/import.ts';
import { decide } from '../../src/store/decide.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { scratch } from './files.ts';

const SAMPLE = new URL('../../samples/shanghai-budget/shanghai-budget.pdf', import.meta.url).pathname;
let folder: string;
let store: Store;
beforeEach(() => {
  folder = scratch();
  store = openStore(join(folder, 'db.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(name: string, force = false) {
  const { files } = await discover([join(folder, name)]);
  const options = {
    jobs: 1,
    force,
    timeoutMs: 60_000,
    memoryMb: 1_000,
    version: 'test',
    conclude: () => loadConclude([]),
  };
  const { outcomes } = await importFiles(
    files,
    store,
    {
      ...options,
      read: { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] },
      worker: new URL('../../src/batch/worker.ts', import.meta.url),
      signal: new AbortController().signal,
      now: () => new Date(),
    },
    () => undefined,
  );
  return outcomes[0]?.state;
}

interface FactRow {
  readonly sha256: string;
  readonly statement: string;
  readonly side: 'revenue' | 'expenditure' | null;
  readonly line_code: string | null;
  readonly line_name: string;
  readonly line_name_2: string | null;
  readonly measure: string;
  readonly page: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

async function correctOneFact(): Promise<FactRow> {
  const fact = store.db
    .prepare<[], FactRow>("SELECT * FROM facts WHERE statement = 'expenditure' AND line_code IS NOT NULL LIMIT 1")
    .get();
  if (fact === undefined) throw new Error('the sample has no such fact');
  const box = { x0: fact.x0, y0: fact.y0, x1: fact.x1, y1: fact.y1 };
  const anchor = {
    ...{ statement: fact.statement, side: fact.side, lineCode: fact.line_code, lineName: fact.line_name },
    ...{ lineName2: fact.line_name_2, measure: fact.measure, page: fact.page, box },
  };
  decide(
    store.db,
    fact.sha256,
    {
      ...{ kind: 'value', anchor, oldValue: null, newValue: 123_456n, target: null, reviewer: '复核人' },
      ...{ reason: '看了原件', at: '2026-01-01T00:00:00.000Z' },
    },
    { conclude: await loadConclude([]), now: new Date() },
  );
  return fact;
}

const corrected = () =>
  store.db
    .prepare<[], { file: string; line_name: string; amount: string }>(
      "SELECT file, line_name, amount FROM facts WHERE source = 'correction'",
    )
    .all();

test('a correction holds after a forced import and after the file was renamed', async () => {
  cpSync(SAMPLE, join(folder, '预算.pdf'));
  expect(await run('预算.pdf')).toBe('added');
  const { line_name } = await correctOneFact();
  expect(corrected()).toEqual([{ file: '预算.pdf', line_name, amount: '1234.56' }]);
  expect(await run('预算.pdf', true)).toBe('replaced');
  expect(corrected()).toEqual([{ file: '预算.pdf', line_name, amount: '1234.56' }]);
  cpSync(join(folder, '预算.pdf'), join(folder, '1.pdf'));
  expect(await run('1.pdf', true)).toBe('replaced');
  expect(corrected()).toEqual([{ file: '1.pdf', line_name, amount: '1234.56' }]);
  expect(store.db.prepare('SELECT status, new_value, reviewer FROM corrections').all()).toEqual([
    { status: 'applied', new_value: '1234.56', reviewer: '复核人' },
  ]);
}, 60_000);
