import type { Alternative } from '../../../model/page.ts';
import type { Grey } from '../image/clean-ink.ts';
import { INK } from '../image/straighten.ts';
import type { Char } from '../lines/read-stretches.ts';
import type { Segment } from './cut-digits.ts';

/*
 * The thin strokes of a 4 wear away first, and what is left of it is a 1 to every reader, in each copy of the figure alike. Its
 * picture tells: beside the lower half of a 1 there is nothing.
 */

/** Where beside a 1 what is left of a 4 stands, in heights of the digit: below the flag of a 1, above its foot. */
const LEFT = { top: 0.34, foot: 0.86, reach: 0.5 };
/** So much ink there (parts of the height squared) is no dust. */
const LEAST_INK = 0.012;
/** Rows in which the bar of a 4 may lie, and how far it reaches over the stem on either side, in heights. */
const BAR = { top: 0.5, foot: 0.76, over: 0.09 };

/** Whether a digit that was read as 1 may be what is left of a 4. `before` is the character on its left. */
export function mayBeWornFour(grey: Grey, digit: Segment, before: Segment | undefined): boolean {
  return hasLeftOver(grey, digit, before) || hasBar(grey, digit);
}

function isInk({ width, data }: Grey, x: number, y: number): boolean {
  return (data[y * width + x] ?? 255) < INK;
}

function hasLeftOver(grey: Grey, { x0, y0, y1 }: Segment, before: Segment | undefined): boolean {
  const height = y1 - y0;
  const from = Math.max(before === undefined ? 0 : before.x1 + 1, Math.round(x0 - LEFT.reach * height));
  let ink = 0;
  for (let y = Math.round(y0 + LEFT.top * height); y < y0 + LEFT.foot * height; y++)
    for (let x = from; x < x0; x++) if (isInk(grey, x, y)) ink++;
  return ink >= Math.max(2, LEAST_INK * height * height);
}

/** Whether a level stroke crosses the stem above its foot. */
function hasBar(grey: Grey, { x0, x1, y0, y1 }: Segment): boolean {
  const height = y1 - y0;
  const rows: { from: number; to: number }[] = [];
  for (let y = Math.round(y0 + 0.2 * height); y < y0 + BAR.foot * height; y++) {
    let [from, to] = [x1, x0];
    for (let x = x0; x < x1; x++)
      if (isInk(grey, x, y)) {
        from = Math.min(from, x);
        to = Math.max(to, x + 1);
      }
    rows.push({ from, to: Math.max(from, to) });
  }
  const usual = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const stem = { from: usual(rows.map(({ from }) => from)), to: usual(rows.map(({ to }) => to)) };
  const over = Math.max(1.5, BAR.over * height);
  const first = Math.round((BAR.top - 0.2) * height);
  return rows.slice(first).some(({ from, to }) => stem.from - from >= over && to - stem.to >= over);
}

/** How much the reading of a worn 1 as 4 counts. */
const WORN = 0.4;

/** The figure as it would be if a worn 1 of it were a 4, and if all were. */
export function wornAside(chars: readonly Char[]): Pick<Alternative, 'text' | 'confidence' | 'how'>[] {
  const worn = chars.flatMap((char, at) => (char.worn ? [at] : []));
  const sets = worn.length > 1 ? [worn, ...worn.map((at) => [at])] : worn.map((at) => [at]);
  return sets.map((set) => ({
    text: chars.map(({ text }, at) => (set.includes(at) ? '4' : text)).join(''),
    confidence: WORN,
    how: 'shape',
  }));
}
