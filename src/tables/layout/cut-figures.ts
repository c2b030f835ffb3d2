import type { Box } from '../../model/box.ts';
import type { Glyph, Page } from '../../model/page.ts';

/** Neighbours in one figure stand this close, and at one height (shares of the font size). */
const TIGHT = 0.12;
/** A space that groups digits keeps them no further apart. */
const SPACE = 0.35;
const LEVEL = 0.05;
/** A character of which less than this is left by its clip is not seen. */
const UNSEEN = 0.25;

const FIGURE = /^[\d,.，．()（）\-－−]$/u;

/** Whether a frame cuts the character off at its left or right side. */
function isCutOff({ x0, x1, text, source, clip }: Glyph): boolean {
  if (clip === null || source !== 'text' || !FIGURE.test(text)) return false;
  return Math.min(x1, clip.x1) - Math.max(x0, clip.x0) < UNSEEN * (x1 - x0);
}

function sameFrame(a: Box | null, b: Box | null): boolean {
  return a !== null && b !== null && a.x0 === b.x0 && a.x1 === b.x1 && a.y0 === b.y0 && a.y1 === b.y1;
}

function touches(left: Glyph, right: Glyph): boolean {
  const { size } = left;
  return (
    FIGURE.test(left.text) &&
    FIGURE.test(right.text) &&
    right.x0 - left.x1 > -TIGHT * size &&
    right.x0 - left.x1 < SPACE * size &&
    Math.abs(right.y1 - left.y1) < LEVEL * size &&
    Math.abs(right.size - size) < LEVEL * size &&
    sameFrame(left.clip, right.clip)
  );
}

/**
 * The page's characters with the digits that a cell's frame cuts off its figures (单元格截断): `536,000.00` is a wrong
 * figure, not a short one. They are marked `cut`, for nobody can see them.
 */
export function withCutFigures({ glyphs, aside }: Page): readonly Glyph[] {
  const hidden = aside.filter(isCutOff);
  if (hidden.length === 0) return glyphs;
  const before = new Map<Glyph, Glyph[]>();
  const after = new Map<Glyph, Glyph[]>();
  for (const base of glyphs) {
    if (base.clip === null || !FIGURE.test(base.text)) continue;
    const left = chain(base, hidden, (one, next) => touches(next, one));
    const right = chain(base, hidden, (one, next) => touches(one, next));
    if (left.length > 0) before.set(base, left.reverse());
    if (right.length > 0) after.set(base, right);
  }
  return glyphs.flatMap((glyph) => [...(before.get(glyph) ?? []), glyph, ...(after.get(glyph) ?? [])]);
}

/** The hidden characters that stand one beside the other from `base` on. */
function chain(base: Glyph, hidden: readonly Glyph[], beside: (one: Glyph, next: Glyph) => boolean): Glyph[] {
  const found: Glyph[] = [];
  for (let one: Glyph | undefined = base; one !== undefined; ) {
    const from: Glyph = one;
    one = hidden.find((next) => !found.includes(next) && beside(from, next));
    if (one !== undefined) found.push(one);
  }
  return found.map((glyph) => ({ ...glyph, cut: true }));
}
