import type { Grid, TextLine } from '../../../model/grid.ts';
import { isAmount, segments } from '../segments.ts';

/** How far (points) print may reach over the border of its column. */
export const OVER = 1;

/** What a line prints, without its white. */
export const bare = ({ text }: TextLine): string => text.replace(/\s/gu, '');

/** Whether a line is one figure. */
export const isFigure = (line: TextLine): boolean => isAmount(bare(line));

/** The first row in which a figure stands, by itself or beside other print; infinity where none does. */
export function firstFigureRow(grid: Grid): number {
  return Math.min(...grid.cells.filter((cell) => cell.lines.flatMap(segments).some(isFigure)).map(({ row }) => row));
}

/** In which column between these borders print stands; -1 where it reaches over one. */
export function columnOf({ x0, x1 }: Pick<TextLine, 'x0' | 'x1'>, borders: readonly number[]): number {
  return borders.slice(1).findIndex((right, at) => x0 > (borders[at] ?? 0) - OVER && x1 < right + OVER);
}

/** The heights between the levels of headings. */
export function between(levels: readonly number[]): readonly number[] {
  return levels.slice(1).map((level, at) => (level + (levels[at] ?? level)) / 2);
}
