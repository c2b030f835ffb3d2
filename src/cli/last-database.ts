import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { isServer, shownDatabase } from '../store/address.ts';
import { type Cli, say } from './io.ts';
import { cacheFolder } from './reading.ts';

/** Remembers, per working folder, the database that was imported into last. */
const file = () => join(cacheFolder(undefined), 'last-database.json');

function remembered(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Nothing was remembered yet, or the folder was emptied: the default name holds.
    return {};
  }
}

/** The database that was last imported into from this folder, when it still stands; else null. */
export function lastDatabase(folder = process.cwd()): string | null {
  const path = remembered()[folder];
  return typeof path === 'string' && (isServer(path) || existsSync(path)) ? path : null;
}

/** Notes that `db` was imported into; a folder that cannot be written to remembers nothing. */
export function noteDatabase(db: string, folder = process.cwd()): void {
  try {
    mkdirSync(dirname(file()), { recursive: true });
    writeFileSync(
      file(),
      JSON.stringify({ ...remembered(), [folder]: isServer(db) ? shownDatabase(db) : resolve(db) }),
    );
  } catch {
    return;
  }
}

/** A command on a database without `--db` takes the one imported into last, and says which one it takes. */
export function chooseDatabase(command: Command, cli: Cli): void {
  if (command.getOptionValueSource('db') !== 'default' || command.name() === 'import') return;
  const last = lastDatabase();
  if (last !== null) command.setOptionValue('db', last);
  say(cli, cli.words.summary.database(shownDatabase(String(command.getOptionValue('db')))));
}
