import { sortInPlace } from '../../geometry/sorted.ts';
import { type Box, union } from '../../model/box.ts';
import { boxOfRule, type Rule } from '../../model/page.ts';
import type { RawPage } from '../../model/raw-page.ts';
import { eachMeeting } from './meetings.ts';

/** The longest line, in points, that may be a piece of a character. */
const PIECE = 8;
/** So many pieces that touch one another are print; a little box has four. */
const FEWEST_PIECES = 5;
/** So many lines side by side without a gap are a picture in strips; a double line is two. */
const FEWEST_STRIPS = 3;
/** Pieces up to which they are put together one by one; beyond, all of them are one. */
const MOST_PIECES = 20_000;
/** Sizes in points between which what they make up may be print. */
const LOWEST = 3.5;
const NARROWEST = 1;
const LARGEST = 48;
/** How far apart, in points, pieces may lie that touch; and strips, in their thickness. */
const TOUCH = 0.3;
const CLOSE = 1.4;

/**
 * The page with print made of lines (线段拼字) told from its ruling lines: characters painted row of pixels by row of pixels, or
 * of seven segments, and pictures cut into strips. They become marks, which are looked at.
 */
export function withPrintOfRules(raw: RawPage): RawPage {
  const { rules, marks = [], crumbs = [], specks = [] } = raw;
  if (rules.length + crumbs.length < FEWEST_STRIPS) return raw;
  const short = rules.filter(({ from, to }) => to - from <= PIECE);
  const few = short.length + crumbs.length + specks.length < FEWEST_PIECES;
  const pieces: Piece[] = few
    ? []
    : [...short.map((rule) => ({ box: boxOfRule(rule), rule })), ...[...crumbs, ...specks].map((box) => ({ box }))];
  const prints = [...stacksOf(rules), ...clustersOf(pieces)];
  if (prints.length === 0) return raw;
  const used = new Set(prints.flatMap(({ pieces }) => pieces));
  return {
    ...raw,
    rules: rules.filter((rule) => !used.has(rule)),
    marks: [...marks, ...prints.map(({ box }) => box)],
  };
}

/** A part of a character: a short line, or a crumb. */
interface Piece {
  readonly box: Box;
  readonly rule?: Rule;
}

interface Print {
  readonly box: Box;
  readonly pieces: readonly Rule[];
}

/** Lines of one length and thickness that lie side by side without a gap. */
function stacksOf(rules: readonly Rule[]): Print[] {
  const groups: Rule[][] = [];
  // Keys are numbers: a text for each line of a page costs more than all the rest.
  const alike = new Map<number, Map<number, Rule[]>>();
  for (const rule of rules) {
    const start = 2 * Math.round(2 * rule.from) + (rule.axis === 'h' ? 0 : 1);
    const rest = THICKEST * Math.round(2 * rule.to) + Math.round(4 * rule.thickness);
    const beside = alike.get(start) ?? new Map<number, Rule[]>();
    const known = beside.get(rest);
    if (known) known.push(rule);
    else {
      const group = [rule];
      alike.set(start, beside.set(rest, group));
      groups.push(group);
    }
  }
  return groups.flatMap((group) => (group.length < FEWEST_STRIPS ? [] : stacksIn(group)));
}

/** More quarters of a point than any line is thick. */
const THICKEST = 1024;

function stacksIn(group: Rule[]): Print[] {
  sortInPlace(group, (a, b) => a.at - b.at);
  const found: Print[] = [];
  let from = 0;
  for (let at = 1; at <= group.length; at++) {
    const [before, rule] = [group[at - 1], group[at]];
    if (before !== undefined && rule !== undefined && isStacked(before, rule)) continue;
    const pieces = at - from < FEWEST_STRIPS ? [] : group.slice(from, at);
    from = at;
    const box = union(pieces.map(boxOfRule));
    if (box !== null && Math.min(box.x1 - box.x0, box.y1 - box.y0) >= LOWEST) found.push({ box, pieces });
  }
  return found;
}

function isStacked(before: Rule, rule: Rule): boolean {
  const off = rule.at - before.at;
  return off < (CLOSE * (rule.thickness + before.thickness)) / 2 && off > 0.05;
}

/** Short lines that touch one another and make up something as large as a character. */
function clustersOf(pieces: readonly Piece[]): Print[] {
  if (pieces.length < FEWEST_PIECES) return [];
  const rulesOf = (members: readonly Piece[]) => members.flatMap(({ rule }) => rule ?? []);
  if (pieces.length > MOST_PIECES) {
    const box = union(pieces.map((piece) => piece.box));
    return box === null ? [] : [{ box, pieces: rulesOf(pieces) }];
  }
  const sorted = [...pieces].sort((a, b) => a.box.x0 - b.box.x0);
  const parents = new Map<Box, Box>();
  const rootOf = (box: Box): Box => {
    let root = box;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    if (root !== box) parents.set(box, root);
    return root;
  };
  eachMeeting(
    sorted.map(({ box }) => box),
    TOUCH,
    (one, other) => {
      const [first, second] = areLevel(one, other) ? [rootOf(one), rootOf(other)] : [one, one];
      if (first !== second) parents.set(second, first);
    },
  );
  if (parents.size < FEWEST_PIECES - 1) return [];
  const clusters = Map.groupBy(sorted, ({ box }) => rootOf(box));
  return [...clusters.values()].flatMap((members) => {
    const box = union(members.map((member) => member.box));
    if (box === null || members.length < FEWEST_PIECES) return [];
    const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
    const sized = height >= LOWEST && width >= NARROWEST && Math.max(width, height) <= LARGEST;
    return sized ? [{ box, pieces: rulesOf(members) }] : [];
  });
}

function areLevel(a: Box, b: Box): boolean {
  return a.y0 < b.y1 + TOUCH && b.y0 < a.y1 + TOUCH;
}
