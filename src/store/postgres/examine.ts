import { createHash } from 'node:crypto';
import type { Database } from '../port.ts';
import { VIEW_ORDER, VIEWS } from '../views.ts';

/** The views as a server gets them. */
export const SERVER_VIEWS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(VIEWS).map(([name, ddl]) => {
    const order = VIEW_ORDER[name];
    return [name, order === undefined ? ddl : `${ddl}\nORDER BY ${order}`];
  }),
);

/** Notes on a view which words it was made from, so that an examination can tell whether it still is that one. */
export function remember(view: string, ddl: string): string {
  return `COMMENT ON VIEW ${view} IS '${digest(ddl)}'`;
}

function digest(ddl: string): string {
  return createHash('sha256').update(ddl.trim()).digest('hex');
}

const FOUND = `
SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS digest FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'v'`;

/** The views that are missing or are not as this program makes them. */
export function strangeViews(db: Database): string[] {
  const found = db.prepare<[], { name: string; digest: string | null }>(FOUND).all();
  const digests = new Map(found.map(({ name, digest }) => [name, digest]));
  return Object.entries(SERVER_VIEWS)
    .filter(([name, ddl]) => digests.get(name) !== digest(ddl))
    .map(([name]) => name);
}

const INVALID = `
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY 1`;

/** Indexes that the server itself calls unusable; pages are its own to check (data checksums, pg_amcheck). */
export function brokenIndexes(db: Database): string[] {
  return db.prepare<[], string>(INVALID).pluck().all();
}

const UNCHECKED = `
SELECT conrelid::regclass::text || ' → ' || confrelid::regclass::text FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace AND contype = 'f' AND NOT convalidated ORDER BY 1`;

/** Foreign keys that the server does not vouch for. */
export function uncheckedKeys(db: Database): string[] {
  return db.prepare<[], string>(UNCHECKED).pluck().all();
}

export function serverSchema(db: Database): number {
  return Number(db.prepare('SELECT max(number) FROM migration').pluck().get());
}
