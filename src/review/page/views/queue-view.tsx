import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DecisionAnswer, Evidence, QueueEntry, QueueFilter } from '../../api.ts';
import { BulkDialog } from '../parts/bulk-dialog.tsx';
import { EditDialog, type Editing } from '../parts/edit-dialog.tsx';
import { Filters } from '../parts/filters.tsx';
import { marksOf } from '../parts/marks.ts';
import { PagePicture } from '../parts/page-picture.tsx';
import { QueueList } from '../parts/queue-list.tsx';
import { api } from '../state/client.ts';
import { useDecision } from '../state/decision.ts';
import { decisionKeys } from '../state/decision-keys.ts';
import type { Desk } from '../state/desk.ts';
import { useEvidence } from '../state/evidence-data.ts';
import { useKeyActions } from '../state/keys.ts';
import { useQueue } from '../state/queue-data.ts';
import { go, type Route } from '../state/route.ts';
import { subjectOf, useSelection } from '../state/selection.ts';
import { bulkWords, sentence, words } from '../words.ts';
import { EvidencePanel } from './evidence-panel.tsx';

interface Props {
  readonly route: Route & { readonly view: 'queue' };
  readonly desk: Desk;
}

/** The queue, worst first: list, page picture, evidence. */
export function QueueView({ route, desk }: Props) {
  const { filter } = route;
  const queue = useQueue(filter, desk.revision);
  const selection = useSelection(route, queue, desk.revision);
  const { index: selected, subject } = selection;
  const following = queue.row(selected + 1);
  const { shown: evidence, current, put } = useEvidence(subject, following ? subjectOf(following) : null, desk);
  const [page, setPage] = useState<number | null>(null);
  const [bulk, setBulk] = useState<QueueFilter | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  // Before the next key, not after the next paint: a page turned at once stays turned.
  useLayoutEffect(() => setPage(null), [subject]);
  const refilter = (next: QueueFilter) => go({ view: 'queue', filter: next, of: null, key: null });
  const onDone = (answer: DecisionAnswer) => {
    desk.decided(answer);
    document.querySelector<HTMLElement>('.list')?.focus();
    if (answer.next === null) return;
    queue.put(answer.next.index, answer.next.entry);
    put(subjectOf(answer.next.entry), answer.next.evidence);
    selection.show(answer.next.index, answer.next.entry);
  };
  const onConflict = (now: Evidence | null) => now !== null && subject !== null && put(subject, now);
  const { isHere } = selection;
  const deciding = useDecision({ evidence: current, filter, reviewer: desk.reviewer, isHere, onDone, onConflict });
  const turn = (by: number) => {
    const pages = evidence?.document.pages ?? 1;
    setPage(Math.max(1, Math.min(pages, (page ?? evidence?.page?.number ?? 1) + by)));
  };
  useKeyActions({
    ...decisionKeys(current, deciding),
    next: () => selection.select(selected + 1),
    previous: () => selection.select(selected - 1),
    filters: () => document.getElementById('filter-reason')?.focus(),
    nextPage: () => turn(1),
    previousPage: () => turn(-1),
    back: () => setPage(null),
  });
  usePrefetch(following, evidence);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div class="three">
      <div class="left-pane">
        <Filters {...{ filter, revision: desk.revision, total: queue.total }} onFilter={refilter} />
        {evidence?.item != null && (
          <p class="buttons bulk-open">
            <button type="button" onClick={() => setBulk({ ...filter, reason: evidence.item?.reason })}>
              {bulkWords.open}
            </button>
          </p>
        )}
        <QueueList {...{ queue, selected, filtered }} onSelect={selection.select} />
      </div>
      <Picture evidence={evidence} page={page} onPage={setPage} />
      {evidence === null ? (
        <section class="evidence" aria-label={words.evidence.label}>
          <p class="muted">{queue.total === null ? words.loading : words.evidence.choose}</p>
        </section>
      ) : (
        <EvidencePanel
          {...{ evidence, deciding, busy: current === null }}
          onPage={setPage}
          onItem={(key) => selection.look({ document: evidence.document.sha256, item: key, ref: null })}
          onCell={(ref) => selection.look({ document: evidence.document.sha256, item: null, ref })}
          onUndo={desk.undo}
          onNext={() => selection.select(evidence.item === null ? selected : selected + 1)}
          onEdit={setEditing}
        />
      )}
      {bulk !== null && <BulkDialog filter={bulk} desk={desk} onClose={() => setBulk(null)} />}
      {editing !== null && evidence !== null && (
        <EditDialog {...{ document: evidence.document.sha256, editing, desk }} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

interface PictureProps {
  readonly evidence: Evidence | null;
  /** Another page than the entry's; null for its own. */
  readonly page: number | null;
  readonly onPage: (page: number | null) => void;
}

function Picture({ evidence, page, onPage }: PictureProps) {
  const shown = page ?? evidence?.page?.number ?? null;
  if (evidence === null || shown === null) return <NoPicture item={evidence?.item ?? null} />;
  const { document, item, box } = evidence;
  return (
    <PagePicture
      document={document.sha256}
      file={document.file}
      pages={document.pages}
      page={shown}
      size={evidence.page}
      focus={shown === evidence.page?.number ? box : null}
      row={evidence.rowBox}
      focusKey={`${document.sha256}/${item?.key ?? ''}/${Object.values(box ?? {})}`}
      marks={marksOf(evidence)}
      onPage={onPage}
      onBack={() => onPage(null)}
    />
  );
}

/** In place of a picture: what an entry says that speaks of no page. */
function NoPicture({ item }: { readonly item: Evidence['item'] }) {
  return (
    <section class="picture empty" aria-label={words.picture.label}>
      {item !== null && <p class="sheet-trouble">{sentence(item)}</p>}
    </section>
  );
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
