import type { Migration } from './migration.ts';

/**
 * What people did about findings (勾稽问题): reported to the publisher, answered by it, or found mistaken. A mark holds for
 * what a finding says of the bytes, never for the row that says it; nothing is ever changed, the highest number counts.
 */
export const findingMarks: Migration = {
  number: 8,
  name: 'finding-marks',
  sql: `
CREATE TABLE finding_mark (
  sha256 TEXT NOT NULL,
  finding TEXT NOT NULL,
  number INTEGER NOT NULL,
  mark TEXT NOT NULL CHECK (mark IN ('none', 'reported', 'answered', 'mistaken')),
  note TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  marked_at TEXT NOT NULL,
  PRIMARY KEY (sha256, finding, number)
);
CREATE INDEX identity_check_failed ON identity_check (document, idx) WHERE status = 'fail';
CREATE INDEX claim_disagreed ON claim (document, idx) WHERE status = 'disagrees';
`,
};
