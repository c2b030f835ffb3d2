import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { isContinuationMark } from './continues.ts';
import { captionsOfBoth } from './sheet-captions.ts';

/** How far (points) the heights of one row may differ between the sheets of a wide table. */
const ROW_HEIGHT = 2;
/** So many rows say little by their number. */
const FEW_ROWS = 4;
/** Labels repeated on a further sheet: at least so many different ones. */
const FEW_LABELS = 3;
const HEAD_ROWS = 4;
const AMOUNT = /\d[.,]\d/u;

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}

function column(table: Table, at: number): string[] {
  return table.rows.map((row) => squeeze(row.find((cell) => cell.column === at)?.text ?? ''));
}

/** How many columns on the left print on both sheets the same, and whether these are labels of the rows. */
function repeatedLabels(table: Table, sheet: Table): number {
  const most = Math.min(table.xs.length, sheet.xs.length) - 1;
  const labels = new Set<string>();
  let repeated = 0;
  for (; repeated < most; repeated++) {
    const [known, own] = [column(table, repeated), column(sheet, repeated)];
    if (own.some((text, row) => text !== known[row])) break;
    for (const text of own) if (text !== '') labels.add(text);
  }
  return labels.size >= FEW_LABELS && repeated < most ? repeated : 0;
}

/** Whether a sheet prints figures alone: no cell below its head says what a row is. */
function isUnlabelled(sheet: Table): boolean {
  const body = sheet.rows.slice(1).map((row) => squeeze(row[0]?.text ?? ''));
  const isFigure = (text: string) => /^[\d,，.．\-－—%()（）]+$/u.test(text);
  const from = sheet.rows.slice(1).findIndex((row) => row.some((cell) => isFigure(squeeze(cell.text))));
  // codes are digits, too: names beside them say what the rows are
  const words = sheet.rows.slice(1 + from).flatMap((row) => row.filter((cell) => /\p{L}/u.test(cell.text)));
  if (from >= 0 && words.length >= FEW_LABELS) return false;
  return from >= 0 && body.slice(from).every((text) => text === '' || isFigure(text));
}

function sameRows(table: Table, sheet: Table): boolean {
  return table.rows.every((row, at) => {
    const [known, own] = [row[0], sheet.rows[at]?.[0]];
    if (known === undefined || own === undefined || known.rowSpan !== own.rowSpan) return true;
    return Math.abs(known.box.y1 - known.box.y0 - (own.box.y1 - own.box.y0)) <= ROW_HEIGHT;
  });
}

function heads(table: Table, from: number): string {
  const cells = table.rows.slice(0, HEAD_ROWS).flat();
  return cells.flatMap((cell) => (cell.column >= from ? [squeeze(cell.text)] : [])).join('|');
}

/**
 * Whether the first column of figures of a sheet is that of the table under other heads: it is a table of its own, whose
 * title is missing (部门支出总表 with the 合计 of 部门收入总表). Under the same heads it would be one of the labels.
 */
function beginsAnew(table: Table, sheet: Table, labels: number): boolean {
  const [known, own] = [column(table, labels), column(sheet, labels)];
  const figures = [...own.keys()].filter((row) => AMOUNT.test(own[row] ?? '') || AMOUNT.test(known[row] ?? ''));
  const different = new Set(figures.map((row) => own[row]));
  return different.size >= FEW_LABELS && figures.every((row) => own[row] === known[row]);
}

/**
 * Whether the columns of a sheet behind its labels hold words rather than figures: the next form of one print (项目支出绩效目标表
 * of another project), not further columns of the first.
 */
function holdsWords(sheet: Table, labels: number): boolean {
  const cells = sheet.rows.slice(1).flatMap((row) => row.filter(({ column }) => column >= labels));
  const words = cells.filter(({ text }) => /\p{L}/u.test(text)).length;
  return words > cells.filter(({ text }) => /\d/u.test(text)).length;
}

/** Rows above the first figure. */
function headRows(table: Table): number {
  return table.rows.findIndex((row) => row.some((cell) => AMOUNT.test(cell.text)));
}

function heightOf(row: readonly TableCell[] | undefined): number {
  const single = row?.find((cell) => cell.rowSpan === 1);
  return single === undefined ? Number.NaN : single.box.y1 - single.box.y0;
}

/** Where the borders of a head stand, from its top down. */
function headBorders(table: Table, head: number): readonly number[] {
  const tops = table.rows.slice(0, head + 1).map((row) => Math.min(...row.map(({ box }) => box.y0)));
  return tops.map((y) => y - (tops[0] ?? 0));
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= ROW_HEIGHT;
}

/** A table whose head has these borders, as many rows as they part. */
function withHead(table: Table, head: number, borders: readonly number[]): Table {
  const own = headBorders(table, head);
  const more = borders.length - own.length;
  const rowAt = (row: number) =>
    row >= head ? row + more : borders.findIndex((one) => isNear(one, own[row] ?? Number.NaN));
  const rows: TableCell[][] = Array.from({ length: table.rows.length + more }, () => []);
  for (const cell of table.rows.flat()) {
    const row = rowAt(cell.row);
    rows[row]?.push({ ...cell, row, rowSpan: rowAt(cell.row + cell.rowSpan) - row });
  }
  return { ...table, rows };
}

/**
 * A table and a sheet whose heads are as high but not of as many rows, as two with the same rows: a heading merged over two
 * rows stands beside two over one another. Null where they are no such two.
 */
function withSameHead(table: Table, sheet: Table): readonly [Table, Table] | null {
  if (table.rows.length === sheet.rows.length) return [table, sheet];
  const head = headRows(table);
  const own = sheet.rows.length - (table.rows.length - head);
  if (head < 1 || own < 1 || Math.max(head, own) > HEAD_ROWS) return null;
  const [known, other] = [headBorders(table, head), headBorders(sheet, own)];
  if (![...known, ...other].every(Number.isFinite) || !isNear(known.at(-1) ?? 0, other.at(-1) ?? 0)) return null;
  const alike = table.rows.slice(head).every((row, at) => isNear(heightOf(row), heightOf(sheet.rows[own + at])));
  if (!alike) return null;
  const more = other.filter((y) => !known.some((one) => isNear(one, y)));
  const borders = [...known, ...more].sort((a, b) => a - b);
  return [withHead(table, head, borders), withHead(sheet, own, borders)];
}

/**
 * Both as one table, when `printed` goes on to the right of `before`: as many rows, under no title of its own, with the
 * labels printed again or none at all. Null when it does not.
 */
function goneOn(before: Table, printed: Table, wording: TablesWording): Table | null {
  if (printed.pages[0] !== (before.pages.at(-1) ?? 0) + 1 || before.rows.length < FEW_ROWS) return null;
  if (before.below.some((line) => !isContinuationMark(line, wording))) return null;
  const above = captionsOfBoth(before, printed, wording);
  const [table, sheet] = withSameHead(before, printed) ?? [];
  if (above === null || table === undefined || sheet === undefined) return null;
  const labels = repeatedLabels(table, sheet);
  // the same columns again are a second print, not more of the first
  const again = labels > 0 && (heads(table, labels) === heads(sheet, labels) || beginsAnew(table, sheet, labels));
  if (again || (labels > 0 && holdsWords(sheet, labels))) return null;
  if (labels === 0 && !(isUnlabelled(sheet) && sameRows(table, sheet))) return null;
  return { ...appended(table, sheet, labels), above };
}

function appended(table: Table, sheet: Table, labels: number): Table {
  const width = table.xs.length - 1;
  const shift = (table.xs.at(-1) ?? 0) - (sheet.xs[labels] ?? 0);
  const moved = (cell: TableCell): TableCell[] =>
    cell.column < labels ? [] : [{ ...cell, column: cell.column - labels + width }];
  return {
    ...table,
    pages: [...table.pages, ...sheet.pages],
    xs: [...table.xs, ...sheet.xs.slice(labels + 1).map((x) => x + shift)],
    rows: table.rows.map((row, at) => [...row, ...(sheet.rows[at] ?? []).flatMap(moved)]),
    below: sheet.below,
  };
}

/** Puts sheets that print further columns of the same rows (分栏续页) to the right of the first. */
export function joinSideways(tables: readonly Table[], wording: TablesWording): Table[] {
  const joined: Table[] = [];
  for (const sheet of tables) {
    const table = joined.at(-1);
    const whole = table === undefined ? null : goneOn(table, sheet, wording);
    if (whole === null) joined.push(sheet);
    else joined[joined.length - 1] = whole;
  }
  return joined.map((table, index) => ({ ...table, index }));
}
