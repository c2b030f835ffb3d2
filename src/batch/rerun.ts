import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database } from '../store/port.ts';
import type { StoredDocument } from '../store/read/documents.ts';
import { compareFacts, type FactChanges, factSnapshot } from '../store/write/changes.ts';
import { type Conclude, reconcileStored } from '../store/write/reconcile-stored.ts';
import { type DocumentWriter, documentWriter } from '../store/write/write.ts';
import { tidyCache } from './cache.ts';
import { decisionKeeper, type KeepDecisions } from './conclude.ts';
import { type Answer, workerPool } from './pool.ts';
import type { Failure, ReadOptions } from './protocol.ts';
import { type StageVersions, stageVersions, staleness } from './versions.ts';

/** Where a re-run starts: where something is stale, at reconciliation, or at the bytes, stale or not. */
export type RerunFrom = 'stale' | 'reconcile' | 'read';

export interface RerunOptions {
  readonly from: RerunFrom;
  /** Compute everything, write nothing. */
  readonly dryRun: boolean;
  /** How many documents are read at a time. */
  readonly jobs: number;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly read: ReadOptions;
  readonly worker: URL;
  readonly version: string;
  readonly conclude: Conclude;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** What became of one document. `no-file`: it must be read again, but its bytes are nowhere to be found. */
export interface RerunOutcome {
  readonly document: StoredDocument;
  readonly how: 'current' | 'reconciled' | 'read' | 'no-file' | 'failed';
  readonly changes: FactChanges | null;
  readonly failure: Failure | null;
}

/** Documents begun before the one that is waited for is done, for each that is read at a time. */
const AHEAD = 2;

/**
 * Recomputes what is stale of the given documents, each in one transaction. Several are read at a time; outcomes come
 * in the order of the documents.
 */
export async function* rerun(
  db: Database,
  documents: readonly StoredDocument[],
  options: RerunOptions,
): AsyncGenerator<RerunOutcome> {
  const { worker, jobs, timeoutMs, memoryMb, signal } = options;
  const versions = stageVersions(options.read.pipelines);
  const pool = workerPool({ worker, size: jobs, timeoutMs, memoryMb });
  const stop = () => pool.stop();
  signal.addEventListener('abort', stop, { once: true });
  const writer = documentWriter(db);
  const keepDecisions = decisionKeeper(db, options.conclude);
  const run: Run = { db, versions, pool, writer, keepDecisions, options };
  const begun: Promise<RerunOutcome | null>[] = [];
  try {
    for (const document of documents) {
      const outcome = again(document, run);
      // Its turn may come after another one's failure, and then never.
      outcome.catch(() => undefined);
      begun.push(outcome);
      const next = begun.length > jobs * AHEAD ? await begun.shift() : null;
      if (signal.aborted) break;
      if (next) yield next;
    }
    for (const outcome of begun) {
      const next = await outcome;
      if (next !== null) yield next;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    pool.stop();
    await tidyCache(options.read);
  }
}

interface Run {
  readonly db: Database;
  readonly versions: StageVersions;
  readonly pool: ReturnType<typeof workerPool>;
  readonly writer: DocumentWriter;
  readonly keepDecisions: KeepDecisions;
  readonly options: RerunOptions;
}

/** One document; null when an interruption came first: then nothing of it was written. */
async function again(document: StoredDocument, run: Run): Promise<RerunOutcome | null> {
  // Ctrl-C is heard between documents, even when nothing has to be waited for.
  await new Promise((resolve) => setImmediate(resolve));
  if (run.options.signal.aborted) return null;
  const step = stepFor(document, run.versions, run.options.from);
  if (step === 'current') return { document, how: 'current', changes: null, failure: null };
  return step === 'conclusion' ? concludeAgain(document, run) : readAgain(document, run);
}

function stepFor(document: StoredDocument, now: StageVersions, from: RerunFrom): ReturnType<typeof staleness> {
  const found = document.status === 'failed' ? 'reading' : staleness(document.stageVersions, now);
  if (from === 'read' || found === 'reading') return 'reading';
  return from === 'reconcile' ? 'conclusion' : found;
}

function concludeAgain(document: StoredDocument, { db, versions, options }: Run): RerunOutcome {
  const changes = inTransaction(db, document.sha256, options.dryRun, () => {
    reconcileStored(db, document.sha256, options.conclude, options.now());
    db.prepare('UPDATE document SET stage_versions = ? WHERE sha256 = ?').run(
      JSON.stringify(versions),
      document.sha256,
    );
  });
  return { document, how: 'reconciled', changes, failure: null };
}

async function readAgain(document: StoredDocument, run: Run): Promise<RerunOutcome | null> {
  const { pool, options } = run;
  const path = await whereabouts(document);
  if (path === null) return { document, how: 'no-file', changes: null, failure: null };
  const job = { path, sha256: document.sha256, options: options.read };
  return pool.run(
    job,
    () => undefined,
    (answer) => replace(document, path, answer, run),
  );
}

/** Writes what was read in place of what is stored. */
function replace(document: StoredDocument, path: string, answer: Answer, run: Run): RerunOutcome | null {
  const { db, writer, keepDecisions, options } = run;
  if (options.signal.aborted) return null;
  if ('failure' in answer) return { document, how: 'failed', changes: null, failure: answer.failure };
  const { file, sha256 } = document;
  const bytes = Number(db.prepare('SELECT bytes FROM document WHERE sha256 = ?').pluck().get(sha256));
  const record = { ...answer.document, sha256, file, bytes, reason: null, pipelineVersion: options.version };
  // A re-run is no import.
  const now = new Date(document.importedAt);
  const changes = inTransaction(db, sha256, options.dryRun, () => {
    writer.write(record, {
      ...{ replace: true, path, now },
      afterwards: () => keepDecisions(sha256, options.now()),
    });
  });
  return { document, how: 'read', changes, failure: null };
}

/** A path under which the very bytes are still found. */
async function whereabouts({ sha256, paths }: StoredDocument): Promise<string | null> {
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256) return path;
  }
  return null;
}

/** Does `work`, says what it changed, and undoes it again when it was only a rehearsal. */
function inTransaction(db: Database, sha256: string, dryRun: boolean, work: () => void): FactChanges {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.lock(sha256);
    const before = factSnapshot(db, sha256);
    work();
    const changes = compareFacts(before, factSnapshot(db, sha256));
    db.exec(dryRun ? 'ROLLBACK' : 'COMMIT');
    return changes;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
