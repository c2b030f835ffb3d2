import type { FormWords } from '../../../declare/forms.ts';
import type { TextLine } from '../../../model/grid.ts';
import { isBlankAmount, parsePrinted } from '../../../model/money.ts';
import type { Table, TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import { headerAt } from './columns.ts';
import { cutOut } from './cut-out.ts';
import type { Sheet } from './sheet.ts';

/** A plan and what was spent. */
const FEWEST = 2;

/** Where the execution of a budget stands in a form: its head, and the rows of money below. */
interface Block {
  readonly heads: readonly TableCell[];
  /** Headings that are said to be of money and stand over names. */
  readonly overNames: readonly TableCell[];
  readonly from: number;
  readonly body: number;
  readonly to: number;
}

/**
 * The money of 预算执行情况 within forms that tell how a budget was spent (绩效自评表): 年初预算数, 全年预算数 and 全年执行数 side by side,
 * in one row or in rows by source (总额, 其中：财政资金), as a table of its own. Null where no form has such columns.
 */
export function executionMoney(sheet: Sheet, words: FormWords): Table | null {
  const { table } = sheet;
  const blocks = table.rows.flatMap((_, row) => blockAt(sheet, row, words) ?? []);
  const [first] = blocks;
  if (first === undefined) return null;
  const columns = first.heads.flatMap(columnsOf);
  const alike = blocks.filter(({ heads }) => String(heads.flatMap(columnsOf)) === String(columns));
  const rows = alike.flatMap(({ from, to }) => range(from, to));
  const body = alike.flatMap((one) => table.rows.slice(one.body, one.to).flat());
  const names = body.filter((cell) => cell.column + cell.columnSpan === columns[0] && compact(cell.text) !== '');
  const kept = [...new Set([...names.flatMap(columnsOf), ...columns])].toSorted((one, other) => one - other);
  const cut = cutOut(withoutHeads(table, new Set(alike.flatMap((one) => one.overNames))), rows, kept);
  return { ...cut, above: [...cut.above, ...unitBeside(table, first)] };
}

function blockAt(sheet: Sheet, row: number, words: FormWords): Block | null {
  const { table } = sheet;
  const told = headsIn(table.rows[row] ?? [], words);
  if (told.length === 0) return null;
  const body = row + Math.max(...told.map(({ rowSpan }) => rowSpan));
  const isOver = (head: TableCell) => {
    const columns = columnsOf(head);
    return (table.rows[body] ?? []).filter(({ column }) => columns.includes(column)).every(isMoney);
  };
  const heads = told.filter(isOver);
  if (heads.length < FEWEST) return null;
  const columns = heads.flatMap(columnsOf);
  const to = bodyEnd(sheet, columns, body, words);
  const cells = table.rows.slice(body, to).flat();
  const prints = cells.some(({ column, text }) => columns.includes(column) && parsePrinted(compact(text)) !== null);
  return prints ? { heads, overNames: told.filter((head) => !heads.includes(head)), from: row, body, to } : null;
}

/** A heading of money that stands over names (年度预算数（万元）) heads none. */
function withoutHeads(table: Table, heads: ReadonlySet<TableCell>): Table {
  return { ...table, rows: table.rows.map((row) => row.filter((cell) => !heads.has(cell))) };
}

/** The unit that a heading left of the money prints (部门预算执行情况（万元）), as a line over the table. */
function unitBeside({ rows }: Table, { heads, overNames, from }: Block): TextLine[] {
  const [first] = heads;
  const before = rows.slice(0, from + 1).flat();
  const beside = before.filter(
    ({ row, rowSpan, column }) => row <= from && from < row + rowSpan && column < (first?.column ?? 0),
  );
  return [...beside, ...overNames, ...heads].flatMap(({ text, box, source, confidence }) =>
    text.includes('元') ? [{ ...box, text: compact(text), size: box.y1 - box.y0, source, confidence, glyphs: [] }] : [],
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** The headings of money in a row: plans and what was spent, beside one another; none where only one of them is told. */
function headsIn(cells: readonly TableCell[], { execution }: FormWords): TableCell[] {
  const told = cells.flatMap((cell) => {
    const is = meaningOf(execution, compact(cell.text), cell.source)?.value;
    return is === undefined ? [] : [{ cell, is }];
  });
  const spent = told.findIndex(({ is }) => is === 'spent');
  return spent > 0 && told[spent - 1]?.is === 'planned' ? told.map(({ cell }) => cell) : [];
}

function isMoney({ text }: TableCell): boolean {
  return isBlankAmount(text) || parsePrinted(compact(text)) !== null;
}

/** Money goes on as long as nothing but amounts stands in its columns; indicators are none. */
function bodyEnd({ table, ...sheet }: Sheet, columns: readonly number[], body: number, words: FormWords): number {
  let to = body;
  for (; to < table.rows.length; to++) {
    const cells = (table.rows[to] ?? []).filter(({ column }) => columns.includes(column));
    if (cells.length === 0 || !cells.every(isMoney) || headerAt({ table, ...sheet }, to, words) !== null) break;
  }
  return to;
}

function columnsOf({ column, columnSpan }: TableCell): number[] {
  return Array.from({ length: columnSpan }, (_, at) => column + at);
}
