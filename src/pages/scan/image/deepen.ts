import { type Blob, findBlobs } from './blobs.ts';
import type { Grey } from './clean-ink.ts';

/** Heights between which a blob may be a character, in parts of an inch. */
const LEAST = 1 / 25;
const MOST = 1 / 6;
/** Fewer characters do not show what print is like here. */
const ENOUGH = 40;

/** Darkest value that usual print reaches without being deepened, and the one from which it is no print at all. */
const PALE = 40;
const NO_PRINT = 135;

/** Blobs of the size of characters. */
function characters(blobs: readonly Blob[], dpi: number): readonly Blob[] {
  return blobs.filter(({ x0, x1, y0, y1 }) => y1 - y0 > LEAST * dpi && y1 - y0 < MOST * dpi && x1 - x0 < MOST * dpi);
}

/**
 * How pale the print of a page is: the darkest value that half of its characters do not reach. Thin strokes of small
 * type never get as dark as rules and headings, however black their ink.
 */
function paleness(blobs: readonly Blob[], dpi: number): number {
  const darkest = characters(blobs, dpi)
    .map((blob) => blob.darkest)
    .sort((a, b) => a - b);
  return darkest.length < ENOUGH ? 0 : (darkest[darkest.length >> 1] ?? 0);
}

/** Pale small print made as dark as print is elsewhere; null where it is so already. */
export function deepened(grey: Grey, blobs: readonly Blob[], dpi: number): Grey | null {
  const black = paleness(blobs, dpi);
  if (black < PALE) return null;
  if (black >= NO_PRINT) return strengthened(grey, dpi);
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, ((value - black) * 255) / (255 - black)));
  return { ...grey, data: grey.data.map((value) => table[value] ?? 255) };
}

/** Values between which the darkest print of a faint page lies, the one of its paper, and the part of a page that print is. */
const FAINT = 100;
const FAINTEST = 225;
const PAPER = 250;
const SOME = 0.002;

/**
 * A page all of whose print is faint (通篇浅淡), made as dark as print is; null where it has none, or none that is like
 * characters. For pages on which nothing else is seen.
 */
export function strengthened(grey: Grey, dpi: number): Grey | null {
  const counts = new Uint32Array(256);
  for (const value of grey.data) counts[value] = (counts[value] ?? 0) + 1;
  let [sum, black] = [0, 0];
  while (sum < SOME * grey.data.length && black <= FAINTEST) sum += counts[black++] ?? 0;
  if (black > FAINTEST || black < FAINT) return null;
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.min(255, Math.max(0, ((value - black) * 255) / (PAPER - black))),
  );
  const deep = { ...grey, data: grey.data.map((value) => table[value] ?? 255) };
  const blobs = findBlobs(deep);
  return blobs !== null && characters(blobs, dpi).length >= ENOUGH ? deep : null;
}
