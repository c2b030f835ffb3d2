import type { Fen } from '../../model/money.ts';
import type { Bound, System } from '../solve/system.ts';
import type { LedgerEntry } from './ledger.ts';

/** Less than this may be chance: one long sum that happens to be exact. */
export const SOLID = 2;

/**
 * How much an exact balance says: two figures that are one quantity hardly ever differ by rounding, a long sum often
 * does, so its being exact, or not, means little.
 */
function weightOf(bound: Bound): number {
  return bound.members.length === 2 ? 4 : bound.members.length === 3 ? 2 : 1;
}

/**
 * Whether an equation is exact for a cell: the difference is 0, or the cell is its only rounded member and shows the
 * sum of the others rounded to its own last place (217.83 万元 beside 2,178,324.44 元).
 */
export function isExactFor(system: System, bound: Bound, cell: LedgerEntry, difference: Fen): boolean {
  if (difference === 0n) return true;
  if (bound.equation.relation !== 'equal' || bound.tolerance !== cell.half) return false;
  return system.standing(bound, difference) !== 'broken';
}

/** The weight of the equations that are exact with `cell` at `value`; null when that value breaks one. */
export function exactness(system: System, bounds: readonly Bound[], cell: LedgerEntry, value: Fen): number | null {
  let weight = 0;
  for (const bound of bounds) {
    const difference = system.trial(bound, cell, value);
    if (system.standing(bound, difference) === 'broken') return null;
    if (isExactFor(system, bound, cell, difference)) weight += weightOf(bound);
  }
  return weight;
}
