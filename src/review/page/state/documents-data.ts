import { useEffect, useState } from 'preact/hooks';
import type { DocumentRow, DocumentWindow } from '../../api.ts';
import { DOCUMENTS_SHOWN, MOST_DOCUMENTS } from '../../limits.ts';
import { api } from './client.ts';

/** The documents that a text leaves, null until the first answer; `more` lists more of them where there are. */
export function useDocuments(text: string, revision: number) {
  const [limit, setLimit] = useState(DOCUMENTS_SHOWN);
  const [held, setHeld] = useState<DocumentWindow<DocumentRow> | null>(null);
  useEffect(() => setLimit(DOCUMENTS_SHOWN), [text]);
  useEffect(() => {
    let gone = false;
    void api.documents(text, limit).then(
      (found) => {
        if (!gone) setHeld(found);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [text, limit, revision]);
  const further = held !== null && held.rows.length < Math.min(held.total, MOST_DOCUMENTS);
  return { held, more: further ? () => setLimit(MOST_DOCUMENTS) : null };
}
