import type { FormWords } from '../../../declare/forms.ts';
import type { TextLine } from '../../../model/grid.ts';
import { isBlankAmount, parsePrinted } from '../../../model/money.ts';
import type { Table, TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { meaningOf } from '../goals/fuzzy.ts';
import type { Sheet } from './sheet.ts';

/** A row of money that prints each amount behind its own words: 预算数：| 100.5 | 执行数：| 98.25. */
interface Pair {
  readonly planned: TableCell;
  readonly plan: TableCell;
  readonly spent: TableCell;
  readonly spending: TableCell;
}

/**
 * The money of 预算执行情况 whose words stand before the amounts, not over them, with the rows by source below (其中：财政拨款 twice),
 * as a table of its own: one column of plans, one of what was spent. Null where no form has such rows.
 */
export function executionPairs({ table }: Sheet, words: FormWords): Table | null {
  const at = table.rows.findIndex((cells) => pairIn(cells, words) !== null);
  const first = pairIn(table.rows[at] ?? [], words);
  if (first === null) return null;
  const parts: Pair[] = [];
  for (const cells of table.rows.slice(at + 1)) {
    const part = partIn(cells, first);
    if (part === null) break;
    parts.push(part);
  }
  const block = table.rows
    .slice(0, at + 1)
    .flat()
    .filter((cell) => cell.column < first.planned.column && cell.row <= at && at < cell.row + cell.rowSpan);
  const place = (cell: TableCell, row: number, column: number): TableCell => ({
    ...{ ...cell, row, column },
    ...{ rowSpan: 1, columnSpan: 1 },
  });
  const whole = block.at(-1);
  const head = [place(first.planned, 0, 1), place(first.spent, 0, 2)];
  const rows = [first, ...parts].map(({ planned, plan, spending }, index) => {
    const name = index > 0 ? planned : whole;
    const values = [place(plan, index + 1, 1), place(spending, index + 1, 2)];
    return name === undefined ? values : [place(name, index + 1, 0), ...values];
  });
  const xs = [first.planned.box.x0, first.plan.box.x0, first.spending.box.x0, first.spending.box.x1];
  return { ...table, xs, rows: [head, ...rows], above: [...table.above, ...unitsIn([...block, first.planned])] };
}

function pairIn(cells: readonly TableCell[], { execution }: FormWords): Pair | null {
  const meaning = ({ text, source }: TableCell) => meaningOf(execution, compact(text), source)?.value;
  for (const [at, planned] of cells.entries()) {
    const [plan, spent, spending] = cells.slice(at + 1, at + 4);
    if (plan === undefined || spent === undefined || spending === undefined) return null;
    const told = meaning(planned) === 'planned' && meaning(spent) === 'spent';
    if (told && isFigure(plan) && isFigure(spending)) return { planned, plan, spent, spending };
  }
  return null;
}

/** The same columns in a row below: a source, once for the plan and once for what was spent of it. */
function partIn(cells: readonly TableCell[], first: Pair): Pair | null {
  const under = ({ column }: TableCell) => cells.find((cell) => cell.column === column);
  const [planned, plan, spent, spending] = [first.planned, first.plan, first.spent, first.spending].map(under);
  if (planned === undefined || plan === undefined || spent === undefined || spending === undefined) return null;
  const named = compact(planned.text) !== '' && compact(planned.text) === compact(spent.text);
  return named && isMoney(plan) && isMoney(spending) ? { planned, plan, spent, spending } : null;
}

const isFigure = ({ text }: TableCell) => parsePrinted(compact(text)) !== null;
const isMoney = (cell: TableCell) => isBlankAmount(cell.text) || isFigure(cell);

/** The unit that a heading beside the money prints (预算执行情况（万元）), as a line over the table. */
function unitsIn(cells: readonly TableCell[]): TextLine[] {
  return cells.flatMap(({ text, box, source, confidence }) =>
    text.includes('元') ? [{ ...box, text: compact(text), size: box.y1 - box.y0, source, confidence, glyphs: [] }] : [],
  );
}
