import type { Migration } from './migration.ts';

/**
 * How many entries of the review queue (复核队列) each document has. Counting them all took longer than everything else
 * that the list of documents and the first page of the queue ask for; with the index the documents with most left to do
 * are found without sorting all of them.
 */
export const openCounts: Migration = {
  number: 14,
  name: 'open-counts',
  sql: `
ALTER TABLE document ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
UPDATE document SET open = (SELECT count(*) FROM review_item r WHERE r.document = document.id);
CREATE INDEX document_most_open ON document (open DESC, file, sha256);
`,
};
