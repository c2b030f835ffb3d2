import type { Migration } from './migration.ts';

/**
 * What a reviewer may set right beside amounts: a table's statement, title and unit, a line's code and name. `read_words`
 * keeps what was read as JSON, `read_unit` the unit that an amount was read in; NULL where nobody changed anything.
 */
export const editedWords: Migration = {
  number: 10,
  name: 'edited-words',
  // The kinds of decisions are a closed list in model/correction.ts; migrate.ts takes the older list off the table.
  sql: `
ALTER TABLE statement ADD COLUMN read_words TEXT;
ALTER TABLE line ADD COLUMN read_words TEXT;
ALTER TABLE amount ADD COLUMN read_unit TEXT;
`,
  postgres: `
ALTER TABLE statement ADD COLUMN read_words TEXT;
ALTER TABLE line ADD COLUMN read_words TEXT;
ALTER TABLE amount ADD COLUMN read_unit TEXT;
ALTER TABLE correction DROP CONSTRAINT IF EXISTS correction_kind_check;
`,
};
