import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** What `openStore` takes for a new, empty database of the engine that the tests run on (see vitest.config.ts). */
export function anyDatabase(): string {
  return isPostgres() ? serverDatabase() : ':memory:';
}

/** A schema of its own on the server of the tests. */
export function serverDatabase(): string {
  return `${inject('postgres')}?schema=t${randomBytes(6).toString('hex')}`;
}

export function isPostgres(): boolean {
  return inject('postgres') !== undefined;
}
