import type { DocumentType } from '../../model/document.ts';
import type { Database } from '../port.ts';
import type { SearchKind } from './entries.ts';
import { textId } from './text-id.ts';
import { textsWith } from './text-index.ts';

/** What to look for: words that must all stand in a text, in reports that pass. */
export interface SearchQuery {
  readonly words: readonly string[];
  readonly kinds?: readonly SearchKind[] | undefined;
  readonly departments?: readonly string[] | undefined;
  readonly years?: readonly number[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly statements?: readonly string[] | undefined;
  /** Beginnings of departments' names: 滨江区. */
  readonly regions?: readonly string[] | undefined;
  /** All versions, not only the current ones. */
  readonly all?: boolean | undefined;
}

export interface SearchHit {
  readonly kind: SearchKind;
  readonly text: string;
  readonly sha256: string;
  readonly file: string;
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: DocumentType | null;
  readonly current: number;
  readonly statement: string | null;
  readonly page: number | null;
  /** The amount of a line (its 合计, else its first), or of a project; 元. */
  readonly amount: string | null;
  readonly measure: string | null;
  /** Where that amount is. */
  readonly refStatement: number | null;
  readonly refAmount: number | null;
  readonly proof: string | null;
  readonly pages: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Where it is on its page; null where only the page is known. */
  readonly x0: number | null;
  readonly y0: number | null;
  readonly x1: number | null;
  readonly y1: number | null;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** Only the first {@link MOST_COUNTED} were counted. */
  readonly more: boolean;
  readonly facets: {
    readonly kind: readonly Facet[];
    readonly department: readonly Facet[];
    readonly year: readonly Facet[];
    readonly type: readonly Facet[];
    readonly statement: readonly Facet[];
    readonly region: readonly Facet[];
  };
}

/** Counting more would take longer than a person waits, and nobody reads them. */
const MOST_COUNTED = 3_000;
/** A word that stands in more texts than these is too common to tell one report from another. */
const MOST_TEXTS = 3_000;
const NOTHING: SearchAnswer = {
  hits: [],
  total: 0,
  more: false,
  facets: { kind: [], department: [], year: [], type: [], statement: [], region: [] },
};

/** The words of what a person typed: 信息化 绩效. */
export function searchWords(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/[\s\u3000]+/u)
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** The start of a department's name that names a place: 滨江区商务委员会 → 滨江区; empty where there is none. */
export function regionOf(department: string): string {
  return /^.{2,10}?(?:省|自治区|市|自治州|地区|盟|县|区|旗)/u.exec(department)?.[0] ?? '';
}

/** Finds entries by their words, best first, and counts them by what they may be narrowed down with. */
export function search(db: Database, query: SearchQuery, limit = 50, offset = 0): SearchAnswer {
  const chosen = conditions(query);
  // A common word alone stands in more texts than anybody reads; within a report all of them are wanted.
  const most = chosen.narrow ? null : MOST_TEXTS;
  const texts = query.words.length === 0 ? null : textsWith(db, query.words, most);
  if (texts === null) return NOTHING;
  const exact = textId(query.words.join(' '));
  const values = [exact, ...chosen.values, ...texts.values, exact, ...chosen.values];
  const found = candidates(texts.sql, chosen.condition);
  const counted = db
    .prepare<unknown[], Group>(
      `SELECT kind, department, year, type, statement, count(*) AS n FROM (${found}) AS found
       GROUP BY kind, department, year, type, statement`,
    )
    .all(...values);
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return NOTHING;
  const hits = db.prepare<unknown[], SearchHit>(hitsSql(found)).all(exact, ...values, limit, offset);
  return { hits, total: Math.min(total, MOST_COUNTED), more: total > MOST_COUNTED, facets: facetsOf(counted) };
}

/** Whose it is: what a line or a finding is about may be a table of one of the department's units. */
const DEPARTMENT = 'COALESCE(own.department, d.department)';
const OWN = `LEFT JOIN statement own ON own.document = e.document
    AND own.idx = CASE e.kind WHEN 'line' THEN e.ref1 WHEN 'finding' THEN e.ref2 END`;

/** What is named exactly so, and what has the words in it: both as far as they are counted. */
function candidates(texts: string, condition: string): string {
  const some = (name: string, which: string) => `SELECT * FROM (
    SELECT e.document, e.idx, e.text_id, e.kind, e.statement, ${DEPARTMENT} AS department, d.fiscal_year AS year,
      d.document_type AS type, d.current
    FROM search_entry e JOIN document d ON d.id = e.document ${OWN} WHERE ${which}${condition} LIMIT ${MOST_COUNTED + 1}
  ) AS ${name}`;
  return `${some('exact', 'e.text_id = ?')} UNION ALL ${some('others', `e.text_id ${texts} AND e.text_id <> ?`)}`;
}

/** The best of them: what is named so exactly, then the shorter names; the current and the later report first. */
function hitsSql(found: string): string {
  return `
WITH best AS (
  SELECT e.document, e.idx, x.text, ROW_NUMBER() OVER (
    ORDER BY CASE WHEN e.text_id = ? THEN 0 ELSE 1 END, e.current DESC,
      CASE e.kind WHEN 'project' THEN 1 WHEN 'line' THEN 2 WHEN 'finding' THEN 3 WHEN 'indicator' THEN 4 ELSE 5 END,
      length(x.text), e.year DESC, e.document, e.idx
  ) AS place
  FROM (${found}) e
  JOIN search_text x ON x.id = e.text_id
  ORDER BY place
  LIMIT ? OFFSET ?
)
SELECT e.kind, best.text, d.sha256, d.file, ${DEPARTMENT} AS department, d.fiscal_year AS "fiscalYear", d.document_type AS "documentType",
  d.current, e.statement, coalesce(a.page, e.page) AS page, coalesce(a.amount, p.annual_funds, p.total_funds) AS amount, a.measure,
  a.statement AS "refStatement", a.idx AS "refAmount", a.proof, d.pages, g.width, g.height,
  coalesce(a.x0, p.x0, i.x0) AS x0, coalesce(a.y0, p.y0, i.y0) AS y0, coalesce(a.x1, p.x1, i.x1) AS x1,
  coalesce(a.y1, p.y1, i.y1) AS y1
FROM best
JOIN search_entry e ON e.document = best.document AND e.idx = best.idx
JOIN document d ON d.id = e.document
${OWN}
LEFT JOIN project p ON e.kind = 'project' AND p.document = e.document AND p.idx = e.ref1
LEFT JOIN indicator i ON e.kind = 'indicator' AND i.document = e.document AND i.idx = e.ref1
LEFT JOIN amount a ON e.kind = 'line' AND a.document = e.document AND a.statement = e.ref1 AND a.idx = (
  SELECT b.idx FROM amount b WHERE b.document = e.document AND b.statement = e.ref1 AND b.line = e.ref2
  ORDER BY CASE b.measure WHEN 'total' THEN 0 ELSE 1 END, b.idx LIMIT 1
)
LEFT JOIN page g ON g.document = e.document AND g.number = coalesce(a.page, e.page)
ORDER BY best.place`;
}

interface Group {
  readonly kind: string;
  readonly department: string | null;
  readonly year: number | null;
  readonly type: string | null;
  readonly statement: string | null;
  readonly n: number;
}

function facetsOf(groups: readonly Group[]): SearchAnswer['facets'] {
  const by = (of: (group: Group) => string | number | null): Facet[] => {
    const counts = new Map<string, number>();
    for (const group of groups) {
      const value = of(group);
      // A check of two statements counts for both.
      for (const one of value === null || value === '' ? [] : String(value).split(',')) {
        counts.set(one, (counts.get(one) ?? 0) + group.n);
      }
    }
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  };
  return {
    kind: by(({ kind }) => kind),
    department: by(({ department }) => department),
    year: by(({ year }) => year),
    type: by(({ type }) => type),
    statement: by(({ statement }) => statement),
    region: by(({ department }) => regionOf(department ?? '')),
  };
}

function conditions(query: SearchQuery): { condition: string; values: unknown[]; narrow: boolean } {
  const { kinds = [], departments = [], years = [], types = [], statements = [], regions = [], all = false } = query;
  const lists: readonly (readonly [readonly unknown[], string])[] = [
    [kinds, 'e.kind = ?'],
    [departments, `replace(${DEPARTMENT}, ?, '') <> ${DEPARTMENT}`],
    [years, 'd.fiscal_year = ?'],
    [types, 'd.document_type = ?'],
    [statements, "',' || e.statement || ',' LIKE '%,' || ? || ',%'"],
    [regions, `${DEPARTMENT} LIKE ? || '%'`],
  ];
  const parts = lists.flatMap(([list, one]) => (list.length === 0 ? [] : [`(${list.map(() => one).join(' OR ')})`]));
  if (!all) parts.push('d.current = 1');
  return {
    condition: parts.map((part) => ` AND ${part}`).join(''),
    values: lists.flatMap(([list]) => list),
    narrow: parts.length > (all ? 0 : 1),
  };
}
