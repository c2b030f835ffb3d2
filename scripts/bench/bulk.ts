import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { loadConclude } from '../../src/batch/conclude.ts';
import { rerun } from '../../src/batch/rerun.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { storedDocuments } from '../../src/store/read/documents.ts';
import { anchorReader } from '../../src/store/read/evidence.ts';
import { decide } from '../../src/store/write/decide.ts';
import { familyCpu, inScratch, median, mixedSamples, privateMemory, ROOT, verdict, writeCopies } from './support.ts';

const TARGET = { growth: 1.05, memory: 1.1, again: 0.01 };
const HUNDRED = 100;
/** Documents more than are measured: while the workers are being ended, nothing can be said of them. */
const SPARE = 10;
const JOBS = 2;

const RERUN = {
  ...{ jobs: JOBS, timeoutMs: 120_000, memoryMb: 1536, version: 'bench', dryRun: false },
  from: 'stale',
  read: { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] },
  worker: new URL('../../src/batch/worker.ts', import.meta.url),
  signal: new AbortController().signal,
} as const;

/** The state of the import after a hundred documents more. */
interface Mark {
  /** CPU seconds of all its processes, and of the parent alone. */
  readonly cpu: number;
  readonly own: number;
  /** CPU seconds of the yardstick since the state before, the median. */
  readonly yardstick: number;
  readonly memoryMb: number;
}

// The yardstick itself is slower until it is compiled.
const PRACTICE = 50;

/** A fixed piece of work whose CPU time tells how much a busy machine slows everything down at the moment. */
function yardstick(): number {
  const before = process.cpuUsage();
  const words = Array.from({ length: 4000 }, (_, n) => `${(n * 7919) % 4001}.${n}`);
  let text = '';
  for (let times = 0; times < 4; times += 1) {
    text = JSON.stringify([...words].sort()).replace(/\d+/g, (one) => `${one.length}`);
  }
  const { user, system } = process.cpuUsage(before);
  return text.length > 0 ? (user + system) / 1e6 : 0;
}

/** An import of many documents: whether a document costs the same at the end, and what the parent process keeps. */
export async function benchBulk(count: number): Promise<boolean> {
  return inScratch(async (folder) => {
    writeCopies(folder, mixedSamples(), count + SPARE);
    const db = join(folder, 'bench.sqlite');
    const started = performance.now();
    const marks = await watchedImport(folder, db, count);
    const seconds = (performance.now() - started) / 1000;
    const whole = marks.at(-1)?.cpu ?? 0;
    console.log(
      `bulk     ${count} documents, ${JOBS} workers: ${seconds.toFixed(0)} s, ${whole.toFixed(0)} CPU seconds; what follows ` +
        'is CPU time, each hundred beside a yardstick measured in between, since others may use the machine',
    );
    const store = openStore(db);
    const good = [flat(marks), memory(marks), await again(store, whole)];
    store.close();
    return good.every(Boolean);
  });
}

/** Imports as a person does, and looks at the processes from outside after every hundred documents. */
async function watchedImport(folder: string, db: string, count: number): Promise<readonly Mark[]> {
  for (let times = 0; times < PRACTICE; times += 1) yardstick();
  const args = ['import', join(folder, '*.pdf'), '--db', db, '--jobs', `${JOBS}`, '--cache-dir', join(folder, 'cache')];
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'yusuan.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid = 0 } = child;
  const marks: Mark[] = [];
  let done = 0;
  let measured: number[] = [];
  const mark = () => {
    marks.push({ ...familyCpu(pid), yardstick: median(measured), memoryMb: privateMemory(pid) });
    measured = [];
  };
  for await (const line of createInterface({ input: child.stderr })) {
    if (!line.startsWith('[')) continue;
    done += 1;
    if (done % 5 === 0) measured.push(yardstick());
    if (done === 1 || (done <= count && done % HUNDRED === 0)) mark();
  }
  if (done !== count + SPARE) throw new Error(`${done} of ${count + SPARE} documents were imported`);
  return marks;
}

function flat(marks: readonly Mark[]): boolean {
  const hundreds = marks.slice(1).map((now, at) => {
    const then = marks[at] ?? now;
    const cost = now.cpu - then.cpu;
    return { cost, own: now.own - then.own, adjusted: cost / now.yardstick };
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
  const early = marks[1];
  const late = marks.at(-1);
  if (early === undefined || late === undefined) return false;
  const peak = Math.max(...marks.map((one) => one.memoryMb));
  console.log(
    `         memory of the parent's own: ${early.memoryMb.toFixed(1)} MB after ${HUNDRED} documents, ` +
      `${late.memoryMb.toFixed(1)} MB at the end, peak ${peak.toFixed(1)} MB`,
  );
  return verdict('end against the first hundred', late.memoryMb / early.memoryMb, { most: TARGET.memory });
}

/** What one corrected value costs: the correction itself, and a re-run over all documents. */
async function again(store: Store, whole: number): Promise<boolean> {
  const conclude = await loadConclude([]);
  const costs: number[] = [];
  for (const document of storedDocuments(store.db).slice(0, 5)) {
    const before = familyCpu(process.pid);
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
    const run = { ...RERUN, conclude, now: () => new Date() };
    for await (const { how } of rerun(store.db, storedDocuments(store.db), run)) {
      if (how !== 'current') throw new Error(`${document.file}: ${how}`);
    }
    costs.push(familyCpu(process.pid).cpu - before.cpu);
  }
  const cost = median(costs);
  console.log(
    `         one value corrected and everything run again: ${cost.toFixed(2)} CPU seconds, median of ${costs.length}`,
  );
  return verdict('share of the import, %', (cost / whole) * 100, { most: TARGET.again * 100 });
}
