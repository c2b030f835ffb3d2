import type { Box } from '../../model/box.ts';
import type { Grey } from './clean.ts';

export type ComparisonSign = '≥' | '≤' | '>' | '<';

/** A comparison sign (比较符号) found by its outline. */
export interface FoundSign extends Box {
  readonly sign: ComparisonSign;
}

/** Ink lies this far from the darkest pixel towards white. */
const THRESHOLD = 0.55;
/** What lies below the point is this much taller than what lies above it: with a bar, and without. */
const WITH_BAR = 1.4;
const WITHOUT_BAR = { least: 0.7, most: 1.25 } as const;

/** The ink of one row of pixels: the leftmost and the rightmost stroke, and how many strokes there are. */
interface Row {
  readonly from: number;
  readonly to: number;
  readonly runs: number;
}

/**
 * The comparison sign with which a line begins, told by its outline alone: an arm down to the point of the wedge, an
 * arm back, and below it a bar, level or slanted, or none. Recognition knows no ≥ and ≤ and takes them for
 * ideographs. Null where the line begins with anything else.
 */
export function signAt(grey: Grey, line: Box): FoundSign | null {
  const limit = inkLimit(grey, line);
  const span = firstSymbol(grey, line, limit);
  if (span === null) return null;
  const width = span.x1 - span.x0;
  const all = rowsOf(grey, { ...span, y0: line.y0, y1: line.y1 }, limit);
  const top = all.findIndex((row) => row.runs > 0);
  const foot = all.findLastIndex((row) => row.runs > 0);
  const rows = all.slice(top, foot + 1);
  if (rows.length < 8 || width < 6 || rows.length < 0.5 * all.length) return null;
  const place = { x0: span.x0, x1: span.x1, y0: line.y0 + top, y1: line.y0 + foot + 1 };
  for (const right of [true, false]) {
    const bar = wedgeBar(rows, width, right);
    if (bar !== null) return { ...place, sign: right ? (bar ? '≥' : '>') : bar ? '≤' : '<' };
  }
  return null;
}

/** Whether the wedge that points to this side has a bar; null when it is no such wedge. */
function wedgeBar(rows: readonly Row[], width: number, right: boolean): boolean | null {
  // seen from the side to which the wedge opens, both directions are one
  const near = (row: Row) => (right ? row.from : width - row.to) / width;
  const far = (row: Row) => (right ? row.to : width - row.from) / width;
  const upper = rows.slice(0, Math.ceil(0.62 * rows.length));
  const reach = Math.max(...upper.map(far));
  const tips = upper.flatMap((row, at) => (far(row) > reach - 0.06 ? [at] : []));
  const point = ((tips[0] ?? 0) + (tips.at(-1) ?? 0)) / 2;
  const above = point + 1;
  const below = rows.length - point;
  if (reach < 0.85 || above < 3 || width < 1.1 * above) return null;
  const arm = rows.slice(0, Math.round(point) + 1);
  const middle = (row: Row | undefined) => (row === undefined ? 0 : (near(row) + far(row)) / 2);
  const straight = middle(arm[Math.floor(arm.length / 2)]);
  if (arm.some((row) => row.runs !== 1 || far(row) - near(row) > 0.6)) return null;
  if (middle(arm[0]) > 0.35 || straight < 0.3 || straight > 0.7) return null;
  const lower = rows.slice(Math.round(point) + 1);
  if (Math.min(...lower.map(near)) > 0.2) return null;
  const ratio = below / above;
  const barred = lower.some((row) => row.runs === 2) || lower.some((row) => far(row) - near(row) > 0.8);
  if (ratio >= WITH_BAR && ratio < 3 && barred) return true;
  const plain = ratio >= WITHOUT_BAR.least && ratio <= WITHOUT_BAR.most && lower.every((row) => row.runs === 1);
  return plain ? false : null;
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
    let [from, to, runs] = [0, 0, 0];
    let inside = false;
    for (let x = box.x0; x < box.x1; x++) {
      const inked = (data[y * width + x] ?? 255) < limit;
      if (inked && !inside) runs++;
      if (inked && runs === 1 && !inside) from = x - box.x0;
      if (inked) to = x + 1 - box.x0;
      inside = inked;
    }
    rows.push({ from, to, runs });
  }
  return rows;
}
