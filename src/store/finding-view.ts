/** Identities of percentages that the prose states. */
const RATIOS = "('prose-share', 'prose-change-rate', 'prose-completion')";
/** Differences in 元 from which a finding is of the first and of the second grade. */
const GREAT = 100_000;
const MIDDLING = 10_000;

/** Decimal text as a number, to compare sizes only. */
const size = (text: string) => `abs(CAST(${text} AS DOUBLE PRECISION))`;

function grade(difference: string): string {
  return `CASE WHEN ${size(difference)} >= ${GREAT} THEN 3 WHEN ${size(difference)} >= ${MIDDLING} THEN 2 ELSE 1 END`;
}

/** A wrong unit makes every amount of a table wrong; a percentage is off by points; words are off by no amount. */
const CHECK_GRADE = `CASE WHEN k.rule = 'unit-line' THEN 3
    WHEN k.rule IN ${RATIOS} THEN CASE WHEN ${size('k.difference')} >= 1 THEN 2 ELSE 1 END
    WHEN k.rule LIKE 'prose-%' THEN 1
    ELSE ${grade('k.difference')} END`;

const CHECK_KIND = `CASE WHEN k.rule = 'unit-line' THEN 'unit' WHEN k.rule = 'project-form' THEN 'form'
    WHEN k.rule IN ${RATIOS} THEN 'ratio' WHEN k.rule LIKE 'prose-%' THEN 'wording'
    WHEN k.statement LIKE '%,%' THEN 'across' ELSE 'within' END`;

/** What a check says: the same over re-runs as long as it says the same of the same bytes. */
const CHECK_KEY =
  "'check|' || k.rule || '|' || k.statement || '|' || coalesce(k.place, k.scope) || '|' || k.lhs || '|' || k.rhs";
const CLAIM_KEY = `'claim|' || c.page || '|' || c.phrase || '|' || c.amount || '|' || coalesce(c.statement, '') || '|'
    || coalesce(c.line_name, '') || '|' || coalesce(c.measure, '')`;

/** The department is that of the unit whose table it is about, as in `facts`. */
const DOCUMENT = 'd.file, COALESCE(own.department, d.department) AS department, d.fiscal_year, d.document_type';

/** The statement of the first amount that a check compares. */
export const CHECKED = `LEFT JOIN statement own ON own.document = k.document
  AND own.idx = CAST(json_extract(json_extract(k.cells, '$[0]'), '$[0]') AS INTEGER)`;

/** The mark in force, and what names the finding; in every part, so that what is asked for is looked up in each. */
function marked(origin: 'check' | 'claim', row: string, place: string, key: string) {
  return {
    columns: `coalesce(m.mark, 'none') AS mark, m.note AS mark_note, m.reviewer AS marked_by, m.marked_at, d.sha256,
  '${origin}' AS origin, ${row}.idx AS finding_index, ${place} AS place, ${key} AS finding`,
    join: `LEFT JOIN finding_mark m ON m.sha256 = d.sha256 AND m.finding = ${key} AND m.number = (
  SELECT max(n.number) FROM finding_mark n WHERE n.sha256 = d.sha256 AND n.finding = ${key}
)`,
  };
}

function checks(state: string, condition: string): string {
  const { columns, join } = marked('check', 'k', 'k.place', CHECK_KEY);
  return `
SELECT ${DOCUMENT}, '${state}' AS state, ${CHECK_KIND} AS kind, ${CHECK_GRADE} AS grade, k.blame, k.rule, k.statement,
  k.page, k.scope AS said, NULL AS line_name, NULL AS measure, k.lhs, k.rhs, k.difference, k.tolerance,
  ${columns}
FROM identity_check k
JOIN document d ON d.id = k.document
${CHECKED}
${join}
WHERE ${condition}`;
}

/** A sentence against the amount that it speaks of; without one the statement prints nothing there. */
function claims(state: string, condition: string): string {
  const { columns, join } = marked('claim', 'c', 'NULL', CLAIM_KEY);
  return `
SELECT ${DOCUMENT}, '${state}' AS state, 'amount' AS kind,
  CASE WHEN a.amount IS NULL THEN ${grade('c.amount')}
    WHEN ${size('c.amount')} > ${size('a.amount')} + ${GREAT} OR ${size('a.amount')} > ${size('c.amount')} + ${GREAT} THEN 3
    WHEN ${size('c.amount')} > ${size('a.amount')} + ${MIDDLING} OR ${size('a.amount')} > ${size('c.amount')} + ${MIDDLING}
    THEN 2 ELSE 1 END AS grade,
  NULL AS blame, 'claim' AS rule, CAST(coalesce(c.statement, '') AS TEXT) AS statement, c.page, c.phrase AS said, c.line_name, c.measure,
  c.amount AS lhs, a.amount AS rhs, NULL AS difference, c.tolerance,
  ${columns}
FROM claim c
JOIN document d ON d.id = c.document
LEFT JOIN amount a ON a.document = c.document AND a.statement = c.ref_statement AND a.idx = c.ref_amount
LEFT JOIN statement own ON own.document = c.document AND own.idx = c.ref_statement
${join}
WHERE ${condition}`;
}

/**
 * Findings (勾稽问题) in three states that are never mixed: `fails`, what does not hold; `unjudged`, what cannot be judged;
 * `rounding`, what holds but for what rounding left. Each with the mark that people last gave it. `grade` 3, 2, 1 by how
 * far off it is. In words that any engine understands.
 */
export const FINDINGS = `
CREATE VIEW findings AS${[
  checks('fails', "k.status = 'fail'"),
  claims('fails', "c.status = 'disagrees'"),
  checks('unjudged', "k.status = 'not_applicable'"),
  claims('unjudged', "c.status = 'unlinked' AND c.ref_statement IS NOT NULL"),
  checks(
    'rounding',
    `k.status = 'pass' AND k.lhs <> k.rhs AND k.difference <> '0.00' AND ${size('k.difference')} <= ${size('k.tolerance')}`,
  ),
].join('\nUNION ALL')}`;
