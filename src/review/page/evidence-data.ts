import { useEffect, useState } from 'preact/hooks';
import type { Evidence } from '../api.ts';
import { api, RequestError } from './client.ts';

export interface Subject {
  readonly document: string;
  readonly item: string | null;
  readonly ref: { readonly statement: number; readonly amount: number } | null;
}

/** The evidence of a subject; an entry that left the queue is looked up by its amount. */
export async function fetchEvidence({ document, item, ref }: Subject): Promise<Evidence | null> {
  try {
    if (item !== null) return await api.evidence(document, { item });
    return ref === null ? null : await api.evidence(document, ref);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.refusal.error !== 'not-found' || item === null || ref === null) return null;
    return fetchEvidence({ document, item: null, ref });
  }
}

/**
 * The evidence of what is selected, and again when the database changed. `set` puts in what the server sent with a
 * decision, so that the next entry is there without another request.
 */
export function useEvidence(subject: Subject | null, revision: number) {
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const name = subject === null ? '' : JSON.stringify(subject);
  useEffect(() => {
    if (name === '') {
      setEvidence(null);
      return;
    }
    let gone = false;
    void fetchEvidence(JSON.parse(name)).then((found) => {
      if (!gone && found !== null) setEvidence(found);
    });
    return () => {
      gone = true;
    };
  }, [name, revision]);
  return { evidence, set: setEvidence };
}
