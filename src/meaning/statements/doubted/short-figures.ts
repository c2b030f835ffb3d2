import { overlap } from '../../../model/box.ts';
import type { Amount } from '../../../model/statement.ts';

/** What is looked at of an amount. */
type Figure = Pick<Amount, 'fen' | 'raw' | 'decimals' | 'flags' | 'page' | 'box' | 'source'>;

/** So many whole figures above and below show where those of a column end. */
const SOME = 3;
/** How far apart (widths of a digit) the ends of figures set to the right lie, and how far before them one ends that lacks a digit. */
const EDGE = { even: 0.4, short: 0.6 };
/** Part of the figures of a column that must end where the others do. */
const MOSTLY = 0.75;

const digitWidth = ({ raw, box }: Figure): number => (box.x1 - box.x0) / Math.max(1, raw.length);

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Whether a figure ends before those above and below it, by a digit that was lost where a rule runs through it. */
function endsShort(figure: Figure, whole: readonly Figure[]): boolean {
  const column = whole.filter(
    ({ page, box }) => page === figure.page && overlap(box.x0, box.x1, figure.box.x0, figure.box.x1) > 0,
  );
  if (column.length < SOME) return false;
  const width = median(column.map(digitWidth));
  const edge = median(column.map(({ box }) => box.x1));
  const even = column.filter(({ box }) => Math.abs(box.x1 - edge) <= EDGE.even * width);
  return even.length >= MOSTLY * column.length && edge - figure.box.x1 >= EDGE.short * width;
}

/**
 * Recognised amounts with those in doubt that print fewer decimals than others of their table do and end before them in a
 * column set to the right: 28,384,234.7 of 28,384,234.71, whose 1 stands on the rule. All copies lose it alike, so sums hold.
 */
export function withShortFigures<T extends Figure>(amounts: readonly T[]): readonly T[] {
  const decimals = Math.max(0, ...amounts.filter(({ source }) => source === 'ocr').map((one) => one.decimals));
  if (decimals === 0) return amounts;
  const isShort = (one: T) => one.source === 'ocr' && one.fen !== 0n && one.decimals < decimals;
  const whole = amounts.filter((one) => one.decimals === decimals);
  return amounts.map((one) =>
    isShort(one) && endsShort(one, whole) ? { ...one, flags: [...one.flags, 'odd-decimals'] } : one,
  );
}
