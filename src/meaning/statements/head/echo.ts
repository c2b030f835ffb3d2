import type { TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';

/** The line's words: gaps in a header line part words of different cells. */
function words(line: string): string[] {
  return line
    .split(/\s+/u)
    .map(compact)
    .filter((word) => word !== '');
}

/** Every choice of some of the lines, in order, most lines first. */
function choices(lines: readonly string[]): (readonly string[])[] {
  const all = Array.from({ length: 2 ** lines.length - 2 }, (_, at) => at + 1);
  return all
    .map((bits) => lines.filter((_, at) => bits & (1 << at)))
    .sort((a, b) => b.length - a.length || b.join('').length - a.join('').length);
}

/**
 * Header words printed a second time, shifted over their neighbours (a slip of publishers' templates), leave pieces of
 * each other's words in the cells. Gives the cell's own words: those that `known` recognises when every other line
 * only repeats a piece of a heading of the row. Null when that does not explain the cell.
 */
export function withoutEchoes(
  cell: TableCell,
  row: readonly TableCell[],
  known: (text: string) => boolean,
): string | null {
  const lines = cell.lines.map((line) => line.text);
  if (lines.length < 2 || lines.length > 5) return null;
  // the same heading over another year's columns is no neighbour whose words slipped into this cell
  const whole = compact(cell.text);
  const neighbours = row.flatMap((one) =>
    compact(one.text) === whole ? [] : [compact(one.text), ...one.lines.map((line) => compact(line.text))],
  );
  for (const kept of choices(lines)) {
    const own = compact(kept.join(''));
    if (!known(own)) continue;
    const rest = lines.filter((line) => !kept.includes(line)).flatMap(words);
    if (
      rest.every((word) => word.length > 1 && (own.includes(word) || neighbours.some((text) => text.includes(word))))
    ) {
      return own;
    }
  }
  return null;
}
