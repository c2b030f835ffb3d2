import type { Box } from '../../model/box.ts';
import type { Anchor } from '../../model/correction.ts';
import type { FactRef } from '../../model/fact.ts';
import type { Side } from '../../model/statement.ts';
import type { Database } from '../port.ts';

/** What of a document heads every view of it. */
export interface DocumentHead {
  readonly sha256: string;
  readonly file: string;
  readonly department: string | null;
  readonly fiscalYear: number | null;
  readonly documentType: string | null;
  readonly pages: number;
  readonly pipeline: string | null;
  /** 1 for the version of a report that counts, 0 for an older one. */
  readonly current: number;
}

/** One published amount with everything that names it. */
export interface CellRow extends Box {
  readonly statement: number;
  readonly amountIndex: number;
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
  readonly line: number;
  readonly row: number;
  readonly side: string | null;
  readonly lineCode: string | null;
  readonly lineName: string;
  readonly lineName2: string | null;
  readonly standardCode: string | null;
  readonly measure: string;
  readonly amount: string;
  readonly raw: string;
  readonly readAmount: string;
  readonly decimals: number;
  readonly page: number;
  readonly source: string;
  readonly readSource: string;
  readonly confidence: number;
  readonly proof: string;
  readonly needsReview: number;
  readonly flags: string;
  readonly others: string;
}

export interface CheckRow {
  readonly idx: number;
  readonly rule: string;
  readonly scope: string;
  /** JSON of {@link Scope}; null in rows of an older version. */
  readonly place: string | null;
  readonly lhs: string;
  readonly rhs: string;
  readonly difference: string;
  readonly tolerance: string;
  readonly status: string;
  readonly blame: string | null;
  readonly cells: string;
  readonly leftCells: number;
  readonly suspects: string;
}

export interface ItemRow {
  readonly idx: number;
  readonly key: string;
  readonly group: string;
  readonly origin: string;
  readonly statement: string | null;
  readonly refStatement: number | null;
  readonly refAmount: number | null;
  readonly page: number | null;
  readonly reason: string;
  readonly severity: number;
  readonly detail: string;
  /** JSON of {@link ReviewData}; null in rows of an older version. */
  readonly data: string | null;
  readonly x0: number | null;
  readonly y0: number | null;
  readonly x1: number | null;
  readonly y1: number | null;
}

const HEAD = `
SELECT sha256, file, department, fiscal_year AS fiscalYear, document_type AS documentType, pages, pipeline, current
FROM documents WHERE sha256 = ?`;

const CELL = `
SELECT a.statement, a.idx AS amountIndex, s.kind, s.title, s.unit, a.line, l.row, l.side, l.code AS lineCode,
  l.name AS lineName, l.name_2 AS lineName2, l.standard_code AS standardCode, a.measure, a.amount, a.raw,
  a.read_amount AS readAmount, a.decimals, a.page, a.source, a.read_source AS readSource, a.confidence, a.proof,
  a.needs_review AS needsReview, a.flags, a.others, a.x0, a.y0, a.x1, a.y1
FROM amount a
JOIN statement s ON s.document = a.document AND s.idx = a.statement
JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line
WHERE a.document = (SELECT id FROM document WHERE sha256 = $sha256)`;

const ITEM = `
SELECT idx, key, grp AS "group", origin, statement, ref_statement AS refStatement, ref_amount AS refAmount, page,
  reason, severity, detail, data, x0, y0, x1, y1
FROM review_item WHERE document = (SELECT id FROM document WHERE sha256 = $sha256)`;

const CHECKS = `
SELECT k.idx, k.rule, k.scope, k.place, k.lhs, k.rhs, k.difference, k.tolerance, k.status, k.blame, k.cells,
  k.left_cells AS leftCells, k.suspects
FROM identity_check k
WHERE k.document = (SELECT id FROM document WHERE sha256 = $sha256) AND EXISTS (
  SELECT 1 FROM json_each(k.cells) c WHERE CAST(json_extract(c.value, '$[0]') AS INTEGER) = $statement
    AND CAST(json_extract(c.value, '$[1]') AS INTEGER) = $amount
)
ORDER BY k.status = 'fail' DESC, k.status = 'pass' DESC, k.idx`;

const CHECK = `
SELECT k.idx, k.rule, k.scope, k.place, k.lhs, k.rhs, k.difference, k.tolerance, k.status, k.blame, k.cells,
  k.left_cells AS leftCells, k.suspects
FROM identity_check k WHERE k.document = (SELECT id FROM document WHERE sha256 = $sha256) AND k.idx = $index`;

/** What the prose states on a page, as extracted: the sentences of which a finding may speak. */
const SENTENCES = `
SELECT json_extract(draft, '$.phrase') AS phrase, json_extract(draft, '$.box') AS box FROM claim_draft
WHERE document = (SELECT id FROM document WHERE sha256 = $sha256)
  AND CAST(json_extract(draft, '$.page') AS INTEGER) = $page
ORDER BY idx`;

/** A sentence against a statement, with the amount that it speaks of. */
const CLAIM = `
SELECT phrase, section, page, x0, y0, x1, y1, ref_statement AS refStatement, ref_amount AS refAmount FROM claim
WHERE document = (SELECT id FROM document WHERE sha256 = $sha256) AND idx = $index`;

/** The words of an amount's line and column as they were read, wherever a reviewer put it since. */
const ANCHOR = `
SELECT s.kind AS statement, l.side, l.code AS lineCode, l.name AS lineName, l.name_2 AS lineName2,
  a.read_measure AS measure, a.page, a.x0, a.y0, a.x1, a.y1, s.read_words AS tableWords, l.read_words AS lineWords
FROM amount a
JOIN statement s ON s.document = a.document AND s.idx = a.statement
JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.read_line
WHERE a.document = (SELECT id FROM document WHERE sha256 = $sha256) AND a.statement = $statement AND a.idx = $amount`;

const LINE = `
SELECT side, code AS lineCode, name AS lineName, name_2 AS lineName2, page, x0, y0, x1, y1, read_words AS lineWords
FROM line
WHERE document = (SELECT id FROM document WHERE sha256 = $sha256) AND statement = $statement AND idx = $line`;

/** The page on which a statement begins, and the box of its lines there. */
const TABLE = `
SELECT min(s.kind) AS kind, min(s.read_words) AS tableWords, l.page, min(l.x0) AS x0, min(l.y0) AS y0, max(l.x1) AS x1, max(l.y1) AS y1
FROM statement s JOIN line l ON l.document = s.document AND l.statement = s.idx
WHERE s.document = (SELECT id FROM document WHERE sha256 = $sha256) AND s.idx = $statement
GROUP BY l.page ORDER BY l.page LIMIT 1`;

/** What was read in a cell that gave no amount. */
const UNREAD = `
SELECT coalesce(json_extract(data, '$.text'), '') FROM note
WHERE document = (SELECT id FROM document WHERE sha256 = $sha256) AND code = 'unread-cell' AND page = $page
  AND x0 = $x0 AND y0 = $y0 AND x1 = $x1 AND y1 = $y1`;

interface Words extends Box {
  readonly side: Side | null;
  readonly lineCode: string | null;
  readonly lineName: string;
  readonly lineName2: string | null;
  readonly page: number;
  /** What was read, where a reviewer says otherwise. */
  readonly lineWords: string | null;
}

/** Decisions are anchored to what was read, whatever a reviewer made of it since. */
function place({ x0, y0, x1, y1, lineWords, side, lineCode, lineName, lineName2, page }: Words) {
  const read: { code?: string | null; name?: string } = lineWords === null ? {} : JSON.parse(lineWords);
  const { code = lineCode, name = lineName } = read;
  return { side, lineCode: code, lineName: name, lineName2, page, box: { x0, y0, x1, y1 } };
}

function kindAsRead(kind: string, tableWords: string | null): string {
  const read: { kind?: string } = tableWords === null ? {} : JSON.parse(tableWords);
  return read.kind ?? kind;
}

export interface ClaimRow {
  readonly phrase: string;
  readonly section: string;
  readonly page: number;
  readonly x0: number | null;
  readonly y0: number | null;
  readonly x1: number | null;
  readonly y1: number | null;
  readonly refStatement: number | null;
  readonly refAmount: number | null;
}

export interface SentenceRow {
  readonly phrase: string;
  /** JSON of its box; null when it has none. */
  readonly box: string | null;
}

/** Where decisions on a document are to hold. */
export function anchorReader(db: Database) {
  const anchor = db.prepare<object, Words & Pick<Anchor, 'statement' | 'measure'> & { tableWords: string | null }>(
    ANCHOR,
  );
  const line = db.prepare<object, Words>(LINE);
  const table = db.prepare<object, Box & { kind: string; page: number; tableWords: string | null }>(TABLE);
  const unread = db.prepare<object, string>(UNREAD).pluck();
  return {
    /** The characters read at a place without an amount; null when there is no such place. */
    unread: (sha256: string, page: number, box: Box) => unread.get({ sha256, page, ...box }) ?? null,
    amount: (sha256: string, ref: FactRef): Anchor | null => {
      const row = anchor.get({ sha256, ...ref });
      return row === undefined
        ? null
        : { ...place(row), statement: kindAsRead(row.statement, row.tableWords), measure: row.measure };
    },
    line: (sha256: string, statement: number, index: number) => {
      const row = line.get({ sha256, statement, line: index });
      return row === undefined ? null : place(row);
    },
    table: (sha256: string, statement: number): Anchor | null => {
      const row = table.get({ sha256, statement });
      if (row === undefined) return null;
      const { x0, y0, x1, y1, page } = row;
      const words = { side: null, lineCode: null, lineName: '', lineName2: null, measure: '' };
      return { statement: kindAsRead(row.kind, row.tableWords), ...words, page, box: { x0, y0, x1, y1 } };
    },
  };
}

/** The reading side of the review page: plain rows, no judgement. */
export function evidenceReader(db: Database) {
  const head = db.prepare<[string], DocumentHead>(HEAD);
  const cell = db.prepare<object, CellRow>(`${CELL} AND a.statement = $statement AND a.idx = $amount`);
  const cellsOf = db.prepare<object, CellRow>(`${CELL} AND a.statement = $statement ORDER BY a.line, a.idx`);
  const sameCode = db.prepare<object, CellRow>(
    `${CELL} AND s.ignored = 0 AND (l.standard_code = $code OR (l.standard_code IS NULL AND CAST($code AS TEXT) IS NULL AND l.name = $name))
     ORDER BY a.statement, a.line, a.idx LIMIT 60`,
  );
  const item = db.prepare<object, ItemRow>(`${ITEM} AND key = $key`);
  const itemOfCell = db.prepare<object, ItemRow>(
    `${ITEM} AND ref_statement = $statement AND ref_amount = $amount ORDER BY severity DESC LIMIT 1`,
  );
  const items = db.prepare<object, ItemRow>(`${ITEM} ORDER BY severity DESC, idx LIMIT 5000`);
  const group = db.prepare<object, ItemRow>(`${ITEM} AND grp = $group ORDER BY severity DESC, idx LIMIT 100`);
  const checks = db.prepare<object, CheckRow>(CHECKS);
  const check = db.prepare<object, CheckRow>(CHECK);
  const claim = db.prepare<object, ClaimRow>(CLAIM);
  const sentences = db.prepare<object, SentenceRow>(SENTENCES);
  const size = db.prepare<object, { width: number; height: number }>(
    'SELECT width, height FROM page WHERE document = (SELECT id FROM document WHERE sha256 = $sha256) AND number = $page',
  );
  const cellOf = (sha256: string, ref: FactRef) => cell.get({ sha256, ...ref }) ?? null;
  return {
    head: (sha256: string) => head.get(sha256) ?? null,
    cell: cellOf,
    cellsOf: (sha256: string, statement: number) => cellsOf.all({ sha256, statement }),
    sameCode: (sha256: string, of: CellRow) => sameCode.all({ sha256, code: of.standardCode, name: of.lineName }),
    item: (sha256: string, key: string) => item.get({ sha256, key }) ?? null,
    itemOfCell: (sha256: string, ref: FactRef) => itemOfCell.get({ sha256, ...ref }) ?? null,
    items: (sha256: string) => items.all({ sha256 }),
    group: (sha256: string, name: string) => group.all({ sha256, group: name }),
    checks: (sha256: string, ref: FactRef) => checks.all({ sha256, ...ref }),
    check: (sha256: string, index: number) => check.get({ sha256, index }) ?? null,
    claim: (sha256: string, index: number) => claim.get({ sha256, index }) ?? null,
    sentences: (sha256: string, page: number) => sentences.all({ sha256, page }),
    pageSize: (sha256: string, page: number) => size.get({ sha256, page }) ?? null,
  };
}

export type EvidenceReader = ReturnType<typeof evidenceReader>;
