import { useState } from 'preact/hooks';
import { MEASURES } from '../../../model/catalogue.ts';
import type { EntryPlace, StatementTable } from '../../api.ts';
import { typedFen } from '../../cells.ts';
import { AmountField, Ends } from '../parts/form-parts.tsx';
import type { Deciding } from '../state/decision.ts';
import { measureName, words } from '../words.ts';

interface Props {
  readonly entry: EntryPlace;
  readonly table: StatementTable;
  readonly deciding: Deciding;
}

/** For a cell that could not be read: the amount, and which line and column it belongs to. */
export function EntryForm({ entry, table, deciding }: Props) {
  const [line, setLine] = useState(entry.line ?? table.lines[0]?.line ?? -1);
  const [measure, setMeasure] = useState(entry.measure ?? table.columns[0]?.measure ?? 'total');
  const { draft, type, submit } = deciding;
  const w = words.decide;
  const invalid = draft.trim() !== '' && typedFen(draft, entry.unit) === null;
  const taken = table.lines.some((one) => one.line === line && one.cells.some((cell) => cell.measure === measure));
  const problem = invalid ? w.invalid : taken ? w.taken : null;
  const ready = draft.trim() !== '' && problem === null;
  const choices = [...new Set<string>([...table.columns.map((one) => one.measure), ...MEASURES])];
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) submit('value', { value: draft, line, measure });
      }}
    >
      <AmountField unit={entry.unit} draft={draft} type={type} problem={problem} />
      <label class="field">
        <span>{w.chooseLine}</span>
        <select id="entry-line" value={line} onChange={({ currentTarget }) => setLine(Number(currentTarget.value))}>
          {table.lines.map((one) => (
            <option key={one.line} value={one.line}>
              {[one.row, one.code, one.name.slice(0, 80)].filter((part) => part !== null).join(' ')}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{w.chooseMeasure}</span>
        <select id="entry-measure" value={measure} onChange={({ currentTarget }) => setMeasure(currentTarget.value)}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {measureName(one).slice(0, 80)}
            </option>
          ))}
        </select>
      </label>
      <Ends deciding={deciding} ready={ready} />
    </form>
  );
}
