import { boxOfRule, type Rule } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { around, byHeight } from './by-height.ts';

/** The longest line, in points, that may be a piece of a character. */
const LONGEST = 24;
/** How far a line may reach beyond the box of its character, in sizes: an outline is drawn with a pen. */
const PEN = 0.05;
/** So many level and so many upright lines within a character are a stroke of it: 一 has four sides. */
const SIDES = 2;

/**
 * The page without the lines that are drawn round the strokes of its characters (描边字): print made bold by a pen, of which
 * some programs that write PDFs keep the outlines beside the text. A table is ruled between its characters.
 */
export function withoutOutlines(raw: RawPage): RawPage {
  const { rules, glyphs } = raw;
  const longest = Math.min(LONGEST, longestWithin(glyphs));
  const short = rules.filter(({ from, to }) => to - from <= longest);
  const level = short.filter(({ axis }) => axis === 'h').length;
  if (level < SIDES || short.length - level < SIDES) return raw;
  const bands = byHeight(glyphs);
  const within = Map.groupBy(short, (rule) => around(boxOfRule(rule), bands, PEN).find((glyph) => holds(glyph, rule)));
  const drawn = new Set(
    [...within].flatMap(([glyph, lines]) => {
      const level = lines.filter(({ axis }) => axis === 'h').length;
      return glyph !== undefined && level >= SIDES && lines.length - level >= SIDES ? lines : [];
    }),
  );
  return drawn.size === 0 ? raw : { ...raw, rules: rules.filter((rule) => !drawn.has(rule)) };
}

/** The longest line that lies within a character. */
function longestWithin(glyphs: readonly RawGlyph[]): number {
  let longest = 0;
  for (const { x0, y0, x1, y1, size } of glyphs)
    longest = Math.max(longest, Math.max(x1 - x0, y1 - y0) + 2 * PEN * size);
  return longest;
}

function holds({ x0, y0, x1, y1, size, visible }: RawGlyph, { axis, at, from, to }: Rule): boolean {
  const pen = PEN * size;
  const [left, right, top, bottom] = axis === 'h' ? [from, to, at, at] : [at, at, from, to];
  return visible && left > x0 - pen && right < x1 + pen && top > y0 - pen && bottom < y1 + pen;
}
