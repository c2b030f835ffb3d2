import type { Box } from '../../model/box.ts';
import type { Grey } from './clean.ts';

export type ComparisonSign = '≥' | '≤' | '>' | '<';

/** A comparison sign (比较符号) found by its outline. */
export interface FoundSign extends Box {
  readonly sign: ComparisonSign;
}

/** Ink lies this far from the darkest pixel towards white. */
const THRESHOLD = 0.55;
/** Bands in which the wedge is followed from top to bottom. */
const BANDS = 5;
/** How far the wedge's point stands out from its ends, in parts of its width. */
const POINTED = 0.28;

interface Row {
  readonly from: number;
  readonly to: number;
  readonly ink: number;
  readonly sum: number;
}

/**
 * The comparison sign with which a line begins, told by its outline alone: a wedge (>, <), with a bar below it or
 * without. Recognition knows no ≥ and ≤ and takes them for ideographs. Null where the line begins with anything else.
 */
export function signAt(grey: Grey, line: Box): FoundSign | null {
  const limit = inkLimit(grey, line);
  const span = firstSymbol(grey, line, limit);
  const tall = line.y1 - line.y0;
  if (span === null || span.x1 - span.x0 < 0.25 * tall || span.x1 - span.x0 > 1.2 * tall) return null;
  const rows = rowsOf(grey, { ...span, y0: line.y0, y1: line.y1 }, limit);
  const inked = rows.map((row, at) => ({ row, at })).filter(({ row }) => row.ink > 0);
  const [top, foot] = [inked[0]?.at ?? 0, inked.at(-1)?.at ?? 0];
  const height = foot - top + 1;
  if (height < 7 || height < 0.35 * tall) return null;
  const width = span.x1 - span.x0;
  const barFrom = barAtFoot(rows, top, foot, width);
  const wedge = rows.slice(top, barFrom ?? foot + 1).filter((row) => row.ink > 0);
  const direction = wedge.length >= 0.4 * height ? directionOf(wedge, span.x0, width) : null;
  if (direction === null) return null;
  const sign = direction === 'right' ? (barFrom === null ? '>' : '≥') : barFrom === null ? '<' : '≤';
  return { sign, x0: span.x0, x1: span.x1, y0: line.y0 + top, y1: line.y0 + foot + 1 };
}

function inkLimit({ width, data }: Grey, line: Box): number {
  let dark = 255;
  for (let y = line.y0; y < line.y1; y++) {
    for (let x = line.x0; x < line.x1; x++) dark = Math.min(dark, data[y * width + x] ?? 255);
  }
  return dark + THRESHOLD * (255 - dark);
}

/** The columns of the first symbol: from the first inked column to the first empty one. */
function firstSymbol(grey: Grey, line: Box, limit: number): { x0: number; x1: number } | null {
  let x0: number | null = null;
  for (let x = line.x0; x < line.x1; x++) {
    let inked = false;
    for (let y = line.y0; y < line.y1 && !inked; y++) inked = (grey.data[y * grey.width + x] ?? 255) < limit;
    if (inked) x0 ??= x;
    else if (x0 !== null) return { x0, x1: x };
  }
  return null;
}

function rowsOf({ width, data }: Grey, box: Box, limit: number): Row[] {
  const rows: Row[] = [];
  for (let y = box.y0; y < box.y1; y++) {
    let [from, to, ink, sum] = [box.x1, box.x0, 0, 0];
    for (let x = box.x0; x < box.x1; x++) {
      if ((data[y * width + x] ?? 255) >= limit) continue;
      from = Math.min(from, x);
      to = Math.max(to, x + 1);
      ink++;
      sum += x;
    }
    rows.push({ from, to, ink, sum });
  }
  return rows;
}

/** The row in which a bar at the foot begins: nearly the whole width inked; null without a bar. */
function barAtFoot(rows: readonly Row[], top: number, foot: number, width: number): number | null {
  const isBar = (row: Row | undefined) => row !== undefined && row.ink >= 0.72 * width;
  const lowest = top + Math.floor(0.6 * (foot - top));
  let at = foot;
  while (at > lowest && !isBar(rows[at])) at--;
  if (at <= lowest) return null;
  while (at > lowest && isBar(rows[at - 1])) at--;
  // a bar is thin: thicker ink is no sign
  return foot - at <= 0.35 * (foot - top) ? at : null;
}

/** Where the wedge points, followed by the middle of its ink from top to bottom; null when it is no wedge. */
function directionOf(wedge: readonly Row[], left: number, width: number): 'left' | 'right' | null {
  const middles: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    const part = wedge.slice(
      Math.floor((band * wedge.length) / BANDS),
      Math.max(Math.floor((band * wedge.length) / BANDS) + 1, Math.floor(((band + 1) * wedge.length) / BANDS)),
    );
    const ink = part.reduce((sum, row) => sum + row.ink, 0);
    const widest = Math.max(...part.map((row) => row.to - row.from));
    // an arm is a stroke, not an area
    if (ink === 0 || widest > 0.8 * width) return null;
    middles.push((part.reduce((sum, row) => sum + row.sum, 0) / ink - left) / width);
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = middles;
  if (c - a > POINTED && c - e > POINTED && b > a && d > e) return 'right';
  if (a - c > POINTED && e - c > POINTED && b < a && d < e) return 'left';
  return null;
}
