import type { ConfidenceTable } from '../../declare/confidence.ts';
import type { FactSource, Proof } from '../../model/fact.ts';
import type { Cell } from '../identities/ledger.ts';

/** Calibrated confidence: the share of right amounts among those read and proven alike, from the fitted table. */
export function confidenceOf(cell: Cell, source: FactSource, proof: Proof, table: ConfidenceTable): number {
  if (source === 'text') return table.text[proof];
  if (source === 'repair') return table.repair;
  const reading = Math.min(cell.amount.confidence, cell.line.confidence);
  const row = table.ocr.find((one) => reading >= one.above) ?? table.ocr.at(-1);
  return row ? row[proof] : reading;
}
