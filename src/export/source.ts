import type { DocumentType } from '../model/document.ts';
import type { Proof } from '../model/fact.ts';
import type { StatementKind } from '../model/statement.ts';
import type { Database } from '../store/port.ts';
import { type Column, column } from './columns.ts';

/** The views that can be exported, in the order of a full export. */
export const EXPORT_TABLES = [
  'facts',
  'documents',
  'indicators',
  'projects',
  'claims',
  'checks',
  'catalog',
  'form_fields',
  'assets',
  'procurement',
  'staff',
  'institutions',
  'chapters',
  'coverage',
  'review_queue',
  'corrections',
  'findings',
] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** Which rows to export; an empty list means all. */
export interface Filters {
  /** Parts of the reporting department's name. */
  readonly departments: readonly string[];
  readonly years: readonly number[];
  readonly types: readonly DocumentType[];
  readonly statements: readonly StatementKind[];
  readonly proofs: readonly Proof[];
  /** Only the newest version of each report. */
  readonly current: boolean;
}

export const NO_FILTERS: Filters = {
  departments: [],
  years: [],
  types: [],
  statements: [],
  proofs: [],
  current: false,
};

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** The rows of one table, read as they are needed: a million of them never stand in memory together. */
export interface TableSource {
  readonly table: ExportTable;
  readonly columns: readonly Column[];
  rows(): Iterable<Row>;
}

/** Tables in which a row names the statement it speaks of; in `checks` several, joined by commas. */
const BY_STATEMENT: readonly ExportTable[] = ['facts', 'claims', 'checks', 'review_queue', 'corrections', 'findings'];
const BY_PROOF: readonly ExportTable[] = ['facts'];

/** Orders a document's rows as printed; the other tables are numbered in the order of the page already. */
const ORDER: Partial<Readonly<Record<ExportTable, string>>> = {
  facts: 'statement_index, amount_index',
  checks: 'check_index',
  corrections: 'id',
  findings: 'state, origin, finding_index',
};

/** The tables among `tables` that cannot be filtered by what `filters` asks for: they have no such column. */
export function unfiltered(tables: readonly ExportTable[], filters: Filters): ExportTable[] {
  return tables.filter(
    (table) =>
      (filters.statements.length > 0 && !BY_STATEMENT.includes(table)) ||
      (filters.proofs.length > 0 && !BY_PROOF.includes(table)),
  );
}

/** One table of the database, filtered. Every row also says which report it comes from. */
export function openTable(db: Database, table: ExportTable, filters: Filters): TableSource {
  const own = db.columnsOf(table).map(({ name }) => column(table, name));
  const added = table === 'facts' || table === 'documents' ? [] : REPORT_COLUMNS.map((name) => column(table, name));
  return { table, columns: [...own, ...added], rows: () => rowsOf(db, table, filters, added.length > 0) };
}

/** What tables other than facts lack of their report. A project has a `department` of its own. */
const REPORT_COLUMNS = ['document_type', 'fiscal_year', 'report_department'];

interface Report {
  readonly sha256: string;
  readonly document_type: string | null;
  readonly fiscal_year: number | null;
  readonly report_department: string | null;
}

function* rowsOf(db: Database, table: ExportTable, filters: Filters, extend: boolean): Iterable<Row> {
  const { condition, values } = rowCondition(table, filters);
  const order = ORDER[table];
  // One report after the other: SQLite then walks an index and never sorts a whole table.
  const rows = db.prepare<Value[], Row>(
    `SELECT * FROM ${table} WHERE sha256 = ?${condition}${order === undefined ? '' : ` ORDER BY ${order}`}`,
  );
  for (const report of reports(db, filters)) {
    for (const row of rows.iterate(report.sha256, ...values)) {
      yield extend
        ? {
            ...row,
            document_type: report.document_type,
            fiscal_year: report.fiscal_year,
            report_department: report.report_department,
          }
        : row;
    }
  }
  if (table === 'corrections' && wantsEveryReport(filters)) yield* orphans(db, condition, values);
}

/** Corrections outlive the document they were made for. */
function* orphans(db: Database, condition: string, values: readonly Value[]): Iterable<Row> {
  const rows = db.prepare<Value[], Row>(
    `SELECT *, NULL AS document_type, NULL AS fiscal_year, NULL AS report_department FROM corrections
     WHERE sha256 NOT IN (SELECT sha256 FROM documents)${condition} ORDER BY id`,
  );
  yield* rows.iterate(...values);
}

function wantsEveryReport({ departments, years, types, current }: Filters): boolean {
  return departments.length + years.length + types.length === 0 && !current;
}

/** The reports that pass the filters, by department, year and type. */
export function reports(db: Database, filters: Filters): Report[] {
  const { departments, years, types, current } = filters;
  const conditions = [
    anyOf(departments, 'instr(department, ?) > 0'),
    anyOf(years, 'fiscal_year = ?'),
    anyOf(types, 'document_type = ?'),
    current ? 'current = 1' : '',
  ].filter((part) => part !== '');
  return db
    .prepare<Value[], Report>(
      `SELECT sha256, document_type, fiscal_year, department AS report_department FROM documents
       ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
       ORDER BY department, fiscal_year, document_type, file, sha256`,
    )
    .all(...departments, ...years, ...types);
}

function rowCondition(table: ExportTable, filters: Filters): { condition: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  if (filters.statements.length > 0 && BY_STATEMENT.includes(table)) {
    parts.push(anyOf(filters.statements, `instr(',' || statement || ',', ',' || ? || ',') > 0`));
    values.push(...filters.statements);
  }
  if (filters.proofs.length > 0 && BY_PROOF.includes(table)) {
    parts.push(anyOf(filters.proofs, 'proof = ?'));
    values.push(...filters.proofs);
  }
  return { condition: parts.map((part) => ` AND ${part}`).join(''), values };
}

function anyOf(values: readonly unknown[], condition: string): string {
  return values.length === 0 ? '' : `(${values.map(() => condition).join(' OR ')})`;
}
