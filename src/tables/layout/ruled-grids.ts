import { cellAt, type Lattice, ruledLattices } from '../../geometry/lattice.ts';
import { type Box, contains } from '../../model/box.ts';
import type { Grid } from '../../model/grid.ts';
import type { Glyph, Page } from '../../model/page.ts';
import { textLines } from './lines.ts';

/** Ruled tables of a page with their text, and the characters that stand outside all of them. */
export interface RuledGrids {
  readonly grids: readonly Grid[];
  readonly outside: readonly Glyph[];
}

/** Scanned rules are less exact than drawn ones. */
const TOLERANCE = { text: 1, scan: 1.6, mixed: 1.6, blank: 1 } as const;

/** Puts every character into the cell that its ruling lines enclose. */
export function ruledGrids(page: Page): RuledGrids {
  const lattices = ruledLattices(page.rules, TOLERANCE[page.kind]);
  const held = lattices.map((lattice) => lattice.cells.map((): Glyph[] => []));
  const outside: Glyph[] = [];
  for (const glyph of page.glyphs) {
    const place = placeOf(glyph, lattices);
    const cell = place && held[place.lattice]?.[place.cell];
    if (cell) cell.push(glyph);
    else outside.push(glyph);
  }
  const grids = lattices.map((lattice, index): Grid => {
    const glyphs = held[index] ?? [];
    return {
      page: page.number,
      box: lattice.box,
      xs: lattice.xs,
      ys: lattice.ys,
      cells: lattice.cells.map((cell, at) => ({ ...cell, lines: textLines(glyphs[at] ?? []) })),
      ruling: 'ruled',
    };
  });
  return { grids, outside };
}

function placeOf(glyph: Glyph, lattices: readonly Lattice[]): { lattice: number; cell: number } | null {
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
