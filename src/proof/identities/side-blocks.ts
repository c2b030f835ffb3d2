import type { Line } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import type { Outline } from './outline.ts';

/** Lines that stand one below the other with the totals that close them. */
export interface Block {
  readonly tops: readonly Line[];
  readonly subtotal: Line | null;
  readonly total: Line | null;
}

/** The lines that bear a total's name in its printed row, from left to right. */
function besides(total: Line | null, { lines }: Outline): readonly Line[] {
  if (total === null) return [];
  const name = bareWords(total.name);
  const same = lines.filter((line) => line.row === total.row && bareWords(line.name) === name);
  return same.sort((a, b) => a.box.x0 - b.box.x0);
}

/** How far to the right the amounts of a line reach; null where it prints none. */
function endOf(line: Line, outline: Outline): number | null {
  const ends = outline.measures.flatMap((measure) => outline.cell(line, measure)?.amount.box.x1 ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}

/**
 * The lists of a side that stand beside one another, each closed by totals of its own (功能分类, 支出性质 and 经济分类 of
 * the old 收入支出决算总表); one alone where they do not.
 */
export function sideBlocks(outline: Outline): readonly Block[] {
  const { tops, subtotal, total } = outline;
  const alone = [{ tops, subtotal, total }];
  const closing = besides(total ?? subtotal, outline);
  const ends = closing.flatMap((line) => endOf(line, outline) ?? []);
  if (closing.length < 2 || ends.length < closing.length) return alone;
  const middles = besides(subtotal, outline);
  const at = ({ box }: Line) => {
    const found = ends.findIndex((end) => (box.x0 + box.x1) / 2 < end);
    return found < 0 ? ends.length - 1 : found;
  };
  return closing.map((line, index) => ({
    tops: tops.filter((one) => at(one) === index),
    subtotal: middles.find((one) => at(one) === index) ?? null,
    total: total === null ? null : line,
  }));
}
