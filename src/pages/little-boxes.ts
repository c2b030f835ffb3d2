import { type Box, contains } from '../model/box.ts';
import { asUpright, type Glyph, type Page } from '../model/page.ts';
import type { RawGlyph, RawPage } from '../model/raw-page.ts';
import { UNREAD } from '../model/text.ts';
import { printsIn } from './triage/unexplained.ts';

/**
 * Those prints that are figures with a little box (缺字框) in them: it looks like a digit, which its font lacks, or like two,
 * and they would be read so in every table alike, so that sums hold. Nobody is asked what it is; words may have a box to tick.
 */
export function boxedFigures(prints: readonly Box[], { glyphs }: RawPage): readonly Box[] {
  const boxes = glyphs.filter(isBoxed);
  if (boxes.length === 0) return [];
  return prints.filter((print) => {
    if (!boxes.some((glyph) => isIn(print, glyph))) return false;
    return !glyphs.some((glyph) => glyph.visible && !glyph.unreadable && WORD.test(glyph.text) && isIn(print, glyph));
  });
}

const WORD = /\p{L}/u;

function isBoxed({ visible, unreadable, boxed }: RawGlyph): boolean {
  return visible && unreadable && boxed === true;
}

function isIn(print: Box, { x0, x1, y0, y1 }: Box): boolean {
  return contains(print, (x0 + x1) / 2, (y0 + y1) / 2);
}

/** The characters of a page that was recognised, with characters without meaning in place of what was taken for such boxes. */
export function withBoxes(page: Page, raw: RawPage): readonly Glyph[] {
  if (page.kind !== 'scan' || !raw.glyphs.some(isBoxed)) return page.glyphs;
  const figures = boxedFigures(printsIn(raw), raw);
  const boxes = raw.glyphs
    .filter((glyph) => isBoxed(glyph) && figures.some((print) => isIn(print, glyph)))
    .map((glyph): Glyph => {
      const upright = asUpright(glyph, raw.width, raw.height, page.turn);
      return { ...upright, text: UNREAD, size: glyph.size, source: 'text', confidence: 0, clip: null };
    });
  return [...page.glyphs.filter((glyph) => !boxes.some((box) => isIn(box, glyph))), ...boxes];
}
