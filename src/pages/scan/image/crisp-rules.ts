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

/**
 * How far (pixels) from its middle most of the traced path of a rule that was drawn for a screen lies, and which part of it: print
 * set against it in every row pulls the rest away.
 */
const STRAIGHT = { within: 1, part: 0.6 };

/** A slice is like the others where its grey is this near to theirs, and so many parts of all must be, or the rule was scanned. */
const ALIKE = { grey: 28, part: 0.5 };

/** Slices looked at: more tell nothing new. */
const SLICES = 400;

/** What is seen of a rule between the lines of print beside it, however much of its length these take. */
const BARE_QUANTILE = 0.7;

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 255;

/** How a rule looks across where that is the same all along it, as on pictures that were never on paper; null on scans. */
export function crispRule({ width, height, data }: Grey, { axis, from, to, path }: Trace): CrispRule | null {
  const middle = quantile([...path], 0.5);
  const straight = path.filter((place) => Math.abs(place - middle) <= STRAIGHT.within);
  if (straight.length < STRAIGHT.part * path.length) return null;
  const at = Math.round(middle);
  const limit = axis === 'h' ? height : width;
  if (at < REACH || at + REACH >= limit) return null;
  const [along, across] = axis === 'h' ? [1, width] : [width, 1];
  const step = Math.max(1, Math.floor((to - from) / SLICES));
  const slices: number[] = [];
  for (let slice = Math.max(0, Math.ceil(from)); slice < Math.floor(to); slice += step) slices.push(slice);
  const greys: number[] = [];
  for (let k = -REACH; k <= REACH; k++) {
    const values = slices.map((slice) => data[slice * along + (at + k) * across] ?? 255);
    const usual = quantile(values, BARE_QUANTILE);
    const alike = values.filter((value) => Math.abs(value - usual) <= ALIKE.grey).length;
    if (usual < NO_RULE && alike < ALIKE.part * values.length) return null;
    greys.push(usual);
  }
  return greys.some((usual) => usual < INK) ? { at, greys } : null;
}

/** Part of the long rules of a picture that look the same all along where it was never on paper; of a phone's pictures half do. */
const MOSTLY = 0.75;

/** Whether the rules of a picture that stands level to the pixel say that it was never on paper: a screenshot. */
export function isDrawn(grey: Grey, rules: readonly Trace[], long: number): boolean {
  const whole = rules.filter(({ from, to }) => to - from >= long);
  return whole.filter((rule) => crispRule(grey, rule) !== null).length >= MOSTLY * whole.length;
}

/** Whether a trace runs along such a rule: the right sides of digits set against it in every row look like a second one. */
export function runsBeside(trace: Trace, of: Trace, { at }: CrispRule): boolean {
  const middle = quantile([...trace.path], 0.5);
  const together = Math.min(trace.to, of.to) - Math.max(trace.from, of.from);
  return trace.axis === of.axis && Math.abs(middle - at) <= REACH && together > 0;
}

/** By how much a pixel must be darker than its rule to be print that touches it. */
const DARKER = 60;
/** From this grey on there is nothing of the rule. */
const NO_RULE = 250;

/**
 * Takes such a rule out of one slice: what is left is print that lies beside or under it, as the last 0 of 219,800.00| does.
 * A stroke that crosses the rule stays whole.
 * @param isCrossed whether another rule crosses it there
 */
export function eraseCrisp(
  { data }: Grey,
  base: number,
  step: number,
  { at, greys }: CrispRule,
  isCrossed: boolean,
): void {
  const valueAt = (index: number) => data[base + (at + index - REACH) * step] ?? 255;
  const first = greys.findIndex((usual) => usual < NO_RULE);
  const last = greys.findLastIndex((usual) => usual < NO_RULE);
  if (first < 0) return;
  const isInk = (index: number) => index >= 0 && index < greys.length && valueAt(index) < INK;
  if (!isCrossed && isInk(first - 1) && isInk(last + 1)) return;
  for (let index = first; index <= last; index++) {
    const usual = greys[index] ?? 255;
    const value = valueAt(index);
    data[base + (at + index - REACH) * step] = value > usual - DARKER ? 255 : Math.round((value * 255) / usual);
  }
}

/** How far (pixels) from the end of an upright piece the level rule lies that it is taken to end on. */
const END = 4;

/**
 * Whether a short upright piece between two level rules is a stroke of print, as that of 计 in a low row: on a picture that was
 * never on paper a rule reaches the rules it ends on, and a stroke leaves white before them.
 */
export function isLoose({ width, data }: Grey, piece: Trace, rules: readonly Trace[], long: number): boolean {
  if (piece.axis === 'h' || piece.to - piece.from >= long) return false;
  const middle = Math.round(quantile([...piece.path], 0.5));
  const levels = rules
    .filter(({ axis, from, to }) => axis === 'h' && from - END <= middle && middle <= to + END)
    .map((level) => Math.round(quantile([...level.path], 0.5)));
  const endAt = (end: number) => levels.find((level) => Math.abs(level - end) <= END);
  const [from, to] = [endAt(piece.from), endAt(piece.to)];
  if (from === undefined || to === undefined) return false;
  const isWhite = (y: number) => [-1, 0, 1].every((k) => (data[y * width + middle + k] ?? 255) >= INK);
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k).some(isWhite);
}
