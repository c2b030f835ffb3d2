import type { Glyph } from '../../model/page.ts';

/**
 * Two prints of one character this close are one, printed twice to look bold: a share of the font size, and no more than
 * a share of its width, since narrow type stands close (`33` set at a third of its width).
 */
const OVERPRINT = 0.2;
const OWN_WIDTH = 0.45;
const BAND = 4;

/**
 * Keeps one of the characters printed on top of each other (假粗体). Goes by position, never by repetition:
 * `7 7` may be real.
 */
export function dropOverprints(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<string, Map<number, Glyph[]>>();
  return glyphs.filter((glyph) => {
    let bands = seen.get(glyph.text);
    if (bands === undefined) {
      bands = new Map();
      seen.set(glyph.text, bands);
    }
    const reach = OVERPRINT * glyph.size;
    const aside = Math.min(reach, OWN_WIDTH * (glyph.x1 - glyph.x0));
    const near = (other: Glyph) => Math.abs(other.x0 - glyph.x0) < aside && Math.abs(other.y0 - glyph.y0) < reach;
    for (let band = Math.floor((glyph.y0 - reach) / BAND); band <= Math.floor((glyph.y0 + reach) / BAND); band++) {
      if (bands.get(band)?.some(near)) return false;
    }
    const own = Math.floor(glyph.y0 / BAND);
    const list = bands.get(own);
    if (list) list.push(glyph);
    else bands.set(own, [glyph]);
    return true;
  });
}
