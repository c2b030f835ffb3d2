import type { LedgerEntry } from '../identities/ledger.ts';
import { isDoubted } from './doubts.ts';
import type { Bound, System } from './system.ts';

/** Which figures are borne out by readings that cannot share their fault. */
export interface Independence {
  /** Whether a sum would break if this figure, and every print like it that merely repeats it, were misread alike. */
  isBorneOut(cell: LedgerEntry): boolean;
  /** One cell that stands for all copies of a figure: what is said of one of them is said of all. */
  copyOf(cell: LedgerEntry): LedgerEntry;
}

/** Prints that one fault of reading would change alike: the same figure, printed in the same unit, read the same way. */
function printOf(system: System, cell: LedgerEntry): string {
  const value = system.value(cell);
  return `${value < 0n ? -value : value}/${cell.amount.unit}/${cell.amount.source}`;
}

/** Sets of cells that are joined one by one. */
class Groups {
  readonly #above = new Map<LedgerEntry, LedgerEntry>();

  of(cell: LedgerEntry): LedgerEntry {
    let at = cell;
    for (let next = this.#above.get(at); next !== undefined; next = this.#above.get(at)) at = next;
    return at;
  }

  join(a: LedgerEntry, b: LedgerEntry): void {
    const [first, second] = [this.of(a), this.of(b)];
    if (first !== second) this.#above.set(second, first);
  }
}

/** The members of an equation by their print. */
function byPrint(system: System, bound: Bound): ReadonlyMap<string, readonly LedgerEntry[]> {
  const prints = new Map<string, LedgerEntry[]>();
  for (const { cell } of bound.members) {
    const print = printOf(system, cell);
    const same = prints.get(print);
    if (same) same.push(cell);
    else prints.set(print, [cell]);
  }
  return prints;
}

/** Fewest different figures, free of doubt, whose sum speaks for one that was read with doubt. */
const WITNESSES = 2;

/** Whether a figure counts as it was read, and without doubt: one that doubted figures correct cannot speak for them. */
function isAsRead(system: System, cell: LedgerEntry): boolean {
  return !isDoubted(cell) && system.value(cell) === cell.value;
}

/**
 * A satisfied equation says nothing of a figure that it holds on both sides alike (合计 = the only fund, the same code in
 * another table): misread once, it is misread in both. A sum with other figures does. What one print of a figure is
 * proven by holds for its copies too: they are joined by the equations that make them copies. A figure whose reading is
 * in doubt needs a sum of figures that are not, or a copy without the doubt that has one.
 */
export function independenceOf(system: System, pins: (bound: Bound, cell: LedgerEntry) => boolean): Independence {
  const groups = new Groups();
  const borneOut: { readonly cell: LedgerEntry; readonly sure: boolean }[] = [];
  for (const bound of system.bounds) {
    if (bound.equation.relation !== 'equal' || system.standing(bound) === 'broken') continue;
    const figures = bound.members.filter(({ cell }) => system.value(cell) !== 0n);
    const doubted = figures.filter(({ cell }) => !isAsRead(system, cell));
    for (const cells of byPrint(system, bound).values()) {
      const [first] = cells;
      if (first === undefined) continue;
      for (const cell of cells) groups.join(first, cell);
      const weight = cells.reduce((sum, cell) => sum + (bound.signs.get(cell) ?? 0n), 0n);
      const isZero = system.value(first) === 0n;
      const witnesses = figures.length - (isZero ? 0 : cells.length);
      if (weight === 0n || (witnesses === 0 && !isZero)) continue;
      const sure = witnesses >= WITNESSES && doubted.every(({ cell }) => cells.includes(cell));
      for (const cell of cells) {
        if (pins(bound, cell)) borneOut.push({ cell, sure: sure || !isDoubted(cell) });
      }
    }
  }
  const proven = new Set(borneOut.filter(({ sure }) => sure).map(({ cell }) => groups.of(cell)));
  return { isBorneOut: (cell) => proven.has(groups.of(cell)), copyOf: (cell) => groups.of(cell) };
}
