import type { StatementsWording } from '../../../declare/wording/wording.ts';
import type { TextLine } from '../../../model/grid.ts';
import { isBroken } from '../names.ts';
import type { Part } from '../row-label.ts';

/** White (font sizes) that parts two columns between which no rule was seen; it is wider than any within a name. */
const WIDE = 1;

const WORDS = /\p{Script=Han}{2,}/u;
const CODE = /^[A-Z]?\d{2,}$/u;

/** The texts on both sides of the one wide white in a line; null where there is none, or several: words set wide. */
function sidesOf({ glyphs }: TextLine): readonly [string, string] | null {
  const sorted = glyphs.filter(({ text }) => text.trim() !== '').toSorted((a, b) => a.x0 - b.x0);
  const wide = sorted.flatMap((glyph, at) => {
    const before = sorted[at - 1];
    return before !== undefined && glyph.x0 - before.x1 > WIDE * glyph.size ? [at] : [];
  });
  const [at, other] = wide;
  if (at === undefined || other !== undefined) return null;
  const text = (part: typeof sorted) => part.map((glyph) => glyph.text).join('');
  return [text(sorted.slice(0, at)), text(sorted.slice(at))];
}

/** Whether a name is perhaps that of two columns, a unit's and a project's, or begins with a code that nothing took for one. */
function isOfTwoColumns({ code, nameCell }: Pick<Part, 'code' | 'nameCell'>): boolean {
  return (nameCell?.lines ?? []).some((line) => {
    const sides = sidesOf(line);
    if (sides === null || !WORDS.test(sides[1])) return false;
    return WORDS.test(sides[0]) || (code === null && CODE.test(sides[0]));
  });
}

/** Whether a name may be those of two lines, or of two columns. */
export function isOddName(part: Part, name: string, wording: StatementsWording): boolean {
  return isBroken(name, wording) || isOfTwoColumns(part);
}
