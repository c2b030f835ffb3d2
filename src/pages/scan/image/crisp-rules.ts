import type { Grey } from './clean-ink.ts';
import { INK } from './straighten.ts';
import type { Trace } from './trace-lines.ts';

/** What a rule of a screenshot looks like across: the same in every slice, so that all that is darker there is print. */
export interface CrispRule {
  /** The pixel across that all its slices have in common. */
  readonly at: number;
  /** Its usual greys from `at - REACH` to `at + REACH`. */
  readonly greys: readonly number[];
}

/** How many pixels on either side of its middle a rule and what touches it are looked at. */
export const REACH = 3;

/** How far (pixels) the traced path of a rule that was drawn for a screen may leave its middle: print that touches it pulls it so far. */
const STRAIGHT = 1;

/** A slice is like the others where its grey is this near to theirs, and so many parts of all must be, or the rule was scanned. */
const ALIKE = { grey: 28, part: 0.6 };

/** Slices looked at: more tell nothing new. */
const SLICES = 400;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 255;

/** How a rule looks across where that is the same all along it, as on pictures that were never on paper; null on scans. */
export function crispRule({ width, height, data }: Grey, { axis, from, to, path }: Trace): CrispRule | null {
  const positions = [...path];
  if (Math.max(...positions) - Math.min(...positions) > 2 * STRAIGHT) return null;
  const at = Math.round(median(positions));
  const limit = axis === 'h' ? height : width;
  if (at < REACH || at + REACH >= limit) return null;
  const [along, across] = axis === 'h' ? [1, width] : [width, 1];
  const step = Math.max(1, Math.floor((to - from) / SLICES));
  const slices: number[] = [];
  for (let slice = Math.max(0, Math.ceil(from)); slice < Math.floor(to); slice += step) slices.push(slice);
  const greys: number[] = [];
  for (let k = -REACH; k <= REACH; k++) {
    const values = slices.map((slice) => data[slice * along + (at + k) * across] ?? 255);
    const usual = median(values);
    const alike = values.filter((value) => Math.abs(value - usual) <= ALIKE.grey).length;
    if (alike < ALIKE.part * values.length) return null;
    greys.push(usual);
  }
  return { at, greys };
}

/** By how much a pixel must be darker than its rule to be print that touches it. */
const DARKER = 60;
/** From this grey on there is nothing of the rule. */
const NO_RULE = 250;

/**
 * Takes such a rule out of one slice: what is left is print that lies beside or under it, as the last 0 of 219,800.00| does.
 * A stroke that crosses the rule stays whole.
 */
export function eraseCrisp({ data }: Grey, base: number, step: number, { at, greys }: CrispRule): void {
  const valueAt = (index: number) => data[base + (at + index - REACH) * step] ?? 255;
  const first = greys.findIndex((usual) => usual < NO_RULE);
  const last = greys.findLastIndex((usual) => usual < NO_RULE);
  if (first < 0) return;
  const isInk = (index: number) => index >= 0 && index < greys.length && valueAt(index) < INK;
  if (isInk(first - 1) && isInk(last + 1)) return;
  for (let index = first; index <= last; index++) {
    const usual = greys[index] ?? 255;
    const value = valueAt(index);
    data[base + (at + index - REACH) * step] = value > usual - DARKER ? 255 : Math.round((value * 255) / usual);
  }
}
