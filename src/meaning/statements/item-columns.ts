import type { StatementsWording } from '../../declare/wording/wording.ts';
import { type Fen, halfPlace } from '../../model/money.ts';
import type { Amount, KnownMeasure, Line, Measure, MeasureColumn, StatementKind } from '../../model/statement.ts';
import { compact } from '../../model/text.ts';
import type { TableReading } from './context.ts';
import type { ValueColumn } from './head/columns.ts';
import { type HeaderCell, placeOf } from './head/header.ts';
import { isPrior, lastYear, otherMeasure, tableYear } from './head/measures.ts';

/** A value column of a transposed table: which item it is, of which statement, of which year and fund. */
export interface ItemColumn {
  readonly column: number;
  readonly kind: StatementKind;
  /** The contract's name of the item; null where no declared word names one. */
  readonly item: string | null;
  /** A 合计 that covers more than the statement's own items. */
  readonly grand: boolean;
  readonly fund: KnownMeasure | null;
  readonly prior: boolean;
  /** The year printed over an earlier year's figures; 0 where none is. */
  readonly year: number;
  /** Whether another column is the earlier figure of the item (上年执行数 beside 上年预算数). */
  readonly another: boolean;
  /** Header words that no declaration knows, or funds that do not go together. */
  readonly strange: boolean;
  /** Header words that tell the column from the others. */
  readonly words: readonly string[];
  readonly header: readonly string[];
  readonly at: MeasureColumn['at'];
  readonly unit: ValueColumn['unit'];
}

export const WHOLE = '合计';

function strip(text: string): string {
  return text.replace(/20\d\d年?度?/gu, '');
}

/** Whether a heading speaks of the three items as a whole. */
function speaksOfItems(text: string, { vocabulary }: TableReading): boolean {
  return compact(text).includes(vocabulary.wording.three_public);
}

/** The most particular item named above a column; 合计 only when nothing more particular is. */
function itemOf(reading: TableReading, path: readonly HeaderCell[]): Pick<ItemColumn, 'kind' | 'item'> {
  const { items, elsewhere, kind } = reading.statement;
  let whole = false;
  for (const one of path.toReversed()) {
    const other = elsewhere.find(strip(one.text));
    if (other !== null) return { kind: other, item: WHOLE };
    const item = items.find(strip(one.text));
    if (item === WHOLE || speaksOfItems(one.text, reading) || one.concept?.is === 'sum') whole = true;
    else if (item !== null) return { kind, item };
  }
  return { kind, item: whole ? WHOLE : null };
}

/** A heading over all value columns says what the table is, not what a column is. */
function overAll(reading: TableReading, one: HeaderCell): boolean {
  return reading.columns.blocks.every((block) => block.values.every((value) => value.path.includes(one)));
}

/** Whether a heading is none that the column's item, year or fund explains; a recognised one may be misread. */
function isStrange(reading: TableReading, one: HeaderCell): boolean {
  const { items, elsewhere } = reading.statement;
  if (speaksOfItems(one.text, reading) || one.years.length > 0 || one.cell.source === 'ocr') return false;
  return one.concept === null && items.find(one.text) === null && elsewhere.find(one.text) === null;
}

/** Whether a heading is that of two columns, or of a total and an item, between which no rule stands. */
function namesSeveral({ statement: { items } }: TableReading, { cell }: HeaderCell): boolean {
  const parts = cell.text.trim().split(/\s+/u);
  return new Set(parts.flatMap((part) => items.find(part) ?? [])).size > 1;
}

function readColumn(reading: TableReading, { column, path, unit }: ValueColumn, year: number | null): ItemColumn {
  const { own } = reading.statement;
  const told = path.filter((one) => !overAll(reading, one));
  const funds = told.flatMap(({ concept }) =>
    concept?.is === 'measure' && !own.includes(concept.measure) ? [concept.measure] : [],
  );
  return {
    column,
    ...itemOf(reading, path),
    grand: false,
    fund: funds.at(-1) ?? null,
    ...{ prior: isPrior(told, year), year: lastYear(told), another: false },
    strange: funds.length > 1 || told.some((one) => isStrange(reading, one) || namesSeveral(reading, one)),
    words: told.map((one) => one.text),
    header: path.map((one) => one.text),
    at: placeOf(path),
    unit,
  };
}

/** A second 小计 right before the parts of 公务用车 is theirs, where the heading over the three was not read. */
function withVehicleSums(columns: readonly ItemColumn[], { wholes }: StatementsWording): ItemColumn[] {
  const sums = new Set<Measure>();
  return columns.map((column, at) => {
    if (column.item !== WHOLE) return column;
    const next = columns[at + 1];
    const second = sums.has(measureOf(column));
    sums.add(measureOf(column));
    if (!second || !next?.item || measureOf(next) !== measureOf(column)) return column;
    return { ...column, item: wholes.get(next.item) ?? column.item };
  });
}

/** With 会议费 and 培训费 beside the three items, a 合计 that does not speak of 三公 covers all of them. */
function withGrandTotals(columns: readonly ItemColumn[], reading: TableReading): ItemColumn[] {
  const { beside } = reading.vocabulary.wording;
  if (!columns.some(({ item }) => item !== null && beside.includes(item))) return [...columns];
  const speaks = ({ words }: ItemColumn) => words.some((word) => speaksOfItems(word, reading));
  return columns.map((column) => ({ ...column, grand: column.item === WHOLE && !speaks(column) }));
}

/** Of several earlier figures of an item, told apart by their headings, one is last year's: the latest, the first of those. */
function withAnotherPrior(columns: readonly ItemColumn[]): ItemColumn[] {
  return columns.map((column, at) => {
    const rivals = columns.filter(
      (one) => one !== column && one.prior && !one.grand && one.item === column.item && one.kind === column.kind,
    );
    const same = (one: ItemColumn) => one.words.join(' ') === column.words.join(' ');
    const wins = (one: ItemColumn) => (one.year === column.year ? columns.indexOf(one) < at : one.year > column.year);
    const another = column.prior && column.item !== null && rivals.some((one) => !same(one) && wins(one));
    return another ? { ...column, another } : column;
  });
}

type Rows = { readonly lines: readonly Line[]; readonly amounts: readonly Amount[] };

/** What the items of a table of rows come to in a column, and what 会议费 and 培训费 beside them do. */
function sumsOf({ lines, amounts }: Rows, measure: Measure, { items, wholes, beside }: StatementsWording) {
  const sum = (names: readonly string[]) => {
    const found = amounts.filter((one) => one.measure === measure && names.includes(lines[one.line]?.name ?? ''));
    return { fen: found.reduce((so, one) => so + one.fen, 0n), count: found.length };
  };
  const [vehicles = ''] = wholes.values();
  const parts = sum([vehicles]).count > 0 ? [...wholes.keys()] : [vehicles];
  return { own: sum(items.filter((item) => !parts.includes(item))), more: sum(beside) };
}

/**
 * Where items are rows, a 合计 that comes to 会议费 and 培训费 as well is not that of the three items: it keeps its name and the
 * words of its columns. What comes to neither is left to the sums to contradict.
 */
export function withGrandRows(read: Rows, columns: MeasureColumn[], wording: StatementsWording): Rows {
  const { lines, amounts } = read;
  const grand = lines.filter(({ index, name }) => {
    const votes = amounts.flatMap(({ line, measure, fen, decimals, unit }) => {
      if (name !== WHOLE || line !== index) return [];
      const { own, more } = sumsOf(read, measure, wording);
      const slack = halfPlace(decimals, unit) * BigInt(own.count + more.count);
      const near = (sum: Fen) => fen - sum <= slack && sum - fen <= slack;
      return more.fen === 0n || own.count === 0
        ? []
        : near(own.fen)
          ? ['own']
          : near(own.fen + more.fen)
            ? ['all']
            : [];
    });
    return votes.includes('all') && !votes.includes('own');
  });
  const told = new Set(grand.map(({ index }) => index));
  const moved = amounts.map((one): Amount => {
    if (!told.has(one.line)) return one;
    const header = columns.find(({ measure }) => measure === one.measure)?.header ?? [];
    const measure = otherMeasure(header);
    if (!columns.some((column) => column.measure === measure)) columns.push({ side: null, measure, header });
    return { ...one, measure, placement: 'unknown', flags: [...one.flags, 'unknown-column'] };
  });
  return { lines, amounts: moved };
}

/** The columns of a table whose items stand in the header. */
export function itemColumns(reading: TableReading): readonly ItemColumn[] {
  const values = reading.columns.blocks.flatMap((block) => block.values);
  const year = tableYear(
    values.map((value) => value.path),
    reading.fiscalYear,
  );
  const columns = values.map((value) => readColumn(reading, value, year));
  return withAnotherPrior(withVehicleSums(withGrandTotals(columns, reading), reading.vocabulary.wording));
}

/** What the figures of an item's own line are: this year's, last year's, those of a fund. */
export function measureOf(column: ItemColumn, before: readonly string[] = [], priorRow = false): Measure {
  const { fund, words } = column;
  const prior = column.prior || priorRow;
  if (column.strange || column.another || (prior && fund !== null)) return otherMeasure([...before, ...words]);
  if (prior) return 'prior_total';
  return fund ?? 'total';
}

/** What a figure in a unit's row is: the unit's total, or an item of it (contract, "Measures"). */
export function unitMeasureOf(column: ItemColumn, before: readonly string[] = [], priorRow = false): Measure {
  const { item, fund, words, grand } = column;
  const prior = column.prior || priorRow;
  const plain = item !== null && !grand && !column.strange && fund === null;
  if (!plain || (prior && item !== WHOLE)) return otherMeasure([...before, ...words]);
  if (item === WHOLE) return prior ? 'prior_total' : 'total';
  return `item:${item}`;
}
