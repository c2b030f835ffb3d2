import type { RawGlyph, RawPage } from '../../model/raw-page.ts';

/** How far apart the characters of one figure stand, in shares of their size. */
const GAP = 0.35;
/** How much higher one stands than the next at most, in shares of its size: marks that are raised are told by that. */
const LEVEL = 0.12;
/** Difference of colours, of 255 in one of red, green and blue, that is seen. */
const APART = 96;
/** Fewest digits of a figure that prints neither separator nor point: a year has less. */
const LONG = 5;

const FIGURE = /^[\d.,，．]$/u;
const DIGIT = /^\d$/u;

/**
 * The page with those digits marked that stand right beside others of another colour (异色数字): the number of a footnote or a
 * correction, and no digit of the figure. Of figures whose parts are coloured, all of the lesser part are.
 */
export function withForeignDigits(raw: RawPage): RawPage {
  const coloured = raw.glyphs.some(({ color, visible, text }) => visible && color !== '#000000' && DIGIT.test(text));
  if (!coloured) return raw;
  const foreign = new Set(figuresOf(raw.glyphs).flatMap(foreignIn));
  if (foreign.size === 0) return raw;
  return { ...raw, glyphs: raw.glyphs.map((glyph) => (foreign.has(glyph) ? { ...glyph, foreign: true } : glyph)) };
}

/** Characters drawn one after the other that stand side by side as those of a figure do. */
function figuresOf(glyphs: readonly RawGlyph[]): RawGlyph[][] {
  const figures: RawGlyph[][] = [];
  for (const glyph of glyphs) {
    if (!glyph.visible || glyph.angle !== 0 || !FIGURE.test(glyph.text)) continue;
    const own = figures.at(-1);
    const last = own?.at(-1);
    if (own !== undefined && last !== undefined && isNext(last, glyph)) own.push(glyph);
    else figures.push([glyph]);
  }
  return figures;
}

function isNext(a: RawGlyph, b: RawGlyph): boolean {
  const gap = b.x0 - a.x1;
  return Math.abs(gap) < GAP * a.size && Math.abs(a.y1 - b.y1) < LEVEL * a.size;
}

/** The digits of the lesser colour, where two colours meet between digits; parts beside a point may have their own. */
function foreignIn(figure: readonly RawGlyph[]): readonly RawGlyph[] {
  const digits = figure.filter(({ text }) => DIGIT.test(text));
  if (digits.length === figure.length && digits.length < LONG) return [];
  const meet = figure.some((glyph, at) => {
    const next = figure[at + 1];
    return next !== undefined && digits.includes(glyph) && digits.includes(next) && areApart(glyph.color, next.color);
  });
  if (!meet) return [];
  const first = digits[0]?.color ?? '';
  const [same, other] = [
    digits.filter(({ color }) => !areApart(color, first)),
    digits.filter(({ color }) => areApart(color, first)),
  ];
  return same.length < other.length ? same : other;
}

function areApart(a: string, b: string): boolean {
  if (a === b) return false;
  const [one, other] = [Number.parseInt(a.slice(1), 16), Number.parseInt(b.slice(1), 16)];
  return [16, 8, 0].some((shift) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255)) > APART);
}
