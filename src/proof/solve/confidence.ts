import type { ConfidenceTable } from '../../declare/confidence.ts';
import type { FactSource, Proof } from '../../model/fact.ts';
import { isBeside, weakest } from '../../model/statement.ts';
import type { LedgerEntry } from '../identities/ledger.ts';

/**
 * Calibrated confidence that an amount is right and in its place: the share of right ones among those read, proven and
 * placed alike, from the fitted table. Beside the core an amount is never surer than such tables are kept whole.
 * @param elsewhere other figures speak against its place
 */
export function confidenceOf(
  cell: LedgerEntry,
  source: FactSource,
  proof: Proof,
  table: ConfidenceTable,
  elsewhere: boolean,
): number {
  const { measure } = cell.amount;
  const placement = elsewhere ? weakest(cell.amount.placement, 'inferred') : cell.amount.placement;
  const share = readAndProven(cell, source, proof, table);
  if (isBeside(cell.statement.kind, measure, placement)) return Math.min(share, table.place.beside);
  return placement === 'inferred' ? Math.min(share, table.place.inferred) : share;
}

function readAndProven(cell: LedgerEntry, source: FactSource, proof: Proof, table: ConfidenceTable): number {
  if (source === 'text') return table.text[proof];
  if (source === 'repair') return table.repair;
  const reading = Math.min(cell.amount.confidence, cell.line.confidence);
  const row = table.ocr.find((one) => reading >= one.above) ?? table.ocr.at(-1);
  return row ? row[proof] : reading;
}
