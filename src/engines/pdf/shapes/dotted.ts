import type { Box } from '../../../model/box.ts';
import type { Rule } from '../../../model/page.ts';

/** Dots of one line stand no further apart than this, as many times as they are large. */
const APART = 4;
/** Fewer in a row are no line. */
const FEWEST = 12;
/** Lines of dots that stand closer (points) to others fill an area (网点): no row of print has room between them. */
const CLOSE = 5;
/** How far (points) the middles of dots of one line lie from it. */
const OFF = 0.15;
/** How much larger one dot of a line may be than another. */
const LARGER = 1.5;

interface Dot {
  readonly box: Box;
  /** Where it lies across and along the line. */
  readonly across: number;
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

function dotOf(box: Box, axis: Rule['axis']): Dot {
  const size = Math.max(box.x1 - box.x0, box.y1 - box.y0);
  return axis === 'h'
    ? { box, across: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1, size }
    : { box, across: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1, size };
}

function isNext(one: Dot, other: Dot): boolean {
  const [less, more] = [Math.min(one.size, other.size), Math.max(one.size, other.size)];
  return other.from - one.to <= APART * more && more <= LARGER * less;
}

/** The lines of one axis that dots make: many of one size in a row, close to each other. */
function linesOf(dots: readonly Dot[], axis: Rule['axis']): { readonly rule: Rule; readonly dots: readonly Dot[] }[] {
  const sorted = [...dots].sort((a, b) => a.across - b.across);
  const found: { rule: Rule; dots: readonly Dot[] }[] = [];
  const close = (run: readonly Dot[]) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined || run.length < FEWEST) return;
    const at = run.reduce((sum, { across }) => sum + across, 0) / run.length;
    const to = Math.max(...run.map((dot) => dot.to));
    found.push({ rule: { axis, at, from: first.from, to, thickness: first.size }, dots: run });
  };
  for (let start = 0; start < sorted.length; ) {
    const first = sorted[start]?.across ?? 0;
    let end = start;
    while (end < sorted.length && (sorted[end]?.across ?? Infinity) - first <= OFF) end++;
    let run: Dot[] = [];
    for (const dot of sorted.slice(start, end).sort((a, b) => a.from - b.from)) {
      const before = run.at(-1);
      if (before !== undefined && !isNext(before, dot)) {
        close(run);
        run = [];
      }
      run.push(dot);
    }
    close(run);
    start = end;
  }
  return found;
}

function isClose(one: Rule, other: Rule): boolean {
  const beside = one.axis === other.axis && Math.abs(one.at - other.at) < CLOSE && one.at !== other.at;
  return beside && one.from < other.to && other.from < one.to;
}

/** How far (points) a line may end before the one that it meets. */
const MEETS = 3;

function meets(one: Rule, other: Rule): boolean {
  const reaches = (rule: Rule, at: number) => rule.from - MEETS <= at && at <= rule.to + MEETS;
  return one.axis !== other.axis && reaches(one, other.at) && reaches(other, one.at);
}

/**
 * The rules that rows of dots are (点线), as browsers draw dotted borders: a square for each dot. Those that meet no rule lead
 * from an entry of the contents to its page.
 */
export function dottedRules(
  specks: readonly Box[],
  rules: readonly Rule[],
): { readonly rules: readonly Rule[]; readonly specks: readonly Box[] } {
  if (specks.length < FEWEST) return { rules: [], specks };
  const lines = (['h', 'v'] as const).flatMap((axis) =>
    linesOf(
      specks.map((box) => dotOf(box, axis)),
      axis,
    ),
  );
  const all = [...rules, ...lines.map(({ rule }) => rule)];
  const borders = lines.filter(
    ({ rule }) =>
      !lines.some((other) => other.rule !== rule && isClose(other.rule, rule)) &&
      all.some((other) => meets(rule, other)),
  );
  if (borders.length === 0) return { rules: [], specks };
  const taken = new Set(borders.flatMap(({ dots }) => dots.map(({ box }) => box)));
  return { rules: borders.map(({ rule }) => rule), specks: specks.filter((box) => !taken.has(box)) };
}
