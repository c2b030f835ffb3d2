import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { underWay } from '../../src/batch/import.ts';
import { workerPool } from '../../src/batch/pool.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write.ts';
import { childrenOf, familyCpu, inScratch, median, mixedSamples, verdict, writeCopies } from './support.ts';

const TARGET = 1.8;
const BLOCK = 100;
const WARM = 100;
const READ = { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] } as const;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
}

/**
 * Two warm workers, of which blocks of documents use one or both in turn, so that all ways meet the same load: one on one
 * core, one with every core for V8's own threads (which collect and compile beside it), two with every core. Documents are
 * read and written as an import does; of 2,000, the start of the workers is a hundredth.
 */
export async function benchWorkers(rounds: number): Promise<boolean> {
  return inScratch(async (folder) => {
    const count = WARM + WAYS.length * rounds * BLOCK;
    writeCopies(folder, mixedSamples(), count);
    const worker = new URL('../../src/batch/worker.ts', import.meta.url);
    const pool = workerPool({ worker, size: 2, timeoutMs: 120_000, memoryMb: 1536 });
    const store = openStore(join(folder, 'bench.sqlite'));
    const writer = documentWriter(store.db);
    let next = 0;
    const document = async () => {
      const path = join(folder, `${String(next++).padStart(5, '0')}.pdf`);
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      const answer = await pool.run({ path, sha256, options: READ }, () => undefined);
      if ('failure' in answer) throw new Error(answer.failure.detail);
      const about = { sha256, file: path, bytes: 1, reason: null, pipelineVersion: 'bench' };
      writer.write({ ...about, ...answer.document }, { replace: false, path, now: new Date() });
    };
    const block = async (workers: number, documents: number): Promise<Cost> => {
      const queue = new PQueue({ concurrency: underWay(workers) });
      const [started, before] = [performance.now(), familyCpu(process.pid)];
      await Promise.all(Array.from({ length: documents }, () => queue.add(document)));
      return { seconds: (performance.now() - started) / 1000, cpu: familyCpu(process.pid).cpu - before.cpu };
    };
    await block(2, WARM);
    const costs = WAYS.map((): Cost[] => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, { workers, cores }] of WAYS.entries()) {
        bind(cores);
        costs[at]?.push(await block(workers, BLOCK));
      }
    }
    pool.stop();
    store.close();
    return report(costs);
  });
}

const ALL = `0-${availableParallelism() - 1}`;
const WAYS = [
  { workers: 1, cores: '0', name: 'one worker on one core' },
  { workers: 1, cores: ALL, name: 'one worker with all cores' },
  { workers: 2, cores: ALL, name: 'two workers' },
] as const;

/** Lets this process and its workers, with all their threads, run on these cores only. */
function bind(cores: string): void {
  for (const pid of [process.pid, ...childrenOf(process.pid)]) {
    spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, `${pid}`]);
  }
}

function report(costs: readonly (readonly Cost[])[]): boolean {
  console.log(`workers  blocks of ${BLOCK} documents in turn, wall-clock and CPU seconds of each:`);
  for (const [at, { name }] of WAYS.entries()) {
    const shown = costs[at]?.map(({ seconds, cpu }) => `${seconds.toFixed(1)}/${cpu.toFixed(1)}`).join(' ');
    console.log(`         ${name}: ${shown}`);
  }
  // Block beside block: what else the machine does changes from round to round, hardly within one.
  const gain = (at: number) =>
    median((costs[at] ?? []).map(({ seconds }, n) => seconds / (costs[2]?.[n]?.seconds ?? 0)));
  console.log(`         two against one that may use all cores, median of the rounds: ${gain(1).toFixed(2)}`);
  return verdict('two on two cores against one on one, median of the rounds', gain(0), { least: TARGET });
}
