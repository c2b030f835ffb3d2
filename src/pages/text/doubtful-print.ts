import { overlap } from '../../model/box.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { eachMeeting } from './meetings.ts';
import { isWatermark, watermarkOf } from './watermark.ts';

/** Part of the narrower of two characters that they share when one is printed over the other. */
const OVER = 0.45;
/** The same for neighbours of one run: a font may say that its characters are wider than they are. */
const OVER_NEIGHBOUR = 0.8;
const LEVEL = 0.5;
/** How far apart in the order of drawing neighbours of one run are at most. */
const RUN = 2;
/** How near a character stands to the one before it, in shares of its size, to be of one figure with it. */
const BESIDE = 0.15;

const DIGIT = /^[\d０-９]$/u;
const IDEOGRAPH = /^[\u4e00-\u9fff]$/u;
const FIGURE = /^[\d０-９.,，．\-−－()（）]$/u;

/**
 * The page with the characters of figures without meaning (存疑) of which only its picture tells what is seen: printed over
 * one another, under a mask or a blend, half covered or half clipped.
 */
export function withDoubtfulPrint(raw: RawPage): RawPage {
  const [covered, gone] = partlyCovered(raw);
  const doubtful = new Set<RawGlyph>(
    raw.glyphs.filter(
      (glyph, at) =>
        glyph.unsure && glyph.visible && isFigure(glyph) && !isBeside(covered, raw.glyphs[at - 1], raw.glyphs[at + 1]),
    ),
  );
  for (const glyph of printedOver(raw.glyphs)) doubtful.add(glyph);
  if (gone.size > 0) for (const glyph of stubsOf(raw.glyphs, gone)) doubtful.add(glyph);
  if (doubtful.size === 0) return raw;
  const glyphs = raw.glyphs.map((glyph) =>
    doubtful.has(glyph) ? { ...glyph, unreadable: true, unsure: true } : glyph,
  );
  return { ...raw, glyphs };
}

function isBeside(covered: ReadonlySet<RawGlyph>, ...neighbours: readonly (RawGlyph | undefined)[]): boolean {
  return neighbours.some((glyph) => glyph !== undefined && covered.has(glyph));
}

function isFigure({ text }: RawGlyph): boolean {
  return FIGURE.test(text);
}

/**
 * The characters of figures that were painted over, or cut off by the edge of the page, while others of the same figure are
 * seen (半遮): what is left is a wrong figure, not a short one. Where something was written in their place, they are gone.
 * A watermark (水印) is behind what covers it.
 */
export function halfCovered(raw: RawPage, watermark: ReadonlySet<RawGlyph> = new Set()): ReadonlySet<RawGlyph> {
  return partlyCovered(raw, watermark)[0];
}

/** Those of which something is missing, and those in whose place something else was written. */
function partlyCovered(
  { glyphs, width, height }: RawPage,
  watermark: ReadonlySet<RawGlyph> = new Set(),
): readonly [ReadonlySet<RawGlyph>, ReadonlySet<RawGlyph>] {
  const [found, rewritten] = [new Set<RawGlyph>(), new Set<RawGlyph>()];
  const isCovered = (glyph: RawGlyph) => isGone(glyph, width, height);
  if (!glyphs.some(isCovered)) return [found, rewritten];
  const follow = (from: number, step: -1 | 1) => {
    for (let at = from; ; at += step) {
      const [one, next] = [glyphs[at], glyphs[at + step]];
      if (one === undefined || next === undefined || !isCovered(next) || !standsBeside(one, next)) return;
      found.add(next);
    }
  };
  glyphs.forEach((glyph, at) => {
    if (!glyph.visible || !isFigure(glyph) || watermark.has(glyph)) return;
    follow(at, -1);
    follow(at, 1);
  });
  for (const glyph of found) if (isWrittenOver(glyph, glyphs) && found.delete(glyph)) rewritten.add(glyph);
  return [found, rewritten];
}

/** What sticks out of a figure that was painted over and written anew: it is no part of the new one. */
function stubsOf(glyphs: readonly RawGlyph[], rewritten: ReadonlySet<RawGlyph>): readonly RawGlyph[] {
  return glyphs.filter((glyph, at) => {
    if (!glyph.visible || !isFigure(glyph)) return false;
    return [glyphs[at - 1], glyphs[at + 1]].some(
      (next) => next !== undefined && rewritten.has(next) && standsBeside(glyph, next),
    );
  });
}

/** Whether a character of a figure was painted over, or lies beyond the edge of the page. */
function isGone(glyph: RawGlyph, width: number, height: number): boolean {
  const { hidden, x0, x1, y0, y1 } = glyph;
  if (!hidden) return false;
  const beyond = hidden === 'clipped' && (x0 < 0 || y0 < 0 || x1 > width || y1 > height);
  return (beyond || hidden === 'covered' || hidden === 'blotted') && isFigure(glyph);
}

function standsBeside(a: RawGlyph, b: RawGlyph): boolean {
  const upright = a.angle % 180 === 0;
  const gap = upright ? Math.max(b.x0 - a.x1, a.x0 - b.x1) : Math.max(b.y0 - a.y1, a.y0 - b.y1);
  const level = upright ? b.y1 - a.y1 : b.x1 - a.x1;
  return Math.abs(gap) < BESIDE * a.size && Math.abs(level) < 1 && Math.abs(a.size - b.size) < 0.1;
}

/** Part of a character that others cover when something was written in its place. */
const WRITTEN = 0.3;

/** Whether something that is seen was written in the place of a character. */
export function isWrittenOver({ x0, x1, y0, y1 }: RawGlyph, glyphs: readonly RawGlyph[]): boolean {
  return glyphs.some(
    (other) =>
      other.visible &&
      overlap(x0, x1, other.x0, other.x1) > WRITTEN * (x1 - x0) &&
      overlap(y0, y1, other.y0, other.y1) > WRITTEN * (y1 - y0),
  );
}

/**
 * Characters of which at least one is a digit, or both are of names, and which are printed over one another without being
 * the same: figures, or lines of hidden rows.
 */
function printedOver(all: readonly RawGlyph[]): Set<RawGlyph> {
  const found = new Set<RawGlyph>();
  const print = all.filter((glyph) => glyph.visible && glyph.angle === 0 && isPrint(glyph.text) && !isWatermark(glyph));
  const again = new Set<RawGlyph>();
  const over: (readonly [RawGlyph, RawGlyph])[] = [];
  eachMeeting(print, 0, (one, other) => {
    if (isAgain(one, other)) again.add(other);
    else if (isOver(one, other)) over.push([one, other]);
  });
  if (over.length === 0) return found;
  const order = new Map(all.map((glyph, at) => [glyph, at] as const));
  const watermark = watermarkOf(all, 0);
  for (const [one, other] of over) {
    if (watermark.has(one) || watermark.has(other)) continue;
    if (again.has(one) || again.has(other)) continue;
    const [at, next] = [order.get(one) ?? 0, order.get(other) ?? 0];
    if (Math.abs(at - next) <= RUN && shared(one, other) <= OVER_NEIGHBOUR) continue;
    if (sharePlace(runAt(at, all), runAt(next, all))) found.add(one).add(other);
  }
  return found;
}

/**
 * Part of the shorter of two runs that lies over the other when they are in one place. A figure that runs over into the
 * next cell lies over another's end: which belongs where is told by their order.
 */
const IN_PLACE = 0.6;

function sharePlace(a: Extent, b: Extent): boolean {
  const shorter = Math.min(a.x1 - a.x0, b.x1 - b.x0);
  return overlap(a.x0, a.x1, b.x0, b.x1) >= IN_PLACE * shorter;
}

interface Extent {
  readonly x0: number;
  readonly x1: number;
}

/** The run of characters drawn one after the other in which one stands. */
function runAt(at: number, glyphs: readonly RawGlyph[]): Extent {
  let { x0, x1 } = glyphs[at] ?? { x0: 0, x1: 0 };
  for (const step of [-1, 1])
    for (let from = at; ; from += step) {
      const [one, next] = [glyphs[from], glyphs[from + step]];
      if (one === undefined || next === undefined || !isNextTo(one, next)) break;
      [x0, x1] = [Math.min(x0, next.x0), Math.max(x1, next.x1)];
    }
  return { x0, x1 };
}

/** How far apart characters of one run stand at most, in sizes. */
const GAP = 0.3;

function isNextTo(a: RawGlyph, b: RawGlyph): boolean {
  const gap = Math.max(b.x0 - a.x1, a.x0 - b.x1);
  return Math.abs(gap) < GAP * a.size && Math.abs(b.y1 - a.y1) < 1 && a.visible === b.visible;
}

/** Whether a character has ink of its own all over: a digit, a letter, a point or comma, a Chinese character. */
function isPrint(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 0x7b) return (code > 0x2f && code < 0x3a) || code > 0x40 || code === 0x2e || code === 0x2c;
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xff10 && code <= 0xff19);
}

/** How far off a character is printed a second time to look bold, or shadowed, at most, in sizes. */
const AGAIN = 0.25;

function isAgain(a: RawGlyph, b: RawGlyph): boolean {
  const reach = AGAIN * a.size;
  return a.text === b.text && Math.abs(a.x0 - b.x0) < reach && Math.abs(a.y0 - b.y0) < reach;
}

/** How far apart, in points, the feet of characters of one line lie. */
const ONE_LINE = 1;

/**
 * Whether both are characters of names on one baseline: a row without height leaves its text there. Long names that run
 * over the rows beside them, each cut off by its own cell, come to lie beside that line.
 */
function areOneLine(a: RawGlyph, b: RawGlyph): boolean {
  return IDEOGRAPH.test(a.text) && IDEOGRAPH.test(b.text) && Math.abs(a.y1 - b.y1) < ONE_LINE;
}

function isOver(a: RawGlyph, b: RawGlyph): boolean {
  const height = Math.min(a.y1 - a.y0, b.y1 - b.y0);
  // Neighbours of a line, which are nearly all that meet, share nothing of their width.
  const isThere = shared(a, b) > OVER && overlap(a.y0, a.y1, b.y0, b.y1) > LEVEL * height;
  return isThere && (DIGIT.test(a.text) || DIGIT.test(b.text) || areOneLine(a, b));
}

/** Part of the narrower of two characters that lies over the other. */
function shared(a: RawGlyph, b: RawGlyph): number {
  return overlap(a.x0, a.x1, b.x0, b.x1) / Math.min(a.x1 - a.x0, b.x1 - b.x0);
}
