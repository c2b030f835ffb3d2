import type { TextLine } from '../../model/grid.ts';
import { isAmount, startsRow } from './segments.ts';

/** Top, header and bottom rule of a three-line table (三线表). */
const FRAME_RULES = 3;

type Parts = readonly TextLine[];

function top(parts: Parts): number {
  return Math.min(...parts.map((part) => part.y0));
}

function bottom(parts: Parts): number {
  return Math.max(...parts.map((part) => part.y1));
}

function hasAmount(parts: Parts): boolean {
  return parts.some((part) => isAmount(part.text));
}

function begins(parts: Parts): boolean {
  return parts.some((part) => startsRow(part.text));
}

/**
 * The white between two lines (points) below which they are one wrapped row: less than what lies between rows that
 * certainly are two (both with amounts, or the lower one beginning with a code, ordinal or total).
 */
export function tightGap(rows: readonly Parts[], size: number): number {
  let least = Infinity;
  for (let i = 1; i < rows.length; i++) {
    const [above, below] = [rows[i - 1], rows[i]];
    if (above === undefined || below === undefined) continue;
    const white = top(below) - bottom(above);
    if (white > 0 && ((hasAmount(above) && hasAmount(below)) || begins(below))) least = Math.min(least, white);
  }
  return Math.min(0.55 * size, least === Infinity ? 0.45 * size : least * 0.85);
}

/**
 * Lines of a table body joined into rows. Lines of one wrapped row stand close together or overlap in height (an amount
 * centred beside a two-line name); a rule between two lines always parts them.
 */
export function bodyRows(lines: readonly Parts[], tight: number, rules: readonly number[]): TextLine[][] {
  // With more rules than a header needs, every row has its own: whatever stands between two rules is one row.
  const banded = rules.length > FRAME_RULES;
  const rows: TextLine[][] = [];
  let open: TextLine[] = [];
  for (const parts of lines) {
    if (parts.length === 0) continue;
    const known = open.length > 0;
    const parted =
      known && rules.some((y) => y > (top(open) + bottom(open)) / 2 && y < (top(parts) + bottom(parts)) / 2);
    const near = known && top(parts) - bottom(open) < tight;
    const twoAmounts = banded ? amountsMeet(open, parts) : hasAmount(open) && hasAmount(parts);
    const anew = begins(parts) && hasFirst(open, parts);
    if (known && !parted && !twoAmounts && (banded || (near && !anew))) open.push(...parts);
    else {
      open = [...parts];
      rows.push(open);
    }
  }
  return rows;
}

/** Whether the open row already has text where the new line begins: then a code or ordinal there begins a new row. */
function hasFirst(open: Parts, parts: Parts): boolean {
  const start = parts.find((part) => startsRow(part.text));
  return start !== undefined && open.some((part) => part.x0 < start.x1 && part.x1 > start.x0);
}

/** Whether both lines have an amount in one column: then they are two rows. */
function amountsMeet(open: Parts, parts: Parts): boolean {
  const own = parts.filter((part) => isAmount(part.text));
  return open.some((known) => isAmount(known.text) && own.some((part) => part.x0 < known.x1 && part.x1 > known.x0));
}
