import type { FindingMark } from '../../model/fact.ts';
import type { Database } from '../port.ts';

/** What somebody did about a finding. */
export interface NewMark {
  readonly mark: FindingMark;
  readonly note: string;
  readonly reviewer: string;
  readonly at: string;
}

export interface MarkRecord extends NewMark {
  readonly number: number;
}

const SELECT = `
SELECT number, mark, note, reviewer, marked_at AS at FROM finding_mark WHERE sha256 = ? AND finding = ? ORDER BY number`;

/** Every mark that a finding was given, the one in force last. */
export function marksOfFinding(db: Database, sha256: string, finding: string): readonly MarkRecord[] {
  return db.prepare<[string, string], MarkRecord>(SELECT).all(sha256, finding);
}

/**
 * Gives a finding a mark, behind those it has. False when somebody was first: `seen` is the number of the mark that was
 * in force when this one was decided, 0 for none.
 */
export function markFinding(db: Database, sha256: string, finding: string, seen: number, one: NewMark): boolean {
  return db
    .transaction(() => {
      db.lock(sha256);
      const last = marksOfFinding(db, sha256, finding).at(-1)?.number ?? 0;
      if (last !== seen) return false;
      db.prepare(
        `INSERT INTO finding_mark (sha256, finding, number, mark, note, reviewer, marked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(sha256, finding, last + 1, one.mark, one.note, one.reviewer, one.at);
      return true;
    })
    .immediate();
}
