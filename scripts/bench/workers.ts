import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { workerPool } from '../../src/batch/pool.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write.ts';
import { familyCpu, inScratch, median, mixedSamples, verdict, writeCopies } from './support.ts';

const TARGET = 1.8;
const BLOCK = 40;
const WARM = 100;
const READ = { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] } as const;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
}

/**
 * Two warm workers, of which blocks of documents use one or both in turn, so that both ways meet the same load. Documents
 * are read and written as an import does; of 2,000, the start of the workers is a hundredth.
 */
export async function benchWorkers(rounds: number): Promise<boolean> {
  return inScratch(async (folder) => {
    const blocks = 4 * rounds;
    const count = WARM + blocks * BLOCK;
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
      const queue = new PQueue({ concurrency: workers });
      const [started, before] = [performance.now(), familyCpu(process.pid)];
      await Promise.all(Array.from({ length: documents }, () => queue.add(document)));
      return { seconds: (performance.now() - started) / 1000, cpu: familyCpu(process.pid).cpu - before.cpu };
    };
    await block(2, WARM);
    const [one, two]: [Cost[], Cost[]] = [[], []];
    for (let n = 0; n < blocks; n += 1) (n % 2 === 0 ? one : two).push(await block(n % 2 === 0 ? 1 : 2, BLOCK));
    pool.stop();
    store.close();
    return report(one, two);
  });
}

function report(one: readonly Cost[], two: readonly Cost[]): boolean {
  const show = (costs: readonly Cost[]) => costs.map(({ seconds }) => seconds.toFixed(1)).join(' ');
  const fastest = (costs: readonly Cost[]) => Math.min(...costs.map(({ seconds }) => seconds));
  const cpu = (costs: readonly Cost[]) => median(costs.map((cost) => cost.cpu));
  console.log(`workers  blocks of ${BLOCK} documents in turn; one worker ${show(one)} s, two workers ${show(two)} s`);
  console.log(
    `         CPU seconds of a block, median: ${cpu(one).toFixed(2)} and ${cpu(two).toFixed(2)}; ` +
      `on two free cores at most ${((2 * cpu(one)) / cpu(two)).toFixed(2)} times as fast`,
  );
  const pairs = one.map(({ seconds }, n) => seconds / (two[n]?.seconds ?? seconds));
  console.log(`         median of neighbouring blocks: ${median(pairs).toFixed(2)} times as fast`);
  return verdict('two workers against one, fastest block of each', fastest(one) / fastest(two), { least: TARGET });
}
