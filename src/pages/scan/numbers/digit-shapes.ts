import type { Box } from '../../../model/box.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Segment } from './cut-digits.ts';

const COLUMNS = 10;
const ROWS = 14;
export const SIZE = COLUMNS * ROWS + 1;
/** Samples kept per digit. */
const MOST_SAMPLES = 48;

/** A digit's shape on a small raster, ink 0..1, with its proportion as the last value. */
export type Shape = Float32Array;

/** The shape of a digit, independent of its size and of how dark it is printed. */
export function shapeOf(grey: Grey, box: Box): Shape {
  const shape = new Float32Array(SIZE);
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  let most = 0.001;
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const value = inkAt(grey, box.x0 + ((column + 0.5) * width) / COLUMNS, box.y0 + ((row + 0.5) * height) / ROWS);
      shape[row * COLUMNS + column] = value;
      if (value > most) most = value;
    }
  }
  for (let at = 0; at < SIZE - 1; at++) shape[at] = (shape[at] ?? 0) / most;
  shape[SIZE - 1] = (2.5 * width) / height;
  return shape;
}

/** The same shape upside down. */
export function flipped(shape: Shape): Shape {
  const out = shape.slice(0, SIZE - 1).reverse();
  return Float32Array.from([...out, shape[SIZE - 1] ?? 0]);
}

/** Ink around a point: the mean of the 3 × 3 pixels, interpolation being of no use at this size. */
function inkAt({ width, height, data }: Grey, x: number, y: number): number {
  const cx = Math.max(1, Math.min(width - 2, Math.floor(x)));
  const cy = Math.max(1, Math.min(height - 2, Math.floor(y)));
  let sum = 0;
  for (let row = cy - 1; row <= cy + 1; row++)
    for (let column = cx - 1; column <= cx + 1; column++)
      sum += (255 - (data[row * width + column] ?? 255)) * (row === cy ? 2 : 1) * (column === cx ? 2 : 1);
  return sum / (16 * 255);
}

/** A digit that some reading named. `owner` is the figure it stands in: a figure never vouches for itself. */
export interface Sample {
  readonly shape: Shape;
  readonly label: string;
  readonly owner: number;
}

/** What the shapes of a page say of one digit. */
export interface Likeness {
  readonly label: string;
  /** Mean squared difference from the nearest samples of that label. */
  readonly distance: number;
  /** The same for the runner-up; Infinity when there is none. */
  readonly next: number;
  readonly runnerUp: string;
}

/** The digits of one page as printed there: a second reader that knows nothing but likeness. */
export class Alphabet {
  readonly #samples = new Map<string, Sample[]>();

  constructor(samples: readonly Sample[]) {
    for (const sample of samples) {
      const known = this.#samples.get(sample.label);
      if (!known) this.#samples.set(sample.label, [sample]);
      else if (known.length < MOST_SAMPLES) known.push(sample);
    }
  }

  /** Whether a figure other than `owner` shows the digit. */
  knows(label: string, owner: number): boolean {
    return this.#samples.get(label)?.some((sample) => sample.owner !== owner) ?? false;
  }

  /** The label whose samples look most like `shape`; null when nothing outside `owner` is known. */
  nearest(shape: Shape, owner: number): Likeness | null {
    let [label, distance, runnerUp, next] = ['', Infinity, '', Infinity];
    for (const [own, samples] of this.#samples) {
      const found = nearDistance(samples, shape, owner, next);
      if (found < distance) [label, distance, runnerUp, next] = [own, found, label, distance];
      else if (found < next) [runnerUp, next] = [own, found];
    }
    return distance < Infinity ? { label, distance, next, runnerUp } : null;
  }
}

/** Mean of the three least differences (fewer samples count as less alike); Infinity where it is no less than `most`. */
function nearDistance(samples: readonly Sample[], shape: Shape, owner: number, most: number): number {
  let [a, b, c] = [Infinity, Infinity, Infinity];
  let count = 0;
  for (const sample of samples) {
    if (sample.owner === owner) continue;
    count++;
    // What is larger than all three may be together is none of them, or makes them larger than is asked for.
    const distance = difference(sample.shape, shape, Math.min(c, 3 * most));
    if (distance < a) [a, b, c] = [distance, a, b];
    else if (distance < b) [b, c] = [distance, b];
    else if (distance < c) c = distance;
  }
  const mean = count === 1 ? a * 1.5 : count === 2 ? (a + b) * 0.6 : (a + b + c) / 3;
  return mean < most ? mean : Infinity;
}

/** Mean squared difference; stops early beyond `limit`. */
function difference(a: Shape, b: Shape, limit: number): number {
  const broader = (a[SIZE - 1] ?? 0) - (b[SIZE - 1] ?? 0);
  let sum = 4 * broader * broader;
  const most = limit * SIZE;
  for (let row = 0; row < SIZE - 1; row += COLUMNS) {
    for (let at = row; at < row + COLUMNS; at++) {
      const step = (a[at] ?? 0) - (b[at] ?? 0);
      sum += step * step;
    }
    if (sum > most) return Infinity;
  }
  return sum / SIZE;
}

/** The shapes of a figure's digits, in order. */
export function shapesOf(grey: Grey, segments: readonly Segment[]): Shape[] {
  return segments.filter((segment) => segment.kind === 'digit').map((segment) => shapeOf(grey, segment));
}
