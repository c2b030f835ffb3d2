import { isRoom } from '../identities/equation.ts';
import type { LedgerEntry } from '../identities/ledger.ts';
import type { Independence } from './independence.ts';
import { type Bound, type System, standingAsRead } from './system.ts';

/** Figures that broken equations cast doubt on although no error of a single one explains them. */
export interface Implicated {
  /** Members of a broken sum that no other sum bears out, and their copies: one of them may well be what is wrong. */
  readonly contradicted: ReadonlySet<LedgerEntry>;
  /** Members of sums that most of their table breaks: its columns or lines may be others than was understood. */
  readonly misfit: ReadonlySet<LedgerEntry>;
}

/** Looks at the equations that broke as read and stay so, or hold with nothing but a guess. */
export function implicatedIn(
  system: System,
  demanded: ReadonlySet<Bound>,
  misfits: ReadonlySet<string>,
  independence: Independence,
  isGuessed: (bound: Bound) => boolean,
): Implicated {
  const suspects = new Set<LedgerEntry>();
  const misfit = new Set<LedgerEntry>();
  for (const bound of system.bounds) {
    const guessed = () => standingAsRead(system, bound) === 'broken' && isGuessed(bound);
    if (system.standing(bound) !== 'broken' && !guessed()) continue;
    const counted = bound.members.map(({ cell }) => cell).filter((cell) => system.value(cell) !== 0n);
    if (misfits.has(bound.equation.group)) for (const cell of counted) misfit.add(cell);
    // too little room speaks of the table
    if (!demanded.has(bound) || isRoom(bound.equation)) continue;
    for (const cell of counted) if (!independence.isBorneOut(cell)) suspects.add(independence.copyOf(cell));
  }
  const contradicted = new Set(system.cells.filter((cell) => suspects.has(independence.copyOf(cell))));
  return { contradicted, misfit };
}
