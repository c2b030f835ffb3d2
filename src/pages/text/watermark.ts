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
/** What is as large as this and less dark than that is a watermark where it stands behind other print. */
const HUGE = 1.8;
const GREY_CONTRAST = 0.45;
/** The part of the smaller of a pale character and other print that they may share before one lies behind the other. */
const BEHIND = 0.3;

/**
 * The characters of a page that are a watermark. Pale print of the size of all else, which stands nowhere behind other print,
 * is print in a pale ink (浅色字): whole tables are greyed, and whole pages with their titles. None on nearly all pages.
 */
export function watermarkOf(glyphs: readonly RawGlyph[], turn: Turn): ReadonlySet<RawGlyph> {
  const grey = glyphs.filter((glyph) => glyph.visible && isPaler(glyph, GREY_CONTRAST));
  if (grey.length === 0) return new Set();
  const shown = glyphs.filter(({ visible }) => visible);
  const usual = shown.map(({ size }) => size).sort((a, b) => a - b)[shown.length >> 1] ?? 0;
  const pale = grey.filter((glyph) => isWatermark(glyph) || glyph.size >= HUGE * usual);
  const largest = 2 * pale.length > shown.length ? Number.POSITIVE_INFINITY : LARGE * usual;
  const behind = new Set<string>();
  const found = new Set(pale);
  const greys = new Set(grey);
  const shadows = new Set<RawGlyph>();
  eachMeeting(shown, 0, (left, right) => {
    if (greys.has(left) !== greys.has(right)) {
      const [one, other] = greys.has(left) ? [left, right] : [right, left];
      if (isShadowOf(one, other)) shadows.add(one);
    }
    if (found.has(left) === found.has(right)) return;
    const [one, other] = found.has(left) ? [left, right] : [right, left];
    if (one.text.trim() !== '' && other.text.trim() !== '' && shareOf(one, other) > BEHIND) behind.add(inkOf(one));
  });
  for (const shadow of wholeShadows(grey, shadows)) found.add(shadow);
  for (const glyph of pale) {
    const isPrint = !isWatermark(glyph) || (glyph.size < largest && isLevel(glyph.angle, turn));
    if (isPrint && !behind.has(inkOf(glyph)) && !shadows.has(glyph)) found.delete(glyph);
  }
  return found;
}

/** How far off a shadow lies from its character, in sizes, and the part of all print in its ink that are shadows. */
const SHIFT = 0.35;
const ALL_SHADOWS = 0.9;

/** Whether a pale character is the shadow (阴影字) of a dark one: the same, a little aside. */
function isShadowOf(pale: RawGlyph, dark: RawGlyph): boolean {
  const off = SHIFT * dark.size;
  return pale.text === dark.text && Math.abs(pale.x0 - dark.x0) < off && Math.abs(pale.y0 - dark.y0) < off;
}

/** Those shadows whose ink prints nothing else. */
function wholeShadows(grey: readonly RawGlyph[], shadows: ReadonlySet<RawGlyph>): readonly RawGlyph[] {
  if (shadows.size === 0) return [];
  const inks = Map.groupBy(
    grey.filter(({ text }) => text.trim() !== ''),
    inkOf,
  );
  const isWhole = (print: readonly RawGlyph[]) =>
    print.filter((glyph) => shadows.has(glyph)).length >= ALL_SHADOWS * print.length;
  return [...inks.values()].filter(isWhole).flatMap((print) => print.filter((glyph) => shadows.has(glyph)));
}

/** Print that is alike is one watermark. */
function inkOf({ color, alpha, size }: RawGlyph): string {
  return `${color}/${alpha}/${Math.round(size)}`;
}

function shareOf(one: RawGlyph, other: RawGlyph): number {
  const shared = overlap(one.x0, one.x1, other.x0, other.x1) * overlap(one.y0, one.y1, other.y0, other.y1);
  return shared / Math.max(1e-6, Math.min(areaOf(one), areaOf(other)));
}

function areaOf({ x0, x1, y0, y1 }: RawGlyph): number {
  return (x1 - x0) * (y1 - y0);
}

/** Whether a character is pale enough to be a watermark behind the text. */
export function isWatermark(glyph: RawGlyph): boolean {
  return isPaler(glyph, FAINT_CONTRAST);
}

/** Whether a character is nearly transparent, or differs less than that from its ground. */
function isPaler(glyph: RawGlyph, contrast: number): boolean {
  if (glyph.alpha < FAINT_ALPHA) return true;
  if (glyph.color === '#000000' && !glyph.ground) return false;
  const [own, ground] = [luminance(glyph.color), luminance(glyph.ground ?? '#ffffff')];
  if (Number.isNaN(own) || Number.isNaN(ground)) return false;
  return Math.abs(own - ground) * glyph.alpha < contrast;
}

function luminance(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  return (0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255)) / 255;
}
