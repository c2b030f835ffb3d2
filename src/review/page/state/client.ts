import type { FactRef } from '../../../model/fact.ts';
import type { AddedName } from '../../../model/statement.ts';
import type {
  BulkAnswer,
  BulkPreview,
  BulkRequest,
  BulkUndone,
  ChartBar,
  ChartRows,
  Conflict,
  DecisionAnswer,
  DecisionRequest,
  DocumentRow,
  DocumentView,
  DocumentWindow,
  EditAnswer,
  EditPreview,
  EditRequest,
  Evidence,
  Facets,
  FindingFacets,
  FindingFilter,
  FindingView,
  FindingWindow,
  IntakeView,
  MarkRequest,
  QueueFilter,
  QueueWindow,
  Refusal,
  UndoAnswer,
} from '../../api.ts';

/** The server said no, or could not be reached (`offline`). */
export class RequestError extends Error {
  readonly refusal: Refusal | { readonly error: 'offline'; readonly detail: string };
  constructor(refusal: RequestError['refusal']) {
    super(refusal.detail);
    this.name = 'RequestError';
    this.refusal = refusal;
  }
}

type Params = Readonly<Record<string, string | number | undefined>>;

export function query(params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new RequestError({ error: 'offline', detail: String(error) });
  });
  if (response.ok) return await response.json();
  const refusal: Refusal = await response.json().catch(() => ({ error: 'failed', detail: String(response.status) }));
  throw new RequestError(refusal);
}

export function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'X-Yusuan': '1' };
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** The server's API, typed. */
export const api = {
  queue: (filter: QueueFilter, offset: number, limit: number, signal: AbortSignal) =>
    ask<QueueWindow & { readonly left: number }>(`/api/queue${query({ ...filter, offset, limit })}`, { signal }),
  facets: (filter: QueueFilter) => ask<Facets>(`/api/facets${query({ ...filter })}`),
  spot: (filter: QueueFilter, of: string, key: string) =>
    ask<{ readonly index: number | null }>(`/api/spot${query({ ...filter, of, key })}`),
  evidence: (document: string, item: string | null, ref: FactRef | null) =>
    ask<Evidence | null>(`/api/evidence${query({ document, item: item ?? undefined, ...ref })}`),
  names: () => ask<readonly AddedName[]>('/api/names'),
  documents: (text: string, limit: number) =>
    ask<DocumentWindow<DocumentRow>>(`/api/documents${query({ text, limit })}`),
  document: (sha256: string) => ask<DocumentView>(`/api/documents/${sha256}`),
  chart: () => ask<readonly ChartBar[]>('/api/chart'),
  chartRows: (document: string, code: string) => ask<ChartRows>(`/api/chart/rows${query({ document, code })}`),
  decide: (request: DecisionRequest) => post<DecisionAnswer | Conflict>('/api/decisions', request),
  undo: (id: number, reviewer: string) =>
    post<UndoAnswer | Conflict>(`/api/corrections/${id}/undo`, { reviewer, reason: '' }),
  findings: (filter: FindingFilter, offset: number, limit: number) =>
    ask<FindingWindow>(`/api/findings${query({ ...filter, offset, limit })}`),
  findingFacets: (filter: FindingFilter) => ask<FindingFacets>(`/api/findings/facets${query({ ...filter })}`),
  finding: (document: string, origin: string, index: number) =>
    ask<FindingView>(`/api/findings/item${query({ document, origin, index })}`),
  mark: (request: MarkRequest) =>
    post<{ readonly done: boolean; readonly view: FindingView | null }>('/api/findings/marks', request),
  findingExport: (filter: FindingFilter, format: string, only: Params = {}) =>
    `/api/findings/export${query({ ...filter, format, ...only })}`,
  previewEdit: (request: EditRequest) => post<EditPreview>('/api/edits/preview', request),
  edit: (request: EditRequest) => post<EditAnswer>('/api/edits', request),
  declaration: (document: string, table: number) => `/api/declaration${query({ document, table })}`,
  previewBulk: (request: BulkRequest) => post<BulkPreview>('/api/bulk/preview', request),
  bulk: (request: BulkRequest) => post<BulkAnswer>('/api/bulk', request),
  undoBulk: (ids: readonly number[], reviewer: string) => post<BulkUndone>('/api/bulk/undo', { ids, reviewer }),
  findAgain: (document: string, folder: string) =>
    post<{ readonly found: boolean }>('/api/pages/find', { document, folder }),
  exportList: (params: Params) => `/api/export${query(params)}`,
  imports: () => ask<IntakeView>('/api/imports'),
  upload: (file: File) =>
    ask<{ readonly id: string }>(`/api/uploads${query({ name: file.name })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', 'X-Yusuan': '1' },
      body: file,
    }),
  startImport: (what: { readonly uploads: readonly string[]; readonly links: readonly string[] }) =>
    post<IntakeView>('/api/imports', what),
  cancelImport: () => post<IntakeView>('/api/imports/cancel', {}),
  clearImports: () => post<IntakeView>('/api/imports/clear', {}),
  invite: () => post<{ readonly path: string }>('/api/invite', {}),
  picture: (sha256: string, page: number, scale: number) => `/api/pages/${sha256}/${page}?scale=${scale}`,
};
