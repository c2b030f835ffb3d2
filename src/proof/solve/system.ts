import type { Fen } from '../../model/money.ts';
import type { Equation } from '../identities/equation.ts';
import type { LedgerEntry } from '../identities/ledger.ts';

/** How an equation stands: `exact`, satisfied within `rounding`, or `broken`. */
export type Standing = 'exact' | 'rounding' | 'broken';

/** An equation bound to the values in force, which change as hypotheses are tried. */
export interface Bound {
  readonly id: number;
  readonly equation: Equation;
  /** The distinct members; a cell on both sides cancels out. */
  readonly members: readonly Member[];
  readonly signs: ReadonlyMap<LedgerEntry, bigint>;
  readonly tolerance: Fen;
}

export interface Member {
  readonly cell: LedgerEntry;
  /** How often it counts: +1 on the left, −1 on the right. */
  readonly sign: bigint;
}

/** All equations over a document's cells, with the values in force. */
export interface System {
  readonly cells: readonly LedgerEntry[];
  readonly bounds: readonly Bound[];
  /** Equations of a cell. */
  of(cell: LedgerEntry): readonly Bound[];
  value(cell: LedgerEntry): Fen;
  /** left − right under the values in force. */
  difference(bound: Bound): Fen;
  standing(bound: Bound, difference?: Fen): Standing;
  /** What `bound`'s difference would be with `cell` at `value`. */
  trial(bound: Bound, cell: LedgerEntry, value: Fen): Fen;
  /** The value of `cell` with which `bound` would hold exactly. */
  implied(bound: Bound, cell: LedgerEntry): Fen;
  assign(cell: LedgerEntry, value: Fen): void;
}

function membersOf(equation: Equation): readonly Member[] {
  const signs = new Map<LedgerEntry, bigint>();
  for (const cell of equation.left) signs.set(cell, (signs.get(cell) ?? 0n) + 1n);
  for (const cell of equation.right) signs.set(cell, (signs.get(cell) ?? 0n) - 1n);
  return [...signs].filter(([, sign]) => sign === 1n || sign === -1n).map(([cell, sign]) => ({ cell, sign }));
}

/** Binds equations to cells; equations without a member left on either side say nothing and are dropped. */
export function bindSystem(cells: readonly LedgerEntry[], equations: readonly Equation[]): System {
  const values = cells.map((cell) => cell.value);
  const bounds: Bound[] = [];
  const byCell: Bound[][] = cells.map(() => []);
  const differences: Fen[] = [];
  for (const equation of equations) {
    const members = membersOf(equation);
    if (members.length === 0) continue;
    const tolerance = members.reduce((sum, { cell }) => sum + cell.half, 0n);
    const signs = new Map(members.map(({ cell, sign }) => [cell, sign]));
    const bound = { id: bounds.length, equation, members, signs, tolerance };
    bounds.push(bound);
    differences.push(members.reduce((sum, { cell, sign }) => sum + sign * cell.value, 0n));
    for (const { cell } of members) byCell[cell.id]?.push(bound);
  }
  const signOf = (bound: Bound, cell: LedgerEntry) => bound.signs.get(cell) ?? 0n;
  const value = (cell: LedgerEntry) => values[cell.id] ?? cell.value;
  const difference = (bound: Bound) => differences[bound.id] ?? 0n;
  const of = (cell: LedgerEntry) => byCell[cell.id] ?? [];
  return {
    cells,
    bounds,
    of,
    value,
    difference,
    standing(bound, given) {
      const off = given ?? difference(bound);
      if (off === 0n) return 'exact';
      if (bound.equation.relation === 'at_most' && off < 0n) return 'rounding';
      return (off < 0n ? -off : off) <= bound.tolerance ? 'rounding' : 'broken';
    },
    trial: (bound, cell, wanted) => difference(bound) + signOf(bound, cell) * (wanted - value(cell)),
    implied: (bound, cell) => value(cell) - signOf(bound, cell) * difference(bound),
    assign(cell, wanted) {
      for (const bound of of(cell))
        differences[bound.id] = difference(bound) + signOf(bound, cell) * (wanted - value(cell));
      values[cell.id] = wanted;
    },
  };
}

/** How an equation stood before any figure was put at another value than was read. */
export function standingAsRead(system: System, bound: Bound): Standing {
  const back = bound.members.reduce((sum, { cell, sign }) => sum + sign * (cell.value - system.value(cell)), 0n);
  return system.standing(bound, system.difference(bound) + back);
}
