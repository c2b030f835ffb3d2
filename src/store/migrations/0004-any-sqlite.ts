import type { Migration } from './migration.ts';

/** Views in words of SQLite 3.31, and no STRICT tables: `migrate` does both after every step. */
export const anySqlite: Migration = { number: 4, name: 'any-sqlite', sql: '' };
