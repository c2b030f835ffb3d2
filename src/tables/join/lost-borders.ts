import type { Grid, GridCell } from '../../model/grid.ts';
import { halves, withDoubt } from '../layout/lost-rules/halves.ts';
import { isAmount, segments } from '../layout/segments.ts';

/** So far (points) may print reach over a border that it stands beside. */
const REACH = 1;

/** What a border makes of a cell in which it is not drawn: print that stands on one side of it is that column's. */
function partedAt(cell: GridCell, column: number, at: number): readonly GridCell[] {
  const grown = { ...cell, columnSpan: cell.columnSpan + 1 };
  const pieces = cell.lines.flatMap(segments);
  const holdsFigure = pieces.some(({ text }) => isAmount(text.replace(/\s/gu, '')));
  // a total stands over code and name
  if (cell.columnSpan > 1 || (!holdsFigure && pieces.every(({ x0 }) => x0 < at))) return [grown];
  if (!pieces.some(({ x0, x1 }) => x0 < at - REACH && x1 > at + REACH)) return halves(grown, column, at);
  return [holdsFigure ? withDoubt(grown) : grown];
}

/** A page's part of a table with a border that other parts have and this one lacks (缺竖线). */
function withBorder(grid: Grid, at: number): Grid {
  const column = grid.xs.findLastIndex((x) => x < at);
  if (column < 0 || column >= grid.xs.length - 1) return grid;
  const cells = grid.cells.flatMap((cell): readonly GridCell[] => {
    if (cell.column > column) return [{ ...cell, column: cell.column + 1 }];
    if (cell.column + cell.columnSpan <= column) return [cell];
    return partedAt(cell, column, at);
  });
  const xs = [...grid.xs.slice(0, column + 1), at, ...grid.xs.slice(column + 1)];
  return { ...grid, xs, cells };
}

/**
 * A page's part of a table with all borders of the table.
 * @param columns for each border of the part, which one of the table it is
 * @param xs the borders of the table, in points of this page
 */
export function withLostBorders(grid: Grid, columns: readonly number[], xs: readonly number[]): Grid {
  const [first = 0, last = 0] = [columns[0], columns.at(-1)];
  const lost = xs.filter((_, index) => index > first && index < last && !columns.includes(index));
  return lost.reduce(withBorder, grid);
}
