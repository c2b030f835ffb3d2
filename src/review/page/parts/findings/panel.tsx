import type { FindingMark } from '../../../../model/fact.ts';
import type { CheckView, FindingView } from '../../../api.ts';
import { fen, impliedValues } from '../../../effects.ts';
import { moment, report, yuan, yuanOf } from '../../state/format.ts';
import { href } from '../../state/route.ts';
import { measureName, named, findingWords as w, words } from '../../words.ts';
import { Equation } from '../arithmetic.tsx';

export const MARKS: readonly FindingMark[] = ['reported', 'answered', 'mistaken', 'none'];

interface Props {
  readonly view: FindingView;
  readonly busy: boolean;
  readonly note: string;
  readonly problem: string | null;
  readonly onNote: (note: string) => void;
  readonly onMark: (mark: FindingMark) => void;
  readonly onCopy: () => void;
  readonly saveAs: (format: string) => string;
}

/** One finding: what is wrong, the sum written out, what it should be, and what was done about it. */
export function FindingPanel(props: Props) {
  const { view, busy } = props;
  const { document, row, check, sentence } = view;
  return (
    <section class="evidence scroll" aria-label={words.evidence.label} aria-busy={busy}>
      <p class="muted">
        <bdi>{document.department ?? document.file}</bdi> {report(document.documentType, document.fiscalYear)} ·{' '}
        <a href={href({ view: 'document', sha256: document.sha256, cell: null })}>
          <bdi>{document.file}</bdi>
        </a>
      </p>
      <h2>{row.title}</h2>
      <p class="tags">
        <span class={row.state === 'fails' ? 'tag tag-contradicted' : 'tag'}>{w.states[row.state]}</span>
        <span class="tag">{named(w.kinds, row.kind)}</span>
        <span class="tag">{named(w.marks, row.mark)}</span>
      </p>
      <Decide {...props} />
      {sentence !== null && (
        <section aria-labelledby="finding-sentence">
          <h3 id="finding-sentence">{w.sentence}</h3>
          <blockquote>
            <bdi>{sentence}</bdi>
          </blockquote>
        </section>
      )}
      {check !== null && (
        <section aria-labelledby="finding-sum">
          <h3 id="finding-sum">{w.sum}</h3>
          <Equation {...{ check, cell: null, effect: null, onPage: () => undefined }} />
        </section>
      )}
      <Should view={view} />
      <InWords view={view} />
      <Marks view={view} />
    </section>
  );
}

/** What was done about it, and how to send it. */
function Decide({ view, busy, note, problem, onNote, onMark, onCopy, saveAs }: Props) {
  const { row } = view;
  return (
    <div class="decide">
      <div class="buttons">
        {MARKS.map((mark, at) => (
          <button
            key={mark}
            type="button"
            aria-pressed={row.mark === mark}
            disabled={busy}
            onClick={() => onMark(mark)}
          >
            {w.marks[mark]} <kbd>{at + 1}</kbd>
          </button>
        ))}
      </div>
      <label class="field">
        <span>{w.note}</span>
        <input
          id="finding-note"
          value={note}
          maxLength={2000}
          onInput={({ currentTarget }) => onNote(currentTarget.value)}
        />
      </label>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="buttons">
        <button type="button" onClick={onCopy}>
          {w.copy} <kbd>c</kbd>
        </button>
        {['xlsx', 'html', 'markdown'].map((format) => (
          <a key={format} class="button" href={saveAs(format)} download>
            {w.save(format.toUpperCase())} ({w.only})
          </a>
        ))}
      </div>
    </div>
  );
}

/** The finding as `yusuan check` writes it. */
function InWords({ view }: { readonly view: FindingView }) {
  const { document, cell, text } = view;
  return (
    <section aria-labelledby="finding-words">
      <h3 id="finding-words">{w.inWords}</h3>
      {text.map((line) => (
        <p key={line}>
          <bdi>{line}</bdi>
        </p>
      ))}
      {cell !== null && (
        <p>
          <a
            href={href({
              view: 'document',
              sha256: document.sha256,
              cell: `${cell.ref.statement}/${cell.ref.amount}`,
            })}
          >
            {named(words.statement, cell.kind)} {words.pageNo(cell.page)} <bdi>{cell.lineName}</bdi>{' '}
            {measureName(cell.measure)} {yuan(cell.amount)}
          </a>
        </p>
      )}
    </section>
  );
}

/** Suspects that are listed with what each should be. */
const MOST = 12;

function Should({ view }: { readonly view: FindingView }) {
  const { check, cell, row } = view;
  const lines = row.state !== 'fails' ? [] : check === null ? claimLines() : checkLines(check);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="finding-should">
      <h3 id="finding-should">{w.should}</h3>
      {lines.map((line) => (
        <p key={line} class="should">
          <bdi>{line}</bdi>
        </p>
      ))}
    </section>
  );
  function claimLines(): readonly string[] {
    return [cell === null ? w.nothingPrinted : w.claimShould(`${yuan(cell.amount)} ${words.unit}`)];
  }
}

function checkLines(check: CheckView): readonly string[] {
  if (check.place?.of === 'unit') return [w.unitShould(check.place.printed, check.place.expected)];
  if (check.rule.startsWith('prose-')) return [];
  const suspects = check.cells.filter(({ suspect }) => suspect);
  return (suspects.length > 0 ? suspects : check.cells).slice(0, MOST).flatMap((one) => {
    const what = `${named(words.statement, one.kind)} ${words.pageNo(one.page)} ${one.lineName} ${measureName(one.measure)} ${yuan(one.amount)}`;
    return impliedValues([check], one.ref, fen(one.amount)).map((value) =>
      w.shouldBe(what, `${yuanOf(value)} ${words.unit}`),
    );
  });
}

function Marks({ view }: { readonly view: FindingView }) {
  if (view.marks.length === 0) return null;
  return (
    <section aria-labelledby="finding-history">
      <h3 id="finding-history">{w.history}</h3>
      <ol class="history">
        {view.marks.map((one) => (
          <li key={one.number}>
            <strong>{w.marks[one.mark]}</strong> <bdi>{one.note}</bdi>{' '}
            <span class="muted">
              <bdi>{one.reviewer}</bdi> {moment(one.at)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
