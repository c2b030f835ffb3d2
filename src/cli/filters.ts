import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Filters } from '../export/index.ts';
import { STATEMENT_KINDS } from '../model/catalogue.ts';
import type { DocumentType } from '../model/document.ts';
import type { Proof } from '../model/fact.ts';
import { asKind, isAddedKind, type StatementKind } from '../model/statement.ts';
import type { Store } from '../store/open.ts';
import { type Cli, UsageError } from './io.ts';
import { type Key, keyOf, MEASURE_KEYS, PROOF_KEYS, STATEMENT_KEYS, TYPE_KEYS } from './typed/keys.ts';

const PROOFS = ['proven', 'consistent', 'unproven', 'contradicted'] as const satisfies readonly Proof[];
const TYPES = ['budget', 'final'] as const satisfies readonly DocumentType[];

export interface FilterFlags {
  readonly department: readonly string[];
  readonly year: readonly number[];
  readonly type?: DocumentType;
  readonly statement: readonly StatementKind[];
  readonly proof: readonly Proof[];
  readonly current?: true;
  readonly allVersions?: true;
}

/** Options that choose reports and rows. */
export function filterOptions(command: Command, cli: Cli): Command {
  const w = cli.words.use.filters;
  const statement = statementKey(cli);
  const proof = named(PROOFS, PROOF_KEYS, cli);
  return reportOptions(command, cli)
    .option('--type <type>', w.type, typeOption(cli))
    .option('--statement <name>', w.statement, (text, all: readonly StatementKind[]) => [...all, statement(text)], [])
    .option('--proof <name>', w.proof, (text, all: readonly Proof[]) => [...all, proof(text)], [])
    .option('--all-versions', w.allVersions)
    .addOption(new Option('--current', w.current).conflicts('allVersions'));
}

/** The options that choose departments and years. */
export function reportOptions(command: Command, cli: Cli): Command {
  const w = cli.words.use.filters;
  return command
    .option('--department <name>', w.department, (text: string, all: readonly string[]) => [...all, text], [])
    .option('--year <years>', w.year, (text, all: readonly number[]) => [...all, ...years(text, cli)], []);
}

export function filtersOf(flags: FilterFlags): Filters {
  return {
    departments: flags.department,
    years: flags.year,
    types: flags.type === undefined ? [] : [flags.type],
    statements: flags.statement,
    proofs: flags.proof,
    current: flags.allVersions !== true,
  };
}

/** A parser of 预算 or 决算, by key or name. */
export function typeOption(cli: Cli): (text: string) => DocumentType {
  return named(TYPES, TYPE_KEYS, cli);
}

/** A parser of a column (列): its key or name; what a table calls a column of its own is taken as it stands. */
export function measureOption(text: string): string {
  return keyOf(text, MEASURE_KEYS) ?? text;
}

/** A parser of one of `choices`, by the key itself or by what people call it. */
function named<T extends string>(choices: readonly T[], keys: readonly Key[], cli: Cli): (text: string) => T {
  const plain = oneOf(choices, cli);
  return (text) => plain(keyOf(text, keys) ?? text);
}

/** All statements: by the names that people know, where the words of the program are Chinese, too. */
function statementList({ language }: Cli): string {
  return STATEMENT_KEYS.map(({ key, names }) => (language === 'zh' ? `${names[0]} ${key}` : key)).join(' | ');
}

/** A statement by its key or name; a key that is none of the contract's may be one that a declaration added. */
export function statementKey(cli: Cli): (text: string) => StatementKind {
  return (text) => {
    const kind = asKind(keyOf(text, STATEMENT_KEYS) ?? text);
    if (kind === null) throw new InvalidArgumentError(cli.words.usage.oneOf(statementList(cli)));
    return kind;
  };
}

/** Refuses a statement that is neither of the contract nor in the database. */
export function mustOccur(store: Store, statements: readonly StatementKind[], cli: Cli): void {
  const added = statements.filter(isAddedKind);
  if (added.length === 0) return;
  const present = store.db.prepare<[], { statement: string }>('SELECT DISTINCT statement FROM facts').all();
  const known = new Set<string>([...STATEMENT_KINDS, ...present.map(({ statement }) => statement)]);
  const wrong = added.find((kind) => !known.has(kind));
  if (wrong !== undefined)
    throw new UsageError(`${wrong}${cli.words.comma}${cli.words.usage.oneOf([...known].join(' | '))}`);
}

/** A parser of one of `choices`. */
export function oneOf<T extends string>(choices: readonly T[], cli: Cli): (text: string) => T {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new InvalidArgumentError(cli.words.usage.oneOf(choices.join(' | ')));
    return choice;
  };
}

/** `2025`, `2023-2025` or `2023,2025`. */
function years(text: string, cli: Cli): number[] {
  return text.split(/[,，]/).flatMap((part) => {
    const match = /^\s*(\d{4})(?:\s*[-–~～至]\s*(\d{4}))?\s*$/.exec(part);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (match === null || last < first || last - first > 100) {
      throw new InvalidArgumentError(cli.words.use.years('2025, 2023-2025'));
    }
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
