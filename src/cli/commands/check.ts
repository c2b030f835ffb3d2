import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { toHtml } from '../../export/findings/html.ts';
import { reportClaims, reportNames, reportRows } from '../../export/findings/load.ts';
import {
  type CheckReport,
  hasPublisherError,
  type ReportNames,
  reportOf,
  toMarkdown,
  toText,
} from '../../export/findings/report.ts';
import { writeFindings } from '../../export/findings/xlsx.ts';
import { CHECK_WORDS } from '../../messages/checks.ts';
import { shownDatabase } from '../../store/address.ts';
import type { Store } from '../../store/open.ts';
import { type StoredDocument, storedDocuments } from '../../store/read/documents.ts';
import { databaseOptions, examples, oneDocument, pipelineOption, withStore } from '../database.ts';
import { choiceOption } from '../help.ts';
import { type Cli, complain, EXIT, say, UsageError } from '../io.ts';
import { checkOutput, formatOf } from '../output.ts';

const FORMATS = ['text', 'markdown', 'html', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
  readonly markdown?: true;
  readonly format: Format;
  readonly out?: string;
  readonly force?: true;
  readonly strict?: true;
  readonly pipeline: readonly string[];
}

/** `yusuan check [FILE…]` */
export function checkCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.maintain.check;
  const command = program
    .command('check')
    .description(w.description)
    .argument('[file...]', w.files)
    .addOption(choiceOption('--format <name>', w.format, FORMATS, cli.words).default('text'))
    .option('-o, --out <file>', w.out)
    .option('--force', cli.words.use.export.force)
    .option('--markdown', w.markdown)
    .option('--strict', w.strict);
  pipelineOption(databaseOptions(command, cli), cli);
  examples(
    command,
    [
      'yusuan check',
      'yusuan check 预算.pdf',
      'yusuan check --format xlsx -o 勾稽问题.xlsx',
      'yusuan check --markdown --strict > 核对报告.md',
    ],
    cli,
  );
  command.action(async (files: string[], told: Flags) => {
    const flags = { ...told, format: told.markdown ? 'markdown' : formatOf(command, told, FORMATS, cli) };
    checkTarget(flags, cli);
    finish(await withStore(flags, 'read', cli, (store) => run(store, files, flags, cli)));
  });
}

async function run(store: Store, files: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  const documents = choose(store, files, cli);
  if (documents === null) return EXIT.failed;
  const reports = documents.map(({ file, sha256 }) =>
    reportOf(file, reportRows(store.db, sha256), reportClaims(store.db, sha256)),
  );
  if (flags.json) cli.out.write(`${JSON.stringify({ db: shownDatabase(flags.db), documents: reports }, null, 2)}\n`);
  else if (!(await put(reports, flags, cli))) return EXIT.failed;
  return flags.strict && reports.some(hasPublisherError) ? EXIT.contradicted : EXIT.done;
}

function choose(store: Store, files: readonly string[], cli: Cli): readonly StoredDocument[] | null {
  if (files.length === 0) return storedDocuments(store.db).filter(({ status }) => status !== 'failed');
  const chosen = files.map((file) => oneDocument(store, file, cli));
  const found = chosen.filter((document) => document !== null);
  return found.length === chosen.length ? found : null;
}

/** A workbook wants a file, and a file that stands there is not written over unasked. */
function checkTarget({ format, out, force, json }: Flags, cli: Cli): void {
  if (format === 'xlsx' && out === undefined && json !== true)
    throw new UsageError(cli.words.use.export.needsOut(format));
  checkOutput({ ...(out === undefined ? {} : { out }), ...(force ? { force } : {}) }, cli);
}

/** Writes the findings as asked, to a file or to standard output; false, and a sentence, where the file cannot be written. */
async function put(reports: readonly CheckReport[], flags: Flags, cli: Cli): Promise<boolean> {
  const { out, format } = flags;
  const names = await namesIn(flags, cli);
  if (out === undefined) {
    cli.out.write(rendered(reports, names, flags, cli));
    return true;
  }
  const { findings } = cli.words.maintain.check;
  const { use } = cli.words;
  try {
    if (format === 'xlsx') await writeFindings(out, reports, names, CHECK_WORDS[cli.language], findings, flags.verbose);
    else writeFileSync(out, rendered(reports, names, flags, cli));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    complain(cli, use.cannotWrite(out));
    return false;
  }
  say(cli, use.written(out));
  return true;
}

function rendered(reports: readonly CheckReport[], names: ReportNames, flags: Flags, cli: Cli): string {
  const words = CHECK_WORDS[cli.language];
  const { findings } = cli.words.maintain.check;
  if (flags.format === 'html')
    return toHtml(reports, names, { ...words, title: findings.sheet }, cli.language, flags.verbose);
  const lines = flags.markdown || flags.format === 'markdown' ? toMarkdown : toText;
  return `${reports.flatMap((report) => [...lines(report, names, words, flags.verbose)]).join('\n')}\n`;
}

async function namesIn(flags: Flags, cli: Cli): Promise<ReportNames> {
  const { loadDeclarations, OWN_PIPELINES } = await import('../../declare/load.ts');
  return reportNames(loadDeclarations([OWN_PIPELINES], flags.pipeline), cli.language);
}
