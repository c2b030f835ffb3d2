import type { Database } from '../port.ts';
import { type Settled, settleVersions, type Version } from './settle-versions.ts';

/** What documents must have in common to be versions of one report. */
export interface ReportKey {
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: string | null;
}

interface Row {
  readonly id: number;
  readonly sha256: string;
  readonly file: string;
  readonly status: string;
  readonly facts: number;
  readonly kinds: string | null;
  readonly issued: string | null;
  readonly revised: number;
  readonly made: string | null;
  readonly addedAt: string;
  readonly pinned: number;
}

const VERSIONS = `
SELECT d.id, d.sha256, d.file, d.status, d.facts, d.issued, d.revised, d.made, d.added_at AS "addedAt",
  (SELECT group_concat(s.kind, ',') FROM statement s WHERE s.document = d.id AND s.ignored = 0) AS kinds,
  (SELECT count(*) FROM version_pin p WHERE p.sha256 = d.sha256) AS pinned
FROM document d
WHERE d.department = ? AND d.fiscal_year = ? AND d.document_type = ? AND d.current >= ?
ORDER BY d.id`;

const COUNT = `
SELECT count(*) FROM (
  SELECT 1 FROM document WHERE department = ? AND fiscal_year = ? AND document_type = ? LIMIT ?
) AS few`;

/**
 * More versions than any report has: names that say nothing, or a trial of speed. Those that are older stay so, and only
 * the current ones are judged with the new one, or each import would take longer than the one before.
 */
const MOST_VERSIONS = 200;

/**
 * Within a transaction: whoever else wants to write a version of one of these reports waits until it ends. Of two that
 * did not see each other's version, both would be current. Call before the first row is written: sorted, and before
 * rows are held, so that no two wait for each other.
 */
export function lockReports(db: Database, reports: readonly ReportKey[]): void {
  const keys = reports
    .map(({ department, fiscalYear, documentType }) => [department, fiscalYear, documentType])
    .filter((key) => !key.includes(null))
    .map((key) => JSON.stringify(key));
  for (const key of [...new Set(keys)].sort()) db.lock(`report ${key}`);
}

/**
 * Decides anew which versions of a report are current. Call within the transaction that wrote, removed or pinned one
 * of them, after {@link lockReports}. What lacks department, year or type is a report of its own.
 */
export function settleReport(db: Database, { department, fiscalYear, documentType }: ReportKey): readonly Settled[] {
  if (department === null || fiscalYear === null || documentType === null) return [];
  const report = [department, fiscalYear, documentType] as const;
  const count = db.prepare<[string, number, string, number], number>(COUNT).pluck();
  const least = (count.get(...report, MOST_VERSIONS + 1) ?? 0) > MOST_VERSIONS ? 1 : 0;
  const rows = db.prepare<[string, number, string, number], Row>(VERSIONS).all(...report, least);
  const settled = settleVersions(rows.map(versionOf));
  const write = db.prepare(
    'UPDATE document SET current = ?, current_by = ? WHERE sha256 = ? AND (current <> ? OR current_by <> ?)',
  );
  for (const { sha256, current, by } of settled) write.run(Number(current), by, sha256, Number(current), by);
  return settled;
}

function versionOf({ status, kinds, revised, pinned, ...row }: Row): Version {
  return {
    ...row,
    readable: status === 'done' || status === 'done_with_warnings',
    kinds: [...new Set(kinds?.split(',') ?? [])],
    revised: revised === 1,
    pinned: pinned > 0,
  };
}

/** Makes this version of its report the current one, whatever the documents say, until {@link unpinVersion}. */
export function pinVersion(db: Database, sha256: string, reviewer: string, now: Date): readonly Settled[] {
  return db
    .transaction(() => {
      db.lock(sha256);
      lockReports(db, [reportOf(db, sha256)]);
      unpinReport(db, sha256);
      db.prepare('INSERT INTO version_pin (sha256, reviewer, pinned_at) VALUES (?, ?, ?)').run(
        sha256,
        reviewer,
        now.toISOString(),
      );
      return settleReport(db, reportOf(db, sha256));
    })
    .immediate();
}

/** Lets the documents decide again which version of this report is current. */
export function unpinVersion(db: Database, sha256: string): readonly Settled[] {
  return db
    .transaction(() => {
      db.lock(sha256);
      lockReports(db, [reportOf(db, sha256)]);
      unpinReport(db, sha256);
      return settleReport(db, reportOf(db, sha256));
    })
    .immediate();
}

function unpinReport(db: Database, sha256: string): void {
  const { department, fiscalYear, documentType } = reportOf(db, sha256);
  db.prepare(
    `DELETE FROM version_pin WHERE sha256 = ? OR sha256 IN (
      SELECT sha256 FROM document WHERE department = ? AND fiscal_year = ? AND document_type = ?)`,
  ).run(sha256, department, fiscalYear, documentType);
}

/** The report that a document is a version of. */
export function reportOf(db: Database, sha256: string): ReportKey {
  return (
    db
      .prepare<[string], ReportKey>(
        `SELECT department, fiscal_year AS "fiscalYear", document_type AS "documentType"
         FROM document WHERE sha256 = ?`,
      )
      .get(sha256) ?? { department: null, fiscalYear: null, documentType: null }
  );
}
