import { join } from 'node:path';
import { loadConclude } from '../../src/batch/conclude.ts';
import { discover } from '../../src/batch/discover.ts';
import { importFiles } from '../../src/batch/import.ts';
import { rerun } from '../../src/batch/rerun.ts';
import { decide } from '../../src/store/decide.ts';
import { storedDocuments } from '../../src/store/documents.ts';
import { anchorReader } from '../../src/store/evidence.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { familyCpu, inScratch, median, mixedSamples, verdict, writeCopies } from './support.ts';

const TARGET = { growth: 1.05, memory: 1.1, again: 0.01 };
const HUNDRED = 100;
const JOBS = 2;

/** The state of the import after a hundred documents more. */
interface Mark {
  readonly cpu: number;
  readonly own: number;
  readonly yardstick: number;
  readonly rss: number;
  readonly heap: number;
}

const MB = 1024 * 1024;

/** A fixed piece of work whose CPU time tells how much a busy machine slows everything down at the moment. */
function yardstick(): number {
  const before = process.cpuUsage();
  const words = Array.from({ length: 4000 }, (_, n) => `${(n * 7919) % 4001}.${n}`);
  let text = '';
  for (let times = 0; times < 4; times += 1)
    text = JSON.stringify([...words].sort()).replace(/\d+/g, (one) => `${one.length}`);
  const { user, system } = process.cpuUsage(before);
  return text.length > 0 ? (user + system) / 1e6 : 0;
}

const options = (cacheDir: string) => ({
  ...{ jobs: JOBS, force: false, timeoutMs: 120_000, memoryMb: 1536, version: 'bench' },
  read: { ocr: 'never', ocrDpi: null, cacheDir, pipelines: [] } as const,
  worker: new URL('../../src/batch/worker.ts', import.meta.url),
  conclude: () => loadConclude([]),
  signal: new AbortController().signal,
  now: () => new Date(),
});

/** An import of many documents: whether a document costs the same at the end, and what the parent process keeps. */
export async function benchBulk(count: number): Promise<boolean> {
  return inScratch(async (folder) => {
    writeCopies(folder, mixedSamples(), count);
    const store = openStore(join(folder, 'bench.sqlite'));
    const { files } = await discover([folder]);
    const marks: Mark[] = [mark(0)];
    let done = 0;
    let measured = 0;
    const before = familyCpu();
    const started = performance.now();
    await importFiles(files, store, options(join(folder, 'cache')), (event) => {
      if (event.type !== 'document') return;
      if (event.outcome.state !== 'added') throw new Error(`${event.outcome.file} was not imported`);
      done += 1;
      if (done % 5 === 0) measured += yardstick();
      if (done % HUNDRED === 0) marks.push(mark(measured));
    });
    const after = familyCpu();
    const whole = after.own + after.children - before.own - before.children - measured;
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `bulk     ${count} documents, ${JOBS} workers: ${seconds.toFixed(0)} s, ${whole.toFixed(0)} CPU seconds (all in CPU time; ` +
        'each hundred beside a yardstick measured in between, since others may use the machine)',
    );
    const good = [flat(marks), memory(marks), await again(store, whole, options(join(folder, 'cache')))];
    store.close();
    return good.every(Boolean);
  });
}

function mark(measured: number): Mark {
  globalThis.gc?.();
  const { own, children } = familyCpu();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    cpu: own + children - measured,
    own: own - measured,
    yardstick: measured,
    rss: rss / MB,
    heap: heapUsed / MB,
  };
}

function flat(marks: readonly Mark[]): boolean {
  const hundreds = marks.slice(1).map((now, at) => {
    const then = marks[at] ?? now;
    const cost = now.cpu - then.cpu;
    return { cost, own: now.own - then.own, adjusted: cost / (now.yardstick - then.yardstick) };
  });
  const [first, second, last] = [hundreds[0], hundreds[1], hundreds.at(-1)];
  if (first === undefined || second === undefined || last === undefined) throw new Error('at least 200 documents');
  const ms = (seconds: number) => `${(seconds * 10).toFixed(1)}`;
  console.log(
    `         CPU ms per document: first hundred ${ms(first.cost)} (with the start of the workers), second ` +
      `${ms(second.cost)}, last ${ms(last.cost)}; of it in the parent ${ms(first.own)}, ${ms(second.own)}, ${ms(last.own)}`,
  );
  const raw = last.cost / Math.min(first.cost, second.cost);
  console.log(`         last hundred against the cheaper of the first two, as measured: ${raw.toFixed(2)}`);
  const growth = last.adjusted / Math.min(first.adjusted, second.adjusted);
  return verdict('the same by the yardstick', growth, { most: TARGET.growth });
}

function memory(marks: readonly Mark[]): boolean {
  const early = marks[Math.max(1, Math.floor(marks.length / 5))];
  const late = marks.at(-1);
  if (early === undefined || late === undefined) return false;
  const documents = (marks.length - 1 - marks.indexOf(early)) * HUNDRED;
  const perDocument = ((late.heap - early.heap) * 1024) / documents;
  console.log(
    `         parent: ${early.rss.toFixed(0)} MB after ${marks.indexOf(early) * HUNDRED} documents, ${late.rss.toFixed(0)} MB ` +
      `at the end, peak ${Math.max(...marks.map(({ rss }) => rss)).toFixed(0)} MB; live heap ${early.heap.toFixed(1)} → ` +
      `${late.heap.toFixed(1)} MB, ${perDocument.toFixed(1)} KB per document (the outcomes told at the end)`,
  );
  return verdict('memory of the parent, end against a fifth of the way', late.rss / early.rss, { most: TARGET.memory });
}

/** What one corrected value costs: the correction itself, and a re-run over all documents. */
async function again(store: Store, whole: number, base: ReturnType<typeof options>): Promise<boolean> {
  const conclude = await loadConclude([]);
  const costs: number[] = [];
  for (const document of storedDocuments(store.db).slice(0, 5)) {
    const before = familyCpu();
    const anchor = anchorReader(store.db).amount(document.sha256, { statement: 0, amount: 0 });
    if (anchor === null) throw new Error('no amount to correct');
    const by = { reviewer: 'bench', reason: '', at: new Date().toISOString() };
    decide(
      store.db,
      document.sha256,
      { ...by, kind: 'value', anchor, oldValue: null, newValue: 100n, target: null },
      {
        ...{ conclude, now: new Date() },
      },
    );
    const run = { ...base, conclude, from: 'stale', dryRun: false } as const;
    for await (const { how } of rerun(store.db, storedDocuments(store.db), run)) {
      if (how !== 'current') throw new Error(`${document.file}: ${how}`);
    }
    const after = familyCpu();
    costs.push(after.own + after.children - before.own - before.children);
  }
  const cost = median(costs);
  console.log(
    `         one value corrected and everything run again: ${cost.toFixed(2)} CPU seconds, median of ${costs.length}`,
  );
  return verdict('share of the import, %', (cost / whole) * 100, { most: TARGET.again * 100 });
}
