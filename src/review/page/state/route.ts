import { useLayoutEffect, useState } from 'preact/hooks';
import { FINDING_STATES } from '../../../model/fact.ts';
import type { FindingFilter, QueueFilter } from '../../api.ts';
import type { SearchFilter } from '../../find/api.ts';

/** Which view is shown; kept in the address, so that a reload or a link comes back to it. */
export type Route =
  | { readonly view: 'queue'; readonly filter: QueueFilter; readonly of: string | null; readonly key: string | null }
  | { readonly view: 'findings'; readonly filter: FindingFilter; readonly at: string | null }
  | { readonly view: 'search'; readonly filter: SearchFilter }
  | { readonly view: 'versions' }
  | { readonly view: 'import' }
  | { readonly view: 'documents' }
  | { readonly view: 'document'; readonly sha256: string; readonly cell: string | null }
  | { readonly view: 'chart' };

const FILTERS = ['document', 'department', 'statement', 'reason'] as const;

const SEARCH_FILTERS = ['kind', 'department', 'year', 'type', 'statement', 'region', 'all'] as const;

const FINDING_FILTERS = ['document', 'department', 'kind', 'grade', 'mark'] as const;

function parse(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(search);
  if (path === 'import') return { view: 'import' };
  if (path === 'documents') return { view: 'documents' };
  if (path === 'chart') return { view: 'chart' };
  const some = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (params.has(name) ? [[name, params.get(name)]] : [])));
  if (path === 'versions') return { view: 'versions' };
  if (path === 'search') return { view: 'search', filter: { text: params.get('text') ?? '', ...some(SEARCH_FILTERS) } };
  if (path === 'findings') {
    const state = FINDING_STATES.find((one) => one === params.get('state')) ?? 'fails';
    return { view: 'findings', filter: { ...some(FINDING_FILTERS), state }, at: params.get('at') };
  }
  const document = /^documents\/([0-9a-f]{64})$/.exec(path)?.[1];
  if (document !== undefined) return { view: 'document', sha256: document, cell: params.get('cell') };
  return { view: 'queue', filter: some(FILTERS), of: params.get('of'), key: params.get('key') };
}

/** The address of a route. */
export function href(route: Route): string {
  if (route.view === 'document') {
    const cell = route.cell === null ? '' : `?cell=${encodeURIComponent(route.cell)}`;
    return `#/documents/${route.sha256}${cell}`;
  }
  const params = new URLSearchParams();
  if (route.view === 'findings') {
    for (const [name, value] of Object.entries(route.filter)) if (value !== undefined) params.set(name, value);
    if (route.at !== null) params.set('at', route.at);
    return `#/findings?${params}`;
  }
  if (route.view === 'search') {
    for (const [name, value] of Object.entries(route.filter)) if (value !== undefined) params.set(name, value);
    return `#/search?${params}`;
  }
  if (route.view !== 'queue') return `#/${route.view}`;
  for (const name of FILTERS) {
    const value = route.filter[name];
    if (value !== undefined) params.set(name, value);
  }
  if (route.of !== null) params.set('of', route.of);
  if (route.key !== null) params.set('key', route.key);
  const text = params.toString();
  return `#/queue${text === '' ? '' : `?${text}`}`;
}

/**
 * Goes to another view; `replace` says more of the view that is shown, and leaves no step behind for the back button. What
 * a view learns when somebody has already gone to another one (its rows came late) does not call them back.
 */
export function go(route: Route, replace = false): void {
  const to = href(route);
  if (to === window.location.hash) return;
  if (replace && parse(window.location.hash).view !== route.view) return;
  if (replace) window.history.replaceState(null, '', to);
  else window.location.hash = to;
  if (replace) window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export const FINDINGS: Route = { view: 'findings', filter: { state: 'fails' }, at: null };
export const SEARCH: Route = { view: 'search', filter: { text: '' } };
export const QUEUE: Route = { view: 'queue', filter: {}, of: null, key: null };

/** The current route. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(window.location.hash));
  useLayoutEffect(() => {
    const on = () => setRoute(parse(window.location.hash));
    window.addEventListener('hashchange', on);
    return () => window.removeEventListener('hashchange', on);
  }, []);
  return route;
}
