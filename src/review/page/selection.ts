import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueueEntry } from '../api.ts';
import { api } from './client.ts';
import type { Subject } from './evidence-data.ts';
import type { QueueData } from './queue-data.ts';
import { go, type Route } from './route.ts';

export interface Selection {
  readonly index: number;
  /** What the evidence is shown of; null until the entry is known. */
  readonly subject: Subject | null;
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

/** Which entry of the queue one is at; found again after a reload, and when others moved the list. */
export function useSelection(route: Route & { readonly view: 'queue' }, queue: QueueData, revision: number): Selection {
  const [index, setIndex] = useState(0);
  const [subject, setSubject] = useState<Subject | null>(null);
  const [searching, setSearching] = useState(route.of !== null);
  const entry = queue.row(index);
  const show = (at: number, found: QueueEntry) => {
    setIndex(at);
    setSubject(subjectOf(found));
    go({ ...route, of: found.sha256, key: found.key }, true);
  };
  const select = (to: number) => {
    const at = Math.max(0, Math.min((queue.total ?? 1) - 1, to));
    const found = queue.row(at);
    if (found !== undefined) show(at, found);
    else {
      setIndex(at);
      setSubject(null);
    }
  };
  const filter = JSON.stringify(route.filter);
  const shown = useRef(filter);
  useEffect(() => {
    if (shown.current === filter) return;
    shown.current = filter;
    // Another list begins at its top.
    setIndex(0);
    setSubject(null);
  }, [filter]);
  const wanted = useRef({ of: route.of, key: route.key });
  useEffect(() => {
    const { of, key } = subject === null ? wanted.current : { of: subject.document, key: subject.item };
    if (of === null || key === null) {
      setSearching(false);
      return;
    }
    let gone = false;
    void api.spot(route.filter, of, key).then(
      ({ index: found }) => {
        if (!gone && found !== null) setIndex(found);
        if (!gone) setSearching(false);
      },
      () => setSearching(false),
    );
    return () => {
      gone = true;
    };
  }, [revision]);
  useEffect(() => {
    if (entry !== undefined && subject === null && !searching) show(index, entry);
  }, [entry, subject, searching]);
  return { index, subject, show, select, look: setSubject };
}
