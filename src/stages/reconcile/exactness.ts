import type { Fen } from '../../model/money.ts';
import type { Cell } from './ledger.ts';
import type { Bound, System } from './system.ts';

/** Less than this may be chance: one long sum that happens to be exact. */
export const SOLID = 2;

/**
 * How much an exact balance says: two figures that are one quantity hardly ever differ by rounding, a long sum often
 * does, so its being exact, or not, means little.
 */
function weightOf(bound: Bound): number {
  return bound.members.length === 2 ? 4 : bound.members.length === 3 ? 2 : 1;
}

/** The weight of the equations that are exact with `cell` at `value`; null when that value breaks one. */
export function exactness(system: System, bounds: readonly Bound[], cell: Cell, value: Fen): number | null {
  let weight = 0;
  for (const bound of bounds) {
    const standing = system.standing(bound, system.trial(bound, cell, value));
    if (standing === 'broken') return null;
    if (standing === 'exact') weight += weightOf(bound);
  }
  return weight;
}
