import { type ChildProcess, fork } from 'node:child_process';
import type { Failure, FromWorker, Job, ReadDocument } from './protocol.ts';
import { MEMORY_MARK } from './watchdog.ts';

export interface PoolOptions {
  /** The module a worker process runs: it calls `serve`. */
  readonly worker: URL;
  readonly size: number;
  /** A worker that shows no progress for this long is replaced. */
  readonly timeoutMs: number;
  /** A worker that uses more memory than this is replaced. */
  readonly memoryMb: number;
}

type Result = { readonly document: ReadDocument } | { readonly failure: Failure };

/** What became of a job, and how long a worker was at it. */
export type Answer = Result & { readonly seconds: number };

export type OnPage = (done: number, total: number) => void;

/** Long-lived worker processes (工作进程) that read one document each at a time. */
export interface Pool {
  /** Reads one document; waits for a free worker. Hangs, crashes and memory hunger become failures. */
  run(job: Job, onPage: OnPage): Promise<Answer>;
  /** Ends all workers at once; what they were reading is dropped. */
  stop(): void;
}

interface Slot {
  child: ChildProcess | null;
}

// The whole document may take this many times the limit without progress: many pages are fine, endless ones are not.
const TOTAL_FACTOR = 20;
// A worker that keeps more than this share of its memory after a document is retired before it becomes a problem.
const RETIRE_SHARE = 0.6;
const STDERR_KEPT = 4_000;
// A worker is for many documents, and where there is much to do every processor has one: threads that V8 starts to be
// quick only take from other workers, and what a worker keeps, each of them keeps.
const THRIFTY = [
  // Most of what a document needs is gone when it is done. In a large space for new objects it dies there; what V8 puts
  // among the old ones, because the like of it lived long, waits for a collection of the whole heap. At each of these V8
  // also throws away machine code, which it then makes anew.
  ...['--min-semi-space-size=32', '--max-semi-space-size=32', '--no-allocation-site-pretenuring'],
  // Left alone, V8 lets a heap grow fourfold before it collects all of it, and a worker keeps that for good.
  '--heap-growing-percent=50',
  // The worker makes its machine code itself, and two threads help it to collect, not four.
  ...['--no-concurrent-recompilation', '--v8-pool-size=2'],
];

// For the C library: what is large goes back to the system when it is freed, and threads share one stock of memory.
const FRUGAL = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

/** Starts no process until there is work for it. */
export function workerPool(options: PoolOptions): Pool {
  const idle: Slot[] = Array.from({ length: options.size }, () => ({ child: null }));
  const all = [...idle];
  const waiting: ((slot: Slot) => void)[] = [];
  let stopped = false;

  const acquire = (): Promise<Slot> => {
    const free = idle.pop();
    return free === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(free);
  };
  const release = (slot: Slot) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(slot);
    else next(slot);
  };
  return {
    async run(job, onPage) {
      const slot = await acquire();
      const started = performance.now();
      try {
        const result = stopped ? STOPPED : await runOn(slot, job, onPage, options);
        return { ...result, seconds: (performance.now() - started) / 1000 };
      } finally {
        release(slot);
      }
    },
    stop() {
      stopped = true;
      for (const slot of all) retire(slot);
    },
  };
}

const STOPPED: Result = { failure: { code: 'crashed', detail: 'stopped' } };

function retire(slot: Slot): void {
  slot.child?.kill('SIGKILL');
  slot.child = null;
}

function start(options: PoolOptions): ChildProcess {
  // The heap limit lets V8 collect in time; what it does not count is watched from a thread in the worker.
  const heap = Math.max(64, Math.floor(options.memoryMb * 0.75));
  const child = fork(options.worker, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heap}`, ...THRIFTY, '--disable-warning=ExperimentalWarning'],
    env: { ...FRUGAL, ...process.env, YUSUAN_WORKER_MEMORY_MB: String(options.memoryMb) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // An idle worker may be killed from outside; the next job finds that out and a new worker takes its place.
  child.on('error', () => undefined);
  return child;
}

/** Gives `job` to the slot's worker and waits for its answer, its death or the end of patience. */
function runOn(slot: Slot, job: Job, onPage: OnPage, options: PoolOptions): Promise<Result> {
  const fresh = slot.child === null;
  const child = slot.child ?? start(options);
  slot.child = child;
  return new Promise((resolve) => {
    let errors = '';
    let stall: NodeJS.Timeout | undefined;
    const settle = (result: Result, keep: boolean) => {
      clearTimeout(stall);
      clearTimeout(total);
      child.off('message', onMessage).off('close', onClose).off('error', onError);
      child.stderr?.off('data', onStderr);
      if (!keep) retire(slot);
      resolve(result);
    };
    const lose = (failure: Failure) => settle({ failure }, false);
    const hang = () => lose({ code: 'timeout', detail: `${options.timeoutMs / 1000} s` });
    const watch = () => {
      clearTimeout(stall);
      stall = setTimeout(hang, options.timeoutMs);
    };
    const ask = () => child.send({ type: 'read', job }, (error) => error && onError(error));
    const onError = (error: Error) => lose({ code: 'crashed', detail: error.message });
    const onClose = (code: number | null, signal: string | null) => lose(deathOf(code, signal, errors));
    const onStderr = (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-STDERR_KEPT);
    };
    const onMessage = (message: FromWorker) => {
      watch();
      if (message.type === 'ready') ask();
      else if (message.type === 'progress') onPage(message.done, message.total);
      else settle(resultOf(message), message.rss < options.memoryMb * RETIRE_SHARE * 1024 * 1024);
    };
    const total = setTimeout(hang, options.timeoutMs * TOTAL_FACTOR);
    child.on('message', onMessage).on('close', onClose).on('error', onError);
    child.stderr?.on('data', onStderr);
    watch();
    if (!fresh) ask();
  });
}

function resultOf(message: FromWorker & { readonly type: 'done' | 'failed' }): Result {
  return message.type === 'done' ? { document: message.document } : { failure: message.failure };
}

function deathOf(code: number | null, signal: string | null, errors: string): Failure {
  const outOfMemory = errors.includes(MEMORY_MARK) || /heap out of memory|allocation failed/i.test(errors);
  const detail = `exit ${code ?? signal}${errors === '' ? '' : `: ${errors.trim().slice(-500)}`}`;
  return { code: outOfMemory ? 'memory' : 'crashed', detail };
}
