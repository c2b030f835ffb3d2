import type { Database } from 'better-sqlite3';
import type { Declarations } from '../declare/load.ts';
import type { Reconciliation } from '../model/fact.ts';
import { conclude } from '../pipeline.ts';
import type { Corrected } from '../stages/correct/correct.ts';
import { addCorrectionEvent, correctionsOf } from '../store/corrections.ts';
import { readDocumentReading, type StoredReading } from '../store/read-document.ts';
import { reviewItems } from '../store/review-items.ts';
import { rewriteVerdicts } from '../store/rewrite.ts';
import { amountRows, reconciledRows } from '../store/rows.ts';

/** Something that happened to a correction while its document was reconciled, signed by the program. */
const PROGRAM = 'yusuan';

/**
 * Reconciles a stored document again under everything that reviewers decided, from its readings alone: no PDF is
 * opened. Rewrites verdicts, checks, claims and queue. Call within a transaction; the same database gives the same
 * rows however often it is called. False when there is no such document.
 */
export function reconcileStored(db: Database, sha256: string, declarations: Declarations, now: Date): boolean {
  const reading = readDocumentReading(db, sha256);
  if (reading === null) return false;
  const decisions = correctionsOf(db, sha256);
  const active = decisions.filter((one) => one.status !== 'undone');
  const { corrected, reconciliation } = conclude(reading, active, declarations);
  const reviewed = { statements: corrected.statements, reconciliation, notes: reading.notes };
  const items = reviewItems(reviewed).filter(({ item }) => !corrected.settles(item));
  rewriteVerdicts(db, reading.id, {
    amount: amountRows(reading.statements, corrected.statements, ignoredToo(reconciliation, reading, corrected)),
    ...reconciledRows(reconciliation, items),
    ignored: corrected.ignored,
  });
  for (const { id, status } of active) {
    const outcome = corrected.outcomes.get(id) ?? status;
    if (outcome === status) continue;
    addCorrectionEvent(db, id, { status: outcome, actor: PROGRAM, reason: '', at: now.toISOString() });
  }
  return true;
}

/** Amounts of a table that was set aside keep their readings and ask nothing. */
function ignoredToo(reconciliation: Reconciliation, reading: StoredReading, corrected: Corrected) {
  const aside = reading.statements
    .filter((statement) => corrected.ignored.has(statement.index))
    .flatMap((statement) =>
      statement.amounts.map((amount) => ({
        ref: { statement: statement.index, amount: amount.index },
        ...({ fen: amount.fen, source: amount.source, proof: 'unproven', confidence: amount.confidence } as const),
        ...{ needsReview: false, flags: ['ignored'] },
      })),
    );
  return [...reconciliation.verdicts, ...aside];
}
