import { overlap } from '../../model/box.ts';
import type { TextLine } from '../../model/grid.ts';
import { isAmount, isTotal } from './segments.ts';

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

type Rows = readonly (readonly TextLine[])[];

const BIN = 0.5;

/**
 * Columns by the rivers of white that run through all body rows. A few rows (2 %) may cross a river; totals do not count,
 * they stand centred over code and name.
 */
export function bodyColumns(rows: Rows, size: number): Extent[] {
  const all = rows.flat().filter((part) => !isTotal(part.text));
  if (all.length === 0) return [];
  const left = Math.min(...all.map((part) => part.x0));
  const bins = new Uint16Array(Math.ceil((Math.max(...all.map((part) => part.x1)) - left) / BIN) + 2);
  for (const part of all) {
    const to = Math.ceil((part.x1 - left) / BIN);
    for (let bin = Math.floor((part.x0 - left) / BIN); bin < to; bin++) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const allowed = Math.floor(rows.length * 0.02);
  const narrowest = Math.max(NARROWEST * size, BIN);
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
  return withoutCracks(columns, all, Math.max(RIVER * size, 1));
}

/** Least white (font sizes) between two columns; between figures and words that touch them, less. */
const RIVER = 0.22;
const NARROWEST = 0.08;
/** So many lines must end, and begin, at such a narrow white. */
const AT_EDGE = 2;

/** Columns parted by less white than a river are one, unless figures end at it and words begin. */
function withoutCracks(columns: readonly Extent[], parts: readonly TextLine[], river: number): Extent[] {
  const out: Extent[] = [];
  for (const column of columns) {
    const last = out.at(-1);
    if (last === undefined || column.x0 - last.x1 >= river || isEdge(last.x1, column.x0, parts)) out.push(column);
    else out.splice(-1, 1, hull([last, column]));
  }
  return out;
}

function isEdge(left: number, right: number, parts: readonly TextLine[]): boolean {
  const ending = parts.filter((part) => Math.abs(part.x1 - left) <= 2 * BIN);
  const beginning = parts.filter((part) => Math.abs(part.x0 - right) <= 2 * BIN);
  return (
    ending.length >= AT_EDGE &&
    beginning.length >= AT_EDGE &&
    ending.every((part) => isAmount(part.text)) &&
    !beginning.some((part) => isAmount(part.text))
  );
}

/** Header segments joined into blocks: wrapped lines of one cell stand close and overlap sideways. */
export function headerBlocks(rows: Rows, tight: number): HeaderBlock[] {
  const blocks: { x0: number; x1: number; y0: number; y1: number; lines: TextLine[] }[] = [];
  for (const part of rows.flat()) {
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

function meet(a: Extent, b: Extent): boolean {
  return overlap(a.x0, a.x1, b.x0, b.x1) > 0;
}

/** How far above the middle of the header (in font sizes) a block must be centred to be no leaf. */
const OFF_CENTRE = 0.3;

/**
 * Blocks with no other block below them: they name one column each. A cell is centred in its height, and a leaf's cell
 * reaches down to the end of the header: what is centred above the header's middle cannot be one.
 */
export function leaves(blocks: readonly HeaderBlock[], size: number, top: number, bottom: number): HeaderBlock[] {
  const middle = (top + bottom) / 2 - OFF_CENTRE * size;
  return blocks.filter((block) => {
    const lower = blocks.filter((other) => other.y0 > block.y1 - 0.2 * size);
    if (lower.some((other) => meet(other, block))) return false;
    if (lower.length > 0 && (block.y0 + block.y1) / 2 < middle) return false;
    return !standsBetween(block, blocks, size);
  });
}

/** A block above the lowest level with lower blocks close on both sides is centred over them: their parent. */
function standsBetween(block: HeaderBlock, blocks: readonly HeaderBlock[], size: number): boolean {
  const lower = blocks.filter((other) => other.y0 > block.y1 - 0.2 * size);
  const left = lower.filter((other) => other.x1 <= block.x0).sort((a, b) => b.x1 - a.x1)[0];
  const right = lower.filter((other) => other.x0 >= block.x1).sort((a, b) => a.x0 - b.x0)[0];
  if (left === undefined || right === undefined) return false;
  const between = blocks.some(
    (other) =>
      other !== block &&
      other.x0 > left.x0 &&
      other.x1 < right.x1 &&
      other !== left &&
      other !== right &&
      !lower.includes(other) &&
      other.y0 >= block.y0 - size,
  );
  return !between && Math.abs((left.x0 + right.x1) / 2 - (block.x0 + block.x1) / 2) < (right.x0 - left.x1) / 2;
}

/**
 * Reconciles the columns that the body shows with those that the header names: a leaf over two of them joins them
 * (a centred `2` and right-aligned amounts are one column), a leaf over none is a column without figures, and ink
 * without a leaf belongs to the leaf beside it: amounts stand right of their heading's centre, names left of it.
 * @param rows the lines put together into rows: what one row has in both belongs to two columns
 */
export function columnsOf(lines: Rows, rows: Rows, leaf: readonly HeaderBlock[], size: number): Extent[] {
  const columns: Extent[] = bodyColumns(lines, size);
  for (const block of leaf) {
    const under = columns.filter((column) => meet(column, block));
    if (under.length === 0) columns.push({ x0: block.x0, x1: block.x1 });
    else {
      for (const column of under) columns.splice(columns.indexOf(column), 1);
      columns.push(hull([block, ...under]));
    }
    columns.sort((a, b) => a.x0 - b.x0);
  }
  return leaf.length === 0 ? columns : adoptOrphans(columns, leaf, rows);
}

function hull(extents: readonly Extent[]): Extent {
  return { x0: Math.min(...extents.map((one) => one.x0)), x1: Math.max(...extents.map((one) => one.x1)) };
}

/** A dash for nothing stands where figures do. */
function isDash(text: string): boolean {
  return /^[-－–—]+$/u.test(text);
}

function adoptOrphans(columns: readonly Extent[], leaf: readonly HeaderBlock[], rows: Rows): Extent[] {
  const out = [...columns];
  for (let index = 0; index < out.length; index++) {
    const orphan = out[index];
    if (orphan === undefined || leaf.some((block) => meet(block, orphan))) continue;
    const ink = rows.flat().filter((part) => meet(part, orphan));
    const preferred = ink.some((part) => isAmount(part.text) || isDash(part.text)) ? index - 1 : index + 1;
    // At the right edge there is a leaf on one side only: whole numbers, say.
    const beside = preferred === out.length ? index - 1 : preferred;
    const host = out[beside];
    if (host === undefined || !leaf.some((block) => meet(block, host))) continue;
    const collide = rows.some(
      (parts) => parts.some((part) => meet(part, host)) && parts.some((part) => meet(part, orphan)),
    );
    if (collide) continue;
    out.splice(Math.min(index, beside), 2, hull([orphan, host]));
    index = -1;
  }
  return out;
}

/** Column borders: the zone's sides, and the middle of each river. */
export function columnBorders(columns: readonly Extent[], left: number, right: number): number[] {
  const borders = [Math.min(left, columns[0]?.x0 ?? left)];
  for (let i = 1; i < columns.length; i++) borders.push(((columns[i - 1]?.x1 ?? 0) + (columns[i]?.x0 ?? 0)) / 2);
  borders.push(Math.max(right, columns.at(-1)?.x1 ?? right));
  return borders;
}
