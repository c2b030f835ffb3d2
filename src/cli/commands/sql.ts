import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { csvField } from '../../export/index.ts';
import { addMoney } from '../../export/money.ts';
import { storeError } from '../../store/errors.ts';
import type { Store } from '../../store/open.ts';
import { DEFAULT_DB, examples, withStore } from '../database.ts';
import { oneOf } from '../filters.ts';
import { type Cli, complain, EXIT, UsageError } from '../io.ts';
import { plainTable } from '../print/plain-table.ts';
import { displayWidth } from '../print/width.ts';

const FORMATS = ['table', 'vertical', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

interface Flags {
  readonly db: string;
  readonly format: Format;
  readonly verbose?: true;
}

type Value = string | number | bigint | Buffer | null;
type Row = readonly Value[];

const EXAMPLES = [
  'yusuan sql "SELECT department, fiscal_year, facts, proven FROM documents"',
  "yusuan sql \"SELECT sum_yuan(amount) FROM facts WHERE statement = 'expenditure' AND line_code LIKE '205%'\"",
  'yusuan sql "SELECT * FROM review_queue LIMIT 3" --format vertical',
  'yusuan sql - --format csv < query.sql > result.csv',
];

/** `yusuan sql "SELECT …"` */
export function sqlCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.use.sql;
  const command = program
    .command('sql')
    .description(w.description)
    .argument('<query>', w.query)
    .option('--db <file>', cli.words.help.db, DEFAULT_DB)
    .option('--format <name>', `${w.format} ${FORMATS.join(' | ')}`, oneOf(FORMATS, cli), 'table')
    .option('-v, --verbose', cli.words.help.verbose);
  examples(command, EXAMPLES, cli);
  command.action(async (query: string, flags: Flags) => finish(await run(query, flags, cli)));
}

function run(query: string, flags: Flags, cli: Cli): Promise<number> {
  const text = query === '-' ? readFileSync(0, 'utf8') : query;
  return withStore(flags, 'read', cli, (store) => answer(store, text, flags.format, cli));
}

async function answer(store: Store, query: string, format: Format, cli: Cli): Promise<number> {
  addMoney(store.db);
  try {
    const statement = store.db.prepare<[], Row>(query);
    if (!statement.reader || !statement.readonly) throw new UsageError(cli.words.use.sql.readOnly);
    const names = statement.columns().map(({ name }) => name);
    // Integers beyond 2⁵³ must come out as they are.
    await print(names, statement.raw(true).safeIntegers(true).iterate(), format, cli);
    return EXIT.done;
  } catch (error) {
    const known = error instanceof Error && (isSqlError(error) || error instanceof RangeError);
    if (!known) throw error;
    const changes = CHANGES.test(query);
    complain(cli, changes ? cli.words.use.sql.readOnly : cli.words.use.sql.failed(error.message));
    return EXIT.usage;
  }
}

/** What changes something is refused for that, whatever the database itself finds wrong with it. */
const CHANGES = /^\s*(insert|update|delete|replace|drop|create|alter|truncate)\b/i;

/** A mistake in the query, not trouble with the database. */
function isSqlError(error: Error): boolean {
  return error.name === 'SqliteError' || (error.name === 'PostgresError' && storeError(error).problem === 'failed');
}

async function print(names: readonly string[], rows: Iterable<Row>, format: Format, cli: Cli): Promise<void> {
  const out = async (text: string) => {
    if (!cli.out.write(text)) await once(cli.out, 'drain');
  };
  if (format === 'table') {
    const all = [...rows];
    await out(
      `${plainTable(
        names,
        all.map((row) => row.map(shown)),
        cli,
      )}\n${cli.words.use.sql.rows(all.length)}\n`,
    );
    return;
  }
  if (format === 'vertical') {
    let count = 0;
    for (const row of rows) {
      count += 1;
      await out(`${upright(names, row, count)}\n`);
    }
    await out(`${cli.words.use.sql.rows(count)}\n`);
    return;
  }
  if (format === 'csv') {
    await out(`${names.map((name) => csvField(name)).join(',')}\r\n`);
    for (const row of rows)
      await out(`${row.map((value) => csvField(value === null ? null : shown(value))).join(',')}\r\n`);
    return;
  }
  let separator = '[\n';
  for (const row of rows) {
    await out(
      `${separator}  ${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, plain(row[i] ?? null)])))}`,
    );
    separator = ',\n';
  }
  await out(separator === '[\n' ? '[]\n' : '\n]\n');
}

/** A row as a block, a column a line: for rows wider than the terminal. */
function upright(names: readonly string[], row: Row, number: number): string {
  const width = Math.max(0, ...names.map(displayWidth));
  const lines = names.map((name, i) => `${' '.repeat(width - displayWidth(name))}${name} │ ${shown(row[i] ?? null)}`);
  return [`── ${number} ──`, ...lines].join('\n');
}

function shown(value: Value): string {
  if (value === null) return '';
  return Buffer.isBuffer(value) ? value.toString('hex') : String(value);
}

/** JSON has no integers beyond 2⁵³: those are text. */
function plain(value: Value): string | number | null {
  if (typeof value !== 'bigint') return Buffer.isBuffer(value) ? value.toString('hex') : value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
