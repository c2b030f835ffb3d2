import type { Box } from '../../../model/box.ts';
import { type GraphicsState, isBlended, type Shape } from '../graphics-state.ts';
import { flattened } from './path-shape.ts';

/** Width in points from which a line covers print: pens of correction fluid (涂改) are wider. */
const BRUSH = 4;

/** The areas that lines cover which are so broad that print disappears under them, each with the box around it. */
export function brushed(data: Float32Array, state: GraphicsState): { readonly box: Box; readonly shape: Shape }[] {
  const { ctm, lineWidth, strokeAlpha } = state;
  const half = (lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))) / 2;
  if (2 * half < BRUSH || strokeAlpha < 0.9 || isBlended(state)) return [];
  return flattened(data, ctm).flatMap((ring) => {
    const areas: { box: Box; shape: Shape }[] = [];
    for (let i = 2; i < ring.length; i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = ring.slice(i - 2, i + 2);
      const length = Math.hypot(bx - ax, by - ay);
      if (length === 0) continue;
      const [right, down] = [((by - ay) / length) * half, ((ax - bx) / length) * half];
      const xs = [ax + right, bx + right, bx - right, ax - right];
      const ys = [ay + down, by + down, by - down, ay - down];
      const box = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
      areas.push({ box, shape: { rings: [xs.flatMap((x, at) => [x, ys[at] ?? 0])], evenOdd: false } });
    }
    return areas;
  });
}
