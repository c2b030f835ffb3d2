import { once } from 'node:events';
import type { Command } from 'commander';
import {
  EXPORT_FORMATS,
  EXPORT_TABLES,
  EXPORTERS,
  type ExportFormat,
  type ExportOptions,
  type ExportTable,
  type Filters,
  inSnapshot,
  openTable,
  STREAMED,
  unfiltered,
} from '../../export/index.ts';
import type { Store } from '../../store/open.ts';
import { DEFAULT_DB, examples, withStore } from '../database.ts';
import { type FilterFlags, filterOptions, filtersOf, mustOccur, oneOf } from '../filters.ts';
import { type Cli, complain, EXIT, say, UsageError, warn } from '../io.ts';
import { checkOutput, formatOf } from '../output.ts';
import { programVersion } from '../version.ts';

interface Flags extends FilterFlags {
  readonly db: string;
  readonly format: ExportFormat;
  readonly out?: string;
  readonly bom?: boolean;
  readonly exact?: true;
  readonly force?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

const EXAMPLES = [
  'yusuan export -o facts.csv --year 2025',
  'yusuan export --format xlsx -o 预算.xlsx --department 财政局',
  'yusuan export all --format parquet -o parquet/',
  'yusuan export facts indicators projects --format datapackage -o package/',
  'yusuan export facts --format jsonl --statement three_public --proof proven',
];

/** `yusuan export [TABLE…] --format …` */
export function exportCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.use.export;
  const command = program
    .command('export')
    .description(w.description)
    .argument('[table...]', `${w.tables} ${EXPORT_TABLES.join(' ')}`)
    .option('--format <name>', `${w.format} ${EXPORT_FORMATS.join(' | ')}`, oneOf(EXPORT_FORMATS, cli), 'csv')
    .option('-o, --out <path>', w.out)
    .option('--db <file>', cli.words.help.db, DEFAULT_DB);
  filterOptions(command, cli)
    .option('--bom', w.bom)
    .option('--no-bom', w.noBom)
    .option('--exact', w.exact)
    .option('--force', w.force)
    .option('-q, --quiet', cli.words.help.quiet)
    .option('-v, --verbose', cli.words.help.verbose);
  examples(command, EXAMPLES, cli);
  command.action(async (names: string[], flags: Flags) =>
    finish(await run(names, { ...flags, format: formatOf(command, flags, EXPORT_FORMATS, cli) }, cli)),
  );
}

async function run(names: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  const tables = chosen(names, cli);
  const filters = filtersOf(flags);
  checkFilters(tables, names.length > 0, filters, cli);
  const piped = flags.out === undefined;
  if (piped && (tables.length > 1 || !(flags.format in STREAMED))) {
    throw new UsageError(cli.words.use.export.needsOut(flags.format));
  }
  checkOutput(flags, cli, tables.length > 1 || flags.format === 'datapackage');
  return withStore(flags, 'read', cli, (store) => write(store, tables, filters, flags, cli));
}

function chosen(names: readonly string[], cli: Cli): readonly ExportTable[] {
  if (names.length === 0) return ['facts'];
  if (names.includes('all')) return EXPORT_TABLES;
  const { usage, comma } = cli.words;
  return [...new Set(names)].map((name) => {
    const table = EXPORT_TABLES.find((candidate) => candidate === name);
    if (table === undefined)
      throw new UsageError(`${name}${comma}${usage.oneOf(['all', ...EXPORT_TABLES].join(' | '))}`);
    return table;
  });
}

/** A filter that would silently not apply is refused, or spoken of when it applies to some of the tables. */
function checkFilters(tables: readonly ExportTable[], named: boolean, filters: Filters, cli: Cli): void {
  const without = unfiltered(tables, filters);
  if (without.length === 0) return;
  const { cannotFilter, notFiltered } = cli.words.use.export;
  if (named && without.length === tables.length) throw new UsageError(cannotFilter(without.join(', ')));
  warn(cli, notFiltered(without.join(', ')));
}

async function write(
  store: Store,
  tables: readonly ExportTable[],
  filters: Filters,
  flags: Flags,
  cli: Cli,
): Promise<number> {
  mustOccur(store, flags.statement, cli);
  const options: ExportOptions = {
    bom: flags.bom ?? null,
    exact: flags.exact === true,
    words: cli.words.use,
    language: cli.language,
    version: programVersion(),
    now: new Date(),
    signal: cli.signal,
  };
  if (tables.every((table) => isEmpty(store, table, filters))) {
    complain(cli, cli.words.use.export.noRows);
    return EXIT.failed;
  }
  try {
    await inSnapshot(store.db, () => send(store, tables, filters, flags, options, cli));
  } catch (error) {
    if (cli.signal.aborted) {
      say(cli, cli.words.use.interrupted);
      return EXIT.interrupted;
    }
    if (flags.out === undefined || !isFileTrouble(error)) throw error;
    complain(cli, cli.words.use.cannotWrite(flags.out));
    return EXIT.failed;
  }
  if (flags.out !== undefined && !flags.quiet) say(cli, cli.words.use.written(flags.out));
  return EXIT.done;
}

/** Whether nothing of `table` passes the filters: an export of nothing is a mistake in the filters more often than not. */
function isEmpty(store: Store, table: ExportTable, filters: Filters): boolean {
  for (const _row of openTable(store.db, table, filters).rows()) return false;
  return true;
}

async function send(
  store: Store,
  tables: readonly ExportTable[],
  filters: Filters,
  flags: Flags,
  options: ExportOptions,
  cli: Cli,
): Promise<void> {
  if (flags.out !== undefined) {
    await EXPORTERS[flags.format](store.db, tables, filters, flags.out, options);
    return;
  }
  const [table] = tables;
  if (table === undefined || (flags.format !== 'csv' && flags.format !== 'jsonl')) return;
  for await (const chunk of STREAMED[flags.format](openTable(store.db, table, filters), options, false)) {
    if (!cli.out.write(chunk)) await once(cli.out, 'drain');
  }
}

function isFileTrouble(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}
