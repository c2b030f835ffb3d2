import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CHECK_WORDS } from '../../messages/checks.ts';
import { statementName } from '../../messages/statements.ts';
import type { Scope } from '../../model/fact.ts';
import type { Store } from '../../store/open.ts';
import { type StoredDocument, storedDocuments } from '../../store/read/documents.ts';
import { databaseOptions, examples, oneDocument, pipelineOption, withStore } from '../database.ts';
import { choiceOption } from '../help.ts';
import { type Cli, EXIT, say, UsageError } from '../io.ts';
import { toHtml } from '../print/check-html.ts';
import {
  type CheckReport,
  hasPublisherError,
  type ReportCell,
  type ReportClaim,
  type ReportNames,
  type ReportRow,
  reportOf,
  toMarkdown,
  toText,
} from '../print/check-report.ts';
import { writeFindings } from '../print/check-xlsx.ts';

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
  command.action(async (files: string[], flags: Flags) =>
    finish(await withStore(flags, 'read', cli, (store) => run(store, files, flags, cli))),
  );
}

async function run(store: Store, files: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  checkTarget(flags, cli);
  const documents = choose(store, files, cli);
  if (documents === null) return EXIT.failed;
  const reports = documents.map(({ file, sha256 }) => reportOf(file, checksOf(store, sha256), claimsOf(store, sha256)));
  if (flags.json) cli.out.write(`${JSON.stringify({ db: flags.db, documents: reports }, null, 2)}\n`);
  else await put(reports, flags, cli);
  return flags.strict && reports.some(hasPublisherError) ? EXIT.contradicted : EXIT.done;
}

function choose(store: Store, files: readonly string[], cli: Cli): readonly StoredDocument[] | null {
  if (files.length === 0) return storedDocuments(store.db).filter(({ status }) => status !== 'failed');
  const chosen = files.map((file) => oneDocument(store, file, cli));
  const found = chosen.filter((document) => document !== null);
  return found.length === chosen.length ? found : null;
}

interface CheckRow extends Omit<ReportRow, 'cells' | 'suspects' | 'place'> {
  readonly place: string | null;
  readonly cells: string;
  readonly suspects: string;
}

function checksOf(store: Store, sha256: string): readonly ReportRow[] {
  const rows = store.db.prepare<[string], CheckRow>('SELECT * FROM checks WHERE sha256 = ? ORDER BY check_index');
  return rows.all(sha256).map((row) => {
    const cells: readonly ReportCell[] = JSON.parse(row.cells);
    const suspects: readonly ReportCell[] = JSON.parse(row.suspects);
    const place: Scope | null = row.place === null ? null : JSON.parse(row.place);
    return { ...row, cells, suspects, place };
  });
}

/** Disagreements of the prose; `printed` is what the statement prints, where its line has one amount only. */
const CLAIMS = `
  SELECT c.*, (
    SELECT CASE WHEN count(DISTINCT f.amount) = 1 THEN max(f.amount) END FROM facts f
    WHERE f.sha256 = c.sha256 AND f.statement = c.statement AND f.line_name = c.line_name AND f.measure = c.measure
  ) AS printed
  FROM claims c WHERE c.sha256 = ? AND c.status = 'disagrees' ORDER BY c.page`;

function claimsOf(store: Store, sha256: string): readonly ReportClaim[] {
  return store.db.prepare<[string], ReportClaim>(CLAIMS).all(sha256);
}

/** A workbook wants a file, and a file that stands there is not written over unasked. */
function checkTarget({ format, out, force, json }: Flags, cli: Cli): void {
  if (format === 'xlsx' && out === undefined && json !== true)
    throw new UsageError(cli.words.use.export.needsOut(format));
  if (out !== undefined && force !== true && existsSync(out)) throw new UsageError(cli.words.use.exists(out));
}

/** Writes the findings as asked: to a file, or to standard output. */
async function put(reports: readonly CheckReport[], flags: Flags, cli: Cli): Promise<void> {
  const { out, format } = flags;
  const names = await namesIn(flags, cli);
  if (format === 'xlsx' && out !== undefined) {
    await writeFindings(out, reports, names, CHECK_WORDS[cli.language], cli.words.maintain.check.findings);
  } else {
    const text = rendered(reports, names, flags, cli);
    if (out === undefined) cli.out.write(text);
    else writeFileSync(out, text);
  }
  if (out !== undefined) say(cli, cli.words.use.written(out));
}

function rendered(reports: readonly CheckReport[], names: ReportNames, flags: Flags, cli: Cli): string {
  const words = CHECK_WORDS[cli.language];
  const { findings } = cli.words.maintain.check;
  if (flags.format === 'html') return toHtml(reports, names, { ...words, title: findings.sheet }, cli.language);
  const lines = flags.markdown || flags.format === 'markdown' ? toMarkdown : toText;
  return `${reports.flatMap((report) => [...lines(report, names, words, flags.verbose)]).join('\n')}\n`;
}

async function namesIn(flags: Flags, cli: Cli): Promise<ReportNames> {
  const { loadDeclarations, OWN_PIPELINES } = await import('../../declare/load.ts');
  const { pipelines } = loadDeclarations([OWN_PIPELINES], flags.pipeline);
  const titles = new Map(
    pipelines.flatMap(({ identities }) => Object.entries(identities.identities).map(([id, { title }]) => [id, title])),
  );
  return {
    // Titles are declared in Chinese; in English a rule goes by its name.
    rule: (id) => (cli.language === 'zh' ? (titles.get(id) ?? null) : null),
    statement: (kind) => {
      const added = pipelines.flatMap(({ catalogue }) => Object.entries(catalogue.statements));
      const names = added.find(([key]) => key === kind)?.[1];
      return names === undefined ? statementName(kind, cli.language) : names[cli.language];
    },
  };
}
