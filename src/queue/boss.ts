import { setTimeout } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { FoundFile } from '../batch/discover.ts';
import type { Outcome } from '../batch/import.ts';
import { queueSchema, serverAddress } from '../store/address.ts';
import { storeError } from '../store/errors.ts';
import { quoted } from '../store/postgres/engine.ts';

/** The queue of documents (任务队列) on the server that holds the database: pg-boss, in a schema of its own. */
export const QUEUE = 'document';
/** Documents that cannot be read, with the reason (死信). */
export const DEAD = 'dead';

/** What a worker is asked to do. Its key is the hash of the bytes, or the link. */
export interface QueuedDocument {
  readonly file: FoundFile;
  readonly force: boolean;
  /** When the import began that it is part of. */
  readonly began: string;
}

/** What a worker says of a document; its numbers are in the database. */
export type QueuedOutcome = Pick<Outcome, 'state' | 'sameAs' | 'failure' | 'seconds'> & {
  readonly sha256: string | null;
};

/**
 * A worker that says nothing for so long is dead, and its documents are given back: two missed signs of life. Looking
 * for them costs one query.
 */
const HEARTBEAT_SECONDS = 20;
const LOOK_SECONDS = 5;
/** Not the document's fault, mostly: machines that were switched off, a server that was restarted. */
const RETRIES = 8;
/** A day for the largest report on the slowest machine. */
const LONGEST_SECONDS = 86_400;
/** What was done is kept a week, for `yusuan status`. */
const KEPT_SECONDS = 7 * 86_400;
const NEVER_SECONDS = 10 * 365 * 86_400;

export interface Boss {
  readonly boss: PgBoss;
  /** Schema of the queue's tables, quoted. */
  readonly schema: string;
  /** Schema of the store's tables, quoted. */
  readonly tables: string;
}

export interface BossOptions {
  /** Whether it looks for dead workers and tidies up. */
  readonly supervise: boolean;
  readonly onError: (error: Error) => void;
  readonly heartbeatSeconds?: number;
}

/** A server that is being restarted is waited for so long. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 500;

/** Does what is asked of the server again as long as it cannot be reached. Only for what may be done twice. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const hungUp = error instanceof Error && error.message.startsWith('Connection terminated');
      if (Date.now() > until || !(hungUp || storeError(error).problem === 'unreachable')) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

/** Opens the queue of the database at `address`, and makes its tables when there are none. */
export function openBoss(address: string, options: BossOptions): Promise<Boss> {
  return patiently(() => open(address, options));
}

async function open(address: string, options: BossOptions): Promise<Boss> {
  const { PgBoss } = await import('pg-boss');
  const { connection, schema: tables } = serverAddress(address);
  const schema = queueSchema(tables);
  const { supervise } = options;
  const boss = new PgBoss({
    ...{ connectionString: connection, schema, application_name: 'yusuan-queue', supervise, schedule: false },
    ...{ superviseIntervalSeconds: LOOK_SECONDS, monitorIntervalSeconds: LOOK_SECONDS },
    ...{ registerInstance: supervise, instanceHeartbeatSeconds: LOOK_SECONDS, max: 4 },
  });
  boss.on('error', options.onError);
  try {
    await boss.start();
    await makeQueues(boss, options);
  } catch (error) {
    // Begun is begun: its timers and connections would keep the process alive.
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return { boss, schema: quoted(schema), tables: quoted(tables) };
}

async function makeQueues(boss: PgBoss, options: BossOptions): Promise<void> {
  const common = { retentionSeconds: NEVER_SECONDS, deleteAfterSeconds: KEPT_SECONDS };
  await boss.createQueue(DEAD, { ...common, policy: 'standard' });
  await boss.createQueue(QUEUE, {
    ...common,
    // Of one document one job at a time, waiting or under way.
    policy: 'exclusive',
    deadLetter: DEAD,
    retryLimit: RETRIES,
    retryDelay: 2,
    expireInSeconds: LONGEST_SECONDS,
    heartbeatSeconds: options.heartbeatSeconds ?? HEARTBEAT_SECONDS,
  });
}

/** Rows of the queue's tables; `pg` and pg-boss say nothing of their types. */
export async function rowsOf<Row>({ boss }: Boss, sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const { rows }: { rows: readonly Row[] } = await patiently(() => boss.getDb().executeSql(sql, [...values]));
  return rows;
}

/** The time of the server, by which jobs are marked: that of this machine may be another. */
export async function serverTime(queue: Boss): Promise<Date> {
  const [row] = await rowsOf<{ ms: string }>(queue, 'SELECT (extract(epoch FROM now()) * 1000)::text AS ms', []);
  return new Date(Number(row?.ms));
}
