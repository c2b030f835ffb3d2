import type { Grid } from '../../model/grid.ts';

/** How far (points) a page may lie from the one before, and how much larger or smaller it may be: scans vary. */
const MOST_SHIFT = 30;
const MOST_STRETCH = 0.025;
/** How far two borders of one column may differ after fitting: printed pages, scanned pages. */
const NEAR = { text: 4, ocr: 6 } as const;

/** Maps x positions of one page's part of a table to those of the first part. */
export type Fit = (x: number) => number;

/** Whether any text of a grid was recognised. */
export function isScanned(grid: Grid): boolean {
  return grid.cells.some((cell) => cell.lines.some((line) => line.source === 'ocr'));
}

/** The shift and stretch that lay the sides of `grid` on those of `first`; null when they are too far apart. */
export function fitTo(first: Grid, grid: Grid): Fit | null {
  const scale = (first.box.x1 - first.box.x0) / (grid.box.x1 - grid.box.x0);
  const shift = first.box.x0 - grid.box.x0;
  if (Math.abs(scale - 1) > MOST_STRETCH || Math.abs(shift) > MOST_SHIFT) return null;
  return (x) => first.box.x0 + (x - grid.box.x0) * scale;
}

/** Of so many inner borders that the table has, one more may be missing in it: a rule was lost on the pages before. */
const KNOWN_BESIDE_LOST = 2;

/** Whether nearly every inner border of `grid`, fitted, is a border that the table already has, or all but one. */
export function bordersFit(known: readonly Grid[], grid: Grid): boolean {
  const first = known[0];
  const fit = first && fitTo(first, grid);
  if (!fit) return false;
  const near = NEAR[isScanned(grid) ? 'ocr' : 'text'];
  const borders = known.flatMap((one) => one.xs.map(fitTo(first, one) ?? ((x: number) => x)));
  const inner = grid.xs.slice(1, -1).map(fit);
  const fits = inner.filter((x) => borders.some((border) => Math.abs(border - x) < near)).length;
  return fits >= inner.length * 0.8 || (fits >= KNOWN_BESIDE_LOST && fits === inner.length - 1);
}
