import type { Declarations, Pipeline } from '../../declare/load.ts';
import type { Candidate, Classification, ClassifiedTable } from '../../model/classified.ts';
import type { Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Note, Outcome } from '../../model/note.ts';
import type { Table } from '../../model/table.ts';
import { compact, holdsWords, tidyName } from '../../model/text.ts';
import { wordMap } from '../../model/word-map.ts';
import { BY_ELIMINATION } from './compete.ts';
import { contentsOf } from './contents.ts';
import { DOUBTED, listedIn } from './doubted-titles.ts';
import type { Evidence } from './evidence.ts';
import { type HeadLine, headLines } from './head-lines.ts';
import { readIdentity } from './identity.ts';
import { identityDoubts } from './identity-doubts.ts';
import type { Naming } from './names.ts';
import { withOwners } from './owners.ts';
import { isReportAlone } from './report-alone.ts';
import { classifyTables, evidenceOf } from './tables.ts';

/** What one pipeline makes of a document. */
interface Attempt {
  readonly pipeline: Pipeline;
  readonly identity: Identity;
  readonly tables: readonly ClassifiedTable[];
  readonly score: number;
  /** What cover and titles alone say. */
  readonly heads: number;
}

/** How much cover and titles speak for and against a pipeline; the name of whose they are (某决算中心) says nothing. */
function headScore(lines: readonly HeadLine[], pipeline: Pipeline, department: string | null): number {
  const { recognise } = pipeline.kind;
  const flagged = (words: readonly string[]) => wordMap(words.map((word) => [word, true] as const));
  const speaksFor = flagged(recognise.for);
  const against = flagged(recognise.against);
  let score = 0;
  const beside = [...(department === null ? [] : [department]), ...recognise.beside];
  for (const { text: printed, weight } of lines) {
    const text = beside.reduce((rest, word) => rest.replaceAll(word, ''), printed);
    if (against.find(text)) score -= weight;
    else if (speaksFor.find(text)) score += weight;
  }
  return score;
}

/** Rows in which the heads of a table stand. */
const HEAD_ROWS = 8;
/** Headings that only one kind of document has speak as loud as its cover. */
const HEADED = 4;

/** How much headings and lines speak for a pipeline: 决算数, where the table names no earlier year that it may be of. */
function headingScore(tables: readonly Table[], { kind, vocabulary }: Pipeline): number {
  if (kind.recognise.headings.length === 0) return 0;
  const own = wordMap(kind.recognise.headings.map((word) => [word, true] as const));
  const speaks = tables.filter(({ rows }) => {
    const cells = rows.flat();
    if (!cells.some(({ text }) => holdsWords(text) && own.find(tidyName(text)) === true)) return false;
    const heads = rows.slice(0, HEAD_ROWS).flat();
    const years = new Set(heads.flatMap(({ text }) => compact(text).match(/20\d\d(?=年)/gu) ?? []));
    return years.size < 2 && !heads.some(({ text }) => vocabulary.headers.find(compact(text))?.is === 'prior');
  });
  return HEADED * speaks.length;
}

function namingOf({ kind, organisations, wording }: Pipeline): Naming {
  return { labels: kind.department, endings: organisations, wording: wording.titles };
}

function attempt(
  pipeline: Pipeline,
  lines: readonly HeadLine[],
  tables: readonly Table[],
  pages: readonly PageLayout[],
  evidence: (table: Table) => Evidence,
): Attempt {
  const contents = contentsOf(pages, pipeline.wording.titles);
  const identity = readIdentity(lines, pages, tables, namingOf(pipeline), pipeline.kind.document_type ?? null);
  const classified = classifyTables(tables, pipeline, identity.department ?? '', evidence, {
    listed: listedIn(pages, pipeline.vocabulary),
    contents,
  });
  const found = classified.filter((table) => table.role === 'statement').reduce((sum, table) => sum + table.score, 0);
  const heads = headScore(lines, pipeline, identity.department) + headingScore(tables, pipeline);
  return { pipeline, identity, tables: classified, score: found === 0 ? 0 : found + heads, heads };
}

function unrecognised(tables: readonly Table[], identity: Identity): Classification {
  const none: readonly Candidate[] = [];
  return {
    identity,
    pipeline: null,
    tables: tables.map((table) => ({
      table: table.index,
      role: 'other',
      kind: null,
      placement: 'unknown',
      title: '',
      score: 0,
      runnersUp: none,
      flags: [],
    })),
  };
}

function notesOf(tables: readonly Table[], classified: readonly ClassifiedTable[]): Note[] {
  return classified.flatMap((one): Note[] => {
    const pages = tables.find((table) => table.index === one.table)?.pages ?? [];
    const note = { box: null, statement: one.kind, data: { title: one.title } };
    if (one.role !== 'statement') return [];
    return one.flags.flatMap((code): Note[] => {
      const asked = code === BY_ELIMINATION || code === DOUBTED;
      // a person should find it on every page
      const on = asked ? pages : [pages[0] ?? null];
      return on.map((page) => ({ ...note, page, code, severity: asked ? 'warning' : 'info' }));
    });
  });
}

/** The attempts that count most; of two alike that which extends the other, being made for less, goes before it. */
function foremost(attempts: readonly Attempt[], worth: (one: Attempt) => number): readonly Attempt[] {
  const most = Math.max(0, ...attempts.map(worth));
  const best = attempts.filter((one) => worth(one) > 0 && worth(one) === most);
  return best.filter((one) => !best.some(({ pipeline }) => pipeline.kind.extends === one.pipeline.name));
}

/** The pipelines that fit best, one unless they tie; those for a report of prose or of strangers alone where there is no statement. */
function bestOf(attempts: readonly Attempt[], lines: readonly HeadLine[], pages: readonly PageLayout[]) {
  const best = foremost(attempts, ({ score }) => score);
  if (best.length > 0) return best;
  return foremost(attempts, ({ heads }) => heads).filter(({ identity, tables, pipeline }) =>
    isReportAlone(identity, lines, pages, tables, pipeline.wording.titles),
  );
}

/** Of pipelines that tie, the one that is declared to be taken then; null where none of them is. */
function taken(best: readonly Attempt[]): Attempt | null {
  const rank = ({ pipeline }: Attempt) => pipeline.kind.recognise.otherwise;
  const most = Math.max(...best.map(rank));
  const [first, second] = best.filter((one) => rank(one) === most);
  return second === undefined ? (first ?? null) : null;
}

/** Several declarations fit alike: a person should tell which is meant. */
function tied(best: readonly Attempt[], chosen: Attempt | null): Note[] {
  if (best.length < 2) return [];
  const data = { pipelines: best.map(({ pipeline }) => pipeline.name).join(' '), taken: chosen?.pipeline.name ?? '' };
  const severity = chosen === null ? 'error' : 'warning';
  return [{ code: 'pipelines-tie', severity, page: null, box: null, statement: null, data }];
}

/** What the document is and what each of its tables is, by the pipeline whose words fit best. */
export function classify(
  tables: readonly Table[],
  pages: readonly PageLayout[],
  declarations: Declarations,
): Outcome<Classification> {
  const lines = headLines(pages, tables, declarations.wording.titles);
  const evidence = evidenceOf(declarations);
  const attempts = declarations.pipelines.map((pipeline) => attempt(pipeline, lines, tables, pages, evidence));
  const best = bestOf(attempts, lines, pages);
  const chosen = taken(best);
  const notes = tied(best, chosen);
  if (chosen === null) {
    const [any] = declarations.pipelines;
    const nobody: Identity = { documentType: null, fiscalYear: null, department: null };
    const identity = any === undefined ? nobody : readIdentity(lines, pages, tables, namingOf(any), null);
    return { value: unrecognised(tables, identity), notes };
  }
  const { identity, pipeline, tables: classified } = chosen;
  const owned = withOwners({ identity, pages, tables, classified }, namingOf(pipeline));
  return {
    value: { identity, pipeline: pipeline.name, tables: owned },
    notes: [
      ...notes,
      ...identityDoubts({ identity, pages, tables, classified }, namingOf(pipeline)),
      ...notesOf(tables, classified),
    ],
  };
}
