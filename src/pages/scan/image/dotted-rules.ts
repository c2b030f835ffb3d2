import type { Grey } from './clean-ink.ts';
import { type Scale, type Trace, thinRuns, traceLines } from './trace-lines.ts';

/** Longest dash of a dotted rule, and the widest white between two, in inches. */
const DASH = 0.08;
const GAP = 0.045;
/** Fewest dotted lines across and down of a table; rows of leading points on a contents page have none down. */
const FEWEST = { h: 3, v: 2 };

/**
 * Dotted and dashed rules (虚线) of a page that has no solid ones: dashes in a row are closed to lines and traced as such.
 * @param clear whether a line has white on both sides: strokes of print in a row have not.
 */
export function dottedRules(grey: Grey, turned: Grey, scale: Scale, clear: (line: Trace) => boolean): Trace[] {
  const found = (['h', 'v'] as const).flatMap((axis) =>
    traceLines(closedDashes(axis === 'h' ? grey : turned, scale), axis, { ...scale, thickest: scale.thin }),
  );
  const long = found.filter((line) => line.to - line.from >= scale.long && clear(line));
  const count = (axis: Trace['axis']) => long.filter((line) => line.axis === axis).length;
  return count('h') >= FEWEST.h && count('v') >= FEWEST.v ? long : [];
}

/** Only what is thin and lies in rows of short runs, the white between the runs filled. */
function closedDashes(grey: Grey, scale: Scale): Grey {
  const { width, height } = grey;
  const thin = thinRuns(grey, scale.thin);
  const data = new Uint8Array(width * height).fill(255);
  const [dash, gap] = [DASH * scale.dpi, GAP * scale.dpi];
  for (let y = 0; y < height; y++) {
    const base = y * width;
    let last: { from: number; to: number } | null = null;
    for (let x = 0; x < width; x++) {
      if (thin[base + x] !== 1) continue;
      const from = x;
      while (x < width && thin[base + x] === 1) x++;
      const run = { from, to: x };
      const joins = last !== null && from - last.to <= gap && x - from <= dash && last.to - last.from <= dash;
      data.fill(0, base + (joins && last ? last.to : from), base + x);
      last = run;
    }
  }
  return { width, height, data };
}
