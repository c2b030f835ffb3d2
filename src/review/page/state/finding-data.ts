import { useEffect, useState } from 'preact/hooks';
import type { FindingEntry, FindingFacets, FindingFilter, FindingView } from '../../api.ts';
import { api } from './client.ts';

/** Findings listed at a time. */
const STEP = 100;

export interface FindingList {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly rows: readonly FindingEntry[];
  readonly facets: FindingFacets | null;
  readonly more: () => void;
}

/** The findings under a filter, and again when the database changed. */
export function useFindings(filter: FindingFilter, revision: number): FindingList {
  const name = JSON.stringify(filter);
  const [limit, setLimit] = useState(STEP);
  const [held, setHeld] = useState<Omit<FindingList, 'more'> & { readonly name: string }>(NOTHING);
  useEffect(() => setLimit(STEP), [name]);
  useEffect(() => {
    let gone = false;
    const asked: FindingFilter = JSON.parse(name);
    void Promise.all([api.findings(asked, 0, limit), api.findingFacets(asked)]).then(
      ([{ total, rows }, facets]) => {
        if (!gone) setHeld({ name, total, rows, facets });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [name, limit, revision]);
  const { total, rows, facets } = held.name === name ? held : { ...NOTHING, facets: held.facets };
  return { total, rows, facets, more: () => setLimit((before) => Math.min(500, before + STEP)) };
}

const NOTHING = { name: '', total: null, rows: [], facets: null };

/** How a finding is named in the address. */
export function spotOf({ sha256, origin, index }: FindingEntry): string {
  return `${sha256}/${origin}/${index}`;
}

/** One finding in full, and again when the database changed. */
export function useFinding(spot: string | null, revision: number) {
  const [held, setHeld] = useState<{ readonly spot: string | null; readonly view: FindingView | null }>(EMPTY);
  useEffect(() => {
    let gone = false;
    const [document = '', origin = '', index = ''] = (spot ?? '').split('/');
    if (document === '') return;
    void api.finding(document, origin, Number(index)).then(
      (view) => {
        if (!gone) setHeld({ spot, view });
      },
      () => {
        if (!gone) setHeld({ spot, view: null });
      },
    );
    return () => {
      gone = true;
    };
  }, [spot, revision]);
  const put = (view: FindingView) => setHeld({ spot, view });
  return { view: held.view, current: held.spot === spot, put };
}

const EMPTY = { spot: null, view: null };
