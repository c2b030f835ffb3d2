import type { FactRef } from '../../model/fact.ts';
import { type Fen, halfPlace } from '../../model/money.ts';
import type { Amount, Line, Statement } from '../../model/statement.ts';

/** One amount in the equations. `value` is in 分 on the scale that the document's other tables agree on. */
export interface Cell {
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

/** A factor `up / down`; one of the two is 1. */
export interface Scale {
  readonly up: bigint;
  readonly down: bigint;
}

export const SAME_SCALE: Scale = { up: 1n, down: 1n };

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
export function hiddenBy(amount: Amount, precision: number): Fen {
  if (amount.unit === '元' && precision >= 2) return 0n;
  return halfPlace(precision, amount.unit);
}

/** All amounts of a document in the order of statements, with the scale of each statement. */
export function openLedger(statements: readonly Statement[], scales: ReadonlyMap<Statement, Scale>): readonly Cell[] {
  const cells: Cell[] = [];
  for (const statement of statements) {
    const precision = precisionOf(statement);
    const scale = scales.get(statement) ?? SAME_SCALE;
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
        half: scaled(hiddenBy(amount, precision), scale),
      });
    }
  }
  return cells;
}
