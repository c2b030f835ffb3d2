import type { Correction, CorrectionTarget } from '../../model/correction.ts';
import { type Fen, UNIT_FACTOR, type Unit } from '../../model/money.ts';
import type { Amount, CodeScheme, Line, Statement } from '../../model/statement.ts';
import { codeParent } from '../../words/codes.ts';
import { findLine, findTable } from './anchor.ts';

/** A unit that a reviewer set for a table, and since which decision. */
interface UnitChange {
  readonly id: number;
  readonly unit: Unit;
}

/** Decisions on tables and their lines: what they are called, what their amounts are counted in. */
export interface TableEdits {
  /** By `Statement.index`, in the order decided. */
  readonly units: ReadonlyMap<number, readonly UnitChange[]>;
  readonly tables: ReadonlyMap<number, Extract<CorrectionTarget, { kind: 'table' }>>;
  /** By `Statement.index` and `Line.index`. */
  readonly lines: ReadonlyMap<string, Extract<CorrectionTarget, { kind: 'rename' }>>;
  readonly outcomes: ReadonlyMap<number, 'applied' | 'orphaned'>;
}

/** Finds the tables and lines that such decisions speak of, in the order decided: the last one holds. */
export function tableEdits(statements: readonly Statement[], corrections: readonly Correction[]): TableEdits {
  const units = new Map<number, readonly UnitChange[]>();
  const tables = new Map<number, Extract<CorrectionTarget, { kind: 'table' }>>();
  const lines = new Map<string, Extract<CorrectionTarget, { kind: 'rename' }>>();
  const outcomes = new Map<number, 'applied' | 'orphaned'>();
  const apply = ({ id, anchor, target }: Correction): boolean => {
    if (target?.kind === 'rename') {
      const found = statements.flatMap((statement) => {
        const line = statement.pages.includes(anchor.page) ? findLine(statement, anchor) : null;
        return line === null ? [] : [{ statement, line }];
      });
      const here = found.filter(({ statement }) => statement.kind === anchor.statement);
      const [only, more] = here.length > 0 ? here : found;
      if (only === undefined || more !== undefined) return false;
      lines.set(lineKey(only.statement, only.line), target);
      return true;
    }
    const table = findTable(statements, anchor);
    if (table === null) return false;
    if (target?.kind === 'table') tables.set(table.index, target);
    if (target?.kind !== 'unit') return true;
    if (!isExact(table, target.unit)) return false;
    units.set(table.index, [...(units.get(table.index) ?? []), { id, unit: target.unit }]);
    return true;
  };
  for (const one of corrections) {
    if (isTableEdit(one)) outcomes.set(one.id, apply(one) ? 'applied' : 'orphaned');
  }
  return { units, tables, lines, outcomes };
}

export function isTableEdit({ kind }: Correction): boolean {
  return kind === 'unit' || kind === 'rename' || kind === 'table';
}

function lineKey(statement: Statement, line: Line): string {
  return `${statement.index}/${line.index}`;
}

/** An amount of a unit in another one; the digits stay. Null where 分 cannot hold it. */
function rescale(fen: Fen, from: Unit, to: Unit): Fen | null {
  const scaled = fen * BigInt(UNIT_FACTOR[to]);
  const factor = BigInt(UNIT_FACTOR[from]);
  return scaled % factor === 0n ? scaled / factor : null;
}

function isExact(statement: Statement, unit: Unit): boolean {
  return statement.amounts.every((amount) => rescale(amount.fen, amount.unit, unit) !== null);
}

/** A table's amounts in the unit that a reviewer set; those printed in a unit of their own keep it. */
export function withUnit(statement: Statement, edits: TableEdits): Statement {
  const unit = edits.units.get(statement.index)?.at(-1)?.unit;
  if (unit === undefined || unit === statement.unit) return statement;
  const scaled = (amount: Amount): Amount => {
    const fen = amount.unit === statement.unit ? rescale(amount.fen, statement.unit, unit) : null;
    return fen === null ? amount : { ...amount, fen, unit };
  };
  return { ...statement, unit, amounts: statement.amounts.map(scaled) };
}

/** What somebody typed for an amount before the table's unit was set, as it was meant: as printed. */
export function inUnit(fen: Fen, id: number, statement: Statement, read: Unit, edits: TableEdits): Fen {
  const changes = edits.units.get(statement.index) ?? [];
  const then = changes.findLast((change) => change.id < id)?.unit ?? read;
  return rescale(fen, then, statement.unit) ?? fen;
}

/** A table and its lines under the names and codes that reviewers gave them. */
export function withNames(statement: Statement, edits: TableEdits): Statement {
  const named = edits.tables.get(statement.index);
  const renamed = statement.lines.some((line) => edits.lines.has(lineKey(statement, line)));
  if (named === undefined && !renamed) return statement;
  const moved = named !== undefined && named.statement !== statement.kind;
  return {
    ...statement,
    ...(named === undefined ? {} : { kind: named.statement, title: named.title, placedByHand: true as const }),
    ...(moved ? { placement: 'established' as const } : {}),
    amounts: moved ? statement.amounts.map((amount) => placedByHand(amount)) : statement.amounts,
    lines: renamed ? linesUnder(statement, edits) : statement.lines,
  };
}

/** Whoever says what a table is has placed its amounts, but for columns that nobody knows. */
function placedByHand(amount: Amount): Amount {
  return amount.measure.startsWith('other:') ? amount : { ...amount, placement: 'established' };
}

function linesUnder(statement: Statement, edits: TableEdits): readonly Line[] {
  const scheme = schemeOf(statement);
  const lines = statement.lines.map((line): Line => {
    const edit = edits.lines.get(lineKey(statement, line));
    if (edit === undefined) return line;
    const { code, name } = edit;
    if (code === line.code) return { ...line, name };
    const known = line.scheme ?? (code !== null && CODE.test(code) ? scheme : null);
    const classified = known !== null && known !== 'unit' && known !== 'project';
    return { ...line, name, code, scheme: known, standardCode: classified ? code : null };
  });
  const changed = new Set(lines.filter(({ code }, at) => code !== statement.lines[at]?.code).map(({ index }) => index));
  return lines.map((line, at) => {
    const above = codeParent(
      lines,
      at,
      ({ code }) => code,
      (one, other) => one.side === other.side,
    );
    const parent = above === null ? null : (lines[above]?.index ?? null);
    // The parts of a line whose code was put right find it again, or leave it.
    const touched = [line.index, line.parent, parent].some((index) => index !== null && changed.has(index));
    return line.code === null || !touched ? line : { ...line, parent };
  });
}

/** 类, 款, 项 of a function; 类, 款 of an economic class. */
const CODE = /^\d{3}(?:\d{2}){0,2}$/u;

/** The classification that most lines of a table have. */
function schemeOf({ lines }: Statement): CodeScheme | null {
  const counts = new Map<CodeScheme, number>();
  for (const { scheme } of lines) {
    if (scheme !== null && scheme !== 'unit' && scheme !== 'project') counts.set(scheme, (counts.get(scheme) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
