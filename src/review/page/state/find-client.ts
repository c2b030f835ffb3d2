import type { SearchAnswer, SearchFilter, VersionPair, VersionView, YearFigure } from '../../find/api.ts';
import { ask, post, query } from './client.ts';

/** The part of the server's API that searches and compares. */
export const findApi = {
  search: (filter: SearchFilter, offset: number, signal: AbortSignal) =>
    ask<SearchAnswer>(`/api/search${query({ ...filter, offset })}`, { signal }),
  versions: () => ask<readonly (readonly VersionView[])[]>('/api/versions'),
  pair: (before: string, after: string) => ask<VersionPair>(`/api/versions/pair${query({ before, after })}`),
  pin: (sha256: string, pinned: boolean, reviewer: string) =>
    post<readonly (readonly VersionView[])[]>('/api/versions/pin', { sha256, pinned, reviewer }),
  years: (statement: string, measure: string, code: string) =>
    ask<readonly YearFigure[]>(`/api/years${query({ statement, measure, code })}`),
};
