import { overlap } from '../../model/box.ts';
import type { HeaderBlock } from './columns.ts';

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
  const centres = blocks.map((block) => (block.y0 + block.y1) / 2).sort((a, b) => a - b);
  const levels: number[] = [];
  for (const centre of centres) if (levels.length === 0 || centre - (levels.at(-1) ?? 0) > tight) levels.push(centre);
  return levels;
}

/**
 * Says over which columns each header block stands. A leaf stands over its own column; a parent over the run of
 * columns that it is centred on, as far as its neighbours at the same level leave room.
 */
export function placeHeaders(
  blocks: readonly HeaderBlock[],
  borders: readonly number[],
  levels: readonly number[],
): PlacedHeader[] {
  const columns = borders.length - 1;
  const levelOf = (block: HeaderBlock) => nearest(levels, (block.y0 + block.y1) / 2);
  const touched = blocks.map((block) => touchedColumns(block, borders));
  const spans = blocks.map((block, index) => {
    const own = touched[index] ?? [];
    const below = blocks.some(
      (other, at) => levelOf(other) > levelOf(block) && (touched[at] ?? []).some((column) => own.includes(column)),
    );
    if (own.length === 1 && !below && levelOf(block) === levels.length - 1)
      return { first: own[0] ?? 0, last: own[0] ?? 0 };
    const blocked = new Set<number>();
    blocks.forEach((other, at) => {
      const level = levelOf(other);
      const sibling = at !== index && level === levelOf(block);
      const stands = at !== index && level < levels.length - 1 && !isCovered(at, blocks, touched, levelOf);
      if (sibling || (stands && level !== levelOf(block))) for (const column of touched[at] ?? []) blocked.add(column);
    });
    if (own.length === 1 && !below) return { first: own[0] ?? 0, last: own[0] ?? 0 };
    return bestRun(block, own, blocked, borders, columns);
  });
  return blocks.map((block, index) => {
    const span = spans[index] ?? { first: 0, last: 0 };
    const meets = (at: number) => {
      const other = spans[at];
      return other !== undefined && other.first <= span.last && other.last >= span.first;
    };
    const level = levelOf(block);
    const others = blocks
      .map((other, at) => ({ level: levelOf(other), at }))
      .filter(({ at }) => at !== index && meets(at));
    const above = others.some((other) => other.level < level);
    const next = Math.min(levels.length, ...others.filter((other) => other.level > level).map((other) => other.level));
    const row = above ? level : 0;
    return { block, row, rowSpan: next - row, column: span.first, columnSpan: span.last - span.first + 1 };
  });
}

/** Whether some block at a lower level stands over one of the same columns: then it is a parent, no leaf. */
function isCovered(
  at: number,
  blocks: readonly HeaderBlock[],
  touched: readonly (readonly number[])[],
  levelOf: (block: HeaderBlock) => number,
): boolean {
  const block = blocks[at];
  if (block === undefined) return false;
  return blocks.some(
    (other, index) =>
      levelOf(other) > levelOf(block) && (touched[index] ?? []).some((column) => (touched[at] ?? []).includes(column)),
  );
}

function touchedColumns(block: HeaderBlock, borders: readonly number[]): number[] {
  const touched: number[] = [];
  for (let column = 0; column + 1 < borders.length; column++) {
    if (overlap(borders[column] ?? 0, borders[column + 1] ?? 0, block.x0, block.x1) > 1.5) touched.push(column);
  }
  return touched;
}

function bestRun(
  block: HeaderBlock,
  own: readonly number[],
  blocked: ReadonlySet<number>,
  borders: readonly number[],
  columns: number,
): { first: number; last: number } {
  const centre = (block.x0 + block.x1) / 2;
  const from = Math.min(...own, columns - 1);
  const to = Math.max(...own, 0);
  let best = { first: Math.min(from, to), last: Math.max(from, to), miss: Infinity };
  for (let first = best.first; first >= 0 && !blocked.has(first); first--) {
    for (let last = Math.max(from, to); last < columns && !blocked.has(last); last++) {
      const miss = Math.abs(((borders[first] ?? 0) + (borders[last + 1] ?? 0)) / 2 - centre);
      if (miss < best.miss - 0.5) best = { first, last, miss };
    }
  }
  return best;
}

function nearest(levels: readonly number[], value: number): number {
  let best = 0;
  levels.forEach((level, index) => {
    if (Math.abs(level - value) < Math.abs((levels[best] ?? 0) - value)) best = index;
  });
  return best;
}
