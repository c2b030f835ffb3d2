import { type Bits, countOf, inkBits, transposed } from './bits.ts';
import type { Grey } from './clean-ink.ts';

/** Slopes (rise per pixel) of the print's lines and of its vertical rules, as found on the picture. */
export interface Slant {
  /** dy/dx of text lines and horizontal rules. */
  readonly rise: number;
  /** dx/dy of vertical rules. */
  readonly lean: number;
}

/** Values darker than this count as ink. */
export const INK = 172;

/** Half a word of ink. */
const STRIP = 16;
/** Slopes searched first, about two degrees, and where need be: about six. */
const USUAL = 0.036;
const STEEPEST = 0.105;
/** How far the sharpest profile must stand out over the mean of those tried. */
const CLEAR = 4;
/** A slope this near the end of what was searched may go on beyond it. */
const NEAR_END = 0.9;
/** So much sharper must a slope further out be than the usual one: slanting print, not chance. */
const MUCH_SHARPER = 1.5;
/** How far vertical rules may lean against the lines, and how much sharper they must be for it. */
const LEAN = 0.012;
const SHARPER = 1.15;
/** A slope is better than another from this on: less is the noise of rounding. */
const BETTER = 1.002;
/** Steps of the search: so many pixels over the whole length, and a bit; then a fifth of that. */
const STEP = { pixels: 2.5, more: 0.0006, finer: 5 };
/** A slant that moves nothing by more pixels than this is left as it is. */
const LEVEL = 1.5;

/**
 * How the print slants: the slopes under which ink gathers in the sharpest lines, for rows and columns apart
 * (a feeder that pulls unevenly shears a page).
 */
export function measureSlant(grey: Grey): Slant {
  const ink = inkBits(grey, INK);
  const rows = slopeOfLines(stripCounts(ink));
  const columns = stripCounts(transposed(ink));
  const lean = sharpest(columns, -rows.slope, LEAN);
  // Columns show only where there are vertical rules; without them a page is taken to be turned, not sheared.
  return { rise: rows.slope, lean: lean.gain > SHARPER ? lean.slope : -rows.slope };
}

/** The slope of the lines: among the usual ones, or further out where a much sharper profile lies. */
function slopeOfLines(counts: StripCounts): Found {
  const usual = sharpest(counts, 0, USUAL);
  if (usual.peak >= CLEAR && Math.abs(usual.slope) < NEAR_END * USUAL) return usual;
  const far = sharpest(counts, 0, STEEPEST);
  return far.score > MUCH_SHARPER * usual.score ? far : usual;
}

/** A slope, and how sharp its profile is: as such, against that of the slope searched around, and against the mean. */
interface Found {
  readonly slope: number;
  readonly score: number;
  readonly gain: number;
  readonly peak: number;
}

/** Ink counted per strip of 16 columns and per row; of a picture turned, per strip of rows and per column. */
interface StripCounts {
  readonly strips: number;
  readonly length: number;
  readonly data: Uint8Array;
  /** Per number of strips, from none to all, the sums of so many first ones. */
  readonly sums: Uint16Array;
}

function withSums(strips: number, length: number, data: Uint8Array): StripCounts {
  const sums = new Uint16Array((strips + 1) * length);
  for (let at = 0; at < data.length; at++) sums[length + at] = (sums[at] ?? 0) + (data[at] ?? 0);
  return { strips, length, data, sums };
}

function stripCounts({ width, height, stride, words }: Bits): StripCounts {
  const strips = Math.ceil(width / STRIP);
  const data = new Uint8Array(strips * height);
  for (let y = 0; y < height; y++)
    for (let word = 0; word < stride; word++) {
      const bits = words[y * stride + word] ?? 0;
      if (bits === 0) continue;
      data[2 * word * height + y] = countOf(bits & 0xffff);
      if (2 * word + 1 < strips) data[(2 * word + 1) * height + y] = countOf(bits >>> STRIP);
    }
  return withSums(strips, height, data);
}

/** The slope around `around` whose profile is sharpest. */
function sharpest(counts: StripCounts, around: number, reach: number): Found {
  const coarse = STEP.pixels / Math.max(1, counts.strips * STRIP) + STEP.more;
  const half = halved(counts);
  let sum = 0;
  let tried = 0;
  const search = (of: StripCounts, from: number, to: number, step: number, start: number) => {
    let best = start;
    let most = sharpness(of, start, of === half ? 0.5 : 1);
    for (let slope = from; slope <= to; slope += step) {
      const score = sharpness(of, slope, of === half ? 0.5 : 1);
      sum += of === half ? score : 0;
      tried += of === half ? 1 : 0;
      if (score > most * BETTER) [most, best] = [score, slope];
    }
    return { best, most };
  };
  const rough = search(half, around - reach, around + reach, coarse, around);
  const { best, most } = search(counts, rough.best - coarse, rough.best + coarse, coarse / STEP.finer, rough.best);
  return {
    slope: best,
    score: most,
    gain: most / Math.max(1, sharpness(counts, around, 1)),
    peak: rough.most / Math.max(1, sum / Math.max(1, tried)),
  };
}

/** Counts of two rows each: enough to find the slope roughly. */
function halved({ strips, length, data }: StripCounts): StripCounts {
  const short = length >> 1;
  const out = new Uint8Array(strips * short);
  for (let strip = 0; strip < strips; strip++)
    for (let at = 0; at < short; at++) {
      const from = strip * length + 2 * at;
      out[strip * short + at] = (data[from] ?? 0) + (data[from + 1] ?? 0);
    }
  return withSums(strips, short, out);
}

/** Sum of squared steps between neighbouring sums along the slope; `scale` rows of the counts are one of the picture. */
function sharpness({ strips, length, sums }: StripCounts, slope: number, scale: number): number {
  const profile = new Int32Array(length);
  const centre = strips / 2 - 0.5;
  const shiftOf = (strip: number) => Math.round((strip - centre) * STRIP * slope * scale);
  // Strips that are moved alike are taken at once.
  for (let strip = 0; strip < strips; ) {
    const shift = shiftOf(strip);
    const first = strip * length + shift;
    while (strip < strips && shiftOf(strip) === shift) strip++;
    const beyond = strip * length + shift;
    const from = Math.max(0, -shift);
    const to = Math.min(length, length - shift);
    for (let at = from; at < to; at++)
      profile[at] = (profile[at] ?? 0) + (sums[beyond + at] ?? 0) - (sums[first + at] ?? 0);
  }
  let score = 0;
  for (let at = 1; at < length; at++) {
    const step = (profile[at] ?? 0) - (profile[at - 1] ?? 0);
    score += step * step;
  }
  return score;
}

/**
 * A copy of the picture with its lines level and its rules upright. Pixels are moved by whole steps, never mixed, so print
 * stays as sharp as it was; at most one pixel of a character is out of step.
 */
export function straighten(grey: Grey, slant: Slant): Grey {
  const { width, height, data } = grey;
  if (isStraight(slant, grey)) return { width, height, data: data.slice() };
  const out = new Uint8Array(width * height).fill(255);
  const pieces = levelPieces(width, slant.rise);
  for (let y = 0; y < height; y++) {
    const push = pushAt(slant, height, y);
    for (const { from, to, drop } of pieces) {
      const source = y + drop;
      if (source < 0 || source >= height) continue;
      const [left, right] = [Math.max(from, push), Math.min(to, width + push)];
      if (left < right) out.set(data.subarray(source * width + left, source * width + right), y * width + left - push);
    }
  }
  return { width, height, data: out };
}

function isStraight({ rise, lean }: Slant, { width, height }: Pick<Grey, 'width' | 'height'>): boolean {
  return Math.abs(rise) * width < LEVEL && Math.abs(lean) * height < LEVEL;
}

/** By how many pixels a row is moved to the left. */
function pushAt({ lean }: Slant, height: number, y: number): number {
  return Math.round((y - height / 2) * lean);
}

/** By how many pixels a row of a picture is moved to the left when it is straightened. */
export function movedAt(slant: Slant, size: Pick<Grey, 'width' | 'height'>, y: number): number {
  return isStraight(slant, size) ? 0 : pushAt(slant, size.height, y);
}

/** How far right of where a straight picture would have it (parts of a pixel) an upright rule of the straightened one lies in a row. */
export function leftoverAt(slant: Slant, size: Pick<Grey, 'width' | 'height'>, y: number): number {
  return (y - size.height / 2) * slant.lean - movedAt(slant, size, y);
}

/** Columns of the picture that are moved by the same number of rows. */
function levelPieces(width: number, rise: number): { from: number; to: number; drop: number }[] {
  const pieces: { from: number; to: number; drop: number }[] = [];
  for (let x = 0; x < width; x++) {
    const drop = Math.round((x - width / 2) * rise);
    const last = pieces[pieces.length - 1];
    if (last?.drop === drop) last.to = x + 1;
    else pieces.push({ from: x, to: x + 1, drop });
  }
  return pieces;
}
