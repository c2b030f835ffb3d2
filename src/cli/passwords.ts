import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Cli, UsageError } from './io.ts';

/** Passwords of PDFs (打开密码), as commands that open PDFs take them. */
export interface PasswordFlags {
  readonly password?: readonly string[];
  readonly passwordFile?: readonly string[];
}

/** Options whose values are nobody's business: listings of settings leave them out. */
export const SECRET: ReadonlySet<string> = new Set(['password']);

/**
 * Adds `--password` and `--password-file`. Whoever may see the processes of a machine sees what stands on a command
 * line; a file is seen by its owner alone, and a settings file can name it without holding the password itself.
 */
export function passwordOptions(command: Command, { words }: Cli): Command {
  const more = (value: string, before: readonly string[]) => [...before, value];
  return command
    .option('--password <text>', words.import.password, more, [])
    .option('--password-file <file>', words.import.passwordFile, more, []);
}

/** Whether any password was given. */
export function anyPassword({ password = [], passwordFile = [] }: PasswordFlags): boolean {
  return password.length + passwordFile.length > 0;
}

/** All passwords that were given, to be tried in their order. */
export function passwordsFrom({ password = [], passwordFile = [] }: PasswordFlags, cli: Cli): readonly string[] {
  return [...password, ...passwordFile.flatMap((path) => passwordsIn(path, cli))];
}

function passwordsIn(path: string, { words }: Cli): readonly string[] {
  try {
    const lines = readFileSync(path, 'utf8')
      .replace(/^\uFEFF/u, '')
      .split(/\r?\n/u);
    // Spaces may belong to a password.
    return lines.filter((line) => line !== '');
  } catch {
    throw new UsageError(words.import.noPasswordFile(path));
  }
}
