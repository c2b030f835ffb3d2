import { setImmediate as nextTurn } from 'node:timers/promises';

const BATCH = 2_000;

/**
 * Rows in batches, with a breath between them: reading and writing are synchronous, and Ctrl-C must be heard.
 * @throws the signal's reason when it is aborted.
 */
export async function* batches<T>(rows: Iterable<T>, signal?: AbortSignal): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
    await nextTurn();
    signal?.throwIfAborted();
  }
  if (batch.length > 0) yield batch;
}
