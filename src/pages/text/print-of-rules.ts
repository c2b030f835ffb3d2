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
  const pieces: Piece[] = [
    ...short.map((rule) => ({ box: boxOfRule(rule), rule })),
    ...[...crumbs, ...specks].map((box) => ({ box })),
  ];
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
  const alike = new Map<string, Rule[]>();
  for (const rule of rules) {
    const { axis, from, to, thickness } = rule;
    const key = `${axis} ${Math.round(2 * from)} ${Math.round(2 * to)} ${Math.round(4 * thickness)}`;
    const known = alike.get(key);
    if (known) known.push(rule);
    else alike.set(key, [rule]);
  }
  return [...alike.values()].flatMap((group) => (group.length < FEWEST_STRIPS ? [] : stacksIn(group)));
}

function stacksIn(group: readonly Rule[]): Print[] {
  const stacks: Rule[][] = [];
  for (const rule of [...group].sort((a, b) => a.at - b.at)) {
    const last = stacks.at(-1)?.at(-1);
    const close = last !== undefined && rule.at - last.at < (CLOSE * (rule.thickness + last.thickness)) / 2;
    if (close && rule.at - last.at > 0.05) stacks.at(-1)?.push(rule);
    else stacks.push([rule]);
  }
  return stacks.flatMap((pieces) => {
    const box = union(pieces.map(boxOfRule));
    if (box === null || pieces.length < FEWEST_STRIPS) return [];
    return Math.min(box.x1 - box.x0, box.y1 - box.y0) < LOWEST ? [] : [{ box, pieces }];
  });
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
