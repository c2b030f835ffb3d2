import type { Blob } from './blobs.ts';
import type { Grey } from './clean-ink.ts';

/** Heights between which a blob may be a character, in parts of an inch. */
const LEAST = 1 / 25;
const MOST = 1 / 6;
/** Fewer characters do not show what print is like here. */
const ENOUGH = 40;

/** Darkest value that usual print reaches without being deepened, and the one from which it is no print at all. */
const PALE = 40;
const NO_PRINT = 135;

/**
 * How pale the print of a page is: the darkest value that half of its characters do not reach. Thin strokes of small
 * type never get as dark as rules and headings, however black their ink.
 */
function paleness(blobs: readonly Blob[], dpi: number): number {
  const darkest = blobs
    .filter(({ x0, x1, y0, y1 }) => y1 - y0 > LEAST * dpi && y1 - y0 < MOST * dpi && x1 - x0 < MOST * dpi)
    .map((blob) => blob.darkest)
    .sort((a, b) => a - b);
  return darkest.length < ENOUGH ? 0 : (darkest[darkest.length >> 1] ?? 0);
}

/** Pale small print made as dark as print is elsewhere; null where it is so already. */
export function deepened(grey: Grey, blobs: readonly Blob[], dpi: number): Grey | null {
  const black = paleness(blobs, dpi);
  if (black < PALE || black >= NO_PRINT) return null;
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, ((value - black) * 255) / (255 - black)));
  return { ...grey, data: grey.data.map((value) => table[value] ?? 255) };
}
