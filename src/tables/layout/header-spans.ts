import { overlap } from '../../model/box.ts';
import type { Extent, HeaderBlock } from './columns.ts';
import type { Run } from './head-structure.ts';

/** A header block placed on the grid: which header rows and columns it spans. */
export interface PlacedHeader {
  readonly block: HeaderBlock;
  readonly row: number;
  readonly rowSpan: number;
  readonly column: number;
  readonly columnSpan: number;
}

/** Heights at which header blocks are centred, top to bottom; blocks closer than `tight` share a level. */
export function headerLevels(blocks: readonly HeaderBlock[], tight: number): number[] {
  const centres = blocks.map(centre).sort((a, b) => a - b);
  const levels: number[] = [];
  for (const y of centres) if (levels.length === 0 || y - (levels.at(-1) ?? 0) > tight) levels.push(y);
  return levels;
}

function centre(block: HeaderBlock): number {
  return (block.y0 + block.y1) / 2;
}

/**
 * Says over which columns and header rows each block stands. A leaf stands over its own column; headings side by side
 * share out the columns below so that each stands in the middle of its own.
 * @param bottom where the header ends; a cell is centred in its height, so it reaches as far up as down
 */
export function placeHeaders(
  blocks: readonly HeaderBlock[],
  leaf: readonly HeaderBlock[],
  columns: readonly Extent[],
  borders: readonly number[],
  levels: readonly number[],
  bottom: number,
): PlacedHeader[] {
  const runs = new Map<HeaderBlock, Run>();
  const own = (block: HeaderBlock): Run => {
    const under = touched(block, columns, borders);
    return { first: Math.min(...under), last: Math.max(...under) };
  };
  for (const block of leaf) runs.set(block, own(block));
  for (const siblings of byLevel(blocks.filter((block) => !runs.has(block)))) {
    // Children begin below the whole heading; a cell that begins higher stands beside it.
    const y = Math.min(...siblings.map((block) => block.y1 - (block.y1 - block.y0) / 5));
    const taken = new Set<number>();
    for (const [other, run] of runs) {
      if (cellTop(other, runs, bottom) >= y) continue;
      for (let column = run.first; column <= run.last; column++) taken.add(column);
    }
    shareOut(siblings, own, taken, borders).forEach((run, block) => {
      runs.set(block, run);
    });
  }
  return blocks.map((block) => withRows(block, runs, levels));
}

/** The blocks over the columns that are known for each. */
export function placeAt(
  blocks: readonly HeaderBlock[],
  runs: readonly Run[],
  levels: readonly number[],
): PlacedHeader[] {
  const known = new Map(blocks.map((block, index) => [block, runs[index] ?? { first: 0, last: 0 }]));
  return blocks.map((block) => withRows(block, known, levels));
}

/** Blocks in groups of one height, the lowest group first, each from left to right. */
function byLevel(blocks: readonly HeaderBlock[]): HeaderBlock[][] {
  const groups: HeaderBlock[][] = [];
  for (const block of [...blocks].sort((a, b) => centre(b) - centre(a))) {
    const group = groups.at(-1);
    if (group?.[0] && centre(group[0]) - centre(block) < (block.y1 - block.y0) / 3) group.push(block);
    else groups.push([block]);
  }
  for (const group of groups) group.sort((a, b) => a.x0 - b.x0);
  return groups;
}

/** The top of a heading's cell: as far above its centre as the bottom, where its children begin, is below it. */
function cellTop(block: HeaderBlock, runs: ReadonlyMap<HeaderBlock, Run>, headerBottom: number): number {
  const run = runs.get(block);
  const children = [...runs].filter(
    ([other, one]) => run && other.y0 >= block.y1 - 1 && one.first >= run.first && one.last <= run.last,
  );
  const below = Math.min(...children.map(([other]) => other.y0));
  const end = children.length > 0 ? (block.y1 + below) / 2 : headerBottom;
  return 2 * centre(block) - end;
}

/** What one column left without a heading costs, in points off centre: headings tile the header. */
const UNCOVERED = 0.75;

/** Disjoint runs in order, one per heading, each as centred as can be and together covering as much as can be. */
function shareOut(
  siblings: readonly HeaderBlock[],
  own: (block: HeaderBlock) => Run,
  taken: ReadonlySet<number>,
  borders: readonly number[],
): Map<HeaderBlock, Run> {
  interface Plan {
    readonly cost: number;
    readonly runs: readonly Run[];
  }
  const known = new Map<string, Plan>();
  const plan = (index: number, from: number): Plan => {
    const block = siblings[index];
    if (block === undefined) return { cost: 0, runs: [] };
    const key = `${index}/${from}`;
    const before = known.get(key);
    if (before) return before;
    const must = own(block);
    let best: Plan = { cost: Infinity, runs: [] };
    for (let first = Math.max(0, Math.min(must.first, from)); first <= must.first; first++) {
      if (first < from && first < must.first) continue;
      for (let last = Math.max(must.last, first); last + 1 < borders.length; last++) {
        if (blocked({ first, last }, must, taken)) continue;
        const miss = Math.abs(((borders[first] ?? 0) + (borders[last + 1] ?? 0)) / 2 - (block.x0 + block.x1) / 2);
        const rest = plan(index + 1, last + 1);
        const cost = miss - UNCOVERED * (last - first + 1) + rest.cost;
        if (cost < best.cost) best = { cost, runs: [{ first, last }, ...rest.runs] };
      }
    }
    known.set(key, best);
    return best;
  };
  const { runs } = plan(0, 0);
  return new Map(siblings.map((block, index) => [block, runs[index] ?? own(block)]));
}

/** Whether a run takes columns beyond those it must stand over that belong to a heading beside it. */
function blocked(run: Run, must: Run, taken: ReadonlySet<number>): boolean {
  for (let column = run.first; column <= run.last; column++) {
    if ((column < must.first || column > must.last) && taken.has(column)) return true;
  }
  return false;
}

function withRows(block: HeaderBlock, runs: ReadonlyMap<HeaderBlock, Run>, levels: readonly number[]): PlacedHeader {
  const run = runs.get(block) ?? { first: 0, last: 0 };
  const level = levelOf(levels, block);
  const meeting = [...runs]
    .filter(([other, { first, last }]) => other !== block && first <= run.last && last >= run.first)
    .map(([other]) => levelOf(levels, other));
  const above = meeting.some((other) => other < level);
  const next = Math.min(levels.length, ...meeting.filter((other) => other > level));
  const row = above ? level : 0;
  return { block, row, rowSpan: next - row, column: run.first, columnSpan: run.last - run.first + 1 };
}

/** Columns whose ink a block stands over, and the one whose borders hold its centre. */
function touched(block: HeaderBlock, columns: readonly Extent[], borders: readonly number[]): number[] {
  const middle = (block.x0 + block.x1) / 2;
  const out: number[] = [];
  columns.forEach((column, index) => {
    const holds = middle >= (borders[index] ?? 0) && middle <= (borders[index + 1] ?? 0);
    if (holds || overlap(column.x0, column.x1, block.x0, block.x1) > 1) out.push(index);
  });
  return out.length > 0 ? out : [columns.length - 1];
}

function levelOf(levels: readonly number[], block: HeaderBlock): number {
  const y = centre(block);
  let best = 0;
  levels.forEach((level, index) => {
    if (Math.abs(level - y) < Math.abs((levels[best] ?? 0) - y)) best = index;
  });
  return best;
}
