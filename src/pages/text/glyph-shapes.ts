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

/** How sure the net must be of a digit, and how little strange it may be, where all others of the font are known. */
const RATHER = 0.9;
const RATHER_STRANGE = 0.35;

/** The digit that a character rather is than another; to be believed only where no other of its font looks so. */
export function looksRather(picture: GlyphPicture): string | null {
  const measures = measuresOf(picture);
  if (measures === null || picture.ink === null || measures.height < DIGIT_HEIGHT || measures.width > 0.8) return null;
  const { label, confidence, strange } = guessDigit(shapeOf(picture.raster, picture.ink));
  return confidence >= RATHER && strange <= RATHER_STRANGE ? label : null;
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

/** What makes 元 a unit of another size: each tells amounts apart by a thousand or more. */
const SCALES = new Set('千万亿');
/**
 * Parts of the height (spine: one upright stroke through the middle) and of the width (roof: one level stroke in the upper
 * half) of a character. In eleven families of type 千 has a spine of 0.90 at the least, 万 of 0.79 at the most and 亿 of 0.43;
 * 万 has a roof of 0.94 at the least, 亿 of 0.59 at the most.
 */
const SPINE = 0.85;
const ROOF = 0.76;
/** Where the middle of a character's width begins and ends, and its upper half ends. */
const MIDDLE = { from: 0.3, to: 0.7 };
const UPPER = 0.45;
/** Ink lower than this in pixels is too small to tell strokes. */
const LEAST_SCALE = 20;

/** Whether a character may be the scale of a unit (万元): it is worth a look. */
export function isScale({ text }: RawGlyph): boolean {
  return SCALES.has(text);
}

/** Whether the scale of a unit is drawn otherwise than it is said to be: 万 that the font calls 千 makes a tenth of every amount. */
export function isBeliedScale({ text, font, char }: RawGlyph, draw: DrawGlyph): boolean {
  const picture = font && char ? draw(font, char) : null;
  if (picture === null || picture.ink === null || isBox(picture)) return false;
  const { x0, y0, x1, y1 } = picture.ink;
  if (y1 - y0 < LEAST_SCALE || x1 - x0 < LEAST_SCALE / 2) return false;
  const { data, width } = picture.raster;
  const isInk = (x: number, y: number) => x < x1 && y < y1 && (data[y * width + x] ?? 255) < BOX_INK;
  const part = (from: number, size: number, at: number) => Math.floor(from + size * at);
  const [left, right] = [part(x0, x1 - x0, MIDDLE.from), part(x0, x1 - x0, MIDDLE.to)];
  const spine = longest(left, right, y0, y1, isInk) / (y1 - y0);
  const roof = longest(y0, part(y0, y1 - y0, UPPER), x0, x1, (y, x) => isInk(x, y) || isInk(x, y + 1)) / (x1 - x0);
  if (text === '千') return spine < SPINE;
  return text === '万' ? spine >= SPINE || roof < ROOF : roof >= ROOF;
}

/** The longest run of ink on any of the lines between `from` and `to`, along which it goes from `start` to `end`. */
function longest(
  from: number,
  to: number,
  start: number,
  end: number,
  isInk: (line: number, at: number) => boolean,
): number {
  let most = 0;
  for (let line = from; line < to; line++) {
    let run = 0;
    for (let at = start; at < end; at++) {
      run = isInk(line, at) ? run + 1 : 0;
      if (run > most) most = run;
    }
  }
  return most;
}
