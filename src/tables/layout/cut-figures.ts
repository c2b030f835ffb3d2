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

/** Characters of one figure are drawn one after the other; others stand so far from them in the order of drawing. */
const FAR = 20;
/** So many digits may have got into a figure, and so many characters at least are the figure. */
const FEW = 2;
const LEAST = 3;
/** More figures of a page than these, and than this share, are drawn in pieces by habit. */
const SOME = 3;
const HABIT = 0.05;

const IN_FIGURES = /^[\d.,，．]$/u;

/** A cell's characters and the place of each in the order of drawing. */
export interface DrawnCell {
  readonly glyphs: readonly Glyph[];
  readonly order: readonly number[];
}

/** Whether one or two digits of a figure were drawn at quite another time than the rest of it. */
function isPieced({ glyphs, order }: DrawnCell): boolean {
  const [first, last] = [order[0] ?? 0, order.at(-1) ?? 0];
  if (glyphs.length <= LEAST || last - first < FAR) return false;
  if (!glyphs.every(({ text, source }) => source === 'text' && IN_FIGURES.test(text))) return false;
  const sizes: number[] = [0];
  for (const [at, place] of order.entries()) {
    if (at > 0 && place - (order[at - 1] ?? 0) > FAR) sizes.push(0);
    sizes.push((sizes.pop() ?? 0) + 1);
  }
  return sizes.length > 1 && Math.min(...sizes) <= FEW && Math.max(...sizes) >= LEAST;
}

/**
 * The cells of a page with a figure into which digits of another print may have got: the number of the page, a stamp. Where
 * many figures are drawn so, it says nothing.
 */
export function cellsWithIntruders<T extends DrawnCell>(cells: readonly T[]): ReadonlySet<T> {
  const pieced = cells.filter(isPieced);
  if (pieced.length <= SOME) return new Set(pieced);
  const figures = cells.filter(
    ({ glyphs }) => glyphs.length >= LEAST && glyphs.every(({ text }) => IN_FIGURES.test(text)),
  );
  return new Set(pieced.length <= HABIT * figures.length ? pieced : []);
}
