import type { DocumentType } from '../../model/document.ts';
import { type Fen, toFen } from '../../model/money.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Database } from '../../store/port.ts';
import { type Filters, NO_FILTERS } from '../source.ts';

/** A report that is compared: one column. */
export interface ComparedReport {
  readonly sha256: string;
  readonly file: string;
  readonly department: string;
  readonly year: number;
  readonly type: DocumentType;
}

/** What one report says of a line: only facts that may be relied on count; the others are left out, and counted. */
export interface ComparedCell {
  readonly fen: Fen;
  readonly used: number;
  readonly leftOut: number;
  readonly leftOutFen: Fen;
}

export interface ComparedRow {
  readonly code: string | null;
  readonly name: string;
  /** One per report; null where the report prints no such line. */
  readonly cells: readonly (ComparedCell | null)[];
}

export interface Comparison {
  readonly statement: StatementKind;
  readonly measure: string;
  readonly reports: readonly ComparedReport[];
  readonly rows: readonly ComparedRow[];
  /** Sums over the rows, per report; null where rows contain each other and must not be added. */
  readonly sums: readonly ComparedCell[] | null;
  /** The total that each report prints, null where it prints none. */
  readonly printed: readonly (Fen | null)[];
}

export interface CompareOptions {
  readonly filters: Filters;
  readonly statement: StatementKind;
  readonly measure: string;
  /** 1 类, 2 款, 3 项 of a functional classification; 1 类, 2 款 of an economic one. */
  readonly level: number;
  /** Count every fact, proven or not. */
  readonly all: boolean;
}

interface Fact {
  readonly sha256: string;
  readonly department: string | null;
  readonly code: string | null;
  readonly scheme: string | null;
  readonly name: string;
  readonly role: string;
  readonly side: string | null;
  readonly amount: string;
  readonly usable: 0 | 1;
}

/** Proven by an identity, or looked at by a person. */
const USABLE = `(proof = 'proven' OR source = 'correction' OR EXISTS (
  SELECT 1 FROM json_each(facts.flags) WHERE value IN ('corrected', 'accepted', 'publisher-error', 'moved')))`;

/** Compares the newest version of every report that passes the filters. */
export function compare(db: Database, options: CompareOptions): Comparison {
  const { statement, measure, all } = options;
  const reports = comparedReports(db, options.filters);
  const own = new Map(reports.map(({ sha256, department }) => [sha256, department]));
  const facts = db
    .prepare<[string, string, string], Fact>(
      `SELECT sha256, department, standard_code AS code, code_scheme AS scheme, line_name AS name, line_role AS role, side, amount,
         ${USABLE} AS usable
       FROM facts WHERE statement = ? AND measure = ? AND sha256 IN (SELECT value FROM json_each(?))
       ORDER BY sha256, statement_index, amount_index`,
    )
    .all(statement, measure, JSON.stringify(reports.map(({ sha256 }) => sha256)))
    // the tables of a department's units say again what its own do
    .filter(({ sha256, department }) => department === own.get(sha256))
    // A balance prints where money comes from beside where it goes: here it is about where it goes.
    .filter(({ side }) => side !== 'revenue');
  const coded = facts.some(({ code }) => code !== null);
  const wanted = facts.filter((fact) => (coded ? ofLevel(fact, options.level) : fact.role !== 'grand_total'));
  const rows = rowsOf(wanted, reports, all);
  return {
    statement,
    measure,
    reports,
    rows,
    sums: coded ? reports.map((_, column) => add(rows.map(({ cells }) => cells[column] ?? null))) : null,
    printed: reports.map(({ sha256 }) => printedTotal(facts, sha256, all)),
  };
}

function comparedReports(db: Database, filters: Filters): ComparedReport[] {
  const { departments, years, types } = { ...NO_FILTERS, ...filters };
  return db
    .prepare<[], { sha256: string; file: string; department: string; year: number; type: DocumentType }>(
      `SELECT sha256, file, department, fiscal_year AS year, document_type AS type FROM documents
       WHERE current = 1 AND facts > 0 AND department IS NOT NULL AND fiscal_year IS NOT NULL
       ORDER BY department, fiscal_year, document_type, file`,
    )
    .all()
    .filter(
      ({ department, year, type }) =>
        (departments.length === 0 || departments.some((part) => department.includes(part))) &&
        (years.length === 0 || years.includes(year)) &&
        (types.length === 0 || types.includes(type)),
    );
}

/** Code lengths: 3, 5, 7 digits for functional codes, 3 and 5 for economic ones. */
function ofLevel({ code, role }: Fact, level: number): boolean {
  return role === 'subject' && code !== null && code.length === 1 + 2 * level;
}

function rowsOf(facts: readonly Fact[], reports: readonly ComparedReport[], all: boolean): ComparedRow[] {
  const byKey = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = fact.code ?? fact.name;
    byKey.set(key, [...(byKey.get(key) ?? []), fact]);
  }
  const rows = [...byKey.values()].map((same): ComparedRow => {
    const [first] = same;
    const cells = reports.map(({ sha256 }) =>
      cellOf(
        same.filter((fact) => fact.sha256 === sha256),
        all,
      ),
    );
    return { code: first?.code ?? null, name: first?.name ?? '', cells };
  });
  return rows.sort((a, b) => (a.code !== null && b.code !== null ? (a.code < b.code ? -1 : 1) : 0));
}

function cellOf(facts: readonly Fact[], all: boolean): ComparedCell | null {
  if (facts.length === 0) return null;
  let cell: ComparedCell = { fen: 0n, used: 0, leftOut: 0, leftOutFen: 0n };
  for (const fact of facts) {
    const fen = toFen(fact.amount, '元') ?? 0n;
    cell =
      all || fact.usable === 1
        ? { ...cell, fen: cell.fen + fen, used: cell.used + 1 }
        : { ...cell, leftOut: cell.leftOut + 1, leftOutFen: cell.leftOutFen + fen };
  }
  return cell;
}

function add(cells: readonly (ComparedCell | null)[]): ComparedCell {
  const sum = { fen: 0n, used: 0, leftOut: 0, leftOutFen: 0n };
  for (const cell of cells) {
    if (cell === null) continue;
    sum.fen += cell.fen;
    sum.used += cell.used;
    sum.leftOut += cell.leftOut;
    sum.leftOutFen += cell.leftOutFen;
  }
  return sum;
}

function printedTotal(facts: readonly Fact[], sha256: string, all: boolean): Fen | null {
  const total = facts.find((fact) => fact.sha256 === sha256 && fact.role === 'grand_total');
  return total === undefined || !(all || total.usable === 1) ? null : toFen(total.amount, '元');
}

/** How an amount became another one. `omitted`: one of them was left out, so nothing can be said. */
export type Change =
  | { readonly kind: 'new' | 'gone' | 'absent' | 'omitted' }
  | { readonly kind: 'changed'; readonly fen: Fen; readonly percent: string | null };

export function changeOf(before: ComparedCell | null, after: ComparedCell | null): Change {
  if (before === null && after === null) return { kind: 'absent' };
  if (before === null) return { kind: 'new' };
  if (after === null) return { kind: 'gone' };
  if (before.leftOut + after.leftOut > 0) return { kind: 'omitted' };
  return { kind: 'changed', fen: after.fen - before.fen, percent: percentOf(after.fen - before.fen, before.fen) };
}

/** `part` of `whole` as a percentage with one decimal; null where there is no whole. */
export function percentOf(part: Fen, whole: Fen): string | null {
  if (whole === 0n) return null;
  const base = whole < 0n ? -whole : whole;
  const size = part < 0n ? -part : part;
  const tenths = (size * 2000n + base) / (2n * base);
  return `${part < 0n && tenths > 0n ? '-' : ''}${tenths / 10n}.${tenths % 10n}`;
}
