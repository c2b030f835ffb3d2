import { learnNames } from '../messages/names.ts';
import type { AddedName } from '../model/statement.ts';
import { addedNames as migration } from './migrations/0015-added-names.ts';
import type { Database } from './port.ts';

/** Names of statements and measures besides the contract's that the documents of the database use. */
export function addedNames(db: Database): readonly AddedName[] {
  return db.prepare<[], AddedName>('SELECT what, key, zh, en FROM added_name ORDER BY what, key').all();
}

/** Has messages call added statements and measures as the database does, from here on; `schema` is its migration. */
export function learnAddedNames(db: Database, schema: number): void {
  if (schema >= migration.number) learnNames(addedNames(db));
}

/** Keeps names as the declarations say them now. */
export function nameKeeper(db: Database): (names: readonly AddedName[]) => void {
  const keep = db.prepare(
    `INSERT INTO added_name (what, key, zh, en) VALUES (?, ?, ?, ?)
     ON CONFLICT (what, key) DO UPDATE SET zh = excluded.zh, en = excluded.en`,
  );
  return (names) => {
    for (const { what, key, zh, en } of names) keep.run(what, key, zh, en);
    learnNames(names);
  };
}
