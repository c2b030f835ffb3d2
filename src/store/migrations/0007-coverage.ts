import type { Migration } from './migration.ts';

/** What became of the amounts that each page prints. */
export const coverage: Migration = {
  number: 7,
  name: 'coverage',
  sql: `
CREATE TABLE page_coverage (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  page INTEGER NOT NULL,
  printed INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  forms INTEGER NOT NULL,
  prose INTEGER NOT NULL,
  no_amount INTEGER NOT NULL,
  unplaced INTEGER NOT NULL,
  PRIMARY KEY (document, page)
) WITHOUT ROWID;
`,
};
