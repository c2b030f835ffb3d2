import type { Grey } from './clean-ink.ts';

/** Values that only a picture with shades has, and the part of its dark pixels that such have at least. */
const SHADES = { from: 48, to: 208 };
const SHADED = 0.05;

/** Whether a picture knows black and white only: a fax, a copier's bilevel scan. */
export function isBilevel({ data }: Grey): boolean {
  let dark = 0;
  let shaded = 0;
  for (let at = 0; at < data.length; at += 7) {
    const value = data[at] ?? 255;
    if (value < SHADES.to) dark++;
    if (value >= SHADES.from && value < SHADES.to) shaded++;
  }
  return shaded < SHADED * dark;
}

/**
 * By how much softened ink is darkened again: strokes a pixel wide become half as dark as others, and characters were taken
 * for others of which the eye sees the difference. At 1.5 closed counters fill up.
 */
const DARKENED = 1.3;
const DARKER = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, 255 - DARKENED * (255 - value)));

/**
 * The picture with the soft edges that readers of print were trained on: each pixel mixed with its neighbours (1-2-1 both
 * ways). Strokes broken by a threshold close.
 */
export function softened({ width, height, data }: Grey): Grey {
  const out = new Uint8Array(data.length).fill(255);
  const row = new Uint16Array(width);
  for (let y = 1; y < height - 1; y++) {
    const at = y * width;
    for (let x = 0; x < width; x++)
      row[x] = (data[at - width + x] ?? 255) + 2 * (data[at + x] ?? 255) + (data[at + width + x] ?? 255);
    for (let x = 1; x < width - 1; x++)
      out[at + x] = DARKER[((row[x - 1] ?? 0) + 2 * (row[x] ?? 0) + (row[x + 1] ?? 0)) >> 4] ?? 255;
  }
  return { width, height, data: out };
}
