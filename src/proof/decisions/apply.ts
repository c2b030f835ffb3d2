import { type Conclusion, type Correction, ENTERED, isSameNotice, type Place } from '../../model/correction.ts';
import { type FactRef, type ReviewItem, refKey } from '../../model/fact.ts';
import type { Fen } from '../../model/money.ts';
import { type Amount, type Measure, type Statement, storedMeasure } from '../../model/statement.ts';
import { findLine, findPlace, findTable, samePrint } from './anchor.ts';
import { inUnit, isTableEdit, type TableEdits, tableEdits, withNames, withUnit } from './tables.ts';

/** What a person says stands in a cell: certain, whatever was read. */
export interface Pin {
  readonly ref: FactRef;
  readonly kind: 'value' | 'accept' | 'publisher' | 'line' | 'measure';
  readonly fen: Fen;
  /** As read, before. */
  readonly read: Amount;
}

/** Statements under the reviewers' decisions, for reconciliation, and what they pinned. */
export interface Corrected extends Omit<Conclusion, 'reconciliation'> {
  readonly pins: ReadonlyMap<string, Pin>;
  /** Amounts that are others because their table's unit is. */
  readonly rescaled: ReadonlySet<string>;
}

/**
 * Applies what reviewers decided (in the order they decided it) to statements as read, before reconciliation.
 * Decisions are found again by words and print; one whose place is gone is `orphaned` and changes nothing.
 */
export function correct(statements: readonly Statement[], corrections: readonly Correction[]): Corrected {
  const edits = tableEdits(statements, corrections);
  const known = statements.map((statement) => withUnit(statement, edits));
  const rescaled = known.flatMap((statement, at) =>
    statement === statements[at]
      ? []
      : statement.amounts
          .filter((amount, index) => amount !== statements[at]?.amounts[index])
          .map((amount) => refKey({ statement: statement.index, amount: amount.index })),
  );
  const work: Work = {
    read: statements,
    edits,
    known,
    moves: new Map(),
    columns: new Map(),
    pins: new Map(),
    ignored: new Set(),
  };
  const outcomes = new Map(
    corrections.map((one) => [one.id, edits.outcomes.get(one.id) ?? applyOne(one, work)] as const),
  );
  const standing = corrections.filter(({ id }) => outcomes.get(id) !== 'orphaned');
  return {
    statements: work.known.map((statement) => withNames(corrected(statement, work), edits)),
    pins: work.pins,
    rescaled: new Set(rescaled),
    ignored: work.ignored,
    settles: (item) => isSettled(item, work.pins, standing),
    outcomes,
  };
}

function isSettled(item: ReviewItem, pins: Work['pins'], corrections: readonly Correction[]): boolean {
  if (item.ref !== null && pins.has(refKey(item.ref))) return true;
  return corrections.some(({ anchor, target }) => {
    if (target?.kind !== 'seen' && target?.kind !== 'entry') return false;
    if (target.reason !== item.reason || anchor.page !== (item.page ?? 0)) return false;
    if (anchor.statement !== (item.statement ?? '')) return false;
    return target.kind === 'seen' ? isSameNotice(target, item) : item.box !== null && samePrint(anchor.box, item.box);
  });
}

interface Move {
  line?: number;
  measure?: Measure;
}

interface Work {
  readonly read: readonly Statement[];
  readonly edits: TableEdits;
  /** The statements as read, with the amounts that reviewers entered behind those that were read. */
  readonly known: Statement[];
  readonly moves: Map<string, Move>;
  /** `statement/side/measure` → the measure that the whole column has. */
  readonly columns: Map<string, Measure>;
  readonly pins: Map<string, Pin>;
  readonly ignored: Set<number>;
}

function applyOne(correction: Correction, work: Work): 'applied' | 'confirmed' | 'orphaned' {
  if (correction.kind === 'seen' || isTableEdit(correction)) return 'applied';
  if (correction.kind === 'ignore') {
    const table = findTable(work.known, correction.anchor);
    if (table === null) return 'orphaned';
    work.ignored.add(table.index);
    return 'applied';
  }
  const place = findPlace(work.known, correction.anchor) ?? enter(correction, work);
  if (place === null) return 'orphaned';
  const ref = { statement: place.statement.index, amount: place.amount.index };
  const key = refKey(ref);
  if (correction.target !== null && !move(correction, place, work)) return 'orphaned';
  const before = work.pins.get(key);
  const unit =
    work.read[work.known.findIndex(({ index }) => index === place.statement.index)]?.unit ?? place.amount.unit;
  const given =
    correction.newValue === null ? null : inUnit(correction.newValue, correction.id, place.statement, unit, work.edits);
  const fen = given ?? before?.fen ?? place.amount.fen;
  work.pins.set(key, { ref, kind: pinKind(correction.kind), fen, read: place.amount });
  const entered = place.amount.flags.includes(ENTERED);
  return correction.kind === 'value' && fen === place.amount.fen && !entered ? 'confirmed' : 'applied';
}

/** Decisions on whole tables pin no amount. */
function pinKind(kind: Correction['kind']): Pin['kind'] {
  return kind === 'value' || kind === 'publisher' || kind === 'line' || kind === 'measure' ? kind : 'accept';
}

/** Puts the amount of a cell that could not be read into its line; null when that line is gone, or nothing was entered. */
function enter({ anchor, newValue, target }: Correction, work: Work): Place | null {
  const measure = storedMeasure(anchor.measure);
  if (target?.kind !== 'entry' || newValue === null || measure === null) return null;
  for (const [at, statement] of work.known.entries()) {
    if (statement.kind !== anchor.statement || !statement.pages.includes(anchor.page)) continue;
    const line = findLine(statement, target.line);
    if (line === null) continue;
    const amount: Amount = {
      index: statement.amounts.length,
      line: line.index,
      measure,
      placement: 'established',
      fen: newValue,
      raw: target.raw,
      unit: statement.unit,
      decimals: Math.max(0, ...statement.amounts.map(({ decimals }) => decimals)),
      page: anchor.page,
      box: anchor.box,
      source: 'text',
      confidence: 1,
      others: [],
      flags: [ENTERED],
    };
    const grown = { ...statement, amounts: [...statement.amounts, amount] };
    work.known[at] = grown;
    return { statement: grown, line, amount };
  }
  return null;
}

function move({ target }: Correction, place: NonNullable<ReturnType<typeof findPlace>>, work: Work): boolean {
  const { statement, line, amount } = place;
  const key = refKey({ statement: statement.index, amount: amount.index });
  if (target?.kind === 'line') {
    const to = findLine(statement, target.line);
    if (to === null) return false;
    work.moves.set(key, { ...work.moves.get(key), line: to.index });
  }
  if (target?.kind === 'measure') {
    const measure = storedMeasure(target.measure);
    if (measure === null) return false;
    if (target.column) work.columns.set(columnKey(statement, line.side, amount.measure), measure);
    else work.moves.set(key, { ...work.moves.get(key), measure });
  }
  return true;
}

function columnKey(statement: Statement, side: string | null, measure: string): string {
  return `${statement.index}/${side ?? ''}/${measure}`;
}

function corrected(statement: Statement, work: Work): Statement {
  if (work.ignored.has(statement.index)) return { ...statement, lines: [], amounts: [] };
  const columns = statement.columns.map((column) => ({
    ...column,
    measure: work.columns.get(columnKey(statement, column.side, column.measure)) ?? column.measure,
  }));
  return { ...statement, columns, amounts: statement.amounts.map((amount) => placed(statement, amount, work)) };
}

function placed(statement: Statement, amount: Amount, work: Work): Amount {
  const key = refKey({ statement: statement.index, amount: amount.index });
  const side = statement.lines[amount.line]?.side ?? null;
  const column = work.columns.get(columnKey(statement, side, amount.measure));
  const put = { ...(column === undefined ? {} : { measure: column }), ...work.moves.get(key) };
  const moved = Object.keys(put).length === 0 ? amount : { ...amount, ...put, placement: 'established' as const };
  const pin = work.pins.get(key);
  // A person has read the print: reconciliation may neither repair it nor weigh other readings, as with a text layer.
  if (pin === undefined) return moved;
  const { looks: _, ...rest } = moved;
  return { ...rest, fen: pin.fen, source: 'text', confidence: 1, others: [] };
}
