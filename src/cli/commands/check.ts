import type { Command } from 'commander';
import { CHECK_WORDS } from '../../messages/checks.ts';
import { statementName } from '../../messages/statements.ts';
import type { Scope } from '../../model/fact.ts';
import type { Store } from '../../store/open.ts';
import { type StoredDocument, storedDocuments } from '../../store/read/documents.ts';
import { databaseOptions, examples, oneDocument, pipelineOption, withStore } from '../database.ts';
import { type Cli, EXIT } from '../io.ts';
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

interface Flags {
  readonly db: string;
  readonly json?: true;
  readonly verbose?: true;
  readonly markdown?: true;
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
    .option('--markdown', w.markdown)
    .option('--strict', w.strict);
  pipelineOption(databaseOptions(command, cli), cli);
  examples(command, ['yusuan check', 'yusuan check 预算.pdf', 'yusuan check --markdown --strict > 核对报告.md'], cli);
  command.action(async (files: string[], flags: Flags) =>
    finish(await withStore(flags, 'read', cli, (store) => run(store, files, flags, cli))),
  );
}

async function run(store: Store, files: readonly string[], flags: Flags, cli: Cli): Promise<number> {
  const documents = choose(store, files, cli);
  if (documents === null) return EXIT.failed;
  const reports = documents.map(({ file, sha256 }) => reportOf(file, checksOf(store, sha256), claimsOf(store, sha256)));
  if (flags.json) cli.out.write(`${JSON.stringify({ db: flags.db, documents: reports }, null, 2)}\n`);
  else cli.out.write(`${(await render(reports, flags, cli)).join('\n')}\n`);
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

async function render(reports: readonly CheckReport[], flags: Flags, cli: Cli): Promise<string[]> {
  const names = await namesIn(flags, cli);
  const words = CHECK_WORDS[cli.language];
  return reports.flatMap((report) => [...(flags.markdown ? toMarkdown : toText)(report, names, words, flags.verbose)]);
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
