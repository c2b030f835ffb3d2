import type { Declarations, Pipeline } from '../../declare/load.ts';
import type { Candidate, Classification, ClassifiedTable } from '../../model/classified.ts';
import type { Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Note, Outcome } from '../../model/note.ts';
import type { Table } from '../../model/table.ts';
import { wordMap } from '../../model/word-map.ts';
import { BY_ELIMINATION } from './compete.ts';
import type { Evidence } from './evidence.ts';
import { type HeadLine, headLines } from './head-lines.ts';
import { readIdentity } from './identity.ts';
import { isProseReport } from './prose-report.ts';
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

/** How much cover and titles speak for and against a pipeline. */
function headScore(lines: readonly HeadLine[], pipeline: Pipeline): number {
  const { recognise } = pipeline.kind;
  const flagged = (words: readonly string[]) => wordMap(words.map((word) => [word, true] as const));
  const speaksFor = flagged(recognise.for);
  const against = flagged(recognise.against);
  let score = 0;
  for (const { text, weight } of lines) {
    if (against.find(text)) score -= weight;
    else if (speaksFor.find(text)) score += weight;
  }
  return score;
}

function attempt(
  pipeline: Pipeline,
  lines: readonly HeadLine[],
  tables: readonly Table[],
  pages: readonly PageLayout[],
  evidence: (table: Table) => Evidence,
): Attempt {
  const identity = readIdentity(lines, pages, tables, pipeline.kind.department, pipeline.kind.document_type ?? null);
  const classified = classifyTables(tables, pipeline, identity.department ?? '', evidence);
  const found = classified.filter((table) => table.role === 'statement').reduce((sum, table) => sum + table.score, 0);
  const heads = headScore(lines, pipeline);
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
    const page = tables.find((table) => table.index === one.table)?.pages[0] ?? null;
    const note = { page, box: null, statement: one.kind, data: { title: one.title } };
    if (one.role !== 'statement') return [];
    return one.flags.map((code): Note => ({ ...note, code, severity: code === BY_ELIMINATION ? 'warning' : 'info' }));
  });
}

/** The pipeline that fits best; one for a report of prose alone where there is no statement. */
function bestOf(
  attempts: readonly Attempt[],
  lines: readonly HeadLine[],
  pages: readonly PageLayout[],
): Attempt | null {
  const best = attempts.reduce<Attempt | null>((top, one) => (one.score > (top?.score ?? 0) ? one : top), null);
  if (best !== null) return best;
  const titled = attempts.reduce<Attempt | null>((top, one) => (one.heads > (top?.heads ?? 0) ? one : top), null);
  return titled !== null && isProseReport(titled.identity, lines, pages) ? titled : null;
}

/** What the document is and what each of its tables is, by the pipeline whose words fit best. */
export function classify(
  tables: readonly Table[],
  pages: readonly PageLayout[],
  declarations: Declarations,
): Outcome<Classification> {
  const lines = headLines(pages, tables);
  const evidence = evidenceOf(declarations.lexicon);
  const attempts = declarations.pipelines.map((pipeline) => attempt(pipeline, lines, tables, pages, evidence));
  const best = bestOf(attempts, lines, pages);
  if (!best) {
    const identity = readIdentity(lines, pages, tables, declarations.pipelines[0]?.kind.department ?? [], null);
    return { value: unrecognised(tables, identity), notes: [] };
  }
  const { identity, pipeline } = best;
  return { value: { identity, pipeline: pipeline.name, tables: best.tables }, notes: notesOf(tables, best.tables) };
}
