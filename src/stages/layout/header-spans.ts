import { overlap } from '../../model/box.ts';
import type { Extent, HeaderBlock } from './columns.ts';

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

interface Run {
  readonly first: number;
  readonly last: number;
}

/**
 * Says over which columns and header rows each block stands. A leaf stands over its own column; a parent over the run
 * of columns that it is centred on, as far as blocks beside it leave room.
 * @param bottom where the header ends; a cell is centred in its height, so a leaf reaches as far up as down
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
  for (const block of leaf) {
    const own = touched(block, columns, borders);
    runs.set(block, { first: Math.min(...own), last: Math.max(...own) });
  }
  const reach = (block: HeaderBlock) => 2 * centre(block) - bottom;
  for (const block of [...blocks].sort((a, b) => centre(b) - centre(a))) {
    if (runs.has(block)) continue;
    const taken = new Set<number>();
    for (const other of blocks) {
      if (other === block) continue;
      const beside = Math.abs(centre(other) - centre(block)) < (other.y1 - other.y0 + block.y1 - block.y0) / 4;
      const rises = leaf.includes(other) && reach(other) < centre(block) - (block.y1 - block.y0) / 4;
      if (!beside && !rises) continue;
      for (const column of touched(other, columns, borders)) taken.add(column);
    }
    runs.set(block, bestRun(block, touched(block, columns, borders), taken, borders));
  }
  return blocks.map((block) => withRows(block, runs, levels));
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

function bestRun(
  block: HeaderBlock,
  own: readonly number[],
  taken: ReadonlySet<number>,
  borders: readonly number[],
): Run {
  const middle = (block.x0 + block.x1) / 2;
  const [from, to] = [Math.min(...own), Math.max(...own)];
  let best = { first: from, last: to, miss: Infinity };
  for (let first = from; first >= 0 && (first === from || !taken.has(first)); first--) {
    for (let last = to; last + 1 < borders.length && (last === to || !taken.has(last)); last++) {
      const miss = Math.abs(((borders[first] ?? 0) + (borders[last + 1] ?? 0)) / 2 - middle);
      if (miss < best.miss - 0.5) best = { first, last, miss };
    }
  }
  return best;
}

function levelOf(levels: readonly number[], block: HeaderBlock): number {
  const y = centre(block);
  let best = 0;
  levels.forEach((level, index) => {
    if (Math.abs(level - y) < Math.abs((levels[best] ?? 0) - y)) best = index;
  });
  return best;
}
