import type { Migration } from './migration.ts';

/**
 * The names of statements and measures that declarations added (另加的报表、列). Whoever opens the database has only their
 * keys otherwise: the declarations may lie on another machine.
 */
export const addedNames: Migration = {
  number: 15,
  name: 'added-names',
  sql: `
CREATE TABLE added_name (
  what TEXT NOT NULL CHECK (what IN ('statement', 'measure')),
  key TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (what, key)
) WITHOUT ROWID;
`,
};
