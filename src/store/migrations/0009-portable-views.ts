import type { Migration } from './migration.ts';

/** Views in words that SQLite and PostgreSQL share: `migrate` makes them anew after every step. */
export const portableViews: Migration = { number: 9, name: 'portable-views', sql: '' };
