import { useEffect, useRef, useState } from 'preact/hooks';
import type { BulkItem, BulkPreview, QueueEntry, QueueFilter } from '../../api.ts';
import { api, RequestError } from '../state/client.ts';
import type { Desk } from '../state/desk.ts';
import { yuan } from '../state/format.ts';
import { measureName, named, sentence, bulkWords as w, words } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { ScrollArea } from './scroll-area.tsx';

interface Props {
  /** The filter with the one reason in it. */
  readonly filter: QueueFilter;
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** So many are decided at a time: more than that nobody looks through. */
const MOST = 200;

const nameOf = (entry: QueueEntry) => `${entry.sha256}/${entry.key}`;

/** Decides on many entries with one reason alike, after a look at the list and at what it does. */
export function BulkDialog({ filter, desk, onClose }: Props) {
  const [rows, setRows] = useState<readonly QueueEntry[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const name = JSON.stringify(filter);
  useEffect(() => {
    const stop = new AbortController();
    void api.queue(JSON.parse(name), 0, MOST, stop.signal).then(
      (window) => setRows(window.rows),
      () => undefined,
    );
    return () => stop.abort();
  }, [name]);
  const chosen = (rows ?? []).filter((row) => !left.has(nameOf(row)));
  const items = chosen.map(({ sha256: document, key, amount }): BulkItem => ({ document, key, amount }));
  const preview = useBulkPreview(items);
  // State would come too late for the second half of a double click.
  const saving = useRef(false);
  const save = async () => {
    const reviewer = desk.reviewer();
    if (reviewer === null || items.length === 0 || saving.current) return;
    saving.current = true;
    try {
      const answer = await api.bulk({ items, reviewer, reason: '' });
      desk.decidedMany(answer);
      onClose();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.message === 'no-picture' ? w.blind : `${words.failed}${error.message}`);
    } finally {
      saving.current = false;
    }
  };
  const toggle = (row: QueueEntry) => {
    const next = new Set(left);
    if (!next.delete(nameOf(row))) next.add(nameOf(row));
    setLeft(next);
  };
  return (
    <Dialog title={w.title(named(words.reason, filter.reason ?? ''))} onClose={onClose}>
      <p>{w.about}</p>
      <Chosen {...{ rows: rows ?? [], left, toggle, chosen: items.length }} onAll={setLeft} />
      {preview !== null && (
        <p class="effect">
          {w.effect(Math.max(0, preview.leftBefore - preview.left), preview.mended, preview.broken)}{' '}
          {preview.skipped > 0 && w.skipped(preview.skipped)}
        </p>
      )}
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          disabled={items.length === 0 || preview === null}
          onClick={() => void save()}
        >
          {w.confirm(items.length)}
        </button>
        <button type="button" onClick={onClose}>
          {words.cancel} <kbd>Esc</kbd>
        </button>
      </div>
    </Dialog>
  );
}

interface ChosenProps {
  readonly rows: readonly QueueEntry[];
  /** What is left out. */
  readonly left: ReadonlySet<string>;
  readonly chosen: number;
  readonly toggle: (row: QueueEntry) => void;
  readonly onAll: (left: ReadonlySet<string>) => void;
}

/** The list, with what is left out. */
function Chosen({ rows, left, chosen, toggle, onAll }: ChosenProps) {
  return (
    <>
      <label class="check">
        <input
          id="bulk-all"
          type="checkbox"
          checked={left.size === 0}
          onChange={() => onAll(left.size === 0 ? new Set(rows.map(nameOf)) : new Set())}
        />
        {w.all} · {w.chosen(chosen)}
      </label>
      <ScrollArea class="scroll sums" label={w.chosen(chosen)}>
        <ul class="bulk">
          {rows.map((row) => (
            <li key={nameOf(row)}>
              <label class="check">
                <input type="checkbox" checked={!left.has(nameOf(row))} onChange={() => toggle(row)} />
                <Entry row={row} />
              </label>
            </li>
          ))}
        </ul>
      </ScrollArea>
    </>
  );
}

function Entry({ row }: { readonly row: QueueEntry }) {
  const name = [row.lineCode, row.lineName].filter((part) => part !== null && part !== '').join(' ');
  return (
    <span>
      <bdi>{name === '' ? sentence(row) : name}</bdi> {row.measure === null ? '' : `${measureName(row.measure)} `}
      <span class="amount">{row.amount === null ? '' : yuan(row.amount)}</span>{' '}
      <span class="muted">
        {row.raw === null ? '' : `“${row.raw}” `}
        <bdi>{row.file}</bdi> {row.page === null ? '' : words.pageNo(row.page)}
      </span>
    </span>
  );
}

function useBulkPreview(items: readonly BulkItem[]): BulkPreview | null {
  const name = items.length === 0 ? '' : JSON.stringify(items);
  const [held, setHeld] = useState<{ readonly name: string; readonly preview: BulkPreview } | null>(null);
  useEffect(() => {
    if (name === '') return;
    let gone = false;
    const timer = window.setTimeout(() => {
      void api.previewBulk({ items: JSON.parse(name), reviewer: '?', reason: '' }).then(
        (preview) => {
          if (!gone) setHeld({ name, preview });
        },
        () => undefined,
      );
    }, 350);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [name]);
  return held?.name === name ? held.preview : null;
}
