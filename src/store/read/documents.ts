import type { DocumentStatus } from '../../model/document.ts';
import type { Database } from '../port.ts';

/** A stored document as commands name it. */
export interface StoredDocument {
  readonly sha256: string;
  readonly file: string;
  readonly status: DocumentStatus;
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: string | null;
  readonly importedAt: string;
  readonly stageVersions: Readonly<Record<string, string>>;
  /** Where its bytes were seen, latest first. */
  readonly paths: readonly string[];
}

interface Row extends Omit<StoredDocument, 'stageVersions' | 'paths'> {
  readonly stages: string;
  readonly paths: string;
}

const SELECT = `
SELECT d.sha256, d.file, d.status, d.department, d.fiscal_year AS fiscalYear, d.document_type AS documentType,
  d.imported_at AS importedAt, d.stage_versions AS stages,
  (SELECT '[' || coalesce(group_concat(json_quote(seen.path), ','), '') || ']' FROM (
    SELECT p.path FROM seen_path p WHERE p.sha256 = d.sha256 ORDER BY p.seen_at DESC, p.path
  ) seen) AS paths
FROM document d`;

/** Every document, in the order of their names. */
export function storedDocuments(db: Database): readonly StoredDocument[] {
  return db.prepare<[], Row>(`${SELECT} ORDER BY d.file, d.sha256`).all().map(documentOf);
}

/** The documents that `name` may mean: a file name, any name the same bytes were met under, or the start of a hash. */
export function findDocuments(db: Database, name: string): readonly StoredDocument[] {
  const base = name.replace(/^.*[\\/]/, '');
  const byName = db
    .prepare<object, Row>(
      `${SELECT} WHERE d.sha256 IN (SELECT sha256 FROM document_name WHERE file = $base) OR d.file = $base
       ORDER BY d.file, d.sha256`,
    )
    .all({ base });
  if (byName.length > 0 || !/^[0-9a-f]{6,64}$/.test(name)) return byName.map(documentOf);
  return db
    .prepare<[string, string], Row>(`${SELECT} WHERE d.sha256 >= ? AND d.sha256 < ? || 'g' ORDER BY d.sha256`)
    .all(name, name)
    .map(documentOf);
}

function documentOf({ stages, paths, ...row }: Row): StoredDocument {
  const stageVersions: Record<string, string> = JSON.parse(stages);
  const found: string[] = JSON.parse(paths);
  return { ...row, stageVersions, paths: found };
}

/** Documents that could not be read for want of their password. */
export function lockedDocuments(db: Database): readonly string[] {
  return db
    .prepare<[], string>(
      "SELECT sha256 FROM document WHERE status = 'failed' AND reason IN ('pdf-encrypted', 'pdf-wrong-password')",
    )
    .pluck()
    .all();
}

/** Whether any of these documents has a page that had to be recognised. */
export function anyScanned(db: Database, sha256s: readonly string[]): boolean {
  const scanned = db
    .prepare(
      `SELECT 1 FROM page JOIN document ON document.id = page.document
       WHERE document.sha256 = ? AND page.kind IN ('scan', 'mixed') LIMIT 1`,
    )
    .pluck();
  return sha256s.some((sha256) => scanned.get(sha256) !== undefined);
}
