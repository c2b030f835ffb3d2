import type { Command } from 'commander';
import { storeError } from '../store/errors.ts';
import { type OpenMode, openStore, type Store } from '../store/open.ts';
import { findDocuments, type StoredDocument } from '../store/read/documents.ts';
import { storeSentence } from '../store/sentence.ts';
import { type Cli, complain, EXIT, paint, say } from './io.ts';

export const DEFAULT_DB = 'yusuan.sqlite';

/** Options that commands on an existing database share. */
export function databaseOptions(command: Command, cli: Cli): Command {
  return command
    .option('--db <file>', cli.words.help.db, DEFAULT_DB)
    .option('--json', cli.words.help.json)
    .option('-v, --verbose', cli.words.help.verbose);
}

/** The option `--pipeline FILE`, which may be repeated. */
export function pipelineOption(command: Command, cli: Cli): Command {
  const more = (file: string, files: readonly string[]) => [...files, file];
  return command.option('--pipeline <file>', cli.words.maintain.pipeline, more, []);
}

/** Names of files as they stand in examples, longer ones first; names of departments stay, as reports print them. */
const FILE_NAMES: readonly (readonly [zh: string, en: string])[] = [
  ['预算（更正）', 'budget-corrected'],
  ['某省预算样本', 'sample'],
  ['决算样本', 'sample'],
  ['收到的报告', 'received'],
  ['勾稽问题', 'findings'],
  ['核对报告', 'findings'],
  ['预决算', 'budgets'],
  ['第7页', 'page7'],
  ['改动', 'changes'],
  ['导入', 'import'],
  ['链接', 'links'],
  ['报告', 'report'],
  ['预算', 'budget'],
  ['决算', 'accounts'],
];

function inEnglish(example: string): string {
  return FILE_NAMES.reduce((line, [zh, en]) => line.replaceAll(zh, en), example);
}

/** Example lines and the exit codes, below a command's help. */
export function examples(command: Command, lines: readonly string[], cli: Cli): Command {
  const text = lines.map((line) => `  ${cli.language === 'en' ? inEnglish(line) : line}`).join('\n');
  return command.addHelpText('after', `\n${cli.words.help.examples}\n${text}\n\n${cli.words.help.exitCodes}\n`);
}

interface DatabaseFlags {
  readonly db: string;
  readonly verbose?: true;
}

/**
 * Runs `work` on an existing database, opened for `mode`; problems of the database or of declarations become one
 * sentence and exit code 1.
 */
export async function withStore(
  flags: DatabaseFlags,
  mode: OpenMode,
  cli: Cli,
  work: (store: Store) => Promise<number> | number,
): Promise<number> {
  let store: Store | null = null;
  try {
    // Reading first: a mistyped name must not leave a new, empty database behind.
    if (mode === 'write') openStore(flags.db, { mode: 'examine' }).close();
    store = openStore(flags.db, { mode });
    const { from, to, backup } = store.migrated;
    if (backup !== null) say(cli, cli.words.migrated(from, to, backup));
    return await work(store);
  } catch (error) {
    return storeTrouble(error, flags, cli);
  } finally {
    store?.close();
  }
}

/** A mistake in a declaration file; known by name, so that commands without declarations need not load them. */
export function isDeclarationError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'DeclarationError';
}

/** One sentence for what went wrong with a database or a declaration; anything else is a bug and goes on. */
export function storeTrouble(error: unknown, flags: DatabaseFlags, cli: Cli): number {
  if (isDeclarationError(error)) {
    complain(cli, error.message);
    return EXIT.usage;
  }
  const trouble = storeError(error);
  const isDatabase = error instanceof Error && ('code' in error || error.name === 'StoreError');
  if (trouble.problem === 'failed' && !isDatabase) throw error;
  complain(cli, storeSentence(cli.words, trouble, flags.db));
  if (flags.verbose) say(cli, paint(cli.err, 'dim', trouble.message));
  return EXIT.failed;
}

/** The one document that `name` means; null, and a sentence, when there is none or more than one. */
export function oneDocument(store: Store, name: string, cli: Cli): StoredDocument | null {
  const found = findDocuments(store.db, name);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const { noDocument, severalDocuments } = cli.words.maintain;
  if (first === undefined) complain(cli, noDocument(name));
  else complain(cli, severalDocuments(name, found.map((document) => document.sha256.slice(0, 10)).join(', ')));
  return null;
}
