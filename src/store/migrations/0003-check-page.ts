import type { Migration } from './migration.ts';

/** Where the prose says what a check contradicts. */
export const checkPage: Migration = {
  number: 3,
  name: 'check-page',
  sql: 'ALTER TABLE identity_check ADD COLUMN page INTEGER',
};
