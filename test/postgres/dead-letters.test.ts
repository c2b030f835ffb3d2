import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover } from '../../src/batch/discover.ts';
import { QUEUE, type QueuedDocument } from '../../src/queue/boss.ts';
import { enqueue } from '../../src/queue/enqueue.ts';
import { queueState } from '../../src/queue/status.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record } from '../store/sample-result.ts';
import { openQueue, options, type QueueSetup } from './with-queue.ts';

let folder: QueueSetup['folder'];
let store: QueueSetup['store'];
let queue: QueueSetup['queue'];
let close: QueueSetup['close'];
beforeEach(async () => {
  ({ folder, store, queue, close } = await openQueue());
});
afterEach(() => close());

/** Puts the file into the queue and lets it end among the dead letters; its hash as the queue knows it. */
async function kill(path: string): Promise<string> {
  const { files } = await discover([path]);
  const { waiting } = await enqueue(files, store, queue, { ...options(), force: true });
  const failure = { code: 'pdf-not-pdf', detail: '' };
  const output = { state: 'failed', sameAs: null, seconds: 1, sha256: null, failure };
  const settings = { perJobResults: true, pollingIntervalSeconds: 0.5 } as const;
  await new Promise<void>((resolve, reject) => {
    queue.boss
      .work<QueuedDocument, unknown, typeof settings>(QUEUE, settings, async (jobs) => {
        resolve();
        return jobs.map(({ id }) => ({ id, status: 'deadletter', output }) as const);
      })
      .catch(reject);
  });
  // Waits for what it has in hand.
  await queue.boss.offWork(QUEUE);
  return [...waiting.keys()][0] ?? '';
}

function imports(sha256: string, path: string, status: 'done' | 'failed', now = new Date()): void {
  documentWriter(store.db).write(record({ sha256, status }), { replace: true, path, now });
}

const OTHER = 'e'.repeat(64);

test('a dead letter is one no longer when its bytes, or what lies under its name now, were imported after all', async () => {
  const bad = join(folder, 'bad.pdf');
  const other = join(folder, 'other.pdf');
  writeFileSync(bad, 'no PDF');
  writeFileSync(other, 'no PDF either');
  const hash = await kill(bad);
  await kill(other);
  const dead = async () => {
    const { dead, failures } = await queueState(queue);
    expect(failures).toHaveLength(dead);
    return failures.map(({ path }) => path).toSorted();
  };
  expect(await dead()).toEqual([bad, other]);
  // Read before the letter was written (a worker that was to read it anew failed), and unreadable as before: nothing new.
  imports(hash, join(folder, 'copy.pdf'), 'done', new Date(Date.now() - 3_600_000));
  expect(await dead()).toEqual([bad, other]);
  imports(OTHER, other, 'failed');
  expect(await dead()).toEqual([bad, other]);
  imports(hash, join(folder, 'copy.pdf'), 'done');
  expect(await dead()).toEqual([other]);
  imports(OTHER, other, 'done');
  expect(await dead()).toEqual([]);
});

test('a document that is asked for again waits and is dead no longer; dead again it is one dead letter', async () => {
  const bad = join(folder, 'bad.pdf');
  writeFileSync(bad, 'no PDF');
  await kill(bad);
  expect(await queueState(queue)).toMatchObject({ dead: 1, waiting: 0 });
  const { files } = await discover([bad]);
  await enqueue(files, store, queue, options());
  expect(await queueState(queue)).toMatchObject({ dead: 0, waiting: 1, failures: [] });
  for (const { id } of await queue.boss.fetch(QUEUE)) await queue.boss.complete(QUEUE, id);
  await kill(bad);
  writeFileSync(bad, 'still no PDF');
  await kill(bad);
  expect(await queueState(queue)).toMatchObject({ dead: 1, failures: [{ path: bad, code: 'pdf-not-pdf' }] });
});
