import type { Database } from '../port.ts';

/** What part of the review queue (复核队列) is asked for; absent: all of it. */
export interface QueueFilter {
  readonly document?: string | undefined;
  readonly department?: string | undefined;
  readonly statement?: string | undefined;
  readonly reason?: string | undefined;
}

/** One entry as the list shows it. Long texts are cut. */
export interface QueueEntry {
  readonly sha256: string;
  readonly file: string;
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: string | null;
  readonly key: string;
  readonly group: string;
  readonly page: number | null;
  readonly statement: string | null;
  readonly lineCode: string | null;
  readonly lineName: string | null;
  readonly measure: string | null;
  readonly amount: string | null;
  readonly raw: string | null;
  readonly reason: string;
  readonly severity: number;
  readonly detail: string;
  /** What the detail is made of; null where an older version wrote it, or where it is long. */
  readonly data: string | null;
}

export interface QueueWindow {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly QueueEntry[];
}

/** Where an entry stands in the order of the queue, even when it is gone. */
export interface QueueSpot {
  readonly document: number;
  readonly groupSeverity: number;
  readonly group: string;
  readonly severity: number;
  readonly idx: number;
}

const ORDER = 'r.group_severity DESC, r.document, r.grp, r.severity DESC, r.idx';

function where(filter: QueueFilter): { readonly sql: string; readonly params: Record<string, string> } {
  const parts: string[] = [];
  if (filter.document !== undefined) parts.push('r.document = (SELECT id FROM document WHERE sha256 = $document)');
  if (filter.department !== undefined) {
    parts.push("r.document IN (SELECT id FROM document WHERE coalesce(department, '') = $department)");
  }
  if (filter.statement !== undefined) parts.push("coalesce(r.statement, '') = $statement");
  if (filter.reason !== undefined) parts.push('r.reason = $reason');
  const params = Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { sql: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, params };
}

/** How many entries the filter leaves. */
export function queueLength(db: Database, filter: QueueFilter): number {
  const { sql, params } = where(filter);
  // Documents know how many they have each, and there are many times fewer documents than entries.
  if (sql === '') return Number(db.prepare('SELECT coalesce(sum(open), 0) FROM document').pluck().get());
  return Number(db.prepare(`SELECT count(*) FROM review_item r ${sql}`).pluck().get(params));
}

const ENTRY = `
SELECT d.sha256, d.file, d.department, d.fiscal_year AS fiscalYear, d.document_type AS documentType, r.key,
  r.grp AS "group", r.page, r.statement, l.code AS lineCode, substr(l.name, 1, 200) AS lineName,
  substr(a.measure, 1, 200) AS measure, a.amount, substr(a.raw, 1, 100) AS raw, r.reason, r.severity,
  substr(r.detail, 1, 300) AS detail, CASE WHEN length(r.data) <= 2000 THEN r.data END AS data
FROM chosen w
CROSS JOIN review_item r ON r.document = w.document AND r.idx = w.idx
JOIN document d ON d.id = r.document
LEFT JOIN amount a ON a.document = r.document AND a.statement = r.ref_statement AND a.idx = r.ref_amount
LEFT JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line`;

/** Some entries in the order of the queue: worst first, what one decision settles together. */
export function queueWindow(db: Database, filter: QueueFilter, offset: number, limit: number): QueueWindow {
  const { sql, params } = where(filter);
  const rows = db
    .prepare<Record<string, string | number>, QueueEntry>(
      // CROSS JOIN: the few that were chosen come first; the planner would walk the whole queue.
      `WITH chosen AS MATERIALIZED (
         SELECT r.document, r.idx FROM review_item r ${sql} ORDER BY ${ORDER} LIMIT $limit OFFSET $offset
       )
       ${ENTRY} ORDER BY ${ORDER}`,
    )
    .all({ ...params, limit, offset });
  return { total: queueLength(db, filter), offset, rows };
}

/** The spot of an entry; null when it is not in the queue. */
export function spotOf(db: Database, sha256: string, key: string): QueueSpot | null {
  return (
    db
      .prepare<[string, string], QueueSpot>(
        `SELECT document, group_severity AS groupSeverity, grp AS "group", severity, idx FROM review_item
         WHERE document = (SELECT id FROM document WHERE sha256 = ?) AND key = ?`,
      )
      .get(sha256, key) ?? null
  );
}

const BEFORE = `(r.group_severity > $groupSeverity OR (r.group_severity = $groupSeverity AND (r.document < $doc
  OR (r.document = $doc AND (r.grp < $group OR (r.grp = $group AND (r.severity > $severity
  OR (r.severity = $severity AND r.idx < $idx))))))))`;

/** How many entries come before a spot. */
export function indexOfSpot(db: Database, filter: QueueFilter, spot: QueueSpot): number {
  const { sql, params } = where(filter);
  const { document: doc, ...order } = spot;
  const count = db
    .prepare(`SELECT count(*) FROM review_item r ${sql === '' ? 'WHERE' : `${sql} AND`} ${BEFORE}`)
    .pluck()
    .get({ ...params, ...order, doc });
  return Number(count);
}

/** One value to filter by, and how many entries it would leave. */
export interface Facet {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export interface Facets {
  readonly documents: readonly Facet[];
  readonly departments: readonly Facet[];
  readonly statements: readonly Facet[];
  readonly reasons: readonly Facet[];
}

const PARTS = ['document', 'department', 'statement', 'reason'] as const;

interface Count {
  readonly document: string;
  readonly department: string;
  readonly statement: string;
  readonly reason: string;
  readonly file: string;
  readonly n: number;
}

const COUNTS = `
WITH counted AS MATERIALIZED (
  SELECT reason, statement, document, count(*) AS n FROM review_item GROUP BY reason, statement, document
)
SELECT d.sha256 AS document, coalesce(d.department, '') AS department, coalesce(c.statement, '') AS statement, c.reason,
  d.file, c.n
FROM counted c CROSS JOIN document d ON d.id = c.document`;

/** What can be filtered by. Every list counts under the other filters, not under its own. */
export function queueFacets(db: Database, filter: QueueFilter): Facets {
  const counts = db.prepare<[], Count>(COUNTS).all();
  const list = (own: keyof QueueFilter, label: keyof Count): readonly Facet[] => {
    const others = PARTS.filter((part) => part !== own && filter[part] !== undefined);
    const found = new Map<string, { label: string; count: number }>();
    for (const count of counts) {
      if (!others.every((part) => count[part] === filter[part])) continue;
      const known = found.get(count[own]) ?? { label: String(count[label]), count: 0 };
      found.set(count[own], { ...known, count: known.count + count.n });
    }
    return [...found]
      .map(([value, rest]) => ({ value, ...rest }))
      .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  };
  return {
    documents: list('document', 'file'),
    departments: list('department', 'department'),
    statements: list('statement', 'statement'),
    reasons: list('reason', 'reason'),
  };
}
