import type { FindingKind, FindingMark, FindingOrigin, FindingState } from '../../model/fact.ts';
import type { Database } from '../port.ts';

/** Which findings (勾稽问题) are asked for; absent: all of that state. */
export interface FindingFilter {
  readonly state: FindingState;
  readonly document?: string | undefined;
  readonly department?: string | undefined;
  readonly kind?: string | undefined;
  readonly grade?: string | undefined;
  readonly mark?: string | undefined;
}

/** One finding as the list shows it. Long texts are cut. */
export interface FindingRow {
  readonly sha256: string;
  readonly file: string;
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: string | null;
  readonly origin: FindingOrigin;
  readonly index: number;
  readonly state: FindingState;
  readonly kind: FindingKind;
  readonly grade: number;
  readonly blame: string | null;
  readonly rule: string;
  readonly statement: string;
  readonly page: number | null;
  /** The sentence, or the place in words; `place` says the latter as data. */
  readonly said: string;
  readonly place: string | null;
  readonly lineName: string | null;
  readonly measure: string | null;
  readonly lhs: string;
  readonly rhs: string | null;
  readonly difference: string | null;
  readonly mark: FindingMark;
  readonly markNote: string | null;
  readonly markedBy: string | null;
  readonly markedAt: string | null;
  /** The same finding over re-runs. */
  readonly finding: string;
}

const ROW = `
SELECT sha256, file, department, fiscal_year AS "fiscalYear", document_type AS "documentType", origin,
  finding_index AS "index", state, kind, grade, blame, rule, statement, page, substr(said, 1, 500) AS said,
  place, line_name AS "lineName", measure, lhs, rhs, difference, mark, mark_note AS "markNote",
  marked_by AS "markedBy", marked_at AS "markedAt", finding
FROM findings`;

/** Worst first; what one document has of a grade stands together, as its pages follow each other. */
const ORDER = 'ORDER BY grade DESC, file, sha256, kind, page, finding_index';

const COLUMN_OF: Readonly<Record<keyof FindingFilter, string>> = {
  state: 'state',
  document: 'sha256',
  department: "coalesce(department, '')",
  kind: 'kind',
  grade: "'' || grade",
  mark: 'mark',
};

function where(filter: FindingFilter): { readonly sql: string; readonly params: readonly string[] } {
  const parts: string[] = [];
  const params: string[] = [];
  for (const [name, column] of Object.entries(COLUMN_OF)) {
    const value = Object.entries(filter).find(([key]) => key === name)?.[1];
    if (value === undefined) continue;
    parts.push(`${column} = ?`);
    params.push(String(value));
  }
  return { sql: `WHERE ${parts.join(' AND ')}`, params };
}

/** How many findings the filter leaves. */
export function findingCount(db: Database, filter: FindingFilter): number {
  const { sql, params } = where(filter);
  return Number(
    db
      .prepare(`SELECT count(*) FROM findings ${sql}`)
      .pluck()
      .get(...params),
  );
}

/** Some findings, worst first. */
export function findingWindow(db: Database, filter: FindingFilter, offset: number, limit: number) {
  const { sql, params } = where(filter);
  const rows = db
    .prepare<unknown[], FindingRow>(`${ROW} ${sql} ${ORDER} LIMIT ? OFFSET ?`)
    .all(...params, limit, offset);
  return { total: findingCount(db, filter), offset, rows };
}

/** One finding by its row; null when a re-run took it away. */
export function findingAt(db: Database, sha256: string, origin: FindingOrigin, index: number): FindingRow | null {
  return (
    db
      .prepare<unknown[], FindingRow>(`${ROW} WHERE sha256 = ? AND origin = ? AND finding_index = ?`)
      .get(sha256, origin, index) ?? null
  );
}

/** One value to filter by, and how many findings it would leave. */
export interface FindingCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

const PARTS = ['document', 'department', 'kind', 'grade', 'mark'] as const;
type Part = (typeof PARTS)[number];
type Count = Readonly<Record<Part | 'file', string>> & { readonly state: FindingState; readonly n: number };
export interface FindingFacets extends Readonly<Record<Part, readonly FindingCount[]>> {
  readonly states: Readonly<Record<FindingState, number>>;
}

const COUNTS = `
SELECT sha256 AS document, file, coalesce(department, '') AS department, state, kind, '' || grade AS grade, mark,
  count(*) AS n
FROM findings GROUP BY sha256, file, department, state, kind, grade, mark`;

/** What can be filtered by. Every list counts under the other filters, not under its own. */
export function findingFacets(db: Database, filter: FindingFilter): FindingFacets {
  const counts = db.prepare<[], Count>(COUNTS).all();
  const fits = (count: Count, parts: readonly Part[]) =>
    parts.every((part) => filter[part] === undefined || count[part] === filter[part]);
  const list = (own: Part): readonly FindingCount[] => {
    const found = new Map<string, FindingCount>();
    for (const count of counts) {
      const others = PARTS.filter((part) => part !== own);
      if (count.state !== filter.state || !fits(count, others)) continue;
      const value = count[own];
      const before = found.get(value)?.count ?? 0;
      found.set(value, { value, label: own === 'document' ? count.file : value, count: before + count.n });
    }
    return [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  };
  const of = (state: FindingState) =>
    counts.reduce((sum, count) => (count.state === state && fits(count, PARTS) ? sum + count.n : sum), 0);
  return {
    ...{ document: list('document'), department: list('department'), kind: list('kind') },
    ...{ grade: list('grade'), mark: list('mark') },
    states: { fails: of('fails'), unjudged: of('unjudged'), rounding: of('rounding') },
  };
}
