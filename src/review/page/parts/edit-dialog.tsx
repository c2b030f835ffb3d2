import { useEffect, useState } from 'preact/hooks';
import { STATEMENT_KINDS } from '../../../model/catalogue.ts';
import { UNITS } from '../../../model/money.ts';
import type { EditPreview, EditRequest, StatementTable, SumState, TableLine } from '../../api.ts';
import { api, RequestError } from '../state/client.ts';
import type { Desk } from '../state/desk.ts';
import { yuan } from '../state/format.ts';
import { bulkWords, checkWords, named, editWords as w, words } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { ScrollArea } from './scroll-area.tsx';

/** What is being set right. */
export type Editing =
  | { readonly kind: 'unit'; readonly table: StatementTable }
  | { readonly kind: 'table'; readonly table: StatementTable }
  | { readonly kind: 'rename'; readonly table: StatementTable; readonly line: TableLine };

interface Props {
  readonly document: string;
  readonly editing: Editing;
  readonly desk: Desk;
  readonly onClose: () => void;
}

const TITLES = { unit: w.unitTitle, table: w.tableTitle, rename: w.renameTitle } as const;
/** How long typing may rest before everything is added up again. */
const REST_MS = 350;

type Change = Pick<EditRequest, 'unit' | 'statement' | 'title' | 'line' | 'code' | 'name'>;

/** Sets a table or a line right, after showing what that does to every sum. */
export function EditDialog({ document, editing, desk, onClose }: Props) {
  const { kind, table } = editing;
  const [change, setChange] = useState<Change>(() => startOf(editing));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const seen = { kind: table.kind, title: table.title, unit: table.unit };
  const line = editing.kind === 'rename' ? editing.line : null;
  const own = line === null ? seen : { ...seen, code: line.code, name: line.name };
  const request = { document, table: table.index, kind, seen: own, ...change, reason };
  const ready = isChanged(editing, change);
  const preview = usePreview(ready ? { ...request, reviewer: '?' } : null);
  const save = async () => {
    const reviewer = desk.reviewer();
    if (reviewer === null || preview === null || !preview.possible) return;
    try {
      const { id, left } = await api.edit({ ...request, reviewer });
      const [before, after] = [preview.leftBefore, preview.left];
      const counts = { settled: Math.max(0, before - after), added: Math.max(0, after - before) };
      desk.decided({ id, left, ...counts, next: null });
      onClose();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(whyNot(error.message));
    }
  };
  return (
    <Dialog title={TITLES[kind]} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Fields {...{ editing, change }} onChange={(more) => setChange({ ...change, ...more })} />
        <label class="field">
          <span>{w.reason}</span>
          <input value={reason} maxLength={2000} onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        {ready && <Effect preview={preview} />}
        <p class="problem" role="alert">
          {problem}
        </p>
        <div class="buttons">
          <button type="submit" class="primary" disabled={!ready || preview === null || !preview.possible}>
            {words.save}
          </button>
          <button type="button" onClick={onClose}>
            {words.cancel} <kbd>Esc</kbd>
          </button>
          {kind === 'table' && table.kind !== 'other' && /表(?:（[^（）]*）)?$/u.test(table.title) && (
            <a class="button" href={api.declaration(document, table.index)} download>
              {w.keep}
            </a>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function whyNot(message: string): string {
  if (message === 'no-picture') return bulkWords.blind;
  return message === 'overtaken' ? words.decide.conflictGone : `${words.failed}${message}`;
}

function startOf(editing: Editing): Change {
  const { table } = editing;
  if (editing.kind === 'unit') return { unit: table.unit };
  if (editing.kind === 'table') return { statement: table.kind, title: table.title };
  return { line: editing.line.line, code: editing.line.code ?? '', name: editing.line.name };
}

function isChanged(editing: Editing, change: Change): boolean {
  const { table } = editing;
  if (editing.kind === 'unit') return change.unit !== table.unit;
  if (editing.kind === 'table') return change.statement !== table.kind || change.title?.trim() !== table.title;
  const { line } = editing;
  return change.name?.trim() !== '' && (change.name?.trim() !== line.name || change.code?.trim() !== (line.code ?? ''));
}

interface FieldsProps {
  readonly editing: Editing;
  readonly change: Change;
  readonly onChange: (more: Change) => void;
}

function Fields({ editing, change, onChange }: FieldsProps) {
  const { table } = editing;
  if (editing.kind === 'unit') {
    return (
      <label class="field">
        <span>{w.unitNow(table.unit)}</span>
        <select
          id="edit-unit"
          value={change.unit}
          onChange={({ currentTarget }) => onChange({ unit: currentTarget.value })}
        >
          {UNITS.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      </label>
    );
  }
  if (editing.kind === 'table') {
    const kinds = [...new Set<string>([table.kind, ...STATEMENT_KINDS])];
    return (
      <>
        <label class="field">
          <span>{w.statement}</span>
          <select
            id="edit-statement"
            value={change.statement}
            onChange={({ currentTarget }) => onChange({ statement: currentTarget.value })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {named(words.statement, kind)}
              </option>
            ))}
          </select>
        </label>
        <Text id="edit-title" label={w.title} value={change.title ?? ''} onInput={(title) => onChange({ title })} />
      </>
    );
  }
  return (
    <>
      <Text id="edit-code" label={w.code} value={change.code ?? ''} onInput={(code) => onChange({ code })} />
      <Text id="edit-name" label={w.name} value={change.name ?? ''} onInput={(name) => onChange({ name })} />
    </>
  );
}

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

function Text({ id, label, value, onInput }: TextProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input id={id} value={value} maxLength={1000} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
    </label>
  );
}

/** What the server says it would do, a moment after the last change. */
function usePreview(request: EditRequest | null): EditPreview | null {
  const name = request === null ? '' : JSON.stringify({ ...request, reason: '' });
  const [held, setHeld] = useState<{ readonly name: string; readonly preview: EditPreview } | null>(null);
  useEffect(() => {
    if (name === '') return;
    let gone = false;
    const timer = window.setTimeout(() => {
      void api.previewEdit(JSON.parse(name)).then(
        (preview) => {
          if (!gone) setHeld({ name, preview });
        },
        () => {
          if (!gone) setHeld({ name, preview: NOT_POSSIBLE });
        },
      );
    }, REST_MS);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [name]);
  return held?.name === name ? held.preview : null;
}

const NOT_POSSIBLE: EditPreview = {
  ...{ possible: false, mended: 0, broken: 0, held: 0, sums: [], left: 0, leftBefore: 0 },
};

/** Which sums come to something else, hold, or no longer hold. */
export function Effect({ preview }: { readonly preview: EditPreview | null }) {
  if (preview === null) return <p class="muted">{w.counting}</p>;
  if (!preview.possible) return <p class="bad">{w.impossible}</p>;
  return (
    <section class="effect" aria-label={w.effect}>
      <h3>{w.effect}</h3>
      <p>
        <strong class={preview.mended > 0 ? 'good' : ''}>{w.mended(preview.mended)}</strong> ·{' '}
        <strong class={preview.broken > 0 ? 'bad' : ''}>{w.broken(preview.broken)}</strong> · {w.held(preview.held)} ·{' '}
        {w.queue(preview.leftBefore, preview.left)}
      </p>
      {preview.sums.length > 0 && <Sums preview={preview} />}
    </section>
  );
}

function Sums({ preview }: { readonly preview: EditPreview }) {
  return (
    <ScrollArea class="scroll sums" label={w.sum}>
      <table class="grid">
        <thead>
          <tr>
            {[w.sum, w.before, w.after].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sums.map(({ rule, title, place, before, after }, at) => {
            const [name, where] = checkWords({ rule, title, scope: '', place });
            return (
              <tr key={at}>
                <td>
                  {name} <bdi class="muted">{where}</bdi>
                </td>
                <State state={before} />
                <State state={after} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function State({ state }: { readonly state: SumState | null }) {
  if (state === null) return <td class="muted">{w.gone}</td>;
  const said = state.status === 'pass' ? w.holds : state.status === 'fail' ? w.fails : w.idle;
  return (
    <td>
      <span class={state.status === 'pass' ? 'good' : state.status === 'fail' ? 'bad' : 'muted'}>{said}</span>{' '}
      <span class="amount">
        {yuan(state.lhs)} / {yuan(state.rhs)}
      </span>
    </td>
  );
}
