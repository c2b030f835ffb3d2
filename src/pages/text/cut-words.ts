import type { RawGlyph } from '../../model/raw-page.ts';
import { isWrittenOver } from './doubtful-print.ts';

/** How near the characters of one word stand, in shares of their size, and how far apart their lines lie at most, in sizes. */
const BESIDE = 0.15;
const NEXT_LINE = 2;

const IDEOGRAPH = /^[\u4e00-\u9fff]$/u;

/**
 * The characters at which words break off (半截的字): the next one, or the next line, was painted over or cut off by its cell,
 * and nothing stands in its place. What is left may be another name.
 */
export function cutWords(glyphs: readonly RawGlyph[]): ReadonlySet<RawGlyph> {
  const found = new Set<RawGlyph>();
  glyphs.forEach((gone, at) => {
    if (gone.visible || !isPartOfPage(gone) || gone.text.trim() === '') return;
    const [before, after] = [glyphs[at - 1], glyphs[at + 1]];
    const ends = [
      ...(before !== undefined && (standsBeside(before, gone) || isWrapped(before, gone)) ? [before] : []),
      ...(after !== undefined && standsBeside(after, gone) ? [after] : []),
    ].filter(({ visible, text }) => visible && IDEOGRAPH.test(text));
    if (ends.length > 0 && !isWrittenOver(gone, glyphs)) for (const end of ends) found.add(end);
  });
  return found;
}

/** Whether a character would be seen, but for what hides it: no layer that is off, no text without ink. */
function isPartOfPage({ hidden }: RawGlyph): boolean {
  return hidden === 'clipped' || hidden === 'covered' || hidden === 'blotted';
}

function isAlike(a: RawGlyph, b: RawGlyph): boolean {
  return Math.abs(a.size - b.size) < 0.1 && a.angle === b.angle;
}

function standsBeside(a: RawGlyph, b: RawGlyph): boolean {
  const gap = Math.max(b.x0 - a.x1, a.x0 - b.x1);
  return isAlike(a, b) && Math.abs(gap) < BESIDE * a.size && Math.abs(b.y1 - a.y1) < 1;
}

/** Whether a character begins the line after the one that `before` ends. */
function isWrapped(before: RawGlyph, next: RawGlyph): boolean {
  const down = next.y1 - before.y1;
  return isAlike(before, next) && next.x0 < before.x0 && down > 1 && down < NEXT_LINE * before.size;
}
