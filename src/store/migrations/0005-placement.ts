import type { Migration } from './migration.ts';

/**
 * How sure it is where an amount belongs, and the third classification of a row. What older versions read was filed by
 * rules that knew no doubt: how sure its place is shows when it is read again.
 */
export const placement: Migration = {
  number: 5,
  name: 'placement',
  sql: `
ALTER TABLE statement ADD COLUMN placement TEXT NOT NULL DEFAULT 'inferred'
  CHECK (placement IN ('established', 'inferred', 'unknown'));
ALTER TABLE amount ADD COLUMN placement TEXT NOT NULL DEFAULT 'inferred'
  CHECK (placement IN ('established', 'inferred', 'unknown'));
ALTER TABLE amount ADD COLUMN read_placement TEXT NOT NULL DEFAULT 'inferred'
  CHECK (read_placement IN ('established', 'inferred', 'unknown'));
ALTER TABLE line ADD COLUMN name_3 TEXT;
ALTER TABLE line ADD COLUMN standard_code_3 TEXT;
`,
};
