import type { Rule } from '../../../model/page.ts';
import { type Bits, inkBits, isInked, transposed } from './bits.ts';
import type { Grey } from './clean-ink.ts';
import { dottedRules } from './dotted-rules.ts';
import { joinThrough } from './join-traces.ts';
import { INK } from './straighten.ts';
import { type Scale, type Trace, traceLines } from './trace-lines.ts';

/** Measures of ruling lines as parts of an inch: the thickest of a table, of grown print, and what is looked at in one go. */
const PART = { thin: 38, thickest: 22, block: 30 };
/** Lengths in inches from which a rule is one, and from which one that hangs on others is. */
const LENGTH = { long: 0.42, short: 0.1 };
/** How far from a crossing rule an end may stop, and how much white is looked for beside one, as part of an inch; at least so many pixels. */
const REACH = { part: 60, least: 2.5 };
/** Part of a rule's length beside which there may be ink. */
const BESIDE = 0.3;

/** Scale of a picture of `dpi` pixels per inch. */
export function scaleOf(dpi: number): Scale {
  const pixels = (part: number) => Math.max(4, Math.round(dpi / part));
  return {
    dpi,
    thin: pixels(PART.thin),
    thickest: pixels(PART.thickest),
    block: pixels(PART.block),
    long: Math.round(dpi * LENGTH.long),
    short: Math.round(dpi * LENGTH.short),
  };
}

/** The ruling lines of a straightened picture, gaps and slight waves tolerated. */
export function findRules(grey: Grey, scale: Scale): Trace[] {
  const ink = inkBits(grey, INK);
  const turned = transposed(ink);
  const level = tracedTwice(ink, 'h', scale);
  const upright = tracedTwice(turned, 'v', scale);
  const clear = (line: Trace) => standsClear(line, line.axis === 'h' ? ink : turned, scale);
  const isLong = (line: Trace, times = 1) => line.to - line.from >= times * scale.long;
  // Strokes of large type can line up like a rule, but the rest of the characters hangs on them.
  const isThin = (line: Trace) => line.thickness <= scale.thin;
  const alone = (line: Trace) => (isThin(line) ? (line.axis === 'h' ? ALONE : 1) : ALONE_GROWN);
  const kept = new Set(
    [...level, ...upright].filter((line) => isLong(line, FAR) || (isLong(line, alone(line)) && clear(line))),
  );
  const usual = Math.max(scale.thin, ...[...kept].map(({ thickness }) => thickness));
  const isShortRule = (line: Trace, rules: readonly Trace[]) =>
    line.thickness <= usual && clear(line) && !isDetached(line, rules, line.axis === 'h' ? ink : turned, scale);
  // Others count when both their ends meet rules already found; pieces hang on pieces.
  for (let found = -1; found < kept.size; ) {
    const sure = [...kept];
    found = sure.length;
    for (const line of [...level, ...upright])
      if (!kept.has(line) && anchored(line, sure, scale) && (isLong(line) || isShortRule(line, sure))) kept.add(line);
  }
  const sure = [...kept];
  if (sure.length === 0) return dottedRules(ink, turned, scale, clear);
  const inkAlong = (axis: Trace['axis']) => (axis === 'h' ? ink : turned);
  const pieces = sure.flatMap((line) => withoutPrint(line, sure, inkAlong(line.axis), scale));
  return (['h', 'v'] as const).flatMap((axis) =>
    joinThrough(
      pieces.filter((line) => line.axis === axis),
      inkAlong(axis),
      scale,
    ),
  );
}

/** Lines as thin as they are printed, and where there is more of it a line grown by copying instead of its thin pieces. */
function tracedTwice(ink: Bits, axis: Trace['axis'], scale: Scale): Trace[] {
  const thin = traceLines(ink, axis, { ...scale, thickest: scale.thin });
  const worn = new Set<Trace>();
  const grown = traceLines(ink, axis, scale).filter((line) => {
    const pieces = thin.filter((piece) => runsAlong(piece, line, scale.thickest));
    const longest = Math.max(0, ...pieces.map(({ from, to }) => to - from));
    if (line.to - line.from < longest + scale.short / 2) return false;
    for (const piece of pieces) worn.add(piece);
    return true;
  });
  return [...thin.filter((line) => !worn.has(line)), ...grown];
}

function runsAlong(piece: Trace, line: Trace, near: number): boolean {
  const from = Math.max(piece.from, line.from);
  const to = Math.min(piece.to, line.to);
  if (to <= from) return false;
  const middle = (from + to) / 2;
  return Math.abs(positionAt(piece, middle) - positionAt(line, middle)) <= near;
}

/** Part of a piece between two crossing rules that is thin where a rule runs, and that is thick where print stands there. */
const THIN = 0.6;
const THICK = 0.03;
/** Part of a piece that has ink, from which it is a rule whatever touches it: print leaves white above and below it. */
const THROUGH = 0.93;

/**
 * The line without the pieces, from one crossing rule to the next, where only strokes of print stand in its way: a
 * column's rule that ends above a merged cell and goes on below it.
 */
function withoutPrint(line: Trace, rules: readonly Trace[], ink: Bits, scale: Scale): Trace[] {
  const crossings = rules
    .filter((rule) => rule.axis !== line.axis)
    .filter((rule) => {
      const at = positionAt(line, positionAt(rule, line.path[0] ?? 0));
      return at >= rule.from - 3 && at <= rule.to + 3;
    })
    .map((rule) => positionAt(rule, positionAt(line, line.from)))
    .filter((at) => at > line.from + scale.block && at < line.to - scale.block)
    .sort((a, b) => a - b);
  const ends = [line.from, ...crossings, line.to];
  const kept: Trace[] = [];
  for (const [index, from] of ends.slice(0, -1).entries()) {
    const to = ends[index + 1] ?? line.to;
    const last = kept[kept.length - 1];
    if (isPrint(pieceOf(line, from, to), ink) || isStroke(line, from, to, ink)) continue;
    if (last?.to === from) kept[kept.length - 1] = pieceOf(line, last.from, to);
    else kept.push(pieceOf(line, from, to));
  }
  return kept;
}

function pieceOf(line: Trace, from: number, to: number): Trace {
  const first = Math.max(0, Math.floor((from - line.from) / line.block));
  return { ...line, from, to, path: line.path.slice(first, Math.ceil((to - line.from) / line.block) + 1) };
}

function isPrint(piece: Trace, ink: Bits): boolean {
  const length = piece.to - piece.from;
  let thin = 0;
  let thick = 0;
  for (let along = Math.round(piece.from); along < piece.to; along++) {
    const run = runAcross(ink, along, Math.round(positionAt(piece, along)));
    if (run > piece.thickness + 2) thick++;
    else if (run > 0) thin++;
  }
  return thin < THIN * length && thick > THICK * length && thin + thick < THROUGH * length;
}

/** White next to its last crossing, in parts of its length, from which the end of a line is no rule. */
const APART = 0.14;

/**
 * Whether the end of a line, beyond its last crossing, is a stroke that stands there by chance: it does not reach back to
 * the crossing, as a rule does, and print hangs on it.
 */
function isStroke(line: Trace, from: number, to: number, ink: Bits): boolean {
  const length = to - from;
  const inner = from === line.from ? to : to === line.to ? from : null;
  if (inner === null || length === line.to - line.from) return false;
  const way = inner === to ? -1 : 1;
  const run = (step: number) => {
    const along = Math.round(inner + way * step);
    return runAcross(ink, along, Math.round(positionAt(line, along)));
  };
  const steps = [...Array(Math.floor(length)).keys()];
  const runs = steps.map(run).slice(line.thickness);
  const white = runs.findIndex((ink) => ink > 0);
  return white > APART * length && runs.some((ink) => ink > line.thickness + 2);
}

/** Pixels of ink in a row across a line at one place; 0 where it is white there. */
function runAcross(ink: Bits, along: number, at: number): number {
  const middle = [at, at - 1, at + 1].find((across) => isInked(ink, along, across));
  if (middle === undefined) return 0;
  let [from, to] = [middle, middle];
  while (isInked(ink, along, from - 1)) from--;
  while (isInked(ink, along, to + 1)) to++;
  return to - from + 1;
}

/** Times the length of a rule from which a line that hangs on no other is one: level and clear of print, and in any case. */
const ALONE = 2.2;
/** The same for a line as broad as the strokes of a heading. */
const ALONE_GROWN = 3.5;
const FAR = 12;

/** Pixels beside a crossing rule that tell whether a short piece is tied to it, and how many of them are white where it is not. */
const TIED = { pixels: 3, white: 2 };

/** Whether white parts a short piece from both rules it ends on: a stroke of print in a low row, as that of 出. */
function isDetached(line: Trace, rules: readonly Trace[], ink: Bits, scale: Scale): boolean {
  const isWhite = (along: number) => {
    const at = Math.round(positionAt(line, along));
    return [-1, 0, 1].every((beside) => !isInked(ink, along, at + beside));
  };
  const ends = [
    { end: line.from, way: 1 },
    { end: line.to, way: -1 },
  ];
  return ends.every(({ end, way }) => {
    const crossing = rules.find((rule) => rule.axis !== line.axis && isMet(rule, end, positionAt(line, end), scale));
    if (crossing === undefined) return false;
    const edge = positionAt(crossing, positionAt(line, end)) + way * (crossing.thickness / 2 + 1);
    const beside = Array.from({ length: TIED.pixels }, (_, step) => Math.round(edge + way * step));
    return beside.filter(isWhite).length >= TIED.white;
  });
}

/** Whether both ends of `line` touch crossing rules, or overshoot them a little. */
function anchored(line: Trace, rules: readonly Trace[], scale: Scale): boolean {
  const meets = (end: number, at: number) =>
    rules.some((rule) => rule.axis !== line.axis && isMet(rule, end, at, scale, line.thickness));
  const isOpen = (side: 'from' | 'to') => endsOpen(line, side, rules, scale);
  const [first, last] = [line.path[0] ?? 0, line.path[line.path.length - 1] ?? 0];
  const met = { from: meets(line.from, first), to: meets(line.to, last) };
  return (met.from || (met.to && isOpen('from'))) && (met.to || (met.from && isOpen('to')));
}

/** Fewest rules that end in one line where a table has no rule on its side. */
const OPEN = 3;

/** Whether a long line ends where other rules do: on the side of a table that has no rule there. */
function endsOpen(line: Trace, side: 'from' | 'to', rules: readonly Trace[], { dpi, long }: Scale): boolean {
  if (line.to - line.from < long) return false;
  const reach = Math.max(REACH.least, dpi / REACH.part);
  const alike = rules.filter((rule) => rule.axis === line.axis && Math.abs(rule[side] - line[side]) <= reach);
  return alike.length >= OPEN;
}

/** Whether a rule runs across the end of a line that lies `at` across. */
function isMet(rule: Trace, end: number, at: number, { dpi }: Scale, thickness = rule.thickness): boolean {
  const reach = Math.max(REACH.least, dpi / REACH.part);
  // At a corner a rule is seen only up to the other's edge.
  const corner = 3 + Math.floor(thickness / 2);
  return (
    at >= rule.from - corner &&
    at <= rule.to + corner &&
    Math.abs(positionAt(rule, at) - end) <= rule.thickness / 2 + reach
  );
}

/** Whether there is white on both sides of a line; strokes of characters have others beside them. */
function standsClear(line: Trace, ink: Bits, scale: Scale): boolean {
  const near = Math.ceil(line.thickness / 2) + 1;
  const far = near + Math.max(2, Math.round(scale.dpi / REACH.part));
  let inked = 0;
  for (let along = Math.round(line.from); along < line.to; along++) {
    const at = Math.round(positionAt(line, along));
    let dark = false;
    for (let away = near; away <= far && !dark; away++)
      dark = isInked(ink, along, at - away) || isInked(ink, along, at + away);
    if (dark) inked++;
  }
  return inked <= BESIDE * (line.to - line.from);
}

/** Where across the page the line runs at `along`. */
export function positionAt(line: Trace, along: number): number {
  const index = Math.max(0, Math.min(line.path.length - 1, Math.floor((along - line.from) / line.block)));
  return line.path[index] ?? 0;
}

/** The ruling line as the model has it, in points; `perPoint` pixels per point. */
export function toRule(line: Trace, perPoint: number): Rule {
  const at = line.path.reduce((sum, value) => sum + value, 0) / line.path.length;
  return {
    axis: line.axis,
    at: at / perPoint,
    from: line.from / perPoint,
    to: line.to / perPoint,
    thickness: line.thickness / perPoint,
  };
}

/** How near (inches) to the edge of a picture the shadow of a lid lies, and what part of that edge it takes at least. */
const SHADOW = { near: 0.06, part: 0.8 };

/**
 * Without the dark bars along the edges of a picture that the lid of a copier leaves: unlike the frame of a table that was cut out
 * to its last rule, most rules across do not end on them.
 */
export function withoutShadows(rules: readonly Trace[], { width, height }: Grey, { dpi, long }: Scale): Trace[] {
  const near = SHADOW.near * dpi;
  return rules.filter((rule) => {
    const [across, along] = rule.axis === 'h' ? [height, width] : [width, height];
    const places = rule.path.slice().sort();
    const at = places[places.length >> 1] ?? 0;
    const isLow = at - rule.thickness / 2 <= near;
    if (!isLow && at + rule.thickness / 2 < across - near) return true;
    if (rule.to - rule.from < SHADOW.part * along) return true;
    const others = rules.filter(({ axis, from, to }) => axis !== rule.axis && to - from >= long);
    const ending = others.filter(({ from, to }) => Math.abs((isLow ? from : to) - at) <= rule.thickness / 2 + near / 2);
    return 2 * ending.length > others.length;
  });
}
