import { StoreError } from './errors.ts';
import type { Address } from './postgres/engine.ts';

/** Whether `--db` names a server's database instead of a file. */
export function isServer(db: string): boolean {
  return /^postgres(ql)?:\/\//.test(db);
}

/** Takes `postgres://user:password@host:port/database?schema=name` apart. */
export function serverAddress(db: string): Address {
  const url = URL.parse(db);
  if (url === null) throw new StoreError('address', shownDatabase(db));
  const schema = url.searchParams.get('schema') ?? 'public';
  url.searchParams.delete('schema');
  return { connection: url.href, shown: shownDatabase(db), schema };
}

/** The schema of the queue that belongs to the tables of `schema`. */
export function queueSchema(schema: string): string {
  return schema === 'public' ? 'yusuan_queue' : `${schema}_queue`;
}

/**
 * A database as it may be shown, kept or logged: without a password. Where signs in a password were not escaped (`p@ss`,
 * `p/ss`, `p?ss`), rather too much is left out than too little; an address with a mistyped scheme is still an address.
 */
export function shownDatabase(db: string): string {
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(db) ?? [];
  if (scheme === undefined) return db;
  const rest = db.slice(scheme.length).replaceAll(/([?&](?:ssl)?password=)[^&]*/gi, '$1***');
  const at = rest.lastIndexOf('@');
  const [user = ''] = rest.slice(0, Math.max(at, 0)).split(':');
  return `${scheme}${at < 0 ? rest : `${user}${rest.slice(at)}`}`;
}
