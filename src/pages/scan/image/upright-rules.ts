import type { Grey } from './clean-ink.ts';
import { positionAt } from './find-rules.ts';
import { INK, leftoverAt, type Slant } from './straighten.ts';
import type { Trace } from './trace-lines.ts';

/*
 * Upright rules of scans are taken away by what they usually look like across, a few rows around: the right side of a 0 that
 * ends on a rule is as thick as the rule, and goes with it where only thickness is looked at.
 */

/** Rows around (in thicknesses of the thickest rule) by which a rule's look is told: more than a row of a table. */
const AROUND = 7;
/** Every so many rows its look is told anew, and so many rows apart rows are asked. */
const ANEW = 16;
const APART = 2;
/** Offsets across per pixel: a rule that leans runs between the pixels. */
const STEPS = 2;
/** Pixels looked at on either side beyond half the thickness. */
const BESIDE = 4;
/** Greys are counted in so many steps. */
const GREYS = 32;
/** What is seen of a rule between the lines of print beside it, however much of its length these take. */
const BARE_QUANTILE = 0.65;
/** From this usual grey on there is nothing of the rule. */
const NO_RULE = 200;
/** By how much a pixel must be darker than its rule to be print that touches it. */
const DARKER = 70;
/**
 * Blocks of a traced path on either side over which it is made smooth, and how far (pixels) from their middle place those lie
 * that tell something: print draws others aside.
 */
const SMOOTH = { blocks: 10, aside: 1 };
/**
 * Print that touches a rule is so wide beside it (pixels), or so tall (in thicknesses of the thickest) with the rest of a
 * character beside it: frayed edges are neither. What is taller than print is the rule's own.
 */
const PRINT = { wide: 2, tall: 0.45, tallest: 3.5, beside: 1.2 };

type Side = -1 | 1;

/** Takes an upright rule out of a picture, and leaves what is print beside it or on its edges; a stroke across it stays whole. */
export function eraseUpright(grey: Grey, rule: Trace, thickest: number, slant: Slant): void {
  const from = Math.max(0, Math.floor(rule.from) - 1);
  const to = Math.min(grey.height, Math.ceil(rule.to) + 1);
  const reach = Math.ceil(rule.thickness / 2) + BESIDE;
  const base = smoothed(rule, (y) => leftoverAt(slant, grey, y));
  const centre = (y: number) => positionAt(base, y) + leftoverAt(slant, grey, y);
  const looks = looksOf(grey, { from, to, reach, around: AROUND * thickest, centre });
  const usualAt = (y: number, x: number) => {
    const look = looks[Math.min(looks.length - 1, Math.floor((y - from) / ANEW))];
    const at = (x - centre(y) + reach) * STEPS;
    const [low, part] = [Math.floor(at), at - Math.floor(at)];
    const first = look?.[Math.max(0, Math.min(2 * reach * STEPS, low))] ?? 255;
    const second = look?.[Math.max(0, Math.min(2 * reach * STEPS, low + 1))] ?? 255;
    return first + (second - first) * part;
  };
  const edge = (y: number, side: Side) => {
    let x = Math.round(centre(y));
    for (let away = 0; away < reach && usualAt(y, x) < NO_RULE; away++) x += side;
    return x;
  };
  const sides = ([-1, 1] as const).map((side) => {
    const edges = Array.from({ length: to - from }, (_, at) => edge(from + at, side));
    return { side, edges, touched: touchedRows(grey, edges, from, side, thickest) };
  });
  for (let y = from; y < to; y++) {
    const [left, right] = sides.map(({ side, edges, touched }) => {
      const x = edges[y - from] ?? 0;
      return { side, x, isTouched: touched[y - from] === true };
    });
    if (!left || !right || (left.isTouched && right.isTouched)) continue;
    const kept = new Map<number, number>();
    for (const { side, x: edge, isTouched } of [left, right])
      for (let x = edge; isTouched && (x - centre(y)) * side > 0; x -= side) {
        const [value, usual] = [grey.data[y * grey.width + x] ?? 255, usualAt(y, x)];
        if (value >= INK || value > usual - DARKER) break;
        kept.set(x, Math.min(255, Math.round((value * 255) / usual)));
      }
    const first = left.isTouched ? left.x : left.x - 1;
    const last = right.isTouched ? right.x : right.x + 1;
    for (let x = Math.max(0, first); x <= Math.min(grey.width - 1, last); x++)
      grey.data[y * grey.width + x] = kept.get(x) ?? 255;
  }
}

/** Where a rule would lie if it had been straightened by parts of pixels. */
function smoothed(rule: Trace, leftover: (y: number) => number): Trace {
  const places = rule.path.map((place, at) => place - leftover(rule.from + (at + 0.5) * rule.block));
  const path = places.map((_, at) => {
    const near = places.slice(Math.max(0, at - SMOOTH.blocks), at + SMOOTH.blocks + 1).sort();
    const usual = near[near.length >> 1] ?? 0;
    const telling = near.filter((place) => Math.abs(place - usual) <= SMOOTH.aside);
    return telling.reduce((sum, place) => sum + place, 0) / telling.length;
  });
  return { ...rule, path };
}

interface Course {
  readonly from: number;
  readonly to: number;
  readonly reach: number;
  readonly around: number;
  readonly centre: (y: number) => number;
}

/** The usual greys across a rule from `-reach` to `reach`, anew for every few rows. */
function looksOf({ width, data }: Grey, { from, to, reach, around, centre }: Course): Uint8Array[] {
  const offsets = 2 * reach * STEPS + 1;
  const counts = new Uint16Array(GREYS);
  const looks: Uint8Array[] = [];
  for (let start = from; start < to; start += ANEW) {
    const look = new Uint8Array(offsets);
    const first = Math.max(from, start + ANEW / 2 - around);
    const last = Math.min(to, start + ANEW / 2 + around);
    for (let offset = 0; offset < offsets; offset++) {
      counts.fill(0);
      let rows = 0;
      for (let y = first; y < last; y += APART, rows++) {
        const x = centre(y) - reach + offset / STEPS;
        const [low, part] = [Math.floor(x), x - Math.floor(x)];
        const [one, next] = [data[y * width + low] ?? 255, data[y * width + low + 1] ?? 255];
        const grey = Math.floor(((one + (next - one) * part) * GREYS) / 256);
        counts[grey] = (counts[grey] ?? 0) + 1;
      }
      let left = BARE_QUANTILE * rows;
      let grey = 0;
      while (grey < GREYS - 1 && left >= (counts[grey] ?? 0)) left -= counts[grey++] ?? 0;
      look[offset] = Math.round(((grey + 0.5) * 256) / GREYS);
    }
    looks.push(look);
  }
  return looks;
}

/** Per row whether print touches the edge of a rule there. */
function touchedRows(
  { width, data }: Grey,
  edges: readonly number[],
  from: number,
  side: Side,
  thickest: number,
): boolean[] {
  const deep = edges.map((x, at) => {
    let count = 0;
    for (let beside = x; count < PRINT.wide && beside >= 0 && beside < width; beside += side, count++)
      if ((data[(from + at) * width + beside] ?? 255) >= INK) break;
    return count;
  });
  const isBeside = (first: number, end: number) => {
    for (let row = first; row < end; row++)
      for (let away = PRINT.wide; away <= PRINT.beside * thickest; away++)
        if ((data[(from + row) * width + (edges[row] ?? 0) + side * away] ?? 255) < INK) return true;
    return false;
  };
  const touched: boolean[] = [];
  for (let at = 0; at < deep.length; ) {
    let end = at;
    let most = 0;
    while (end < deep.length && (deep[end] ?? 0) > 0) most = Math.max(most, deep[end++] ?? 0);
    const tall = end - at;
    const isBroad = most >= PRINT.wide || (tall >= PRINT.tall * thickest && isBeside(at, end));
    const isPrint = isBroad && tall <= PRINT.tallest * thickest;
    for (; at < end; at++) touched.push(isPrint);
    if (at < deep.length) touched.push(false);
    at++;
  }
  return touched;
}
