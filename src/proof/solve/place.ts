import { isCore } from '../../model/statement.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import type { Bound, System } from './system.ts';

/**
 * So many amounts that other statements repeat bear a whole statement out, a total among them: 公务接待费 is the same in tables
 * of whatever money.
 */
const WITNESSES = 2;

/**
 * Which amounts whose place was inferred (推定归位) other statements bear out: identities see numbers, not meaning, so only
 * sums with statements that are established themselves count, and a zero says nothing.
 */
export function borneOut(system: System): (cell: LedgerEntry) => boolean {
  const witnessed = (cell: LedgerEntry) =>
    cell.value !== 0n && system.of(cell).some((bound) => bears(system, bound, cell));
  const guessed = system.cells.filter((cell) => cell.statement.placement === 'inferred' && witnessed(cell));
  const isBorne = (cells: readonly LedgerEntry[]) =>
    cells.length >= WITNESSES && cells.some(({ line }) => line.role === 'grand_total');
  const borne = new Set(
    [...Map.groupBy(guessed, ({ statement }) => statement)].flatMap(([one, cells]) => (isBorne(cells) ? [one] : [])),
  );
  return (cell) => (cell.statement.placement === 'inferred' ? borne.has(cell.statement) : witnessed(cell));
}

/** Whether an identity that holds to the cent compares the amount with established statements alone. */
function bears(system: System, bound: Bound, cell: LedgerEntry): boolean {
  if (bound.equation.axis !== 'places' || system.standing(bound) !== 'exact') return false;
  const others = bound.members.filter((member) => member.cell.statement !== cell.statement);
  return others.length > 0 && others.every((member) => member.cell.statement.placement === 'established');
}

/**
 * Whether a person should look at the place of an amount: it was inferred, and nothing bears it out; or it stands in a
 * scanned table without a title, which may be the rest of the one before.
 */
export function isGuessed(cell: LedgerEntry, bears: (cell: LedgerEntry) => boolean): boolean {
  const { kind, title } = cell.statement;
  if (cell.amount.source === 'ocr' && kind === 'other' && title === '') return true;
  // a column that nobody knows is where its statement is
  const { placement } = cell.amount.placement === 'unknown' ? cell.statement : cell.amount;
  return placement === 'inferred' && isCore(kind) && !bears(cell);
}
