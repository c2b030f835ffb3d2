import { CHECKED, FINDINGS } from './finding-view.ts';
import { REPORT_VIEWS } from './report-views.ts';

/**
 * The contract views (docs/contract.md), in words that SQLite 3.31 and later and
 * PostgreSQL understand, made anew after every migration. Columns of the contract come first and in
 * its order; what a view gained stands behind them.
 */

const FACTS = `
CREATE VIEW facts AS
SELECT
  d.file, d.sha256, d.document_type, d.fiscal_year, COALESCE(s.department, d.department) AS department,
  s.kind AS statement, l.side, a.page, l.row, l.code AS line_code, l.name AS line_name,
  l.standard_code, l.scheme AS code_scheme, a.measure, a.amount, a.raw, a.unit,
  a.source, a.confidence, a.proof, a.needs_review, a.flags, a.x0, a.y0, a.x1, a.y1,
  l.name_2 AS line_name_2, l.standard_code_2, l.role AS line_role,
  a.statement AS statement_index, a.idx AS amount_index, a.read_amount,
  a.placement, s.title AS statement_title, l.name_3 AS line_name_3, l.standard_code_3, d.current
FROM amount a
JOIN document d ON d.id = a.document
JOIN statement s ON s.document = a.document AND s.idx = a.statement
JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line
WHERE s.ignored = 0`;

// Which version of a report (same department, year and type) is current is decided when it is written: versions.ts.
const DOCUMENTS = `
CREATE VIEW documents AS
SELECT
  d.file, d.sha256, d.document_type, d.fiscal_year, d.department, d.pages, d.status, d.imported_at, d.pipeline_version,
  d.reason, d.pipeline, d.statements, d.facts, d.proven, d.to_review, d.checks_failed, d.bytes,
  d.current,
  (SELECT '[' || coalesce(group_concat(json_quote(listed.file), ','), '') || ']' FROM (
    SELECT file FROM document_name WHERE sha256 = d.sha256 AND file <> d.file ORDER BY file
  ) listed) AS other_files,
  (SELECT count(*) FROM review_item r WHERE r.document = d.id) AS open,
  d.checks_failed + (SELECT count(*) FROM claim c WHERE c.document = d.id AND c.status = 'disagrees') AS findings,
  d.current_by, d.issued, d.revised, d.made, d.added_at
FROM document d`;

const INDICATORS = `
CREATE VIEW indicators AS
SELECT
  d.file, i.page, i.project, i.scope, i.level1, i.level2, i.level3, i.operator, i.value, i.unit, i.raw, i.confidence,
  i.needs_review, i.flags, i.standard1, i.standard2, i.level3_full,
  d.sha256, i.x0, i.y0, i.x1, i.y1, d.current
FROM indicator i JOIN document d ON d.id = i.document`;

const PROJECTS = `
CREATE VIEW projects AS
SELECT
  d.file, 0 + CAST(json_extract(p.pages, '$[0]') AS INTEGER) AS page, p.name, p.department_code, p.unit, p.nature,
  CASE WHEN p.duration_years = CAST(p.duration_years AS INTEGER) THEN CAST(p.duration_years AS INTEGER)
    ELSE p.duration_years END AS duration_years,
  p.total_funds, p.annual_funds,
  p.total_central, p.total_provincial, p.total_local, p.total_self_raised, p.total_other,
  p.annual_central, p.annual_provincial, p.annual_local, p.annual_self_raised, p.annual_other,
  d.sha256, p.department, p.confidence, p.needs_review, p.flags, p.x0, p.y0, p.x1, p.y1, d.current
FROM project p JOIN document d ON d.id = p.document`;

const CLAIMS = `
CREATE VIEW claims AS
SELECT
  d.file, c.page, c.section, c.phrase, c.amount, c.statement, c.line_name, c.measure, c.status,
  d.sha256, c.tolerance, c.x0, c.y0, c.x1, c.y1, c.ref_statement AS statement_index, c.ref_amount AS amount_index, d.current
FROM claim c JOIN document d ON d.id = c.document`;

/** A JSON object of expressions, spelt with the one function that both engines have. */
function json(fields: Readonly<Record<string, string | readonly string[] | null>>): string {
  const value = (of: string | readonly string[] | null): string => {
    if (of === null) return 'null';
    if (typeof of === 'string') return `' || json_quote(${of}) || '`;
    // Coordinates: each SQLite writes REAL with another number of digits.
    return `[${of.map((each) => `' || printf('%.2f', ${each}) || '`).join(',')}]`;
  };
  const members = Object.entries(fields).map(([name, of]) => `"${name}":${value(of)}`);
  return `'{${members.join(',')}}'`;
}

/** The amounts that a list of references names, spelt out for people and programs that know no indexes. */
function cells(list: 'cells' | 'suspects'): string {
  return `(
    SELECT '[' || coalesce(group_concat(listed.cell, ','), '') || ']' FROM (
      SELECT ${json({
        side: list === 'suspects' ? null : "CASE WHEN cell.key < k.left_cells THEN 'left' ELSE 'right' END",
        ...{ statement: 's.kind', page: 'a.page', row: 'l.row', line_code: 'l.code', line_name: 'l.name' },
        ...{ measure: 'a.measure', amount: 'a.amount', box: ['a.x0', 'a.y0', 'a.x1', 'a.y1'] },
      })} AS cell
      FROM json_each(k.${list}) cell
      -- CROSS keeps this order: SQLite would rather read all amounts of the document for each cell.
      CROSS JOIN amount a ON a.document = k.document
        AND a.statement = CAST(json_extract(cell.value, '$[0]') AS INTEGER)
        AND a.idx = CAST(json_extract(cell.value, '$[1]') AS INTEGER)
      CROSS JOIN statement s ON s.document = a.document AND s.idx = a.statement
      CROSS JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line
      ORDER BY cell.key
    ) listed
  )`;
}

const CHECKS = `
CREATE VIEW checks AS
SELECT
  d.file, k.rule, k.statement, k.scope, k.lhs, k.rhs, k.difference, k.tolerance, k.status, k.blame,
  ${cells('cells')} AS cells,
  d.sha256, ${cells('suspects')} AS suspects, k.idx AS check_index, k.page, k.place, d.current,
  COALESCE(own.department, d.department) AS reporting_unit
FROM identity_check k JOIN document d ON d.id = k.document
${CHECKED}`;

const CATALOG = `
CREATE VIEW catalog AS
SELECT
  d.file, c.page, c.agency, c.code, c.level1, c.level2, c.level3, c.level4,
  d.sha256, c.confidence, c.needs_review, c.flags, c.x0, c.y0, c.x1, c.y1, d.current
FROM catalog_row c JOIN document d ON d.id = c.document`;

const REVIEW_QUEUE = `
CREATE VIEW review_queue AS
SELECT
  d.file, r.page, r.statement, l.code AS line_code, l.name AS line_name, a.measure, a.amount, a.raw,
  r.reason, r.severity, r.detail, r.x0, r.y0, r.x1, r.y1,
  d.sha256, r.origin, r.ref_statement AS statement_index, r.ref_amount AS amount_index, r.idx AS item, r.data, d.current
FROM review_item r
JOIN document d ON d.id = r.document
LEFT JOIN amount a ON a.document = r.document AND a.statement = r.ref_statement AND a.idx = r.ref_amount
LEFT JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line
ORDER BY r.severity DESC, r.document, r.idx`;

const CORRECTIONS = `
CREATE VIEW corrections AS
SELECT
  coalesce(d.file, (SELECT min(n.file) FROM document_name n WHERE n.sha256 = c.sha256)) AS file, c.sha256,
  c.statement, c.side, c.line_code, c.line_name, c.measure, c.page, c.x0, c.y0, c.x1, c.y1,
  c.old_value, c.new_value, c.reviewer, c.created_at AS corrected_at, c.reason,
  (SELECT e.status FROM correction_event e WHERE e.correction = c.id ORDER BY e.id DESC LIMIT 1) AS status,
  c.id, c.line_name_2, c.kind, c.target
FROM correction c LEFT JOIN document d ON d.sha256 = c.sha256`;

/**
 * The order of the rows of one document where a query asks for none. SQLite keeps rows in it; PostgreSQL keeps none of its
 * own, so its views say it.
 */
export const VIEW_ORDER: Readonly<Record<string, string>> = {
  ...{ indicators: 'i.document, i.idx', projects: 'p.document, p.idx', claims: 'c.document, c.idx' },
  ...{ catalog: 'c.document, c.idx', corrections: 'c.id', coverage: 't.document, t.page' },
  ...{ form_fields: 't.document, t.idx', assets: 't.document, t.idx', procurement: 't.document, t.idx' },
  ...{ staff: 't.document, t.idx', institutions: 't.document, t.idx', chapters: 't.document, t.idx' },
};

/** The schema (its number) since which there is every column that a view reads. */
export const VIEW_SINCE: Readonly<Record<string, number>> = { facts: 16, checks: 16, findings: 16 };

/** Name → DDL, in the order of the contract. */
export const VIEWS: Readonly<Record<string, string>> = {
  facts: FACTS,
  documents: DOCUMENTS,
  indicators: INDICATORS,
  projects: PROJECTS,
  claims: CLAIMS,
  checks: CHECKS,
  catalog: CATALOG,
  review_queue: REVIEW_QUEUE,
  corrections: CORRECTIONS,
  findings: FINDINGS,
  ...REPORT_VIEWS,
};
