import { sortInPlace } from '../../geometry/sorted.ts';
import type { Box } from '../../model/box.ts';
import type { RawGlyph } from '../../model/raw-page.ts';

/** Height in points of the bands of a page in which characters are looked up: of the largest print of tables. */
const BAND = 16;

/** Characters from left to right, with the width and the size of the largest. */
interface Band {
  readonly glyphs: readonly RawGlyph[];
  readonly widest: number;
  readonly largest: number;
}

/** Characters by the bands in which their middles lie. */
export type ByHeight = ReadonlyMap<number, Band>;

function bandOf({ y0, y1 }: Box): number {
  return Math.floor((y0 + y1) / 2 / BAND);
}

/** Sorts the characters of a page by height (按高度), so that of thousands few are asked about each shape. */
export function byHeight(glyphs: readonly RawGlyph[]): ByHeight {
  const bands = new Map<number, Band>();
  for (const [band, members] of Map.groupBy(glyphs, bandOf)) {
    let widest = 0;
    let largest = 0;
    for (const { x0, x1, size } of members) {
      if (x1 - x0 > widest) widest = x1 - x0;
      if (size > largest) largest = size;
    }
    bands.set(band, { glyphs: sortInPlace(members, (a, b) => a.x0 - b.x0), widest, largest });
  }
  return bands;
}

/**
 * The characters whose middles lie about as high as a shape's, no further aside of it than `reach` in sizes of the largest;
 * some may lie further.
 */
export function around(box: Box, bands: ByHeight, reach: number): RawGlyph[] {
  const found: RawGlyph[] = [];
  const own = bandOf(box);
  for (let at = own - 1; at <= own + 1; at++) {
    const band = bands.get(at);
    if (band === undefined) continue;
    const { glyphs, widest, largest } = band;
    const aside = reach * largest;
    for (let next = firstFrom(glyphs, box.x0 - aside - widest); next < glyphs.length; next++) {
      const glyph = glyphs[next];
      if (glyph === undefined || glyph.x0 > box.x1 + aside) break;
      found.push(glyph);
    }
  }
  return found;
}

/** Where in a row the characters begin that start at `x` or behind it. */
function firstFrom(glyphs: readonly RawGlyph[], x: number): number {
  let [low, high] = [0, glyphs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((glyphs[middle]?.x0 ?? x) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
