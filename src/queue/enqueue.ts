import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FoundFile } from '../batch/discover.ts';
import { fileHasher } from '../batch/file-hash.ts';
import type { ImportEvent, Outcome } from '../batch/import.ts';
import type { Store } from '../store/open.ts';
import { type DocumentWriter, documentWriter } from '../store/write/write.ts';
import { type Boss, patiently, QUEUE, type QueuedDocument, type QueuedOutcome, rowsOf } from './boss.ts';

export interface EnqueueOptions {
  readonly force: boolean;
  /** Higher goes first. */
  readonly priority: number;
  /** Documents of one import share it. */
  readonly began: Date;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Files that became jobs, and those that need none. */
export interface Enqueued {
  /** By key, in the order given; a key is the hash of the bytes, or names the link. */
  readonly waiting: ReadonlyMap<string, FoundFile>;
  readonly settled: readonly Outcome[];
  /** Jobs that this call made: the others were there already. */
  readonly made: number;
}

/** Jobs sent at a time. */
const PORTION = 1_000;
/** More than so many jobs wait for nobody's good: who enqueues waits with the next ones (背压). */
const MOST_WAITING = 200_000;
const PAUSE_MS = 2_000;

/** Puts documents into the queue. What is there already, or in the database, is left alone. */
export async function enqueue(
  files: readonly FoundFile[],
  store: Store,
  queue: Boss,
  options: EnqueueOptions,
): Promise<Enqueued> {
  const hash = fileHasher();
  const writer = documentWriter(store.db);
  const waiting = new Map<string, FoundFile>();
  const settled: Outcome[] = [];
  let made = 0;
  for (let at = 0; at < files.length && !options.signal.aborted; at += PORTION) {
    const portion = new Map<string, FoundFile>();
    for (const file of files.slice(at, at + PORTION)) {
      if (file.link !== undefined) {
        portion.set(`link ${createHash('sha256').update(file.link.url).digest('hex')}`, file);
        continue;
      }
      const path = resolve(file.path);
      const sha256 = await hash(path).catch(() => null);
      const known = sha256 === null || options.force ? null : keptOutcome(file, sha256, writer, options.now());
      if (known !== null) settled.push(known);
      // A file that cannot be read here may be readable where the worker runs.
      else portion.set(sha256 ?? `path ${path}`, { ...file, path });
    }
    await room(queue, options.signal);
    made += await send(portion, queue, options);
    for (const [key, file] of portion) waiting.set(key, file);
  }
  return { waiting, settled, made };
}

/** What becomes of bytes that the database has already; null when it has not, or could not read them. */
function keptOutcome(file: FoundFile, sha256: string, writer: DocumentWriter, now: Date): Outcome | null {
  const summary = writer.find(sha256);
  if (summary === null || summary.status === 'failed') return null;
  const name = basename(file.path);
  writer.seen(sha256, { file: name, path: resolve(file.path) }, now);
  const place = { path: file.path, file: name, url: null, seconds: 0 };
  return { ...place, state: 'kept', sameAs: summary.file === name ? null : summary.file, failure: null, summary };
}

async function send(portion: ReadonlyMap<string, FoundFile>, { boss }: Boss, options: EnqueueOptions): Promise<number> {
  const { force, priority } = options;
  const began = options.began.toISOString();
  const jobs = [...portion].map(([singletonKey, file]) => {
    return { data: { file, force, began } satisfies QueuedDocument, singletonKey, priority };
  });
  return jobs.length === 0 ? 0 : ((await patiently(() => boss.insert(QUEUE, jobs, { returnId: true })))?.length ?? 0);
}

async function room(queue: Boss, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [row] = await rowsOf<{ n: string }>(
      queue,
      `SELECT count(*) AS n FROM ${queue.schema}.job WHERE name = $1 AND state < 'active'`,
      [QUEUE],
    );
    if (Number(row?.n ?? 0) < MOST_WAITING) return;
    await setTimeout(PAUSE_MS, null, { signal }).catch(() => null);
  }
}

interface Ended {
  readonly key: string;
  readonly state: string;
  readonly output: Partial<QueuedOutcome> | null;
}

const LOOK_MS = 1_000;

/** Waits until workers are done with every document that waits, and tells of each as it comes. */
export async function watch(
  { waiting }: Enqueued,
  store: Store,
  queue: Boss,
  options: Pick<EnqueueOptions, 'signal'> & { readonly since: Date; readonly onEvent: (event: ImportEvent) => void },
): Promise<readonly Outcome[]> {
  const open = new Map(waiting);
  const outcomes: Outcome[] = [];
  const writer = documentWriter(store.db);
  while (open.size > 0 && !options.signal.aborted) {
    const ended = await rowsOf<Ended>(
      queue,
      `SELECT singleton_key AS key, state::text, output FROM ${queue.schema}.job
       WHERE name = $1 AND state IN ('completed', 'failed') AND completed_on >= $2 AND singleton_key = ANY($3)
       ORDER BY completed_on`,
      [QUEUE, options.since, [...open.keys()]],
    );
    for (const one of ended) {
      const file = open.get(one.key);
      if (file === undefined) continue;
      open.delete(one.key);
      const outcome = outcomeOf(file, one, writer);
      outcomes.push(outcome);
      options.onEvent({ type: 'document', outcome, bytes: file.bytes });
    }
    if (open.size > 0) await setTimeout(LOOK_MS, null, { signal: options.signal }).catch(() => null);
  }
  return outcomes;
}

function outcomeOf(file: FoundFile, { key, state, output }: Ended, writer: DocumentWriter): Outcome {
  const place = { path: file.path, file: basename(file.path), url: file.link?.url ?? null };
  const summary = writer.find(output?.sha256 ?? key);
  const failure =
    output?.failure ?? (state === 'failed' ? ({ code: 'crashed', detail: JSON.stringify(output) } as const) : null);
  const { sameAs = null, seconds = 0 } = output ?? {};
  return {
    ...place,
    sameAs,
    seconds,
    failure,
    summary: failure === null ? summary : null,
    state: output?.state ?? 'failed',
  };
}
