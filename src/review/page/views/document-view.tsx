import { useEffect, useState } from 'preact/hooks';
import type { DecisionAnswer, TableCell, DocumentView as View } from '../../api.ts';
import { EditDialog, type Editing } from '../parts/edit-dialog.tsx';
import { marksOf } from '../parts/marks.ts';
import { type PageMark, PagePicture } from '../parts/page-picture.tsx';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { Statement } from '../parts/statement-table.tsx';
import { api } from '../state/client.ts';
import { useDecision } from '../state/decision.ts';
import { decisionKeys } from '../state/decision-keys.ts';
import type { Desk } from '../state/desk.ts';
import { useEvidence } from '../state/evidence-data.ts';
import { report } from '../state/format.ts';
import { useKeyActions } from '../state/keys.ts';
import { go, href, QUEUE } from '../state/route.ts';
import { editWords, words } from '../words.ts';
import { EvidencePanel } from './evidence-panel.tsx';

interface Props {
  readonly sha256: string;
  /** `statement/amount` of the chosen cell. */
  readonly cell: string | null;
  readonly desk: Desk;
}

/** One document: its statements as tables with doubtful cells marked, next to the page. */
export function DocumentView({ sha256, cell, desk }: Props) {
  const [view, setView] = useState<View | null>(null);
  const [page, setPage] = useState<number | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  useEffect(() => {
    void api.document(sha256).then(setView, () => undefined);
  }, [sha256, desk.revision]);
  const [statement, amount] = (cell ?? '').split('/').map(Number);
  const chosen = cell === null || statement === undefined || amount === undefined ? null : { statement, amount };
  const subject = chosen === null ? null : { document: sha256, item: null, ref: chosen };
  const { shown: evidence, current, put } = useEvidence(subject, null, desk);
  const onDone = (answer: DecisionAnswer) => desk.decided(answer);
  const onConflict = (now: typeof evidence) => now !== null && subject !== null && put(subject, now);
  const deciding = useDecision({
    evidence: current,
    filter: {},
    reviewer: desk.reviewer,
    isHere: () => true,
    onDone,
    onConflict,
  });
  const choose = (one: TableCell) => {
    setPage(null);
    go({ view: 'document', sha256, cell: `${one.ref.statement}/${one.ref.amount}` }, true);
  };
  useKeyActions({ ...decisionKeys(current, deciding), back: () => setPage(null) });
  if (view === null) return <p class="muted pad">{words.loading}</p>;
  const shown = page ?? evidence?.page?.number ?? view.statements[0]?.pages[0] ?? 1;
  return (
    <div class="three">
      <ScrollArea class="left-pane tables scroll" label={words.documents.statements}>
        <DocumentHead view={view} />
        {view.statements.length === 0 && <p class="muted">{words.documents.noStatements}</p>}
        {view.statements.map((table) => (
          <Statement
            key={table.index}
            {...{ table, chosen: cell, onChoose: choose, onPage: setPage, onEdit: setEditing }}
          />
        ))}
      </ScrollArea>
      <PagePicture
        document={sha256}
        file={view.document.file}
        pages={view.document.pages}
        page={shown}
        size={view.sizes.find(({ number }) => number === shown) ?? null}
        focus={evidence !== null && evidence.page?.number === shown ? evidence.box : null}
        row={evidence?.rowBox ?? null}
        focusKey={cell ?? ''}
        marks={[...openMarks(view), ...(evidence === null ? [] : marksOf(evidence))]}
        onPage={setPage}
        onBack={() => setPage(null)}
      />
      {evidence === null ? (
        <section class="evidence" aria-label={words.evidence.label} />
      ) : (
        <EvidencePanel
          {...{ evidence, deciding, busy: current === null }}
          onPage={setPage}
          onItem={(key) => go({ ...QUEUE, view: 'queue', filter: { document: sha256 }, of: sha256, key })}
          onCell={({ statement: s, amount: a }) => go({ view: 'document', sha256, cell: `${s}/${a}` }, true)}
          onUndo={desk.undo}
          onNext={null}
          onEdit={setEditing}
        />
      )}
      {editing !== null && <EditDialog {...{ document: sha256, editing, desk }} onClose={() => setEditing(null)} />}
    </div>
  );
}

function DocumentHead({ view }: { readonly view: View }) {
  const { document } = view;
  const w = words.documents;
  return (
    <header>
      <p>
        <a href={href({ view: 'documents' })}>‹ {w.back}</a>
      </p>
      <h2 class="view-title">
        <bdi>{(document.department ?? document.file).slice(0, 120)}</bdi>{' '}
        {report(document.documentType, document.fiscalYear)}
      </h2>
      <p class="muted">
        {w.statements} {document.statements} · {w.facts} {document.facts} · {w.proven} {document.proven} · {w.failed}{' '}
        {document.findings} · {w.open} {document.open}{' '}
        {document.open > 0 && (
          <a href={href({ view: 'queue', filter: { document: document.sha256 }, of: null, key: null })}>
            {w.openQueue}
          </a>
        )}
      </p>
      <p class="muted">{editWords.shownIn}</p>
    </header>
  );
}

/** Entries of the queue are marked on the page; amounts by their boxes. */
function openMarks(view: View): readonly PageMark[] {
  return view.openItems.flatMap(({ page, box }) =>
    page === null || box === null ? [] : [{ role: 'open' as const, page, box }],
  );
}
