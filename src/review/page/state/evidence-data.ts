import { useEffect, useRef, useState } from 'preact/hooks';
import type { Evidence } from '../../api.ts';
import { api } from './client.ts';
import type { Desk } from './desk.ts';

export interface Subject {
  readonly document: string;
  readonly item: string | null;
  readonly ref: { readonly statement: number; readonly amount: number } | null;
}

/**
 * What was shown first stays what a decision rests on: when somebody else decided here meanwhile, the page shows it,
 * but saving without having looked must fail. What this window did itself is no surprise.
 */
function refreshed(before: Evidence | null, found: Evidence, isMine: (id: number) => boolean): Evidence {
  const same = before !== null && before.document.sha256 === found.document.sha256 && isSame(before, found);
  if (!same || before.version === found.version) return found;
  const last = found.history.findLast(({ id }) => id !== null);
  return last?.id !== undefined && last.id !== null && isMine(last.id) ? found : { ...found, version: before.version };
}

function isSame(a: Evidence, b: Evidence): boolean {
  if (a.cell === null || b.cell === null) return a.item?.key === b.item?.key;
  return a.cell.page === b.cell.page && a.cell.box.x0 === b.cell.box.x0 && a.cell.box.y0 === b.cell.box.y0;
}

export interface EvidenceData {
  /** What is on the screen; for a moment still that of the entry before. */
  readonly shown: Evidence | null;
  /** The same when it is what is selected: a key must never decide on the entry before. */
  readonly current: Evidence | null;
  /** Puts in what the server sent with a decision. */
  readonly put: (subject: Subject, evidence: Evidence) => void;
}

/** The evidence of what is selected, and again when the database changed; that of `next` is fetched ahead. */
export function useEvidence(
  subject: Subject | null,
  next: Subject | null,
  desk: Pick<Desk, 'revision' | 'isMine'>,
): EvidenceData {
  const [held, setHeld] = useState<{ readonly name: string; readonly evidence: Evidence | null }>(NOTHING);
  const ahead = useRef<{ readonly name: string; readonly evidence: Evidence | null }>(NOTHING);
  const name = subject === null ? '' : JSON.stringify(subject);
  const nextName = next === null ? '' : JSON.stringify(next);
  const put = (of: Subject, evidence: Evidence) => setHeld({ name: JSON.stringify(of), evidence });
  useEffect(() => {
    const known = ahead.current;
    if (name !== '' && known.name === name) setHeld(known);
    ahead.current = NOTHING;
    return load(name, (evidence) =>
      setHeld((before) => ({
        name,
        evidence: before.name === name ? refreshed(before.evidence, evidence, desk.isMine) : evidence,
      })),
    );
  }, [name, desk.revision]);
  useEffect(
    () =>
      load(nextName, (evidence) => {
        ahead.current = { name: nextName, evidence };
      }),
    [nextName, desk.revision],
  );
  // What was fetched ahead counts at once: the next key may come before anything is painted.
  const { name: of, evidence } =
    held.name !== name && name !== '' && ahead.current.name === name ? ahead.current : held;
  return { shown: evidence, current: of === name ? evidence : null, put };
}

const NOTHING = { name: '', evidence: null };

/** Asks for the evidence of a named subject; the returned function forgets the answer. */
function load(name: string, then: (evidence: Evidence) => void): () => void {
  let gone = false;
  if (name !== '') {
    const { document, item, ref }: Subject = JSON.parse(name);
    void api.evidence(document, item, ref).then(
      (found) => {
        if (!gone && found !== null) then(found);
      },
      () => undefined,
    );
  }
  return () => {
    gone = true;
  };
}
