import { type Bits, countIn, countOf, isInked, thinInk } from './bits.ts';

/** A traced line: where it runs, per block of pixels along it; gaps bridged by interpolation. */
export interface Trace {
  readonly axis: 'h' | 'v';
  /** Pixels from which and to which it runs (x of an `h` line). */
  readonly from: number;
  readonly to: number;
  /** Its position across (y of an `h` line) at the middle of each block from `from` on. */
  readonly path: Float32Array;
  readonly block: number;
  readonly thickness: number;
}

/** Sizes in pixels that depend on the resolution. */
export interface Scale {
  readonly dpi: number;
  /** Thickest ruling line as printed, and as grown by copying. */
  readonly thin: number;
  readonly thickest: number;
  /** Pieces into which a line is cut for tracing. */
  readonly block: number;
  /** Length from which a line is a rule by itself; print has no thin strokes that long. */
  readonly long: number;
  /** Length from which a piece between two rules is a rule. */
  readonly short: number;
}

/** A line being traced, block by block. */
interface Track {
  readonly first: number;
  last: number;
  at: number;
  thickness: number;
  /** One position per block; NaN where the line was not seen. */
  path: number[];
  /** Per block: whether the line itself was seen there. */
  marks: boolean[];
  hits: number;
  /** Blocks in a row that it was carried through thicker ink. */
  carried: number;
}

/** Blocks without line that a trace may bridge: crossing strokes, worn print. */
const GAP = 4;

/** Level lines of `ink`, longer than a short piece, whatever they are; `axis` is what they are called on the page. */
export function traceLines(ink: Bits, axis: 'h' | 'v', scale: Scale): Trace[] {
  const { width, height } = ink;
  const { block } = scale;
  const thin = thinInk(ink, scale.thickest);
  const blocks = Math.floor(width / block);
  const done: Track[] = [];
  let open: Track[] = [];
  const counts = blockCounts(thin, block, blocks);
  for (let index = 0; index < blocks; index++) {
    extend(open, peaks(counts, index, height, block), index);
    carryOverStep(open, thin, index, block);
    carryThroughInk(open, ink, index, block);
    const still: Track[] = [];
    for (const track of open) (index - track.last > GAP ? done : still).push(track);
    open = still;
  }
  done.push(...open);
  return done
    .flatMap(parted)
    .flatMap((track) => (isDense(track, scale) ? [track] : runsOf(track)))
    .filter((track) => track.hits * block >= scale.short)
    .map((track) => ({
      axis,
      from: Math.max(0, track.first * block - reach(thin, track, block, -1)),
      to: Math.min(width, (track.last + 1) * block + reach(thin, track, block, 1)),
      path: steadied(bridged(track.path)),
      block,
      thickness: Math.max(1, Math.round(track.thickness / track.hits)),
    }));
}

/** Rows on either side of a line over which its step to another row is frayed, and part of the columns that have ink there. */
const FRAYED = 2;
const COVERED = 0.85;

/** Where a slanting line steps from one row to another, as in a fax, neither row is full of it, but each column has ink. */
function carryOverStep(open: readonly Track[], thin: Bits, index: number, block: number): void {
  for (const track of open) {
    if (track.last !== index - 1) continue;
    const rows = inkedRows(thin, Math.round(track.at), index * block, block);
    if (rows.columns < COVERED * block) continue;
    Object.assign(track, { at: rows.mean, last: index, hits: track.hits + 1 });
    track.thickness += track.thickness / (track.hits - 1);
    track.path.push(rows.mean);
    track.marks.push(true);
  }
}

/** Columns of a block with ink of lines near a row, and where that ink is in the mean. */
function inkedRows(thin: Bits, row: number, from: number, block: number) {
  let [columns, sum, count] = [0, 0, 0];
  const [top, bottom] = [Math.max(0, row - FRAYED), Math.min(thin.height - 1, row + FRAYED)];
  for (let x = from; x < from + block; x++) {
    const before = count;
    for (let y = top; y <= bottom; y++) {
      if (!isInked(thin, x, y)) continue;
      sum += y;
      count++;
    }
    if (count > before) columns++;
  }
  return { columns, mean: count === 0 ? row : sum / count };
}

/** Part of a block's length that is ink where a line runs through it. */
const FULL = 0.7;

/** Where a line runs through thicker ink (a crossing rule, a bold stroke) it goes on as it was. */
function carryThroughInk(open: readonly Track[], ink: Bits, index: number, block: number): void {
  for (const track of open) {
    if (track.last !== index - 1 || track.carried >= 2 * GAP) continue;
    const row = Math.round(track.at);
    const inked = (at: number) => countIn(ink, at, index * block, (index + 1) * block);
    const dark = Math.max(inked(row - 1), inked(row), inked(row + 1));
    if (dark < FULL * block) continue;
    track.path.push(track.at);
    track.marks.push(false);
    track.last = index;
    track.carried++;
  }
}

/**
 * A track parted from the pieces at either end that are hardly longer than the gap behind them: strokes of print, or a rule
 * of its own, which must then hang on others by itself (the head of a column above a merged cell).
 */
function parted(track: Track): Track[] {
  const seen = track.path.map((value) => !Number.isNaN(value));
  const front = loose(seen);
  const back = loose(seen.slice(front).reverse());
  const ends = [0, front, track.path.length - back, track.path.length];
  return ends.slice(1).flatMap((to, at) => pieceOf(track, ends[at] ?? 0, to));
}

/** Part of its blocks in which a line was itself seen; of one that was not, its runs may be lines. */
const DENSE = 0.7;
/** The same of a line as long as a rule that nowhere leaves white: figures set against a rule touch it in every row. */
const DENSE_WITHOUT_WHITE = 0.4;

function isDense({ hits, path }: Track, { block, long }: Scale): boolean {
  const least = path.length * block >= long && !path.some(Number.isNaN) ? DENSE_WITHOUT_WHITE : DENSE;
  return hits >= least * path.length;
}

/** The runs of blocks in which a line was seen: strokes of print had been joined to it. */
function runsOf(track: Track): Track[] {
  const ends = track.marks.flatMap((mark, at) => (mark === (track.marks[at - 1] ?? false) ? [] : [at]));
  const runs = [...ends, track.marks.length];
  return runs.flatMap((from, at) => (at % 2 === 0 ? pieceOf(track, from, runs[at + 1] ?? from) : []));
}

/** How many blocks at the beginning are parted from the rest by gaps that are hardly shorter. */
function loose(seen: readonly boolean[]): number {
  for (let at = 0, cut = 0; ; ) {
    let run = at;
    while (run < seen.length && seen[run]) run++;
    let gap = run;
    while (gap < seen.length && !seen[gap]) gap++;
    if (gap >= seen.length || run - at >= 1 + 2 * (gap - run)) return cut;
    at = gap;
    cut = gap;
  }
}

/** The part of a track between two of its blocks, from the first to the last that has a place. */
function pieceOf(track: Track, from: number, to: number): Track[] {
  if (from === 0 && to === track.path.length) return [track];
  const hasPlace = (value: number) => !Number.isNaN(value);
  const part = track.path.slice(from, to);
  const start = part.findIndex(hasPlace);
  if (start < 0) return [];
  const end = part.findLastIndex(hasPlace) + 1;
  const marks = track.marks.slice(from + start, from + end);
  const hits = marks.filter(Boolean).length;
  const first = track.first + from + start;
  return [
    {
      ...{ first, last: first + end - start - 1, at: track.at },
      ...{ path: part.slice(start, end), marks, hits, carried: 0 },
      thickness: (track.thickness * hits) / track.hits,
    },
  ];
}

/** The path with unseen blocks interpolated. */
function bridged(path: readonly number[]): Float32Array {
  const out = Float32Array.from(path);
  for (let at = 1; at < out.length; at++) {
    if (!Number.isNaN(out[at] ?? 0)) continue;
    let next = at;
    while (Number.isNaN(out[next] ?? 0)) next++;
    const before = out[at - 1] ?? 0;
    out[at] = before + ((out[next] ?? before) - before) / (next - at + 1);
  }
  return out;
}

/** Blocks on either side whose middle place tells where a line runs, and how far (pixels) from it print drew it aside. */
const STEADY = { blocks: 12, aside: 1.2 };

/** The path where print that touches the line draws it aside, as the right sides of figures that end on it do, put back. */
function steadied(path: Float32Array): Float32Array {
  return path.map((value, at) => {
    const reach = Math.min(STEADY.blocks, at, path.length - 1 - at);
    const usual = path.slice(at - reach, at + reach + 1).sort()[reach] ?? value;
    return Math.abs(value - usual) > STEADY.aside ? usual : value;
  });
}

/** Pixels by which a line goes on beyond its first or last full block. */
function reach(thin: Bits, track: Track, block: number, side: -1 | 1): number {
  const y = Math.round((side < 0 ? track.path[0] : track.path[track.path.length - 1]) ?? 0);
  const start = side < 0 ? track.first * block - 1 : (track.last + 1) * block;
  let steps = 0;
  for (let x = start; x >= 0 && x < thin.width && steps < block; x += side, steps++) {
    const here = isInked(thin, x, y) || isInked(thin, x, y - 1) || isInked(thin, x, y + 1);
    if (!here) break;
  }
  return steps;
}

/** Ink per block of each row, the rows of a block one after the other. */
function blockCounts({ height, stride, words }: Bits, block: number, blocks: number): Uint8Array {
  const counts = new Uint8Array(blocks * height);
  for (let y = 0; y < height; y++)
    for (let word = 0; word < stride; word++) {
      let bits = words[y * stride + word] ?? 0;
      while (bits !== 0) {
        const at = 31 - Math.clz32(bits & -bits);
        const index = Math.floor(((word << 5) + at) / block);
        const beyond = (index + 1) * block - (word << 5);
        const own = beyond >= 32 ? bits : bits & ((1 << beyond) - 1);
        bits ^= own;
        if (index < blocks) counts[index * height + y] = (counts[index * height + y] ?? 0) + countOf(own);
      }
    }
  return counts;
}

/** Runs of rows in which a block is nearly full of line: their middles and heights. */
function peaks(counts: Uint8Array, index: number, height: number, block: number): [number, number][] {
  const found: [number, number][] = [];
  const enough = Math.ceil(block * FULL);
  const base = index * height;
  for (let y = 0; y < height; y++) {
    if ((counts[base + y] ?? 0) < enough) continue;
    const top = y;
    while (y + 1 < height && (counts[base + y + 1] ?? 0) >= enough) y++;
    found.push([(top + y) / 2, y - top + 1]);
  }
  return found;
}

/** Continues each open track with the nearest peak; peaks left over begin tracks. */
function extend(open: Track[], found: readonly [number, number][], index: number): void {
  for (const [at, thickness] of found) {
    const track = nearest(open, at, index);
    if (!track) {
      open.push({ first: index, last: index, at, thickness, path: [at], marks: [true], hits: 1, carried: 0 });
      continue;
    }
    for (let missed = track.last + 1; missed < index; missed++) {
      track.path.push(Number.NaN);
      track.marks.push(false);
    }
    track.path.push(at);
    track.marks.push(true);
    track.at = at;
    track.last = index;
    track.hits++;
    track.carried = 0;
    track.thickness += thickness;
  }
}

/** How far (pixels) a line may step aside from one block to the next, and more for each block missed. */
const DRIFT = { step: 1.6, missed: 0.3 };

function nearest(open: readonly Track[], at: number, index: number): Track | null {
  let best: Track | null = null;
  let least = Infinity;
  for (const track of open) {
    if (track.last >= index) continue;
    const away = Math.abs(track.at - at);
    if (away <= DRIFT.step + DRIFT.missed * (index - track.last) && away < least) {
      best = track;
      least = away;
    }
  }
  return best;
}
