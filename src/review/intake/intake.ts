import { createHash } from 'node:crypto';
import type { PathProblem } from '../../batch/discover.ts';
import type { ImportEvent, ImportResult } from '../../batch/import.ts';
import { type Messages, pathTrouble } from '../../messages/index.ts';
import { storeSentence } from '../../store/sentence.ts';
import type { IntakeFile, IntakeView } from '../api.ts';
import type { Received } from './upload.ts';

/** How files and links are read: handed in by whoever starts the page, so that it reads as `yusuan import` does. */
export type ImportRun = (
  paths: readonly string[],
  onEvent: (event: ImportEvent) => void,
  signal: AbortSignal,
) => Promise<{ readonly result: ImportResult; readonly problems: readonly PathProblem[] }>;

/** Documents that are being taken in (导入): dropped on the page, or behind links. */
export interface Intake {
  readonly add: (files: readonly Received[]) => void;
  readonly cancel: () => void;
  /** Forgets what is finished. */
  readonly clear: () => void;
  readonly view: () => IntakeView;
  readonly listen: (on: (view: IntakeView) => void) => () => void;
  /** Stops reading; resolves when nothing is written any more. */
  readonly close: () => Promise<void>;
}

type Words = Pick<Messages, 'failure' | 'pathProblem' | 'storeProblem'>;
/** Where a file lies on this machine is nobody's business who looks at the page. */
type Entry = { -readonly [K in keyof Omit<IntakeFile, 'key'>]: IntakeFile[K] } & { readonly path: string };

/** Told so often while pages are read: every page of many documents is more than anybody sees. */
const TELL_MS = 150;

/** Reads what comes in, one batch after the other, by the same workers as the command line. */
export function openIntake(run: ImportRun | null, words: Words, database: string, documents: () => number): Intake {
  const entries = new Map<string, Entry>();
  const listeners = new Set<(view: IntakeView) => void>();
  let stop: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let telling: NodeJS.Timeout | null = null;
  let closed = false;
  const view = (): IntakeView => ({
    ...{ able: run !== null, running: stop !== null, documents: documents() },
    files: [...entries.values()].map(({ path, ...rest }) => ({ ...rest, key: keyOf(path) })),
  });
  const tell = () => {
    telling ??= setTimeout(() => {
      telling = null;
      for (const on of listeners) on(view());
    }, TELL_MS);
    telling.unref();
  };
  const batch = async (from: ImportRun): Promise<void> => {
    const own = [...entries.values()].filter(({ state }) => state === 'waiting');
    if (own.length === 0) return;
    const halt = new AbortController();
    stop = halt;
    const paths = own.map(({ path }) => path);
    try {
      const { result, problems } = await from(paths, (event) => onEvent(event, entries, words, tell), halt.signal);
      for (const problem of problems) fail(entries, problem.path, pathTrouble(problem, words));
      if (result.storeFailure !== null) {
        const said = storeSentence(words, result.storeFailure, database);
        for (const one of own) if (isOpen(one)) fail(entries, one.path, said);
      }
    } catch (error) {
      for (const one of own)
        if (isOpen(one)) fail(entries, one.path, error instanceof Error ? error.message : `${error}`);
    }
    for (const one of own) if (isOpen(one)) one.state = halt.signal.aborted ? 'stopped' : 'done';
    stop = null;
    tell();
    if (!closed) await batch(from);
  };
  return {
    add: (files) => {
      for (const { path, name, bytes } of files) entries.set(path, { ...NEW, path, name, bytes });
      tell();
      if (run !== null && stop === null) running = running.then(() => batch(run));
    },
    cancel: () => {
      stop?.abort();
      for (const one of entries.values()) if (one.state === 'waiting') one.state = 'stopped';
      tell();
    },
    clear: () => {
      for (const [path, one] of entries) if (!isOpen(one)) entries.delete(path);
      tell();
    },
    view,
    listen: (on) => {
      listeners.add(on);
      return () => listeners.delete(on);
    },
    close: async () => {
      closed = true;
      stop?.abort();
      if (telling !== null) clearTimeout(telling);
      await running;
    },
  };
}

const NEW = {
  ...{ state: 'waiting', done: 0, pages: 0, problem: null, sha256: null, facts: 0, proven: 0, open: 0, findings: 0 },
  ...{ status: null, sameAs: null },
} as const satisfies Partial<IntakeFile>;

function keyOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

function isOpen({ state }: Entry): boolean {
  return state === 'waiting' || state === 'reading';
}

function fail(entries: Map<string, Entry>, path: string, problem: string): void {
  const entry = entries.get(path);
  if (entry !== undefined) Object.assign(entry, { state: 'failed', problem });
}

function onEvent(event: ImportEvent, entries: Map<string, Entry>, words: Words, tell: () => void): void {
  if (event.type === 'page') {
    const entry = entries.get(event.path);
    if (entry === undefined) return;
    Object.assign(entry, { state: 'reading', done: event.done, pages: event.total });
    tell();
    return;
  }
  if (event.type !== 'document') return;
  const { path, url, state, failure, summary, sameAs, file } = event.outcome;
  // A link becomes a file when it is fetched: a list of them has an entry for each only then.
  const key = url !== null && !entries.has(path) ? url : path;
  const entry = entries.get(key) ?? { ...NEW, path: key, name: file, bytes: event.bytes };
  entries.set(key, entry);
  if (state === 'failed') {
    const said = failure === null ? '' : words.failure[failure.code](failure.detail);
    Object.assign(entry, { state: 'failed', problem: said });
  } else if (summary !== null) {
    const { sha256, facts, proven, open, findings, status, pages } = summary;
    Object.assign(entry, { ...{ sha256, facts, proven, open, findings, status, pages, done: pages, sameAs } });
    entry.state = state === 'kept' ? 'known' : 'done';
  }
  tell();
}
