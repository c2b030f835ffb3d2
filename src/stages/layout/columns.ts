import { overlap } from '../../model/box.ts';
import type { TextLine } from '../../model/grid.ts';

/** The x extent of the ink in one column. */
export interface Extent {
  readonly x0: number;
  readonly x1: number;
}

/** A header cell's text: segments wrapped under each other, at one header level. */
export interface HeaderBlock extends Extent {
  readonly y0: number;
  readonly y1: number;
  readonly lines: readonly TextLine[];
}

const BIN = 0.5;

/**
 * Columns by the rivers of white that run through all body rows. A few rows (2 %) may cross a river.
 * @param rows segments of each body row
 */
export function bodyColumns(rows: readonly (readonly TextLine[])[], size: number): Extent[] {
  const all = rows.flat();
  if (all.length === 0) return [];
  const left = Math.min(...all.map((part) => part.x0));
  const bins = new Uint16Array(Math.ceil((Math.max(...all.map((part) => part.x1)) - left) / BIN) + 2);
  for (const part of all) {
    const to = Math.ceil((part.x1 - left) / BIN);
    for (let bin = Math.floor((part.x0 - left) / BIN); bin < to; bin++) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const allowed = Math.floor(rows.length * 0.02);
  const narrowest = Math.max(0.22 * size, 1);
  const columns: Extent[] = [];
  let start = -1;
  let lastInk = -1;
  for (let bin = 0; bin < bins.length; bin++) {
    const ink = (bins[bin] ?? 0) > allowed;
    if (ink && start < 0) start = bin;
    if (ink) lastInk = bin;
    const ended = start >= 0 && !ink && ((bin - lastInk) * BIN >= narrowest || bin === bins.length - 1);
    if (!ended) continue;
    columns.push({ x0: left + start * BIN, x1: left + (lastInk + 1) * BIN });
    start = -1;
  }
  return columns;
}

/** Header segments joined into blocks: wrapped lines of one cell stand close and overlap sideways. */
export function headerBlocks(lines: readonly (readonly TextLine[])[], tight: number): HeaderBlock[] {
  const blocks: { x0: number; x1: number; y0: number; y1: number; lines: TextLine[] }[] = [];
  for (const part of lines.flat()) {
    const above = blocks.find((block) => {
      const shared = overlap(block.x0, block.x1, part.x0, part.x1);
      const centred = Math.abs(block.x0 + block.x1 - part.x0 - part.x1) / 2 < part.size * 0.75;
      const flush = Math.abs(block.x0 - part.x0) < part.size * 0.5;
      return part.y0 - block.y1 < tight && part.y0 > block.y0 && shared > 0 && (centred || flush);
    });
    if (above === undefined) {
      blocks.push({ x0: part.x0, x1: part.x1, y0: part.y0, y1: part.y1, lines: [part] });
      continue;
    }
    above.lines.push(part);
    above.x0 = Math.min(above.x0, part.x0);
    above.x1 = Math.max(above.x1, part.x1);
    above.y1 = Math.max(above.y1, part.y1);
  }
  return blocks;
}

function middle(extent: Extent): number {
  return (extent.x0 + extent.x1) / 2;
}

/**
 * Adds the columns that only the header knows (no amount in any row), and widens the others to their header.
 * A block over no column is a new column unless it is centred over the columns around it (then it is their parent).
 */
export function withHeaderColumns(columns: readonly Extent[], blocks: readonly HeaderBlock[], size: number): Extent[] {
  const all = [...columns];
  const lowest = Math.max(...blocks.map((block) => block.y1));
  for (const block of blocks) {
    if (all.some((column) => overlap(column.x0, column.x1, block.x0, block.x1) > 0)) continue;
    const onLowest = lowest - block.y1 < size * 0.5;
    if (!onLowest && centredOverNeighbours(block, all, size)) continue;
    all.push({ x0: block.x0, x1: block.x1 });
    all.sort((a, b) => a.x0 - b.x0);
  }
  return all.map((column, index) => {
    const leaf = leafOver(column, all, blocks);
    if (leaf === null) return column;
    const before = all[index - 1];
    const after = all[index + 1];
    return {
      x0: Math.min(column.x0, Math.max(leaf.x0, before ? before.x1 + 0.1 : -Infinity)),
      x1: Math.max(column.x1, Math.min(leaf.x1, after ? after.x0 - 0.1 : Infinity)),
    };
  });
}

function centredOverNeighbours(block: HeaderBlock, columns: readonly Extent[], size: number): boolean {
  const after = columns.findIndex((column) => column.x0 >= block.x1);
  for (let left = after - 1; after > 0 && left >= 0; left--) {
    for (let right = after; right < columns.length; right++) {
      const [first, last] = [columns[left], columns[right]];
      if (first && last && Math.abs((first.x0 + last.x1) / 2 - middle(block)) < size * 0.6) return true;
    }
  }
  return false;
}

/** The lowest header block over a column, if it covers no other column. */
function leafOver(column: Extent, columns: readonly Extent[], blocks: readonly HeaderBlock[]): HeaderBlock | null {
  let leaf: HeaderBlock | null = null;
  for (const block of blocks) {
    if (overlap(column.x0, column.x1, block.x0, block.x1) <= 0) continue;
    if (leaf === null || block.y0 > leaf.y0) leaf = block;
  }
  if (leaf === null) return null;
  const { x0, x1 } = leaf;
  return columns.filter((other) => overlap(other.x0, other.x1, x0, x1) > 0).length === 1 ? leaf : null;
}

/** Column borders: the zone's sides, and the middle of each river. */
export function columnBorders(columns: readonly Extent[], left: number, right: number): number[] {
  const borders = [Math.min(left, columns[0]?.x0 ?? left)];
  for (let i = 1; i < columns.length; i++) borders.push(((columns[i - 1]?.x1 ?? 0) + (columns[i]?.x0 ?? 0)) / 2);
  borders.push(Math.max(right, columns.at(-1)?.x1 ?? right));
  return borders;
}
