import type { Claim } from '../../model/fact.ts';
import { type Fen, tellingDigits, UNIT_FACTOR, UNITS, type Unit } from '../../model/money.ts';
import type { Amount, Statement } from '../../model/statement.ts';

/** So many different figures of the prose that differ from their tables by the factor of two units are no slips. */
const FIGURES = 3;
/** Fewer digits may agree by chance. */
const TELLING_DIGITS = 3;

/** A statement (单位与文字不符) and the unit in which its figures would be those that the prose states. */
export interface StatedUnit {
  readonly statement: Statement;
  readonly unit: Unit;
}

/**
 * Statements whose figures the prose states in another unit, one after the other: either of the two may print a wrong one, or
 * its font may. Tables of the same unit go with them, unless the prose repeats a figure of theirs.
 */
export function statedUnits(claims: readonly Claim[], statements: readonly Statement[]): readonly StatedUnit[] {
  const votes = new Map<Unit, Map<Unit, Set<Fen>>>();
  const borneOut = new Set<Statement>();
  for (const claim of claims) {
    const statement = statements.find(({ index }) => index === claim.ref?.statement);
    const amount = statement?.amounts[claim.ref?.amount ?? -1];
    if (statement === undefined || amount === undefined || amount.fen === 0n) continue;
    if (claim.status === 'agrees') borneOut.add(statement);
    const unit = claim.status === 'disagrees' ? unitOf(claim, amount) : null;
    if (unit === null) continue;
    const of = votes.get(amount.unit) ?? new Map<Unit, Set<Fen>>();
    votes.set(amount.unit, of.set(unit, (of.get(unit) ?? new Set<Fen>()).add(amount.fen)));
  }
  return [...votes].flatMap(([printed, of]) =>
    [...of].flatMap(([unit, figures]) =>
      figures.size < FIGURES
        ? []
        : statements.flatMap((statement) =>
            statement.unit === printed && !borneOut.has(statement) ? [{ statement, unit }] : [],
          ),
    ),
  );
}

/** The unit in which an amount would be what the prose states; null where it is none. */
function unitOf({ fen, tolerance }: Claim, amount: Amount): Unit | null {
  if (tellingDigits(amount.fen) < TELLING_DIGITS) return null;
  const found = UNITS.find((unit) => {
    const off = (amount.fen * BigInt(UNIT_FACTOR[unit])) / BigInt(UNIT_FACTOR[amount.unit]) - fen;
    return unit !== amount.unit && off <= tolerance && -off <= tolerance;
  });
  return found ?? null;
}
