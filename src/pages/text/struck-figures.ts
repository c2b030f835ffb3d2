import { type Box, overlap, union } from '../../model/box.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { around, byHeight } from './by-height.ts';

/** Lengths in points between which a line may strike a figure out; rules of tables go on beyond it. */
const SHORTEST = 6;
const LONGEST = 120;
/** How far from the middle of its digits the line runs at most, and how far it goes beyond them, in sizes. */
const MIDDLE = 0.24;
const BEYOND = 1;
/** Part of the figure under which a line is no stroke through it. */
const MOST_OF_IT = 0.6;
/** How high a slanting stroke may be, in sizes. */
const STEEP = 1.2;

/**
 * The page with the figures marked that are struck out (划掉): a line runs through their middle from end to end. They were
 * printed, and do not count.
 */
export function withStruckFigures(raw: RawPage): RawPage {
  const { rules, marks = [], glyphs } = raw;
  const level = rules.flatMap(({ axis, at, from, to }): Box[] => {
    const length = to - from;
    return axis === 'h' && length >= SHORTEST && length <= LONGEST ? [{ x0: from, x1: to, y0: at, y1: at }] : [];
  });
  const slanting = marks.filter(({ x0, x1, y0, y1 }) => x1 - x0 >= SHORTEST && x1 - x0 <= LONGEST && y1 - y0 < x1 - x0);
  const strokes = [...level, ...slanting];
  if (strokes.length === 0) return raw;
  const digits = glyphs.filter(({ visible, angle, text }) => visible && angle === 0 && /^[\d０-９.,，．]$/u.test(text));
  const bands = byHeight(digits);
  const struck = new Set(strokes.flatMap((stroke) => struckBy(stroke, around(stroke, bands, BEYOND))));
  if (struck.size === 0) return raw;
  return { ...raw, glyphs: glyphs.map((glyph) => (struck.has(glyph) ? { ...glyph, struck: true } : glyph)) };
}

/** The characters of the figure through which a stroke runs; none where it runs elsewhere. */
function struckBy(stroke: Box, digits: readonly RawGlyph[]): readonly RawGlyph[] {
  const middle = (stroke.y0 + stroke.y1) / 2;
  const near = digits.filter(
    ({ x0, x1, y0, y1, size }) =>
      Math.abs((y0 + y1) / 2 - middle) < MIDDLE * size &&
      x1 > stroke.x0 - BEYOND * size &&
      x0 < stroke.x1 + BEYOND * size,
  );
  const box = union(near);
  if (box === null || near.length < 2) return [];
  const { size } = near[0] ?? { size: 0 };
  if (stroke.y1 - stroke.y0 > STEEP * size || stroke.x0 < box.x0 - BEYOND * size || stroke.x1 > box.x1 + BEYOND * size)
    return [];
  return overlap(box.x0, box.x1, stroke.x0, stroke.x1) >= MOST_OF_IT * (box.x1 - box.x0) ? near : [];
}
