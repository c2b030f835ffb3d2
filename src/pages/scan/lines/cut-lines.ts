import type { Box } from '../../../model/box.ts';
import { union } from '../../../model/box.ts';
import type { Blob } from '../image/blobs.ts';

/** A stretch of print on one line, to be read at once: its ink box in pixels of the straightened picture. */
export interface Stretch extends Box {
  readonly blobs: readonly Blob[];
  /** Index of the ruled cell it stands in; -1 outside tables. */
  readonly cell: number;
}

/** Bounds of the size of type in a group, in parts of the page's usual height: a lone comma is no small type, a stamp no large one. */
const SIZE = { least: 0.6, most: 4 };
/** White that parts stretches of a line, in parts of the size: outside tables, and in a cell, whose words belong together. */
const APART = { outside: 1.6, inCell: 2.2 };
/** A group no taller than this, in parts of the size, is one line; so is one with a character nearly as tall as it. */
const ONE_LINE = 1.7;
const AS_TALL = 0.75;
/** A band lower than `low` is strokes of the line beside it where the white between is under `gap` and both are no taller than `tall`. */
const STROKES = { low: 0.6, gap: 0.75, tall: 1.3 };
/** Largest side of dust or of a point, in parts of the usual height: strokes of characters are longer. */
const SPECK = 0.28;
/** The size of type is the height under which four in five of its characters lie; a flat one (一, 二) counts by its width. */
const SIZE_QUANTILE = 0.8;
const FLAT = 0.7;
/** Heights, in parts of the size, of characters that tell where a line's middle is, and how far from it they gather. */
const TELLING = { least: 0.6, most: 1.4 };
const GATHERED = 0.6;

/** Cuts the print of one region into lines and stretches by white gaps; `em` is the usual height of a character. */
export function cutLines(blobs: readonly Blob[], cell: number, em: number): Stretch[] {
  const found: Stretch[] = [];
  const queue: (readonly Blob[])[] = [blobs];
  for (let group = queue.pop(); group; group = queue.pop()) {
    const bands = mergeStrokes(splitAt(group, 'y', 1), em);
    const [only] = bands;
    if (!only) continue;
    if (bands.length > 1 || only.length < group.length) {
      queue.push(...bands);
      continue;
    }
    const size = Math.max(SIZE.least * em, Math.min(sizeOf(group), SIZE.most * em));
    const pieces = splitAt(group, 'x', (cell < 0 ? APART.outside : APART.inCell) * size).flatMap((piece) =>
      cell < 0 ? behindFigure(piece, size) : [piece],
    );
    if (pieces.length > 1) {
      queue.push(...pieces);
      continue;
    }
    const box = union(group);
    if (!box) continue;
    const tall = box.y1 - box.y0;
    // A character as tall as the whole shows that it is one line, whatever its pieces look like.
    const single = tall <= ONE_LINE * size || group.some((blob) => blob.y1 - blob.y0 >= AS_TALL * tall);
    const lines = single ? [group] : byMiddle(group, size);
    // Lines that overlap hid the white within each of them.
    if (lines.length > 1) {
      queue.push(...lines);
      continue;
    }
    for (const line of lines) {
      const around = union(line);
      if (around) found.push({ ...around, blobs: [...line].sort((a, b) => a.x0 - b.x0), cell });
    }
  }
  return found.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
}

/**
 * Fewest pieces of a figure, their greatest width, and the white behind it, in parts of the size of the type; strokes lower
 * than `low` behind more white are what is left of 一、.
 */
const FIGURE = { pieces: 4, width: 0.68, gap: 0.5, low: 0.4, gapOfLow: 0.7 };

/** A figure at the beginning by itself: without rules, what follows it after some white stands in the next column. */
function behindFigure(group: readonly Blob[], size: number): Blob[][] {
  const parts = splitAt(group, 'x', FIGURE.gap * size);
  const [first, ...rest] = parts;
  const isNarrow = (blob: Blob | undefined) => blob === undefined || blob.x1 - blob.x0 < FIGURE.width * size;
  const worn = rest.at(-1) ?? [];
  const figure = parts.slice(0, -1).flat();
  const white = Math.min(...worn.map(({ x0 }) => x0)) - Math.max(...figure.map(({ x1 }) => x1));
  const isWorn = white > FIGURE.gapOfLow * size && worn.every(({ y0, y1 }) => y1 - y0 < FIGURE.low * size);
  if (isWorn && figure.length >= FIGURE.pieces && figure.every(isNarrow)) return [figure, worn];
  if (!first || first.length < FIGURE.pieces) return [[...group]];
  // Behind a worn point the figure itself goes on.
  return first.every(isNarrow) && !isNarrow(rest[0]?.[0]) ? [first, rest.flat()] : [[...group]];
}

/** Joins bands that are only strokes of one line (二, ＝, ：) and drops bands of specks. */
function mergeStrokes(bands: readonly Blob[][], em: number): Blob[][] {
  const out: { box: Box; blobs: Blob[] }[] = [];
  for (const band of bands) {
    const box = union(band);
    if (!box || band.every((blob) => isSpeck(blob, em))) continue;
    const last = out[out.length - 1];
    const low = last && Math.min(box.y1 - box.y0, last.box.y1 - last.box.y0) < STROKES.low * em;
    if (last && low && box.y0 - last.box.y1 < STROKES.gap * em && box.y1 - last.box.y0 < STROKES.tall * em) {
      last.blobs.push(...band);
      last.box = union(last.blobs) ?? box;
    } else out.push({ box, blobs: [...band] });
  }
  return out.map((band) => band.blobs);
}

/** Dust, or a point: too small in both directions to be a character of its own. */
export function isSpeck(blob: Blob, em: number): boolean {
  return Math.max(blob.x1 - blob.x0, blob.y1 - blob.y0) < SPECK * em;
}

/** The height of the larger characters of a group. */
function sizeOf(group: readonly Blob[]): number {
  const heights = group.map((blob) => Math.max(blob.y1 - blob.y0, FLAT * (blob.x1 - blob.x0))).sort((a, b) => a - b);
  return heights[Math.floor(heights.length * SIZE_QUANTILE)] ?? 0;
}

/** Groups parted by white gaps of at least `gap` pixels along an axis. */
function splitAt(group: readonly Blob[], axis: 'x' | 'y', gap: number): Blob[][] {
  const [from, to] = axis === 'x' ? (['x0', 'x1'] as const) : (['y0', 'y1'] as const);
  const sorted = [...group].sort((a, b) => a[from] - b[from]);
  const out: Blob[][] = [];
  let current: Blob[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const blob of sorted) {
    if (current.length > 0 && blob[from] - end >= gap) {
      out.push(current);
      current = [];
    }
    current.push(blob);
    end = Math.max(end, blob[to]);
  }
  if (current.length > 0) out.push(current);
  return out;
}

/** Lines that touch or overlap: characters gather around the middles of the tall ones. */
function byMiddle(group: readonly Blob[], size: number): Blob[][] {
  const middle = (blob: Blob) => (blob.y0 + blob.y1) / 2;
  const tall = group.filter(
    (blob) => blob.y1 - blob.y0 >= TELLING.least * size && blob.y1 - blob.y0 <= TELLING.most * size,
  );
  const centres: { at: number; count: number }[] = [];
  for (const blob of tall.sort((a, b) => middle(a) - middle(b))) {
    const last = centres[centres.length - 1];
    if (last && middle(blob) - last.at < GATHERED * size) {
      last.at += (middle(blob) - last.at) / ++last.count;
    } else centres.push({ at: middle(blob), count: 1 });
  }
  if (centres.length < 2) return [[...group]];
  const lines = centres.map((): Blob[] => []);
  for (const blob of group) {
    let best = 0;
    centres.forEach((centre, index) => {
      if (Math.abs(centre.at - middle(blob)) < Math.abs((centres[best]?.at ?? 0) - middle(blob))) best = index;
    });
    lines[best]?.push(blob);
  }
  return lines.filter((line) => line.length > 0);
}
