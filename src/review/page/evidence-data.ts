import { useEffect, useRef, useState } from 'preact/hooks';
import type { Evidence } from '../api.ts';
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

/**
 * The evidence of what is selected, and again when the database changed. `set` puts in what the server sent with a
 * decision, so that the next entry is there without another request.
 */
export function useEvidence(subject: Subject | null, desk: Pick<Desk, 'revision' | 'isMine'>) {
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const name = subject === null ? '' : JSON.stringify(subject);
  const shown = useRef('');
  useEffect(() => {
    if (name === '') {
      setEvidence(null);
      return;
    }
    let gone = false;
    const again = shown.current === name;
    shown.current = name;
    const { document, item, ref }: Subject = JSON.parse(name);
    void api.evidence(document, item, ref).then(
      (found) => {
        if (gone || found === null) return;
        setEvidence((before) => (again ? refreshed(before, found, desk.isMine) : found));
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [name, desk.revision]);
  return { evidence, set: setEvidence };
}
