import type { Rule } from '../model/page.ts';
import { joinRules } from './lattice.ts';

/** How near (points) to the edge of the paper a line ends that runs off it. */
const EDGE = 3;
/** How many lines of a table end in one place off the edges, and the part of the width that they take: it stands on the page. */
const LINES = 3;
const WIDE = 0.4;

interface Sheet {
  readonly width: number;
  readonly height: number;
}

/**
 * The ruling lines of a page without what is drawn over its tables: frames of stamps, and lines that run over the whole
 * paper, from edge to edge, through tables and titles alike, as folds, cutting lines and squared paper do (折痕, 裁切线,
 * 底纹); they would make one grid of all that stands on the page. Of a sheet that is cut to its table all lines reach the
 * edges: there nothing is taken away.
 */
export function withoutForeignRules(rules: readonly Rule[], sheet: Sheet): readonly Rule[] {
  const through = new Set((['h', 'v'] as const).flatMap((axis) => throughOf(axis, rules, sheet)));
  const others = rules.filter((rule) => !through.has(rule));
  return withoutFrames(through.size > 0 && holdsTable(others, sheet) ? others : rules);
}

/** How far apart (points) the ends of two lines lie at most that meet. */
const MEET = 1;

/**
 * Without the frames of stamps (章框): four lines that close, whose corners lie on no other line while other lines run
 * across them. The frame of cells ends at lines of the table.
 */
function withoutFrames(rules: readonly Rule[]): readonly Rule[] {
  const key = ({ from, to }: Rule) => `${Math.round(from)} ${Math.round(to)}`;
  const level = rules.filter(({ axis }) => axis === 'h');
  const pairs = [...Map.groupBy(level, key).values()].filter((lines) => lines.length === 2);
  const frames = pairs.flatMap((pair) => {
    const [top, bottom] = pair.toSorted((a, b) => a.at - b.at);
    if (top === undefined || bottom === undefined) return [];
    const sides = rules.filter((one) => one.axis === 'v' && isNear(one.from, top.at) && isNear(one.to, bottom.at));
    const ends = [top.from, top.to].flatMap((x) => sides.filter((side) => isNear(side.at, x)).slice(0, 1));
    const frame = [top, bottom, ...ends];
    return ends.length === 2 && isStamped(frame, rules) ? frame : [];
  });
  const gone = new Set(frames);
  return gone.size === 0 ? rules : rules.filter((rule) => !gone.has(rule));
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= MEET;

function isStamped(frame: readonly Rule[], rules: readonly Rule[]): boolean {
  const others = rules.filter((rule) => !frame.includes(rule));
  const corners = frame.slice(0, 2).flatMap(({ at, from, to }) => [
    { x: from, y: at },
    { x: to, y: at },
  ]);
  const on = ({ axis, at, from, to }: Rule, x: number, y: number) =>
    isNear(at, axis === 'h' ? y : x) && from <= (axis === 'h' ? x : y) + MEET && to >= (axis === 'h' ? x : y) - MEET;
  if (corners.some(({ x, y }) => others.some((rule) => on(rule, x, y)))) return false;
  return frame.some((edge) =>
    others.some(
      (rule) =>
        rule.axis !== edge.axis &&
        rule.at > edge.from + MEET &&
        rule.at < edge.to - MEET &&
        rule.from < edge.at - MEET &&
        rule.to > edge.at + MEET,
    ),
  );
}

/** Lines of a direction from edge to edge; a cell of another colour may part one. */
function throughOf(axis: Rule['axis'], rules: readonly Rule[], { width, height }: Sheet): readonly Rule[] {
  const along = axis === 'h' ? width : height;
  const own = rules.filter((rule) => rule.axis === axis);
  if (!own.some(({ from }) => from <= EDGE)) return [];
  const lines = Map.groupBy(own, ({ at, thickness }) => `${at.toFixed(1)} ${thickness.toFixed(1)}`);
  return [...lines.values()].flatMap((pieces) =>
    pieces.some(({ from }) => from <= EDGE) && pieces.some(({ to }) => to >= along - EDGE) ? pieces : [],
  );
}

/** Whether several lines of one length lie on a page, off its edges. */
function holdsTable(rules: readonly Rule[], { width }: Sheet): boolean {
  const inside = joinRules(rules, 1).filter(({ axis, from, to }) => axis === 'h' && from > EDGE && to < width - EDGE);
  const wide = inside.filter(({ from, to }) => to - from > WIDE * width);
  const ends = Map.groupBy(wide, ({ from, to }) => `${Math.round(from / EDGE)} ${Math.round(to / EDGE)}`);
  return [...ends.values()].some((lines) => lines.length >= LINES);
}
