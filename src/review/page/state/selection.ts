import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueueEntry } from '../../api.ts';
import { api } from './client.ts';
import type { Subject } from './evidence-data.ts';
import type { QueueData } from './queue-data.ts';
import { go, type Route } from './route.ts';

export interface Selection {
  readonly index: number;
  /** What the evidence is shown of; null until the entry is known. */
  readonly subject: Subject | null;
  /** Whether one is (still) where this rendering says: a key may come before the next one. */
  readonly isHere: () => boolean;
  /** Looks at the entry at `index`, which the server or the list told. */
  readonly show: (index: number, entry: QueueEntry) => void;
  readonly select: (index: number) => void;
  /** Looks at something that is not (or not by its place) in the list. */
  readonly look: (subject: Subject) => void;
}

/** An entry as something to look at. */
export function subjectOf(entry: QueueEntry): Subject {
  const [, statement, amount] = /:(\d+)\/(\d+)(?::\d+)?$/.exec(entry.key) ?? [];
  const ref = statement === undefined ? null : { statement: Number(statement), amount: Number(amount) };
  return { document: entry.sha256, item: entry.key, ref };
}

interface Held {
  /** The list that `index` counts in; under another filter one is at its top. */
  readonly filter: string;
  readonly index: number;
  readonly subject: Subject | null;
}

/** Which entry of the queue one is at; found again after a reload, and when others moved the list. */
export function useSelection(route: Route & { readonly view: 'queue' }, queue: QueueData, revision: number): Selection {
  const filter = JSON.stringify(route.filter);
  const [stored, setHeld] = useState<Held>({ filter, index: 0, subject: null });
  const top = { filter, index: 0, subject: null };
  const { index, subject } = stored.filter === filter ? stored : top;
  const [searching, setSearching] = useState(route.of !== null);
  const entry = queue.row(index);
  const going = useRef<Subject | null>(subject);
  const to = (next: Held) => {
    going.current = next.subject;
    setHeld(next);
  };
  const show = (at: number, found: QueueEntry) => {
    to({ filter, index: at, subject: subjectOf(found) });
    go({ ...route, of: found.sha256, key: found.key }, true);
  };
  const select = (wish: number) => {
    const at = Math.max(0, Math.min((queue.total ?? 1) - 1, wish));
    const found = queue.row(at);
    if (found !== undefined) show(at, found);
    else to({ filter, index: at, subject: null });
  };
  const look = (next: Subject) => to({ filter, index, subject: next });
  const wanted = useRef({ of: route.of, key: route.key });
  useEffect(() => {
    const { of, key } = subject === null ? wanted.current : { of: subject.document, key: subject.item };
    if (of === null || key === null) {
      setSearching(false);
      return;
    }
    const found = (at: number | null) => {
      // One may have gone on while the answer was on its way.
      const move = (before: Held) => (before.subject === subject && at !== null ? { ...before, index: at } : before);
      setHeld(move);
      setSearching(false);
    };
    void api.spot(route.filter, of, key).then(
      ({ index: at }) => found(at),
      () => found(null),
    );
  }, [revision]);
  useEffect(() => {
    if (entry !== undefined && subject === null && !searching) show(index, entry);
  }, [entry, subject, searching]);
  return { index, subject, isHere: () => going.current === subject, show, select, look };
}
