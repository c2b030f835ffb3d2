import type { Lattice } from '../../../geometry/lattice.ts';
import type { Box } from '../../../model/box.ts';
import type { Stretch } from '../lines/cut-lines.ts';
import type { Blob } from './blobs.ts';
import type { Grey } from './clean-ink.ts';
import { INK } from './straighten.ts';

/** Inches beyond which connected ink is a picture, a seal or a frame, and no print. */
const LARGEST = { high: 0.6, wide: 1.2 };

/** Whether connected ink is too large to be print: it is left out, and with it the print that touches it. */
export function isNoPrint({ x0, y0, x1, y1 }: Box, dpi: number): boolean {
  return y1 - y0 > LARGEST.high * dpi || x1 - x0 > LARGEST.wide * dpi;
}

/** How far beside print, in parts of the usual height, ink that was left out may have taken a character with it. */
const BESIDE = 0.75;
/** How far above or below it such ink still shows that it went through the line: part of it may have been taken for a rule. */
const ABOVE = 2;
/** How far beyond its cell, in the same parts: the edge of a seal is taken for a short rule, and a cell ends there. */
const BEYOND = 0.3;

/**
 * Stretches in cells beside ink that was left out as no print, as the grey ring of a copied seal: a character that touched
 * it may have gone with it.
 */
export function marredBy(
  blobs: readonly Blob[],
  grey: Grey,
  stretches: readonly Stretch[],
  lattices: readonly Lattice[],
  perPoint: number,
  em: number,
): Set<Stretch> {
  const cells = lattices.flatMap((lattice) => lattice.cells);
  const marred = new Set<Stretch>();
  for (const blob of blobs) {
    const windows = stretches.flatMap((stretch) => {
      const cell = cells[stretch.cell];
      const window = cell ? clipped(windowOf(stretch, cell.box, perPoint, em), blob) : null;
      return window ? [{ stretch, window }] : [];
    });
    if (windows.length === 0) continue;
    const ink = inkOf(grey, blob);
    for (const { stretch, window } of windows) if (ink(window)) marred.add(stretch);
  }
  return marred;
}

/** Where ink is beside a stretch: as far as it may have reached, within its cell and hardly beyond. */
function windowOf({ x0, y0, x1, y1 }: Stretch, cell: Box, perPoint: number, em: number): Box {
  return {
    x0: Math.max(x0 - BESIDE * em, cell.x0 * perPoint - BEYOND * em),
    x1: Math.min(x1 + BESIDE * em, cell.x1 * perPoint + BEYOND * em),
    y0: Math.max(y0 - ABOVE * em, cell.y0 * perPoint - BEYOND * em),
    y1: Math.min(y1 + ABOVE * em, cell.y1 * perPoint + BEYOND * em),
  };
}

/** What two boxes share, in whole pixels; null for nothing. */
function clipped(one: Box, two: Box): Box | null {
  const [x0, x1] = [Math.ceil(Math.max(one.x0, two.x0)), Math.floor(Math.min(one.x1, two.x1))];
  const [y0, y1] = [Math.ceil(Math.max(one.y0, two.y0)), Math.floor(Math.min(one.y1, two.y1))];
  return x0 < x1 && y0 < y1 ? { x0, y0, x1, y1 } : null;
}

/** Tells whether ink of one blob lies in a box within its own: of this blob alone, not of print that it surrounds. */
function inkOf({ width, data }: Grey, blob: Blob): (box: Box) => boolean {
  const [wide, tall] = [blob.x1 - blob.x0, blob.y1 - blob.y0];
  const own = new Uint8Array(wide * tall);
  for (let start = 0; start < wide; start++) {
    let area = 0;
    const queue = [start];
    own.fill(0);
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [x, y] = [at % wide, Math.floor(at / wide)];
      if (x < 0 || y < 0 || y >= tall || own[at] === 1) continue;
      if ((data[(blob.y0 + y) * width + blob.x0 + x] ?? 255) >= INK) continue;
      own[at] = 1;
      area++;
      for (let down = -1; down <= 1; down++)
        for (let right = -1; right <= 1; right++)
          if (x + right >= 0 && x + right < wide) queue.push(at + down * wide + right);
    }
    if (area === blob.area) break;
  }
  return (box) => {
    for (let y = box.y0 - blob.y0; y < box.y1 - blob.y0; y++)
      if (own.subarray(y * wide + box.x0 - blob.x0, y * wide + box.x1 - blob.x0).includes(1)) return true;
    return false;
  };
}
