import { type Boss, DEAD, QUEUE, type QueuedDocument, type QueuedOutcome, rowsOf } from './boss.ts';

/** How the queue and its workers are (运行情况). */
export interface QueueState {
  readonly waiting: number;
  readonly active: number;
  readonly retried: number;
  /** Within the last hour, and the last minute. */
  readonly doneLastHour: number;
  readonly doneLastMinute: number;
  readonly dead: number;
  readonly oldestWaitingSeconds: number | null;
  readonly workers: readonly WorkerState[];
  /** The last documents that could not be read, newest first. */
  readonly failures: readonly DeadLetter[];
}

export interface WorkerState {
  readonly host: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly active: number;
}

export interface DeadLetter {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
  readonly at: string;
}

interface Counts {
  readonly waiting: string;
  readonly active: string;
  readonly retried: string;
  readonly hour: string;
  readonly minute: string;
  readonly oldest: string | null;
}

const SHOWN = 20;

export async function queueState(queue: Boss): Promise<QueueState> {
  const { schema } = queue;
  const [counts] = await rowsOf<Counts>(
    queue,
    `SELECT count(*) FILTER (WHERE state = 'created') AS waiting, count(*) FILTER (WHERE state = 'active') AS active,
       count(*) FILTER (WHERE state = 'retry') AS retried,
       count(*) FILTER (WHERE state IN ('completed', 'failed') AND completed_on > now() - interval '1 hour') AS hour,
       count(*) FILTER (WHERE state IN ('completed', 'failed') AND completed_on > now() - interval '1 minute') AS minute,
       extract(epoch FROM now() - min(created_on) FILTER (WHERE state < 'active')) AS oldest
     FROM ${schema}.job WHERE name = $1`,
    [QUEUE],
  );
  const [dead] = await rowsOf<{ n: string }>(
    queue,
    `SELECT count(*) AS n FROM ${schema}.job j WHERE name = $1 AND ${unread(queue)}`,
    [DEAD],
  );
  const n = (value: string | undefined) => Number(value ?? 0);
  return {
    ...{ waiting: n(counts?.waiting), active: n(counts?.active), retried: n(counts?.retried) },
    ...{ doneLastHour: n(counts?.hour), doneLastMinute: n(counts?.minute), dead: n(dead?.n) },
    oldestWaitingSeconds: counts?.oldest === null || counts === undefined ? null : Math.round(Number(counts.oldest)),
    workers: await workers(queue),
    failures: await failures(queue),
  };
}

async function workers({ boss }: Boss): Promise<readonly WorkerState[]> {
  const all = await boss.getInstances();
  return all
    .filter(({ live, workers: working }) => live && working.length > 0)
    .map(({ host, pid, startedOn, heartbeatOn, workers: working }) => ({
      ...{ host, pid, startedAt: startedOn.toISOString(), seenAt: heartbeatOn.toISOString() },
      active: working.reduce((sum, one) => sum + one.active, 0),
    }));
}

/**
 * Whether the document of dead letter `j` is unread to this day: neither its bytes nor what lies under its name now was
 * imported since, with or without the queue.
 */
function unread({ tables }: Boss): string {
  return `NOT EXISTS (
      SELECT 1 FROM ${tables}.document d
      WHERE d.sha256 = j.singleton_key AND d.status <> 'failed' AND d.imported_at::timestamptz >= j.created_on
    ) AND NOT EXISTS (
      SELECT 1 FROM ${tables}.seen_path s JOIN ${tables}.document d ON d.sha256 = s.sha256
      WHERE s.path = j.data #>> '{file,path}' AND d.status <> 'failed'
        AND greatest(s.seen_at, d.imported_at)::timestamptz >= j.created_on
    )`;
}

interface Letter {
  readonly data: QueuedDocument;
  readonly reason: Partial<QueuedOutcome> | null;
  readonly at: Date;
}

async function failures(queue: Boss): Promise<readonly DeadLetter[]> {
  const letters = await rowsOf<Letter>(
    queue,
    `SELECT data, source_output AS reason, created_on AS at FROM ${queue.schema}.job j
     WHERE name = $1 AND ${unread(queue)} ORDER BY created_on DESC LIMIT ${SHOWN}`,
    [DEAD],
  );
  return letters.map(({ data, reason, at }) => ({
    ...{ path: data.file.link?.url ?? data.file.path, code: reason?.failure?.code ?? 'crashed' },
    ...{ detail: reason?.failure?.detail ?? JSON.stringify(reason), at: at.toISOString() },
  }));
}
