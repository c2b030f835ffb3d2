import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { discover } from '../../src/batch/discover.ts';
import { openBoss, QUEUE, rowsOf } from '../../src/queue/boss.ts';
import { enqueue } from '../../src/queue/enqueue.ts';
import { openStore } from '../../src/store/open.ts';
import { start } from '../../test/postgres/killing.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { inScratch, median, mixedSamples, verdict, writeCopies } from './support.ts';

const TARGET = 1.8;
/** A worker takes two at a time: what is left over at the end of a block must be small beside it. */
const BLOCK = 60;
const WAYS = [1, 2];

/**
 * Two `yusuan worker` on one PostgreSQL, all on this machine: blocks of documents are enqueued for one of them (the other
 * is stopped meanwhile, with nothing in hand) and for both in turn. Seconds are the server's, from the first document
 * taken to the last one done.
 */
export async function benchQueue(rounds: number): Promise<boolean> {
  return inScratch(async (folder) => {
    const warm = BLOCK / 3;
    writeCopies(folder, mixedSamples(), warm + WAYS.length * rounds * BLOCK);
    const { files } = await discover([folder]);
    const server = await startPostgres();
    const db = `${server.url}?schema=bench`;
    const store = openStore(db);
    const queue = await openBoss(db, { supervise: false, onError: () => undefined });
    const log = join(folder, 'worker.log');
    const flags = ['--jobs', '1', '--cache-size', '0', '--ocr', 'never', '--log', log];
    const workers = WAYS.map(() => start(['worker', '--db', db, ...flags]));
    const options = { force: false, priority: 0, signal: new AbortController().signal, now: () => new Date() };
    let next = 0;
    const block = async (documents: number): Promise<number> => {
      const portion = files.slice(next, next + documents);
      next += documents;
      const { waiting } = await enqueue(portion, store, queue, { ...options, began: new Date() });
      for (;;) {
        const [row] = await rowsOf<{ open: string; failed: string; seconds: string }>(
          queue,
          `SELECT count(*) FILTER (WHERE state <> 'completed') AS open, count(*) FILTER (WHERE state = 'failed') AS failed,
             extract(epoch FROM max(completed_on) - min(started_on)) AS seconds
           FROM ${queue.schema}.job WHERE name = $1 AND singleton_key = ANY($2)`,
          [QUEUE, [...waiting.keys()]],
        );
        if (Number(row?.failed) > 0) throw new Error('a document could not be read');
        if (Number(row?.open) === 0) return Number(row?.seconds);
        await setTimeout(250);
      }
    };
    await block(warm);
    const seconds = WAYS.map((): number[] => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, count] of WAYS.entries()) {
        workers[1]?.child.kill(count === 1 ? 'SIGSTOP' : 'SIGCONT');
        seconds[at]?.push(await block(BLOCK));
      }
    }
    for (const { child } of workers) child.kill('SIGTERM');
    await Promise.all(workers.map(({ ended }) => ended));
    await queue.boss.stop({ graceful: false });
    store.close();
    await server.stop();
    return report(seconds);
  });
}

function report(seconds: readonly (readonly number[])[]): boolean {
  for (const [at, workers] of WAYS.entries()) {
    const blocks = (seconds[at] ?? []).map((one) => one.toFixed(1)).join(' ');
    console.log(`queue    ${workers} of two workers, blocks of ${BLOCK} documents: ${blocks} s`);
  }
  const [one = [], two = []] = seconds;
  const gain = median(one.map((alone, round) => alone / (two[round] ?? 0)));
  return verdict('two workers on PostgreSQL against one, median of the rounds', gain, { least: TARGET });
}
