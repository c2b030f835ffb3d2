import { basename, resolve } from 'node:path';
import PQueue from 'p-queue';
import type { Fetcher } from '../fetch/fetcher.ts';
import { type StoreError, type StoreProblem, storeError } from '../store/errors.ts';
import type { Store } from '../store/open.ts';
import type { Conclude } from '../store/write/reconcile-stored.ts';
import { type DocumentRecord, type DocumentSummary, documentWriter, type Written } from '../store/write/write.ts';
import { type Arrival, arrivals, fetchOne } from './arrivals.ts';
import { tidyCache } from './cache.ts';
import { decisionKeeper, hasDecisions, type KeepDecisions } from './conclude.ts';
import type { FoundFile } from './discover.ts';
import { fileHasher } from './file-hash.ts';
import { type Answer, type Pool, workerPool } from './pool.ts';
import type { Failure, FailureCode, ReadOptions } from './protocol.ts';
import { unreadDocument } from './unread-document.ts';

export interface ImportOptions {
  readonly jobs: number;
  readonly force: boolean;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly read: ReadOptions;
  /** The module that worker processes run. */
  readonly worker: URL;
  /** The end of the pipeline, for documents on which reviewers have decided; loaded only when there may be some. */
  readonly conclude: () => Promise<Conclude>;
  /** What fetches links; none where there are none. */
  readonly fetcher?: Fetcher | null;
  /** The program's version, recorded with every document. */
  readonly version: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** What became of one file. */
export interface Outcome {
  readonly path: string;
  /** The link that it was fetched from. */
  readonly url: string | null;
  readonly file: string;
  readonly state: Written | 'failed';
  /** The name under which the same bytes were imported before, when it differs. */
  readonly sameAs: string | null;
  readonly failure: Failure | null;
  readonly summary: DocumentSummary | null;
  /** How long a worker was at it. */
  readonly seconds: number;
}

export type ImportEvent =
  | { readonly type: 'page'; readonly path: string; readonly done: number; readonly total: number }
  | { readonly type: 'fetched'; readonly path: string; readonly url: string; readonly bytes: number }
  | { readonly type: 'retry'; readonly path: string; readonly failure: Failure }
  | { readonly type: 'document'; readonly outcome: Outcome; readonly bytes: number };

export interface ImportResult {
  /** In the order of the files; files that an interruption left out are missing. */
  readonly outcomes: readonly Outcome[];
  readonly interrupted: boolean;
  /** The database failed: what was written before stays, the rest was not tried. */
  readonly storeFailure: StoreError | null;
}

const RETRIED: ReadonlySet<FailureCode> = new Set(['timeout', 'memory', 'crashed']);
// Nothing is known of the bytes that were hashed, so nothing is recorded for them.
const UNRECORDED: ReadonlySet<FailureCode> = new Set(['unreadable', 'changed']);
const FATAL: ReadonlySet<StoreProblem> = new Set([
  ...(['locked', 'full', 'unwritable', 'damaged', 'foreign', 'missing'] as const),
  ...(['unreachable', 'refused', 'no-database', 'not-granted', 'server-read-only'] as const),
]);
const LOCK_ATTEMPTS = 2;

interface Run {
  readonly options: ImportOptions;
  readonly pool: Pool;
  readonly hash: ReturnType<typeof fileHasher>;
  readonly store: ReturnType<typeof documentWriter>;
  readonly keepDecisions: KeepDecisions;
  readonly onEvent: (event: ImportEvent) => void;
  /** Outcomes of this run by hash, so that equal bytes are read once. */
  readonly byHash: Map<string, Promise<Outcome | null>>;
  readonly stop: AbortController;
  /** Of all documents of this import alike: which of them a worker finished last says nothing. */
  readonly began: Date;
}

/** Imports files: read by worker processes, written by this one, one transaction per document. */
export async function importFiles(
  files: readonly FoundFile[],
  store: Store,
  options: ImportOptions,
  onEvent: (event: ImportEvent) => void,
): Promise<ImportResult> {
  // An import writes its pages and does not come back to them: what is above the leaves of all tables has room in 8 MB.
  store.db.file?.pragma('cache_size = -8000');
  // Only a forced import rewrites documents that someone may be reviewing at this very moment.
  const run = await openRun(store, options, options.force || hasDecisions(store.db), onEvent);
  const { pool, stop } = run;
  const halt = () => {
    stop.abort();
    pool.stop();
  };
  options.signal.addEventListener('abort', halt, { once: true });
  const outcomes = new Array<Outcome | null>(files.length).fill(null);
  let storeFailure: StoreError | null = null;
  const queue = new PQueue({ concurrency: underWay(options.jobs) });
  let wake = () => {};
  for await (const arrival of arrivals(files, options.fetcher ?? null, stop.signal)) {
    const { index } = arrival;
    // Not `queue.onSizeLessThan`: what it leaves behind each time lies in memory until the whole heap is collected.
    while (queue.size > options.jobs) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (stop.signal.aborted || options.signal.aborted) break;
    const prepared = await prepare(arrival, run);
    void queue.add(async () => {
      try {
        outcomes[index] = await finish(arrival.file, prepared, run);
      } catch (error) {
        storeFailure ??= storeError(error);
        halt();
      } finally {
        wake();
      }
    });
  }
  await queue.onIdle();
  options.signal.removeEventListener('abort', halt);
  pool.stop();
  await tidyCache(options.read);
  const done = outcomes.filter((outcome) => outcome !== null);
  return { outcomes: done, interrupted: options.signal.aborted, storeFailure };
}

async function openRun(
  store: Store,
  options: ImportOptions,
  mayConclude: boolean,
  onEvent: Run['onEvent'],
): Promise<Run> {
  const { jobs: size, worker, timeoutMs, memoryMb } = options;
  return {
    options,
    pool: workerPool({ worker, size, timeoutMs, memoryMb }),
    hash: fileHasher(),
    store: documentWriter(store.db),
    keepDecisions: decisionKeeper(store.db, mayConclude ? await options.conclude() : null),
    onEvent,
    byHash: new Map(),
    stop: new AbortController(),
    began: options.now(),
  };
}

/** Imports one document after the other as they are asked for (逐份导入), for as long as it is open. */
export interface Importer {
  /** Null when the importer was closed meanwhile. Throws when the database failed: nothing is known of the document then. */
  importOne(file: FoundFile, force: boolean, began: Date): Promise<Outcome | null>;
  close(): Promise<void>;
}

export async function openImporter(
  store: Store,
  options: ImportOptions,
  onEvent: (event: ImportEvent) => void,
): Promise<Importer> {
  const run = await openRun(store, options, true, onEvent);
  return {
    importOne: async (file, force, began) => {
      const fetcher = file.link === undefined ? null : (options.fetcher ?? null);
      const fetched = fetcher === null ? null : await fetchOne(0, file, fetcher, run.stop.signal);
      const arrival = fetched ?? { index: 0, file, failure: null };
      // A hasher has one buffer; here several documents are under way at a time.
      const prepared = await prepare(arrival, { ...run, hash: fileHasher() });
      try {
        return await finish(arrival.file, prepared, { ...run, began, options: { ...options, force } });
      } finally {
        // The database knows it now, or failed: then it is tried anew.
        if ('sha256' in prepared) run.byHash.delete(prepared.sha256);
      }
    },
    close: async () => {
      run.stop.abort();
      run.pool.stop();
      await tidyCache(options.read);
    },
  };
}

/**
 * How many documents are under way at a time. With several workers two for each: the next waits where the first is being
 * finished, so that no worker idles while a document is written. A single worker was asked for to leave the machine to others.
 */
export function underWay(jobs: number): number {
  return jobs === 1 ? 1 : jobs * 2;
}

type Prepared = { readonly failure: Failure } | { readonly sha256: string; readonly first: boolean };

/** Hashes the file, in the order in which files arrive: the first of several files with the same bytes is the one that is read. */
async function prepare({ file, failure }: Arrival, run: Run): Promise<Prepared> {
  if (failure !== null) return { failure };
  if (file.link !== undefined) {
    run.onEvent({ type: 'fetched', path: file.path, url: file.link.url, bytes: file.bytes });
  }
  try {
    const sha256 = file.sha256 ?? (await run.hash(file.path));
    const first = !run.byHash.has(sha256);
    if (first) run.byHash.set(sha256, Promise.resolve(null));
    return { sha256, first };
  } catch (error) {
    return { failure: { code: 'unreadable', detail: error instanceof Error ? error.message : `${error}` } };
  }
}

async function finish(file: FoundFile, prepared: Prepared, run: Run): Promise<Outcome | null> {
  if (run.stop.signal.aborted) return null;
  const outcome = await settle(file, prepared, run);
  if (outcome !== null) run.onEvent({ type: 'document', outcome, bytes: file.bytes });
  return outcome;
}

async function settle(file: FoundFile, prepared: Prepared, run: Run): Promise<Outcome | null> {
  if ('failure' in prepared) return outcomeOf(file, 'failed', { failure: prepared.failure });
  const { sha256 } = prepared;
  if (!prepared.first) return repeated(file, sha256, await run.byHash.get(sha256), run);
  const known = run.store.find(sha256);
  if (known !== null && known.status !== 'failed' && !run.options.force) return repeated(file, sha256, null, run);
  const reading = readAndWrite(file, sha256, run);
  run.byHash.set(sha256, reading);
  return await reading;
}

/** The same bytes as a document imported before, in this run (`twin`) or an earlier one. */
function repeated(file: FoundFile, sha256: string, twin: Outcome | null | undefined, run: Run): Outcome | null {
  if (run.stop.signal.aborted) return null;
  const name = basename(file.path);
  if (twin?.failure) return outcomeOf(file, 'failed', { failure: twin.failure, sameAs: twin.file });
  withPatience(() => run.store.seen(sha256, { file: name, path: resolve(file.path) }, run.options.now()));
  const summary = run.store.find(sha256);
  const sameAs = summary !== null && summary.file !== name ? summary.file : null;
  return outcomeOf(file, 'kept', { summary, sameAs });
}

async function readAndWrite(file: FoundFile, sha256: string, run: Run): Promise<Outcome | null> {
  const job = { path: resolve(file.path), sha256, options: run.options.read };
  let pages = 0;
  const onPage = (done: number, total: number) => {
    pages = total;
    run.onEvent({ type: 'page', path: file.path, done, total });
  };
  const first = await run.pool.run(job, onPage, (answer) =>
    isRetried(answer) && !run.stop.signal.aborted ? answer : write(file, sha256, answer, run),
  );
  if (first === null || 'state' in first) return first;
  run.onEvent({ type: 'retry', path: file.path, failure: first.failure });
  return run.pool.run(job, onPage, (second) => {
    const answer = { ...second, seconds: first.seconds + second.seconds };
    return write(
      file,
      sha256,
      'failure' in answer ? { ...answer, failure: { pages, ...answer.failure } } : answer,
      run,
    );
  });
}

function isRetried(answer: Answer): answer is Extract<Answer, { failure: Failure }> {
  return 'failure' in answer && RETRIED.has(answer.failure.code);
}

/** Writes what was read, or that nothing could be; null after an interruption. */
function write(file: FoundFile, sha256: string, answer: Answer, run: Run): Outcome | null {
  if (run.stop.signal.aborted) return null;
  if ('failure' in answer && UNRECORDED.has(answer.failure.code)) return outcomeOf(file, 'failed', answer);
  const record = recordOf(file, sha256, answer, run.options.version);
  const { force: replace, now } = run.options;
  try {
    const path = resolve(file.path);
    const afterwards = () => run.keepDecisions(sha256, now());
    const state = withPatience(() =>
      run.store.write(record, { replace, path, now: now(), began: run.began, afterwards }),
    );
    if ('failure' in answer) return outcomeOf(file, 'failed', answer);
    return outcomeOf(file, state, { summary: run.store.find(sha256), seconds: answer.seconds });
  } catch (error) {
    const trouble = storeError(error);
    if (FATAL.has(trouble.problem)) throw trouble;
    const failure: Failure = { code: 'store', detail: trouble.message };
    return outcomeOf(file, 'failed', { failure, seconds: answer.seconds });
  }
}

/** Another import may hold the database longer than SQLite waits by itself. */
function withPatience<T>(write: () => T): T {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return write();
    } catch (error) {
      if (storeError(error).problem !== 'locked' || attempt === LOCK_ATTEMPTS) throw error;
    }
  }
}

function recordOf(file: FoundFile, sha256: string, answer: Answer, version: string): DocumentRecord {
  const place = { sha256, file: basename(file.path), bytes: file.bytes, pipelineVersion: version };
  if ('document' in answer) return { ...place, reason: null, ...answer.document };
  return {
    ...place,
    identity: { documentType: null, fiscalYear: null, department: null },
    status: 'failed',
    reason: answer.failure.code,
    ...unreadDocument(answer.failure),
    pipeline: null,
    stageVersions: {},
  };
}

function outcomeOf(
  file: FoundFile,
  state: Outcome['state'],
  more: Partial<Pick<Outcome, 'failure' | 'summary' | 'sameAs' | 'seconds'>>,
): Outcome {
  const place = { path: file.path, file: basename(file.path), url: file.link?.url ?? null };
  return { ...place, state, sameAs: null, failure: null, summary: null, seconds: 0, ...more };
}
