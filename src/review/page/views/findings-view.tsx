import { useEffect, useState } from 'preact/hooks';
import type { FindingMark } from '../../../model/fact.ts';
import type { FindingFilter, FindingView } from '../../api.ts';
import { MOST_FINDINGS } from '../../limits.ts';
import { FindingFilters } from '../parts/findings/filters.tsx';
import { FindingList } from '../parts/findings/list.tsx';
import { FindingPanel, MARKS } from '../parts/findings/panel.tsx';
import { FindingPictures } from '../parts/findings/pictures.tsx';
import { tellPicture } from '../parts/page-picture.tsx';
import { api, RequestError } from '../state/client.ts';
import type { Desk } from '../state/desk.ts';
import { spotOf, useFinding, useFindings } from '../state/finding-data.ts';
import { useKeyActions } from '../state/keys.ts';
import { go, type Route } from '../state/route.ts';
import { findingWords as w, words } from '../words.ts';

interface Props {
  readonly route: Route & { readonly view: 'findings' };
  readonly desk: Desk;
}

const FORMATS = ['xlsx', 'html', 'markdown'] as const;

/** What does not hold in the reports: list, pictures, the sum; ready to be sent. */
export function FindingsView({ route, desk }: Props) {
  const { filter } = route;
  const list = useFindings(filter, desk.revision);
  const [first] = list.rows;
  const chosen = route.at ?? (first === undefined ? null : spotOf(first));
  const { view, current, put } = useFinding(chosen, desk.revision);
  const choose = (at: string) => go({ view: 'findings', filter, at }, true);
  const step = (by: number) => {
    const at = list.rows.findIndex((row) => spotOf(row) === chosen);
    const next = list.rows[at + by];
    if (next !== undefined) choose(spotOf(next));
    else if (by > 0) list.more();
  };
  const marking = useMarking(view, current, desk, put);
  const copy = async () => {
    // While the next one is fetched, the one before is still there.
    if (view === null || !current) return;
    await toClipboard(asText(view));
    desk.say(w.copied);
  };
  const [printed, print] = usePrint(filter, desk);
  useKeyActions({
    next: () => step(1),
    previous: () => step(-1),
    correct: () => void copy(),
    reason: () => document.getElementById('finding-note')?.focus(),
    cancel: () => document.querySelector<HTMLElement>('.list')?.focus(),
    filters: () => document.getElementById('finding-kind')?.focus(),
    digit: (n) => {
      const mark = MARKS[n - 1];
      if (mark !== undefined) void marking.submit(mark);
    },
    zoomIn: () => tellPicture('+'),
    zoomOut: () => tellPicture('-'),
    fit: () => tellPicture('0'),
    pan: tellPicture,
  });
  const only = (format: string) =>
    api.findingExport({ state: filter.state, document: view?.row.sha256 }, format, {
      origin: view?.row.origin,
      index: view?.row.index,
    });
  return (
    <div class="three findings-view">
      <h2 class="hidden">{w.label}</h2>
      <div class="left-pane">
        <FindingFilters
          {...{ filter, facets: list.facets, total: list.total }}
          onFilter={(next) => go({ view: 'findings', filter: next, at: null })}
        />
        {(list.total ?? 0) > MOST_FINDINGS ? (
          <p class="muted">{w.tooMany}</p>
        ) : (
          <Exports filter={filter} onPrint={print} />
        )}
        <FindingList {...{ list, chosen, onChoose: choose }} />
      </div>
      {view === null || chosen === null ? (
        <Nothing total={list.total} />
      ) : (
        <>
          <FindingPictures view={view} />
          <FindingPanel
            {...{ view, busy: !current || marking.saving, note: marking.note, problem: marking.problem }}
            onNote={marking.explain}
            onMark={(mark) => void marking.submit(mark)}
            onCopy={() => void copy()}
            saveAs={only}
          />
        </>
      )}
      <pre class="printed" aria-hidden="true">
        {printed}
      </pre>
    </div>
  );
}

function Nothing({ total }: { readonly total: number | null }) {
  return (
    <>
      <section class="picture empty" aria-label={words.picture.label} />
      <section class="evidence" aria-label={words.evidence.label}>
        <p class="muted">{total === null ? words.loading : total === 0 ? w.empty : w.choose}</p>
      </section>
    </>
  );
}

/** The whole list, to be sent. */
function Exports({ filter, onPrint }: { readonly filter: FindingFilter; readonly onPrint: () => void }) {
  return (
    <div class="buttons exports">
      {FORMATS.map((format) => (
        <a key={format} class="button" href={api.findingExport(filter, format)} download>
          {w.save(format.toUpperCase())}
        </a>
      ))}
      <button type="button" onClick={onPrint}>
        {w.print}
      </button>
    </div>
  );
}

/** Marking one finding: what is noted, saving, and what went wrong. */
function useMarking(view: FindingView | null, current: boolean, desk: Desk, put: (view: FindingView) => void) {
  const [note, explain] = useState('');
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const finding = view?.row.finding ?? '';
  useEffect(() => {
    explain('');
    setProblem(null);
  }, [finding, view?.row.sha256]);
  const submit = async (mark: FindingMark) => {
    if (view === null || !current || saving) return;
    const reviewer = desk.reviewer();
    if (reviewer === null) return;
    const { sha256: document, origin, index } = view.row;
    const seen = view.marks.at(-1)?.number ?? 0;
    setSaving(true);
    setProblem(null);
    try {
      const answer = await api.mark({ document, origin, index, finding, seen, mark, note, reviewer });
      if (answer.view !== null) put(answer.view);
      if (answer.done) {
        explain('');
        desk.say(w.marked(w.marks[mark]));
      } else setProblem(w.overtaken);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.refusal.error === 'offline' ? words.offline : `${words.failed}${error.message}`);
    } finally {
      setSaving(false);
    }
  };
  return { note, explain, saving, problem, submit };
}

function asText({ document, text, row, sentence }: FindingView): string {
  const page = row.page === null ? [] : [words.pageNo(row.page)];
  const said = sentence === null || text.some((line) => line.includes(sentence)) ? [] : [`“${sentence}”`];
  return [[document.department ?? '', document.file, ...page].join(' ').trim(), ...text, ...said].join('\n');
}

/** Also where the page was opened from another machine, and browsers keep the clipboard to themselves. */
export async function toClipboard(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
    return;
  }
  copyBySelection(text);
}

function copyBySelection(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** What the printer gets: the list in words. */
function usePrint(filter: FindingFilter, desk: Desk) {
  const [printed, setPrinted] = useState('');
  useEffect(() => {
    if (printed === '') return;
    window.print();
    setPrinted('');
  }, [printed]);
  const print = () => {
    void fetch(api.findingExport(filter, 'text')).then(
      async (response) => (response.ok ? setPrinted(await response.text()) : desk.say(w.tooMany)),
      () => desk.say(words.offline),
    );
  };
  return [printed, print] as const;
}
