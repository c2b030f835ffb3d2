import type { Box } from '../../model/box.ts';
import type { Sheet } from '../../model/page.ts';
import type { PagePicture, Raster } from '../../model/raster.ts';
import type { RawPage } from '../../model/raw-page.ts';

/** One page of a scanned sheet: what it draws and its picture, in its own measure, and where it lies on the sheet. */
export interface Leaf {
  readonly raw: RawPage;
  readonly picture: PagePicture;
  /** Null when the page is the sheet. */
  readonly sheet: Sheet | null;
}

/** Part of the sheet's width that a picture of two pages fills at least. */
const WHOLE_SHEET = 0.9;

/**
 * The pages that a scanned sheet shows: two where it is a spread (两页拼一页), else one. Sheets of a size that no paper
 * has were measured in pixels; their pages are measured as paper.
 */
export function leavesOf(raw: RawPage, picture: PagePicture): Leaf[] {
  const scale = 1 / paperScale(raw);
  const { box, turn, raster } = picture;
  const gutter = turn === 0 && box.x1 - box.x0 > WHOLE_SHEET * raw.width ? gutterOf(raster) : null;
  if (gutter === null) {
    if (scale === 1) return [{ raw, picture, sheet: null }];
    return [leaf(raw, picture, { x0: 0, y0: 0, x1: raw.width, y1: raw.height }, scale)];
  }
  const middle = box.x0 + ((box.x1 - box.x0) * gutter) / raster.width;
  const left = { x0: 0, y0: 0, x1: middle, y1: raw.height };
  const right = { x0: middle, y0: 0, x1: raw.width, y1: raw.height };
  return [
    leaf(raw, { ...picture, raster: columnsOf(raster, 0, gutter), box: { ...box, x1: middle } }, left, scale),
    leaf(
      raw,
      { ...picture, raster: columnsOf(raster, gutter, raster.width), box: { ...box, x0: middle } },
      right,
      scale,
    ),
  ];
}

/** Points of the longer side of paper that is scanned: small leaflets to A3; and of the paper that others are taken for. */
const SHORTEST = 380;
const LONGEST = 1320;
const A4 = 842;

/** By how much a sheet has to be made smaller to be of a size that paper has. */
function paperScale({ width, height }: RawPage): number {
  const longer = Math.max(width, height);
  return longer < SHORTEST || longer > LONGEST ? A4 / longer : 1;
}

function leaf(raw: RawPage, picture: PagePicture, part: Box, scale: number): Leaf {
  const moved = <T extends Box>(box: T): T => ({
    ...box,
    x0: (box.x0 - part.x0) / scale,
    y0: (box.y0 - part.y0) / scale,
    x1: (box.x1 - part.x0) / scale,
    y1: (box.y1 - part.y0) / scale,
  });
  const inside = ({ x0, x1 }: Box) => (x0 + x1) / 2 >= part.x0 && (x0 + x1) / 2 <= part.x1;
  return {
    raw: {
      ...raw,
      width: (part.x1 - part.x0) / scale,
      height: (part.y1 - part.y0) / scale,
      glyphs: raw.glyphs.filter(inside).map((glyph) => ({ ...moved(glyph), size: glyph.size / scale, clip: null })),
      rules: [],
      pictures: raw.pictures.map(moved),
    },
    picture: { ...picture, box: moved(picture.box) },
    sheet: { page: raw.number, width: raw.width, height: raw.height, x: part.x0, y: part.y0, scale },
  };
}

function columnsOf({ width, height, channels, data, ...rest }: Raster, from: number, to: number): Raster {
  const wide = to - from;
  const out = new Uint8Array(wide * height * channels);
  for (let y = 0; y < height; y++)
    out.set(data.subarray((y * width + from) * channels, (y * width + to) * channels), y * wide * channels);
  return { ...rest, width: wide, height, channels, data: out };
}

/** Breadth to height of a sheet that may show two pages: of two upright sheets of paper side by side. */
const BROAD = { least: 1.2, most: 1.75 };
/** The gutter lies about the middle, in parts of the sheet's breadth, and is as wide as two margins at least. */
const MIDDLE = { from: 0.42, to: 0.58 };
const MARGINS = 0.045;
/** Part of a column that is dark where there is dust but no print; and where a fold or an edge runs down it. */
const DUST = 0.006;
const FOLD = 0.35;
/** How wide a fold is at most, in parts of the sheet's breadth. */
const FOLD_WIDTH = 0.02;
/** Part of a half that is dark when something is printed on it. */
const PRINTED = 0.004;
/** Breadth in samples at which the sheet is looked at: enough to see strokes of print. */
const SAMPLES = 1200;

/**
 * The column at which a sheet of two pages is to be cut: down its middle runs white as wide as two margins, crossed by no
 * rule and no line of print, with print on both sides. Titles and rules of a single page cross the middle.
 */
export function gutterOf(raster: Raster): number | null {
  const { width, height } = raster;
  if (width < BROAD.least * height || width > BROAD.most * height) return null;
  const step = Math.max(1, Math.floor(width / SAMPLES));
  const columns = Math.floor(width / step);
  const [from, to] = [Math.floor(MIDDLE.from * columns), Math.ceil(MIDDLE.to * columns)];
  const dark = darkColumns(raster, step, from, to);
  if (dark === null) return null;
  const runs: { from: number; to: number }[] = [];
  for (let start = from; start < to; start++) {
    if ((dark[start] ?? 1) > DUST) continue;
    let end = start + 1;
    while (end < to && (dark[end] ?? 1) <= DUST) end++;
    const last = runs[runs.length - 1];
    if (last && isFold(dark.subarray(last.to, start), columns)) last.to = end;
    else runs.push({ from: start, to: end });
    start = end;
  }
  const [best] = runs.sort((a, b) => b.to - b.from - a.to + a.from);
  if (!best || best.to - best.from < MARGINS * columns) return null;
  const share = (a: number, b: number) => dark.slice(a, b).reduce((sum, part) => sum + part, 0) / (b - a);
  if (share(0, best.from) < PRINTED || share(best.to, columns) < PRINTED) return null;
  return Math.round(((best.from + best.to) / 2) * step);
}

/** Whether what stands between two white bands is a line down the sheet: narrow, and dark over much of its height. */
function isFold(dark: Float32Array, columns: number): boolean {
  return dark.length <= FOLD_WIDTH * columns && Math.max(...dark) >= FOLD;
}

/** How much darker than its paper print is, and what is too dark for paper. */
const INKED = 0.62;
const DARKEST_PAPER = 60;

/** Rows of samples after which it is asked whether there is white in the middle still. */
const ASKED = 64;

/**
 * Per column of samples the part of it that is dark: against the paper to its left and right, so that shadows are none.
 * Null as soon as every column from one to another has more than dust: most tables and titles cross the middle.
 */
function darkColumns(
  { width, height, channels, data }: Raster,
  step: number,
  from: number,
  to: number,
): Float32Array | null {
  const columns = Math.floor(width / step);
  const counts = new Float32Array(columns);
  const row = new Uint8Array(columns);
  const rows = Math.floor(height / step);
  for (let y = 0; y < rows; y++) {
    const start = y * step * width * channels + (channels === 1 ? 0 : 1);
    for (let x = 0, at = start; x < columns; x++) {
      let least = 255;
      for (const end = at + step * channels; at < end; at += channels) {
        const value = data[at] ?? 255;
        if (value < least) least = value;
      }
      row[x] = least;
    }
    const paper = paperOf(row);
    const limit = INKED * paper;
    for (let x = 0; x < columns; x++) if ((row[x] ?? 255) < limit) counts[x] = (counts[x] ?? 0) + 1 / rows;
    if (y % ASKED === 0 && counts.subarray(from, to).every((part) => part > DUST)) return null;
  }
  return counts;
}

/** Part of a row that is brighter than its paper: light, and folds. */
const BRIGHTER = 0.2;

/** The value of the paper in a row: that which a fifth of it is brighter than, never black. */
function paperOf(row: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < row.length; at++) counts[row[at] ?? 255] = (counts[row[at] ?? 255] ?? 0) + 1;
  let brighter = 0;
  let value = 255;
  while (value > DARKEST_PAPER && brighter + (counts[value] ?? 0) < BRIGHTER * row.length)
    brighter += counts[value--] ?? 0;
  return value;
}
