import type { TextLine } from '../../model/grid.ts';
import { isAmount, startsRow } from './segments.ts';

/** Top, header and bottom rule of a three-line table (三线表). */
const FRAME_RULES = 3;

/** Lines overlap when they share this part of a line's height; tight rows may touch by a little. */
const OVERLAP = 0.25;

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
 * Lines of a table body joined into rows. Lines that overlap in height are one row (an amount centred beside a two-line
 * name); then lines of one wrapped row stand close together. A rule between two lines always parts them.
 */
export function bodyRows(lines: readonly Parts[], tight: number, rules: readonly number[]): TextLine[][] {
  // With more rules than a header needs, every row has its own: whatever stands between two rules is one row.
  const banded = rules.length > FRAME_RULES;
  const parted = (above: Parts, below: Parts) => {
    const [from, to] = [(top(above) + bottom(above)) / 2, (top(below) + bottom(below)) / 2];
    return rules.some((y) => y > from && y < to);
  };
  const overlapping = joinRows(
    lines,
    (open, parts) =>
      top(parts) < bottom(open) - OVERLAP * height(parts) && !parted(open, parts) && !amountsMeet(open, parts),
  );
  return joinRows(overlapping, (open, parts) => {
    if (parted(open, parts)) return false;
    if (banded) return !amountsMeet(open, parts);
    const twoAmounts = hasAmount(open) && hasAmount(parts);
    return !twoAmounts && top(parts) - bottom(open) < tight && !(begins(parts) && hasFirst(open, parts));
  });
}

function joinRows(lines: readonly Parts[], together: (open: Parts, parts: Parts) => boolean): TextLine[][] {
  const rows: TextLine[][] = [];
  for (const parts of lines) {
    if (parts.length === 0) continue;
    const open = rows.at(-1);
    if (open !== undefined && together(open, parts)) open.push(...parts);
    else rows.push([...parts]);
  }
  return rows;
}

function height(parts: Parts): number {
  return bottom(parts) - top(parts);
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
