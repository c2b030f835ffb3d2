import { type Box, contains } from '../../model/box.ts';
import { boxOfRule, type Rule } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { around, type ByHeight, byHeight } from './by-height.ts';

/** Lengths in points between which a line beside a figure may be its minus. */
const LEAST_MINUS = 1.5;
const LONGEST_MINUS = 9;
/** Up to what length in points a stroke may be a point, and how thick it is then, in shares of its length. */
const LONGEST_DOT = 2;
const THICK = 0.5;
/** More of them on a page are what its rules are made of. */
const MOST_DOTS = 300;
/** How far from a digit its sign may stand, in shares of its size. */
const BESIDE = 0.6;
/** Specks and lines nearer to one another than this, in points, are a dotted rule or a frame. */
const SERIES = 4;
/** Share of a character's box that lies under its baseline. */
const DESCENT = 0.14;
/** Least tidy heights above the baseline, in sizes: where a point stands, and where a minus. */
const POINT = { from: -0.12, to: 0.3 };
const MINUS = { from: 0.12, to: 0.58 };

/**
 * The page with the signs of figures (小数点、负号) that are painted and not written: a speck at the foot of two digits,
 * a short line in front of one. They count as read by their looks. A dotted rule and the border of a cell are none.
 */
export function writeDrawnSigns(raw: RawPage): RawPage {
  const { rules, glyphs } = raw;
  const dots = dotsIn(rules);
  const specks = [...(raw.specks ?? []), ...dots.keys()];
  const lines = rules.filter(isShort);
  if (specks.length === 0 && lines.length === 0) return raw;
  const digits = byHeight(glyphs.filter((glyph) => glyph.visible && glyph.angle === 0 && /[\d.,]/u.test(glyph.text)));
  const points = specks
    .filter((speck) => beside(speck, digits, 'left', POINT) !== null && !isWritten(speck, digits))
    .filter((speck) => !specks.some((other) => other !== speck && isNear(speck, other)));
  const minuses = lines
    .filter((line) => !isOver(boxOfRule(line), digits) && beside(boxOfRule(line), digits, 'right', MINUS) !== null)
    .filter((line) => !rules.some((other) => other !== line && meets(line, other)));
  const written = [
    ...points.flatMap((box) => sign('.', box, beside(box, digits, 'right', POINT))),
    ...minuses.flatMap((line) => sign('-', boxOfRule(line), beside(boxOfRule(line), digits, 'right', MINUS))),
  ];
  if (written.length === 0) return raw;
  const signs = new Set([...minuses, ...points.flatMap((box) => dots.get(box) ?? [])]);
  return { ...raw, glyphs: [...glyphs, ...written], rules: rules.filter((rule) => !signs.has(rule)) };
}

/** Dots of a pen by their boxes; what lies near another line is a piece of a rule. */
function dotsIn(rules: readonly Rule[]): ReadonlyMap<Box, Rule> {
  const dots = rules.filter(isDot);
  if (dots.length > MOST_DOTS) return new Map();
  const alone = dots.filter(
    (rule) => !rules.some((other) => other !== rule && isNear(boxOfRule(rule), boxOfRule(other))),
  );
  return new Map(alone.map((rule) => [boxOfRule(rule), rule]));
}

/** Whether a line is a dot of a pen: as thick as it is long. */
function isDot({ from, to, thickness }: Rule): boolean {
  return to - from <= LONGEST_DOT && thickness >= THICK * (to - from);
}

/** A sign as a character like the digit that it belongs to. */
function sign(text: string, { x0, x1 }: Box, digit: RawGlyph | null): RawGlyph[] {
  return digit === null ? [] : [{ ...digit, x0, x1, text, byLooks: true, font: null, char: null }];
}

function isNear(a: Box, b: Box): boolean {
  return a.x0 - SERIES < b.x1 && b.x0 - SERIES < a.x1 && a.y0 - SERIES < b.y1 && b.y0 - SERIES < a.y1;
}

function isShort({ axis, from, to }: Rule): boolean {
  return axis === 'h' && to - from >= LEAST_MINUS && to - from <= LONGEST_MINUS;
}

/** Whether a short level line goes on in another or ends at one. */
function meets(rule: Rule, other: Rule): boolean {
  if (other.axis === 'h')
    return Math.abs(other.at - rule.at) < 1 && other.from - SERIES < rule.to && rule.from - SERIES < other.to;
  const crosses = other.from - 1 < rule.at && rule.at < other.to + 1;
  return crosses && Math.min(Math.abs(other.at - rule.from), Math.abs(other.at - rule.to)) < 1;
}

/** The digit beside which a sign stands at the height of one. */
function beside(sign: Box, digits: ByHeight, side: 'left' | 'right', height: typeof POINT): RawGlyph | null {
  const middle = (sign.y0 + sign.y1) / 2;
  const found = around(sign, digits, BESIDE).find((glyph) => {
    const above = (glyph.y1 - DESCENT * glyph.size - middle) / glyph.size;
    const gap = side === 'left' ? sign.x0 - glyph.x1 : glyph.x0 - sign.x1;
    return above > height.from && above < height.to && gap > -0.25 * glyph.size && gap < BESIDE * glyph.size;
  });
  return found ?? null;
}

/** Whether a point or comma is written where the speck lies: it is that one's outline, drawn with a pen to make it bold. */
function isWritten(speck: Box, digits: ByHeight): boolean {
  const [x, y] = [(speck.x0 + speck.x1) / 2, (speck.y0 + speck.y1) / 2];
  return around(speck, digits, 0).some((glyph) => /[.,]/u.test(glyph.text) && contains(glyph, x, y));
}

/** Whether the line runs through digits, or where a minus is written. */
function isOver(sign: Box, digits: ByHeight): boolean {
  const [x, y] = [(sign.x0 + sign.x1) / 2, (sign.y0 + sign.y1) / 2];
  return around(sign, digits, 0).some((glyph) => contains(glyph, x, y));
}
