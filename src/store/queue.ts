import type { Database } from 'better-sqlite3';

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
  return Number(db.prepare(`SELECT count(*) FROM review_item r ${sql}`).pluck().get(params));
}

const ENTRY = `
SELECT d.sha256, d.file, d.department, d.fiscal_year AS fiscalYear, d.document_type AS documentType, r.key,
  r.grp AS "group", r.page, r.statement, l.code AS lineCode, substr(l.name, 1, 200) AS lineName,
  substr(a.measure, 1, 200) AS measure, a.amount, substr(a.raw, 1, 100) AS raw, r.reason, r.severity,
  substr(r.detail, 1, 300) AS detail
FROM review_item r
JOIN document d ON d.id = r.document
LEFT JOIN amount a ON a.document = r.document AND a.statement = r.ref_statement AND a.idx = r.ref_amount
LEFT JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line`;

/** Some entries in the order of the queue: worst first, what one decision settles together. */
export function queueWindow(db: Database, filter: QueueFilter, offset: number, limit: number): QueueWindow {
  const { sql, params } = where(filter);
  const rows = db
    .prepare<Record<string, string | number>, QueueEntry>(
      `${ENTRY}
       JOIN (SELECT r.document, r.idx FROM review_item r ${sql} ORDER BY ${ORDER} LIMIT $limit OFFSET $offset) w
         ON w.document = r.document AND w.idx = r.idx
       ORDER BY ${ORDER}`,
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

/** What can be filtered by. Every list counts under the other filters, not under its own. */
export function queueFacets(db: Database, filter: QueueFilter): Facets {
  const list = (own: keyof QueueFilter, select: string, group: string) => {
    const { sql, params } = where({ ...filter, [own]: undefined });
    return db
      .prepare<Record<string, string>, Facet>(
        `WITH counted AS (SELECT ${group} AS part, count(*) AS n FROM review_item r ${sql} GROUP BY 1) ${select}`,
      )
      .all(params);
  };
  const plain =
    "SELECT coalesce(part, '') AS value, coalesce(part, '') AS label, n AS count FROM counted ORDER BY n DESC";
  return {
    documents: list(
      'document',
      `SELECT d.sha256 AS value, d.file AS label, n AS count FROM counted JOIN document d ON d.id = part
       ORDER BY n DESC, d.file`,
      'r.document',
    ),
    departments: list(
      'department',
      `SELECT coalesce(d.department, '') AS value, coalesce(d.department, '') AS label, sum(n) AS count
       FROM counted JOIN document d ON d.id = part GROUP BY 1 ORDER BY 3 DESC, 1`,
      'r.document',
    ),
    statements: list('statement', plain, 'r.statement'),
    reasons: list('reason', plain, 'r.reason'),
  };
}
