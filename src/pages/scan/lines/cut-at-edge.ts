import type { Prepared } from '../image/prepare.ts';
import { movedAt } from '../image/straighten.ts';
import type { Stretch } from './cut-lines.ts';
import type { Char } from './read-stretches.ts';

/** So near (in parts of a character's height) to the edge of its picture print may be cut by it: of a digit a sliver is dust. */
const AT_EDGE = 0.3;

/** Characters with the first or the last marked where the edge of the picture cuts their line: a figure may go on beyond it. */
export function markCut(
  chars: readonly Char[],
  { x0, x1, y0, y1 }: Pick<Stretch, 'x0' | 'x1' | 'y0' | 'y1'>,
  { upright, slant, em }: Pick<Prepared, 'upright' | 'slant' | 'em'>,
): readonly Char[] {
  const moved = movedAt(slant, upright, (y0 + y1) / 2);
  const near = Math.max(1, AT_EDGE * em);
  const isCut = (at: number) =>
    (at === 0 && x0 + moved <= near) || (at === chars.length - 1 && x1 + moved >= upright.width - near);
  return chars.some((_, at) => isCut(at))
    ? chars.map((char, at) => (isCut(at) ? { ...char, cut: true } : char))
    : chars;
}
