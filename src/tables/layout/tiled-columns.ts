import type { TextLine } from '../../model/grid.ts';
import type { Extent, HeaderBlock } from './columns.ts';
import { isTotal } from './segments.ts';

/** Columns with their true borders. */
export interface Tiling {
  readonly columns: readonly Extent[];
  readonly borders: readonly number[];
}

/** How far (points) the last border may miss the table's side: drawn text is exact, what is off by more is no tiling. */
const CLOSES = 1;
/** How far (points) ink may reach over a border. */
const OVER = 1;

/**
 * The true borders of columns between whose headings no rule stands: a heading is centred in its cell, so from the
 * table's left side every border follows from the one before (two times the centre, less that border). It holds only
 * where the last one is the table's right side and all print stands between its borders; else null.
 * @param lowest headings without any below them: those that are no `leaf` may be a parent of what stands beside them
 */
export function tiledColumns(
  leaf: readonly HeaderBlock[],
  lowest: readonly HeaderBlock[],
  body: readonly (readonly TextLine[])[],
  left: number,
  right: number,
): Tiling | null {
  const doubtful = lowest.filter((block) => !leaf.includes(block)).slice(0, MOST_DOUBTFUL);
  const found: Tiling[] = [];
  for (let chosen = 0; chosen < 2 ** doubtful.length; chosen++) {
    const more = doubtful.filter((_, at) => (chosen >> at) % 2 === 1);
    const tiling = tilingOf([...leaf, ...more], body, left, right);
    if (tiling !== null) found.push(tiling);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Of so many headings it is tried whether they name a column. */
const MOST_DOUBTFUL = 6;

/** Those of some headings that stand in the middle of one column each. */
export function tiles(blocks: readonly HeaderBlock[], { borders }: Tiling): HeaderBlock[] {
  return blocks.filter((block) =>
    borders.some((left, column) => {
      const right = borders[column + 1];
      if (right === undefined || !holds(borders, column, block)) return false;
      return Math.abs(left + right - block.x0 - block.x1) < CLOSES;
    }),
  );
}

function tilingOf(
  leaf: readonly HeaderBlock[],
  body: readonly (readonly TextLine[])[],
  left: number,
  right: number,
): Tiling | null {
  const sorted = leaf.toSorted((a, b) => a.x0 - b.x0);
  const borders = [left];
  for (const { x0, x1 } of sorted) borders.push(x0 + x1 - (borders.at(-1) ?? left));
  if (sorted.length < 2 || Math.abs((borders.at(-1) ?? left) - right) > CLOSES) return null;
  if (!sorted.every((block, index) => holds(borders, index, block))) return null;
  const parts = body.flat().filter((part) => !isTotal(part.text));
  const columns = sorted.map((block): Extent => ({ x0: block.x0, x1: block.x1 }));
  for (const part of parts) {
    const at = columns.findIndex((_, index) => holds(borders, index, part));
    const column = columns[at];
    if (column === undefined) return null;
    columns[at] = { x0: Math.min(column.x0, part.x0), x1: Math.max(column.x1, part.x1) };
  }
  return { columns, borders };
}

function holds(borders: readonly number[], column: number, { x0, x1 }: Extent): boolean {
  return x0 > (borders[column] ?? 0) - OVER && x1 < (borders[column + 1] ?? 0) + OVER;
}
