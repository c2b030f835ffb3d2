import type { RawGlyph } from '../../model/raw-page.ts';

/** Below this opacity, or lighter than this luminance on white, characters are a watermark (水印), not text. */
const FAINT_ALPHA = 0.4;
const FAINT_LUMINANCE = 0.8;

/** Whether a character is pale enough to be a watermark behind the text. */
export function isWatermark(glyph: RawGlyph): boolean {
  if (glyph.alpha < FAINT_ALPHA) return true;
  if (glyph.color === '#000000') return false;
  const value = Number.parseInt(glyph.color.slice(1), 16);
  if (Number.isNaN(value)) return false;
  const luminance = (0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255)) / 255;
  // White text that is visible stands on a coloured ground: that is a header cell, not a watermark.
  return luminance > FAINT_LUMINANCE && luminance < 0.985;
}
