import { userInfo } from 'node:os';
import type { Messages } from '../messages/index.ts';
import { isServer, queueSchema, serverAddress, shownDatabase } from './address.ts';
import type { StoreError } from './errors.ts';
import { quoted } from './postgres/engine.ts';

/** What went wrong with a database and what to do, in one sentence; `db` as it was given, with or without its password. */
export function storeSentence(
  words: Pick<Messages, 'storeProblem'>,
  { problem, message }: StoreError,
  db: string,
): string {
  return words.storeProblem[problem](shownDatabase(db), { ...ownNames(db), said: message });
}

function ownNames(db: string): { readonly role: string; readonly schema: string; readonly queueSchema: string } {
  if (!isServer(db) || URL.parse(db) === null) return { role: '', schema: '', queueSchema: '' };
  const { connection, schema } = serverAddress(db);
  const url = new URL(connection);
  // As `pg` and libpq choose it.
  const role =
    decodeURIComponent(url.username) || url.searchParams.get('user') || process.env.PGUSER || userInfo().username;
  return { role: quoted(role), schema: quoted(schema), queueSchema: quoted(queueSchema(schema)) };
}
