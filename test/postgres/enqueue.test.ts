import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover } from '../../src/batch/discover.ts';
import { QUEUE } from '../../src/queue/boss.ts';
import { enqueue, watch } from '../../src/queue/enqueue.ts';
import { openQueue, options, type QueueSetup } from './with-queue.ts';

let folder: QueueSetup['folder'];
let store: QueueSetup['store'];
let queue: QueueSetup['queue'];
let close: QueueSetup['close'];
beforeEach(async () => {
  ({ folder, store, queue, close } = await openQueue());
});
afterEach(() => close());

/** Does what a worker does with the jobs that wait. */
async function settleAll(failure: { code: 'pdf-damaged'; detail: string } | null): Promise<void> {
  const jobs = await queue.boss.fetch(QUEUE, { batchSize: 10 });
  const output = { state: failure === null ? 'added' : 'failed', sameAs: null, failure, seconds: 2, sha256: null };
  for (const { id } of jobs) await queue.boss.complete(QUEUE, id, output);
}

test.each([
  ['as the first one’s copy', null, 'kept'],
  ['with the first one’s failure', { code: 'pdf-damaged', detail: '' } as const, 'failed'],
])('of files with the same bytes one is read, and each is told of: %s', async (_, failure, state) => {
  for (const name of ['a', 'b']) mkdirSync(join(folder, name));
  const [first, second] = [join(folder, 'a', '预算.pdf'), join(folder, 'b', '副本.pdf')];
  for (const path of [first, second]) writeFileSync(path, 'the same bytes');
  writeFileSync(join(folder, 'b', '另一份.pdf'), 'other bytes');
  const { files } = await discover([folder]);
  const enqueued = await enqueue(files, store, queue, options());
  expect({ made: enqueued.made, waiting: enqueued.waiting.size }).toEqual({ made: 2, waiting: 2 });
  const names = store.db.prepare('SELECT file, (SELECT count(*) FROM seen_path) AS paths FROM document_name').all();
  expect(names).toEqual([{ file: '副本.pdf', paths: 1 }]);
  await settleAll(failure);
  const told: string[] = [];
  const outcomes = await watch(enqueued, store, queue, {
    signal: new AbortController().signal,
    since: new Date(Date.now() - 60_000),
    onEvent: (event) => event.type === 'document' && told.push(event.outcome.file),
  });
  expect(told.toSorted()).toEqual(['另一份.pdf', '副本.pdf', '预算.pdf'].toSorted());
  expect(outcomes.find(({ file }) => file === '副本.pdf')).toMatchObject({
    ...{ path: second, state, sameAs: '预算.pdf', seconds: 0 },
    failure,
  });
});
