import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueueEntry } from '../../api.ts';
import { yuan } from '../state/format.ts';
import type { QueueData } from '../state/queue-data.ts';
import { measureName, named, sentence, words } from '../words.ts';

/** Height of a row in CSS pixels: the stylesheet has the same. */
const ROW = 64;
const SPARE = 8;

interface Props {
  readonly queue: QueueData;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly filtered: boolean;
}

/** The queue as a list of which only what is seen exists: 100,000 rows scroll like ten. */
export function QueueList({ queue, selected, onSelect, filtered }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const total = queue.total ?? 0;
  const from = Math.max(0, Math.floor(view.top / ROW) - SPARE);
  const to = Math.min(total, Math.ceil((view.top + view.height) / ROW) + SPARE);
  useEffect(() => queue.want(from, Math.max(from, to - 1)), [from, to, queue.want]);
  const choose = useRef(onSelect);
  choose.current = onSelect;
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const click = ({ target }: MouseEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
      if (row !== null) choose.current(Number(row.dataset.index));
    };
    element.addEventListener('click', click);
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('click', click);
      element.removeEventListener('scroll', measure);
    };
  }, []);
  useEffect(() => {
    const element = box.current;
    if (element === null || selected < 0) return;
    const top = selected * ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW - element.clientHeight;
  }, [selected, total]);
  if (queue.total === 0) return <p class="empty">{filtered ? words.queue.emptyFiltered : words.queue.empty}</p>;
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  return (
    <div
      ref={box}
      class="list"
      role="listbox"
      tabIndex={0}
      aria-label={words.queue.label}
      aria-activedescendant={selected >= 0 ? `row-${selected}` : undefined}
      aria-busy={queue.total === null}
    >
      <div class="list-space" role="presentation" style={{ height: `${total * ROW}px` }}>
        {shown.map((index) => (
          <Row
            key={index}
            {...{ index, total, selected: index === selected }}
            entry={queue.row(index)}
            joined={queue.row(index) !== undefined && sameGroup(queue.row(index - 1), queue.row(index))}
          />
        ))}
      </div>
    </div>
  );
}

function sameGroup(a: QueueEntry | undefined, b: QueueEntry | undefined): boolean {
  return a !== undefined && b !== undefined && a.sha256 === b.sha256 && a.group === b.group;
}

interface RowProps {
  readonly index: number;
  readonly total: number;
  readonly entry: QueueEntry | undefined;
  readonly joined: boolean;
  readonly selected: boolean;
}

function Row({ index, total, entry, joined, selected }: RowProps) {
  return (
    <div
      id={`row-${index}`}
      class={`row${selected ? ' selected' : ''}${joined ? ' joined' : ''}`}
      style={{ top: `${index * ROW}px` }}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      tabIndex={-1}
      data-index={index}
    >
      {entry === undefined ? <span class="muted">…</span> : <Entry entry={entry} joined={joined} />}
    </div>
  );
}

function Entry({ entry, joined }: { readonly entry: QueueEntry; readonly joined: boolean }) {
  const name = [entry.lineCode, entry.lineName].filter((part) => part !== null && part !== '').join(' ');
  return (
    <>
      <div class="row-top">
        <span class="row-name">
          {joined && (
            <span class="joint" title={words.queue.group}>
              <span aria-hidden="true">↳ </span>
            </span>
          )}
          <bdi>{name === '' ? sentence(entry) : name}</bdi>
        </span>
        <span class="row-amount">{entry.amount === null ? '' : yuan(entry.amount)}</span>
      </div>
      <div class="row-bottom">
        <span class={`reason reason-${entry.reason === 'contradicted' ? 'bad' : 'open'}`}>
          {named(words.reason, entry.reason)}
        </span>
        <span class="muted">
          {named(words.statement, entry.statement)}
          {entry.measure === null ? '' : ` · ${measureName(entry.measure)}`}
          {entry.page === null ? '' : ` · ${words.pageNo(entry.page)}`}
        </span>
      </div>
      <div class="row-file muted">
        <bdi>{entry.department ?? entry.file}</bdi> {entry.fiscalYear ?? ''}
      </div>
    </>
  );
}
