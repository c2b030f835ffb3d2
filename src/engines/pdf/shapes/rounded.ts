import { ARITY, CLOSE, LINE, MOVE } from './path-shape.ts';

/** How far a side may lean, in the path's own units, and how far along a side its rounded corner may reach. */
const SKEW = 0.05;
const CORNER = 0.45;
const CORNERS = 4;
/** Numbers of the shortest curve in a path. */
const CURVE = 5;

/**
 * Whether a part of a path is an upright rectangle with round corners (圆角框): straight along its sides, curved in its four
 * corners and nowhere else.
 */
export function isRounded(data: Float32Array, start: number, end: number, bounds: ArrayLike<number>): boolean {
  if (end - start < CORNERS * CURVE) return false;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from({ length: 4 }, (_, at) => bounds[at] ?? 0);
  const reach = CORNER * Math.min(x1 - x0, y1 - y0);
  const corners = new Set<number>();
  const cornerOf = (x: number, y: number): number | null => {
    const [left, top] = [x - x0 <= reach, y - y0 <= reach];
    return (left || x1 - x <= reach) && (top || y1 - y <= reach) ? (left ? 1 : 0) + (top ? 2 : 0) : null;
  };
  let [x, y] = [0, 0];
  for (let i = start; i < end; ) {
    const code = data[i] ?? CLOSE;
    const arity = ARITY[code] ?? 0;
    if (code !== CLOSE) {
      const [toX, toY] = [data[i + arity - 1] ?? 0, data[i + arity] ?? 0];
      if (code === LINE && Math.abs(toX - x) > SKEW && Math.abs(toY - y) > SKEW) return false;
      if (code !== LINE && code !== MOVE) {
        const corner = cornerOf(toX, toY);
        if (corner === null || corner !== cornerOf(x, y)) return false;
        corners.add(corner);
      }
      [x, y] = [toX, toY];
    }
    i += 1 + arity;
  }
  return corners.size === CORNERS;
}
