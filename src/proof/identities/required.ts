import type { Bound, System } from '../solve/system.ts';

/** Which equations must hold in this document; the others only prove what satisfies them. */
export interface Demands {
  readonly demanded: ReadonlySet<Bound>;
  /** Groups that most of their lines contradict: the form is another one than declared. */
  readonly misfits: ReadonlySet<string>;
}

interface Tally {
  readonly strict: boolean;
  readonly balanced: boolean;
  held: number;
  broken: number;
  whole: boolean | null;
}

/** With fewer broken lines than this, a group is never taken for a misfit: they may all be errors. */
const FEW = 3;

/**
 * Decides from the values in force. A `strict` rule binds unless most lines of a table contradict it. A `balanced`
 * comparison binds when the totals of the two tables agree and most subjects do: money outside the fund shows in both.
 * Where the totals agree and most subjects do not, lines slipped in one of the two.
 */
export function demandsOf(system: System): Demands {
  const tallies = new Map<string, Tally>();
  for (const bound of system.bounds) {
    const { group, whole, strength } = bound.equation;
    const fresh: Tally = {
      ...{ strict: strength === 'strict', balanced: strength === 'balanced' },
      ...{ held: 0, broken: 0, whole: null },
    };
    const tally = tallies.get(group) ?? fresh;
    tallies.set(group, tally);
    const holds = system.standing(bound) !== 'broken';
    if (whole) tally.whole = holds;
    else if (!holds) tally.broken += 1;
    else if (bound.members.some(({ cell }) => system.value(cell) !== 0n)) tally.held += 1;
  }
  const misfits = new Set<string>();
  const unbalanced = new Set<string>();
  for (const [group, { strict, balanced, held, broken, whole }] of tallies) {
    // equal totals leave no other money that subject by subject might differ by
    const apart = strict || (balanced && whole === true);
    if (apart && broken >= FEW && broken > held) misfits.add(group);
    if (whole !== true || broken > held) unbalanced.add(group);
  }
  const demanded = new Set<Bound>();
  for (const bound of system.bounds) {
    const { strength, group } = bound.equation;
    if (strength === 'strict' && !misfits.has(group)) demanded.add(bound);
    if (strength === 'balanced' && !unbalanced.has(group)) demanded.add(bound);
  }
  return { demanded, misfits };
}
