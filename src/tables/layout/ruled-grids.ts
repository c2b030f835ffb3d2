import { cellAt, type Lattice, ruledLattices } from '../../geometry/lattice.ts';
import { type Box, contains, overlap } from '../../model/box.ts';
import type { CellDoubt, Grid, GridCell } from '../../model/grid.ts';
import type { Glyph, Page } from '../../model/page.ts';
import { cellsWithIntruders } from './cut-figures.ts';
import { textLines } from './lines.ts';
import { partSpannedCells } from './lost-rules/spanned-cells.ts';
import { partSpannedRows } from './lost-rules/spanned-rows.ts';
import { partStackedColumns } from './lost-rules/stacked-columns.ts';
import { partStackedRows } from './lost-rules/stacked-rows.ts';
import { keepRunsWhole, type Overrun, type Place } from './runs.ts';

/** Ruled tables of a page with their text, and the characters that stand outside all of them. */
export interface RuledGrids {
  readonly grids: readonly Grid[];
  readonly outside: readonly Glyph[];
}

/** Two prints that share this part of a character (font sizes) stand on top of each other. */
const OVERPRINT = 0.25;
/** Scanned rules are less exact than drawn ones. */
const TOLERANCE = { text: 1, scan: 1.6, mixed: 1.6, blank: 1 } as const;

/** All but so many of a page's characters are larger than its smaller print: notes and raised letters are fewer. */
const SMALLER = 0.1;

function smallerPrint(glyphs: readonly Glyph[]): number {
  const counts = new Map<number, number>();
  // Print goes on in one size.
  let [size, run] = [0, 0];
  const count = () => run > 0 && counts.set(size, (counts.get(size) ?? 0) + run);
  for (const glyph of glyphs) {
    if (glyph.size === size) {
      run++;
      continue;
    }
    count();
    [size, run] = [glyph.size, 1];
  }
  count();
  // Of thousands of characters there are few sizes.
  let left = Math.floor(SMALLER * glyphs.length);
  for (const [size, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (left < count) return size;
    left -= count;
  }
  return 0;
}

/** Puts every character into the cell that its ruling lines enclose. */
export function ruledGrids(page: Page): RuledGrids {
  const lattices = ruledLattices(page.rules, TOLERANCE[page.kind], smallerPrint(page.glyphs));
  const held = lattices.map((lattice) => lattice.cells.map(() => ({ glyphs: [] as Glyph[], order: [] as number[] })));
  const outside: Glyph[] = [];
  const places = page.glyphs.map((glyph) => placeOf(glyph, lattices));
  const overruns = lattices.length === 0 ? [] : keepRunsWhole(page.glyphs, places, lattices);
  page.glyphs.forEach((glyph, at) => {
    const place = places[at];
    const cell = place && held[place.lattice]?.[place.cell];
    if (cell) {
      cell.glyphs.push(glyph);
      cell.order.push(at);
    } else outside.push(glyph);
  });
  const intruded = cellsWithIntruders(held.flat());
  const grids = lattices.map((lattice, index): Grid => {
    const drawn = held[index] ?? [];
    const grid: Grid = {
      page: page.number,
      box: lattice.box,
      xs: lattice.xs,
      ys: lattice.ys,
      cells: lattice.cells.map((cell, at): GridCell => {
        const own = drawn[at];
        const glyphs = own?.glyphs ?? [];
        const doubts = [...doubtsOf({ lattice: index, cell: at }, glyphs, overruns)];
        if (own !== undefined && intruded.has(own)) doubts.push('overprinted');
        return { ...cell, lines: textLines(glyphs), ...(doubts.length === 0 ? {} : { doubts }) };
      }),
      ruling: 'ruled',
    };
    return partSpannedCells(partStackedColumns(partStackedRows(partSpannedRows(grid))));
  });
  return { grids, outside };
}

/** What makes it doubtful that a figure is this cell's, or that it can be read: prints that reach over its borders. */
function doubtsOf(own: Place, glyphs: readonly Glyph[], overruns: readonly Overrun[]): readonly CellDoubt[] {
  if (overruns.length === 0 || glyphs.length === 0) return [];
  const here = ({ place }: Overrun) => place.lattice === own.lattice && place.cell === own.cell;
  const covered = overruns.some(
    (one) =>
      !here(one) &&
      glyphs.some(
        (glyph) =>
          overlap(glyph.x0, glyph.x1, one.ink.x0, one.ink.x1) > OVERPRINT * glyph.size &&
          overlap(glyph.y0, glyph.y1, one.ink.y0, one.ink.y1) > OVERPRINT * glyph.size,
      ),
  );
  const doubts: CellDoubt[] = [];
  if (overruns.some((one) => here(one) && one.figure)) doubts.push('overrun');
  if (covered) doubts.push('overprinted');
  return doubts;
}

function placeOf(glyph: Glyph, lattices: readonly Lattice[]): Place | null {
  const x = (glyph.x0 + glyph.x1) / 2;
  const y = (glyph.y0 + glyph.y1) / 2;
  for (let index = 0; index < lattices.length; index++) {
    const lattice = lattices[index];
    if (lattice === undefined || !contains(lattice.box, x, y, 1)) continue;
    const clipped = glyph.clip ? cellOfClip(lattice, glyph.clip) : -1;
    const cell = clipped >= 0 ? clipped : nearestCell(lattice, x, y);
    if (cell >= 0) return { lattice: index, cell };
  }
  return null;
}

/** A clip the size of one cell says whose text it is, even where a wrapped name runs below its cell. */
function cellOfClip(lattice: Lattice, clip: Box): number {
  const index = cellAt(lattice, (clip.x0 + clip.x1) / 2, (clip.y0 + clip.y1) / 2);
  const cell = lattice.cells[index]?.box;
  if (cell === undefined) return -1;
  const inside =
    clip.x0 >= cell.x0 - 2.5 && clip.x1 <= cell.x1 + 2.5 && clip.y0 >= cell.y0 - 2.5 && clip.y1 <= cell.y1 + 2.5;
  return inside ? index : -1;
}

function nearestCell(lattice: Lattice, x: number, y: number): number {
  const { box } = lattice;
  return cellAt(lattice, Math.min(Math.max(x, box.x0), box.x1), Math.min(Math.max(y, box.y0), box.y1));
}
