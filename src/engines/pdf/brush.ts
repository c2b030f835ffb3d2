import { type GraphicsState, isBlended } from './graphics-state.ts';
import { clipped, type Painted } from './painted-path.ts';
import { flattened } from './path-shape.ts';

/** Width in points from which a line covers print: pens of correction fluid (涂改) are wider. */
const BRUSH = 4;

/** Lines so broad that print disappears under them. */
export function coverWithStrokes(data: Float32Array, state: GraphicsState, painted: Painted, glyphs: number): void {
  const { ctm, lineWidth, strokeAlpha, stroke, clip } = state;
  const half = (lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))) / 2;
  if (2 * half < BRUSH || strokeAlpha < 0.9 || isBlended(state)) return;
  for (const ring of flattened(data, ctm))
    for (let i = 2; i < ring.length; i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = ring.slice(i - 2, i + 2);
      const length = Math.hypot(bx - ax, by - ay);
      if (length === 0) continue;
      const [right, down] = [((by - ay) / length) * half, ((ax - bx) / length) * half];
      const corners = [ax + right, ay + down, bx + right, by + down, bx - right, by - down, ax - right, ay - down];
      const xs = corners.filter((_, at) => at % 2 === 0);
      const ys = corners.filter((_, at) => at % 2 === 1);
      const box = clipped({ x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) }, clip);
      if (box === null) continue;
      const shape = { rings: [corners], evenOdd: false };
      painted.fills.push({ ...box, color: stroke, solid: true, shape, glyphs, rules: painted.rules.length });
    }
}
