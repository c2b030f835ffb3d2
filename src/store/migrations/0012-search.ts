import { SERVER_TEXT_INDEX, TEXT_INDEX } from '../search/text-index.ts';
import type { Migration } from './migration.ts';

const TABLES = `
CREATE TABLE search_text (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL
);
CREATE TABLE search_entry (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  text_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  statement TEXT,
  page INTEGER,
  ref1 INTEGER,
  ref2 INTEGER,
  PRIMARY KEY (document, idx)
) WITHOUT ROWID;
CREATE INDEX search_entry_by_text ON search_entry (text_id, document, kind, statement);
`;

/**
 * Everything that can be searched (检索). Texts are kept once, however many reports print them; an entry says where one
 * stands. `ref1`, `ref2`: statement and line of a line; number of a project, indicator, claim or check.
 */
export const search: Migration = {
  number: 12,
  name: 'search',
  sql: TABLES + TEXT_INDEX,
  postgres: TABLES + SERVER_TEXT_INDEX,
};
