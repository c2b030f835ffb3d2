import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Comparison, compare } from '../../export/compare/data.ts';
import { compareHtml } from '../../export/compare/html.ts';
import { type CompareWords, compareCsv, leftOutLines, tableOf, title } from '../../export/compare/text.ts';
import { NO_FILTERS } from '../../export/index.ts';
import type { DocumentType } from '../../model/document.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Store } from '../../store/open.ts';
import { DEFAULT_DB, examples, withStore } from '../database.ts';
import { measureOption, mustOccur, oneOf, reportOptions, statementKey, typeOption } from '../filters.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, say } from '../io.ts';
import { checkOutput, forceOption, formatOf } from '../output.ts';
import { plainTable } from '../print/plain-table.ts';

const FORMATS = ['table', 'csv', 'html'] as const;
type Format = (typeof FORMATS)[number];

interface Flags {
  readonly db: string;
  readonly department: readonly string[];
  readonly year: readonly number[];
  readonly type?: DocumentType;
  readonly statement: StatementKind;
  readonly measure: string;
  readonly level: number;
  readonly all?: true;
  readonly format: Format;
  readonly out?: string;
  readonly force?: true;
  readonly verbose?: true;
}

const EXAMPLES = [
  'yusuan compare --department 财政局 --type budget',
  'yusuan compare --department 财政局 --year 2025 --statement three_public',
  'yusuan compare --year 2025 --type budget --level 2 --format html -o compare.html',
];
/** More columns than this are no table for people. */
const MOST_COLUMNS = 12;

/** `yusuan compare` */
export function compareCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.use.compare;
  const command = reportOptions(program.command('compare').description(w.description), cli)
    .option('--type <type>', cli.words.use.filters.type, typeOption(cli))
    .option('--statement <name>', w.statement, statementKey(cli), 'expenditure')
    .option('--measure <name>', w.measure, measureOption, 'total')
    .option('--level <n>', w.level, wholeNumber(1, 3, cli.words), 1)
    .option('--all', w.all)
    .option('--format <name>', `${w.format} ${FORMATS.join(' | ')}`, oneOf(FORMATS, cli), 'table')
    .option('-o, --out <file>', w.out)
    .option('--db <file>', cli.words.help.db, DEFAULT_DB)
    .option('-v, --verbose', cli.words.help.verbose);
  examples(forceOption(command, cli), EXAMPLES, cli);
  command.action(async (told: Flags) => {
    const flags = { ...told, format: formatOf(command, told, FORMATS, cli) };
    checkOutput(flags, cli);
    finish(await withStore(flags, 'read', cli, (store) => run(store, flags, cli)));
  });
}

function run(store: Store, flags: Flags, cli: Cli): number {
  const { department: departments, year: years, type, statement, measure, level, all = false } = flags;
  mustOccur(store, [statement], cli);
  const filters = { ...NO_FILTERS, departments, years, types: type === undefined ? [] : [type] };
  const comparison = compare(store.db, { filters, statement, measure, level, all });
  const words = { words: cli.words.use, language: cli.language };
  if (comparison.rows.length === 0) {
    complain(cli, cli.words.use.noRows);
    return EXIT.failed;
  }
  if (flags.format !== 'csv' && comparison.reports.length > MOST_COLUMNS) {
    complain(cli, cli.words.use.compare.tooMany(comparison.reports.length, MOST_COLUMNS));
    return EXIT.usage;
  }
  const text = render(comparison, flags.format, words, cli);
  if (flags.out === undefined) cli.out.write(text);
  else if (!save(flags.out, flags.format === 'csv' ? `\uFEFF${text}` : text, cli)) return EXIT.failed;
  if (flags.format !== 'html') for (const line of leftOutLines(comparison, words)) say(cli, line);
  return EXIT.done;
}

function render(comparison: Comparison, format: Format, words: CompareWords, cli: Cli): string {
  if (format === 'csv') return compareCsv(comparison);
  if (format === 'html') return compareHtml(comparison, words);
  const { head, rows } = tableOf(comparison, words);
  return `${title(comparison, words)}\n\n${plainTable(head, rows, cli)}\n`;
}

function save(path: string, text: string, cli: Cli): boolean {
  try {
    writeFileSync(path, text);
    say(cli, cli.words.use.written(path));
    return true;
  } catch {
    complain(cli, cli.words.use.cannotWrite(path));
    return false;
  }
}
