import type { GlyphPicture, RawGlyph } from '../../model/raw-page.ts';
import { guessDigit } from '../scan/numbers/digit-net.ts';
import { shapeOf } from '../scan/numbers/digit-shapes.ts';

/** Draws a character of an embedded font; null where that cannot be done. */
export type DrawGlyph = (font: string, char: string) => GlyphPicture | null;

/** How sure the net must be of a digit, and how little strange it may be, to speak against the font. */
const SURE = 0.97;
const STRANGE = 0.05;
/** How far from as wide as high a point may be; a comma is longer by its tail. */
const ROUND = 0.16;
/** Least height of a digit, in ems. */
const DIGIT_HEIGHT = 0.42;

/** Part of each side of a character's ink that is drawn where it is a box: no digit has four straight sides. */
const SIDE = 0.9;
/** Least width and height of such a box in pixels; a 1 may be a plain bar, and so is a minus. */
const LEAST_BOX = { width: 12, height: 20 };
/** Darkness from which a pixel counts as ink. */
const BOX_INK = 160;

/** Measures of a character's ink in ems; `foot` is how far it stands above the baseline. */
interface Measures {
  readonly width: number;
  readonly height: number;
  readonly foot: number;
}

function measuresOf({ ink, base, em }: GlyphPicture): Measures | null {
  if (ink === null) return null;
  return { width: (ink.x1 - ink.x0) / em, height: (ink.y1 - ink.y0) / em, foot: (base - ink.y1) / em };
}

function isMinus({ width, height, foot }: Measures): boolean {
  return width >= 1.8 * height && height <= 0.16 && width >= 0.16 && width <= 1 && foot > 0.1 && foot < 0.6;
}

function isPoint({ width, height, foot }: Measures): boolean {
  const most = Math.max(width, height);
  return most <= 0.26 && Math.abs(width - height) <= ROUND * most && foot > -0.02 && foot < 0.1;
}

function isComma({ width, height, foot }: Measures): boolean {
  return height <= 0.45 && width <= 0.3 && height > width && foot < -0.04 && foot + height < 0.26;
}

/** What a character looks like, where that is a sign of amounts; null where it may be anything. */
export function looksLike(picture: GlyphPicture): string | null {
  const measures = measuresOf(picture);
  if (measures === null) return '';
  if (isMinus(measures)) return '-';
  if (isPoint(measures)) return '.';
  if (isComma(measures)) return ',';
  if (measures.height < DIGIT_HEIGHT || measures.width > 0.8 || picture.ink === null) return null;
  const { label, confidence, strange } = guessDigit(shapeOf(picture.raster, picture.ink));
  return confidence >= SURE && strange <= STRANGE ? label : null;
}

/** Whether a character is drawn as a little box (方框), as fonts do with what they lack. */
export function isBox({ raster: { data, width }, ink }: GlyphPicture): boolean {
  if (ink === null || ink.x1 - ink.x0 < LEAST_BOX.width || ink.y1 - ink.y0 < LEAST_BOX.height) return false;
  const { x0, y0, x1, y1 } = ink;
  const isInk = (x: number, y: number) => (data[y * width + x] ?? 255) < BOX_INK;
  const along = (count: number, at: (step: number) => boolean) => {
    let inked = 0;
    for (let step = 0; step < count; step++) if (at(step)) inked++;
    return inked >= SIDE * count;
  };
  return (
    [y0 + 1, y1 - 2].every((y) => along(x1 - x0, (step) => isInk(x0 + step, y))) &&
    [x0 + 1, x1 - 2].every((x) => along(y1 - y0, (step) => isInk(x, y0 + step)))
  );
}

/** Signs of which amounts are made; their meaning can be checked by their looks. */
const CHECKED = new Set('0123456789.,-−');

/** Whether looks can tell anything of a character: it is a sign of amounts, or has no meaning. */
export function isChecked({ text, unreadable }: RawGlyph): boolean {
  return unreadable || (text.length === 1 && CHECKED.has(text));
}

/** The sign that a character is, by its looks, where the font says another; null where they agree or nobody knows. */
export function contradicted({ text, font, char }: RawGlyph, draw: DrawGlyph): string | null {
  const picture = font && char ? draw(font, char) : null;
  // what stands for a missing character looks like a digit
  const seen = picture === null || isBox(picture) ? null : looksLike(picture);
  return seen === null || seen === '' || seen === (text === '−' ? '-' : text) ? null : seen;
}
