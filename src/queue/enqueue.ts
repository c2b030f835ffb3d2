import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FoundFile } from '../batch/discover.ts';
import { fileHasher } from '../batch/file-hash.ts';
import type { ImportEvent, Outcome } from '../batch/import.ts';
import type { Store } from '../store/open.ts';
import { type DocumentWriter, documentWriter, type Place } from '../store/write/write.ts';
import { type Boss, DEAD, patiently, QUEUE, type QueuedDocument, type QueuedOutcome, rowsOf } from './boss.ts';

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
  /** More files with the bytes (or the link) of one that waits, by its key: they get what it gets. */
  readonly twins: ReadonlyMap<string, readonly FoundFile[]>;
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
  const twins = new Map<string, FoundFile[]>();
  let made = 0;
  for (let at = 0; at < files.length && !options.signal.aborted; at += PORTION) {
    const portion = new Map<string, FoundFile>();
    const asked: Keyed[] = [];
    for (const given of files.slice(at, at + PORTION)) {
      const one = await keyed(given, hash);
      const { key, sha256, file } = one;
      asked.push(one);
      const known = sha256 === null || options.force ? null : keptOutcome(given, sha256, writer, options.now());
      if (known !== null) settled.push(known);
      else if (portion.has(key) || waiting.has(key)) {
        twins.set(key, [...(twins.get(key) ?? []), file]);
        // Who does not wait for the first one has no later moment to note the name.
        if (sha256 !== null) writer.seen(sha256, placeOf(file), options.now());
      } else portion.set(key, file);
    }
    await room(queue, options.signal);
    const again = await deadLetters(asked, queue);
    made += await send(portion, queue, options);
    for (const [key, file] of portion) waiting.set(key, file);
    if (again.length > 0) await patiently(() => queue.boss.deleteJob(DEAD, [...again]));
  }
  return { waiting, settled, twins, made };
}

interface Keyed {
  readonly key: string;
  readonly sha256: string | null;
  readonly file: FoundFile;
}

async function keyed(file: FoundFile, hash: ReturnType<typeof fileHasher>): Promise<Keyed> {
  if (file.link !== undefined) {
    return { key: `link ${createHash('sha256').update(file.link.url).digest('hex')}`, sha256: null, file };
  }
  const path = resolve(file.path);
  // A file that cannot be read here may be readable where the worker runs.
  const sha256 = await hash(path).catch(() => null);
  return { key: sha256 ?? `path ${path}`, sha256, file: { ...file, path } };
}

function placeOf({ path }: FoundFile): Place {
  return { file: basename(path), path: resolve(path) };
}

/** What becomes of bytes that the database has already; null when it has not, or could not read them. */
function keptOutcome(file: FoundFile, sha256: string, writer: DocumentWriter, now: Date): Outcome | null {
  const summary = writer.find(sha256);
  if (summary === null || summary.status === 'failed') return null;
  const name = basename(file.path);
  writer.seen(sha256, placeOf(file), now);
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

/**
 * Dead letters of documents that are asked for again: they wait now, or are in the database. Asked before the jobs are
 * made, so that a letter that one of them leaves stays.
 */
async function deadLetters(asked: readonly Keyed[], queue: Boss): Promise<readonly string[]> {
  const letters = await rowsOf<{ id: string }>(
    queue,
    `SELECT id FROM ${queue.schema}.job
     WHERE name = $1 AND (singleton_key = ANY($2) OR data #>> '{file,path}' = ANY($3))`,
    [DEAD, asked.map(({ key }) => key), asked.map(({ file }) => file.path)],
  );
  return letters.map(({ id }) => id);
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
  { waiting, twins }: Enqueued,
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
      const others = (twins.get(one.key) ?? []).map((twin) => twinOf(twin, outcome));
      for (const each of [outcome, ...others]) {
        outcomes.push(each);
        options.onEvent({ type: 'document', outcome: each, bytes: file.bytes });
      }
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

/** The same bytes under another name, as an import without a queue tells of them. */
function twinOf({ path, link }: FoundFile, first: Outcome): Outcome {
  const file = basename(path);
  const sameAs = first.file === file ? null : first.file;
  const state = first.failure === null ? 'kept' : 'failed';
  return { ...first, path, file, url: link?.url ?? null, sameAs, state, seconds: 0 };
}
