import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConclude } from '../../src/batch/conclude.ts';
import { discover } from '../../src/batch/discover.ts';
import { importFiles } from '../../src/batch/import.ts';
import { type RerunFrom, rerun } from '../../src/batch/rerun.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { storedDocuments } from '../../src/store/read/documents.ts';
import { decide } from '../../src/store/write/decide.ts';
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

const options = (pipelines: readonly string[] = []) => ({
  ...{ jobs: 1, timeoutMs: 60_000, memoryMb: 1_000, version: 'test' },
  read: { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines } as const,
  worker: new URL('../../src/batch/worker.ts', import.meta.url),
  signal: new AbortController().signal,
  now: () => new Date(),
});

async function run(name: string, force = false) {
  const { files } = await discover([join(folder, name)]);
  const more = { force, conclude: () => loadConclude([]) };
  const { outcomes } = await importFiles(files, store, { ...options(), ...more }, () => undefined);
  return outcomes[0]?.state;
}

/** What a re-run with the declarations in `pipelines` did to each document. */
async function again(pipelines: readonly string[], from: RerunFrom = 'stale') {
  const more = { from, dryRun: false, conclude: await loadConclude(pipelines) };
  const done = [];
  for await (const { how } of rerun(store.db, storedDocuments(store.db), { ...options(pipelines), ...more })) {
    done.push(how);
  }
  return done;
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
}, 120_000);

const PROVINCE = `name: province
kind:
  title: 省级
  extends: department-budget
statements:
  headers:
    measures:
      basic: [日常开支]
`;

test('a correction holds after a re-run under changed declarations, of meaning or of identities', async () => {
  cpSync(SAMPLE, join(folder, '预算.pdf'));
  await run('预算.pdf');
  const { line_name } = await correctOneFact();
  const wanted = [{ file: '预算.pdf', line_name, amount: '1234.56' }];
  const province = join(folder, 'province.yaml');
  writeFileSync(province, PROVINCE);
  expect(await again([province])).toEqual(['read']);
  expect(corrected()).toEqual(wanted);
  expect(await again([province])).toEqual(['current']);
  writeFileSync(province, `${PROVINCE}      project: [专项开支]\n`);
  expect(await again([province])).toEqual(['read']);
  expect(corrected()).toEqual(wanted);
  expect(await again([province], 'reconcile')).toEqual(['reconciled']);
  expect(corrected()).toEqual(wanted);
}, 120_000);

test('a correction made with an earlier version holds after the migration and whatever is read then', async () => {
  cpSync(SAMPLE, join(folder, '预算.pdf'));
  await run('预算.pdf');
  const { line_name } = await correctOneFact();
  const wanted = [{ file: '预算.pdf', line_name, amount: '1234.56' }];
  store.close();
  // A database of the first version, with what that version kept of the decision.
  const path = join(folder, 'old.sqlite');
  const old = openStore(path, { migrations: MIGRATIONS.slice(0, 1) });
  old.db.prepare('ATTACH ? AS newer').run(join(folder, 'db.sqlite'));
  for (const table of ['correction', 'correction_event']) {
    old.db.exec(`INSERT INTO ${table} SELECT * FROM newer.${table}`);
  }
  const book = old.db.prepare('SELECT * FROM correction').all();
  old.close();
  store = openStore(path);
  expect(store.migrated).toMatchObject({ from: 1, to: MIGRATIONS.length });
  expect(readdirSync(folder).filter((name) => name.endsWith('.backup'))).toHaveLength(1);
  expect(store.db.prepare('SELECT * FROM correction').all()).toEqual(book);
  expect(await run('预算.pdf')).toBe('added');
  expect(corrected()).toEqual(wanted);
  expect(await again([], 'read')).toEqual(['read']);
  expect(corrected()).toEqual(wanted);
}, 120_000);
