import type { Conclusion, Correction, Readings } from '../../model/correction.ts';
import type { Verdict } from '../../model/fact.ts';
import type { Database } from '../port.ts';
import { readDocumentReading, type StoredReading } from '../read/read-document.ts';
import { addCorrectionEvent, correctionsOf } from './corrections.ts';
import { rewriteWords } from './edited-words.ts';
import { reviewItems } from './review-items.ts';
import { rewriteVerdicts } from './rewrite.ts';
import { amountRows, reconciledRows } from './rows.ts';

/** The end of the pipeline, handed in: the store knows no stages. */
export type Conclude = (readings: Readings, corrections: readonly Correction[]) => Conclusion;

/** Something that happened to a correction while its document was reconciled, signed by the program. */
const PROGRAM = 'yusuan';

/**
 * Reconciles a stored document again under everything that reviewers decided, from its readings alone: no PDF is
 * opened. Rewrites verdicts, checks, claims and queue. Call within a transaction; the same database gives the same
 * rows however often it is called. False when there is no such document.
 */
export function reconcileStored(db: Database, sha256: string, conclude: Conclude, now: Date): boolean {
  // Whoever reads the document anew meanwhile would not see the decision, and this one not the new rows.
  db.lock(sha256);
  const found = concludeStored(db, sha256, conclude);
  if (found === null) return false;
  rewriteWords(db, found.id, found.read, found.conclusion.statements);
  rewriteVerdicts(db, found.id, found.rewrite);
  for (const { id, status } of found.active) {
    const outcome = found.conclusion.outcomes.get(id) ?? status;
    if (outcome === status) continue;
    addCorrectionEvent(db, id, { status: outcome, actor: PROGRAM, reason: '', at: now.toISOString() });
  }
  return true;
}

/** The part that writes nothing: what {@link reconcileStored} would write, if these decisions were made besides. */
export function concludeStored(db: Database, sha256: string, conclude: Conclude, supposed: readonly Correction[] = []) {
  const reading = readDocumentReading(db, sha256);
  if (reading === null) return null;
  const active = correctionsOf(db, sha256).filter((one) => one.status !== 'undone');
  const conclusion = conclude(reading, [...active, ...supposed]);
  const { statements, reconciliation, ignored } = conclusion;
  const items = reviewItems({ statements, reconciliation, notes: reading.notes });
  const rewrite = {
    amount: amountRows(reading.statements, statements, [...reconciliation.verdicts, ...aside(reading, ignored)]),
    ...reconciledRows(reconciliation, items, conclusion.settles),
    ignored,
  };
  return { id: reading.id, read: reading.statements, active, conclusion, rewrite };
}

/** Amounts of a table that was set aside keep their readings and ask nothing. */
function aside({ statements }: StoredReading, ignored: ReadonlySet<number>): readonly Verdict[] {
  return statements
    .filter((statement) => ignored.has(statement.index))
    .flatMap((statement) =>
      statement.amounts.map((amount) => ({
        ref: { statement: statement.index, amount: amount.index },
        ...{ fen: amount.fen, source: amount.source, proof: 'unproven', confidence: amount.confidence },
        ...{ needsReview: false, flags: ['ignored'] },
      })),
    );
}
