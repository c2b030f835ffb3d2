import { copyFileSync, cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConclude } from '../../src/batch/conclude.ts';
import { discover } from '../../src/batch/discover.ts';
import { importFiles } from '../../src/batch/import.ts';
import { type RerunOptions, rerun } from '../../src/batch/rerun.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { storedDocuments } from '../../src/store/read/documents.ts';
import { scratch } from './files.ts';

let folder: string;
let cache: string;
let store: Store;
beforeEach(() => {
  folder = scratch();
  cache = join(folder, 'cache');
  store = openStore(join(folder, 'db.sqlite'));
  for (const name of ['shanghai-budget', 'final-accounts']) {
    cpSync(new URL(`../../samples/${name}/${name}.pdf`, import.meta.url).pathname, join(folder, `${name}.pdf`));
  }
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const options = (cacheMb: number) => ({
  ...{ jobs: 2, timeoutMs: 60_000, memoryMb: 1_000, version: 'test' },
  read: { ocr: 'never', ocrDpi: null, cacheDir: cache, cacheMb, pipelines: [] } as const,
  worker: new URL('../../src/batch/worker.ts', import.meta.url),
  signal: new AbortController().signal,
  now: () => new Date(),
});

async function load(name: string, cacheMb = 100) {
  const { files } = await discover([join(folder, name)]);
  const more = { force: true, conclude: () => loadConclude([]) };
  await importFiles(files, store, { ...options(cacheMb), ...more }, () => undefined);
}
async function again(more: Partial<RerunOptions> = {}) {
  const base = { ...options(100), from: 'read', dryRun: false, conclude: await loadConclude([]) } as const;
  const outcomes = [];
  for await (const outcome of rerun(store.db, storedDocuments(store.db), { ...base, ...more })) outcomes.push(outcome);
  return outcomes;
}
const kept = () =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pages'))
    .map((name) => join(cache, name));
const facts = (file: string) =>
  store.db
    .prepare('SELECT statement, row, line_name, measure, amount, proof, x0, y0 FROM facts WHERE file = ?')
    .all(`${file}.pdf`);

test('a document read again comes from the kept pages, the same to the last digit', async () => {
  await load('shanghai-budget.pdf');
  const before = facts('shanghai-budget');
  const [own = ''] = kept();
  const [first] = await again();
  expect(first?.changes).toMatchObject({ added: [], removed: [], changed: [], proofsGained: 0, proofsLost: 0 });
  expect(facts('shanghai-budget')).toEqual(before);
  // That they are used at all: with another document's pages in their place, the result is that document's.
  await load('final-accounts.pdf');
  copyFileSync(kept().find((path) => path !== own) ?? '', own);
  await again();
  expect(facts('shanghai-budget')).toEqual(facts('final-accounts'));
  rmSync(cache, { recursive: true });
  await again();
  expect(facts('shanghai-budget')).toEqual(before);
  expect(kept()).toHaveLength(2);
}, 120_000);

test('--cache-size 0 keeps nothing; a cache that cannot be made is no reason to fail', async () => {
  await load('shanghai-budget.pdf', 0);
  expect(readdirSync(folder)).not.toContain('cache');
  writeFileSync(cache, 'a file');
  await load('shanghai-budget.pdf');
  expect(facts('shanghai-budget').length).toBeGreaterThan(100);
}, 120_000);

test('several documents are read again at a time, and told in their order', async () => {
  for (let n = 0; n < 5; n += 1) writeFileSync(join(folder, `${n}.pdf`), `no report ${n}`);
  await load('*.pdf');
  const names = (await again()).map(({ document, how }) => `${document.file} ${how}`);
  expect(names).toEqual([
    ...[0, 1, 2, 3, 4].map((n) => `${n}.pdf failed`),
    'final-accounts.pdf read',
    'shanghai-budget.pdf read',
  ]);
}, 120_000);

test('a re-run that is interrupted stops, and leaves every document whole', async () => {
  await load('*.pdf');
  const before = [facts('final-accounts'), facts('shanghai-budget')];
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 300);
  rmSync(cache, { recursive: true });
  const outcomes = await again({ signal: abort.signal });
  expect(outcomes.filter(({ how }) => how === 'failed')).toEqual([]);
  expect(outcomes.length).toBeLessThan(2);
  expect([facts('final-accounts'), facts('shanghai-budget')]).toEqual(before);
}, 120_000);
