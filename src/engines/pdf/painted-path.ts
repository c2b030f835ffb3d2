import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/box.ts';
import type { Rule } from '../../model/page.ts';
import { type GraphicsState, transformBox } from './graphics-state.ts';

/** A filled area that is not white: the ground on which white characters show. */
export type PaintedFill = Box;

/** The thickest filled rectangle that still is a ruling line, in points. */
const THICKEST_RULE = 3;
/** How far a line may lean (points over its length) and still be horizontal or vertical. */
const LEAN = 0.6;

const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** pdf.js's path data: an opcode followed by its coordinates. */
const ARITY = [2, 2, 6, 4, 0] as const;
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;

function isWhite(color: string): boolean {
  return /^#f[a-f0-9]f[a-f0-9]f[a-f0-9]$/i.test(color);
}

/** Ruling lines and coloured grounds of one painted path, appended to `rules` and `fills`. */
export function rulesOf(
  op: number,
  data: Float32Array,
  bounds: ArrayLike<number>,
  state: GraphicsState,
  rules: Rule[],
  fills: PaintedFill[],
): void {
  if (FILLS.has(op) && !isWhite(state.fill) && state.fillAlpha > 0.1) fillRules(data, bounds, state, rules, fills);
  if (STROKES.has(op) && !isWhite(state.stroke) && state.strokeAlpha > 0.1) strokeRules(data, state, rules);
}

function fillRules(
  data: Float32Array,
  bounds: ArrayLike<number>,
  state: GraphicsState,
  rules: Rule[],
  fills: PaintedFill[],
): void {
  for (const box of subpathBoxes(data) ?? [bounds]) {
    const placed = clipped(transformBox(state.ctm, box), state.clip);
    if (placed === null) continue;
    const rule = thinRule(placed);
    if (rule !== null) rules.push(rule);
    else if (placed.x1 - placed.x0 > THICKEST_RULE && placed.y1 - placed.y0 > THICKEST_RULE) fills.push(placed);
  }
}

/** A painted rectangle so thin that it is a ruling line; null for any other. */
export function thinRule(box: Box): Rule | null {
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  if (height <= THICKEST_RULE && width > height * 2) {
    return { axis: 'h', at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1, thickness: height };
  }
  if (width <= THICKEST_RULE && height > width * 2) {
    return { axis: 'v', at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1, thickness: width };
  }
  return null;
}

/** Bounds of each subpath; null when there is only one (the path's own bounds serve). */
function subpathBoxes(data: Float32Array): number[][] | null {
  let moves = 0;
  for (let i = 0; i < data.length; i += 1 + (ARITY[data[i] ?? CLOSE] ?? 0)) if (data[i] === MOVE) moves++;
  if (moves < 2) return null;
  const boxes: number[][] = [];
  let box: number[] = [];
  for (let i = 0; i < data.length; ) {
    const code = data[i] ?? CLOSE;
    const arity = ARITY[code] ?? 0;
    if (code === MOVE) {
      box = [Infinity, Infinity, -Infinity, -Infinity];
      boxes.push(box);
    }
    for (let k = i + 1; k + 1 <= i + arity; k += 2) {
      const x = data[k] ?? 0;
      const y = data[k + 1] ?? 0;
      box[0] = Math.min(box[0] ?? x, x);
      box[1] = Math.min(box[1] ?? y, y);
      box[2] = Math.max(box[2] ?? x, x);
      box[3] = Math.max(box[3] ?? y, y);
    }
    i += 1 + arity;
  }
  return boxes;
}

function strokeRules(data: Float32Array, state: GraphicsState, rules: Rule[]): void {
  const [a, b, c, d, e, f] = state.ctm;
  const thickness = Math.max(state.lineWidth * Math.sqrt(Math.abs(a * d - b * c)), 0.1);
  let [startX, startY, lastX, lastY] = [0, 0, 0, 0];
  for (let i = 0; i < data.length; ) {
    const code = data[i] ?? CLOSE;
    const arity = ARITY[code] ?? 0;
    const px = data[i + arity - 1] ?? 0;
    const py = data[i + arity] ?? 0;
    const x = code === CLOSE ? startX : a * px + c * py + e;
    const y = code === CLOSE ? startY : b * px + d * py + f;
    if (code === MOVE) [startX, startY] = [x, y];
    else if (code === LINE || code === CLOSE) addSegment(lastX, lastY, x, y, thickness, state.clip, rules);
    [lastX, lastY] = [x, y];
    i += 1 + arity;
  }
}

function addSegment(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  thickness: number,
  clip: Box | null,
  rules: Rule[],
): void {
  const width = Math.abs(x1 - x0);
  const height = Math.abs(y1 - y0);
  if (width < 0.5 && height < 0.5) return;
  const box = clipped({ x0: Math.min(x0, x1), y0: Math.min(y0, y1), x1: Math.max(x0, x1), y1: Math.max(y0, y1) }, clip);
  if (box === null) return;
  if (height <= LEAN && width > height) {
    rules.push({ axis: 'h', at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1, thickness });
  } else if (width <= LEAN && height > width) {
    rules.push({ axis: 'v', at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1, thickness });
  }
}

/** The part of a box inside the clip; lines lie on the clip's border often, so a point of slack. */
function clipped(box: Box, clip: Box | null): Box | null {
  if (clip === null) return box;
  const inside = {
    x0: Math.max(box.x0, clip.x0 - 1),
    y0: Math.max(box.y0, clip.y0 - 1),
    x1: Math.min(box.x1, clip.x1 + 1),
    y1: Math.min(box.y1, clip.y1 + 1),
  };
  return inside.x0 <= inside.x1 && inside.y0 <= inside.y1 ? inside : null;
}
