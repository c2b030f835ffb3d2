import type { Migration } from './migration.ts';

const COLUMNS = `
ALTER TABLE review_item ADD COLUMN data TEXT;
ALTER TABLE identity_check ADD COLUMN place TEXT;`;

/**
 * What an entry of the queue and a check speak of, as data, beside the words; NULL where an older version wrote only
 * words. What was not read at all comes before contradictions, on one scale with them.
 */
export const codesAndData: Migration = {
  number: 6,
  name: 'codes-and-data',
  sql: `${COLUMNS}
UPDATE claim_draft
SET draft = json_set(draft, '$.recomputed.scope', json_object('of', 'words', 'phrase', json_extract(draft, '$.recomputed.scope')))
WHERE json_type(draft, '$.recomputed.scope') = 'text';
UPDATE review_item SET severity = CASE
    WHEN reason IN ('page-not-read', 'scan-not-read', 'picture-too-large') THEN 100
    WHEN reason IN ('picture-not-decoded', 'page-unreadable-dark', 'page-unreadable-noise') THEN 99
    WHEN reason = 'picture-cut-off' THEN 98
    WHEN reason = 'contradicted' THEN 90
    WHEN reason = 'told-by-elimination' THEN 82
    WHEN reason = 'unknown-statement' THEN 78
    WHEN reason = 'page-poorly-read' THEN 76
    WHEN reason = 'unit-assumed' THEN 74
    WHEN reason = 'unread-cell' THEN 68
    WHEN origin = 'note' THEN 40
    ELSE 45
  END
WHERE severity < 1;
UPDATE review_item SET group_severity = severity WHERE group_severity < 1;
`,
  // No server has rows of an older version.
  postgres: COLUMNS,
};
