import { type Bits, nextIn, thinInk } from './bits.ts';
import { type Scale, type Trace, traceLines } from './trace-lines.ts';

/** Longest dash of a dotted rule, and the widest white between two, in inches. */
const DASH = 0.08;
const GAP = 0.045;
/** Fewest dotted lines across and down of a table; rows of leading points on a contents page have none down. */
const FEWEST = { h: 3, v: 2 };

/**
 * Dotted and dashed rules (虚线) of a page that has no solid ones: dashes in a row are closed to lines and traced as such.
 * @param clear whether a line has white on both sides: strokes of print in a row have not.
 */
export function dottedRules(ink: Bits, turned: Bits, scale: Scale, clear: (line: Trace) => boolean): Trace[] {
  const found = (['h', 'v'] as const).flatMap((axis) =>
    traceLines(closedDashes(axis === 'h' ? ink : turned, scale), axis, { ...scale, thickest: scale.thin }),
  );
  const long = found.filter((line) => line.to - line.from >= scale.long && clear(line));
  const count = (axis: Trace['axis']) => long.filter((line) => line.axis === axis).length;
  return count('h') >= FEWEST.h && count('v') >= FEWEST.v ? long : [];
}

/** Only what is thin and lies in rows of short runs, the white between the runs filled. */
function closedDashes(ink: Bits, scale: Scale): Bits {
  const thin = thinInk(ink, scale.thin);
  const words = thin.words.slice();
  const [dash, gap] = [DASH * scale.dpi, GAP * scale.dpi];
  for (let y = 0; y < thin.height; y++) {
    let last: { from: number; to: number } | null = null;
    for (let from = nextIn(thin, y, 0, true); from < thin.width; ) {
      const to = nextIn(thin, y, from, false);
      const joins = last !== null && from - last.to <= gap && to - from <= dash && last.to - last.from <= dash;
      if (joins && last) fill(words, y * thin.stride, last.to, from);
      last = { from, to };
      from = to < thin.width ? nextIn(thin, y, to, true) : thin.width;
    }
  }
  return { ...thin, words };
}

/** Inks the columns of a row from `from` up to, not including, `to`. */
function fill(words: Int32Array, row: number, from: number, to: number): void {
  for (let x = from; x < to; x++) words[row + (x >> 5)] = (words[row + (x >> 5)] ?? 0) | (1 << (x & 31));
}
