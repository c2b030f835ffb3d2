import type { Blame, Check, CheckStatus } from '../model/fact.ts';
import type { Equation } from './identities/equation.ts';
import type { LedgerEntry } from './identities/ledger.ts';
import type { Demands } from './identities/required.ts';
import { isCertain } from './solve/candidates.ts';
import { blameFor, type Decision } from './solve/decide-cell.ts';
import { isDoubted } from './solve/doubts.ts';
import type { Bound, System } from './solve/system.ts';

function kindsOf(equation: Equation): string {
  return [...new Set([...equation.left, ...equation.right].map((cell) => cell.statement.kind))].join(',');
}

/** The accused members of a failed check, likeliest first, and who is to blame for them together; nobody without one. */
function accusation(
  bound: Bound,
  decisions: ReadonlyMap<LedgerEntry, Decision>,
  unsure: ReadonlySet<LedgerEntry>,
): { suspects: readonly LedgerEntry[]; blame: Blame } {
  const accused = bound.members
    .flatMap(({ cell }) => decisions.get(cell) ?? [])
    .filter((decision) => decision.action === 'accuse')
    .sort((a, b) => a.rivals.length - b.rivals.length || b.votes - a.votes);
  const blames = new Set(accused.map((decision) => blameFor(decision.cell, decision)));
  const [only] = blames;
  // of a figure whose line or column was inferred, the sum may be another one; one that was read with doubt accuses nobody
  const isSure = ({ amount }: LedgerEntry) => amount.placement === 'established' && !amount.flags.includes('red');
  const sure = bound.members.every(({ cell }) => isSure(cell) && !isDoubted(cell) && !unsure.has(cell));
  const blame = blames.size === 1 && only !== undefined && (sure || only !== 'publisher') ? only : 'unknown';
  return { suspects: accused.map((decision) => decision.cell), blame };
}

/** A difference within rounding is as it was printed when every figure was surely read. */
function blameForRounding(bound: Bound): Blame | null {
  return bound.members.every(({ cell }) => isCertain(cell)) ? 'publisher' : null;
}

/**
 * Reports every equation under the published values: repairs in force, accused amounts as they were read. Sums that most
 * of a table breaks fail like others: nobody is accused of them, but neither are they passed over.
 */
export function reportChecks(
  system: System,
  { demanded, misfits }: Demands,
  decisions: ReadonlyMap<LedgerEntry, Decision>,
  unsure: ReadonlySet<LedgerEntry>,
): readonly Check[] {
  const sum = (cells: readonly LedgerEntry[]) => cells.reduce((total, cell) => total + system.value(cell), 0n);
  return system.bounds.map((bound) => {
    const { equation } = bound;
    const broken = system.standing(bound) === 'broken';
    const binds = demanded.has(bound) || misfits.has(equation.group);
    const status: CheckStatus = !broken ? 'pass' : binds ? 'fail' : 'not_applicable';
    const [lhs, rhs] = [sum(equation.left), sum(equation.right)];
    const { suspects, blame } =
      status === 'fail'
        ? accusation(bound, decisions, unsure)
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
