import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { pagesTold } from '../engines/pdf/bytes/page-count.ts';
import type { DocumentResult } from '../model/document.ts';
import type { AddedName } from '../model/statement.ts';
import type { Publication } from '../store/publication.ts';
import { type PageSize, rowsOf } from '../store/write/rows.ts';
import type { Failure, FailureCode, FromParent, FromWorker, Job, ReadOptions } from './protocol.ts';
import { isTruncated } from './truncated.ts';
import { startWatchdog } from './watchdog.ts';

/** What a reader gives back for one document. */
export interface Reading {
  readonly result: DocumentResult;
  readonly pageSizes: readonly PageSize[];
  readonly stageVersions: Readonly<Record<string, string>>;
  /** Absent where nobody looked. */
  readonly publication?: Publication;
  /** Absent where the declarations added nothing. */
  readonly names?: readonly AddedName[];
}

/** Reads documents; lives as long as the worker, so engines stay warm. */
export interface Reader {
  read(
    file: { readonly bytes: Uint8Array; readonly name: string; readonly sha256: string },
    options: ReadOptions,
    onPage: (done: number, total: number) => void,
  ): Promise<Reading>;
  /** The code of an error the reader throws on purpose (a broken PDF); null for a bug. */
  problemOf(error: unknown): FailureCode | null;
}

// How often a person sees pages go by.
const PROGRESS_MS = 100;

/** Serves jobs of the parent, one at a time in the order they come, until the parent goes away. */
export function serve(reader: Reader): void {
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole process group; the parent decides what happens to the workers.
  process.on('SIGINT', () => undefined);
  startWatchdog(Number(process.env.YUSUAN_WORKER_MEMORY_MB ?? 0));
  let last: Promise<void> = Promise.resolve();
  // A worker is ended from outside, so the code it compiled is written down as soon as it has read a document.
  let kept = false;
  process.on('message', (message: FromParent) => {
    // Nothing is begun before the answer has left: what kills the worker then must not take it along.
    last = last.then(() => answer(reader, message.job)).then(send);
    if (!kept) last = last.then(flushCompileCache);
    kept = true;
  });
  void send({ type: 'ready' });
}

/** Resolves when the message has left this process; a parent that is gone ends it otherwise. */
function send(message: FromWorker): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

async function answer(reader: Reader, job: Job): Promise<FromWorker> {
  const bytes = await bytesOf(job);
  if (!(bytes instanceof Uint8Array)) return failed(bytes);
  try {
    let shown = 0;
    const onPage = (done: number, total: number) => {
      if (done < total && performance.now() < shown + PROGRESS_MS) return;
      shown = performance.now();
      void send({ type: 'progress', done, total });
    };
    const name = job.path.replace(/^.*[\\/]/, '');
    const { result, pageSizes, stageVersions, publication, names } = await reader.read(
      { bytes, name, sha256: job.sha256 },
      job.options,
      onPage,
    );
    const { identity, status, pages, pipeline } = result;
    const rows = rowsOf(result, pageSizes);
    const said = { ...(publication && { publication }), ...(names && { names }) };
    const document = { identity, status, pages, pipeline, stageVersions, rows, ...said };
    return { type: 'done', document, rss: process.memoryUsage.rss() };
  } catch (error) {
    const code = reader.problemOf(error);
    const detail =
      error instanceof Error ? (code === null ? (error.stack ?? error.message) : error.message) : `${error}`;
    return failed({ code: code ?? 'internal', detail, ...unread(bytes) });
  }
}

/** How many pages there are in a file that could not be read, where it tells. */
function unread(bytes: Uint8Array): Pick<Failure, 'pages'> {
  const pages = pagesTold(bytes);
  return pages === null ? {} : { pages };
}

function failed(failure: Failure): FromWorker {
  return { type: 'failed', failure, rss: process.memoryUsage.rss() };
}

async function bytesOf(job: Job): Promise<Uint8Array | Failure> {
  let buffer: Buffer;
  try {
    buffer = await readFile(job.path);
  } catch (error) {
    return { code: 'unreadable', detail: error instanceof Error ? error.message : `${error}` };
  }
  const sha256 = createHash('sha256').update(buffer).digest('hex');
  if (sha256 !== job.sha256) return { code: 'changed', detail: sha256 };
  if (isTruncated(buffer)) return { code: 'pdf-damaged', detail: 'breaks off after an inner %%EOF', ...unread(buffer) };
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
