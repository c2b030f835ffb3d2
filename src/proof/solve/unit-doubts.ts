import { tellingDigits } from '../../model/money.ts';
import type { Statement, StatementKind } from '../../model/statement.ts';
import { type LedgerEntry, sumOf } from '../identities/ledger.ts';
import type { System } from './system.ts';

/** Statements of all that a department receives or spends. */
export const WHOLES: readonly StatementKind[] = ['balance', 'revenue', 'expenditure'];
/** Fewer digits may agree by chance. */
const TELLING_DIGITS = 3;

/** What a report of a year's income and spending comes to at the least, in 分: 1 万元. */
const LEAST_REPORT = 1_000_000n;

/** Whether all figures are so small that their unit can not be the one that is printed (1,403.01 元 for a department's year). */
export function isTooSmall({ cells }: System): boolean {
  const printed = cells.filter(({ statement, amount }) => WHOLES.includes(statement.kind) && amount.fen !== 0n);
  return printed.length > 0 && printed.every(({ amount }) => amount.fen < LEAST_REPORT);
}

/** Whether a cell's unit is printed for it, and nothing that its table prints says otherwise. */
function isSaid({ statement, amount }: LedgerEntry): boolean {
  return statement.unitPrinted && amount.unit === statement.unit;
}

/**
 * Amounts whose unit (计量单位) is a guess: their table prints none while tables of the report print others, or its unit line
 * and their own heading print two. Not those of which a sum with amounts of a printed unit, exact to the cent, bears
 * one out. And those of a table that comes out far larger than what it is a part of: its unit is another than it prints.
 */
export function unitDoubts(system: System): ReadonlySet<LedgerEntry> {
  const units = new Set(system.cells.filter(isSaid).map(({ amount }) => amount.unit));
  const isOpen = (cell: LedgerEntry): boolean => {
    if (isSaid(cell)) return false;
    // a price beside sums is of another unit than they are
    if (cell.statement.unitPrinted) return !cell.amount.measure.startsWith('other:');
    return [...units].some((unit) => unit !== cell.amount.unit);
  };
  const open = system.cells.filter(isOpen);
  const bears = (cell: LedgerEntry) =>
    tellingDigits(cell.value) >= TELLING_DIGITS &&
    system.of(cell).some((bound) => {
      const others = bound.members.filter((member) => member.cell.statement !== cell.statement);
      const equal = bound.equation.relation === 'equal' && system.standing(bound) === 'exact';
      return equal && others.length > 0 && others.every((member) => isSaid(member.cell));
    });
  const borneOut = new Set<Statement>(open.filter(bears).map(({ statement }) => statement));
  const oversized = oversizedIn(system);
  const doubted = open.filter(({ statement }) => !borneOut.has(statement));
  return new Set([...doubted, ...system.cells.filter(({ statement }) => oversized.has(statement))]);
}

/** A part this many times as large as its whole is of another unit; the next smaller one makes it a thousandth. */
const OVERSIZED = 100n;

function oversizedIn({ bounds }: System): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  for (const { equation } of bounds) {
    const [part] = equation.left;
    const [whole] = equation.right;
    if (equation.relation !== 'at_most' || !part || !whole || part.statement === whole.statement) continue;
    const limit = sumOf(equation.right);
    if (limit > 0n && sumOf(equation.left) > OVERSIZED * limit) found.add(part.statement);
  }
  return found;
}
