import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/box.ts';
import type { Rule } from '../../model/page.ts';
import { glyphsOf } from './drawn-text.ts';
import {
  compose,
  type FontFacts,
  fresh,
  type GraphicsState,
  IDENTITY,
  type Matrix,
  matrixOf,
  transformBox,
} from './graphics-state.ts';
import { type PaintedFill, rulesOf, thinRule } from './painted-path.ts';
import type { RawGlyph, RawPage, RawPicture } from './pdf.ts';

/** pdf.js's operator list: parallel arrays of operator codes and their arguments. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export interface PageFrame {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** PDF user space → displayed page, origin top left. */
  readonly transform: Matrix;
}

interface Drawing {
  readonly glyphs: RawGlyph[];
  readonly rules: Rule[];
  readonly fills: PaintedFill[];
  readonly pictures: RawPicture[];
  skipped: number;
}

type Args = readonly unknown[];

/** What a drawn number is when the file gives garbage: 0, never NaN. */
export function numberAt(args: Args, index: number): number {
  const value = args[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Replays an operator list once and collects what it draws: characters, ruling lines and pictures. */
export function interpret(list: OperatorList, frame: PageFrame, fontOf: (id: string) => FontFacts): RawPage {
  const page: Box = { x0: 0, y0: 0, x1: frame.width, y1: frame.height };
  const drawing: Drawing = { glyphs: [], rules: [], fills: [], pictures: [], skipped: 0 };
  const stack: GraphicsState[] = [];
  let state = fresh(frame.transform);
  for (let i = 0; i < list.fnArray.length; i++) {
    const raw = list.argsArray[i];
    const args: Args = Array.isArray(raw) ? raw : [];
    const op = list.fnArray[i];
    if (op === OPS.save || op === OPS.paintFormXObjectBegin || op === OPS.beginGroup || op === OPS.beginAnnotation) {
      stack.push({ ...state });
      if (op !== OPS.save) enter(op, args, state);
    } else if (
      op === OPS.restore ||
      op === OPS.paintFormXObjectEnd ||
      op === OPS.endGroup ||
      op === OPS.endAnnotation
    ) {
      state = stack.pop() ?? state;
    } else if (op === OPS.showText) {
      glyphsOf(args[0], state, page, fontOf, drawing.glyphs);
    } else if (op === OPS.constructPath) {
      paint(args, state, drawing);
    } else if (!setState(op ?? -1, args, state)) {
      placePicture(op ?? -1, args, state, drawing);
    }
  }
  return {
    number: frame.number,
    width: frame.width,
    height: frame.height,
    glyphs: hideWhiteOnWhite(drawing.glyphs, drawing.fills),
    rules: drawing.rules,
    pictures: drawing.pictures,
    skipped: drawing.skipped,
  };
}

/** Form XObjects, transparency groups and annotations carry a matrix and a clipping box of their own. */
function enter(op: number | undefined, args: Args, state: GraphicsState): void {
  let matrix: unknown = args[0];
  let bbox: unknown = args[1];
  if (op === OPS.beginGroup) {
    const group: unknown = args[0];
    if (typeof group !== 'object' || group === null) return;
    matrix = 'matrix' in group ? group.matrix : null;
    bbox = 'bbox' in group ? group.bbox : null;
  } else if (op === OPS.beginAnnotation) {
    const placed = matrixOf(args[2]);
    if (placed) state.ctm = compose(state.ctm, placed);
    matrix = args[3];
    bbox = null;
  }
  const own = matrixOf(matrix);
  if (own) state.ctm = compose(state.ctm, own);
  if (Array.isArray(bbox) && bbox.length === 4) clipTo(state, bbox);
}

function clipTo(state: GraphicsState, bounds: ArrayLike<number>): void {
  const box = transformBox(state.ctm, bounds);
  const old = state.clip;
  state.clip = old
    ? {
        x0: Math.max(old.x0, box.x0),
        y0: Math.max(old.y0, box.y0),
        x1: Math.min(old.x1, box.x1),
        y1: Math.min(old.y1, box.y1),
      }
    : box;
}

/** `constructPath`: [painting operator, [path data], bounds]; a pending clip takes effect with it. */
function paint(args: Args, state: GraphicsState, drawing: Drawing): void {
  const op = numberAt(args, 0);
  const data: unknown = Array.isArray(args[1]) ? args[1][0] : null;
  const bounds = args[2];
  const box = bounds instanceof Float32Array || Array.isArray(bounds) ? bounds : null;
  if (op !== OPS.endPath && box && data instanceof Float32Array) {
    rulesOf(op, data, box, state, drawing.rules, drawing.fills);
  }
  if (state.pendingClip && box) clipTo(state, box);
  state.pendingClip = false;
}

type Setter = (state: GraphicsState, args: Args) => void;

function moveLine(state: GraphicsState, x: number, y: number): void {
  state.textMatrix = compose(state.lineMatrix, [1, 0, 0, 1, x, y]);
  state.lineMatrix = state.textMatrix;
}

const SETTERS = new Map<number, Setter>([
  [OPS.transform, (state, args) => (state.ctm = compose(state.ctm, matrixOf(args) ?? IDENTITY))],
  [OPS.clip, (state) => (state.pendingClip = true)],
  [OPS.eoClip, (state) => (state.pendingClip = true)],
  [OPS.setLineWidth, (state, args) => (state.lineWidth = numberAt(args, 0))],
  [OPS.setFillRGBColor, (state, args) => (state.fill = typeof args[0] === 'string' ? args[0] : '#000000')],
  [OPS.setStrokeRGBColor, (state, args) => (state.stroke = typeof args[0] === 'string' ? args[0] : '#000000')],
  [OPS.setFillColorN, (state) => (state.fill = '#000000')],
  [OPS.setGState, setGraphicsState],
  [OPS.beginText, (state) => (state.textMatrix = state.lineMatrix = IDENTITY)],
  [OPS.setFont, (state, args) => setFont(state, args[0], numberAt(args, 1))],
  [OPS.setCharSpacing, (state, args) => (state.charSpacing = numberAt(args, 0))],
  [OPS.setWordSpacing, (state, args) => (state.wordSpacing = numberAt(args, 0))],
  [OPS.setHScale, (state, args) => (state.horizontalScale = numberAt(args, 0) / 100)],
  [OPS.setLeading, (state, args) => (state.leading = -numberAt(args, 0))],
  [OPS.setTextRise, (state, args) => (state.rise = numberAt(args, 0))],
  [OPS.setTextRenderingMode, (state, args) => (state.renderingMode = numberAt(args, 0))],
  [OPS.setTextMatrix, (state, args) => (state.textMatrix = state.lineMatrix = matrixOf(args[0] ?? args) ?? IDENTITY)],
  [OPS.moveText, (state, args) => moveLine(state, numberAt(args, 0), numberAt(args, 1))],
  [
    OPS.setLeadingMoveText,
    (state, args) => {
      state.leading = numberAt(args, 1);
      moveLine(state, numberAt(args, 0), numberAt(args, 1));
    },
  ],
  [OPS.nextLine, (state) => moveLine(state, 0, state.leading)],
]);

function setState(op: number, args: Args, state: GraphicsState): boolean {
  const setter = SETTERS.get(op);
  setter?.(state, args);
  return setter !== undefined;
}

function setFont(state: GraphicsState, id: unknown, size: number): void {
  state.font = typeof id === 'string' ? id : '';
  state.fontSize = size;
}

function setGraphicsState(state: GraphicsState, args: Args): void {
  if (!Array.isArray(args[0])) return;
  for (const entry of args[0]) {
    if (!Array.isArray(entry)) continue;
    if (entry[0] === 'ca' && typeof entry[1] === 'number') state.fillAlpha = entry[1];
    else if (entry[0] === 'CA' && typeof entry[1] === 'number') state.strokeAlpha = entry[1];
    else if (entry[0] === 'LW' && typeof entry[1] === 'number') state.lineWidth = entry[1];
    else if (entry[0] === 'Font' && Array.isArray(entry[1])) setFont(state, entry[1][0], Number(entry[1][1]) || 0);
  }
}

const PICTURES = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintSolidColorImageMask,
]);

function placePicture(op: number, args: Args, state: GraphicsState, drawing: Drawing): void {
  if (!PICTURES.has(op)) return;
  const [a, b] = state.ctm;
  const box = transformBox(state.ctm, [0, 0, 1, 1]);
  // Some printers draw ruling lines as thin pictures.
  const rule = thinRule(box);
  if (rule !== null) {
    drawing.rules.push(rule);
    return;
  }
  if (op === OPS.paintSolidColorImageMask) return;
  const turn = ((Math.round((Math.atan2(b, a) * 2) / Math.PI) + 4) % 4) * 90;
  const first: unknown = args[0];
  const data = typeof first === 'object' && first !== null ? first : {};
  const width = 'width' in data ? Number(data.width) : numberAt(args, 1);
  const height = 'height' in data ? Number(data.height) : numberAt(args, 2);
  drawing.pictures.push({
    ...box,
    id: typeof first === 'string' ? first : 'data' in data && typeof data.data === 'string' ? data.data : '',
    pixelWidth: width,
    pixelHeight: height,
    turn: turn === 90 || turn === 180 || turn === 270 ? turn : 0,
  });
}

/** White characters show only on a coloured ground; on white paper they are not there for a reader. */
function hideWhiteOnWhite(glyphs: RawGlyph[], fills: readonly PaintedFill[]): RawGlyph[] {
  return glyphs.map((glyph) => {
    if (!glyph.visible || !/^#f[c-f]f[c-f]f[c-f]$/.test(glyph.color)) return glyph;
    const x = (glyph.x0 + glyph.x1) / 2;
    const y = (glyph.y0 + glyph.y1) / 2;
    const onColour = fills.some((fill) => x > fill.x0 && x < fill.x1 && y > fill.y0 && y < fill.y1);
    return onColour ? glyph : { ...glyph, visible: false };
  });
}
