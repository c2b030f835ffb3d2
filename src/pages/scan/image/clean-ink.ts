import type { Raster } from '../../../model/raster.ts';
import { colourMap, greyRow } from './colour.ts';

/** A grey picture: 0 black, 255 white. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * The ink alone: stamps, signatures and pale marks turn light, while print stays dark, whatever its colour. White is what
 * lies behind it, so shadows and grey paper vanish. Null when there is no paper: a black page.
 * @param dpi resolution of the picture.
 * @param factor whole number by which it is made smaller.
 */
export function cleanInk(raster: Raster, dpi: number, factor = 1): Grey | null {
  const width = Math.floor(raster.width / factor);
  const height = Math.floor(raster.height / factor);
  const data = inGrey(raster, dpi, factor);
  const paper = paperLevels(data, width, height);
  if (paper === null) return null;
  return { width, height, data: stretch(data, width, height, paper) };
}

/** The picture in grey, each pixel the mean of `factor` × `factor`; row by row, so that a huge picture needs no second copy. */
function inGrey(raster: Raster, dpi: number, factor: number): Uint8Array {
  const map = colourMap(raster, dpi);
  const [width, height] = [Math.floor(raster.width / factor), Math.floor(raster.height / factor)];
  const out = new Uint8Array(width * height);
  const line = new Uint8Array(raster.width);
  if (factor === 1) {
    for (let y = 0; y < height; y++) greyRow(raster, y, map, out.subarray(y * width, (y + 1) * width));
    return out;
  }
  const sums = new Uint32Array(width);
  for (let row = 0; row < height; row++) {
    sums.fill(0);
    for (let step = 0; step < factor; step++) {
      greyRow(raster, row * factor + step, map, line);
      for (let x = 0; x < width * factor; x++) {
        const to = Math.floor(x / factor);
        sums[to] = (sums[to] ?? 0) + (line[x] ?? 255);
      }
    }
    for (let x = 0; x < width; x++) out[row * width + x] = (sums[x] ?? 0) / (factor * factor);
  }
  return out;
}

/** Paper brightness on a coarse lattice of tiles. */
interface Levels {
  readonly tile: number;
  readonly columns: number;
  readonly rows: number;
  readonly data: Float32Array;
}

/** Part of the pixels of a tile that are darker than its paper. */
const PAPER_QUANTILE = 0.85;

/** Tiles along the longer side of a page: about as large as a few characters, smaller than shadows. */
const TILES = 72;
/** No paper is darker than this part of the usual paper of its page. */
const LEAST_PAPER = 0.4;

/** A page whose usual paper is darker than this is no page of print. */
const DARKEST_PAPER = 70;

/** Brightness of the paper per tile: a high quantile, never darker than four tenths of the page's usual paper. */
function paperLevels(data: Uint8Array, width: number, height: number): Levels | null {
  const tile = Math.max(16, Math.round(Math.max(width, height) / TILES));
  const columns = Math.ceil(width / tile);
  const rows = Math.ceil(height / tile);
  const raw = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      const x1 = Math.min(width, (column + 1) * tile);
      const y1 = Math.min(height, (row + 1) * tile);
      let total = 0;
      for (let y = row * tile; y < y1; y += 2) {
        for (let x = column * tile, at = y * width + x; x < x1; x++, at++) {
          counts[data[at] ?? 0] = (counts[data[at] ?? 0] ?? 0) + 1;
          total++;
        }
      }
      raw[row * columns + column] = quantile(counts, total * PAPER_QUANTILE);
    }
  }
  const usual = Float32Array.from(raw).sort()[raw.length >> 1] ?? 255;
  if (usual < DARKEST_PAPER) return null;
  const floor = LEAST_PAPER * usual;
  return { tile, columns, rows, data: smooth(spread(raw, columns, rows, floor), columns, rows) };
}

function quantile(counts: Uint32Array, target: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0;
    if (seen >= target) return value;
  }
  return 255;
}

/** The brightest of a tile and its neighbours: a tile filled with print borrows the paper beside it. */
function spread(raw: Float32Array, columns: number, rows: number, floor: number): Float32Array {
  return overNeighbours(raw, columns, rows, (values) => Math.max(floor, ...values));
}

function smooth(raw: Float32Array, columns: number, rows: number): Float32Array {
  return overNeighbours(raw, columns, rows, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

function overNeighbours(
  raw: Float32Array,
  columns: number,
  rows: number,
  combine: (values: readonly number[]) => number,
): Float32Array {
  return raw.map((_, index) => {
    const column = index % columns;
    const row = (index - column) / columns;
    const values: number[] = [];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++)
        values.push(raw[r * columns + c] ?? 255);
    return combine(values);
  });
}

/** Part of the paper's brightness that becomes white; the rest keeps its soft edges. */
const WHITE = 0.95;

/** Part of the dark pixels that becomes black, and the value beyond which faint print is not stretched. */
const BLACK_QUANTILE = 0.15;
const PALEST_PRINT = 100;

/** Divides by the paper and stretches so that the darkest print is 0 and paper is 255. */
function stretch(data: Uint8Array, width: number, height: number, paper: Levels): Uint8Array {
  const out = divide(data, width, height, paper);
  const counts = new Uint32Array(256);
  let dark = 0;
  for (let at = 0; at < out.length; at += 3) {
    const value = out[at] ?? 255;
    if (value >= 128) continue;
    counts[value] = (counts[value] ?? 0) + 1;
    dark++;
  }
  const black = Math.min(PALEST_PRINT, quantile(counts, dark * BLACK_QUANTILE));
  const white = 255 * WHITE;
  const table = new Uint8Array(256);
  for (let value = 0; value < 256; value++)
    table[value] = Math.max(0, Math.min(255, Math.round(((value - black) * 255) / (white - black))));
  for (let at = 0; at < out.length; at++) {
    const value = out[at] ?? 255;
    if (value !== 255) out[at] = table[value] ?? 255;
  }
  return out;
}

/** The least value that becomes white. */
const PLAINLY_WHITE = Math.ceil(255 * WHITE);

/**
 * Each pixel over its paper, the paper interpolated between tile centres (per row, linear along it). What becomes white
 * whatever the paper is between two centres, nearly all of a page, is white at once.
 */
function divide(data: Uint8Array, width: number, height: number, paper: Levels): Uint8Array {
  const out = new Uint8Array(data.length).fill(255);
  const { tile, columns, rows } = paper;
  const line = new Float32Array(columns + 1);
  const { starts, parts } = between(width, tile, columns);
  for (let y = 0; y < height; y++) {
    const fy = Math.max(0, Math.min(rows - 1, y / tile - 0.5));
    const row = Math.min(rows - 1, Math.floor(fy));
    const below = Math.min(rows - 1, row + 1);
    for (let column = 0; column < columns; column++) {
      const upper = paper.data[row * columns + column] ?? 255;
      const lower = paper.data[below * columns + column] ?? 255;
      line[column] = upper + (lower - upper) * (fy - row);
    }
    line[columns] = line[columns - 1] ?? 255;
    for (let column = 0, base = y * width; column < columns; column++) {
      const left = line[column] ?? 255;
      const step = (line[column + 1] ?? 255) - left;
      const end = starts[column + 1] ?? width;
      const white = (PLAINLY_WHITE * Math.max(left, left + step)) / 255;
      for (let x = starts[column] ?? 0; x < end; x++) {
        const value = data[base + x] ?? 255;
        if (value >= white) continue;
        const level = left + step * (parts[x] ?? 0);
        if (value < level) out[base + x] = (value * 255) / level;
      }
    }
  }
  return out;
}

/** Per tile the first column of pixels behind its centre, and per column which part of the way to the next one it lies. */
function between(width: number, tile: number, columns: number) {
  const starts = new Int32Array(columns + 1).fill(width);
  const parts = new Float64Array(width);
  for (let x = width - 1; x >= 0; x--) {
    const fx = Math.max(0, Math.min(columns - 1, x / tile - 0.5));
    const column = Math.floor(fx);
    starts.fill(x, column, column + 1);
    parts[x] = fx - column;
  }
  for (let column = columns - 1; column >= 0; column--)
    starts[column] = Math.min(starts[column] ?? width, starts[column + 1] ?? width);
  return { starts, parts };
}
