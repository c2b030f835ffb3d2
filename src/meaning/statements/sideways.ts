import { isBlankAmount, parsePrinted } from '../../model/money.ts';
import type { Table, TableCell } from '../../model/table.ts';

/** Fewer rows may be alike by chance. */
const FEWEST_ROWS = 4;
/** How much rows of two sheets of one print may differ in height, points. */
const SAME_HEIGHT = 1;

function holdsAmount(row: readonly TableCell[]): boolean {
  return row.some((cell) => /[.,]\d/u.test(cell.text) && parsePrinted(cell.text) !== null);
}

/** Rows of the head: those before the first amount. */
function headRows(table: Table): number {
  return table.rows.findIndex(holdsAmount);
}

/** Whether nothing below the head is a word: no column names or numbers the lines. */
function hasOnlyFigures(table: Table, head: number): boolean {
  const body = table.rows.slice(head).flat();
  return body.every(({ text }) => isBlankAmount(text) || parsePrinted(text) !== null);
}

function height(row: readonly TableCell[]): number | null {
  const single = row.find((cell) => cell.rowSpan === 1);
  return single === undefined ? null : single.box.y1 - single.box.y0;
}

/**
 * Whether a sheet goes on to the right of the table before it: a head of as many rows, no names of its own, and below it
 * row for row the same heights (a wide table printed over several sheets that repeat neither title nor names).
 */
export function goesOnSideways(table: Table, next: Table): boolean {
  const [head, nextHead] = [headRows(table), headRows(next)];
  const rows = table.rows.length;
  if (head < 1 || head !== nextHead || next.rows.length !== rows || rows - head < FEWEST_ROWS) return false;
  if (next.pages.length !== table.pages.length) return false;
  if (hasOnlyFigures(table, head) || !hasOnlyFigures(next, head)) return false;
  const alike = table.rows.slice(head).filter((row, at) => {
    const [one, other] = [height(row), height(next.rows[head + at] ?? [])];
    return one !== null && other !== null && Math.abs(one - other) <= SAME_HEIGHT;
  });
  return alike.length >= 0.9 * (rows - head);
}

/** Both as one table: the columns of `next` right of those of `table`. */
export function widened(table: Table, next: Table): Table {
  const columns = table.xs.length - 1;
  const right = table.xs.at(-1) ?? 0;
  const [left = 0, ...borders] = next.xs;
  const moved = (cell: TableCell): TableCell => ({ ...cell, column: cell.column + columns });
  return {
    ...table,
    pages: [...table.pages, ...next.pages],
    xs: [...table.xs, ...borders.map((x) => right + x - left)],
    rows: table.rows.map((row, at) => [...row, ...(next.rows[at] ?? []).map(moved)]),
    below: next.below,
  };
}
