import { type Box, overlap } from '../../model/box.ts';
import { boxOfRule, type Rule } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { around, type ByHeight, byHeight } from './by-height.ts';

/** How high what stands beside a digit is, in shares of its size, to be one as well. */
const HEIGHT = { from: 0.45, to: 1.8 };
/** How far from a digit the next of its figure stands, in shares of its size; outlines may reach under it. */
const BESIDE = { from: -0.3, to: 0.35 };
/** Part of its height by which it is level with the digit. */
const LEVEL = 0.6;
/** Share of a character's box that lies under its baseline, and how far off the foot of a stroke may be. */
const DESCENT = 0.14;
const FOOT = 0.12;
/** How high a stroke is that stands for a digit, in shares of the size of the others. */
const STROKE = { from: 0.55, to: 0.9 };
/** How far from a digit such a stroke stands at most: a 1 has room on both sides. */
const ASIDE = 0.45;
/** A line that comes this near to another, in points, is a piece of a frame. */
const NEAR = 4;
/** How far apart the characters of one figure stand, in shares of their size. */
const GAP = 0.6;

const FIGURE = /^[\d.,]$/u;

/**
 * The page with figures of which a part is no text (半字半图) to be read as a whole: its first digit painted or a picture,
 * its ones plain strokes. What is text of them is a number as well, and another one.
 */
export function withSplitFigures(raw: RawPage): RawPage {
  const { marks = [], pictures, rules } = raw;
  const strokes = rules.filter(isStroke);
  if (marks.length + pictures.length + strokes.length === 0) return raw;
  const digits = byHeight(raw.glyphs.filter(isOfFigure));
  if (digits.size === 0) return raw;
  const split = new Set<RawGlyph>();
  for (const shape of [...marks, ...pictures])
    for (const digit of around(shape, digits, BESIDE.to)) if (isPartOf(shape, digit)) split.add(digit);
  const ones = strokes.filter((rule) => {
    const beside = around(boxOfRule(rule), digits, ASIDE).filter((digit) => isOneBeside(rule, digit));
    if (beside.length === 0 || rules.some((other) => other !== rule && meets(rule, other))) return false;
    for (const digit of beside) split.add(digit);
    return true;
  });
  for (const digit of split) if (!isAmount(digit, digits)) split.delete(digit);
  if (split.size === 0) return raw;
  return {
    ...raw,
    glyphs: raw.glyphs.map((glyph) => (split.has(glyph) ? { ...glyph, unreadable: true } : glyph)),
    rules: rules.filter((rule) => !ones.includes(rule)),
    marks: [...marks, ...ones.map(boxOfRule)],
  };
}

/** Whether a character is one of an upright figure that can be read. */
function isOfFigure({ visible, unreadable, angle, text }: RawGlyph): boolean {
  return visible && !unreadable && angle === 0 && FIGURE.test(text);
}

/** Whether a line is short and upright. */
function isStroke({ axis, from, to }: Rule): boolean {
  return axis === 'v' && to - from <= STROKE.to * LARGEST;
}

/** The largest print of tables, in points. */
const LARGEST = 16;

/** Whether a line goes on in another or ends at one: it is a piece of a frame. */
function meets(rule: Rule, other: Rule): boolean {
  if (other.axis === 'v')
    return Math.abs(other.at - rule.at) < 1 && other.from - NEAR < rule.to && rule.from - NEAR < other.to;
  const crosses = other.from - 1 < rule.at && rule.at < other.to + 1;
  return crosses && Math.min(Math.abs(other.at - rule.from), Math.abs(other.at - rule.to)) < 1;
}

function gapBetween(a: Box, b: Box): number {
  return Math.max(b.x0 - a.x1, a.x0 - b.x1);
}

function isPartOf(shape: Box, digit: RawGlyph): boolean {
  const { size } = digit;
  const height = shape.y1 - shape.y0;
  if (height < HEIGHT.from * size || height > HEIGHT.to * size) return false;
  const gap = gapBetween(shape, digit);
  if (gap < BESIDE.from * size || gap > BESIDE.to * size) return false;
  return overlap(shape.y0, shape.y1, digit.y0, digit.y1) > LEVEL * Math.min(height, digit.y1 - digit.y0);
}

/** Whether a stroke stands beside a digit as a 1 would: on its baseline, as high as it, and not in it. */
function isOneBeside(rule: Rule, digit: RawGlyph): boolean {
  const { size } = digit;
  const height = rule.to - rule.from;
  if (height < STROKE.from * size || height > STROKE.to * size) return false;
  if (Math.abs(digit.y1 - DESCENT * size - rule.to) > FOOT * size) return false;
  const gap = gapBetween(boxOfRule(rule), digit);
  return gap > 0 && gap < ASIDE * size;
}

/** Whether the run of a digit is an amount, and no ordinal, year or page number. */
function isAmount(digit: RawGlyph, digits: ByHeight): boolean {
  const line = around(digit, digits, Infinity).filter(({ y1 }) => Math.abs(y1 - digit.y1) < 1);
  const run = new Set([digit]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const glyph of line) {
      if (run.has(glyph) || ![...run].some((one) => gapBetween(one, glyph) < GAP * digit.size)) continue;
      run.add(glyph);
      grown = true;
    }
  }
  const text = [...run].map((glyph) => glyph.text).join('');
  return /[.,]/u.test(text) && /\d/u.test(text);
}
