import type { Migration } from './migration.ts';

/** What a report says beside its statements: labelled fields of forms, assets, procurement, staff, offices, chapters. */
export const report: Migration = {
  number: 2,
  name: 'report',
  sql: `
CREATE TABLE form_field (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  project TEXT,
  field TEXT,
  label TEXT NOT NULL,
  value TEXT NOT NULL,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

-- quantity: exact decimal text; planned: to be bought, not held.
CREATE TABLE asset (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'building', 'equipment', 'value')),
  item TEXT NOT NULL,
  quantity TEXT NOT NULL,
  unit TEXT NOT NULL,
  as_of TEXT,
  planned INTEGER NOT NULL,
  phrase TEXT NOT NULL,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE procurement_amount (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  kind TEXT NOT NULL,
  amount TEXT NOT NULL,
  raw TEXT NOT NULL,
  unit TEXT NOT NULL,
  phrase TEXT NOT NULL,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_count (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  organisation TEXT,
  kind TEXT,
  item TEXT NOT NULL,
  count INTEGER NOT NULL,
  unit TEXT NOT NULL,
  phrase TEXT NOT NULL,
  confidence REAL NOT NULL,
  needs_review INTEGER NOT NULL,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE institution (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('subordinate', 'internal')),
  name TEXT NOT NULL,
  remark TEXT,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE chapter (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  level INTEGER NOT NULL,
  ordinal TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT,
  text TEXT NOT NULL,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  PRIMARY KEY (document, idx)
) STRICT, WITHOUT ROWID;
`,
};
