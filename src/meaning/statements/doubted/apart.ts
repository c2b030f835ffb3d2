import type { StatementsWording } from '../../../declare/wording/wording.ts';
import type { TextLine } from '../../../model/grid.ts';
import type { TableCell } from '../../../model/table.ts';
import { isBroken } from '../names.ts';
import type { Part } from '../row-label.ts';

/** White (font sizes) that parts two columns between which no rule was seen; it is wider than any within a name. */
const WIDE = 1;

const WORDS = /\p{Script=Han}{2,}/u;
const CODE = /^[A-Z]?\d{2,}$/u;

/** The texts of a line between its wide whites. */
function partsOf({ glyphs }: TextLine): readonly string[] {
  const parts: string[] = [];
  let end: number | null = null;
  for (const { text, x0, x1, size } of glyphs.toSorted((a, b) => a.x0 - b.x0)) {
    if (text.trim() === '') continue;
    if (end === null || x0 - end > WIDE * size) parts.push(text);
    else parts.push(`${parts.pop() ?? ''}${text}`);
    end = x1;
  }
  return parts;
}

/** The texts on both sides of the one wide white in a line; null where there is none, or several: words set wide. */
function sidesOf(line: TextLine): readonly [string, string] | null {
  const [first, second, more] = partsOf(line);
  return first === undefined || second === undefined || more !== undefined ? null : [first, second];
}

/** Whether a name is perhaps that of two columns, a unit's and a project's, or begins with a code that nothing took for one. */
function isOfTwoColumns({ code, nameCell }: Pick<Part, 'code' | 'nameCell'>): boolean {
  return (nameCell?.lines ?? []).some((line) => {
    const sides = sidesOf(line);
    if (sides === null || !WORDS.test(sides[1])) return false;
    return WORDS.test(sides[0]) || (code === null && CODE.test(sides[0]));
  });
}

const NUMBER = /^[-－—]?\d[\d,，.．]*$/u;

/** Whether a figure stands behind a name, across a wide white: that of a column from which no rule parts it. */
export function endsInFigure({ lines }: Pick<TableCell, 'lines'>): boolean {
  return lines.some((line) => {
    const parts = partsOf(line);
    return parts.length > 1 && WORDS.test(parts.slice(0, -1).join('')) && NUMBER.test(parts.at(-1) ?? '');
  });
}

/** Whether a name may be those of two lines, or of two columns. */
export function isOddName(part: Part, name: string, wording: StatementsWording): boolean {
  return isBroken(name, wording) || isOfTwoColumns(part);
}
