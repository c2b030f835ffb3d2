import type { TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';
import { SURE } from '../../sureness.ts';
import type { Block } from '../head/columns.ts';
import type { Part, RowLabel } from '../row-label.ts';

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

/** Whether a code of a unit or a project, which no dictionary confirms, was read unsurely, or as no code (J24 for 024). */
export function isUnsureCode({ code, codeCells }: Part): boolean {
  const recognised = codeCells.filter(({ source }) => source === 'ocr');
  return recognised.some(({ confidence, text }) => (code === null ? /\d/u.test(text) : confidence < SURE.code));
}

/** Whether a block's codes begin with 款 or 项: the column of 类 was taken for something else, and no code is whole. */
export function beginsBelow({ labels }: Block): boolean {
  const parts = labels[0]?.codes.map(({ part }) => part) ?? [];
  return parts.length > 0 && parts.every((part) => part === '款' || part === '项');
}
