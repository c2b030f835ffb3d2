import type { Glyph, Rule } from '../../model/page.ts';

/** A footnote mark (脚注标记) is no larger than this share of what it stands at. */
const SMALL = 0.85;
/** Its baseline is raised or lowered by at least this share of the larger size, and it begins within this share behind it. */
const RAISED = 0.15;
const NEAR = 0.4;
/** Share of a character's box below its baseline. */
const DESCENT = 0.14;
/** Width (points) of the stripes of a page in which bases are looked up. */
const STRIPE = 8;
/** Bands of a page, each as high as its largest character, in which a mark or one that it goes on from has its base. */
const NEARBY = [-2, -1, 0, 1, 2];
/** More bands of characters than any page has. */
const BANDS = 1_000_000;

/** What footnotes are numbered with. */
const MARK = /^[\d*＊※#＃†‡,，()（）[\]【】〔〕①-⑳注]$/u;
/** A mark stands behind a figure, an ideograph or a closing bracket; behind a Latin letter it is an exponent (m²). */
const BASE = /^[\d)）\]】〕”》%％\p{Script=Han}]$/u;

function baseline({ y0, y1 }: Glyph): number {
  return y1 - (y1 - y0) * DESCENT;
}

function standsAt(mark: Glyph, base: Glyph): boolean {
  if (mark.size > SMALL * base.size || !BASE.test(base.text)) return false;
  const white = mark.x0 - base.x1;
  if (white < -RAISED * base.size || white > NEAR * base.size) return false;
  const raised = baseline(base) - baseline(mark);
  return (raised > RAISED * base.size && mark.y1 > base.y0) || (-raised > RAISED * base.size && mark.y0 < base.y1);
}

function isRightBefore(point: Glyph, { x0, y0, y1, size }: Glyph): boolean {
  const level = (y0 + y1) / 2 > point.y0 - size && (y0 + y1) / 2 < point.y1;
  return level && Math.abs(x0 - point.x1) < RAISED * size;
}

/** Whether two small characters are one mark: `[1]`. */
function goesOn(mark: Glyph, before: Glyph): boolean {
  return Math.abs(mark.y1 - before.y1) < 0.1 * mark.size && Math.abs(mark.x0 - before.x1) < RAISED * mark.size;
}

/**
 * Takes raised small footnote marks off the characters at which they stand, which keep them as `mark`: a `2` set small
 * behind `233.40` is no digit of it. Only a text layer tells sizes and baselines surely.
 */
export function withoutMarks(glyphs: readonly Glyph[], rules: readonly Rule[] = []): readonly Glyph[] {
  const found = marksOf(glyphs);
  if (found.size === 0) return glyphs;
  for (const [base, marks] of Map.groupBy(found.keys(), (mark) => found.get(mark)))
    if (base !== undefined && !areMarks(marks, base, glyphs, rules)) for (const mark of marks) found.delete(mark);
  if (found.size === 0) return glyphs;
  const texts = new Map<Glyph, string>();
  for (const [mark, base] of found) texts.set(base, (texts.get(base) ?? '') + mark.text);
  return glyphs.flatMap((glyph) => {
    if (found.has(glyph)) return [];
    const mark = texts.get(glyph);
    return mark === undefined ? glyph : { ...glyph, mark };
  });
}

/** More digits than a mark has. */
const DIGITS = 3;

/** Whether small characters behind a larger one are marks at it, and no figure of a table beside other print (a stamp). */
function areMarks(marks: readonly Glyph[], base: Glyph, glyphs: readonly Glyph[], rules: readonly Rule[]): boolean {
  if (marks.filter(({ text }) => /\d/u.test(text)).length > DIGITS) return false;
  const last = marks.reduce((a, b) => (b.x1 > a.x1 ? b : a));
  const goesOnAs = (glyph: Glyph) => !marks.includes(glyph) && /[\d.．]/u.test(glyph.text) && goesOn(glyph, last);
  if (glyphs.some((glyph) => goesOnAs(glyph) && Math.abs(glyph.size - last.size) < 0.1 * last.size)) return false;
  const middle = (base.y0 + base.y1) / 2;
  const between = ({ axis, at, from, to }: Rule) =>
    axis === 'v' && at > base.x1 - 0.1 * base.size && at < last.x0 && from < middle && to > middle;
  return !rules.some(between);
}

/** Every mark with what it stands at, from left to right. */
function marksOf(glyphs: readonly Glyph[]): Map<Glyph, Glyph> {
  const found = new Map<Glyph, Glyph>();
  let largest = 0;
  for (const { size } of glyphs) if (size > largest) largest = size;
  const isSmall = ({ source, size, text }: Glyph, most: number) => source === 'text' && size <= most && MARK.test(text);
  let least: number | null = null;
  for (const glyph of glyphs)
    if ((least === null || glyph.size < least) && isSmall(glyph, SMALL * largest)) least = glyph.size;
  if (least === null) return found;
  const bandOf = ({ y0, y1 }: Glyph) => Math.floor((y0 + y1) / 2 / largest);
  // Most small characters are the print of a table under a large title: nothing near them is larger.
  const large = new Set<number>();
  for (const glyph of glyphs) if (least <= SMALL * glyph.size) large.add(bandOf(glyph));
  const bases = new Set<number>();
  for (const band of large) for (const off of NEARBY) bases.add(band + off);
  const raised = glyphs.filter((glyph) => bases.has(bandOf(glyph)) && isSmall(glyph, SMALL * largest));
  if (raised.length === 0) return found;
  const levels = new Set(raised.flatMap((mark) => NEARBY.map((off) => bandOf(mark) + off)));
  const near = tiles(
    glyphs.filter((glyph) => levels.has(bandOf(glyph))),
    bandOf,
  );
  for (const mark of raised.sort((a, b) => a.x0 - b.x0)) {
    const last = Math.floor((mark.x0 + mark.size) / STRIPE);
    const at = Math.floor(mark.x0 / STRIPE);
    // Small raised decimals are no mark: 1,349.⁵⁸ is one figure.
    const behind = [at - 1, at, at + 1].flatMap((key) => near(key, mark));
    if (behind.some((glyph) => /[.．]/u.test(glyph.text) && isRightBefore(glyph, mark))) continue;
    for (let key = Math.floor((mark.x0 - mark.size) / STRIPE); key <= last; key++) {
      const base = near(key, mark).find((glyph) => (found.has(glyph) ? goesOn(mark, glyph) : standsAt(mark, glyph)));
      if (base === undefined) continue;
      found.set(mark, found.get(base) ?? base);
      break;
    }
  }
  return found;
}

/** The characters that end in a stripe of the page, no further above or below a mark than one band is high. */
function tiles(glyphs: readonly Glyph[], bandOf: (glyph: Glyph) => number) {
  const found = Map.groupBy(glyphs, (glyph) => Math.floor(glyph.x1 / STRIPE) * BANDS + bandOf(glyph));
  return (stripe: number, mark: Glyph): readonly Glyph[] =>
    [-1, 0, 1].flatMap((off) => found.get(stripe * BANDS + bandOf(mark) + off) ?? []);
}
