import type { DocumentResult, DocumentStatus, Identity } from '../../model/document.ts';
import type { AddedName } from '../../model/statement.ts';
import { nameKeeper } from '../added-names.ts';
import type { Database, Row } from '../port.ts';
import type { Publication } from '../publication.ts';
import { documentIndexer } from '../search/entries.ts';
import { COLUMNS, type DocumentRows, TABLES } from './rows.ts';
import { lockReports, reportOf, settleReport } from './versions.ts';

/** One document as the store takes it: what the file is, what made the rows, and the rows. */
export interface DocumentRecord {
  readonly sha256: string;
  /** Base name; the folder it lay in is kept out. */
  readonly file: string;
  readonly bytes: number;
  readonly identity: Identity;
  readonly status: DocumentStatus;
  /** Why a failed document failed; null for the others. */
  readonly reason: string | null;
  readonly pages: number;
  readonly pipeline: string | null;
  readonly pipelineVersion: string;
  readonly stageVersions: Readonly<Record<string, string>>;
  readonly rows: DocumentRows;
  /** Absent where nothing says when it was published. */
  readonly publication?: Publication;
  /** How statements and measures are called that its declarations added. */
  readonly names?: readonly AddedName[];
}

/** What the listing of a document shows. */
export interface DocumentSummary {
  readonly file: string;
  readonly sha256: string;
  readonly status: DocumentStatus;
  readonly reason: string | null;
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: DocumentResult['identity']['documentType'];
  readonly pipelineVersion: string;
  readonly pages: number;
  readonly statements: number;
  readonly facts: number;
  readonly proven: number;
  readonly toReview: number;
  readonly checksFailed: number;
  /** Entries of the review queue: what `review_queue` and the page list of it. */
  readonly open: number;
  /** What does not hold: failed identities and sentences that a statement contradicts, as `findings` has them. */
  readonly findings: number;
}

export type Written = 'added' | 'replaced' | 'kept';

/** Where a file was met. */
export interface Place {
  readonly file: string;
  readonly path: string;
}

export interface WriteOptions {
  readonly replace: boolean;
  readonly path: string;
  readonly now: Date;
  /** When the import began that this is part of; `now` when absent. */
  readonly began?: Date;
  /** Called within the transaction after new rows were written: decisions of reviewers hold for them, too. */
  readonly afterwards?: () => void;
}

/** Writes documents, each in one transaction; statements are compiled once per writer. */
export interface DocumentWriter {
  /**
   * Adds the document. When its bytes are known already, it is kept as it is, unless `replace` or unless the known
   * one had failed. A failure never replaces a good record.
   */
  write(record: DocumentRecord, options: WriteOptions): Written;
  /** Notes that bytes known already were met under this name and path; writes nothing when that is known too. */
  seen(sha256: string, place: Place, now: Date): void;
  find(sha256: string): DocumentSummary | null;
}

const DOCUMENT_COLUMNS = [
  ...['id', 'sha256', 'file', 'bytes', 'document_type', 'fiscal_year', 'department', 'pages', 'status', 'reason'],
  ...['pipeline', 'pipeline_version', 'stage_versions', 'imported_at'],
  ...['statements', 'facts', 'proven', 'to_review', 'checks_failed', 'open', 'issued', 'revised', 'made', 'added_at'],
];

const SUMMARY = `
SELECT file, sha256, status, reason, department, fiscal_year AS fiscalYear, document_type AS documentType,
  pipeline_version AS pipelineVersion, pages, statements, facts, proven, to_review AS toReview,
  checks_failed AS checksFailed,
  open,
  checks_failed + (
    SELECT count(*) FROM claim c WHERE c.document = document.id AND c.status = 'disagrees'
  ) AS findings
FROM document WHERE sha256 = ?`;

/** A writer on an open, migrated database. */
export function documentWriter(db: Database): DocumentWriter {
  const inserts = TABLES.map((table) => ({ table, insert: db.inserter(table, ['document', ...COLUMNS[table]]) }));
  const insertDocument = db.inserter('document', DOCUMENT_COLUMNS);
  const known = db.prepare<[string], { id: number; status: DocumentStatus; added: string }>(
    'SELECT id, status, added_at AS added FROM document WHERE sha256 = ?',
  );
  const taken = db.prepare<[bigint], number>('SELECT 1 FROM document WHERE id = ?').pluck();
  const remove = db.prepare<[number]>('DELETE FROM document WHERE id = ?');
  const summary = db.prepare<[string], DocumentSummary>(SUMMARY);
  const places = placeWriter(db);
  const index = documentIndexer(db);
  const keepNames = nameKeeper(db);

  const write = (record: DocumentRecord, { replace, path, now, began = now, afterwards }: WriteOptions): Written => {
    db.lock(record.sha256);
    const report = reportOf(db, record.sha256);
    lockReports(db, [report, record.identity]);
    places.note(record.sha256, { file: record.file, path }, now);
    const before = known.get(record.sha256);
    if (before !== undefined) {
      const worse = record.status === 'failed' && before.status !== 'failed';
      if (worse || (!replace && before.status !== 'failed')) return 'kept';
      remove.run(before.id);
    }
    let id = documentId(record.sha256);
    while (taken.get(id) !== undefined) id += 1n;
    // Read again is not published again: what was there first stays the older version.
    insertDocument(id, [documentRow(record, now, before?.added ?? began.toISOString())]);
    for (const { table, insert } of inserts) insert(id, record.rows[table]);
    if (record.names !== undefined) keepNames(record.names);
    afterwards?.();
    index(id);
    settleReport(db, report);
    settleReport(db, record.identity);
    return before === undefined ? 'added' : 'replaced';
  };
  const writeInOne = db.transaction(write);
  const noteInOne = db.transaction(places.note);
  return {
    write: (record, options) => writeInOne.immediate(record, options),
    seen: (sha256, place, now) => {
      if (!places.known(sha256, place)) noteInOne.immediate(sha256, place, now);
    },
    find: (sha256) => summary.get(sha256) ?? null,
  };
}

function placeWriter(db: Database) {
  const name = db.prepare('INSERT INTO document_name (sha256, file) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const path = db.prepare(
    `INSERT INTO seen_path (path, sha256, seen_at) VALUES (?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, seen_at = excluded.seen_at`,
  );
  const known = db.prepare('SELECT 1 FROM seen_path WHERE path = ? AND sha256 = ?').pluck();
  return {
    known: (sha256: string, place: Place) => known.get(place.path, sha256) !== undefined,
    note(sha256: string, place: Place, now: Date) {
      name.run(sha256, place.file);
      path.run(place.path, sha256, now.toISOString());
    },
  };
}

/** The first 52 bits of the hash: the same bytes get the same id in every database, whatever came first. */
function documentId(sha256: string): bigint {
  return BigInt(`0x${sha256.slice(0, 13)}`);
}

function documentRow(record: DocumentRecord, now: Date, added: string): Row {
  const { identity, rows, publication } = record;
  const proof = COLUMNS.amount.indexOf('proof');
  const review = COLUMNS.amount.indexOf('needs_review');
  const status = COLUMNS.identity_check.indexOf('status');
  return [
    ...[record.sha256, record.file, record.bytes, identity.documentType, identity.fiscalYear, identity.department],
    ...[record.pages, record.status, record.reason, record.pipeline, record.pipelineVersion],
    ...[JSON.stringify(record.stageVersions), now.toISOString()],
    ...[rows.statement.length, rows.amount.length, rows.amount.filter((row) => row[proof] === 'proven').length],
    rows.amount.filter((row) => row[review] === 1).length,
    rows.identity_check.filter((row) => row[status] === 'fail').length,
    rows.review_item.length,
    ...[publication?.issued ?? null, Number(publication?.revised ?? false), publication?.made ?? null, added],
  ];
}
