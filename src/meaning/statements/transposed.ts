import type { Flag } from '../../model/codes.ts';
import type { Measure, MeasureColumn, StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact, tidyName } from '../../model/text.ts';
import { readAmount, unreadCell } from './amounts.ts';
import type { TableReading } from './context.ts';
import type { Block, ValueColumn } from './head/columns.ts';
import { type HeaderCell, placeOf } from './head/header.ts';
import { PARTS } from './parents.ts';

/** A value column of a transposed table: which line it is, of which statement, and which figure. */
interface ItemColumn {
  readonly column: number;
  readonly kind: StatementKind;
  readonly item: string;
  readonly measure: Measure;
  readonly header: readonly string[];
  readonly at: MeasureColumn['at'];
}

const WHOLE = '合计';

function strip(text: string): string {
  return text.replace(/20\d\d年?度?/gu, '');
}

/** The most particular item named above a column; 合计 only when nothing more particular is. */
function itemOf(reading: TableReading, { path }: ValueColumn): { kind: StatementKind; item: string } | null {
  const { items, elsewhere, kind } = reading.statement;
  let whole = false;
  for (const one of path.toReversed()) {
    const other = elsewhere.find(strip(one.text));
    if (other !== null) return { kind: other, item: WHOLE };
    const item = items.find(strip(one.text));
    if (item === WHOLE) whole = true;
    else if (item !== null) return { kind, item };
  }
  return whole ? { kind, item: WHOLE } : null;
}

/** A heading over all value columns says what the table is, not what a column is. */
function overAll(reading: TableReading, one: HeaderCell): boolean {
  return reading.columns.blocks.every((block) => block.values.every((value) => value.path.includes(one)));
}

function measureOf(reading: TableReading, { path }: ValueColumn): Measure {
  const { fiscalYear, statement } = reading;
  const strange: string[] = [];
  let measure: Measure = 'total';
  for (const { concept, years, text } of path.filter((one) => !overAll(reading, one))) {
    if (concept?.is === 'prior') measure = 'prior_total';
    else if (years.length > 0 && fiscalYear !== null && Math.max(...years) < fiscalYear) measure = 'prior_total';
    else if (concept?.is === 'measure' && concept.measure === 'planned') measure = 'planned';
    else if (concept?.is === 'measure' && !statement.own.includes(concept.measure)) strange.push(text);
  }
  return strange.length > 0 ? `other:${strange.join('')}` : measure;
}

interface UnknownColumn {
  readonly column: number;
  readonly unknown: ValueColumn;
  readonly at: MeasureColumn['at'];
}

/** A second 小计 right before the parts of 公务用车 is theirs, where the heading over the three was not read. */
function withVehicleSums(columns: readonly (ItemColumn | UnknownColumn)[]): (ItemColumn | UnknownColumn)[] {
  const sums = new Set<Measure>();
  return columns.map((column, at) => {
    if ('unknown' in column || column.item !== WHOLE) return column;
    const next = columns[at + 1];
    const second = sums.has(column.measure);
    sums.add(column.measure);
    if (!second || next === undefined || 'unknown' in next || next.measure !== column.measure) return column;
    return { ...column, item: PARTS[next.item] ?? column.item };
  });
}

function itemColumns(reading: TableReading): (ItemColumn | UnknownColumn)[] {
  const columns = reading.columns.blocks.flatMap((block) =>
    block.values.map((value) => {
      const found = itemOf(reading, value);
      const at = placeOf(value.path);
      if (found === null) return { column: value.column, unknown: value, at };
      const header = value.path.map((one) => one.text);
      return { column: value.column, ...found, measure: measureOf(reading, value), header, at };
    }),
  );
  return withVehicleSums(columns);
}

/** Whether the items stand in the header (transposed, 转置) rather than one below the other. */
export function isTransposed(reading: TableReading): boolean {
  if (reading.statement.shape !== 'items') return false;
  const { blocks } = reading.columns;
  if (blocks.every((block) => labelColumns(block).length === 0)) return true;
  const particular = blocks
    .flatMap((block) => block.values)
    .filter((value) => (itemOf(reading, value)?.item ?? WHOLE) !== WHOLE);
  return particular.length > 0;
}

/** Columns that name or number the rows of a block. */
function labelColumns({ labels, shared }: Block): number[] {
  return [...labels.flatMap(({ codes, names }) => [...codes.map((code) => code.column), ...names]), ...shared];
}

interface ItemRow {
  readonly row: number;
  readonly name: string;
  readonly nameCells: readonly TableCell[];
}

function bodyRows(reading: TableReading): ItemRow[] {
  const { matrix, header, columns } = reading;
  const nameColumns = columns.blocks.flatMap(labelColumns);
  const rows: ItemRow[] = [];
  for (let row = header.bodyStart; row < matrix.rows; row++) {
    const texts = matrix.texts(row);
    if (texts.length === 0) continue;
    const nameCells = texts.filter((cell) => nameColumns.includes(cell.column));
    if (reading.repeatsHeader(row)) for (const cell of texts) reading.used.add(cell);
    else rows.push({ row, name: tidyName(nameCells.at(-1)?.text ?? ''), nameCells });
  }
  return rows;
}

/** The row that speaks for the whole department: the named total, or the only row. */
function wholeRow(reading: TableReading, rows: readonly ItemRow[]): ItemRow | null {
  const total = rows.find((row) => reading.vocabulary.lines.find(row.name) === 'grand_total');
  return total ?? (rows.length === 1 || rows[0]?.nameCells.length === 0 ? (rows[0] ?? null) : null);
}

/** Reads a table whose items are columns: each column becomes a line with the contract's name. */
export function readItems(reading: TableReading): void {
  const { matrix, used, unit, vocabulary, statement, notes } = reading;
  const columns = itemColumns(reading);
  const rows = bodyRows(reading);
  const whole = wholeRow(reading, rows);
  for (const row of rows) {
    for (const cell of row.nameCells) used.add(cell);
    const lines = new Map<string, number>();
    const said = new Set<string>();
    for (const column of columns) {
      const cell = matrix.at(row.row, column.column);
      if (!cell || cell.row !== row.row || cell.column !== column.column || cell.text.trim() === '') continue;
      const read = readAmount(cell, unit, vocabulary);
      if (read === 'unread') notes.push(unreadCell(cell, statement.kind));
      used.add(cell);
      if (typeof read === 'string') continue;
      const told = describe(column, row, row === whole, rows.indexOf(row));
      const draft = reading.draft(told.kind ?? statement.kind);
      // an item cannot be printed twice: of two columns one is another
      const again = said.has(`${draft.kind}|${told.name}|${told.measure}`);
      said.add(`${draft.kind}|${told.name}|${told.measure}`);
      const key = `${draft.kind}|${told.name}${again ? `|${column.column}` : ''}`;
      const flags: readonly Flag[] = again ? [...told.flags, 'name-doubtful'] : told.flags;
      const line = lines.get(key) ?? draft.line(newLine(told.name, told.row, row, flags), cell);
      lines.set(key, line);
      draft.column(null, told.measure, told.header);
      if (column.at !== undefined) draft.item(told.measure, { line, header: told.header, ...column.at });
      draft.amount(line, told.measure, cell, read);
    }
  }
}

interface Told {
  readonly kind: StatementKind | null;
  readonly name: string;
  readonly measure: Measure;
  readonly header: readonly string[];
  readonly row: number;
  readonly flags: readonly Flag[];
}

const ORDER = [
  '合计',
  '因公出国（境）费',
  '公务接待费',
  '公务用车购置及运行费',
  '公务用车购置费',
  '公务用车运行维护费',
];

/** What one cell says: an item of the department, or a unit's share of it, which the contract has no measure for. */
function describe(column: ReturnType<typeof itemColumns>[number], row: ItemRow, isWhole: boolean, at: number): Told {
  if ('unknown' in column) {
    const header = column.unknown.path.map((one) => one.text);
    const words = compact(header.join(''));
    return {
      kind: null,
      name: row.name || WHOLE,
      measure: `other:${words}`,
      header,
      row: at + 1,
      flags: ['unknown-column'],
    };
  }
  const { kind, item, measure, header } = column;
  if (isWhole) return { kind, name: item, measure, header, row: Math.max(1, ORDER.indexOf(item) + 1), flags: [] };
  const named = measure === 'total' ? item : `${item}${measure}`;
  return { kind, name: row.name || WHOLE, measure: `other:${named}`, header, row: at + 1, flags: ['unit-row'] };
}

function newLine(name: string, row: number, from: ItemRow, flags: readonly Flag[]) {
  const none = { side: null, code: null, name2: null, standardCode: null, standardCode2: null, scheme: null };
  const role = name === WHOLE ? ('grand_total' as const) : ('item' as const);
  return { ...none, row, role, name, rawName: name, flags, cells: from.nameCells };
}
