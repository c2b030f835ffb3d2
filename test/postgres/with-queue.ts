import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Boss, openBoss } from '../../src/queue/boss.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { serverDatabase } from '../support/any-database.ts';

/** A folder for files, a PostgreSQL database and the queue in it, which nobody works on yet. */
export interface QueueSetup {
  readonly folder: string;
  readonly store: Store;
  readonly queue: Boss;
  readonly close: () => Promise<void>;
}

export async function openQueue(): Promise<QueueSetup> {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-queue-'));
  const address = serverDatabase();
  const store = openStore(address);
  const queue = await openBoss(address, { supervise: false, onError: () => undefined });
  const close = async () => {
    await queue.boss.stop({ graceful: false });
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, store, queue, close };
}

/** How files are enqueued where a test does not say otherwise. */
export const options = () => ({
  ...{ force: false, priority: 0, began: new Date(), signal: new AbortController().signal, now: () => new Date() },
});
