import type { Box } from '../../model/box.ts';
import { type Flag, flagsAmong, noteCodeOf } from '../../model/codes.ts';
import { ENTERED } from '../../model/correction.ts';
import type { ClaimDraft } from '../../model/fact.ts';
import type { ProjectHead } from '../../model/form.ts';
import { type Fen, UNIT_FACTOR, type Unit } from '../../model/money.ts';
import type { Note } from '../../model/note.ts';
import type { Source } from '../../model/page.ts';
import {
  type Amount,
  asKind,
  type Line,
  type LineRole,
  type LineScheme,
  type MeasureColumn,
  type Placement,
  type Side,
  type Statement,
  type StatementKind,
  storedMeasure,
} from '../../model/statement.ts';
import type { Database } from '../port.ts';
import { readingsOf } from '../write/readings-json.ts';

/** What reconciliation starts from, as it was read: no verdicts, no corrections. */
export interface StoredReading {
  readonly id: number;
  readonly sha256: string;
  readonly pipeline: string | null;
  readonly statements: readonly Statement[];
  readonly drafts: readonly ClaimDraft[];
  readonly projects: readonly ProjectHead[];
  readonly notes: readonly Note[];
}

interface StatementRow {
  readonly idx: number;
  readonly kind: string;
  readonly source_table: number;
  readonly title: string;
  readonly unit: Unit;
  readonly unit_printed: number;
  readonly pages: string;
  readonly columns: string;
  readonly remarks: string;
  readonly placement: Placement;
  readonly department: string | null;
  /** JSON of {@link ReadTable}; null where nobody changed anything. */
  readonly read_words: string | null;
}

/** What of a table a reviewer may set right, as it was read. */
export type ReadTable = Pick<StatementRow, 'kind' | 'title' | 'unit' | 'placement'>;
/** The same of a line. */
export type ReadLine = Pick<LineRow, 'code' | 'name' | 'standard_code' | 'scheme' | 'parent'>;

interface LineRow extends Box {
  readonly statement: number;
  readonly idx: number;
  readonly row: number;
  readonly side: Side | null;
  readonly role: LineRole;
  readonly code: string | null;
  readonly name: string;
  readonly name_2: string | null;
  readonly raw_name: string;
  readonly standard_code: string | null;
  readonly standard_code_2: string | null;
  readonly name_3: string | null;
  readonly standard_code_3: string | null;
  readonly scheme: LineScheme | null;
  readonly parent: number | null;
  readonly page: number;
  readonly source: Source;
  readonly confidence: number;
  readonly flags: string;
  readonly read_words: string | null;
}

interface AmountRow extends Box {
  readonly statement: number;
  readonly idx: number;
  readonly raw: string;
  readonly unit: Unit;
  /** Null where it is that of `unit`. */
  readonly read_unit: Unit | null;
  readonly decimals: number;
  readonly page: number;
  readonly read_line: number;
  readonly read_measure: string;
  readonly read_placement: Placement;
  readonly read_amount: string;
  readonly read_source: Source;
  readonly read_confidence: number;
  readonly read_flags: string;
  readonly others: string;
}

interface NoteRow {
  readonly code: string;
  readonly severity: Note['severity'];
  readonly page: number | null;
  readonly statement: string | null;
  readonly data: string;
  readonly x0: number | null;
  readonly y0: number | null;
  readonly x1: number | null;
  readonly y1: number | null;
}

interface ProjectRow {
  readonly name: string;
  readonly duration_years: number | null;
  readonly total_funds: string | null;
  readonly annual_funds: string | null;
  readonly confidence: number;
  readonly flags: string;
}

/** Reads a document's statements back as the stages gave them; null when the database has no such document. */
export function readDocumentReading(db: Database, sha256: string): StoredReading | null {
  const head = db
    .prepare<[string], { id: number; pipeline: string | null }>('SELECT id, pipeline FROM document WHERE sha256 = ?')
    .get(sha256);
  if (head === undefined) return null;
  const all = <T>(table: string, order: string): T[] =>
    db.prepare<[number], T>(`SELECT * FROM ${table} WHERE document = ? ORDER BY ${order}`).all(head.id);
  const lines = bySources(all<LineRow>('line', 'statement, idx'));
  const amounts = bySources(all<AmountRow>('amount', 'statement, idx').filter(wasRead));
  return {
    ...{ id: head.id, sha256, pipeline: head.pipeline },
    statements: all<StatementRow>('statement', 'idx').map((row) =>
      statementOf(row, lines.get(row.idx) ?? [], amounts.get(row.idx) ?? []),
    ),
    drafts: all<{ draft: string }>('claim_draft', 'idx').map(({ draft }) => draftOf(draft)),
    projects: all<ProjectRow>('project', 'idx').map(projectOf),
    notes: all<NoteRow>('note', 'idx').map(noteOf),
  };
}

/** Amounts that a reviewer entered come from the book, not from the reading. */
function wasRead({ read_flags: json }: AmountRow): boolean {
  return !flagsOf(json).includes(ENTERED);
}

function flagsOf(json: string): readonly Flag[] {
  const words: readonly string[] = JSON.parse(json);
  return flagsAmong(words);
}

function bySources<T extends { readonly statement: number }>(rows: readonly T[]): Map<number, T[]> {
  return Map.groupBy(rows, (row) => row.statement);
}

function boxOf({ x0, y0, x1, y1 }: Box): Box {
  return { x0, y0, x1, y1 };
}

/** A row with the words that were read, whatever a reviewer made of them. */
function asRead<T extends { readonly read_words: string | null }>(row: T): T {
  if (row.read_words === null) return row;
  const read: Partial<T> = JSON.parse(row.read_words);
  return { ...row, ...read };
}

function statementOf(shown: StatementRow, lines: readonly LineRow[], amounts: readonly AmountRow[]): Statement {
  const row = asRead(shown);
  const columns: readonly MeasureColumn[] = JSON.parse(row.columns);
  const pages: readonly number[] = JSON.parse(row.pages);
  const remarks: readonly string[] = JSON.parse(row.remarks);
  return {
    ...{ kind: kindOf(row.kind), index: row.idx, table: row.source_table, title: row.title, unit: row.unit },
    ...{ unitPrinted: row.unit_printed === 1, placement: row.placement, pages, columns, remarks },
    ...(row.department === null ? {} : { department: row.department }),
    lines: lines.map(lineOf),
    amounts: amounts.map(amountOf),
  };
}

function kindOf(name: string): StatementKind {
  const kind = asKind(name);
  if (kind === null) throw new Error(`unknown statement ${name}`);
  return kind;
}

function lineOf(shown: LineRow): Line {
  const row = asRead(shown);
  const flags = flagsOf(row.flags);
  return {
    ...{ index: row.idx, row: row.row, side: row.side, role: row.role, code: row.code, name: row.name },
    ...{ name2: row.name_2, rawName: row.raw_name, standardCode: row.standard_code, scheme: row.scheme },
    ...{ standardCode2: row.standard_code_2, parent: row.parent, page: row.page, box: boxOf(row) },
    ...{ source: row.source, confidence: row.confidence, flags },
    ...(row.name_3 === null ? {} : { name3: row.name_3 }),
    ...(row.standard_code_3 === null ? {} : { standardCode3: row.standard_code_3 }),
  };
}

function amountOf(row: AmountRow): Amount {
  const flags = flagsOf(row.read_flags);
  const measure = storedMeasure(row.read_measure);
  const unit = row.read_unit ?? row.unit;
  if (measure === null || !(unit in UNIT_FACTOR)) throw new Error(`unknown measure or unit ${row.read_measure}`);
  return {
    ...{ index: row.idx, line: row.read_line, measure, fen: fenOf(row.read_amount), raw: row.raw, unit },
    ...{ decimals: row.decimals, page: row.page, box: boxOf(row), source: row.read_source },
    ...{ confidence: row.read_confidence, placement: row.read_placement, ...readingsOf(row.others), flags },
  };
}

function projectOf(row: ProjectRow): ProjectHead {
  const funds = (yuan: string | null) => ({ total: yuan === null ? null : fenOf(yuan) });
  const { name, confidence } = row;
  const flags = flagsOf(row.flags);
  return {
    ...{ name, confidence, flags, durationYears: row.duration_years },
    ...{ period: funds(row.total_funds), annual: funds(row.annual_funds) },
  };
}

/** 分 of exact 元 text with two places, as the database keeps it. */
export function fenOf(yuan: string): Fen {
  return BigInt(yuan.replace('.', ''));
}

function draftOf(json: string): ClaimDraft {
  const exact = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && '$fen' in value ? BigInt(String(value.$fen)) : value;
  const draft: ClaimDraft = JSON.parse(json, exact);
  return draft;
}

function noteOf(row: NoteRow): Note {
  const data: Note['data'] = JSON.parse(row.data);
  const { x0, y0, x1, y1 } = row;
  const box = x0 === null || y0 === null || x1 === null || y1 === null ? null : { x0, y0, x1, y1 };
  return { code: noteCodeOf(row.code), severity: row.severity, page: row.page, box, statement: row.statement, data };
}
