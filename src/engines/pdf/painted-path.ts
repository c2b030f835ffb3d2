import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Box, contains } from '../../model/box.ts';
import type { Rule } from '../../model/page.ts';
import { type GraphicsState, isBlended, type Shape, transformBox } from './graphics-state.ts';
import { brushed } from './shapes/brush.ts';
import { ARITY, CLOSE, LINE, MOVE, shapeOf } from './shapes/path-shape.ts';
import { isRounded } from './shapes/rounded.ts';

/** What painting leaves on the page besides characters and pictures. */
export interface Painted {
  readonly rules: Rule[];
  readonly fills: PaintedFill[];
  /** Small shapes that are neither lines nor grounds: they may be print. */
  readonly marks: PaintedMark[];
  /** Shapes so small that they may be the point of a figure, and else are nothing. */
  readonly specks: Box[];
  /** Shapes smaller still: nothing, unless many of them make up a character. */
  readonly crumbs: Box[];
}

/** A small shape; a white one shows only on a coloured ground. */
export interface PaintedMark extends Box {
  readonly white: boolean;
}

/** A filled rectangle (底色): the ground of what is drawn later, and a cover over what was drawn before. */
export interface PaintedFill extends Box {
  readonly color: string;
  /** Whether nothing shows through. */
  readonly solid: boolean;
  /** Its outline where that is no upright rectangle; of one without, nobody knows what it covers. */
  readonly shape?: Shape;
  /** The clips it was painted through that are no upright rectangles; absent for nearly all. */
  readonly clips?: readonly Shape[];
  /** Whether a soft mask let only some of it through, nobody knows where; absent for nearly all. */
  readonly masked?: true;
  /** How many characters and ruling lines had been drawn before. */
  readonly glyphs: number;
  readonly rules: number;
}

/** The thickest dark bar that still is a ruling line (粗线), in points, and how many times as long as thick one is at least. */
const HEAVIEST_RULE = 6;
const BAR = 10;
/** The thickest filled rectangle that still is a ruling line, in points. */
const THICKEST_RULE = 3;
/** A thin shape with curves or more than four sides that is shorter than this is no ruling line but print: a `1`. */
const SHORTEST_CURVED = 14;
/** The broadest line of a pen that still is one; beyond, it is the ground of a row. */
const BROADEST_LINE = 8;
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
export const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

const EVEN_ODD = new Set<number>([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke]);

/** How far a side of a rectangle may lean, in the path's own units. */
const SKEW = 0.01;

/** Sizes in points between which a shape may be a printed character. */
const LEAST_MARK = 1.2;
const LARGEST_MARK = 48;
/** Least size of the point of a figure; squares at the crossings of rules are smaller. */
const LEAST_SPECK = 0.6;

export function isWhite(color: string): boolean {
  return color !== '#000000' && /^#f[a-f0-9]f[a-f0-9]f[a-f0-9]$/i.test(color);
}

/** Ruling lines, grounds and other shapes of one painted path, appended to `painted`; `glyphs` were drawn before it. */
export function paintPath(
  op: number,
  data: Float32Array,
  bounds: ArrayLike<number>,
  state: GraphicsState,
  painted: Painted,
  glyphs: number,
): void {
  if (FILLS.has(op) && state.fillAlpha > 0.1) fillPath(op, data, bounds, state, painted, glyphs);
  if (STROKES.has(op)) brush(data, state, painted, glyphs);
  if (STROKES.has(op) && state.strokeAlpha > 0.1 && shows(state.stroke, transformBox(state.ctm, bounds), painted))
    strokePath(data, bounds, state, painted);
}

/** Whether a line of this colour can be seen: a white one shows only on a coloured ground. */
function shows(color: string, box: Box, { fills }: Painted): boolean {
  if (!isWhite(color)) return true;
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  const ground = fills.findLast((fill) => contains(fill, x, y));
  return ground !== undefined && !isWhite(ground.color);
}

function fillPath(
  op: number,
  data: Float32Array,
  bounds: ArrayLike<number>,
  state: GraphicsState,
  painted: Painted,
  glyphs: number,
): void {
  const white = isWhite(state.fill);
  const solid = state.fillAlpha > 0.9 && !isBlended(state) && !state.patterned;
  const pieces = subpaths(data) ?? [{ box: bounds, start: 0, end: data.length }];
  const nested = nestedIn(pieces);
  for (const piece of pieces) {
    const { box, start, end } = piece;
    const placed = clipped(transformBox(state.ctm, box), state.clip);
    if (placed === null) continue;
    const rule = thinRule(placed);
    const long = rule !== null && rule.to - rule.from > SHORTEST_CURVED;
    const pale = white && rule !== null && !shows(state.fill, placed, painted);
    if (long && pale) continue;
    const outline = long || nested.has(piece) ? 'bevelled' : outlineOf(data, start, end);
    if (rule !== null && outline !== 'shape') {
      if (!pale) painted.rules.push(rule);
      continue;
    }
    const broad = placed.x1 - placed.x0 > THICKEST_RULE && placed.y1 - placed.y0 > THICKEST_RULE;
    if (broad)
      painted.fills.push({
        ...{ ...placed, color: state.fill, glyphs, rules: painted.rules.length },
        ...(state.clipShapes.length > 0 ? { clips: state.clipShapes } : {}),
        ...(state.softMask ? { masked: true as const } : {}),
        ...coverOf(
          outline,
          (solid && glyphs > 0) || isDark(state.fill) ? () => shapeOf(data, state.ctm, EVEN_ODD.has(op)) : null,
          solid,
        ),
      });
    const bar = broad && outline === 'rectangle' && isDark(state.fill) ? barOf(placed, HEAVIEST_RULE, BAR) : null;
    if (bar !== null) painted.rules.push(bar);
    if (!(broad && outline === 'rectangle')) addMark(placed, painted, white);
  }
}

/** Whether a filled area covers what lies under it, and how far it goes. */
function coverOf(
  outline: Outline,
  shape: (() => Shape | null) | null,
  solid: boolean,
): Pick<PaintedFill, 'solid' | 'shape'> {
  if (outline === 'rectangle') return { solid };
  const found = shape?.() ?? null;
  return found === null ? { solid: false } : { solid, shape: found };
}

/** Parts of a path beyond which nobody looks which of them lie in which: such a path is a drawing. */
const MOST_NESTED = 32;
const NONE: ReadonlySet<Subpath> = new Set();

/** The parts of a path that lie in another or hold one, as the two edges of a frame do: only together are they an area. */
function nestedIn(pieces: readonly Subpath[]): ReadonlySet<Subpath> {
  if (pieces.length < 2 || pieces.length > MOST_NESTED) return NONE;
  const holds = ({ box: a }: Subpath, { box: b }: Subpath) =>
    (a[0] ?? 0) < (b[0] ?? 0) && (a[1] ?? 0) < (b[1] ?? 0) && (a[2] ?? 0) > (b[2] ?? 0) && (a[3] ?? 0) > (b[3] ?? 0);
  return new Set(pieces.filter((one) => pieces.some((other) => holds(one, other) || holds(other, one))));
}

/** Luminance, of 255, under which black print on an area cannot be told from it. */
const DARK = 64;

function isDark(color: string): boolean {
  const value = Number.parseInt(color.slice(1), 16);
  return 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255) < DARK;
}

function addMark(box: Box, { marks, specks, crumbs }: Painted, white = false): void {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  const most = Math.max(width, height);
  if (most > LARGEST_MARK) return;
  const least = Math.min(width, height);
  if (least >= LEAST_MARK || most >= 3 * LEAST_MARK) marks.push({ ...box, white });
  else if (white) return;
  else if (least >= LEAST_SPECK) specks.push(box);
  else crumbs.push(box);
}

/** A painted rectangle so thin that it is a ruling line; null for any other. */
export function thinRule(box: Box): Rule | null {
  return barOf(box, THICKEST_RULE, 2);
}

/** The line that a rectangle is which is at most so thick, and longer than so many times its thickness. */
function barOf({ x0, y0, x1, y1 }: Box, thickest: number, times: number): Rule | null {
  const [width, height] = [x1 - x0, y1 - y0];
  if (height <= thickest && width > height * times)
    return { axis: 'h', at: (y0 + y1) / 2, from: x0, to: x1, thickness: height };
  if (width <= thickest && height > width * times)
    return { axis: 'v', at: (x0 + x1) / 2, from: y0, to: y1, thickness: width };
  return null;
}

interface Subpath {
  readonly box: ArrayLike<number>;
  readonly start: number;
  readonly end: number;
}

/** A rectangle along the axes, some other area with up to four straight sides (a bevelled border), or anything else. */
type Outline = 'rectangle' | 'bevelled' | 'shape';

/** Each subpath; null when there is only one (the path's own bounds serve). */
function subpaths(data: Float32Array): Subpath[] | null {
  const starts: number[] = [];
  for (let i = 0; i < data.length; i += 1 + (ARITY[data[i] ?? CLOSE] ?? 0)) if (data[i] === MOVE) starts.push(i);
  if (starts.length < 2) return null;
  return starts.map((start, at) => {
    const end = starts[at + 1] ?? data.length;
    return { box: boundsOf(data, start, end), start, end };
  });
}

function boundsOf(data: Float32Array, start: number, end: number): number[] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = start; i < end; ) {
    const arity = ARITY[data[i] ?? CLOSE] ?? 0;
    for (let k = i + 1; k + 1 <= i + arity; k += 2) {
      const x = data[k] ?? 0;
      const y = data[k + 1] ?? 0;
      if (x < x0) x0 = x;
      if (y < y0) y0 = y;
      if (x > x1) x1 = x;
      if (y > y1) y1 = y;
    }
    i += 1 + arity;
  }
  return [x0, y0, x1, y1];
}

function outlineOf(data: Float32Array, start: number, end: number): Outline {
  let sides = 0;
  let aslant = false;
  let x = 0;
  let y = 0;
  for (let i = start; i < end; ) {
    const code = data[i] ?? CLOSE;
    const arity = ARITY[code] ?? 0;
    if (arity > 2) return 'shape';
    const toX = data[i + 1] ?? 0;
    const toY = data[i + 2] ?? 0;
    if (code === LINE && (toX !== x || toY !== y)) {
      if (Math.abs(toX - x) > SKEW && Math.abs(toY - y) > SKEW) aslant = true;
      sides++;
    }
    if (arity === 2) {
      x = toX;
      y = toY;
    }
    i += 1 + arity;
  }
  return sides < 2 || sides > 4 ? 'shape' : aslant ? 'bevelled' : 'rectangle';
}

/** Lines drawn with a pen: ruling lines, unless they go round a shape as small as a character. */
function strokePath(data: Float32Array, bounds: ArrayLike<number>, state: GraphicsState, painted: Painted): void {
  for (const { box, start, end } of subpaths(data) ?? [{ box: bounds, start: 0, end: data.length }]) {
    const placed = transformBox(state.ctm, box);
    const most = Math.max(placed.x1 - placed.x0, placed.y1 - placed.y0);
    if (
      most <= SHORTEST_CURVED &&
      most > LEAST_MARK &&
      outlineOf(data, start, end) === 'shape' &&
      end - start > LONGEST_LINE
    )
      addStroke(placed, state.clip, painted);
    else if (most > 2 * SHORTEST_CURVED && isRounded(data, start, end, box)) strokeBox(placed, state, painted);
    else strokeRules(data.subarray(start, end), state, painted);
  }
}

/** The four sides of a box with round corners. */
function strokeBox({ x0, y0, x1, y1 }: Box, state: GraphicsState, painted: Painted): void {
  const thickness = penOf(state);
  if (thickness > BROADEST_LINE) return;
  for (const y of [y0, y1]) addSegment(x0, y, x1, y, thickness, state.clip, painted);
  for (const x of [x0, x1]) addSegment(x, y0, x, y1, thickness, state.clip, painted);
}

function penOf({ ctm: [a, b, c, d], lineWidth }: GraphicsState): number {
  return Math.max(lineWidth * Math.sqrt(Math.abs(a * d - b * c)), 0.1);
}

/** Numbers of a path of one straight line. */
const LONGEST_LINE = 7;

/** Lines so broad that they are a patch over what was drawn before. */
function brush(data: Float32Array, state: GraphicsState, painted: Painted, glyphs: number): void {
  for (const { box, shape } of brushed(data, state)) {
    const placed = clipped(box, state.clip);
    if (placed !== null)
      painted.fills.push({ ...placed, color: state.stroke, solid: true, shape, glyphs, rules: painted.rules.length });
  }
}

function strokeRules(data: Float32Array, state: GraphicsState, painted: Painted): void {
  const [a, b, c, d, e, f] = state.ctm;
  const thickness = penOf(state);
  if (thickness > BROADEST_LINE) return;
  let [startX, startY, lastX, lastY] = [0, 0, 0, 0];
  for (let i = 0; i < data.length; ) {
    const code = data[i] ?? CLOSE;
    const arity = ARITY[code] ?? 0;
    const px = data[i + arity - 1] ?? 0;
    const py = data[i + arity] ?? 0;
    const x = code === CLOSE ? startX : a * px + c * py + e;
    const y = code === CLOSE ? startY : b * px + d * py + f;
    if (code === MOVE) [startX, startY] = [x, y];
    else if (code === LINE || code === CLOSE) addSegment(lastX, lastY, x, y, thickness, state.clip, painted);
    else addStroke(boxAround(lastX, lastY, x, y), state.clip, painted);
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
  painted: Painted,
): void {
  const width = Math.abs(x1 - x0);
  const height = Math.abs(y1 - y0);
  if (width < 0.5 && height < 0.5) return;
  const box = clipped(boxAround(x0, y0, x1, y1), clip);
  if (box === null) return;
  const { rules } = painted;
  if (height <= LEAN && width > height) {
    rules.push({ axis: 'h', at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1, thickness });
  } else if (width <= LEAN && height > width) {
    rules.push({ axis: 'v', at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1, thickness });
  } else {
    addMark(box, painted);
  }
}

/** A curve, or a small shape, that is drawn with the pen. */
function addStroke(box: Box, clip: Box | null, painted: Painted): void {
  const shown = clipped(box, clip);
  if (shown !== null) addMark(shown, painted);
}

function boxAround(x0: number, y0: number, x1: number, y1: number): Box {
  return { x0: Math.min(x0, x1), y0: Math.min(y0, y1), x1: Math.max(x0, x1), y1: Math.max(y0, y1) };
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
