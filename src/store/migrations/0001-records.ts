import type { Migration } from './migration.ts';

/**
 * The first schema. Ids of documents come from their bytes and everything below a document is numbered within it,
 * so that the same bytes give the same rows whatever was imported before or beside them. Amounts are exact decimal
 * text in 元. Rows keep the reading and the verdict side by side: a later run can start from the readings.
 */
export const records: Migration = {
  number: 1,
  name: 'records',
  sql: `
CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  document_type TEXT CHECK (document_type IN ('budget', 'final')),
  fiscal_year INTEGER,
  department TEXT,
  pages INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done', 'done_with_warnings', 'unrecognised', 'template', 'failed')),
  reason TEXT,
  pipeline TEXT,
  pipeline_version TEXT NOT NULL,
  stage_versions TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  statements INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  proven INTEGER NOT NULL,
  to_review INTEGER NOT NULL,
  checks_failed INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_file ON document (file);
CREATE INDEX document_by_report ON document (department, fiscal_year, document_type);

-- Every base name under which the same bytes were met; paths stay in seen_path and nowhere else.
CREATE TABLE document_name (
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  PRIMARY KEY (sha256, file)
) STRICT, WITHOUT ROWID;
CREATE TABLE seen_path (
  path TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_path_by_sha256 ON seen_path (sha256);

CREATE TABLE page (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source_table INTEGER NOT NULL,
  title TEXT NOT NULL,
  unit TEXT NOT NULL,
  unit_printed INTEGER NOT NULL,
  pages TEXT NOT NULL,
  columns TEXT NOT NULL,
  remarks TEXT NOT NULL,
  ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored IN (0, 1)),
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE line (
  document INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  row INTEGER NOT NULL,
  side TEXT,
  role TEXT NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  name_2 TEXT,
  raw_name TEXT NOT NULL,
  standard_code TEXT,
  standard_code_2 TEXT,
  scheme TEXT,
  parent INTEGER,
  page INTEGER NOT NULL,
  source TEXT NOT NULL,
  confidence REAL NOT NULL,
  flags TEXT NOT NULL,
  x0 REAL NOT NULL,
  y0 REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  PRIMARY KEY (document, statement, idx),
  FOREIGN KEY (document, statement) REFERENCES statement (document, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- read_*: as read; amount, source, confidence, proof, needs_review, flags: what reconciliation says of it; line and
-- measure: where a reviewer moved it.
CREATE TABLE amount (
  document INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  line INTEGER NOT NULL,
  measure TEXT NOT NULL,
  amount TEXT NOT NULL,
  raw TEXT NOT NULL,
  unit TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  page INTEGER NOT NULL,
  source TEXT NOT NULL,
  confidence REAL NOT NULL,
  proof TEXT NOT NULL CHECK (proof IN ('proven', 'consistent', 'unproven', 'contradicted')),
  needs_review INTEGER NOT NULL CHECK (needs_review IN (0, 1)),
  flags TEXT NOT NULL,
  verdict_flags TEXT,
  x0 REAL NOT NULL,
  y0 REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  read_line INTEGER NOT NULL,
  read_measure TEXT NOT NULL,
  read_amount TEXT NOT NULL,
  read_source TEXT NOT NULL,
  read_confidence REAL NOT NULL,
  read_flags TEXT NOT NULL,
  others TEXT NOT NULL,
  PRIMARY KEY (document, statement, idx),
  FOREIGN KEY (document, statement, line) REFERENCES line (document, statement, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  project TEXT,
  scope TEXT NOT NULL,
  level1 TEXT,
  level2 TEXT,
  level3 TEXT NOT NULL,
  standard1 TEXT,
  standard2 TEXT,
  level3_full TEXT,
  operator TEXT,
  value TEXT NOT NULL,
  unit TEXT,
  raw TEXT NOT NULL,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  flags TEXT NOT NULL,
  x0 REAL NOT NULL,
  y0 REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  pages TEXT NOT NULL,
  name TEXT NOT NULL,
  department_code TEXT,
  department TEXT,
  unit TEXT,
  nature TEXT,
  duration_years REAL,
  funds_unit TEXT NOT NULL,
  total_funds TEXT,
  total_central TEXT,
  total_provincial TEXT,
  total_local TEXT,
  total_self_raised TEXT,
  total_other TEXT,
  annual_funds TEXT,
  annual_central TEXT,
  annual_provincial TEXT,
  annual_local TEXT,
  annual_self_raised TEXT,
  annual_other TEXT,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  flags TEXT NOT NULL,
  x0 REAL,
  y0 REAL,
  x1 REAL,
  y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalog_row (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  agency TEXT NOT NULL,
  code TEXT NOT NULL,
  level1 TEXT,
  level2 TEXT,
  level3 TEXT,
  level4 TEXT,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  flags TEXT NOT NULL,
  x0 REAL NOT NULL,
  y0 REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

-- ref_statement, ref_amount here and below: statement.idx and amount.idx of the fact spoken of.
CREATE TABLE claim (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  section TEXT NOT NULL,
  phrase TEXT NOT NULL,
  amount TEXT NOT NULL,
  tolerance TEXT NOT NULL,
  statement TEXT,
  line_name TEXT,
  measure TEXT,
  ref_statement INTEGER,
  ref_amount INTEGER,
  status TEXT NOT NULL,
  x0 REAL,
  y0 REAL,
  x1 REAL,
  y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

-- cells, suspects: JSON [[ref_statement, ref_amount], …]; the view spells them out. left_cells: how many of the
-- cells make up the left side.
CREATE TABLE identity_check (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  rule TEXT NOT NULL,
  statement TEXT NOT NULL,
  scope TEXT NOT NULL,
  lhs TEXT NOT NULL,
  rhs TEXT NOT NULL,
  difference TEXT NOT NULL,
  tolerance TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pass', 'fail', 'not_applicable')),
  blame TEXT,
  cells TEXT NOT NULL,
  left_cells INTEGER NOT NULL,
  suspects TEXT NOT NULL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

-- What the prose states, before it is linked: a document can be reconciled again without reading it again.
CREATE TABLE claim_draft (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  draft TEXT NOT NULL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

-- origin: 'reconcile' (its own list), 'note' (a stage's note), 'fact' (needs_review without an item of its own).
-- key: the same entry in another run; grp: entries that one decision may settle, group_severity the worst of them.
CREATE TABLE review_item (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  origin TEXT NOT NULL,
  statement TEXT,
  ref_statement INTEGER,
  ref_amount INTEGER,
  page INTEGER,
  reason TEXT NOT NULL,
  severity REAL NOT NULL,
  detail TEXT NOT NULL,
  key TEXT NOT NULL,
  grp TEXT NOT NULL,
  group_severity REAL NOT NULL,
  x0 REAL,
  y0 REAL,
  x1 REAL,
  y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_item_worst ON review_item (severity DESC, document, idx);
CREATE INDEX review_item_grouped ON review_item (group_severity DESC, document, grp, severity DESC, idx, statement, reason);
CREATE UNIQUE INDEX review_item_by_key ON review_item (document, key);
CREATE INDEX review_item_counted ON review_item (reason, statement, document);

CREATE TABLE note (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  page INTEGER,
  statement TEXT,
  data TEXT NOT NULL,
  x0 REAL,
  y0 REAL,
  x1 REAL,
  y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

-- Append-only: what a reviewer decided is anchored to the bytes, never to rows that a re-run rewrites. Values are NULL
-- where no single amount is decided; target: JSON, what a cell was moved to or which entry was settled.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'value'
    CHECK (kind IN ('value', 'accept', 'publisher', 'line', 'measure', 'ignore', 'seen')),
  statement TEXT NOT NULL,
  side TEXT,
  line_code TEXT,
  line_name TEXT NOT NULL,
  line_name_2 TEXT,
  measure TEXT NOT NULL,
  page INTEGER NOT NULL,
  x0 REAL NOT NULL,
  y0 REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  old_value TEXT,
  new_value TEXT,
  target TEXT,
  reviewer TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX correction_by_document ON correction (sha256);
CREATE TABLE correction_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  correction INTEGER NOT NULL REFERENCES correction (id),
  status TEXT NOT NULL CHECK (status IN ('applied', 'confirmed', 'orphaned', 'undone')),
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX correction_event_by_correction ON correction_event (correction, id);
CREATE TRIGGER correction_keep BEFORE UPDATE ON correction BEGIN SELECT RAISE (ABORT, 'corrections are append-only'); END;
CREATE TRIGGER correction_stay BEFORE DELETE ON correction BEGIN SELECT RAISE (ABORT, 'corrections are append-only'); END;
CREATE TRIGGER correction_event_keep BEFORE UPDATE ON correction_event
BEGIN SELECT RAISE (ABORT, 'corrections are append-only'); END;
CREATE TRIGGER correction_event_stay BEFORE DELETE ON correction_event
BEGIN SELECT RAISE (ABORT, 'corrections are append-only'); END;
`,
};
