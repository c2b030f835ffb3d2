import type { Grid, TextLine } from '../../../model/grid.ts';
import { isAmount, segments } from '../segments.ts';

/** How far (points) print may reach over the border of its column. */
export const OVER = 1;

/** What a line prints, without its white. */
export const bare = ({ text }: TextLine): string => text.replace(/\s/gu, '');

/** Whether a line is one figure. */
export const isFigure = (line: TextLine): boolean => isAmount(bare(line));

/**
 * The first row in which a figure stands, by itself or beside other print; where a table prints only whole figures, the first
 * with a number behind words that counts no columns. Infinity where none does.
 */
export function firstFigureRow(grid: Grid): number {
  const first = Math.min(
    ...grid.cells.filter((cell) => cell.lines.flatMap(segments).some(isFigure)).map(({ row }) => row),
  );
  return first === Number.POSITIVE_INFINITY ? firstWholeRow(grid) : first;
}

const WHOLE = /^[-−－]?\d{1,12}$/u;
const WORDS = /\p{Script=Han}/u;

function firstWholeRow({ cells }: Grid): number {
  const rows = [...Map.groupBy(cells, ({ row }) => row)].filter(([, row]) => {
    const texts = row.toSorted((a, b) => a.column - b.column).map(({ lines }) => lines.map(bare).join(''));
    const numbers = texts.slice(texts.findIndex((text) => WORDS.test(text)) + 1).filter((text) => WHOLE.test(text));
    const counts = numbers.length > 1 && numbers.every((one, at) => Number(one) === Number(numbers[0]) + at);
    return texts.some((text) => WORDS.test(text)) && numbers.length > 0 && !counts;
  });
  return Math.min(...rows.map(([row]) => row));
}

/** In which column between these borders print stands; -1 where it reaches over one. */
export function columnOf({ x0, x1 }: Pick<TextLine, 'x0' | 'x1'>, borders: readonly number[]): number {
  return borders.slice(1).findIndex((right, at) => x0 > (borders[at] ?? 0) - OVER && x1 < right + OVER);
}

/** The heights between the levels of headings. */
export function between(levels: readonly number[]): readonly number[] {
  return levels.slice(1).map((level, at) => (level + (levels[at] ?? level)) / 2);
}
