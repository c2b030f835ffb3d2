import type { Database } from 'better-sqlite3';
import { COLUMNS, type Row } from './rows.ts';

/** Rows of a document that reconciliation makes; everything else stays as it was read. */
export interface Rewrite {
  readonly amount: readonly Row[];
  readonly claim: readonly Row[];
  readonly identity_check: readonly Row[];
  readonly review_item: readonly Row[];
  /** Statements that a reviewer set aside. */
  readonly ignored: ReadonlySet<number>;
}

const REWRITTEN = ['amount', 'claim', 'identity_check', 'review_item'] as const;

/** Replaces what reconciliation said of a document. Call within a transaction. */
export function rewriteVerdicts(db: Database, document: number, rewrite: Rewrite): void {
  for (const table of REWRITTEN) {
    const columns = ['document', ...COLUMNS[table]];
    db.prepare(`DELETE FROM ${table} WHERE document = ?`).run(document);
    const insert = db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rewrite[table]) insert.run(document, ...row);
  }
  db.prepare('UPDATE statement SET ignored = (idx IN (SELECT value FROM json_each(?))) WHERE document = ?').run(
    JSON.stringify([...rewrite.ignored]),
    document,
  );
  db.prepare(COUNTS).run({ document });
}

const COUNTS = `
UPDATE document SET (facts, proven, to_review) = (
  SELECT count(*), coalesce(sum(a.proof = 'proven'), 0), coalesce(sum(a.needs_review), 0)
  FROM amount a JOIN statement s ON s.document = a.document AND s.idx = a.statement
  WHERE a.document = $document AND s.ignored = 0
), statements = (SELECT count(*) FROM statement WHERE document = $document AND ignored = 0),
checks_failed = (SELECT count(*) FROM identity_check WHERE document = $document AND status = 'fail')
WHERE id = $document`;
