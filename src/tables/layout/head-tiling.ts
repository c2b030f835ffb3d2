import type { TextLine } from '../../model/grid.ts';
import type { Extent, HeaderBlock } from './columns.ts';
import { type Head, type Run, structures } from './head-structure.ts';
import { isAmount, isTotal } from './segments.ts';

/** Columns with their true borders, and over which of them each block of the head stands: null where that is not told. */
export interface HeadTiling {
  readonly columns: readonly Extent[];
  readonly borders: readonly number[];
  readonly runs: readonly Run[] | null;
}

/** The sides of a table: `exact` where rules end there, else those of its print. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  readonly exact: boolean;
}

/** How far (points) the last border may miss the table's side: drawn text is exact, what is off by more is no tiling. */
const CLOSES = 1;
/** How far (points) print may reach over a border. */
const OVER = 1;
/** How far (points) left of the print the left side of a table without rules may be. */
const MOST_PADDING = 60;
/** Steps (points) in which it is looked for. */
const STEP = 0.25;
/** Of so many sets of headings that may name the columns it is tried whether they tile the table. */
const MOST_SETS = 64;

/**
 * The head of a table without vertical rules as a tiling. A heading is centred in its cell, and the cells tile the head:
 * from the left side of the table every border of a column follows from the one before (two times the centre of the
 * heading that names it, less that border), and from the head's upper side every border of its rows. What remains
 * unknown (which headings name a column, where the sides are, over which columns the others stand) is tried; where one
 * way alone leaves all print within its cell, it is the true one. Null where no way does.
 */
export function headTiling(head: Head, body: Print, sides: Sides): HeadTiling | null {
  const print = printOf(body);
  const found = new Map<string, Found>();
  for (const { leaf, from, to } of leafSets(head, sides)) {
    const ways = feasible(leaf, from, to, print, sides);
    const { borders: likely, told } = byFlushFigures(ways, print);
    // headings that all name a column say little about where the sides are
    if (!sides.exact && !told && leaf.length === head.blocks.length) continue;
    for (const borders of likely) {
      const columns = filled(leaf, borders, print) ?? [];
      for (const runs of structures(head, leaf, borders)) found.set(keyOf(columns, runs), { columns, borders, runs });
    }
  }
  const [only, other] = found.values();
  if (only === undefined || other === undefined) return only ?? null;
  const inked = ({ columns }: Found) => keyOf(columns, []);
  const same = [...found.values()].every((one) => inked(one) === inked(only));
  return same ? { ...only, runs: null } : null;
}

interface Found extends HeadTiling {
  readonly runs: readonly Run[];
}

/** Lines of a body without totals, which stand centred over several columns. */
type Print = readonly (readonly TextLine[])[];

function printOf(body: Print): Print {
  return body.map((parts) => parts.filter((part) => !isTotal(part.text)));
}

function keyOf(columns: readonly Extent[], runs: readonly Run[]): string {
  return [...columns.map(({ x0, x1 }) => `${x0}-${x1}`), ...runs.map(({ first, last }) => `${first}-${last}`)].join();
}

/**
 * The columns alone where rules tell the sides of a table and one set of headings closes between them, though the rows
 * of its head do not: they may not stand in the middle of their height. Those that do not share columns name one each.
 * @param leaf headings that name a column for certain
 */
export function columnTiling(head: Head, leaf: readonly HeaderBlock[], body: Print, sides: Sides): HeadTiling | null {
  if (!sides.exact) return null;
  const print = printOf(body);
  const found = leafSets(head, sides)
    .filter((set) => leaf.every((block) => set.leaf.includes(block)))
    .flatMap((set) =>
      feasible(set.leaf, set.from, set.to, print, sides).map((borders) => ({ borders, leaf: set.leaf })),
    );
  const [only, other] = found;
  if (only === undefined || other !== undefined) return null;
  const at = head.blocks.map((block) => only.leaf.indexOf(block));
  const runs = at.includes(-1) ? null : at.map((column) => ({ first: column, last: column }));
  return { columns: filled(only.leaf, only.borders, print) ?? [], borders: only.borders, runs };
}

interface LeafSet {
  readonly leaf: readonly HeaderBlock[];
  /** Where the left side of the table may be. */
  readonly from: number;
  readonly to: number;
}

/** The sets of headings that may name one column each: those of the lowest level, and of those with none below them some. */
function leafSets(head: Head, { left, right, exact }: Sides): LeafSet[] {
  const open = head.blocks
    .filter((block) => !head.blocks.some((other) => other.y0 > block.y1 - 1 && meets(other, block)))
    .sort((a, b) => a.x0 + a.x1 - b.x0 - b.x1);
  const lowest = open.filter((block) => !head.blocks.some((other) => other.y0 > block.y1 - 1));
  const sets: LeafSet[] = [];
  // the border left of a column is `offset` plus or minus the left side of the table
  const grow = (at: number, leaf: readonly HeaderBlock[], offset: number, from: number, to: number): void => {
    if (from > to || sets.length >= MOST_SETS) return;
    const block = open[at];
    const sign = leaf.length % 2 === 0 ? 1 : -1;
    if (block === undefined) {
      // the right side must be right of all print
      const least = exact ? right - CLOSES : right - OVER;
      const most = exact ? right + CLOSES : Infinity;
      const [lower, upper] = sign > 0 ? [least - offset, most - offset] : [offset - most, offset - least];
      const set = { leaf, from: Math.max(from, lower), to: Math.min(to, upper) };
      if (leaf.length >= 2 && set.from <= set.to) sets.push(set);
      return;
    }
    const most = sign > 0 ? block.x0 + OVER - offset : Infinity;
    const least = sign > 0 ? -Infinity : offset - block.x0 - OVER;
    grow(at + 1, [...leaf, block], block.x0 + block.x1 - offset, Math.max(from, least), Math.min(to, most));
    if (!lowest.includes(block)) grow(at + 1, leaf, offset, from, to);
  };
  grow(0, [], 0, exact ? left : left - MOST_PADDING, exact ? left : left + OVER);
  return sets;
}

function meets(a: Extent, b: Extent): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1;
}

/** All borders with the left side in a range that leave all print within one column. */
function feasible(leaf: readonly HeaderBlock[], from: number, to: number, print: Print, { exact }: Sides): number[][] {
  const out: number[][] = [];
  for (let left = from; left <= to; left += STEP) {
    const borders = [left];
    for (const { x0, x1 } of leaf) borders.push(x0 + x1 - (borders.at(-1) ?? left));
    if (filled(leaf, borders, print) !== null) out.push(borders);
    if (exact) break;
  }
  return out;
}

/** The columns with all print of the body in them, or null where some stands in none, or two figures of a line in one. */
function filled(leaf: readonly HeaderBlock[], borders: readonly number[], print: Print): readonly Extent[] | null {
  const columns = leaf.map(({ x0, x1 }): Extent => ({ x0, x1 }));
  for (const parts of print) {
    const figures = new Set<number>();
    for (const part of parts) {
      const at = columnOf(part, borders);
      const column = columns[at];
      if (column === undefined || figures.has(at)) return null;
      if (isAmount(part.text)) figures.add(at);
      columns[at] = { x0: Math.min(column.x0, part.x0), x1: Math.max(column.x1, part.x1) };
    }
  }
  return columns;
}

function columnOf({ x0, x1 }: Extent, borders: readonly number[]): number {
  return borders.findIndex(
    (left, index) => x0 > left - OVER && x1 < (borders[index + 1] ?? Number.NEGATIVE_INFINITY) + OVER,
  );
}

/** Figures that end within so much (points) of one another are set flush right. */
const FLUSH = 1;
/** So many columns of such figures tell how far from their borders they are all set. */
const ENOUGH = 3;

/** Of the borders those at which all figures keep the same distance, where some do (`told`): else all. */
function byFlushFigures(all: readonly number[][], print: Print): { borders: readonly number[][]; told: boolean } {
  const spreads = all.map((borders) => spreadOf(borders, print));
  const least = Math.min(...spreads);
  if (least > FLUSH) return { borders: all, told: false };
  return { borders: all.filter((_, index) => (spreads[index] ?? Infinity) <= least + FLUSH / 2), told: true };
}

/** How much the distances of figures set flush right from their borders differ, over the columns. */
function spreadOf(borders: readonly number[], print: Print): number {
  const ends = new Map<number, TextLine[]>();
  for (const part of print.flat()) {
    if (!isAmount(part.text)) continue;
    const at = columnOf(part, borders);
    ends.set(at, [...(ends.get(at) ?? []), part]);
  }
  const flush = [...ends].filter(([, parts]) => isFlush(parts));
  const parities = new Set(flush.map(([at]) => at % 2));
  if (flush.length < ENOUGH || parities.size < 2) return Infinity;
  const gaps = flush.map(([at, parts]) => (borders[at + 1] ?? 0) - Math.max(...parts.map(({ x1 }) => x1)));
  return Math.max(...gaps) - Math.min(...gaps);
}

function isFlush(parts: readonly TextLine[]): boolean {
  const ends = parts.map(({ x1 }) => x1);
  const begins = parts.map(({ x0 }) => x0);
  return Math.max(...ends) - Math.min(...ends) < FLUSH && Math.max(...begins) - Math.min(...begins) > FLUSH;
}
