import type { Blame, Check, CheckStatus } from '../model/fact.ts';
import { missingFrom } from './gaps/missing-amounts.ts';
import type { Equation } from './identities/equation.ts';
import type { Cell } from './identities/ledger.ts';
import { isCertain } from './solve/candidates.ts';
import { blameFor, type Decision } from './solve/decide-cell.ts';
import type { Bound, System } from './solve/system.ts';

function kindsOf(equation: Equation): string {
  return [...new Set([...equation.left, ...equation.right].map((cell) => cell.statement.kind))].join(',');
}

/** Where no figure is accused: what is printed as text is the publisher's, unless an amount seems to be missing. */
function blameAtLarge(system: System, bound: Bound): Blame {
  if (missingFrom(system, bound) !== null) return 'unknown';
  return bound.members.every(({ cell }) => cell.amount.source === 'text') ? 'publisher' : 'unknown';
}

/** The accused members of a failed check, likeliest first, and who is to blame for them together. */
function accusation(
  system: System,
  bound: Bound,
  decisions: ReadonlyMap<Cell, Decision>,
): { suspects: readonly Cell[]; blame: Blame } {
  const accused = bound.members
    .flatMap(({ cell }) => decisions.get(cell) ?? [])
    .filter((decision) => decision.action === 'accuse')
    .sort((a, b) => a.rivals.length - b.rivals.length || b.votes - a.votes);
  const blames = new Set(accused.map((decision) => blameFor(decision.cell, decision)));
  const [only] = blames;
  const blame = blames.size === 1 && only !== undefined ? only : blameAtLarge(system, bound);
  return { suspects: accused.map((decision) => decision.cell), blame };
}

/** A difference within rounding is as it was printed when every figure was surely read. */
function blameForRounding(bound: Bound): Blame | null {
  return bound.members.every(({ cell }) => isCertain(cell)) ? 'publisher' : null;
}

/** Reports every equation under the published values: repairs in force, accused amounts as they were read. */
export function reportChecks(
  system: System,
  demanded: ReadonlySet<Bound>,
  decisions: ReadonlyMap<Cell, Decision>,
): readonly Check[] {
  const sum = (cells: readonly Cell[]) => cells.reduce((total, cell) => total + system.value(cell), 0n);
  return system.bounds.map((bound) => {
    const { equation } = bound;
    const broken = system.standing(bound) === 'broken';
    const status: CheckStatus = !broken ? 'pass' : demanded.has(bound) ? 'fail' : 'not_applicable';
    const [lhs, rhs] = [sum(equation.left), sum(equation.right)];
    const { suspects, blame } =
      status === 'fail'
        ? accusation(system, bound, decisions)
        : { suspects: [], blame: status === 'pass' && lhs !== rhs ? blameForRounding(bound) : null };
    return {
      rule: equation.rule,
      statement: kindsOf(equation),
      scope: equation.scope,
      lhs,
      rhs,
      difference: lhs - rhs,
      tolerance: bound.tolerance,
      status,
      blame,
      cells: [...equation.left, ...equation.right].map((cell) => cell.ref),
      left: equation.left.length,
      suspects: suspects.map((cell) => cell.ref),
    };
  });
}
