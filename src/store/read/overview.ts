import type { Database } from '../port.ts';
import type { DocumentHead } from './evidence.ts';

/** A document with how far it is proven. */
export interface DocumentState extends DocumentHead {
  readonly status: string;
  readonly statements: number;
  readonly facts: number;
  readonly proven: number;
  readonly toReview: number;
  readonly open: number;
  readonly checksFailed: number;
  readonly findings: number;
  readonly corrections: number;
  readonly current: number;
  /** Why it is, or another is. */
  readonly currentBy: string;
  readonly importedAt: string;
}

const DOCUMENTS = `
SELECT d.sha256, d.file, d.department, d.fiscal_year AS fiscalYear, d.document_type AS documentType, d.pages,
  d.pipeline, d.status, d.statements, d.facts, d.proven, d.to_review AS toReview, d.checks_failed AS checksFailed,
  d.imported_at AS importedAt,
  d.open,
  d.checks_failed + (SELECT count(*) FROM claim c WHERE c.document = d.id AND c.status = 'disagrees') AS findings,
  (SELECT count(*) FROM correction c WHERE c.sha256 = d.sha256 AND (
    SELECT e.status FROM correction_event e WHERE e.correction = c.id ORDER BY e.id DESC LIMIT 1) <> 'undone'
  ) AS corrections,
  d.current, d.current_by AS currentBy
FROM document d`;

/** Some of the documents that a text leaves, and how many it leaves. */
export interface DocumentWindow<Row = DocumentState> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** The documents with most left to do, in that order: those whose file or department holds `text`, `limit` of them. */
export function documentWindow(db: Database, text: string, limit: number): DocumentWindow {
  const holds = (column: string) => `instr(lower(coalesce(${column}, '')), lower($text)) > 0`;
  const where = text === '' ? '' : `WHERE ${holds('d.file')} OR ${holds('d.department')}`;
  const params = text === '' ? {} : { text };
  const total = db.prepare<object, number>(`SELECT count(*) FROM document d ${where}`).pluck().get(params);
  const rows = db
    .prepare<object, DocumentState>(`${DOCUMENTS} ${where} ORDER BY d.open DESC, d.file, d.sha256 LIMIT $limit`)
    .all({ ...params, limit });
  return { total: Number(total), rows };
}

/** One document; null when there is none. */
export function documentState(db: Database, sha256: string): DocumentState | null {
  return db.prepare<[string], DocumentState>(`${DOCUMENTS} WHERE d.sha256 = ?`).get(sha256) ?? null;
}

export interface PageSizeRow {
  readonly number: number;
  readonly width: number;
  readonly height: number;
}

/** Sizes of a document's pages, in points. */
export function pageSizes(db: Database, sha256: string): readonly PageSizeRow[] {
  return db
    .prepare<[string], PageSizeRow>(
      `SELECT number, width, height FROM page WHERE document = (SELECT id FROM document WHERE sha256 = ?)
       ORDER BY number`,
    )
    .all(sha256);
}

/** What a class (类) of expenditure got in one document. */
export interface ClassRow {
  readonly sha256: string;
  readonly department: string;
  readonly fiscalYear: number;
  readonly documentType: string;
  readonly statement: number;
  readonly kind: string;
  readonly amountIndex: number;
  readonly code: string;
  readonly name: string;
  readonly amount: string;
  readonly proof: string;
  readonly needsReview: number;
}

const CLASSES = `
SELECT d.sha256, d.department, d.fiscal_year AS fiscalYear, d.document_type AS documentType, s.idx AS statement, s.kind,
  a.idx AS amountIndex, l.standard_code AS code, l.name, a.amount, a.proof, a.needs_review AS needsReview
FROM document d
-- CROSS keeps this order: SQLite would rather walk all amounts of the database.
CROSS JOIN statement s ON s.document = d.id AND s.ignored = 0 AND s.department IS NULL AND s.kind IN ('expenditure', 'balance', 'general_expenditure')
CROSS JOIN line l ON l.document = d.id AND l.statement = s.idx AND l.scheme = 'functional' AND length(l.standard_code) = 3
CROSS JOIN amount a ON a.document = d.id AND a.statement = s.idx AND a.line = l.idx AND a.measure = 'total'
WHERE d.department IS NOT NULL AND d.fiscal_year IS NOT NULL AND d.document_type IS NOT NULL AND d.current = 1
ORDER BY d.department, d.fiscal_year, d.document_type, d.id,
  CASE s.kind WHEN 'expenditure' THEN 1 WHEN 'balance' THEN 2 ELSE 3 END, s.idx, l.standard_code, a.idx`;

/** Expenditure by class of every current report, from the statement that says it best. */
export function expenditureClasses(db: Database): readonly ClassRow[] {
  const best = new Map<string, number>();
  const taken = new Set<string>();
  return db
    .prepare<[], ClassRow>(CLASSES)
    .all()
    .filter((row) => {
      if (!best.has(row.sha256)) best.set(row.sha256, row.statement);
      const once = `${row.sha256}/${row.code}`;
      if (best.get(row.sha256) !== row.statement || taken.has(once)) return false;
      taken.add(once);
      return true;
    });
}

/** References of the amounts behind one class: its lines of every level, in every column. */
export function classMembers(
  db: Database,
  sha256: string,
  code: string,
): readonly { statement: number; amount: number }[] {
  return db
    .prepare<object, { statement: number; amount: number }>(
      `SELECT a.statement, a.idx AS amount
       FROM amount a
       JOIN statement s ON s.document = a.document AND s.idx = a.statement AND s.ignored = 0
       JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line
       WHERE a.document = (SELECT id FROM document WHERE sha256 = $sha256) AND l.scheme = 'functional'
         AND l.standard_code >= $code AND l.standard_code < $code || ':'
         AND s.kind IN ('expenditure', 'balance', 'general_expenditure')
       ORDER BY CASE s.kind WHEN 'expenditure' THEN 1 WHEN 'balance' THEN 2 ELSE 3 END, l.row, a.idx LIMIT 500`,
    )
    .all({ sha256, code });
}
