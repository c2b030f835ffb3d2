import type { Box } from '../../../model/box.ts';
import { type Blob, findBlobs } from '../image/blobs.ts';
import type { Grey } from '../image/clean-ink.ts';
import { INK } from '../image/straighten.ts';
import type { Stretch } from '../lines/cut-lines.ts';
import { EDGE, lift } from '../lines/engine-strip.ts';

/** One printed character of a figure, by its outline alone. */
export interface Segment extends Box {
  /** `digit` fills the line's height, `point` stands low (. or ,), `dash` lies in the middle. */
  readonly kind: 'digit' | 'point' | 'dash';
}

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
  if (stretch.x1 - stretch.x0 > 25 * (stretch.y1 - stretch.y0)) return null;
  const blobs = finerBlobs(grey, stretch, level);
  const band = digitBand(blobs);
  if (!band) return null;
  const parts: Segment[] = [];
  for (const blob of blobs) {
    const kind = kindOf(blob, band);
    if (kind === 'other') return null;
    if (kind !== 'dust') parts.push({ x0: blob.x0, y0: blob.y0, x1: blob.x1, y1: blob.y1, kind });
  }
  const above = joinParts(parts);
  const usual = usualWidth(
    above.filter((part) => part.kind === 'digit'),
    band,
  );
  const joined = joinBeside(above, usual, band);
  if (!hasDigits(joined, band)) return null;
  const cut = joined.flatMap((part) => (part.kind === 'digit' ? splitWide(grey, part, usual) : [part]));
  if (cut.some((part) => part.kind === 'digit' && part.x1 - part.x0 > 0.92 * band.height)) return null;
  return trimPoints(cut, band);
}

/** Whether some part is as narrow as a digit, or all are so wide that digits must touch; square parts are ideographs. */
function hasDigits(parts: readonly Segment[], { height }: Band): boolean {
  const widths = parts.filter((part) => part.kind === 'digit').map((part) => part.x1 - part.x0);
  return widths.length > 0 && (widths.some((width) => width < 0.8 * height) || Math.min(...widths) > 1.08 * height);
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
  const tall = blobs.filter((blob) => blob.y1 - blob.y0 >= 0.75 * most);
  const top = median(tall.map((blob) => blob.y0));
  const foot = median(tall.map((blob) => blob.y1));
  return foot - top >= 6 ? { top, foot, height: foot - top } : null;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function kindOf(blob: Blob, { top, foot, height }: Band): Segment['kind'] | 'dust' | 'other' {
  const tall = blob.y1 - blob.y0;
  const wide = blob.x1 - blob.x0;
  const middle = (blob.y0 + blob.y1) / 2;
  const slack = Math.max(2, 0.16 * height);
  if (Math.abs(blob.y0 - top) <= slack && Math.abs(blob.y1 - foot) <= slack) return 'digit';
  const low = middle > foot - 0.3 * height;
  if (low && tall < 0.55 * height && wide < 0.42 * height) return middle < foot + 0.3 * height ? 'point' : 'dust';
  if (Math.max(tall, wide) < 0.3 * height) return 'dust';
  if (tall < 0.25 * height && wide > 0.3 * height && wide < height)
    return Math.abs(middle - (top + foot) / 2) < 0.25 * height ? 'dash' : 'other';
  // A digit worn into pieces: each lies within the band.
  return blob.y0 >= top - slack && blob.y1 <= foot + slack && wide < 0.8 * height ? 'digit' : 'other';
}

/** Joins pieces of one character that stand one above the other; a low piece under a digit is part of it, no point. */
function joinParts(parts: readonly Segment[]): Segment[] {
  const out: Segment[] = [];
  for (const part of [...parts].sort((a, b) => a.x0 - b.x0)) {
    const last = out[out.length - 1];
    const shared = last ? Math.min(last.x1, part.x1) - part.x0 : 0;
    const narrow = last ? Math.min(last.x1 - last.x0, part.x1 - part.x0) : 0;
    if (!last || shared <= 0.5 * narrow) {
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

/** Joins pieces of one digit that stand side by side: hardly any white between, together no wider than a digit. */
function joinBeside(parts: readonly Segment[], usual: number, band: Band): Segment[] {
  const out: Segment[] = [];
  for (const part of parts) {
    const last = out[out.length - 1];
    const digits = last?.kind === 'digit' || part.kind === 'digit';
    const near = last !== undefined && part.x0 - last.x1 <= Math.max(0, 0.07 * band.height);
    if (last && digits && near && part.kind !== 'dash' && last.kind !== 'dash' && part.x1 - last.x0 <= 1.15 * usual) {
      out[out.length - 1] = joinedOf(last, part);
    } else out.push(part);
  }
  return out;
}

/** The usual width of a digit: of those that are narrow enough to be one. */
function usualWidth(digits: readonly Segment[], band: Band): number {
  const widths = digits
    .map((digit) => digit.x1 - digit.x0)
    .filter((width) => width > 0.35 * band.height && width < 0.8 * band.height);
  return widths.length > 0 ? median(widths) : 0.58 * band.height;
}

/** Cuts digits that touch at the emptiest columns near equal parts. */
function splitWide(grey: Grey, part: Segment, usual: number): Segment[] {
  const width = part.x1 - part.x0;
  const count = Math.round(width / (usual * 1.04));
  if (width < 1.5 * usual || count < 2 || count > 12) return [part];
  const cuts = [part.x0];
  for (let index = 1; index < count; index++) {
    const ideal = part.x0 + (width * index) / count;
    cuts.push(emptiest(grey, part, Math.round(ideal), Math.max(1, Math.round(0.2 * usual))));
  }
  cuts.push(part.x1);
  return cuts.slice(1).map((x1, index) => ({ ...part, x0: cuts[index] ?? part.x0, x1 }));
}

function emptiest({ width, data }: Grey, part: Box, around: number, reach: number): number {
  let best = around;
  let least = Infinity;
  for (let x = around - reach; x <= around + reach; x++) {
    let ink = Math.abs(x - around) * 20;
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
    return before?.kind === 'digit' && part.x0 - before.x1 < 0.7 * band.height;
  });
}
