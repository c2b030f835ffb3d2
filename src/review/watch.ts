import type { Database } from '../store/port.ts';
import { queueLength } from '../store/read/queue.ts';
import type { Change } from './api.ts';

const EVERY_MS = 700;
/** The answer to a decision goes out first; what every open page asks for after a change must not wait before it. */
const AFTER_OWN_MS = 50;
/** A pause in which the write-ahead log is folded into the file, so that no decision has to. */
const REST_MS = 500;
/** Pages of the log after which SQLite folds it all the same. */
const LONGEST_LOG = 10_000;

/** Tells listeners when the database changes, by this server or by any other program. */
export interface Watch {
  readonly listen: (on: (change: Change) => void) => () => void;
  /** Call after a change of our own: SQLite's counter shows only those of others. */
  readonly changed: () => void;
  readonly close: () => void;
}

export function openWatch(db: Database): Watch {
  const listeners = new Set<(change: Change) => void>();
  const version = () => db.version();
  let seen = version();
  let at = 0;
  let timer: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;
  let resting: NodeJS.Timeout | undefined;
  db.file?.pragma(`wal_autocheckpoint = ${LONGEST_LOG}`);
  const tell = () => {
    at += 1;
    const change = { left: queueLength(db, {}), at };
    for (const on of listeners) on(change);
  };
  const look = () => {
    const now = version();
    if (now === seen) return;
    seen = now;
    tell();
  };
  return {
    listen: (on) => {
      listeners.add(on);
      timer ??= setInterval(look, EVERY_MS);
      timer.unref();
      return () => {
        listeners.delete(on);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
    changed: () => {
      seen = version();
      telling ??= setTimeout(() => {
        telling = null;
        tell();
      }, AFTER_OWN_MS).unref();
      clearTimeout(resting);
      resting = setTimeout(() => db.file?.pragma('wal_checkpoint(PASSIVE)'), REST_MS).unref();
    },
    close: () => {
      if (timer !== null) clearInterval(timer);
      if (telling !== null) clearTimeout(telling);
      clearTimeout(resting);
      listeners.clear();
    },
  };
}
