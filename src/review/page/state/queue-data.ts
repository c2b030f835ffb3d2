import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { QueueEntry, QueueFilter } from '../../api.ts';
import { api, RequestError } from './client.ts';

/** Entries fetched at a time. */
const BLOCK = 100;

export interface QueueData {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly left: number | null;
  readonly row: (index: number) => QueueEntry | undefined;
  /** Asks for the entries that are about to be seen. */
  readonly want: (from: number, to: number) => void;
  /** Puts an entry where the server says it now is, without waiting for the list. */
  readonly put: (index: number, entry: QueueEntry) => void;
}

interface Held {
  /** The filter that the rest answers; under another one nothing held is true. */
  readonly name: string;
  readonly total: number | null;
  readonly left: number | null;
  readonly blocks: ReadonlyMap<number, readonly QueueEntry[]>;
}

const NOTHING: Omit<Held, 'name'> = { total: null, left: null, blocks: new Map() };

/** The queue in blocks, fetched as they come into view and again when something changed. */
export function useQueue(filter: QueueFilter, revision: number): QueueData {
  const name = JSON.stringify(filter);
  const [held, setHeld] = useState<Held>({ ...NOTHING, name });
  const state = useRef({ name, asked: new Set<number>(), stop: new AbortController(), visible: [0, BLOCK] });

  const fetchBlock = useCallback(
    async (block: number) => {
      const { asked, stop } = state.current;
      if (asked.has(block)) return;
      asked.add(block);
      try {
        const window = await api.queue(JSON.parse(name), block * BLOCK, BLOCK, stop.signal);
        if (stop.signal.aborted) return;
        setHeld((before) => ({
          total: window.total,
          left: window.left,
          name,
          blocks: new Map(before.name === name ? before.blocks : []).set(block, window.rows),
        }));
      } catch (error) {
        if (stop.signal.aborted) return;
        asked.delete(block);
        if (!(error instanceof RequestError)) throw error;
      }
    },
    [name],
  );

  const want = useCallback(
    (from: number, to: number) => {
      state.current.visible = [from, to];
      for (let block = Math.floor(from / BLOCK); block <= Math.floor(to / BLOCK); block++) void fetchBlock(block);
    },
    [fetchBlock],
  );

  useEffect(() => {
    const current = state.current;
    current.stop.abort();
    state.current = { ...current, name, asked: new Set(), stop: new AbortController() };
    // After a change most of what is held is true still, and is shown until the answer comes.
    const [from = 0, to = BLOCK] = current.name === name ? current.visible : [0, BLOCK];
    want(from, to);
  }, [name, revision, want]);

  const { total, left, blocks } = held.name === name ? held : NOTHING;
  const row = (index: number) => blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  const put = (index: number, entry: QueueEntry) =>
    setHeld((before) => {
      const block = Math.floor(index / BLOCK);
      const rows = [...(before.blocks.get(block) ?? [])];
      rows[index % BLOCK] = entry;
      return { ...before, blocks: new Map(before.blocks).set(block, rows) };
    });
  return { total, left, row, want, put };
}
