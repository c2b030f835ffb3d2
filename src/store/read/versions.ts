import type { DocumentType } from '../../model/document.ts';
import type { Database } from '../port.ts';

/** A document that is one of several of its report. */
export interface VersionRow {
  readonly sha256: string;
  readonly file: string;
  readonly department: string;
  readonly fiscalYear: number;
  readonly documentType: DocumentType;
  readonly facts: number;
  readonly current: number;
  /** A {@link CurrentReason}. */
  readonly currentBy: string;
  readonly issued: string | null;
  readonly made: string | null;
  readonly addedAt: string;
}

const ROWS = `
SELECT d.sha256, d.file, d.department, d.fiscal_year AS "fiscalYear", d.document_type AS "documentType", d.facts,
  d.current, d.current_by AS "currentBy", d.issued, d.made, d.added_at AS "addedAt"
FROM document d
WHERE EXISTS (
  SELECT 1 FROM document n
  WHERE n.department = d.department AND n.fiscal_year = d.fiscal_year AND n.document_type = d.document_type
    AND n.current = 0
)
ORDER BY d.department, d.fiscal_year, d.document_type, d.current DESC, d.file, d.sha256`;

/** Reports (同一部门、年度、类型) of which there is more than one version, the current one first. */
export function reportsWithVersions(db: Database): readonly (readonly VersionRow[])[] {
  const rows = db.prepare<[], VersionRow>(ROWS).all();
  const key = ({ department, fiscalYear, documentType }: VersionRow) =>
    JSON.stringify([department, fiscalYear, documentType]);
  return [...Map.groupBy(rows, key).values()];
}

const IN_COMMON = `
SELECT count(*) FROM (
  SELECT a.kind FROM statement a JOIN document d ON d.id = a.document WHERE d.sha256 = ? AND a.ignored = 0
  INTERSECT
  SELECT b.kind FROM statement b JOIN document d ON d.id = b.document WHERE d.sha256 = ? AND b.ignored = 0
) AS common`;

/** Each older version of a report with the current one that has most kinds of statements in common with it. */
export function replacements(
  db: Database,
  rows: readonly VersionRow[],
): readonly { readonly before: VersionRow; readonly after: VersionRow }[] {
  const common = db.prepare<[string, string], number>(IN_COMMON).pluck();
  const current = rows.filter((row) => row.current === 1);
  return rows
    .filter((row) => row.current === 0)
    .flatMap((before) => {
      const ranked = current.map((after) => ({ after, shared: common.get(before.sha256, after.sha256) ?? 0 }));
      const [best] = ranked.sort((a, b) => b.shared - a.shared);
      return best === undefined ? [] : [{ before, after: best.after }];
    });
}
