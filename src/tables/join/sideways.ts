import type { TablesWording } from '../../declare/wording/wording.ts';
import type { TextLine } from '../../model/grid.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { isContinuationMark } from './continues.ts';

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
  const from = body.findIndex((text) => /^[\d,，.．\-－—%()（）]+$/u.test(text));
  // codes are digits, too: names beside them say what the rows are
  const words = sheet.rows.slice(1 + from).flatMap((row) => row.filter((cell) => /\p{L}/u.test(cell.text)));
  if (from >= 0 && words.length >= FEW_LABELS) return false;
  return from >= 0 && body.slice(from).every((text) => /^[\d,，.．\-－—%()（）]*$/u.test(text));
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

/** Whether all that stands over a sheet stood over the table already. */
function saysNothingNew(above: readonly TextLine[], table: Table, wording: TablesWording): boolean {
  return above.every(
    (line) =>
      isContinuationMark(line, wording) || table.above.some((known) => squeeze(known.text) === squeeze(line.text)),
  );
}

/**
 * Where a sheet of further columns begins, when `sheet` goes on to the right of `table`: as many rows, under no title of
 * its own, with the labels printed again (how many columns) or none at all (0). Null when it does not.
 */
function goesOnToTheRight(table: Table, sheet: Table, wording: TablesWording): number | null {
  const rows = table.rows.length;
  if (sheet.rows.length !== rows || rows < FEW_ROWS || sheet.pages[0] !== (table.pages.at(-1) ?? 0) + 1) return null;
  if (table.below.some((line) => !isContinuationMark(line, wording))) return null;
  if (!saysNothingNew(sheet.above, table, wording)) return null;
  const labels = repeatedLabels(table, sheet);
  // the same columns again are a second print, not more of the first
  if (labels > 0)
    return heads(table, labels) === heads(sheet, labels) || beginsAnew(table, sheet, labels) ? null : labels;
  return isUnlabelled(sheet) && sameRows(table, sheet) ? 0 : null;
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
    const labels = table === undefined ? null : goesOnToTheRight(table, sheet, wording);
    if (table === undefined || labels === null) joined.push(sheet);
    else joined[joined.length - 1] = appended(table, sheet, labels);
  }
  return joined.map((table, index) => ({ ...table, index }));
}
