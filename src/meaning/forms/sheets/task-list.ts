import type { FormWords } from '../../../declare/forms.ts';
import { isPlainlyAmount, parsePrinted } from '../../../model/money.ts';
import type { Table, TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import { headerAt } from './columns.ts';
import { cutOut } from './cut-out.ts';
import type { Sheet, SheetCell } from './sheet.ts';

/** A list of tasks (年度主要任务) within a form: 任务名称 and 主要内容 beside what each task may spend. */
export interface TaskList {
  /** The row in which its header begins. */
  readonly from: number;
  /** The row after its header. */
  readonly body: number;
  /** The row after its last one. */
  readonly to: number;
  /** The columns of the table's grid that name the tasks. */
  readonly names: readonly number[];
  /** Those that hold their money. */
  readonly money: readonly number[];
}

/** The first list of tasks with money in a form; null where there is none. */
export function taskListIn(sheet: Sheet, words: FormWords): TaskList | null {
  for (const [row, cells] of sheet.starting.entries()) {
    const at = cells.findIndex(({ text, source }) => meaningOf(words.tasks, text, source)?.value === 'name');
    const name = cells[at];
    const drawn = sheet.table.rows[row]?.[at];
    if (name === undefined || drawn === undefined) continue;
    const body = headerEnd(sheet, name, words);
    const to = listEnd(sheet, name, body, words);
    const money = moneyColumns(sheet.table, { from: row, body, to }, drawn, words);
    if (money.length > 0) return { from: row, body, to, names: columnsOf(drawn), money };
  }
  return null;
}

/** The money of the tasks as a table of its own: their names beside the columns of amounts. */
export function taskMoney(table: Table, { from, to, names, money }: TaskList): Table {
  const rows = Array.from({ length: to - from }, (_, at) => from + at);
  return cutOut(table, rows, [...names, ...money]);
}

/** The cells of a list of tasks that say nothing of a form's head: its headings, and the money below them. */
export function taskCells(
  { starting, table }: Sheet,
  { from, body, to, names, money }: TaskList,
): readonly SheetCell[] {
  return starting.slice(from, to).flatMap((cells, at) =>
    cells.filter((_, index) => {
      const column = table.rows[from + at]?.[index]?.column ?? -1;
      return money.includes(column) || (from + at < body && column >= (names[0] ?? 0));
    }),
  );
}

/** Headings of money may stand in a second row (预算金额 over 总额, 财政拨款, 其他资金) where no cell spans both. */
function headerEnd(sheet: Sheet, { row, endRow, x1 }: SheetCell, words: FormWords): number {
  const heads = (sheet.starting[row] ?? []).filter((cell) => cell.x0 >= x1 - EDGE);
  const deepest = Math.max(endRow, ...heads.map((cell) => cell.endRow));
  const below = (sheet.starting[deepest] ?? []).filter(({ text }) => text !== '');
  const isHeading = ({ text, source }: SheetCell) => meaningOf(words.tasks, text, source) !== null;
  return below.length > 0 && below.every(isHeading) ? deepest + 1 : deepest;
}

/** Borders of one column, in parts of the table's width. */
const EDGE = 0.005;

/** The list ends with the cell on its left that names it, or where no task begins below the last one; indicators are no tasks. */
function listEnd(sheet: Sheet, name: SheetCell, body: number, words: FormWords): number {
  const block = (sheet.covering[name.row] ?? []).find((cell) => cell.x1 <= name.x0 + EDGE && cell.endRow > body);
  const begins = (row: number) =>
    sheet.starting[row]?.some((cell) => Math.abs(cell.x0 - name.x0) < EDGE && cell.text !== '') === true;
  let to = body;
  while (block === undefined ? begins(to) : to < block.endRow) {
    if (headerAt(sheet, to, words) !== null) break;
    to++;
  }
  return to;
}

/** The columns right of the names under which amounts stand, from the first to the last. */
function moneyColumns(
  table: Table,
  { from, body, to }: Pick<TaskList, 'from' | 'body' | 'to'>,
  name: TableCell,
  words: FormWords,
): readonly number[] {
  const last = Math.max(...columnsOf(name));
  const heads = table.rows.slice(from, body).flat();
  const isMoney = (cell: TableCell) =>
    meaningOf(words.tasks, compact(cell.text), cell.source)?.value === 'money' && cell.column > last;
  const headed = heads.filter(isMoney).flatMap(columnsOf);
  const cells = table.rows.slice(body, to).flat();
  const amounts = cells.filter((cell) => {
    const text = compact(cell.text);
    if (cell.column <= last) return false;
    return headed.includes(cell.column) ? parsePrinted(text) !== null : isPlainlyAmount(text);
  });
  if (amounts.length === 0) return [];
  const held = [...new Set(amounts.flatMap(columnsOf))];
  const [first, end] = [Math.min(...held, ...headed), Math.max(...held, ...headed)];
  return Array.from({ length: end - first + 1 }, (_, at) => first + at);
}

function columnsOf({ column, columnSpan }: TableCell): number[] {
  return Array.from({ length: columnSpan }, (_, at) => column + at);
}
