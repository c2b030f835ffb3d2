import type { FactRef } from '../../model/fact.ts';
import { type Fen, halfPlace, UNIT_FACTOR, type Unit } from '../../model/money.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';

/** One amount in the equations. `value` is in 分 on the scale that the document's other tables agree on. */
export interface LedgerEntry {
  /** Position in the ledger. */
  readonly id: number;
  readonly ref: FactRef;
  readonly statement: Statement;
  readonly line: Line;
  readonly amount: Amount;
  /** 10^k by which a wrong unit line has to be corrected before amounts can be compared; 1 otherwise. */
  readonly scale: Scale;
  readonly value: Fen;
  /** What rounding may hide: half a unit of the last place that its table prints; 0 where nothing is rounded. */
  readonly half: Fen;
}

/** The unit that amounts are really in, and the factor `up / down` to it from the printed one; one of the two is 1. */
export interface Scale {
  readonly unit: Unit;
  readonly up: bigint;
  readonly down: bigint;
}

/** From the unit that is printed to the one that is meant. */
export function scaleTo(printed: Unit, real: Unit): Scale {
  const [from, to] = [BigInt(UNIT_FACTOR[printed]), BigInt(UNIT_FACTOR[real])];
  return from >= to ? { unit: real, up: 1n, down: from / to } : { unit: real, up: to / from, down: 1n };
}

export function scaled(fen: Fen, scale: Scale): Fen {
  return (fen * scale.up) / scale.down;
}

/** The value as printed again: the inverse of {@link scaled}. */
export function unscaled(fen: Fen, scale: Scale): Fen {
  return (fen * scale.down) / scale.up;
}

/**
 * Decimals that a statement's amounts are rounded to: the most that at least two of them print. A spreadsheet drops
 * trailing zeros (15 beside 21.56 is exact), and a single odd one may be a misreading.
 */
export function precisionOf(statement: Statement): number {
  const counts = new Map<number, number>();
  for (const amount of statement.amounts) counts.set(amount.decimals, (counts.get(amount.decimals) ?? 0) + 1);
  const enough = statement.amounts.length > 2 ? 2 : 1;
  let best = 0;
  for (const [decimals, count] of counts) if (count >= enough && decimals > best) best = decimals;
  return best;
}

/** Half a unit of the last place; 0 for amounts printed to the 分, which nothing was rounded off. */
function hiddenBy(unit: Unit, precision: number): Fen {
  return unit === '元' && precision >= 2 ? 0n : halfPlace(precision, unit);
}

/** All amounts of a document in the order of statements, with the scale of each statement. */
export function openLedger(
  statements: readonly Statement[],
  scales: ReadonlyMap<Statement, Scale>,
): readonly LedgerEntry[] {
  const cells: LedgerEntry[] = [];
  for (const statement of statements) {
    const precision = precisionOf(statement);
    const scale = scales.get(statement) ?? scaleTo(statement.unit, statement.unit);
    for (const amount of statement.amounts) {
      const line = statement.lines[amount.line];
      if (!line) continue;
      cells.push({
        id: cells.length,
        ref: { statement: statement.index, amount: amount.index },
        statement,
        line,
        amount,
        scale,
        value: scaled(amount.fen, scale),
        half: hiddenBy(amount.unit === statement.unit ? scale.unit : amount.unit, precision),
      });
    }
  }
  return cells;
}

/** What amounts come to, as read. */
export function sumOf(cells: readonly LedgerEntry[]): Fen {
  return cells.reduce((total, { value }) => total + value, 0n);
}
