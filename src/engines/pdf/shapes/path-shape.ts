import type { Matrix, Shape } from '../graphics-state.ts';

/** pdf.js's path data: an opcode followed by its coordinates. */
export const ARITY = [2, 2, 6, 4, 0] as const;
export const MOVE = 0;
export const LINE = 1;
const CUBIC = 2;
const QUADRATIC = 3;
export const CLOSE = 4;
/** Pieces into which a curve is cut: on the scale of a character none of them is seen. */
const PIECES = 8;
/** Numbers of the longest path that is followed; beyond, nobody can say what is inside. */
const LONGEST = 20_000;

/** The area of a path; null where it is a single upright rectangle, of which the box says all, or too long. */
export function shapeOf(data: Float32Array, ctm: Matrix, evenOdd: boolean): Shape | null {
  if (data.length > LONGEST || isPlain(data, ctm)) return null;
  const rings = flattened(data, ctm).filter((ring) => ring.length >= 6);
  const [ring] = rings;
  return rings.length === 1 && ring !== undefined && isRectangle(ring) ? null : { rings, evenOdd };
}

/** Numbers of a rectangle: a move, three lines, maybe the fourth, and its close. */
const SHORT = 17;

/** Whether a path goes along the axes only and comes out an upright rectangle: nearly all clips. */
function isPlain(data: Float32Array, [a, b, c, d]: Matrix): boolean {
  if (data.length < 12 || data.length > SHORT || !((b === 0 && c === 0) || (a === 0 && d === 0))) return false;
  const [code, x0, y0, second, x1, y1, third, x2, y2, fourth, x3, y3] = data;
  if (code !== MOVE || second !== LINE || third !== LINE || fourth !== LINE) return false;
  const across = y0 === y1 && x1 === x2 && y2 === y3 && x3 === x0;
  const along = x0 === x1 && y1 === y2 && x2 === x3 && y3 === y0;
  return (across || along) && (data.length < 15 || (data[12] === LINE && data[13] === x0 && data[14] === y0));
}

/** The corners of each part of a path on the page, its curves cut into lines. */
export function flattened(data: Float32Array, [a, b, c, d, e, f]: Matrix): number[][] {
  const rings: number[][] = [];
  let ring: number[] = [];
  let [x, y] = [0, 0];
  const to = (px: number, py: number) => ring.push(a * px + c * py + e, b * px + d * py + f);
  for (let i = 0; i < data.length; ) {
    const code = data[i] ?? CLOSE;
    const [, p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = data.subarray(i, i + 7);
    const [endX, endY] = code === CUBIC ? [t, u] : code === QUADRATIC ? [r, s] : [p, q];
    if (code === MOVE) {
      ring = [];
      rings.push(ring);
    }
    if (code === CUBIC || code === QUADRATIC) {
      for (let piece = 1; piece <= PIECES; piece++) {
        const [now, left] = [piece / PIECES, 1 - piece / PIECES];
        const weights =
          code === CUBIC
            ? [left ** 3, 3 * left * left * now, 3 * left * now * now, now ** 3]
            : [left * left, 2 * left * now, now * now, 0];
        const at = (from: number, one: number, two: number, three: number) =>
          (weights[0] ?? 0) * from + (weights[1] ?? 0) * one + (weights[2] ?? 0) * two + (weights[3] ?? 0) * three;
        to(at(x, p, r, t), at(y, q, s, u));
      }
    } else if (code !== CLOSE) to(p, q);
    if (code !== CLOSE) [x, y] = [endX, endY];
    i += 1 + (ARITY[code] ?? 0);
  }
  return rings;
}

/** How far a corner of a rectangle may be off, in points. */
const OFF = 0.05;

function isRectangle(ring: readonly number[]): boolean {
  const xs = ring.filter((_, at) => at % 2 === 0);
  const ys = ring.filter((_, at) => at % 2 === 1);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const onSide = (value: number, low: number, high: number) => value - low < OFF || high - value < OFF;
  const corners = new Set(xs.map((x, at) => `${x - x0 < OFF} ${(ys[at] ?? 0) - y0 < OFF}`));
  return corners.size === 4 && xs.every((x, at) => onSide(x, x0, x1) && onSide(ys[at] ?? 0, y0, y1));
}

/** Whether a point of the page lies in the area. */
export function isInside({ rings, evenOdd }: Shape, x: number, y: number): boolean {
  let [winding, crossings] = [0, 0];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const [ax = 0, ay = 0] = [ring[i], ring[i + 1]];
      const [bx = 0, by = 0] = [ring[(i + 2) % ring.length], ring[(i + 3) % ring.length]];
      if (ay > y === by > y || x >= ax + ((y - ay) * (bx - ax)) / (by - ay)) continue;
      crossings++;
      winding += by > ay ? 1 : -1;
    }
  }
  return evenOdd ? crossings % 2 === 1 : winding !== 0;
}

/** How much of a box lies in the area, from 0 to 1, by points on a grid. */
export function shareInside(shape: Shape, box: { x0: number; y0: number; x1: number; y1: number }): number {
  const steps = [0.1, 0.3, 0.5, 0.7, 0.9];
  let count = 0;
  for (const right of steps)
    for (const down of steps)
      if (isInside(shape, box.x0 + right * (box.x1 - box.x0), box.y0 + down * (box.y1 - box.y0))) count++;
  return count / steps.length ** 2;
}
