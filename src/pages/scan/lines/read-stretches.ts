import type { Box } from '../../../model/box.ts';
import type { BlockReader, RecognisedGlyph, RecognisedLine, RecogniseHint } from '../../../model/raster.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Stretch } from './cut-lines.ts';
import { type Placed, type Strip, typeset } from './engine-strip.ts';

/** A character as read, its box in pixels of the straightened picture. */
export interface Char extends Box {
  readonly text: string;
  readonly confidence: number;
  /** Whether it is so worn that it may be another digit. */
  readonly worn?: true;
  /** Whether the edge of the picture cuts it, and what stood beyond it. */
  readonly cut?: true;
}

/** Height to which each line is enlarged for reading. */
export const LINE_HEIGHT = 36;
/** White between the lines of a strip: as in ordinary print, by which the engine judges the size of type. */
const LEADING = 12;
/** Tallest strip read at once, in pixels. */
const TALLEST = 6000;

/** Bounds of enlarging: beyond them print is lost, or only made soft. */
const ZOOM = { least: 0.4, most: 4 };
/** Height, in parts of the usual one, that a line is taken to have at least. */
const LOW = 0.8;

/** Enlarges each line to about `height` pixels; a low mark (一, —) counts as if it were of usual size. */
export function evenHeight(height: number, em: number): (stretch: Stretch) => number {
  return (stretch) => Math.max(ZOOM.least, Math.min(ZOOM.most, height / Math.max(stretch.y1 - stretch.y0, LOW * em)));
}

/** Reads stretches set as single lines one below the other; one row of characters per stretch, left to right. */
export async function readStretches(
  grey: Grey,
  stretches: readonly Stretch[],
  zoomOf: (stretch: Stretch) => number,
  reader: BlockReader,
  hint: RecogniseHint,
): Promise<Char[][]> {
  const rows: Char[][] = [];
  for (let start = 0; start < stretches.length; ) {
    let end = start;
    for (let height = 0; end < stretches.length && (end === start || height < TALLEST); end++) {
      const stretch = stretches[end];
      if (stretch) height += (stretch.y1 - stretch.y0) * zoomOf(stretch) + LEADING;
    }
    const strip = typeset(grey, stretches.slice(start, end), zoomOf, LEADING);
    const lines = await reader.read(strip.image, hint);
    rows.push(...share(lines, strip));
    start = end;
  }
  return rows;
}

/** Gives each recognised character to the row of the strip in which its middle lies, in the order they were read. */
function share(lines: readonly RecognisedLine[], strip: Strip): Char[][] {
  const rows = strip.placed.map((): Char[] => []);
  for (const line of [...lines].sort((a, b) => a.x0 - b.x0)) {
    for (const glyph of line.glyphs) {
      const index = rowAt(strip.placed, (glyph.y0 + glyph.y1) / 2);
      const place = strip.placed[index];
      if (place) rows[index]?.push(backOnPage(glyph, place));
    }
  }
  return rows.map(inOrder);
}

/** White between two characters, in parts of their height, that belongs to the first of them. */
const CLOSED = 0.5;

/**
 * The engine knows the order of characters better than their places: the places in order go to the characters as read,
 * each reaching to the next unless there is real white between.
 */
export function inOrder(row: readonly Char[]): Char[] {
  const places = [...row].sort((a, b) => a.x0 + a.x1 - b.x0 - b.x1);
  let left = -Infinity;
  return row.map((char, at) => {
    const place = places[at] ?? char;
    // Places overlap where the engine guessed; whoever sorts by left sides must still get the order as read.
    const x0 = Math.max(place.x0, left + 0.5);
    const x1 = Math.max(place.x1, x0 + 0.5);
    left = x0;
    const next = places[at + 1];
    const gap = next ? next.x0 - x1 : Infinity;
    return { ...char, x0, x1: next && gap < CLOSED * (char.y1 - char.y0) ? Math.max(x0 + 0.5, next.x0) : x1 };
  });
}

function rowAt(placed: readonly Placed[], y: number): number {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (y <= (placed[middle]?.bottom ?? 0) + LEADING / 2) high = middle;
    else low = middle + 1;
  }
  return low;
}

function backOnPage(glyph: RecognisedGlyph, { stretch, zoom, x, columns }: Placed): Char {
  const columnAt = (at: number) =>
    columns[Math.max(0, Math.min(columns.length - 1, Math.round((at - x) / zoom)))] ?? stretch.x0;
  const x0 = Math.min(stretch.x1 - 1, columnAt(glyph.x0));
  const x1 = Math.max(x0 + 1, Math.min(stretch.x1, columnAt(glyph.x1) + 1));
  return { text: glyph.text, confidence: glyph.confidence, x0, x1, y0: stretch.y0, y1: stretch.y1 };
}
