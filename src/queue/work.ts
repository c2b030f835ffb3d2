import type { JobWithMetadata } from 'pg-boss';
import type { Importer, Outcome } from '../batch/import.ts';
import type { Failure, FailureCode } from '../batch/protocol.ts';
import { type Boss, QUEUE, type QueuedDocument, type QueuedOutcome } from './boss.ts';

export interface WorkOptions {
  /** How many documents are read at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: Outcome, attempt: number) => void;
  /** The document goes back into the queue. */
  readonly onGivenBack: (path: string, why: Failure | Error) => void;
}

/** What is wrong with this machine or with its place, not with the document: another worker may do better. */
const OF_THIS_MACHINE: ReadonlySet<FailureCode> = new Set([
  'store',
  'link-unkept',
  's3-no-client',
  's3-no-credentials',
]);

const LOOK_SECONDS = 0.5;
/** Documents under way when the worker is told to stop are finished, or given back after so long. */
const LAST_MS = 60_000;

/**
 * Takes documents from the queue until told to stop. What cannot be read ends among the dead letters with its reason;
 * what failed through this machine or for an unknown reason, and what a worker had in hand when it died, goes back.
 */
export async function work({ boss }: Boss, importer: Importer, options: WorkOptions): Promise<void> {
  const handle = async (job: JobWithMetadata<QueuedDocument>) => {
    const { file, force, began } = job.data;
    try {
      const outcome = await importer.importOne(file, force, new Date(began));
      if (outcome === null) throw new Error('stopped');
      const { state, sameAs, failure, seconds, summary } = outcome;
      const output: QueuedOutcome = { state, sameAs, failure, seconds, sha256: summary?.sha256 ?? null };
      if (failure !== null && OF_THIS_MACHINE.has(failure.code)) {
        options.onGivenBack(file.path, failure);
        return { id: job.id, status: 'failed', output } as const;
      }
      options.onOutcome(outcome, job.retryCount);
      return { id: job.id, status: failure === null ? 'completed' : 'deadletter', output } as const;
    } catch (error) {
      const why = error instanceof Error ? error : new Error(String(error));
      options.onGivenBack(file.path, why);
      // Not thrown: that would give back the other document of the batch, too, done or not.
      return { id: job.id, status: 'failed', output: { message: why.message } } as const;
    }
  };
  await boss.work<QueuedDocument, unknown, Settings>(QUEUE, settings(options.jobs), async (jobs) => {
    return Promise.all(jobs.map(handle));
  });
  await new Promise<void>((resolve) => {
    if (options.signal.aborted) resolve();
    options.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await boss.stop({ graceful: true, timeout: LAST_MS });
}

interface Settings {
  readonly localConcurrency: number;
  readonly batchSize: number;
  readonly burstWhenBatchFull: true;
  readonly pollingIntervalSeconds: number;
  readonly includeMetadata: true;
  readonly perJobResults: true;
}

/**
 * Two documents for each that is read: the next waits where the first is being finished, and while there are two, the
 * queue is asked again at once.
 */
const AHEAD = 2;

function settings(localConcurrency: number): Settings {
  return {
    ...{ localConcurrency, batchSize: AHEAD, burstWhenBatchFull: true, pollingIntervalSeconds: LOOK_SECONDS },
    ...{ includeMetadata: true, perJobResults: true },
  };
}
