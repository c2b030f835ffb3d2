import type { Box } from '../../../model/box.ts';
import { type Blob, findBlobs } from '../image/blobs.ts';
import type { Grey } from '../image/clean-ink.ts';
import { INK } from '../image/straighten.ts';
import type { Stretch } from '../lines/cut-lines.ts';
import { EDGE, lift } from '../lines/engine-strip.ts';
import { withoutApostrophes } from './apostrophes.ts';

/** One printed character of a figure, by its outline alone. */
export interface Segment extends Box {
  /** `digit` fills the line's height, `point` stands low (. or ,), `dash` lies in the middle. */
  readonly kind: 'digit' | 'point' | 'dash';
}

/** A figure is no longer than so many of its heights: thirty digits with commas. */
const LONGEST = 25;
/** Fewer pixels than this tell no digits apart. */
const LEAST_HEIGHT = 6;
/** Part of the tallest piece's height from which a piece helps to say where digits begin and end. */
const TALL = 0.75;
/** How far, in digit heights, the ends of a digit may lie off the others' (in pixels at least the second). */
const SLACK = 0.16;
const LEAST_SLACK = 2;
/** A point or comma: in the lowest part of the band, and lower and narrower than this. */
const LOW = 0.3;
const POINT = { tall: 0.55, wide: 0.42 };
/** What is smaller either way is dust, unless it is a point. */
const DUST = 0.3;
/** From this level on ink keeps its thin strokes: below, what is left of a digit in pieces may be another (1 of 4). */
const KEEPS_STROKES = 0.7;
/** A dash is flat, wider than dust, and no further than so much off the middle. */
const FLAT = 0.25;
const OFF_MIDDLE = 0.25;
/** Widths in heights: of digits (`usual` where none was found), what is wider is no digit, or several that touch. */
const WIDTH = { least: 0.35, usual: 0.58, most: 0.8, alone: 0.92, touching: 1.08 };
/** Pieces one above the other share more than this part of the narrower one. */
const SHARED = 0.5;
/**
 * Pieces of a digit side by side: the white between in heights, beside pieces and between two strokes so tall that they are
 * the halves of a worn 0 or 6, and how wide they are together in usual widths: no two digits are so near.
 */
const BESIDE = { white: 0.07, ofHalves: 0.4, tall: 0.6, together: 1.15 };
/** From how many usual widths on digits touch, how wide one then is, and how many there are at most. */
const TOUCHING = { from: 1.5, each: 1.04, most: 12 };
/** How far from equal parts, in usual widths, digits are cut; a column further off must be emptier by so much grey. */
const REACH = 0.2;
const REACH_COST = 20;
/** A point stands no further than this behind its digit, in heights. */
const BEHIND = 0.7;

/** The digits' common top and foot in pixels. */
interface Band {
  readonly top: number;
  readonly foot: number;
  readonly height: number;
}

/**
 * Cuts a stretch into the characters of a figure (amount or code) by outline: digits of one height, low points,
 * dashes. Dust beside them is left out. Null when the print is no row of digits.
 * @param level where between the darkest ink (0) and white (1) ink ends: high keeps hairlines, low sheds pale marks.
 */
export function cutFigure(grey: Grey, stretch: Stretch, level: number): Segment[] | null {
  if (stretch.x1 - stretch.x0 > LONGEST * (stretch.y1 - stretch.y0)) return null;
  const blobs = finerBlobs(grey, stretch, level);
  const band = digitBand(blobs);
  if (!band) return null;
  const parts: Segment[] = [];
  for (const blob of blobs) {
    const kind = kindOf(blob, band);
    if (kind === 'other' || (kind === 'digit' && isBar(blob, band) && level < KEEPS_STROKES)) return null;
    if (kind !== 'dust') parts.push({ x0: blob.x0, y0: blob.y0, x1: blob.x1, y1: blob.y1, kind });
  }
  const above = joinParts(parts);
  // a bar of a digit has the rest of it above or below
  if (above.some((part) => part.kind === 'digit' && isBar(part, band))) return null;
  return (
    withoutApostrophes(above, band, (parts) => digitsOf(grey, parts, band, level)) ?? digitsOf(grey, above, band, level)
  );
}

/** The characters of a figure from pieces of them, none above another. */
function digitsOf(grey: Grey, above: readonly Segment[], band: Band, level: number): Segment[] | null {
  const usual = usualWidth(
    above.filter((part) => part.kind === 'digit'),
    band,
  );
  const joined = joinBeside(above, usual, band, level >= KEEPS_STROKES ? BESIDE.ofHalves : BESIDE.white);
  if (!hasDigits(joined, band)) return null;
  const cut = joined.flatMap((part) => (part.kind === 'digit' ? splitWide(grey, part, usual) : [part]));
  if (cut.some((part) => part.kind === 'digit' && part.x1 - part.x0 > WIDTH.alone * band.height)) return null;
  return trimPoints(cut, band);
}

/** Whether some part is as narrow as a digit, or all are so wide that digits must touch; square parts are ideographs. */
function hasDigits(parts: readonly Segment[], { height }: Band): boolean {
  const widths = parts.filter((part) => part.kind === 'digit').map((part) => part.x1 - part.x0);
  return (
    widths.length > 0 &&
    (widths.some((width) => width < WIDTH.most * height) || Math.min(...widths) > WIDTH.touching * height)
  );
}

/** The blobs of a stretch at a threshold of its own. */
function finerBlobs(grey: Grey, stretch: Stretch, level: number): Blob[] {
  const crop = lift(grey, stretch);
  const dark = stretch.blobs.reduce((least, blob) => Math.min(least, blob.darkest), INK);
  const found = findBlobs(crop, Math.round(dark + level * (255 - dark))) ?? [];
  const [left, top] = [stretch.x0 - EDGE, stretch.y0 - EDGE];
  return found
    .filter((blob) => blob.darkest < INK)
    .map((blob) => ({ ...blob, x0: blob.x0 + left, x1: blob.x1 + left, y0: blob.y0 + top, y1: blob.y1 + top }));
}

function digitBand(blobs: readonly Blob[]): Band | null {
  const heights = blobs.map((blob) => blob.y1 - blob.y0).sort((a, b) => a - b);
  const most = heights[heights.length - 1] ?? 0;
  const tall = blobs.filter((blob) => blob.y1 - blob.y0 >= TALL * most);
  const top = median(tall.map((blob) => blob.y0));
  const foot = median(tall.map((blob) => blob.y1));
  return foot - top >= LEAST_HEIGHT ? { top, foot, height: foot - top } : null;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Whether a piece is as flat as the bar of a digit, or a dash. */
function isBar({ y0, y1 }: Box, { height }: Pick<Band, 'height'>): boolean {
  return y1 - y0 < FLAT * height;
}

function kindOf(blob: Blob, { top, foot, height }: Band): Segment['kind'] | 'dust' | 'other' {
  const tall = blob.y1 - blob.y0;
  const wide = blob.x1 - blob.x0;
  const middle = (blob.y0 + blob.y1) / 2;
  const slack = Math.max(LEAST_SLACK, SLACK * height);
  if (Math.abs(blob.y0 - top) <= slack && Math.abs(blob.y1 - foot) <= slack) return 'digit';
  const low = middle > foot - LOW * height;
  if (low && tall < POINT.tall * height && wide < POINT.wide * height)
    return middle < foot + LOW * height ? 'point' : 'dust';
  if (Math.max(tall, wide) < DUST * height) return 'dust';
  const isFlat = isBar(blob, { height }) && wide > DUST * height && wide < height;
  if (isFlat && Math.abs(middle - (top + foot) / 2) < OFF_MIDDLE * height) return 'dash';
  // A digit worn into pieces: each lies within the band.
  return blob.y0 >= top - slack && blob.y1 <= foot + slack && wide < WIDTH.most * height ? 'digit' : 'other';
}

/** Joins pieces of one character that stand one above the other; a low piece under a digit is part of it, no point. */
function joinParts(parts: readonly Segment[]): Segment[] {
  const out: Segment[] = [];
  for (const part of [...parts].sort((a, b) => a.x0 - b.x0)) {
    const last = out[out.length - 1];
    const shared = last ? Math.min(last.x1, part.x1) - part.x0 : 0;
    const narrow = last ? Math.min(last.x1 - last.x0, part.x1 - part.x0) : 0;
    if (!last || shared <= SHARED * narrow) {
      out.push(part);
      continue;
    }
    out[out.length - 1] = joinedOf(last, part);
  }
  return out;
}

function joinedOf(a: Segment, b: Segment): Segment {
  return {
    kind: a.kind === b.kind ? a.kind : 'digit',
    x0: Math.min(a.x0, b.x0),
    y0: Math.min(a.y0, b.y0),
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
  };
}

/** Joins pieces of one digit that stand side by side: little white between, together no wider than a digit. */
function joinBeside(parts: readonly Segment[], usual: number, band: Band, ofHalves: number): Segment[] {
  const out: Segment[] = [];
  for (const part of parts) {
    const last = out[out.length - 1];
    const digits = last?.kind === 'digit' || part.kind === 'digit';
    const halves = [last, part].every((one) => one?.kind === 'digit' && one.y1 - one.y0 > BESIDE.tall * band.height);
    const white = Math.max(1, (halves ? ofHalves : BESIDE.white) * band.height);
    const near = last !== undefined && part.x0 - last.x1 <= white;
    if (
      last &&
      digits &&
      near &&
      part.kind !== 'dash' &&
      last.kind !== 'dash' &&
      part.x1 - last.x0 <= BESIDE.together * usual
    ) {
      out[out.length - 1] = joinedOf(last, part);
    } else out.push(part);
  }
  return out;
}

/** The usual width of a digit: of those that are narrow enough to be one. */
function usualWidth(digits: readonly Segment[], band: Band): number {
  const widths = digits
    .map((digit) => digit.x1 - digit.x0)
    .filter((width) => width > WIDTH.least * band.height && width < WIDTH.most * band.height);
  return widths.length > 0 ? median(widths) : WIDTH.usual * band.height;
}

/** Cuts digits that touch at the emptiest columns near equal parts. */
function splitWide(grey: Grey, part: Segment, usual: number): Segment[] {
  const width = part.x1 - part.x0;
  const count = Math.round(width / (usual * TOUCHING.each));
  if (width < TOUCHING.from * usual || count < 2 || count > TOUCHING.most) return [part];
  const cuts = [part.x0];
  for (let index = 1; index < count; index++) {
    const ideal = part.x0 + (width * index) / count;
    cuts.push(emptiest(grey, part, Math.round(ideal), Math.max(1, Math.round(REACH * usual))));
  }
  cuts.push(part.x1);
  return cuts.slice(1).map((x1, index) => ({ ...part, x0: cuts[index] ?? part.x0, x1 }));
}

function emptiest({ width, data }: Grey, part: Box, around: number, reach: number): number {
  let best = around;
  let least = Infinity;
  for (let x = around - reach; x <= around + reach; x++) {
    let ink = Math.abs(x - around) * REACH_COST;
    for (let y = part.y0; y < part.y1; y++) ink += 255 - (data[y * width + x] ?? 255);
    if (ink < least) {
      least = ink;
      best = x;
    }
  }
  return best;
}

/** A figure neither begins nor ends with a point: what stands there is dust. Points far from both digits are dust too. */
function trimPoints(parts: readonly Segment[], band: Band): Segment[] {
  let from = 0;
  let to = parts.length;
  while (from < to && parts[from]?.kind === 'point') from++;
  while (to > from && parts[to - 1]?.kind === 'point') to--;
  return parts.slice(from, to).filter((part, index, all) => {
    if (part.kind !== 'point') return true;
    const before = all[index - 1];
    return before?.kind === 'digit' && part.x0 - before.x1 < BEHIND * band.height;
  });
}
