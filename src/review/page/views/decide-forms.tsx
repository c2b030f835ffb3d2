import { useState } from 'preact/hooks';
import { MEASURES } from '../../../model/catalogue.ts';
import type { Evidence } from '../../api.ts';
import { AmountField, Ends, useFocus } from '../parts/form-parts.tsx';
import { type Deciding, problemOf } from '../state/decision.ts';
import { measureName, words } from '../words.ts';
import { EntryForm } from './entry-form.tsx';

interface Props {
  readonly evidence: Evidence;
  readonly deciding: Deciding;
}

/** The buttons and forms with which one decides. */
export function Decide({ evidence, deciding }: Props) {
  const { mode, saving, open, submit } = deciding;
  const w = words.decide;
  const { entry, table } = evidence;
  const notice = evidence.cell === null;
  return (
    <section class="decide" aria-label={w.label}>
      <div class="buttons">
        <button type="button" class="primary" disabled={saving} onClick={() => submit(notice ? 'seen' : 'accept')}>
          {notice ? w.seen : w.accept} <kbd>a</kbd>
        </button>
        {entry !== null && (
          <button type="button" disabled={saving} aria-expanded={mode === 'correct'} onClick={() => open('correct')}>
            {w.enter} <kbd>c</kbd>
          </button>
        )}
        {!notice && (
          <>
            <button type="button" disabled={saving} aria-expanded={mode === 'correct'} onClick={() => open('correct')}>
              {w.correct} <kbd>c</kbd>
            </button>
            <button type="button" disabled={saving} onClick={() => submit('publisher')}>
              {w.publisher} <kbd>p</kbd>
            </button>
            <button type="button" disabled={saving} aria-expanded={mode === 'line'} onClick={() => open('line')}>
              {w.line} <kbd>l</kbd>
            </button>
            <button type="button" disabled={saving} aria-expanded={mode === 'measure'} onClick={() => open('measure')}>
              {w.measure} <kbd>m</kbd>
            </button>
            <button type="button" disabled={saving} aria-expanded={mode === 'ignore'} onClick={() => open('ignore')}>
              {w.ignore} <kbd>x</kbd>
            </button>
          </>
        )}
      </div>
      {mode === 'correct' && !notice && <ValueForm evidence={evidence} deciding={deciding} />}
      {mode === 'correct' && entry !== null && table !== null && <EntryForm {...{ entry, table, deciding }} />}
      {mode === 'line' && <LineForm evidence={evidence} deciding={deciding} />}
      {mode === 'measure' && <MeasureForm evidence={evidence} deciding={deciding} />}
      {mode === 'ignore' && <IgnoreForm deciding={deciding} />}
      <label class="field">
        <span>{w.reason}</span>
        <input
          id="reason"
          value={deciding.reason}
          maxLength={2000}
          onInput={({ currentTarget }) => deciding.explain(currentTarget.value)}
        />
      </label>
      <p class="problem" role="alert">
        {deciding.problem}
      </p>
    </section>
  );
}

function ValueForm({ evidence, deciding }: Props) {
  const { draft, type, submit } = deciding;
  const problem = draft.trim() === '' ? null : problemOf(draft, evidence);
  const ready = draft.trim() !== '' && problem === null;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) submit('value', { value: draft });
      }}
    >
      <AmountField unit={evidence.cell?.unit ?? ''} draft={draft} type={type} problem={problem} />
      <Ends deciding={deciding} ready={ready} />
    </form>
  );
}

function LineForm({ evidence, deciding }: Props) {
  const field = useFocus<HTMLSelectElement>();
  const current = evidence.cell?.line ?? -1;
  const [line, setLine] = useState(current);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (line !== current) deciding.submit('line', { line });
      }}
    >
      <label class="field">
        <span>{words.decide.chooseLine}</span>
        <select ref={field} value={line} onChange={({ currentTarget }) => setLine(Number(currentTarget.value))}>
          {evidence.table?.lines.map((one) => (
            <option key={one.line} value={one.line}>
              {[one.row, one.code, one.name.slice(0, 80)].filter((part) => part !== null).join(' ')}
            </option>
          ))}
        </select>
      </label>
      <Ends deciding={deciding} ready={line !== current} />
    </form>
  );
}

function MeasureForm({ evidence, deciding }: Props) {
  const field = useFocus<HTMLSelectElement>();
  const current = evidence.cell?.measure ?? '';
  const [measure, setMeasure] = useState(current);
  const [column, setColumn] = useState(true);
  const printed = evidence.table?.columns.map((one) => one.measure) ?? [];
  const choices = [...new Set<string>([current, ...printed, ...MEASURES])];
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (measure !== current) deciding.submit('measure', { measure, column });
      }}
    >
      <label class="field">
        <span>{words.decide.chooseMeasure}</span>
        <select ref={field} value={measure} onChange={({ currentTarget }) => setMeasure(currentTarget.value)}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {measureName(one).slice(0, 80)}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input type="checkbox" checked={column} onChange={({ currentTarget }) => setColumn(currentTarget.checked)} />
        {words.decide.wholeColumn}
      </label>
      <Ends deciding={deciding} ready={measure !== current} />
    </form>
  );
}

function IgnoreForm({ deciding }: { readonly deciding: Deciding }) {
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        deciding.submit('ignore');
      }}
    >
      <p>{words.decide.ignoreSure}</p>
      <Ends deciding={deciding} ready />
    </form>
  );
}
