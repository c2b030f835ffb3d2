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

/** A database as it may be shown, kept or logged: without a password. */
export function shownDatabase(db: string): string {
  if (!isServer(db)) return db;
  const plain = db.replace(/^(postgres(?:ql)?:\/\/[^:@/?]*):[^@]*@/, '$1@');
  return plain.replaceAll(/([?&]password=)[^&]*/g, '$1***');
}
