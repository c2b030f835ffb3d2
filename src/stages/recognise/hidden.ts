import { type Box, contains } from '../../model/box.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { narrowFigure } from './grammar.ts';

/** The text layer under a scan: never trusted, but a second reading of what the picture shows. */
export interface HiddenLayer {
  /** Its characters whose middle lies in `box` (page as displayed), left to right, half-width without spaces. */
  textIn(box: Box): string;
}

/** Rows of the page by which characters are found again. */
const ROW = 24;

export function hiddenLayer(raw: RawPage): HiddenLayer {
  const rows = new Map<number, RawGlyph[]>();
  for (const glyph of raw.glyphs) {
    if (glyph.angle !== 0 || glyph.unreadable || glyph.text.trim() === '') continue;
    const row = Math.floor((glyph.y0 + glyph.y1) / 2 / ROW);
    const known = rows.get(row);
    if (known) known.push(glyph);
    else rows.set(row, [glyph]);
  }
  return {
    textIn: (box) => {
      const found: RawGlyph[] = [];
      for (let row = Math.floor(box.y0 / ROW) - 1; row <= Math.floor(box.y1 / ROW) + 1; row++)
        for (const glyph of rows.get(row) ?? [])
          if (contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2, 1.5)) found.push(glyph);
      found.sort((a, b) => a.x0 - b.x0);
      return narrowFigure(found.map((glyph) => glyph.text).join(''));
    },
  };
}
