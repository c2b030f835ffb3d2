import type { TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import type { RowLabel } from '../row-label.ts';

/** Digits that may be a code: a number of a row is shorter, and a year is none. */
const CODE = /^(?!(?:19|20)\d{2}$)\d{3,12}$/u;

/**
 * Whether a row prints a code before the name of its line that nothing took for one: in a column whose heading, or that of
 * the names, was not understood.
 * @param printed the cells of the row that hold anything
 * @param values columns of figures
 */
export function printsUnreadCode(
  printed: readonly TableCell[],
  { main, further }: RowLabel,
  values: ReadonlySet<number>,
): boolean {
  const name = main?.nameCell ?? null;
  // a project may stand beside the code of its unit
  if (main === null || name === null || main.code !== null || main.scheme === 'project') return false;
  const before = printed.filter(({ column }) => column < name.column && !values.has(column));
  const taken = [main, ...further].flatMap(({ codeCells }) => codeCells);
  return before.some((cell) => !taken.includes(cell) && CODE.test(compact(cell.text)));
}
