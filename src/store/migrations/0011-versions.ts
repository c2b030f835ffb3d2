import type { Migration } from './migration.ts';

/**
 * Which version of a report is current (现行版本), and why. Documents of older versions know nothing of their
 * publication: the fullest is current, then the one imported last.
 */
export const versions: Migration = {
  number: 11,
  name: 'versions',
  sql: `
ALTER TABLE document ADD COLUMN issued TEXT;
ALTER TABLE document ADD COLUMN revised INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN made TEXT;
ALTER TABLE document ADD COLUMN added_at TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN current INTEGER NOT NULL DEFAULT 1;
ALTER TABLE document ADD COLUMN current_by TEXT NOT NULL DEFAULT 'only';
UPDATE document SET added_at = imported_at;
UPDATE document SET current = 0, current_by = 'fuller' WHERE EXISTS (
  SELECT 1 FROM document n
  WHERE n.department = document.department AND n.fiscal_year = document.fiscal_year
    AND n.document_type = document.document_type AND n.id <> document.id
    AND (n.facts, n.imported_at, n.sha256) > (document.facts, document.imported_at, document.sha256)
    AND EXISTS (
      SELECT 1 FROM statement a JOIN statement b ON b.kind = a.kind
      WHERE a.document = document.id AND b.document = n.id
    )
);

-- Chosen by hand (指定), anchored to the bytes: a re-run rewrites the document's own row.
CREATE TABLE version_pin (
  sha256 TEXT PRIMARY KEY,
  reviewer TEXT NOT NULL,
  pinned_at TEXT NOT NULL
) WITHOUT ROWID;
`,
};
