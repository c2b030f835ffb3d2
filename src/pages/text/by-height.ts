import type { Box } from '../../model/box.ts';
import type { RawGlyph } from '../../model/raw-page.ts';

/** Height in points of the bands of a page in which characters are looked up: of the largest print of tables. */
const BAND = 16;

/** Characters by the bands in which their middles lie. */
export type ByHeight = ReadonlyMap<number, readonly RawGlyph[]>;

function bandOf({ y0, y1 }: Box): number {
  return Math.floor((y0 + y1) / 2 / BAND);
}

/** Sorts the characters of a page by height (按高度), so that of thousands few are asked about each shape. */
export function byHeight(glyphs: readonly RawGlyph[]): ByHeight {
  return Map.groupBy(glyphs, bandOf);
}

/** The characters whose middles lie about as high as a shape's. */
export function around(box: Box, bands: ByHeight): readonly RawGlyph[] {
  const band = bandOf(box);
  return [band - 1, band, band + 1].flatMap((at) => bands.get(at) ?? []);
}
