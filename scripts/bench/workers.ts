import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { underWay } from '../../src/batch/import.ts';
import { type Answer, workerPool } from '../../src/batch/pool.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { familyCpu, inScratch, median, mixedSamples, verdict, writeCopies } from './support.ts';

const TARGET = 1.8;
const BLOCK = 100;
const WARM = 100;
const READ = { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] } as const;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
}

/**
 * Two warm workers, of which blocks of documents use one or both in turn, so that both ways meet the same load; either may
 * use every processor. Documents are read and written as an import does; of 2,000, the start of the workers is a hundredth.
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
      const about = { sha256, file: path, bytes: 1, reason: null, pipelineVersion: 'bench' };
      const write = (answer: Answer) => {
        if ('failure' in answer) throw new Error(answer.failure.detail);
        writer.write({ ...about, ...answer.document }, { replace: false, path, now: new Date() });
      };
      await pool.run({ path, sha256, options: READ }, () => undefined, write);
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
      for (const [at, workers] of WAYS.entries()) costs[at]?.push(await block(workers, BLOCK));
    }
    pool.stop();
    store.close();
    return report(costs);
  });
}

const WAYS = [1, 2];

function report(costs: readonly (readonly Cost[])[]): boolean {
  console.log(`workers  blocks of ${BLOCK} documents in turn, wall-clock and CPU seconds of each:`);
  for (const [at, workers] of WAYS.entries()) {
    const blocks = costs[at] ?? [];
    const shown = blocks.map(({ seconds, cpu }) => `${seconds.toFixed(1)}/${cpu.toFixed(1)}`).join(' ');
    const whole = blocks.reduce((sum, { seconds }) => sum + seconds, 0);
    console.log(`         with ${workers} at work: ${shown}; ${blocks.length * BLOCK} documents ${whole.toFixed(0)} s`);
  }
  // Block beside block: what else the machine does changes from round to round, hardly within one.
  const [one = [], two = []] = costs;
  const gain = median(one.map(({ seconds }, round) => seconds / (two[round]?.seconds ?? 0)));
  return verdict('two workers against one, median of the rounds', gain, { least: TARGET });
}
