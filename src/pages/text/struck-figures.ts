import { type Box, overlap, union } from '../../model/box.ts';
import type { Rule } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { around, byHeight } from './by-height.ts';

/** Lengths in points between which a line may strike a figure out; rules of tables go on beyond it. */
const SHORTEST = 6;
const LONGEST = 480;
/** How far from the middle of its digits the line runs at most, and how far it goes beyond them, in sizes. */
const MIDDLE = 0.24;
const BEYOND = 1;
/** Part of the figure under which a line is no stroke through it. */
const MOST_OF_IT = 0.6;
/** How high a slanting stroke may be, in sizes. */
const STEEP = 1.2;
/** What is struck out: figures and words. */
const PRINT = /^[\d０-９.,，．\u4e00-\u9fff]$/u;

/**
 * The page with the figures and words marked that are struck out (划掉): a line runs through their middle from end to end.
 * They were printed, and do not count.
 */
export function withStruckFigures(raw: RawPage): RawPage {
  const { rules, marks = [], glyphs } = raw;
  const level = whole(rules).filter(isAsLong);
  const slanting = marks.filter((mark) => isAsLong(mark) && mark.y1 - mark.y0 < mark.x1 - mark.x0);
  const strokes = [...level, ...slanting];
  if (strokes.length === 0) return raw;
  const bands = byHeight(glyphs.filter(({ visible, angle, text }) => visible && angle === 0 && PRINT.test(text)));
  const struck = new Set(strokes.flatMap((stroke) => struckBy(stroke, around(stroke, bands, BEYOND))));
  if (struck.size === 0) return raw;
  return { ...raw, glyphs: glyphs.map((glyph) => (struck.has(glyph) ? { ...glyph, struck: true } : glyph)) };
}

function isAsLong({ x0, x1 }: Box): boolean {
  return x1 - x0 >= SHORTEST && x1 - x0 <= LONGEST;
}

/** How far apart, in points, pieces of one line lie at most, and how much higher one may be than the other. */
const APART = 1;
const HIGHER = 0.3;

/** The level lines of a page, each in one piece: lines of tables are often drawn cell by cell. */
function whole(rules: readonly Rule[]): readonly Box[] {
  const level = rules.filter(({ axis }) => axis === 'h').sort((a, b) => a.at - b.at || a.from - b.from);
  const lines: Box[] = [];
  for (const { at, from, to } of level) {
    const last = lines.at(-1);
    if (last !== undefined && at - last.y0 < HIGHER && from - last.x1 < APART && from >= last.x0)
      lines.splice(-1, 1, { ...last, x1: Math.max(last.x1, to) });
    else lines.push({ x0: from, x1: to, y0: at, y1: at });
  }
  return lines;
}

/** The characters through which a stroke runs; none where it runs elsewhere. */
function struckBy(stroke: Box, print: readonly RawGlyph[]): readonly RawGlyph[] {
  const middle = (stroke.y0 + stroke.y1) / 2;
  const near = print.filter(
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
  const words = wordsUnder(stroke, near);
  if (words.length > 0) return words;
  return overlap(box.x0, box.x1, stroke.x0, stroke.x1) >= MOST_OF_IT * (box.x1 - box.x0) ? near : [];
}

/** How far beyond words in a line a stroke through them alone may end, in sizes: it was drawn for them; and beyond one character. */
const EXACT = 0.2;
const EXACT_ONE = 0.06;

/** The words in a line through which a stroke runs from their first character to their last; none where it ends elsewhere. */
function wordsUnder(stroke: Box, near: readonly RawGlyph[]): readonly RawGlyph[] {
  const words = near.filter(({ x0, x1 }) => (x0 + x1) / 2 > stroke.x0 && (x0 + x1) / 2 < stroke.x1);
  const box = union(words);
  if (box === null) return [];
  const slack = (words.length === 1 ? EXACT_ONE : EXACT) * (words[0]?.size ?? 0);
  return Math.abs(box.x0 - stroke.x0) < slack && Math.abs(box.x1 - stroke.x1) < slack ? words : [];
}
