import type { RawGlyph } from '../../model/raw-page.ts';

/** Below this opacity, or this difference of luminance from their ground, characters are a watermark (水印), not text. */
const FAINT_ALPHA = 0.4;
const FAINT_CONTRAST = 0.2;

/** Whether a character is pale enough to be a watermark behind the text. */
export function isWatermark(glyph: RawGlyph): boolean {
  if (glyph.alpha < FAINT_ALPHA) return true;
  if (glyph.color === '#000000' && !glyph.ground) return false;
  const [own, ground] = [luminance(glyph.color), luminance(glyph.ground ?? '#ffffff')];
  if (Number.isNaN(own) || Number.isNaN(ground)) return false;
  return Math.abs(own - ground) < FAINT_CONTRAST;
}

function luminance(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  return (0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255)) / 255;
}
