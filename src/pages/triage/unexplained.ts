import { type Box, contains, overlap, union } from '../../model/box.ts';
import { boxOfRule, type Rule } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';

/** A picture lower or narrower than this, in points, holds no character. */
const LEAST_PICTURE = 3.5;
/** How near shapes lie, in points, to be read together: characters of a line do, words of two cells may. */
const NEAR = 6;
/** Shapes up to which a page is looked at piece by piece; beyond, all of them are one. */
const MOST_MARKS = 3_000;
/** Characters on a picture by which it is a background and not a print of its own. */
const BACKGROUND = 12;
/** How far from a character without meaning others may stand, in shares of its size, to be of one print with it. */
const TOKEN = 0.5;

/**
 * Where a page has ink (墨迹) that its characters, ruling lines and grounds do not explain: pictures, painted shapes,
 * characters without meaning. Boxes of the page as displayed; none on nearly all pages. `regions` are read anyway.
 */
export function unexplained(raw: RawPage, regions: readonly Box[]): readonly Box[] {
  const boxes = [...picturesIn(raw, regions), ...shapesIn(raw, regions), ...printsIn(raw)];
  return boxes.map((box) => within(box, raw)).filter((box) => box.x1 - box.x0 > 1 && box.y1 - box.y0 > 1);
}

function within(box: Box, { width, height }: RawPage): Box {
  const { x0, y0, x1, y1 } = box;
  return { x0: Math.max(0, x0), y0: Math.max(0, y0), x1: Math.min(width, x1), y1: Math.min(height, y1) };
}

function picturesIn(raw: RawPage, regions: readonly Box[]): Box[] {
  return raw.pictures.filter((picture) => {
    const small = picture.x1 - picture.x0 < LEAST_PICTURE || picture.y1 - picture.y0 < LEAST_PICTURE;
    return !small && !covered(picture, regions) && standingOn(picture, raw.glyphs) < BACKGROUND;
  });
}

function standingOn(box: Box, glyphs: readonly RawGlyph[]): number {
  let count = 0;
  for (const { visible, x0, y0, x1, y1 } of glyphs) if (visible && contains(box, (x0 + x1) / 2, (y0 + y1) / 2)) count++;
  return count;
}

function covered({ x0, y0, x1, y1 }: Box, regions: readonly Box[]): boolean {
  return regions.some((region) => contains(region, (x0 + x1) / 2, (y0 + y1) / 2));
}

/** Painted shapes, joined into runs. */
function shapesIn({ marks = [], glyphs, rules }: RawPage, regions: readonly Box[]): Box[] {
  if (marks.length === 0) return [];
  if (marks.length > MOST_MARKS) return [union(marks)].flatMap((whole) => whole ?? []);
  const visible = glyphs.filter((glyph) => glyph.visible);
  const loose = marks.filter((mark) => !covered(mark, regions) && !isUnderText(mark, visible));
  return runsOf(loose)
    .filter((run) => run.y1 - run.y0 >= LEAST_PICTURE || run.x1 - run.x0 >= LEAST_PICTURE)
    .map((run) => withStrokes(run, rules));
}

/** How much longer than a run is high the straight strokes of its characters are, and how far beyond it they reach, in points. */
const STROKE = 1.3;
const BEYOND = 1;

/** Whether a line is a straight stroke of a character that is painted in a box of print. */
export function isStrokeIn(rule: Rule, box: Box): boolean {
  const height = box.y1 - box.y0;
  if (height > LARGEST_PRINT || rule.to - rule.from > STROKE * height) return false;
  const { x0, x1, y0, y1 } = boxOfRule(rule);
  return x0 > box.x0 - BEYOND && x1 < box.x1 + BEYOND && y0 > box.y0 - BEYOND && y1 < box.y1 + BEYOND;
}

/** A run with the straight strokes of its last and first characters, which go by as ruling lines (计, 本). */
function withStrokes(run: Box, rules: readonly Rule[]): Box {
  const height = run.y1 - run.y0;
  if (height > LARGEST_PRINT) return run;
  const strokes = rules
    .filter(({ from, to }) => to - from < STROKE * height)
    .map(boxOfRule)
    .filter(({ y0, y1 }) => y0 > run.y0 - BEYOND && y1 < run.y1 + BEYOND);
  let grown = run;
  for (let before: Box | null = null; before !== grown; ) {
    before = grown;
    const { x0, x1 } = grown;
    const next = strokes.find(
      (one) => (one.x0 < x0 || one.x1 > x1) && one.x0 < x1 + NEAR / 3 && one.x1 > x0 - NEAR / 3,
    );
    grown = next === undefined ? grown : (union([grown, next]) ?? grown);
  }
  return grown;
}

/** The largest print of tables, in points. */
const LARGEST_PRINT = 24;

/** Underlines, boxes and bold made of outlines go with characters of the text layer. */
function isUnderText(mark: Box, glyphs: readonly RawGlyph[]): boolean {
  const area = Math.max(0.01, (mark.x1 - mark.x0) * (mark.y1 - mark.y0));
  return glyphs.some(
    (glyph) =>
      overlap(mark.x0, mark.x1, glyph.x0, glyph.x1) * overlap(mark.y0, mark.y1, glyph.y0, glyph.y1) > 0.5 * area,
  );
}

/** Boxes that lie near each other on one line, joined. */
export function runsOf(boxes: readonly Box[]): Box[] {
  const sorted = [...boxes].sort((a, b) => a.y0 + a.y1 - b.y0 - b.y1 || a.x0 - b.x0);
  let runs: Box[] = [];
  for (const box of sorted) {
    const near = runs.filter((run) => isNear(run, box));
    const joined = union([box, ...near]);
    if (joined !== null) runs = [...runs.filter((run) => !near.includes(run)), joined];
  }
  return runs;
}

function isNear(a: Box, b: Box): boolean {
  const level = overlap(a.y0, a.y1, b.y0, b.y1) > 0 || Math.abs(a.y1 - b.y1) < NEAR / 3;
  return level && a.x0 - NEAR < b.x1 && b.x0 - NEAR < a.x1;
}

/** The prints in which a character without meaning stands, whole. */
export function printsIn({ glyphs }: RawPage): Box[] {
  const visible = glyphs.filter((glyph) => glyph.visible);
  const prints: Box[] = [];
  for (const unread of visible) {
    if (!unread.unreadable || covered(unread, prints)) continue;
    let token: Box = unread;
    for (let grown = true; grown; ) {
      grown = false;
      for (const glyph of visible) {
        if (contains(token, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)) continue;
        if (!touches(token, glyph, TOKEN * glyph.size)) continue;
        token = union([token, glyph]) ?? token;
        grown = true;
      }
    }
    prints.push(token);
  }
  return prints;
}

function touches(token: Box, glyph: RawGlyph, reach: number): boolean {
  const middle = (glyph.y0 + glyph.y1) / 2;
  return middle > token.y0 && middle < token.y1 && glyph.x0 < token.x1 + reach && glyph.x1 > token.x0 - reach;
}
