import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchAnswer, SearchFilter } from '../../find/api.ts';
import { findApi } from './find-client.ts';

/** What a search finds, window after window; a newer search puts an older one aside. */
export function useSearch(filter: SearchFilter, revision: number) {
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef<AbortController | null>(null);
  const name = JSON.stringify(filter);
  const load = async (offset: number, before: SearchAnswer | null) => {
    latest.current?.abort();
    const controller = new AbortController();
    latest.current = controller;
    setBusy(true);
    try {
      const found = await findApi.search(filter, offset, controller.signal);
      setAnswer(before === null ? found : { ...found, hits: [...before.hits, ...found.hits] });
    } catch {
      // Put aside, or the connection is gone: the frame says so.
    } finally {
      if (latest.current === controller) setBusy(false);
    }
  };
  useEffect(() => {
    if (filter.text === '') setAnswer(null);
    else void load(0, null);
    return () => latest.current?.abort();
  }, [name, revision]);
  return { answer, busy, more: () => void load(answer?.hits.length ?? 0, answer) };
}
