import { overlap } from '../../model/box.ts';
import type { Grid, GridCell, TextLine } from '../../model/grid.ts';
import type { Glyph } from '../../model/page.ts';
import { textLines } from './lines.ts';
import type { RuledGrids } from './ruled-grids.ts';

/** A classification code that stands by itself. */
const CODE = /^\d{3}(?:\d\d){0,2}$/u;
/** So many codes beside a frame are a column of its table; a single number may be that of a page. */
const FEWEST = 3;
/** How far from a frame, in sizes of print, a column of it stands at most. */
const BESIDE = 12;
/** Part of its height by which print is level with a row. */
const LEVEL = 0.5;

/**
 * Ruled tables with the codes that stand left of their frames (框外的编码), each beside a row: in the first cells of these
 * rows, where all of them are empty, or else in a column of their own. Words above the codes are the head of that column.
 */
export function withOuterCodes({ grids, outside }: RuledGrids): RuledGrids {
  let rest = outside;
  const grown = grids.map((grid) => {
    const beside = rest.filter((glyph) => isBeside(glyph, grid));
    if (beside.length < FEWEST * 3) return grid;
    const lines = textLines(beside);
    const codes = lines.filter(({ text }) => CODE.test(text));
    const rows = lines.map((line) => rowOf(line, grid));
    const odd = lines.some(({ text }, at) => rows[at] === undefined || (!CODE.test(text) && /[\d\s]/u.test(text)));
    if (codes.length < FEWEST || odd || new Set(rows).size < rows.length) return grid;
    const taken = new Set(beside);
    rest = rest.filter((glyph) => !taken.has(glyph));
    const placed = new Map(lines.map((line, at) => [rows[at] ?? 0, line] as const));
    return filled(grid, placed) ?? widened(grid, placed);
  });
  return rest === outside ? { grids, outside } : { grids: grown, outside: rest };
}

/** Whether a character stands wholly left of a frame, near it and level with it. */
function isBeside({ x0, x1, y0, y1, size }: Glyph, { box }: Grid): boolean {
  const middle = (y0 + y1) / 2;
  return x1 < box.x0 + size / 2 && box.x0 - x0 < BESIDE * size && middle > box.y0 && middle < box.y1;
}

/** The row with which a line is level; none where it stands between two. */
function rowOf({ y0, y1 }: TextLine, { ys }: Grid): number | undefined {
  const row = ys.findLastIndex((y) => y < (y0 + y1) / 2);
  return overlap(y0, y1, ys[row] ?? 0, ys[row + 1] ?? 0) > LEVEL * (y1 - y0) ? row : undefined;
}

/** The grid with the lines in the first cells of their rows; null where one of these is no cell of that row alone, or not empty. */
function filled(grid: Grid, placed: ReadonlyMap<number, TextLine>): Grid | null {
  const isFree = ({ column, columnSpan, rowSpan, lines }: GridCell) =>
    column === 0 && columnSpan === 1 && rowSpan === 1 && lines.length === 0;
  const free = grid.cells.filter((cell) => isFree(cell) && placed.has(cell.row));
  if (free.length < placed.size) return null;
  const cells = grid.cells.map((cell) => {
    const line = free.includes(cell) ? placed.get(cell.row) : undefined;
    return line === undefined ? cell : { ...cell, lines: [line] };
  });
  return { ...grid, cells };
}

function widened(grid: Grid, placed: ReadonlyMap<number, TextLine>): Grid {
  const left = Math.min(...[...placed.values()].map(({ x0 }) => x0)) - 1;
  const column = grid.ys.slice(1).map((y1, row): GridCell => {
    const line = placed.get(row);
    const box = { x0: left, y0: grid.ys[row] ?? y1, x1: grid.box.x0, y1 };
    return { row, column: 0, rowSpan: 1, columnSpan: 1, box, lines: line === undefined ? [] : [line] };
  });
  const moved = grid.cells.map((cell) => ({ ...cell, column: cell.column + 1 }));
  const cells = [...column, ...moved].sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...grid, box: { ...grid.box, x0: left }, xs: [left, ...grid.xs], cells };
}
