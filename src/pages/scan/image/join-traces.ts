import { type Bits, isInked } from './bits.ts';
import type { Scale, Trace } from './trace-lines.ts';

/** Longest piece of a rule, in lengths of a rule, that was lost to the print that touches it: some rows of figures. */
const LOST = 2;
/** How far apart (pixels) across two pieces of one rule lie. */
const ASIDE = 2.5;
/** Blocks at the end of a piece whose middle place tells where it runs: print draws the last ones aside. */
const TELLING = 15;
/** Part of the way between two pieces that has ink where a rule runs there: print leaves white above and below it. */
const THROUGH = 0.95;
/** How far (pixels) beside the way ink counts. */
const NEAR = 1;

const middleOf = (path: Float32Array): number => path.slice().sort()[path.length >> 1] ?? 0;

/**
 * Pieces of one rule with that between them where it was lost though it is there: figures that end on a rule in several rows
 * draw its trace aside until it breaks off.
 */
export function joinThrough(traces: readonly Trace[], ink: Bits, { long }: Scale): Trace[] {
  const out: Trace[] = [];
  for (const next of [...traces].sort((a, b) => a.from - b.from)) {
    const at = out.findIndex((one) => goesOn(one, next, ink, LOST * long));
    const before = out[at];
    if (before) out[at] = joined(before, next);
    else out.push(next);
  }
  return out;
}

const ends = (one: Trace, next: Trace) =>
  [middleOf(one.path.slice(-TELLING)), middleOf(next.path.slice(0, TELLING))] as const;

function goesOn(one: Trace, next: Trace, ink: Bits, most: number): boolean {
  const length = next.from - one.to;
  if (length <= 0 || length > most) return false;
  const [from, to] = ends(one, next);
  if (Math.abs(from - to) > ASIDE) return false;
  let inked = 0;
  let steps = 0;
  for (let along = Math.ceil(one.to); along < next.from; along++, steps++) {
    const across = Math.round(from + ((to - from) * (along - one.to)) / length);
    for (let beside = -NEAR; beside <= NEAR; beside++)
      if (isInked(ink, along, across + beside)) {
        inked++;
        break;
      }
  }
  return inked >= THROUGH * steps;
}

function joined(one: Trace, next: Trace): Trace {
  const { block, from } = one;
  const [last, first] = ends(one, next);
  const path = Float32Array.from({ length: Math.max(1, Math.ceil((next.to - from) / block)) }, (_, index) => {
    const along = from + (index + 0.5) * block;
    if (along < one.to) return one.path[Math.min(index, one.path.length - 1)] ?? last;
    if (along < next.from) return last + ((first - last) * (along - one.to)) / (next.from - one.to);
    return next.path[Math.min(next.path.length - 1, Math.floor((along - next.from) / block))] ?? first;
  });
  return { ...one, to: next.to, path };
}
