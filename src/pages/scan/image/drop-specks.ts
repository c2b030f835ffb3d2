import type { Box } from '../../../model/box.ts';
import type { Blob } from './blobs.ts';

/** Size, in parts of the usual height of a character, below which ink is dust wherever it lies: no point is that small. */
const DUST = 0.09;
/** On coarse pictures, as screenshots, a point is a single pixel: what is not two of them wide is no dust for being small. */
const COARSE = 1.2;
/** Size below which ink is a character only as a part of one: a point, the dot of a stroke, a piece of worn print. */
const SPECK = 0.28;
/** How far from larger ink such a part lies at most, beside it and above or below it. */
const BESIDE = 0.55;
const ABOVE = 0.3;

/**
 * The ink without dust: specks too small for print, and specks that lie by themselves. Rows of points that lead from a
 * heading to its page number stay, and so do colons with white around them.
 */
export function dropSpecks(blobs: readonly Blob[], em: number): Blob[] {
  const sizeOf = (blob: Blob) => Math.max(blob.x1 - blob.x0, blob.y1 - blob.y0);
  const least = DUST * em < COARSE ? 1 : DUST * em;
  const cell = Math.max(4, Math.ceil(em));
  const keyOf = (column: number, row: number) => row * 65_536 + column;
  const solid = new Map<number, Blob[]>();
  for (const blob of blobs) {
    if (sizeOf(blob) < SPECK * em) continue;
    for (let row = Math.floor(blob.y0 / cell); row <= Math.floor(blob.y1 / cell); row++)
      for (let column = Math.floor(blob.x0 / cell); column <= Math.floor(blob.x1 / cell); column++) {
        const known = solid.get(keyOf(column, row));
        if (known) known.push(blob);
        else solid.set(keyOf(column, row), [blob]);
      }
  }
  const belongs = (speck: Box, beside = BESIDE, above = ABOVE): boolean => {
    const [left, right] = [speck.x0 - beside * em, speck.x1 + beside * em];
    const [top, bottom] = [speck.y0 - above * em, speck.y1 + above * em];
    for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row++)
      for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column++)
        for (const { x0, y0, x1, y1 } of solid.get(keyOf(column, row)) ?? [])
          if (x0 < right && x1 > left && y0 < bottom && y1 > top) return true;
    return false;
  };
  const lone = blobs.filter((blob) => {
    const size = sizeOf(blob);
    return size < SPECK * em && size >= least && !belongs(blob);
  });
  const dust = new Set(lone);
  for (const leader of leaders(lone, em)) dust.delete(leader);
  for (const pair of colons(lone, em))
    if (belongs(around(pair), BESIDE_COLON, 0)) for (const dot of pair) dust.delete(dot);
  return blobs.filter((blob) => sizeOf(blob) >= least && !dust.has(blob));
}

/** How far from print a colon stands that is set in the middle of its square, as Hei and Kai have it. */
const BESIDE_COLON = 1.2;
/** White between its dots, and how far they differ in place and size, in parts of a character. */
const BETWEEN_DOTS = { least: 0.25, most: 0.8 };
const UNLIKE = 0.08;

/** Pairs of like specks, one exactly above the other: colons (：). */
function colons(specks: readonly Blob[], em: number): [Blob, Blob][] {
  const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(1, UNLIKE * em);
  const sorted = [...specks].sort((a, b) => a.x0 - b.x0);
  return sorted.flatMap((upper, at) => {
    for (let next = at + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || !near(other.x0, upper.x0)) break;
      const [high, low] = upper.y0 < other.y0 ? [upper, other] : [other, upper];
      const white = (low.y0 - high.y1) / em;
      const alike = near(high.x1, low.x1) && near(high.y1 - high.y0, low.y1 - low.y0);
      if (alike && white >= BETWEEN_DOTS.least && white <= BETWEEN_DOTS.most) return [[high, low]];
    }
    return [];
  });
}

function around([high, low]: readonly [Blob, Blob]): Box {
  return { x0: Math.min(high.x0, low.x0), y0: high.y0, x1: Math.max(high.x1, low.x1), y1: low.y1 };
}

/** Points in a row, at least, that lead somewhere; how far apart they stand, and how level, in parts of a character. */
const ROW = 6;
const STEP = 1.2;
const LEVEL = 0.12;

/** Specks that stand in level rows at close steps. */
function leaders(specks: readonly Blob[], em: number): Blob[] {
  const rows: Blob[][] = [];
  for (const speck of [...specks].sort((a, b) => a.y1 - b.y1)) {
    const last = rows[rows.length - 1];
    if (last && speck.y1 - (last[0]?.y1 ?? 0) <= LEVEL * em) last.push(speck);
    else rows.push([speck]);
  }
  return rows.flatMap((row) => {
    const sorted = row.sort((a, b) => a.x0 - b.x0);
    const runs: Blob[][] = [];
    for (const speck of sorted) {
      const last = runs[runs.length - 1];
      const before = last?.[last.length - 1];
      if (last && before && speck.x0 - before.x1 <= STEP * em) last.push(speck);
      else runs.push([speck]);
    }
    return runs.filter((run) => run.length >= ROW).flat();
  });
}
