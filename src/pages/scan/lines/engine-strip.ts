import type { Raster } from '../../../model/raster.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Stretch } from './cut-lines.ts';

/** Where a stretch was set in a strip. */
export interface Placed {
  readonly stretch: Stretch;
  readonly zoom: number;
  /** Per column of the print as set: the column of the picture it came from; wide gaps are closed up. */
  readonly columns: Int32Array;
  /** Top left of the stretch's ink in the strip. */
  readonly x: number;
  readonly y: number;
  /** Bottom of its row in the strip. */
  readonly bottom: number;
}

export interface Strip {
  readonly image: Raster;
  readonly placed: readonly Placed[];
}

/** White around each line, in pixels of the strip. */
const MARGIN = 14;

/** Sets stretches one below the other as a clean page of single lines, each enlarged to `height` pixels. */
export function typeset(
  grey: Grey,
  stretches: readonly Stretch[],
  zoomOf: (stretch: Stretch) => number,
  gap = MARGIN,
): Strip {
  const placed: Placed[] = [];
  let width = 0;
  let y = MARGIN;
  for (const stretch of stretches) {
    const zoom = zoomOf(stretch);
    const bottom = y + Math.ceil((stretch.y1 - stretch.y0) * zoom);
    const columns = closedUp(stretch);
    placed.push({ stretch, zoom, columns, x: MARGIN, y, bottom });
    width = Math.max(width, Math.ceil(columns.length * zoom) + 2 * MARGIN);
    y = bottom + gap;
  }
  const image = {
    width,
    height: y + MARGIN - gap,
    channels: 1 as const,
    data: new Uint8Array(width * (y + MARGIN - gap)).fill(255),
  };
  for (const place of placed) draw(image, place, pick(lift(grey, place.stretch), place));
  return { image, placed };
}

/** Gaps wider than this part of the line's height are closed up to a third of it: letter-spaced words (支 出 总 计). */
const WIDE = 0.7;
/** What is left of such a gap, in parts of the height: half of it before what is taken out. */
const LEFT = 0.3;

/** The picture's columns that are set: all but the middles of wide gaps. */
function closedUp({ x0, x1, y0, y1, blobs }: Stretch): Int32Array {
  const height = y1 - y0;
  const drop = new Uint8Array(x1 - x0);
  let right = x0;
  for (const blob of [...blobs].sort((a, b) => a.x0 - b.x0)) {
    const spare = Math.floor(blob.x0 - right - LEFT * height);
    if (blob.x0 - right > WIDE * height) {
      const from = Math.round(right + (LEFT / 2) * height) - x0;
      drop.fill(1, from, from + spare);
    }
    right = Math.max(right, blob.x1);
  }
  return Int32Array.from([...drop.keys()].filter((column) => drop[column] === 0)).map((column) => x0 + column);
}

/** The print of a stretch alone, wide gaps closed up. */
export interface Crop {
  /** With {@link EDGE} pixels of soft edge on every side. */
  readonly print: Grey;
  /** Per column within the edges: the column of the picture it came from. */
  readonly columns: Int32Array;
}

/** Takes a stretch out of the picture, to be read by itself. */
export function cropOf(grey: Grey, stretch: Stretch): Crop {
  const columns = closedUp(stretch);
  return { print: pick(lift(grey, stretch), { stretch, columns }), columns };
}

/** The columns that are set, with the soft edges at both ends. */
function pick(crop: Grey, { stretch, columns }: Pick<Placed, 'stretch' | 'columns'>): Grey {
  if (columns.length === stretch.x1 - stretch.x0) return crop;
  const wide = columns.length + 2 * EDGE;
  const data = new Uint8Array(wide * crop.height);
  for (let y = 0; y < crop.height; y++)
    for (let x = 0; x < wide; x++) {
      const beyond = x - EDGE - columns.length + 1;
      const from =
        x < EDGE ? x : beyond > 0 ? crop.width - EDGE - 1 + beyond : (columns[x - EDGE] ?? 0) - stretch.x0 + EDGE;
      data[y * wide + x] = crop.data[y * crop.width + from] ?? 255;
    }
  return { width: wide, height: crop.height, data };
}

/** How far soft edges of print reach beyond its ink. */
export const EDGE = 3;

/** The print of a stretch with its soft edges, on white: nothing that stands beside its own blobs. */
export function lift(grey: Grey, stretch: Stretch): Grey {
  const left = stretch.x0 - EDGE;
  const top = stretch.y0 - EDGE;
  const width = stretch.x1 - stretch.x0 + 2 * EDGE;
  const height = stretch.y1 - stretch.y0 + 2 * EDGE;
  const data = new Uint8Array(width * height).fill(255);
  for (const blob of stretch.blobs) {
    for (let y = Math.max(0, blob.y0 - EDGE); y < Math.min(grey.height, blob.y1 + EDGE); y++) {
      for (let x = Math.max(0, blob.x0 - EDGE); x < Math.min(grey.width, blob.x1 + EDGE); x++) {
        const value = grey.data[y * grey.width + x] ?? 255;
        const at = (y - top) * width + x - left;
        if (value < (data[at] ?? 255)) data[at] = value;
      }
    }
  }
  return { width, height, data };
}

/** Draws a lifted stretch at its place, enlarged with linear interpolation. */
function draw(image: Raster, { x, y, zoom }: Placed, source: Grey): void {
  const { data } = image;
  const left = x - Math.round(EDGE * zoom);
  const top = y - Math.round(EDGE * zoom);
  const width = Math.round(source.width * zoom);
  const height = Math.round(source.height * zoom);
  for (let row = 0; row < height; row++) {
    const to = top + row;
    if (to < 0 || to >= image.height) continue;
    const fy = Math.max(0, (row + 0.5) / zoom - 0.5);
    const y0 = Math.min(source.height - 1, fy | 0);
    const y1 = Math.min(source.height - 1, y0 + 1);
    const wy = fy - y0;
    for (let column = 0; column < width; column++) {
      const at = left + column;
      if (at < 0 || at >= image.width) continue;
      const fx = Math.max(0, (column + 0.5) / zoom - 0.5);
      const x0 = Math.min(source.width - 1, fx | 0);
      const x1 = Math.min(source.width - 1, x0 + 1);
      const wx = fx - x0;
      const upper =
        (source.data[y0 * source.width + x0] ?? 255) * (1 - wx) + (source.data[y0 * source.width + x1] ?? 255) * wx;
      const lower =
        (source.data[y1 * source.width + x0] ?? 255) * (1 - wx) + (source.data[y1 * source.width + x1] ?? 255) * wx;
      data[to * image.width + at] = Math.min(data[to * image.width + at] ?? 255, upper * (1 - wy) + lower * wy);
    }
  }
}
