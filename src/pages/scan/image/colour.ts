import type { Raster } from '../../../model/raster.ts';

/** What a small block of a coloured picture shows. */
const NEUTRAL = 0;
/** Coloured print (red figures, blue links), to be kept as dark as it can be. */
const PRINT = 1;
/** A stamp, a signature or a watermark, to be kept apart from the print under it. */
const STAIN = 2;

/** Colours of a picture in blocks of {@link size} pixels: mixed over their neighbours, so that the fringes of type drawn for screens (ClearType) cancel out. */
export interface ColourMap {
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  /** How coloured each block is on the whole: the widest difference of its channels from the paper's. */
  readonly tint: Float32Array;
  readonly kind: Uint8Array;
  /** Of a stain: its brightest channel where it covers paper, and nothing else. */
  readonly cover: Float32Array;
}

/** Blocks per inch; never smaller than {@link SMALLEST} pixels, which hold a stroke with both its fringes. */
const PER_INCH = 50;
const SMALLEST = 4;
/** Tint from which a block is coloured, and the same in parts of its darkness. */
const COLOURED = 26;
const COLOURFUL = 0.35;
/** The same for blocks beside a stain: it goes on over black print. */
const TINTED = 16;
const TINGED = 0.12;

/** Where the picture is coloured, and by what; null for a grey one, however it is stored and whatever tinge its paper has. */
export function colourMap(raster: Raster, dpi: number): ColourMap | null {
  if (isGrey(raster)) return null;
  const size = Math.max(SMALLEST, Math.round(dpi / PER_INCH));
  const [columns, rows] = [Math.ceil(raster.width / size), Math.ceil(raster.height / size)];
  const { means, vivid } = blockMeans(raster, size, columns, rows);
  const ink = inkOf(means);
  const tint = new Float32Array(columns * rows);
  const coloured = new Uint8Array(columns * rows);
  const tinged = new Uint8Array(columns * rows);
  const mixed = new Float64Array(columns * 3);
  for (let row = 0; row < rows; row++) {
    mixRow(ink, columns, rows, row, mixed);
    for (let column = 0; column < columns; column++) {
      const red = mixed[column * 3] ?? 0;
      const green = mixed[column * 3 + 1] ?? 0;
      const blue = mixed[column * 3 + 2] ?? 0;
      const most = Math.max(red, green, blue);
      const at = row * columns + column;
      const tinting = Math.fround(most - Math.min(red, green, blue));
      tint[at] = tinting;
      if (tinting > COLOURED && tinting > COLOURFUL * most) coloured[at] = 1;
      else if (tinting > TINTED && tinting > TINGED * most) tinged[at] = 1;
    }
  }
  const kinds = kindsOf(coloured, vivid, columns, rows, size / dpi);
  growStains(kinds, tinged, columns);
  return { size, columns, rows, tint, ...kinds };
}

/** Difference of channels up to which grey print on warm or cool paper is meant: no stamp, pen or coloured print is so pale. */
const HARDLY = 7;

/** Whether all channels are as good as the same everywhere: many scanners store grey as colour. */
function isGrey({ channels, data }: Raster): boolean {
  if (channels === 4) return false;
  if (channels === 1) return true;
  for (let at = 0; at + 2 < data.length; at += 3) {
    const green = data[at + 1] ?? 255;
    const red = (data[at] ?? 255) - green;
    const blue = (data[at + 2] ?? 255) - green;
    if (red === 0 && blue === 0) continue;
    if (Math.max(red, blue, 0) - Math.min(red, blue, 0) > HARDLY) return false;
  }
  return true;
}

/** Blocks by which a stain is followed over black print, at most: a stroke of type with its edges. */
const FOLLOWED = 6;

/** Lets stains go on over the tinged blocks beside them. */
function growStains({ kind, cover }: Pick<ColourMap, 'kind' | 'cover'>, tinged: Uint8Array, columns: number): void {
  let edge: number[] = [];
  for (let at = kind.indexOf(STAIN); at >= 0; at = kind.indexOf(STAIN, at + 1)) edge.push(at);
  for (let step = 0; step < FOLLOWED && edge.length > 0; step++) {
    const next: number[] = [];
    for (const at of edge)
      for (const beside of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
        const to = at + beside;
        if (tinged[to] !== 1 || kind[to] === STAIN) continue;
        kind[to] = STAIN;
        cover[to] = cover[at] ?? 255;
        next.push(to);
      }
    edge = next;
  }
}

/** Tint of a pixel that shows a stain by itself; black print under one is greyer. */
const VIVID = 60;

/** Pixels of a block that show a stain by itself: how many, and the sum of their brightest channels. */
interface Vivid {
  readonly count: Uint16Array;
  readonly sum: Float32Array;
}

/** Mean of each channel per block, three values a block; transparent pixels are paper. */
function blockMeans(raster: Raster, size: number, columns: number, rows: number) {
  const { width, height } = raster;
  const sums = new Float32Array(columns * rows * 3);
  const vivid: Vivid = { count: new Uint16Array(columns * rows), sum: new Float32Array(columns * rows) };
  for (let y = 0; y < height; y++) addRow(raster, y, size, Math.floor(y / size) * columns, sums, vivid);
  for (let at = 0; at < columns * rows; at++) {
    const wide = Math.min(size, width - (at % columns) * size);
    const tall = Math.min(size, height - Math.floor(at / columns) * size);
    for (let channel = 0; channel < 3; channel++)
      sums[at * 3 + channel] = (sums[at * 3 + channel] ?? 0) / (wide * tall);
  }
  return { means: sums, vivid };
}

/** Adds a row of pixels to the sums of its blocks, the first of which is `base`. */
function addRow(raster: Raster, y: number, size: number, base: number, sums: Float32Array, vivid: Vivid): void {
  const { width, channels, data } = raster;
  for (let x0 = 0, block = base, at = y * width * channels; x0 < width; x0 += size, block++) {
    const end = at + Math.min(size, width - x0) * channels;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (; at < end; at += channels) {
      const clear = channels === 4 && (data[at + 3] ?? 255) < 128;
      const r = clear ? 255 : (data[at] ?? 255);
      const g = clear ? 255 : (data[at + 1] ?? 255);
      const b = clear ? 255 : (data[at + 2] ?? 255);
      red += r;
      green += g;
      blue += b;
      if (r === g && g === b) continue;
      if (r - g <= VIVID && g - r <= VIVID && r - b <= VIVID && b - r <= VIVID && g - b <= VIVID && b - g <= VIVID)
        continue;
      vivid.count[block] = (vivid.count[block] ?? 0) + 1;
      vivid.sum[block] = (vivid.sum[block] ?? 0) + Math.max(r, g, b);
    }
    sums[block * 3] = (sums[block * 3] ?? 0) + red;
    sums[block * 3 + 1] = (sums[block * 3 + 1] ?? 0) + green;
    sums[block * 3 + 2] = (sums[block * 3 + 2] ?? 0) + blue;
  }
}

/** How much darker than the paper the channels of each block are. */
function inkOf(means: Float32Array): Float32Array {
  const ink = new Float32Array(means.length);
  for (let channel = 0; channel < 3; channel++) {
    const paper = usualPaper(means, channel);
    for (let at = channel; at < means.length; at += 3) ink[at] = Math.max(0, 255 - ((means[at] ?? 255) * 255) / paper);
  }
  return ink;
}

/** Part of the blocks that are darker than the paper. */
const PAPER_QUANTILE = 0.7;

/** The paper's value in one channel: warm light and coloured paper are no colour of the print. */
function usualPaper(means: Float32Array, channel: number): number {
  const counts = new Uint32Array(256);
  for (let at = channel; at < means.length; at += 3) {
    const value = Math.min(255, Math.round(means[at] ?? 255));
    counts[value] = (counts[value] ?? 0) + 1;
  }
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0;
    if (seen >= (means.length / 3) * PAPER_QUANTILE) return Math.max(1, value);
  }
  return 255;
}

/** Ink of the three channels of a row's blocks, each mixed with its neighbours: three values a block. */
function mixRow(ink: Float32Array, columns: number, rows: number, row: number, out: Float64Array): void {
  const wide = columns * 3;
  const [top, bottom] = [Math.max(0, row - 1), Math.min(rows - 1, row + 1)];
  const sums = new Float64Array(wide);
  for (let y = top; y <= bottom; y++)
    for (let at = 0; at < wide; at++) sums[at] = (sums[at] ?? 0) + (ink[y * wide + at] ?? 0);
  for (let at = 0; at < wide; at++) {
    const beside = (at >= 3 ? 1 : 0) + (at + 3 < wide ? 1 : 0);
    const sum = (at >= 3 ? (sums[at - 3] ?? 0) : 0) + (sums[at] ?? 0) + (at + 3 < wide ? (sums[at + 3] ?? 0) : 0);
    out[at] = sum / ((1 + beside) * (bottom - top + 1));
  }
}

/** Inches both ways from which a coloured patch is a stamp or a signature: no line of print is that tall. */
const STAMP = 0.42;
/** Height of ordinary print at most, and how many times longer than tall a line of larger print is. */
const LINE = 0.24;
const LONG = 4;
/** Part of a patch's blocks that lie in straight runs of at least {@link STAMP} when it is a table's coloured rules. */
const RULED = 0.6;
/** Part of a patch's bounds that it fills when it is a coloured ground, not rules. */
const SOLID = 0.5;
/** Inches by which a stamp's own pieces and the strokes of a pen stand apart from the rest of it. */
const STRAY = 0.25;

/** Names each coloured patch by its size and shape; what lies about a stamp is the stamp's. */
function kindsOf(
  coloured: Uint8Array,
  vivid: Vivid,
  columns: number,
  rows: number,
  inch: number,
): Pick<ColourMap, 'kind' | 'cover'> {
  const kind = new Uint8Array(coloured.length);
  const cover = new Float32Array(coloured.length).fill(255);
  const stamps: Patch[] = [];
  const others: Patch[] = [];
  for (const patch of patchesOf(coloured, columns, rows)) {
    const wide = (patch.x1 - patch.x0) * inch;
    const tall = (patch.y1 - patch.y0) * inch;
    const large = Math.min(wide, tall) > STAMP && !isRuled(patch, columns, STAMP / inch);
    const line = tall <= LINE || wide >= LONG * tall;
    (large || !(line || Math.min(wide, tall) > STAMP) ? stamps : others).push(patch);
  }
  const near = STRAY / inch;
  const within = (patch: Patch) =>
    stamps.some(
      ({ x0, y0, x1, y1 }) =>
        patch.x0 >= x0 - near && patch.x1 <= x1 + near && patch.y0 >= y0 - near && patch.y1 <= y1 + near,
    );
  for (const patch of [...others, ...stamps]) {
    const stain = stamps.includes(patch) || within(patch);
    const level = coverOf(patch, vivid);
    for (const at of patch.blocks) {
      kind[at] = stain ? STAIN : PRINT;
      if (stain) cover[at] = level;
    }
  }
  return { kind, cover };
}

/** Darkest that a stain's brightest channel is taken to be: below that it could not be told from print. */
const DARKEST_STAIN = 70;

/** The brightest channel of a patch where it shows by itself. */
function coverOf({ blocks }: Patch, { count, sum }: Vivid): number {
  const all = blocks.reduce((total, at) => total + (count[at] ?? 0), 0);
  const level = blocks.reduce((total, at) => total + (sum[at] ?? 0), 0) / Math.max(1, all);
  return all === 0 ? 255 : Math.max(DARKEST_STAIN, level);
}

/** Connected coloured blocks. */
interface Patch {
  readonly blocks: readonly number[];
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function patchesOf(coloured: Uint8Array, columns: number, rows: number): Patch[] {
  const seen = coloured.slice();
  const patches: Patch[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] !== 1) continue;
    const blocks = [start];
    seen[start] = 0;
    let [x0, y0, x1, y1] = [columns, rows, 0, 0];
    for (let next = 0; next < blocks.length; next++) {
      const at = blocks[next] ?? 0;
      const [column, row] = [at % columns, Math.floor(at / columns)];
      [x0, x1] = [Math.min(x0, column), Math.max(x1, column + 1)];
      [y0, y1] = [Math.min(y0, row), Math.max(y1, row + 1)];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
          if (seen[y * columns + x] === 1) {
            seen[y * columns + x] = 0;
            blocks.push(y * columns + x);
          }
    }
    patches.push({ blocks, x0, y0, x1, y1 });
  }
  return patches;
}

/** Whether most of a patch lies in long straight runs of blocks, across or down. */
function isRuled({ blocks, x0, y0, x1, y1 }: Patch, columns: number, long: number): boolean {
  if (blocks.length > SOLID * (x1 - x0) * (y1 - y0)) return false;
  const lengths = (along: (at: number) => number, across: (at: number) => number): Map<number, number> => {
    const sorted = [...blocks].sort((a, b) => across(a) - across(b) || along(a) - along(b));
    const run = new Map<number, number>();
    for (let from = 0; from < sorted.length; ) {
      let to = from + 1;
      const next = (at: number) => along(sorted[at] ?? 0) - along(sorted[at - 1] ?? 0) === 1;
      while (to < sorted.length && across(sorted[to] ?? 0) === across(sorted[from] ?? 0) && next(to)) to++;
      for (let at = from; at < to; at++) run.set(sorted[at] ?? 0, to - from);
      from = to;
    }
    return run;
  };
  const x = (at: number) => (at % columns) - x0;
  const y = (at: number) => Math.floor(at / columns) - y0;
  const [level, upright] = [lengths(x, y), lengths(y, x)];
  const straight = blocks.filter((at) => Math.max(level.get(at) ?? 0, upright.get(at) ?? 0) >= long);
  return straight.length >= RULED * blocks.length;
}

/** Channel value from which a tint is pushed to white: pale marks are, print with a tinge of colour is not. */
const LIGHT = 150;
/** A tint of a single pixel, and the part of it that its surroundings share when it is no fringe. */
const TINGE = 12;
const SHARED = 0.2;

/**
 * One row of the picture as grey: print by its luminance, coloured print by its darkest channel, stains by their
 * brightest, under which black print stays dark. Transparent pixels are paper.
 */
export function greyRow(raster: Raster, y: number, map: ColourMap | null, out: Uint8Array): void {
  const { width, channels, data } = raster;
  const start = y * width * channels;
  if (map === null && channels === 1) {
    out.set(data.subarray(start, start + width));
    return;
  }
  // Nearly all is plain print: a whole row of luminances, and over it what colours say.
  if (channels !== 4) luminances(data, start, out, width);
  if (map === null) return;
  const { size, columns } = map;
  for (let from = 0, block = Math.floor(y / size) * columns; from < width; from += size, block++) {
    const kind = map.kind[block] ?? NEUTRAL;
    const shared = (kind === STAIN ? map.cover[block] : map.tint[block]) ?? 0;
    if (channels === 3 && kind === NEUTRAL && shared <= SHARED * TINGE) continue;
    const to = Math.min(width, from + size);
    for (let x = from, at = start + from * channels; x < to; x++, at += channels) {
      const clear = channels === 4 && (data[at + 3] ?? 255) < 128;
      out[x] = clear ? 255 : greyOf(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255, kind, shared);
    }
  }
}

/** @param shared the tint that the surroundings share; for a stain its brightest channel by itself. */
function greyOf(r: number, g: number, b: number, kind: number, shared: number): number {
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  const tint = most - least;
  const pale = most > LIGHT && tint > TINGE && (kind === STAIN || (kind === NEUTRAL && shared > SHARED * tint));
  if (pale) return Math.min(255, most + tint);
  if (kind === STAIN) return Math.min(255, (most * 255) / shared);
  return kind === PRINT ? least : 0.299 * r + 0.587 * g + 0.114 * b;
}

/** The luminance of each grey. */
const LUMINANCE = Uint8Array.from({ length: 256 }, (_, value) => 0.299 * value + 0.587 * value + 0.114 * value);

/** The luminances of a row of colours that begins at `start`. */
function luminances(data: Uint8Array, start: number, out: Uint8Array, width: number): void {
  for (let x = 0, at = start; x < width; x++, at += 3) {
    const red = data[at] ?? 255;
    const green = data[at + 1] ?? 255;
    const blue = data[at + 2] ?? 255;
    out[x] = red === green && green === blue ? (LUMINANCE[red] ?? 255) : 0.299 * red + 0.587 * green + 0.114 * blue;
  }
}
