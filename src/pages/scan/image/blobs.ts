import type { Box } from '../../../model/box.ts';
import { inkBits, nextIn } from './bits.ts';
import type { Grey } from './clean-ink.ts';
import { INK } from './straighten.ts';

/** A connected blob of ink in pixels; x1 and y1 are exclusive. */
export interface Blob extends Box {
  /** Number of ink pixels. */
  readonly area: number;
  /** The darkest value in it. */
  readonly darkest: number;
}

/** Runs of ink beyond which a picture is noise or a photograph, not print. */
const MOST_RUNS = 1_500_000;

/** The connected blobs of pixels darker than `ink` (8-neighbours); null when the picture is too noisy to be print. */
export function findBlobs(grey: Grey, ink = INK): Blob[] | null {
  const runs = inkRuns(grey, ink);
  if (!runs) return null;
  const { starts, ends, rows, count } = runs;
  const parent = new Int32Array(count);
  for (let run = 0; run < count; run++) parent[run] = run;
  const find = (run: number): number => {
    let top = run;
    while ((parent[top] ?? top) !== top) top = parent[top] ?? top;
    for (let at = run; at !== top; ) {
      const up = parent[at] ?? top;
      parent[at] = top;
      at = up;
    }
    return top;
  };
  for (let y = 1; y < grey.height; y++) {
    let above = rows[y - 1] ?? 0;
    const aboveEnd = rows[y] ?? 0;
    for (let run = aboveEnd; run < (rows[y + 1] ?? 0); run++) {
      const start = starts[run] ?? 0;
      const end = ends[run] ?? 0;
      while (above < aboveEnd && (ends[above] ?? 0) < start) above++;
      for (let other = above; other < aboveEnd && (starts[other] ?? 0) <= end; other++) {
        const a = find(run);
        const b = find(other);
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return gather(runs, grey.height, find);
}

interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly darkest: Uint8Array;
  /** Index of the first run of each row; one more entry than rows. */
  readonly rows: Int32Array;
  readonly count: number;
}

function inkRuns(grey: Grey, ink: number): Runs | null {
  const { width, height, data } = grey;
  const bits = inkBits(grey, ink);
  let size = 1 << 12;
  let starts = new Int32Array(size);
  let ends = new Int32Array(size);
  let darkest = new Uint8Array(size);
  const rows = new Int32Array(height + 1);
  let count = 0;
  for (let y = 0; y < height; y++) {
    rows[y] = count;
    const base = y * width;
    for (let start = nextIn(bits, y, 0, true); start < width; ) {
      const end = nextIn(bits, y, start, false);
      let least = 255;
      for (let at = base + start; at < base + end; at++) least = Math.min(least, data[at] ?? 255);
      if (count === size) {
        if (size >= MOST_RUNS) return null;
        size *= 2;
        starts = grown(starts, new Int32Array(size));
        ends = grown(ends, new Int32Array(size));
        darkest = grown(darkest, new Uint8Array(size));
      }
      starts[count] = start;
      ends[count] = end;
      darkest[count++] = least;
      start = end < width ? nextIn(bits, y, end, true) : width;
    }
  }
  rows[height] = count;
  return { starts, ends, darkest, rows, count };
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function gather(runs: Runs, height: number, find: (run: number) => number): Blob[] {
  const { starts, ends, darkest, rows, count } = runs;
  const index = new Int32Array(count).fill(-1);
  const blobs: { x0: number; y0: number; x1: number; y1: number; area: number; darkest: number }[] = [];
  for (let y = 0; y < height; y++) {
    for (let run = rows[y] ?? 0; run < (rows[y + 1] ?? 0); run++) {
      const top = find(run);
      const start = starts[run] ?? 0;
      const end = ends[run] ?? 0;
      const known = blobs[index[top] ?? -1];
      if (known === undefined) {
        index[top] = blobs.length;
        blobs.push({ x0: start, y0: y, x1: end, y1: y + 1, area: end - start, darkest: darkest[run] ?? 255 });
        continue;
      }
      known.x0 = Math.min(known.x0, start);
      known.x1 = Math.max(known.x1, end);
      known.y1 = y + 1;
      known.area += end - start;
      known.darkest = Math.min(known.darkest, darkest[run] ?? 255);
    }
  }
  return blobs;
}
