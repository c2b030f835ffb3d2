import type { Database } from 'better-sqlite3';
import { queueLength } from '../store/queue.ts';
import type { Change } from './api.ts';

const EVERY_MS = 700;

/** Tells listeners when the database changes, by this server or by any other program. */
export interface Watch {
  readonly listen: (on: (change: Change) => void) => () => void;
  /** Call after a change of our own: SQLite's counter shows only those of others. */
  readonly changed: () => void;
  readonly close: () => void;
}

export function openWatch(db: Database): Watch {
  const listeners = new Set<(change: Change) => void>();
  const version = () => Number(db.pragma('data_version', { simple: true }));
  let seen = version();
  let at = 0;
  let timer: NodeJS.Timeout | null = null;
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
      tell();
    },
    close: () => {
      if (timer !== null) clearInterval(timer);
      listeners.clear();
    },
  };
}
