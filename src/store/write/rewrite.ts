import type { Database, Row, SqlValue } from '../port.ts';
import { documentIndexer } from '../search/entries.ts';
import { COLUMNS } from './rows.ts';

/** Rows of a document that reconciliation makes; everything else stays as it was read. */
export interface Rewrite {
  readonly amount: readonly Row[];
  readonly claim: readonly Row[];
  readonly identity_check: readonly Row[];
  readonly review_item: readonly Row[];
  /** Statements that a reviewer set aside. */
  readonly ignored: ReadonlySet<number>;
}

/** Tables of which a decision changes few rows, with how many columns identify a row of a document. */
const MOSTLY_SAME = { amount: 2, claim: 1, identity_check: 1, review_item: 1 } as const;

/** Replaces what reconciliation said of a document. Call within a transaction. */
export function rewriteVerdicts(db: Database, document: number, rewrite: Rewrite): void {
  for (const table of ['amount', 'claim', 'identity_check', 'review_item'] as const) {
    replaceChanged(db, table, document, rewrite[table]);
  }
  db.prepare(
    'UPDATE statement SET ignored = CASE WHEN idx IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) THEN 1 ELSE 0 END WHERE document = ?',
  ).run(JSON.stringify([...rewrite.ignored]), document);
  db.prepare(COUNTS).run({ document });
  documentIndexer(db)(document);
}

/** Writes only rows that differ: comparing is several times cheaper than writing. */
function replaceChanged(db: Database, table: keyof typeof MOSTLY_SAME, document: number, rows: readonly Row[]): void {
  const names = MOSTLY_SAME[table];
  const keyOf = (row: Row) => row.slice(0, names).join('/');
  const before = db
    .prepare<[number], SqlValue[]>(`SELECT ${COLUMNS[table].join(', ')} FROM ${table} WHERE document = ?`)
    .raw()
    .all(document);
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const changed = rows.filter((row) => {
    const same = known.get(keyOf(row))?.every((value, at) => value === row[at]) ?? false;
    if (same) known.delete(keyOf(row));
    return !same;
  });
  const key = COLUMNS[table].slice(0, names).map((name) => `${name} = ?`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE document = ? AND ${key.join(' AND ')}`);
  // First all that is no longer so: an entry that moved would collide with its own old place.
  for (const row of known.values()) remove.run(document, ...row.slice(0, names));
  if (changed.length > 0) db.inserter(table, ['document', ...COLUMNS[table]])(document, changed);
}

const COUNTS = `
UPDATE document SET (facts, proven, to_review) = (
  SELECT count(*), count(*) FILTER (WHERE a.proof = 'proven'), count(*) FILTER (WHERE a.needs_review = 1)
  FROM amount a JOIN statement s ON s.document = a.document AND s.idx = a.statement
  WHERE a.document = $document AND s.ignored = 0
), statements = (SELECT count(*) FROM statement WHERE document = $document AND ignored = 0),
checks_failed = (SELECT count(*) FROM identity_check WHERE document = $document AND status = 'fail'),
open = (SELECT count(*) FROM review_item WHERE document = $document)
WHERE id = $document`;
