import type { Vocabulary } from '../../declare/vocabulary.ts';
import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Flag } from '../../model/codes.ts';
import type { Measure, StatementKind } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { readAmount, unreadCell } from './amounts.ts';
import type { TableReading } from './context.ts';
import type { NewLine } from './draft.ts';
import type { Block } from './head/columns.ts';
import { otherMeasure } from './head/measures.ts';
import { speaksOfYears } from './head/year-rows.ts';
import { type ItemColumn, itemColumns, measureOf, unitMeasureOf, WHOLE } from './item-columns.ts';
import { isBroken, isPrintedInto, readName } from './names.ts';
import { LabelReader } from './row-label.ts';

/** Columns that name or number the rows of a block. */
function labelColumns({ labels, shared, years }: Block): number[] {
  const named = labels.flatMap(({ codes, names }) => [...codes.map((code) => code.column), ...names]);
  return [...named, ...shared, ...years];
}

/** Whether the items stand in the header (transposed, 转置) rather than one below the other. */
export function isTransposed(reading: TableReading): boolean {
  if (reading.statement.shape !== 'items') return false;
  const { blocks } = reading.columns;
  if (blocks.every((block) => labelColumns(block).length === 0)) return true;
  return itemColumns(reading).some(({ item }) => item !== null && item !== WHOLE);
}

interface ItemRow {
  readonly row: number;
  readonly code: string | null;
  readonly name: string;
  readonly rawName: string;
  /** The year that the row is of, as printed; null where no column prints one. */
  readonly year: string | null;
  /** Whether it is what was planned, in a table of rows that are each a plan or an outcome. */
  readonly planned: boolean;
  readonly cells: readonly TableCell[];
  /** Its name is that of a fund (一般公共预算), and of no unit: whose figures they are is in doubt. */
  readonly fund?: true;
}

/** What the name of a row says where rows are no units but plans and outcomes: 2024年度预算数, 决算数, 增减额; null for others. */
function stageOf(reading: TableReading, text: string): 'plan' | 'outcome' | 'difference' | null {
  const words = compact(text).replace(/^20\d\d年?度?/u, '');
  if (words === '' && text.trim() !== '') return 'outcome';
  const is = reading.vocabulary.headers.find(words);
  if (is?.is === 'measure' && is.measure === 'planned') return 'plan';
  if (is?.is === 'ignored') return 'difference';
  return is?.is === 'amount' || is?.is === 'prior' ? 'outcome' : null;
}

/** Whether all rows are told by such names, and more than one of them is no difference. */
function isByStage(reading: TableReading, readers: readonly LabelReader[]): boolean {
  const { matrix, header } = reading;
  const rows = Array.from({ length: matrix.rows - header.bodyStart }, (_, at) => header.bodyStart + at);
  const stages = rows.flatMap((row) => {
    const names = reading.repeatsHeader(row) ? [] : readers.flatMap((reader) => reader.read(row).main ?? []);
    return names.map(({ nameCell }) => stageOf(reading, nameCell?.text ?? ''));
  });
  return !stages.includes(null) && stages.filter((stage) => stage !== 'difference').length > 1;
}

function readRow(reading: TableReading, readers: readonly LabelReader[], row: number, byStage: boolean): ItemRow {
  const { matrix, columns, lexicon, fiscalYear } = reading;
  const label = readers.map((reader) => reader.read(row)).find(({ main }) => main !== null) ?? null;
  const stage = byStage ? (label?.main?.nameCell?.text ?? null) : null;
  if (label !== null && stage !== null) {
    const { cells } = label;
    const planned = stageOf(reading, stage) === 'plan';
    return { row, code: null, name: '', rawName: '', year: compact(stage), planned, cells };
  }
  const main = label?.main ?? null;
  const { wording } = reading.vocabulary;
  const context = { lexicon, wording, scheme: null, code: null, year: fiscalYear, free: true, known: () => false };
  const named = main?.nameCell ? readName(main.nameCell, main.nameText, context) : { name: '', raw: '' };
  const years = columns.blocks.flatMap((block) => block.years).flatMap((column) => matrix.at(row, column) ?? []);
  return {
    row,
    code: main?.code ?? null,
    name: named.name,
    rawName: named.raw,
    year: years[0] === undefined ? null : compact(years[0].text),
    planned: false,
    cells: [...(label?.cells ?? []), ...years],
    ...(reading.vocabulary.headers.find(named.name)?.is === 'measure' ? { fund: true as const } : {}),
  };
}

/** Whether a row over the whole width says that counts (相关统计数) stand below it. */
function opensCounts({ vocabulary }: TableReading, [only, second]: readonly TableCell[]): boolean {
  return only !== undefined && second === undefined && vocabulary.counts.find(only.text) === true;
}

function bodyRows(reading: TableReading): ItemRow[] {
  const { matrix, header, columns } = reading;
  const readers = columns.blocks.map((block) => new LabelReader(reading, block, true));
  const byStage = isByStage(reading, readers);
  const rows: ItemRow[] = [];
  for (let row = header.bodyStart; row < matrix.rows; row++) {
    const texts = matrix.texts(row);
    if (texts.length === 0) continue;
    if (opensCounts(reading, texts)) {
      for (let below = row; below < matrix.rows; below++)
        for (const cell of matrix.texts(below)) reading.used.add(cell);
      break;
    }
    const read = readRow(reading, readers, row, byStage);
    const difference = read.year !== null && stageOf(reading, read.year) === 'difference';
    if (difference || reading.repeatsHeader(row)) for (const cell of texts) reading.used.add(cell);
    else rows.push(withNameAbove(read, rows.at(-1)));
  }
  return rows;
}

/** Whether no unit, project or item has such a name. */
function isOdd(name: string, vocabulary: Vocabulary): boolean {
  const { wording } = vocabulary;
  return isPrintedInto(name, wording) || isBroken(name, wording) || speaksOfYears(name, vocabulary);
}

/** Of the rows of several years of one unit only the first bears its name. */
function withNameAbove(row: ItemRow, above: ItemRow | undefined): ItemRow {
  const nameless = row.name === '' && row.code === null && row.year !== null;
  if (!nameless || !above || above.year === null || above.year === row.year) return row;
  return { ...row, code: above.code, name: above.name, rawName: above.rawName, cells: [...above.cells, ...row.cells] };
}

/** The rows that speak for the whole department: the named totals, or all where no two are told apart by a name. */
function wholeRows(reading: TableReading, rows: readonly ItemRow[]): readonly ItemRow[] {
  const totals = rows.filter((row) => reading.vocabulary.lines.find(row.name) === 'grand_total');
  if (totals.length > 0) return totals;
  if (new Set(rows.map((row) => `${row.code}|${row.name}`)).size <= 1) return rows;
  return rows.filter((row) => row.name === '' && row.code === null).slice(0, 1);
}

/** Whether a row is of an earlier year than the table. */
function priorRows(rows: readonly ItemRow[], fiscalYear: number | null): ReadonlySet<ItemRow> {
  const yearOf = (row: ItemRow) => Number(/20\d\d/u.exec(row.year ?? '')?.[0] ?? Number.NaN);
  const years = rows.map(yearOf).filter((year) => !Number.isNaN(year));
  const current = fiscalYear ?? Math.max(...years);
  return new Set(rows.filter((row) => yearOf(row) < current));
}

/** Rows of an earlier year whose figures another row prints as it was planned, or as it came out: that one is last year's. */
function anotherPriors(earlier: ReadonlySet<ItemRow>): ReadonlySet<ItemRow> {
  const rows = [...earlier];
  const yearOf = (row: ItemRow) => Number(/20\d\d/u.exec(row.year ?? '')?.[0] ?? 0);
  const wins = (one: ItemRow, row: ItemRow) =>
    yearOf(one) === yearOf(row) ? one.row < row.row : yearOf(one) > yearOf(row);
  const rivals = (row: ItemRow) =>
    rows.filter((one) => one.name === row.name && one.code === row.code && one.year !== row.year);
  return new Set(rows.filter((row) => rivals(row).some((one) => wins(one, row))));
}

interface Told {
  readonly kind: StatementKind;
  readonly name: string;
  readonly measure: Measure;
  readonly order: number;
  readonly flags: readonly Flag[];
  readonly unit: boolean;
}

interface Place {
  readonly isWhole: boolean;
  readonly prior: boolean;
  /** Whether another row is the earlier figure. */
  readonly another: boolean;
  /** Whether units have rows of their own. */
  readonly byUnit: boolean;
  readonly at: number;
}

/** What one cell says: an item of the department, or a unit's share of it. */
function describe(
  column: ItemColumn,
  row: ItemRow,
  { isWhole, prior, another, byUnit, at }: Place,
  { items, beside }: StatementsWording,
): Told {
  const { kind, item, words } = column;
  const before = row.year === null || !prior ? [] : [row.year];
  if (!isWhole) {
    const measure = unitMeasureOf(column, before, prior);
    const flags: readonly Flag[] = row.fund ? ['unit-row', 'name-doubtful'] : ['unit-row'];
    return { kind, name: row.name || WHOLE, measure, order: at + 1, flags, unit: true };
  }
  const own = item !== null && !column.grand && !(byUnit && beside.includes(item));
  if (own) {
    const order = Math.max(1, [WHOLE, ...items, ...beside].indexOf(item) + 1);
    const measure = another ? otherMeasure([...before, ...words]) : measureOf(column, before, prior);
    const planned = measure === 'total' ? 'planned' : otherMeasure([row.year ?? '', ...words]);
    return { kind, name: item, measure: row.planned ? planned : measure, order, flags: [], unit: false };
  }
  // of one row the whole is told by its place; a unit's name over it says whose table it is
  const name = byUnit && row.name !== '' ? row.name : WHOLE;
  const measure = otherMeasure([...before, ...words]);
  const flags: readonly Flag[] = item === null ? ['unknown-column'] : [];
  return { kind, name, measure, order: at + 1, flags, unit: false };
}

/**
 * Whether a column says all there is to know, though no measure is what it says: an item's other earlier figure, or one of
 * known words alone (上年 › 公务接待费 › 一般公共预算; 会议费 of a unit, a 合计 that covers it).
 */
function leavesNothingOpen({ another, item, strange }: ItemColumn): boolean {
  return another || (item !== null && !strange);
}

function newLine(told: Told, from: ItemRow, flags: readonly Flag[]): NewLine {
  const { name, order, unit } = told;
  return {
    side: null,
    code: unit ? from.code : null,
    name,
    name2: null,
    rawName: unit ? from.rawName : name,
    standardCode: null,
    standardCode2: null,
    scheme: unit && from.code !== null ? 'unit' : null,
    row: order,
    role: name === WHOLE ? 'grand_total' : 'item',
    flags,
    cells: from.cells,
  };
}

/** Reads a table whose items are columns: each column becomes a line with the contract's name. */
export function readItems(reading: TableReading): void {
  const { matrix, used, unit, vocabulary, statement, notes } = reading;
  const columns = itemColumns(reading);
  const rows = bodyRows(reading);
  const whole = wholeRows(reading, rows);
  const earlier = priorRows(rows, reading.fiscalYear);
  const another = anotherPriors(earlier);
  const said = new Set<string>();
  const lines = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    for (const cell of row.cells) used.add(cell);
    const isWhole = whole.includes(row);
    const place = {
      isWhole,
      prior: earlier.has(row),
      another: another.has(row),
      byUnit: whole.length < rows.length,
      at,
    };
    for (const column of columns) {
      const cell = matrix.at(row.row, column.column);
      if (!cell || cell.row !== row.row || cell.column !== column.column || cell.text.trim() === '') continue;
      const own = column.unit ?? unit;
      const read = readAmount(cell, own, vocabulary);
      if (read === 'unread') notes.push(unreadCell(cell, statement.kind));
      used.add(cell);
      if (typeof read === 'string') continue;
      const told = describe(column, row, place, vocabulary.wording);
      const draft = reading.draft(told.kind);
      // rows of units are lines of their own; the whole has each item once
      const owner = isWhole ? '' : `${row.code}|${row.cells[0]?.row ?? row.row}`;
      const key = `${draft.kind}|${owner}|${told.name}`;
      // an item cannot be printed twice: of two columns one is another
      const again = said.has(`${key}|${told.measure}`);
      said.add(`${key}|${told.measure}`);
      const lineKey = again ? `${key}|${row.row}|${column.column}` : key;
      const flags: readonly Flag[] =
        again || isOdd(row.name, vocabulary) ? [...told.flags, 'name-doubtful'] : told.flags;
      const line = lines.get(lineKey) ?? draft.line(newLine(told, row, flags), cell);
      lines.set(lineKey, line);
      const understood = told.measure.startsWith('other:') && (place.another || leavesNothingOpen(column));
      draft.column({ side: null, measure: told.measure, header: column.header, understood });
      if (column.at !== undefined) draft.item(told.measure, { line, header: column.header, ...column.at });
      draft.amount(line, told.measure, cell, read, own);
    }
  }
}
