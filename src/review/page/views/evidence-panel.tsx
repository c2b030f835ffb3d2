import type { Evidence } from '../../api.ts';
import { typedFen } from '../../cells.ts';
import { effectsOf, fen } from '../../effects.ts';
import { Arithmetic } from '../parts/arithmetic.tsx';
import type { Editing } from '../parts/edit-dialog.tsx';
import { Neighbours } from '../parts/neighbours.tsx';
import type { Deciding } from '../state/decision.ts';
import { moment, yuan } from '../state/format.ts';
import { editWords, measureName, named, sentence, words } from '../words.ts';
import { Decide } from './decide-forms.tsx';

interface Props {
  readonly evidence: Evidence;
  /** Another entry is on its way: nothing can be decided for a moment. */
  readonly busy: boolean;
  readonly deciding: Deciding;
  readonly onPage: (page: number) => void;
  readonly onItem: (key: string) => void;
  readonly onCell: (ref: { statement: number; amount: number }) => void;
  readonly onUndo: (id: number) => void;
  readonly onNext: (() => void) | null;
  readonly onEdit: (editing: Editing) => void;
}

/** Everything that speaks for or against what was read in one place, and what one may decide. */
export function EvidencePanel(props: Props) {
  const { evidence, deciding, onNext } = props;
  const draft = evidence.cell === null ? null : typedFen(deciding.draft, evidence.cell.unit);
  return (
    <section class="evidence scroll" aria-label={words.evidence.label} aria-busy={props.busy}>
      <Head evidence={evidence} />
      {deciding.conflict !== null && (
        <div class="conflict" role="alert">
          <p>{deciding.conflict}</p>
          {onNext !== null && (
            <button type="button" onClick={onNext}>
              {words.decide.takeNext} <kbd>j</kbd>
            </button>
          )}
        </div>
      )}
      <Decide evidence={evidence} deciding={deciding} />
      <TableTools evidence={evidence} onEdit={props.onEdit} />
      <Candidates evidence={evidence} deciding={deciding} />
      {evidence.cell !== null && <Arithmetic evidence={evidence} draft={draft} onPage={props.onPage} />}
      <Neighbours evidence={evidence} />
      <Elsewhere evidence={evidence} onCell={props.onCell} />
      <Group evidence={evidence} onItem={props.onItem} />
      <History evidence={evidence} onUndo={props.onUndo} />
    </section>
  );
}

function Head({ evidence }: { readonly evidence: Evidence }) {
  const { cell, item, document } = evidence;
  const w = words.evidence;
  const name = cell === null ? named(words.reason, item?.reason ?? '') : cell.lineName;
  return (
    <header>
      <p class="muted">
        <bdi>{document.department ?? document.file}</bdi> · {document.fiscalYear ?? ''} ·{' '}
        {named(words.statement, cell?.kind ?? item?.statement ?? '')}
        {cell?.side === 'revenue' || cell?.side === 'expenditure' ? ` · ${words.side[cell.side]}` : ''}
        {evidence.page === null ? '' : ` · ${words.pageNo(evidence.page.number)}`}
      </p>
      <p class="muted">
        <bdi>{document.file}</bdi>
        {document.current === 0 && <span class="tag">{words.documents.older}</span>}
      </p>
      <h2>
        <bdi>
          {cell?.lineCode ?? ''} {name}
        </bdi>
        {cell === null ? '' : ` · ${measureName(cell.measure)}`}
      </h2>
      {cell !== null && (
        <dl class="values">
          <div>
            <dt>{w.raw}</dt>
            <dd class="raw">
              <bdi>{cell.raw}</bdi> <span class="muted">{cell.unit}</span>
            </dd>
          </div>
          <div>
            <dt>{w.published}</dt>
            <dd>
              <strong class="amount">{yuan(cell.amount)}</strong> {words.unit}
            </dd>
          </div>
        </dl>
      )}
      {cell !== null && (
        <p class="tags">
          <span class={`tag tag-${cell.proof}`}>{named(words.proof, cell.proof)}</span>
          <span class="tag">{named(words.source, cell.source)}</span>
          <span class="tag">{w.confidence(cell.confidence)}</span>
        </p>
      )}
      {item === null ? <p class="muted">{w.notInQueue}</p> : <p class="detail">{sentence(item)}</p>}
    </header>
  );
}

/** What may be set right beside the amount: the table's unit, what the table is, what the line is called. */
function TableTools({ evidence, onEdit }: Pick<Props, 'evidence' | 'onEdit'>) {
  const { table, cell } = evidence;
  if (table === null || table.ignored) return null;
  const line = table.lines.find((one) => one.line === cell?.line);
  return (
    <p class="buttons">
      <button type="button" onClick={() => onEdit({ kind: 'unit', table })}>
        {editWords.unit}
      </button>
      <button type="button" onClick={() => onEdit({ kind: 'table', table })}>
        {editWords.table}
      </button>
      {line !== undefined && (
        <button type="button" onClick={() => onEdit({ kind: 'rename', table, line })}>
          {editWords.rename}
        </button>
      )}
    </p>
  );
}

function Candidates({ evidence, deciding }: { readonly evidence: Evidence; readonly deciding: Deciding }) {
  const { cell, candidates, checks } = evidence;
  if (cell === null || candidates.length === 0) return null;
  const w = words.evidence;
  return (
    <section aria-labelledby="candidates">
      <h3 id="candidates">{w.candidates}</h3>
      <ol class="candidates">
        {candidates.map((one, at) => {
          const effects = effectsOf(checks, cell.ref, fen(one.amount));
          const mended = effects.filter(({ change }) => change === 'mends').length;
          const broken = effects.filter(({ change }) => change === 'breaks').length;
          return (
            <li key={one.amount}>
              <button
                type="button"
                aria-pressed={deciding.draft === one.printed}
                onClick={() => takeCandidate(evidence, deciding, at)}
              >
                <kbd>{at + 1}</kbd> <span class="amount">{one.printed}</span>{' '}
                <span class="muted">{one.from.map((from) => w.from[from]).join('、')}</span>{' '}
                <span class={broken > 0 ? 'bad' : mended > 0 ? 'good' : 'muted'}>{w.effect(mended, broken)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The n-th possible value goes into the form, where its effect shows; the present one closes the form. */
export function takeCandidate(evidence: Evidence, deciding: Deciding, at: number): void {
  const one = evidence.candidates[at];
  if (one === undefined) return;
  if (one.from.includes('published')) {
    deciding.open(null);
    return;
  }
  deciding.open('correct');
  deciding.type(one.printed);
}

function Elsewhere({ evidence, onCell }: { readonly evidence: Evidence; readonly onCell: Props['onCell'] }) {
  if (evidence.elsewhere.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere">
      <h3 id="elsewhere">{words.evidence.elsewhere}</h3>
      <ul class="plain">
        {evidence.elsewhere.map((one) => (
          <li key={`${one.ref.statement}/${one.ref.amount}`}>
            <button type="button" class="link" onClick={() => onCell(one.ref)}>
              {named(words.statement, one.kind)} {words.pageNo(one.page)}
            </button>{' '}
            {measureName(one.measure)} <span class="amount">{yuan(one.amount)}</span>{' '}
            <span class={`tag tag-${one.proof}`}>{named(words.proof, one.proof)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ evidence, onItem }: { readonly evidence: Evidence; readonly onItem: Props['onItem'] }) {
  const others = evidence.group.filter(({ key }) => key !== evidence.item?.key);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="group">
      <h3 id="group">{words.evidence.group(others.length)}</h3>
      <ul class="plain">
        {others.slice(0, 20).map((one) => (
          <li key={one.key}>
            <button type="button" class="link" onClick={() => onItem(one.key)}>
              <bdi>{sentence(one).slice(0, 120)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ evidence, onUndo }: { readonly evidence: Evidence; readonly onUndo: Props['onUndo'] }) {
  if (evidence.history.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h3 id="history">{words.evidence.history}</h3>
      <ol class="plain history">
        {evidence.history.map((one) => (
          <li key={one.id ?? one.kind} class={one.status === 'undone' ? 'undone' : ''}>
            <span class="muted">{moment(one.at)}</span> {one.reviewer} {named(words.kind, one.kind)}{' '}
            {one.newValue !== null && <span class="amount">{yuan(one.newValue)}</span>}{' '}
            {one.target !== null && <bdi>{measureName(one.target)}</bdi>} {one.reason !== '' && <q>{one.reason}</q>}{' '}
            {one.status !== null && named(words.state, one.status)}{' '}
            {one.undoneBy !== null && <span class="muted">{words.undoneBy(one.undoneBy)}</span>}
            {one.id !== null && one.status !== 'undone' && (
              <button type="button" class="link" onClick={() => onUndo(one.id ?? 0)}>
                {words.decide.undo}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
