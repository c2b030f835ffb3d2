import Table from 'cli-table3';
import type { Found } from '../../batch/discover.ts';
import type { ImportResult, Outcome } from '../../batch/import.ts';
import type { Messages } from '../../messages/index.ts';
import type { DocumentSummary } from '../../store/write/write.ts';
import { DEFAULT_DB } from '../database.ts';
import { type Cli, paint } from '../io.ts';
import { duration } from './progress.ts';
import { shellQuoted } from './shell-quoted.ts';
import { BORDERS, ruled } from './table.ts';
import { displayWidth, pad, shorten } from './width.ts';

const LISTED = 60;

/** What a table shows where there is less room: shorter names first, then fewer columns, by their numbers. */
interface Layout {
  readonly name: number;
  readonly columns: readonly number[];
}

const LAYOUTS: readonly Layout[] = [
  { name: 40, columns: [0, 1, 2, 3, 4, 5, 6, 7] },
  { name: 24, columns: [0, 1, 2, 3, 4, 5, 6, 7] },
  { name: 20, columns: [0, 3, 4, 5, 6, 7] },
  { name: 12, columns: [0, 3, 5, 6, 7] },
];

/** The table at the end of an import: a row per document and the totals, as wide as a terminal has room for. */
export function summaryTable(outcomes: readonly Outcome[], cli: Cli): string {
  if (outcomes.length === 0) return `${cli.words.nothingToImport}\n`;
  const room = cli.out.isTTY ? cli.out.columns : Number.POSITIVE_INFINITY;
  let text = '';
  for (const layout of LAYOUTS) {
    text = laidOut(outcomes, layout, cli);
    if (text.split('\n').every((line) => displayWidth(line) <= room)) break;
  }
  return text;
}

function laidOut(outcomes: readonly Outcome[], { name, columns }: Layout, cli: Cli): string {
  const w = cli.words.table;
  const only = <T>(cells: readonly T[]) => cells.filter((_, column) => columns.includes(column));
  const table = new Table({
    chars: BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: only(['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left']),
    head: only([w.file, w.pages, w.statements, w.facts, w.proven, w.review, w.failed, w.status]).map((text) =>
      paint(cli.out, 'bold', text),
    ),
  });
  const listed = outcomes.length <= LISTED ? outcomes : outcomes.filter(needsAttention).slice(0, LISTED);
  for (const outcome of listed) table.push(only(cells(outcome, name, cli)));
  if (outcomes.length > 1) table.push(only(totals(outcomes, name, cli)));
  const hidden = outcomes.length - listed.length;
  const more = hidden > 0 ? `${w.more(hidden)}\n` : '';
  return `${ruled(table.toString(), cli, outcomes.length > 1)}\n${more}`;
}

function needsAttention(o: Outcome): boolean {
  return o.summary?.status !== 'done' || o.summary.open > 0 || o.summary.findings > 0;
}

function cells(o: Outcome, width: number, cli: Cli): string[] {
  const name = shorten(o.file, width);
  const s = o.summary;
  if (s === null) return [name, '', '', '', '', '', '', paint(cli.out, 'red', cli.words.status.failed)];
  return [name, ...numbers(s, cli), statusWords(o, s, cli)];
}

function numbers(s: NumbersOf, cli: Cli): string[] {
  const doubt = (n: number) => (n === 0 ? '0' : paint(cli.out, 'yellow', n.toLocaleString('en-US')));
  const share = s.facts === 0 ? '–' : percent(s.proven, s.facts);
  const counts = [s.pages, s.statements, s.facts].map((n) => n.toLocaleString('en-US'));
  return [...counts, share, doubt(s.open), s.findings === 0 ? '0' : paint(cli.out, 'red', `${s.findings}`)];
}

type NumbersOf = Pick<DocumentSummary, 'pages' | 'statements' | 'facts' | 'proven' | 'open' | 'findings'>;

/** Rounded down: 100 % is said only when every amount is proven. */
function percent(part: number, whole: number): string {
  return `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)}%`;
}

function statusWords(o: Outcome, s: DocumentSummary, cli: Cli): string {
  const { words } = cli;
  const style = s.status === 'done' ? 'green' : s.status === 'failed' ? 'red' : 'yellow';
  const status = paint(cli.out, style, words.status[s.status]);
  if (o.state !== 'kept') return status;
  return `${status}${words.comma}${o.sameAs === null ? words.kept : words.sameAs(o.sameAs)}`;
}

function totals(outcomes: readonly Outcome[], width: number, cli: Cli): string[] {
  const sum: { -readonly [K in keyof NumbersOf]: number } = {
    ...{ pages: 0, statements: 0, facts: 0, proven: 0, open: 0, findings: 0 },
  };
  for (const { summary, sameAs } of outcomes) {
    if (summary === null || sameAs !== null) continue;
    for (const key of ['pages', 'statements', 'facts', 'proven', 'open', 'findings'] as const) {
      sum[key] += summary[key];
    }
  }
  const w = cli.words.table;
  const label = `${w.total} ${w.documents(outcomes.length)}`;
  return [displayWidth(label) <= width ? label : w.total, ...numbers(sum, cli), ''];
}

/** Where the data is, how long it took, what failed, and the next commands to type. */
export function nextSteps(
  outcomes: readonly Outcome[],
  about: { readonly db: string; readonly seconds: number },
  cli: Cli,
): string {
  const w = cli.words.summary;
  const failed = outcomes.filter((outcome) => outcome.state === 'failed').length;
  const time = w.time(duration(Math.round(about.seconds), cli.words.progress));
  const lines = ['', `${w.database(about.db)}${cli.words.comma}${time}`];
  if (failed > 0) lines.push(paint(cli.err, 'red', w.failed(failed)));
  const next = commands(outcomes, about.db, w);
  const width = Math.max(0, ...next.map(([command]) => displayWidth(command)));
  for (const [command, why] of next) {
    lines.push(`${w.next}${cli.words.colon}${paint(cli.err, 'cyan', pad(command, width))}  # ${why}`);
  }
  return lines.join('\n');
}

/** The commands that make sense now, likeliest first. */
function commands(outcomes: readonly Outcome[], db: string, w: Messages['summary']): [string, string][] {
  const sum = (key: 'facts' | 'open' | 'findings') =>
    outcomes.reduce((total, { summary }) => total + (summary?.[key] ?? 0), 0);
  if (sum('facts') === 0) return [];
  const on = db === DEFAULT_DB ? '' : ` --db ${shellQuoted(db)}`;
  // Started through npm, the program is not on the user's path.
  const yusuan = process.env.npm_command === undefined ? 'yusuan' : 'npx yusuan';
  const next: [string, string][] = [];
  if (sum('findings') > 0) next.push([`${yusuan} check${on}`, w.nextCheck]);
  if (sum('open') > 0) next.push([`${yusuan} review${on}`, w.nextReview]);
  next.push([`${yusuan} export --format xlsx -o facts.xlsx${on}`, w.nextExport]);
  return next;
}

/** The object that `--json` prints. */
export function importJson(
  result: ImportResult,
  found: Found,
  about: { readonly db: string; readonly seconds: number; readonly code: number },
): unknown {
  return {
    db: about.db,
    exit_code: about.code,
    seconds: Number(about.seconds.toFixed(3)),
    interrupted: result.interrupted,
    database_problem: result.storeFailure?.problem ?? null,
    path_problems: found.problems,
    documents: result.outcomes.map(documentJson),
  };
}

function documentJson(o: Outcome): unknown {
  const s = o.summary;
  return {
    file: o.file,
    path: o.path,
    url: o.url,
    result: o.state,
    same_as: o.sameAs,
    problem: o.failure?.code ?? null,
    detail: o.failure?.detail ?? null,
    seconds: Number(o.seconds.toFixed(3)),
    sha256: s?.sha256 ?? null,
    status: s?.status ?? null,
    document_type: s?.documentType ?? null,
    fiscal_year: s?.fiscalYear ?? null,
    department: s?.department ?? null,
    pages: s?.pages ?? null,
    statements: s?.statements ?? null,
    facts: s?.facts ?? null,
    proven: s?.proven ?? null,
    to_review: s?.toReview ?? null,
    failed_checks: s?.checksFailed ?? null,
    open: s?.open ?? null,
    findings: s?.findings ?? null,
  };
}
