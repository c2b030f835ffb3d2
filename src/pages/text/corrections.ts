import { type Box, contains, union } from '../../model/box.ts';
import { boxOfRule, type Rule } from '../../model/page.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';

/** A figure as a whole: sign, thousands, decimals. */
const FIGURE = /^[-－−△▲]?[(（]?[-－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[)）]?$/u;
/** Digits from which a figure that is struck out as a whole is no slip of the pen. */
const FEWEST_DIGITS = 3;
/** How far apart the middles of characters of one line lie at most, in sizes. */
const LEVEL = 0.3;
/** How far a rule may end before the corner of its cell, in points. */
const CORNER = 2;
/** How far beyond what it strikes out a stroke may go, in sizes. */
const BEYOND = 1;

/** A unit that was struck out, with what stands before it; and a unit that is left in a line, behind a colon or a bracket. */
const OLD_UNIT = /(?:^|\p{Script=Han})(?:[千万亿]?元|[千万亿])$/u;
const UNIT_LEFT = /[:：(（][千万亿]?元/u;

/**
 * The page without what was struck out and corrected (更正): where a cell holds one figure that is struck out and one that is
 * not, the second counts, and of units in one line that which is not. A figure of which a part alone is struck out stays in doubt.
 */
export function withCorrections(raw: RawPage): RawPage {
  const struck = raw.glyphs.filter((glyph) => glyph.struck && glyph.visible);
  if (struck.length === 0) return raw;
  const seen = raw.glyphs.filter(({ visible, angle, text }) => visible && angle === 0 && text.trim() !== '');
  const gone = new Set<RawGlyph>();
  const doubtful = new Set<RawGlyph>();
  for (const cell of cellsOf(struck, raw.rules)) {
    const inside = seen.filter((glyph) => isIn(glyph, cell));
    const [old, left] = [inside.filter((glyph) => glyph.struck), inside.filter((glyph) => !glyph.struck)];
    if (!FIGURE.test(textOf(left)) || !/\d/u.test(textOf(old)) || !isLine(left)) continue;
    for (const glyph of old) gone.add(glyph);
    if (!isWhole(old)) for (const glyph of left) doubtful.add(glyph);
  }
  for (const glyph of oldUnits(struck, seen)) gone.add(glyph);
  if (gone.size === 0) return raw;
  return {
    ...raw,
    rules: raw.rules.filter((rule) => !isStroke(rule, gone)),
    glyphs: raw.glyphs.map((glyph) =>
      gone.has(glyph)
        ? { ...glyph, visible: false, hidden: 'corrected' }
        : doubtful.has(glyph)
          ? { ...glyph, struck: true }
          : glyph,
    ),
  };
}

function middleOf({ y0, y1 }: Box): number {
  return (y0 + y1) / 2;
}

function isIn({ x0, x1, y0, y1 }: Box, cell: Box): boolean {
  return contains(cell, (x0 + x1) / 2, (y0 + y1) / 2);
}

function textOf(glyphs: readonly RawGlyph[]): string {
  return [...glyphs]
    .sort((a, b) => a.x0 - b.x0)
    .map(({ text }) => text.normalize('NFKC'))
    .join('');
}

/** Whether characters stand on one line. */
function isLine(glyphs: readonly RawGlyph[]): boolean {
  const [first] = glyphs;
  return (
    first !== undefined && glyphs.every((glyph) => Math.abs(middleOf(glyph) - middleOf(first)) < LEVEL * first.size)
  );
}

/** Whether a figure was struck out as a whole. */
function isWhole(old: readonly RawGlyph[]): boolean {
  const text = textOf(old);
  return FIGURE.test(text) && isLine(old) && text.replace(/\D/gu, '').length >= FEWEST_DIGITS;
}

/** The cells in which something is struck out, as far as four rules enclose them. */
function cellsOf(struck: readonly RawGlyph[], rules: readonly Rule[]): readonly Box[] {
  const cells: Box[] = [];
  for (const glyph of struck) {
    if (cells.some((cell) => isIn(glyph, cell))) continue;
    const cell = cellAround(glyph, rules);
    if (cell !== null) cells.push(cell);
  }
  return cells;
}

/** The cell around a character, where four rules enclose it; null elsewhere. */
export function cellAround(glyph: RawGlyph, rules: readonly Rule[]): Box | null {
  const [x, y] = [(glyph.x0 + glyph.x1) / 2, middleOf(glyph)];
  const upright = rules.filter(({ axis, from, to }) => axis === 'v' && from <= y && to >= y).map(({ at }) => at);
  const [x0, x1] = nearest(upright, x);
  if (x0 === undefined || x1 === undefined) return null;
  const level = rules.filter(({ axis, from, to }) => axis === 'h' && from <= x0 + CORNER && to >= x1 - CORNER);
  const [y0, y1] = nearest(
    level.map(({ at }) => at),
    y,
  );
  return y0 === undefined || y1 === undefined ? null : { x0, x1, y0, y1 };
}

/** The nearest places before and behind one. */
function nearest(places: readonly number[], place: number): [before: number | undefined, behind: number | undefined] {
  let before: number | undefined;
  let behind: number | undefined;
  for (const at of places) {
    if (at <= place && (before === undefined || at > before)) before = at;
    if (at > place && (behind === undefined || at < behind)) behind = at;
  }
  return [before, behind];
}

/** What is struck out of the units in a line of which one is left. */
function oldUnits(struck: readonly RawGlyph[], seen: readonly RawGlyph[]): readonly RawGlyph[] {
  return struck.filter((glyph) => {
    const line = seen.filter((other) => Math.abs(middleOf(other) - middleOf(glyph)) < LEVEL * glyph.size);
    const old = line.filter((other) => other.struck);
    const left = line.filter((other) => !other.struck);
    return OLD_UNIT.test(textOf(old)) && UNIT_LEFT.test(textOf(left));
  });
}

/** Whether a rule is a stroke through characters that do not count. */
function isStroke(rule: Rule, gone: ReadonlySet<RawGlyph>): boolean {
  if (rule.axis !== 'h') return false;
  const under = [...gone].filter(
    (glyph) =>
      Math.abs(middleOf(glyph) - rule.at) < LEVEL * glyph.size &&
      glyph.x1 > rule.from - BEYOND * glyph.size &&
      glyph.x0 < rule.to + BEYOND * glyph.size,
  );
  const box = union(under);
  const size = under[0]?.size ?? 0;
  const { x0, x1 } = boxOfRule(rule);
  return box !== null && x0 >= box.x0 - BEYOND * size && x1 <= box.x1 + BEYOND * size;
}
