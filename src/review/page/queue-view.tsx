import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DecisionAnswer, Evidence, QueueEntry, QueueFilter } from '../api.ts';
import { api } from './client.ts';
import { useDecision } from './decision.ts';
import type { Desk } from './desk.ts';
import { type Subject, useEvidence } from './evidence-data.ts';
import { EvidencePanel, takeCandidate } from './evidence-panel.tsx';
import { Filters } from './filters.tsx';
import { useKeyActions } from './keys.ts';
import { marksOf } from './marks.ts';
import { PagePicture, tellPicture } from './page-picture.tsx';
import { useQueue } from './queue-data.ts';
import { QueueList } from './queue-list.tsx';
import { go, type Route } from './route.ts';
import { words } from './words.ts';

interface Props {
  readonly route: Route & { readonly view: 'queue' };
  readonly desk: Desk;
}

/** The queue, worst first: list, page picture, evidence. */
export function QueueView({ route, desk }: Props) {
  const filter = route.filter;
  const queue = useQueue(filter, desk.revision);
  const [selected, setSelected] = useState(0);
  const [subject, setSubject] = useState<Subject | null>(null);
  const { evidence, set } = useEvidence(subject, desk.revision);
  const [page, setPage] = useState<number | null>(null);
  const entry = queue.row(selected);
  const show = (index: number, found: QueueEntry) => {
    setSelected(index);
    setPage(null);
    setSubject(subjectOf(found));
    go({ ...route, of: found.sha256, key: found.key }, true);
  };
  useComeBack(route, (index) => setSelected(index));
  useEffect(() => {
    // The first answer of the list, or a row that was scrolled to before it was known.
    if (entry !== undefined && (subject === null || evidence === null)) show(selected, entry);
  }, [entry]);
  const select = (index: number) => {
    const bounded = Math.max(0, Math.min((queue.total ?? 1) - 1, index));
    const found = queue.row(bounded);
    if (found === undefined) {
      setSelected(bounded);
      setSubject(null);
    } else show(bounded, found);
  };
  const onDone = (answer: DecisionAnswer) => {
    desk.decided(answer);
    document.querySelector<HTMLElement>('.list')?.focus();
    if (answer.next === null) return;
    queue.put(answer.next.index, answer.next.entry);
    set(answer.next.evidence);
    show(answer.next.index, answer.next.entry);
  };
  const onConflict = (current: Evidence | null) => {
    if (current !== null) set(current);
  };
  const deciding = useDecision({ evidence, filter, reviewer: desk.reviewer, onDone, onConflict });
  const shownPage = page ?? evidence?.page?.number ?? null;
  useKeyActions({
    next: () => select(selected + 1),
    previous: () => select(selected - 1),
    accept: () => deciding.submit(evidence?.cell === null ? 'seen' : 'accept'),
    correct: () => deciding.open('correct'),
    publisher: () => deciding.submit('publisher'),
    line: () => deciding.open('line'),
    measure: () => deciding.open('measure'),
    ignore: () => deciding.open('ignore'),
    cancel: () => deciding.open(null),
    reason: () => document.getElementById('reason')?.focus(),
    filters: () => document.getElementById('filter-reason')?.focus(),
    digit: (n) => evidence !== null && takeCandidate(evidence, deciding, n - 1),
    nextPage: () => shownPage !== null && setPage(Math.min(evidence?.document.pages ?? 1, shownPage + 1)),
    previousPage: () => shownPage !== null && setPage(Math.max(1, shownPage - 1)),
    back: () => setPage(null),
    zoomIn: () => tellPicture('+'),
    zoomOut: () => tellPicture('-'),
    fit: () => tellPicture('0'),
    pan: tellPicture,
  });
  usePrefetch(queue.row(selected + 1), evidence);
  return (
    <div class="three">
      <div class="left-pane">
        <Filters {...{ filter, revision: desk.revision, total: queue.total }} onFilter={(next) => refilter(next)} />
        <QueueList
          {...{ queue, selected, onSelect: select }}
          filtered={Object.values(filter).some((value) => value !== undefined)}
        />
      </div>
      {evidence === null || shownPage === null ? (
        <section class="picture empty" aria-label={words.picture.label} />
      ) : (
        <PagePicture
          document={evidence.document.sha256}
          file={evidence.document.file}
          pages={evidence.document.pages}
          page={shownPage}
          size={evidence.page}
          focus={page === null || page === evidence.page?.number ? evidence.box : null}
          focusKey={`${evidence.document.sha256}/${evidence.item?.key ?? ''}/${Object.values(evidence.box ?? {})}`}
          marks={marksOf(evidence)}
          onPage={setPage}
          onBack={() => setPage(null)}
        />
      )}
      {evidence === null ? (
        <section class="evidence" aria-label={words.evidence.label}>
          <p class="muted">{queue.total === null ? words.loading : words.evidence.choose}</p>
        </section>
      ) : (
        <EvidencePanel
          {...{ evidence, deciding }}
          onPage={setPage}
          onItem={(key) => setSubject({ document: evidence.document.sha256, item: key, ref: null })}
          onCell={(ref) => setSubject({ document: evidence.document.sha256, item: null, ref })}
          onUndo={desk.undo}
          onNext={() => select(evidence.item === null ? selected : selected + 1)}
        />
      )}
    </div>
  );

  function refilter(next: QueueFilter) {
    setSelected(0);
    setSubject(null);
    go({ view: 'queue', filter: next, of: null, key: null });
  }
}

function subjectOf(entry: QueueEntry): Subject {
  const [, statement, amount] = /:(\d+)\/(\d+)(?::\d+)?$/.exec(entry.key) ?? [];
  const ref = statement === undefined ? null : { statement: Number(statement), amount: Number(amount) };
  return { document: entry.sha256, item: entry.key, ref };
}

/** After a reload, or from a link: to the entry that the address names. */
function useComeBack(route: Props['route'], onIndex: (index: number) => void): void {
  useEffect(() => {
    if (route.of === null || route.key === null) return;
    void api.spot(route.filter, route.of, route.key).then(
      ({ index }) => index !== null && onIndex(index),
      () => undefined,
    );
  }, []);
}

/** Asks for the next entry's page ahead, so that it is there when one gets to it. */
function usePrefetch(next: QueueEntry | undefined, evidence: Evidence | null): void {
  const image = useRef<HTMLImageElement | null>(null);
  const key = next === undefined || next.page === null ? '' : `${next.sha256}/${next.page}`;
  const shown = useMemo(() => `${evidence?.document.sha256}/${evidence?.page?.number}`, [evidence]);
  useEffect(() => {
    if (next === undefined || next.page === null || key === shown) return;
    const { sha256, page } = next;
    const timer = window.setTimeout(() => {
      const current = document.querySelector<HTMLImageElement>('.sheet img');
      const scale = Number(new URL(current?.src ?? window.location.href).searchParams.get('scale') ?? 2);
      image.current = new Image();
      image.current.src = api.picture(sha256, page ?? 1, scale);
    }, 250);
    return () => window.clearTimeout(timer);
  }, [key, shown]);
}
