import type { StatementTable, TableCell, TableColumn, TableLine } from '../../api.ts';
import { yuan } from '../state/format.ts';
import { editWords, measureName, named, words } from '../words.ts';
import type { Editing } from './edit-dialog.tsx';
import { ScrollArea } from './scroll-area.tsx';

interface Props {
  readonly table: StatementTable;
  /** `statement/amount` of the chosen cell. */
  readonly chosen: string | null;
  readonly onChoose: (cell: TableCell) => void;
  readonly onPage: (page: number) => void;
  readonly onEdit: (editing: Editing) => void;
}

/** A half of a two-sided table, or the whole of any other. */
interface Part {
  readonly side: string | null;
  readonly columns: readonly TableColumn[];
}

function partsOf(table: StatementTable): readonly Part[] {
  const sides = [...new Set(table.lines.map(({ side }) => side))];
  return sides.map((side) => ({ side, columns: table.columns.filter((column) => column.side === side) }));
}

/** A statement as it is printed: two-sided tables side by side, every amount a button that shows its evidence. */
export function Statement({ table, chosen, onChoose, onPage, onEdit }: Props) {
  const id = `statement-${table.index}`;
  const parts = partsOf(table);
  const rows = Map.groupBy(table.lines, ({ row }) => row);
  return (
    <section aria-labelledby={id} class={table.ignored ? 'ignored' : ''}>
      <h3 id={id}>
        {named(words.statement, table.kind)}{' '}
        <small class="muted">
          <bdi>{table.title.slice(0, 80)}</bdi> · {table.unit}{' '}
          {table.pages.map((page) => (
            <button key={page} type="button" class="link" onClick={() => onPage(page)}>
              {words.pageNo(page)}
            </button>
          ))}
        </small>
      </h3>
      {!table.ignored && (
        <p class="buttons">
          <button type="button" onClick={() => onEdit({ kind: 'unit', table })}>
            {editWords.unit}
          </button>
          <button type="button" onClick={() => onEdit({ kind: 'table', table })}>
            {editWords.table}
          </button>
        </p>
      )}
      {table.ignored && <p class="bad">{words.documents.ignored}</p>}
      <ScrollArea class="scroll wide" label={`${named(words.statement, table.kind)} ${table.index + 1}`}>
        <table class="grid">
          <thead>
            <tr>
              <th scope="col">{words.documents.line}</th>
              {parts.map((part) => (
                <Heads key={part.side} part={part} />
              ))}
            </tr>
          </thead>
          <tbody>
            {[...rows].map(([row, lines]) => (
              <tr key={row}>
                <td class="amount">{row}</td>
                {parts.map((part) => (
                  <Half
                    key={part.side}
                    {...{ part, chosen, onChoose }}
                    onLine={(line) => onEdit({ kind: 'rename', table, line })}
                    lines={lines.filter(({ side }) => side === part.side)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

function Heads({ part }: { readonly part: Part }) {
  const side = part.side === 'revenue' || part.side === 'expenditure' ? words.side[part.side] : words.documents.name;
  return (
    <>
      <th scope="col">{side}</th>
      {part.columns.map(({ measure }) => (
        <th key={measure} scope="col">
          {measureName(measure).slice(0, 40)}
        </th>
      ))}
    </>
  );
}

interface HalfProps {
  readonly part: Part;
  readonly lines: readonly TableLine[];
  readonly chosen: string | null;
  readonly onChoose: (cell: TableCell) => void;
  readonly onLine: (line: TableLine) => void;
}

function Half({ part, lines, chosen, onChoose, onLine }: HalfProps) {
  return (
    <>
      <td>
        {lines.map((line) => (
          <button
            key={line.line}
            type="button"
            class="line-name"
            title={editWords.rename}
            aria-label={editWords.renameLine(nameOf(line))}
            onClick={() => onLine(line)}
          >
            <bdi>{nameOf(line)}</bdi>
          </button>
        ))}
      </td>
      {part.columns.map(({ measure }) => (
        <td key={measure} class="amount">
          {lines
            .flatMap(({ cells }) => cells.filter((one) => one.measure === measure))
            .map((one) => (
              <Amount key={one.ref.amount} {...{ one, chosen, onChoose }} />
            ))}
        </td>
      ))}
    </>
  );
}

function nameOf({ code, name }: TableLine): string {
  return [code, name.slice(0, 60)].filter((text) => text !== null).join(' ');
}

interface AmountProps {
  readonly one: TableCell;
  readonly chosen: string | null;
  readonly onChoose: (cell: TableCell) => void;
}

/** What is odd about a cell is said by a sign and to screen readers, not by colour alone. */
function Amount({ one, chosen, onChoose }: AmountProps) {
  const w = words.documents.mark;
  const state = one.needsReview
    ? (['open', '?', w.open] as const)
    : one.source === 'correction'
      ? (['correction', '✎', w.correction] as const)
      : one.proof === 'contradicted'
        ? (['contradicted', '≠', w.contradicted] as const)
        : null;
  const key = `${one.ref.statement}/${one.ref.amount}`;
  return (
    <button
      type="button"
      class={`cell${state === null ? '' : ` cell-${state[0]}`}`}
      aria-pressed={key === chosen}
      onClick={() => onChoose(one)}
    >
      {state !== null && (
        <>
          <span aria-hidden="true">{state[1]} </span>
          <span class="hidden">{state[2]} </span>
        </>
      )}
      {yuan(one.amount)}
    </button>
  );
}
