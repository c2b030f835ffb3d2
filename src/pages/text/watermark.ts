import { overlap } from '../../model/box.ts';
import type { Turn } from '../../model/page.ts';
import type { RawGlyph } from '../../model/raw-page.ts';
import { eachMeeting } from './meetings.ts';
import { isLevel } from './untold.ts';

/** Below this opacity, or this difference of luminance from their ground, characters are a watermark (水印), not text. */
const FAINT_ALPHA = 0.4;
const FAINT_CONTRAST = 0.2;

/** Larger than this, against most print of the page, pale print is no part of its tables. */
const LARGE = 1.5;
/** The part of a pale character over which other print may stand before it lies behind that. */
const BEHIND = 0.3;

/**
 * The characters of a page that are a watermark. Pale print of the size of all else, which stands nowhere behind other print,
 * is print in a pale ink (浅色字): whole tables are greyed, and whole pages with their titles. None on nearly all pages.
 */
export function watermarkOf(glyphs: readonly RawGlyph[], turn: Turn): ReadonlySet<RawGlyph> {
  const pale = glyphs.filter((glyph) => glyph.visible && isWatermark(glyph));
  if (pale.length === 0) return new Set();
  const shown = glyphs.filter(({ visible }) => visible);
  const usual = shown.map(({ size }) => size).sort((a, b) => a - b)[shown.length >> 1] ?? 0;
  const largest = 2 * pale.length > shown.length ? Number.POSITIVE_INFINITY : LARGE * usual;
  const behind = new Set<string>();
  const found = new Set(pale);
  eachMeeting(shown, 0, (left, right) => {
    if (found.has(left) === found.has(right)) return;
    const [one, other] = found.has(left) ? [left, right] : [right, left];
    if (one.text.trim() !== '' && other.text.trim() !== '' && shareOf(one, other) > BEHIND) behind.add(inkOf(one));
  });
  for (const glyph of pale)
    if (glyph.size < largest && isLevel(glyph.angle, turn) && !behind.has(inkOf(glyph))) found.delete(glyph);
  return found;
}

/** Print that is alike is one watermark. */
function inkOf({ color, alpha, size }: RawGlyph): string {
  return `${color}/${alpha}/${Math.round(size)}`;
}

function shareOf(one: RawGlyph, other: RawGlyph): number {
  const shared = overlap(one.x0, one.x1, other.x0, other.x1) * overlap(one.y0, one.y1, other.y0, other.y1);
  return shared / Math.max(1e-6, (one.x1 - one.x0) * (one.y1 - one.y0));
}

/** Whether a character is pale enough to be a watermark behind the text. */
export function isWatermark(glyph: RawGlyph): boolean {
  if (glyph.alpha < FAINT_ALPHA) return true;
  if (glyph.color === '#000000' && !glyph.ground) return false;
  const [own, ground] = [luminance(glyph.color), luminance(glyph.ground ?? '#ffffff')];
  if (Number.isNaN(own) || Number.isNaN(ground)) return false;
  return Math.abs(own - ground) * glyph.alpha < FAINT_CONTRAST;
}

function luminance(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  return (0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255)) / 255;
}
