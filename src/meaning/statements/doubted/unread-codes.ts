import type { Lexicon } from '../../../declare/lexicon.ts';
import type { TableCell } from '../../../model/table.ts';
import { compact, tidyName } from '../../../model/text.ts';
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
 * @param isUnit whether a name is a unit's
 */
export function printsUnreadCode(
  printed: readonly TableCell[],
  { main, further }: RowLabel,
  values: ReadonlySet<number>,
  isUnit: (name: string) => boolean,
): boolean {
  const name = main?.nameCell ?? null;
  if (main === null || name === null || main.code !== null) return false;
  // a project may stand beside the code of its unit
  if (main.scheme === 'project' && !isUnit(main.nameText)) return false;
  const before = printed.filter(({ column }) => column < name.column && !values.has(column));
  // codes of a sort that no name is of are in no line
  const named = further.filter(({ nameCell }) => nameCell !== null);
  const taken = [main, ...named].flatMap(({ codeCells }) => codeCells);
  return before.some((cell) => !taken.includes(cell) && CODE.test(compact(cell.text)));
}

/** The classifications of whose names a line may be. */
const CLASSES = ['functional', 'economic_department', 'economic_government'] as const;

/** Whether the code of a unit stands for that of a subject (416301 before 工资福利支出): the column of its own was not read. */
export function isUnitsCode({ main }: RowLabel, lexicon: Lexicon, isUnit: (name: string) => boolean): boolean {
  if (main === null || main.scheme !== 'unit' || main.code === null) return false;
  const name = tidyName(main.nameText);
  return !isUnit(name) && CLASSES.some((scheme) => lexicon.byName(scheme, name, null).length > 0);
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
