import type { Job } from './protocol.ts';
import { type Result, type Task, type WorkerOptions, WorkerPlace } from './worker-process.ts';

export interface PoolOptions extends WorkerOptions {
  readonly size: number;
}

/** What became of a job, and how long a worker was at it. */
export type Answer = Result & { readonly seconds: number };

export type OnPage = (done: number, total: number) => void;

/** Long-lived worker processes that read one document each at a time. */
export interface Pool {
  /**
   * Reads one document; waits for a free worker. Hangs, crashes and memory hunger become failures. `take` makes of the
   * answer what is wanted, at once: a document that a promise held would still lie there when the next ones have come,
   * and V8 would put each of them among the objects that live long.
   */
  run<T>(job: Job, onPage: OnPage, take: (answer: Answer) => T): Promise<T>;
  /** Ends all workers at once; what they were reading is dropped. */
  stop(): void;
}

const STOPPED: Result = { failure: { code: 'crashed', detail: 'stopped' } };

/** Starts no process until there is work for it. */
export function workerPool({ size, ...options }: PoolOptions): Pool {
  const waiting: Task[] = [];
  let stopped = false;
  // A worker that is finishing a document gets the next one: it need not wait until this process is done with the first.
  const assign = () => {
    while (!stopped && waiting.length > 0) {
      const place = places.find((one) => one.room === 'now') ?? places.find((one) => one.room === 'next');
      const task = place === undefined ? undefined : waiting.shift();
      if (place === undefined || task === undefined) return;
      place.give(task);
    }
  };
  const owner = { onRoom: assign, onReturn: (tasks: readonly Task[]) => void waiting.unshift(...tasks) };
  const places = Array.from({ length: size }, () => new WorkerPlace(options, owner));
  return {
    run(job, onPage, take) {
      let started = performance.now();
      return new Promise((resolve, reject) => {
        const onBegin = () => {
          started = performance.now();
        };
        const onResult = (result: Result) => {
          try {
            resolve(take({ ...result, seconds: (performance.now() - started) / 1000 }));
          } catch (error) {
            reject(error);
          }
        };
        if (stopped) return onResult(STOPPED);
        waiting.push({ job, onPage, onBegin, onResult });
        assign();
      });
    },
    stop() {
      stopped = true;
      for (const place of places) place.end(STOPPED);
      for (const task of waiting.splice(0)) task.onResult(STOPPED);
    },
  };
}
