import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { Failure, FromWorker, Job, ReadDocument } from './protocol.ts';
import { MEMORY_MARK } from './watchdog.ts';

export interface WorkerOptions {
  /** The module a worker process runs: it calls `serve`. */
  readonly worker: URL;
  /** A worker that shows no progress for this long is replaced. */
  readonly timeoutMs: number;
  /** A worker that uses more memory than this is replaced. */
  readonly memoryMb: number;
}

export type Result = { readonly document: ReadDocument } | { readonly failure: Failure };

/** A job on its way. */
export interface Task {
  readonly job: Job;
  readonly onPage: (done: number, total: number) => void;
  /** Its worker is at it from now on, or at it again. */
  readonly onBegin: () => void;
  readonly onResult: (result: Result) => void;
}

/** `now`: it has nothing to do; `next`: it is finishing a document and can be told the next one; `none` otherwise. */
export type Room = 'now' | 'next' | 'none';

export interface Owner {
  /** There may be room now. */
  readonly onRoom: () => void;
  /** The worker was lost before it began with these. */
  readonly onReturn: (tasks: readonly Task[]) => void;
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
  // Left alone, V8 lets a heap grow fourfold before it collects all of it, and a worker keeps that for good. Growing by half
  // only, it marks what lives twice as often as when it doubles: 7 % of all work, for 60 MB.
  '--heap-growing-percent=100',
  // The worker makes its machine code and moves its objects by itself: threads that share such work spend more on it
  // together, and wait for each other. A single one marks and sweeps beside it. Without that one, marking either drags on
  // over several documents and keeps what dies meanwhile, or is done at once and throws away far more machine code.
  ...['--no-concurrent-recompilation', '--v8-pool-size=1', '--no-parallel-scavenge'],
  ...['--no-parallel-compaction', '--no-parallel-pointer-update', '--no-parallel-weak-ref-clearing'],
  // Over a hundred reports, much of the machine code that V8 makes best is never run as often as making it costs: it is made
  // for what runs five times as often as V8 asks for, the like of loops over pixels.
  '--invocation-count-for-turbofan=15000',
];

// For the C library: what is large goes back to the system when it is freed, and threads share one stock of memory.
const FRUGAL = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

/** A place for a worker process (工作进程): one at a time, started when there is a task, replaced when it is lost. */
export class WorkerPlace {
  readonly #options: WorkerOptions;
  readonly #owner: Owner;
  /** The first is being read; another one waits for it in the worker. */
  readonly #tasks: Task[] = [];
  #child: ChildProcess | null = null;
  #ready = false;
  #finishing = false;
  #errors = '';
  #stall: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;

  constructor(options: WorkerOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
  }

  get room(): Room {
    if (this.#tasks.length === 0) return 'now';
    return this.#tasks.length === 1 && this.#finishing ? 'next' : 'none';
  }

  give(task: Task): void {
    this.#tasks.push(task);
    this.#child ??= this.#start();
    if (this.#ready) this.#ask(task);
    if (this.#tasks.length === 1) this.#begin();
  }

  /** Ends the process at once; its tasks get `result`. */
  end(result: Result): void {
    this.#retire();
    for (const task of this.#tasks.splice(0)) task.onResult(result);
  }

  #start(): ChildProcess {
    const child = launch(this.#options);
    // What a worker says after it was given up, and how it died then, is of no concern any more.
    const ours = () => child === this.#child;
    child.on('message', (message: FromWorker) => ours() && this.#hear(message));
    child.on('error', (error) => ours() && this.#lose({ code: 'crashed', detail: error.message }));
    child.on('close', (code, signal) => ours() && this.#lose(deathOf(code, signal, this.#errors)));
    child.stderr?.on('data', (chunk: Buffer) => {
      if (ours()) this.#errors = (this.#errors + chunk.toString()).slice(-STDERR_KEPT);
    });
    return child;
  }

  #ask({ job }: Task): void {
    const child = this.#child;
    child?.send({ type: 'read', job }, (error) => {
      if (error !== null && child === this.#child) this.#lose({ code: 'crashed', detail: error.message });
    });
  }

  #hear(message: FromWorker): void {
    if (message.type === 'ready') {
      this.#ready = true;
      for (const task of this.#tasks) this.#ask(task);
    } else if (message.type === 'progress') {
      this.#watch();
      this.#tasks[0]?.onPage(message.done, message.total);
      this.#finishing = message.done === message.total;
      if (this.#finishing) this.#owner.onRoom();
    } else {
      if (message.rss >= this.#options.memoryMb * RETIRE_SHARE * 1024 * 1024) this.#retire();
      this.#settle(message.type === 'done' ? { document: message.document } : { failure: message.failure });
    }
  }

  #begin(): void {
    this.#errors = '';
    this.#total = setTimeout(() => this.#hang(), this.#options.timeoutMs * TOTAL_FACTOR);
    this.#watch();
    this.#tasks[0]?.onBegin();
  }

  #watch(): void {
    clearTimeout(this.#stall);
    this.#stall = setTimeout(() => this.#hang(), this.#options.timeoutMs);
  }

  #hang(): void {
    this.#lose({ code: 'timeout', detail: `${this.#options.timeoutMs / 1000} s` });
  }

  #lose(failure: Failure): void {
    this.#retire();
    this.#settle({ failure });
  }

  /** The task at hand is over; the worker, when there is still one, goes on with the next. */
  #settle(result: Result): void {
    this.#pause();
    const task = this.#tasks.shift();
    if (this.#child === null) this.#owner.onReturn(this.#tasks.splice(0));
    else if (this.#tasks.length > 0) this.#begin();
    // The answer last: whoever takes it may be long at work with it.
    this.#owner.onRoom();
    task?.onResult(result);
  }

  #pause(): void {
    clearTimeout(this.#stall);
    clearTimeout(this.#total);
    this.#finishing = false;
  }

  #retire(): void {
    this.#pause();
    this.#child?.kill('SIGKILL');
    this.#child = null;
    this.#ready = false;
  }
}

function launch(options: WorkerOptions): ChildProcess {
  // The heap limit lets V8 collect in time; what it does not count is watched from a thread in the worker.
  const heap = Math.max(64, Math.floor(options.memoryMb * 0.75));
  const compiled = getCompileCacheDir();
  const kept = compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled };
  return fork(options.worker, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heap}`, ...THRIFTY, '--disable-warning=ExperimentalWarning'],
    env: { ...FRUGAL, ...kept, ...process.env, YUSUAN_WORKER_MEMORY_MB: String(options.memoryMb) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function deathOf(code: number | null, signal: string | null, errors: string): Failure {
  const outOfMemory = errors.includes(MEMORY_MARK) || /heap out of memory|allocation failed/i.test(errors);
  const detail = `exit ${code ?? signal}${errors === '' ? '' : `: ${errors.trim().slice(-500)}`}`;
  return { code: outOfMemory ? 'memory' : 'crashed', detail };
}
