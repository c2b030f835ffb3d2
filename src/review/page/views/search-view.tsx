import { useEffect, useState } from 'preact/hooks';
import type { SearchAnswer, SearchFilter, SearchHit } from '../../find/api.ts';
import { PagePicture, tellPicture } from '../parts/page-picture.tsx';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { type Facets, SearchFacets } from '../parts/search-facets.tsx';
import { report, yuan } from '../state/format.ts';
import { useKeyActions } from '../state/keys.ts';
import { go, href, type Route } from '../state/route.ts';
import { useSearch } from '../state/search-data.ts';
import { findWords, measureName, named, words } from '../words.ts';

interface Props {
  readonly route: Route & { readonly view: 'search' };
  readonly revision: number;
}

/** Full text over everything that was read: what is found on the left, its page beside it. */
export function SearchView({ route, revision }: Props) {
  const { filter } = route;
  const list = useSearch(filter, revision);
  const [at, setAt] = useState(0);
  const [page, setPage] = useState<number | null>(null);
  useEffect(() => setAt(0), [JSON.stringify(filter)]);
  useEffect(() => setPage(null), [at, list.answer]);
  const hits = list.answer?.hits ?? [];
  const hit = hits[at];
  const step = (by: number) => setAt((now) => Math.min(Math.max(0, now + by), Math.max(0, hits.length - 1)));
  useKeyActions({
    next: () => step(1),
    previous: () => step(-1),
    accept: () => hit !== undefined && open(hit),
    filters: () => document.getElementById('search-text')?.focus(),
    cancel: () => document.querySelector<HTMLElement>('.hits')?.focus(),
    ...{ zoomIn: () => tellPicture('+'), zoomOut: () => tellPicture('-'), fit: () => tellPicture('0') },
    pan: tellPicture,
  });
  return (
    <div class="three search-view">
      <h2 class="hidden">{findWords.search.label}</h2>
      <div class="left-pane">
        <SearchForm filter={filter} facets={list.answer?.facets ?? null} />
        <Hits answer={list.answer} at={at} onChoose={setAt} onMore={list.more} busy={list.busy} text={filter.text} />
      </div>
      {hit === undefined ? (
        <section class="picture empty" aria-label={words.picture.label} />
      ) : (
        <PagePicture
          document={hit.sha256}
          file={hit.file}
          pages={hit.pages}
          page={page ?? hit.page ?? 1}
          size={
            page === null && hit.width !== null && hit.height !== null ? { width: hit.width, height: hit.height } : null
          }
          focus={page === null ? boxOf(hit) : null}
          row={null}
          focusKey={`${hit.sha256}/${at}`}
          marks={markOf(hit)}
          onPage={setPage}
          onBack={() => setPage(null)}
        />
      )}
      <Details hit={hit} />
    </div>
  );
}

function boxOf({ x0, y0, x1, y1 }: SearchHit) {
  return x0 === null || y0 === null || x1 === null || y1 === null ? null : { x0, y0, x1, y1 };
}

function markOf(hit: SearchHit) {
  const box = boxOf(hit);
  return box === null || hit.page === null ? [] : [{ role: 'cell' as const, page: hit.page, box }];
}

function placeOf(hit: SearchHit): Route {
  const cell = hit.refStatement === null ? null : `${hit.refStatement}/${hit.refAmount}`;
  return { view: 'document', sha256: hit.sha256, cell };
}

function open(hit: SearchHit): void {
  go(placeOf(hit));
}

function SearchForm({ filter, facets }: { readonly filter: SearchFilter; readonly facets: Facets | null }) {
  const w = findWords.search;
  const [text, setText] = useState(filter.text);
  useEffect(() => setText(filter.text), [filter.text]);
  const set = (next: SearchFilter) => go({ view: 'search', filter: next });
  return (
    <search class="filters">
      <form
        class="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          set({ ...filter, text: text.trim() });
        }}
      >
        <label class="field">
          <span>{w.label}</span>
          <input
            id="search-text"
            type="search"
            value={text}
            maxLength={200}
            placeholder={w.placeholder}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          {w.go}
        </button>
      </form>
      <SearchFacets {...{ filter, facets }} onFilter={set} />
    </search>
  );
}

interface HitsProps {
  readonly answer: SearchAnswer | null;
  readonly at: number;
  readonly busy: boolean;
  readonly text: string;
  readonly onChoose: (at: number) => void;
  readonly onMore: () => void;
}

function Hits({ answer, at, busy, text, onChoose, onMore }: HitsProps) {
  const w = findWords.search;
  const said = text === '' ? w.hint : answer === null ? words.loading : answer.total === 0 ? w.nothing : null;
  return (
    <ScrollArea class="hits scroll" label={w.label}>
      <p class="muted" role="status" aria-busy={busy}>
        {said ?? w.found(answer?.total ?? 0, answer?.more ?? false)}
      </p>
      <ol class="hit-list">
        {answer?.hits.map((hit, index) => (
          <li key={`${hit.sha256}/${index}`}>
            <button
              type="button"
              class={`hit${index === at ? ' selected' : ''}`}
              aria-current={index === at ? 'true' : undefined}
              onClick={() => onChoose(index)}
            >
              <span class="tag">{named(w.kinds, hit.kind)}</span> <bdi class="hit-text">{hit.text.slice(0, 160)}</bdi>
              <span class="hit-where">
                <bdi>{(hit.department ?? hit.file).slice(0, 40)}</bdi> {report(hit.documentType, hit.fiscalYear)}
                {hit.amount !== null && <span class="amount"> {yuan(hit.amount)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {answer !== null && answer.hits.length < answer.total && (
        <button type="button" onClick={onMore} disabled={busy}>
          {w.more}
        </button>
      )}
    </ScrollArea>
  );
}

function Details({ hit }: { readonly hit: SearchHit | undefined }) {
  const w = findWords.search;
  if (hit === undefined) return <section class="evidence" aria-label={words.evidence.label} />;
  const statements = hit.statement?.split(',').map((kind) => named(words.statement, kind)) ?? [];
  const rows: readonly (readonly [string, string])[] = [
    [w.heads.kind, named(w.kinds, hit.kind)],
    [w.heads.department, hit.department ?? ''],
    [w.heads.year, report(hit.documentType, hit.fiscalYear)],
    [w.heads.statement, statements.join('，')],
    [words.decide.chooseMeasure, hit.measure === null ? '' : measureName(hit.measure)],
    [w.heads.amount, hit.amount === null ? '' : `${yuan(hit.amount)} ${words.unit}`],
    [words.documents.proven, hit.proof === null ? '' : named(words.proof, hit.proof)],
    [words.documents.file, hit.file],
    [w.heads.page, hit.page === null ? '' : words.pageNo(hit.page)],
  ];
  return (
    <section class="evidence" aria-label={words.evidence.label}>
      <h2>
        <bdi>{hit.text}</bdi>
      </h2>
      <dl class="facts">
        {rows.flatMap(([name, value]) =>
          value === ''
            ? []
            : [
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <bdi>{value}</bdi>
                  </dd>
                </div>,
              ],
        )}
      </dl>
      <p>
        <a class="button" href={href(placeOf(hit))}>
          {w.open}
        </a>
      </p>
    </section>
  );
}
