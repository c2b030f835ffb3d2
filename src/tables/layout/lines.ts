import { sortInPlace } from '../../geometry/sorted.ts';
import type { TextLine } from '../../model/grid.ts';
import type { Glyph } from '../../model/page.ts';

/** Characters whose centres differ by less than this share of the font size stand on one line. */
const SAME_LINE = 0.5;
/** A gap wider than this share of the font size reads as a space; between Latin letters a narrower one does. */
const SPACE = 0.3;
const LATIN_SPACE = 0.15;
const LATIN = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Characters in any order → text lines, top to bottom, each left to right. Only geometry is trusted. */
export function textLines(glyphs: readonly Glyph[]): TextLine[] {
  if (glyphs.length === 0) return [];
  const sorted = sortInPlace([...glyphs], (a, b) => a.y0 + a.y1 - b.y0 - b.y1);
  const lines: TextLine[] = [];
  let open: Glyph[] = [];
  let centre = 0;
  let size = 0;
  for (const glyph of sorted) {
    const own = (glyph.y0 + glyph.y1) / 2;
    if (open.length > 0 && own - centre > SAME_LINE * Math.max(size, glyph.size)) {
      lines.push(lineOf(open));
      open = [];
    }
    if (open.length === 0) {
      centre = own;
      size = glyph.size;
    }
    open.push(glyph);
  }
  if (open.length > 0) lines.push(lineOf(open));
  return lines;
}

/** One line of the given characters, whatever their heights. */
export function lineOf(glyphs: Glyph[]): TextLine {
  sortInPlace(glyphs, (a, b) => a.x0 - b.x0);
  let text = '';
  let right = Infinity;
  let before = '';
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  let size = 0;
  let confidence = 1;
  let source: TextLine['source'] = 'text';
  for (const glyph of glyphs) {
    const gap = (glyph.x0 - right) / glyph.size;
    if (gap > SPACE || (gap > LATIN_SPACE && (LATIN.test(before) || LATIN.test(glyph.text)))) text += ' ';
    text += glyph.text;
    before = glyph.text;
    if (right === Infinity || glyph.x1 > right) right = glyph.x1;
    if (glyph.x0 < x0) x0 = glyph.x0;
    if (glyph.y0 < y0) y0 = glyph.y0;
    if (glyph.x1 > x1) x1 = glyph.x1;
    if (glyph.y1 > y1) y1 = glyph.y1;
    if (glyph.size > size) size = glyph.size;
    if (glyph.confidence < confidence) confidence = glyph.confidence;
    if (glyph.source === 'ocr') source = 'ocr';
  }
  return { text, x0, y0, x1, y1, size, source, confidence, glyphs };
}
