import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/box.ts';
import { type Args, type Drawing, numberAt, paintThroughMask, showThrough } from './drawing.ts';
import { glyphsOf } from './drawn-text.ts';
import {
  compose,
  type FontFacts,
  fresh,
  type GraphicsState,
  IDENTITY,
  type Matrix,
  matrixOf,
  type Shape,
  transformBox,
} from './graphics-state.ts';
import { FILLS, isWhite, paintPath } from './painted-path.ts';
import type { RawGlyph, RawPage } from './pdf.ts';
import { isPicture, placePattern, placePicture } from './placed-picture.ts';
import { seen } from './seen.ts';
import { dottedRules } from './shapes/dotted.ts';
import { shapeOf } from './shapes/path-shape.ts';

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

/** What only the document knows: its fonts, and which layers are switched off. */
export interface Surroundings {
  readonly fontOf: (id: string) => FontFacts;
  /** Whether what belongs to this layer (图层, optional content) is shown. */
  readonly layerShown: (properties: unknown) => boolean;
  /** Whether a picture has no transparent parts. */
  readonly opaque: (id: string) => boolean;
}

const OPENING = new Set<number>([OPS.save, OPS.paintFormXObjectBegin, OPS.beginGroup, OPS.beginAnnotation]);
const CLOSING = new Set<number>([OPS.restore, OPS.paintFormXObjectEnd, OPS.endGroup, OPS.endAnnotation]);

/** Replays an operator list once and collects what it draws: characters, ruling lines, grounds, shapes and pictures. */
export function interpret(list: OperatorList, frame: PageFrame, { fontOf, layerShown, opaque }: Surroundings): RawPage {
  const page: Box = { x0: 0, y0: 0, x1: frame.width, y1: frame.height };
  const drawing: Drawing = {
    glyphs: [],
    rules: [],
    fills: [],
    marks: [],
    specks: [],
    crumbs: [],
    pictures: [],
    skipped: 0,
  };
  const stack: GraphicsState[] = [];
  const layers: boolean[] = [];
  let off = 0;
  let mask: readonly [number, number] = [0, 0];
  let state = fresh(frame.transform);
  for (let i = 0; i < list.fnArray.length; i++) {
    const raw = list.argsArray[i];
    const args: Args = Array.isArray(raw) ? raw : [];
    const op = list.fnArray[i] ?? -1;
    if (op === OPS.showText) {
      const first = drawing.glyphs.length;
      glyphsOf(args[0], state, page, fontOf, drawing.glyphs);
      if (off > 0 || state.masking) switchOff(drawing.glyphs, first);
      if (state.masking) mask = [mask[1] === first ? mask[0] : first, drawing.glyphs.length];
      else if (off === 0 && state.renderingMode > 3)
        state.textClip = [state.textClip?.[0] ?? first, drawing.glyphs.length];
    } else if (op === OPS.constructPath) {
      paint(args, state, drawing, off > 0 || state.masking);
      if (off === 0 && state.softMask && mask[1] > mask[0]) throughMask(args, state, mask, drawing);
    } else if (setState(op, args, state)) {
      // Nothing is drawn.
    } else if (OPENING.has(op)) {
      stack.push({ ...state });
      if (op === OPS.beginAnnotation) state = fresh(frame.transform);
      if (op !== OPS.save) enter(op, args, state);
    } else if (CLOSING.has(op)) {
      state = stack.pop() ?? state;
    } else if (op === OPS.beginMarkedContent || op === OPS.beginMarkedContentProps) {
      const shown = args[0] !== 'OC' || layerShown(args[1]);
      layers.push(shown);
      if (!shown) off++;
    } else if (op === OPS.endMarkedContent) {
      if (layers.pop() === false) off--;
    } else if (off === 0 && !state.masking) {
      placePicture(op, args, state, drawing, page, i);
    }
  }
  const { number, width, height } = frame;
  const { skipped } = drawing;
  const { rules: dotted, specks } = dottedRules(drawing.specks, drawing.rules);
  const { rules: finer, specks: crumbs } = dottedRules(drawing.crumbs, drawing.rules);
  drawing.rules.push(...dotted, ...finer);
  return {
    number,
    width,
    height,
    ...seen(drawing, opaque),
    ...(specks.length > 0 ? { specks } : {}),
    ...(crumbs.length > 0 ? { crumbs } : {}),
    skipped,
  };
}

/** Characters of a layer that is off. */
function switchOff(glyphs: RawGlyph[], first: number): void {
  for (let at = first; at < glyphs.length; at++) {
    const glyph = glyphs[at];
    if (glyph) glyphs[at] = { ...glyph, visible: false, hidden: 'layer-off' };
  }
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
    if ('smask' in group && group.smask) state.masking = true;
  } else if (op === OPS.beginAnnotation) {
    const placed = matrixOf(args[2]);
    if (placed) state.ctm = compose(state.ctm, placed);
    matrix = args[3];
    bbox = null;
  }
  const own = matrixOf(matrix);
  if (own) state.ctm = compose(state.ctm, own);
  if ((Array.isArray(bbox) || bbox instanceof Float32Array) && bbox.length === 4) clipTo(state, bbox);
}

function clipTo(state: GraphicsState, bounds: ArrayLike<number>, shape: Shape | null = null): void {
  if (shape !== null) state.clipShapes = [...state.clipShapes, shape];
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
function paint(args: Args, state: GraphicsState, drawing: Drawing, off: boolean): void {
  const op = numberAt(args, 0);
  const data: unknown = Array.isArray(args[1]) ? args[1][0] : null;
  const bounds = args[2];
  const box = bounds instanceof Float32Array || Array.isArray(bounds) ? bounds : null;
  if (!off && op !== OPS.endPath && box && data instanceof Float32Array) {
    if (state.textClip === null) paintPath(op, data, box, state, drawing, drawing.glyphs.length);
    else showThrough(transformBox(state.ctm, box), state.textClip, state.fill, drawing.glyphs);
    if (state.patternShows && FILLS.has(op)) placePattern(transformBox(state.ctm, box), state, drawing);
  }
  if (state.pendingClip && box)
    clipTo(state, box, data instanceof Float32Array ? shapeOf(data, state.ctm, state.pendingClip === 'evenodd') : null);
  state.pendingClip = null;
}

/** A filled area that a mask made of characters lets through. */
function throughMask(args: Args, state: GraphicsState, mask: readonly [number, number], drawing: Drawing): void {
  const bounds = args[2];
  if (!FILLS.has(numberAt(args, 0)) || !(bounds instanceof Float32Array) || isWhite(state.fill)) return;
  paintThroughMask(transformBox(state.ctm, bounds), mask, drawing);
}

type Setter = (state: GraphicsState, args: Args) => void;

function moveLine(state: GraphicsState, x: number, y: number): void {
  state.textMatrix = compose(state.lineMatrix, [1, 0, 0, 1, x, y]);
  state.lineMatrix = state.textMatrix;
}

const SETTERS = new Map<number, Setter>([
  [OPS.transform, (state, args) => (state.ctm = compose(state.ctm, matrixOf(args) ?? IDENTITY))],
  [OPS.clip, (state) => (state.pendingClip = 'nonzero')],
  [OPS.eoClip, (state) => (state.pendingClip = 'evenodd')],
  [OPS.setLineWidth, (state, args) => (state.lineWidth = numberAt(args, 0))],
  [OPS.setFillRGBColor, setFill],
  [OPS.setStrokeRGBColor, (state, args) => (state.stroke = typeof args[0] === 'string' ? args[0] : '#000000')],
  [OPS.setFillColorN, setPattern],
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

/** The same by the numbers of the operators: a page has tens of thousands of them. */
const SETTER_OF = Array.from({ length: Math.max(...SETTERS.keys()) + 1 }, (_, op) => SETTERS.get(op));

function setState(op: number, args: Args, state: GraphicsState): boolean {
  const setter = SETTER_OF[op];
  setter?.(state, args);
  return setter !== undefined;
}

function setFill(state: GraphicsState, args: Args): void {
  state.fill = typeof args[0] === 'string' ? args[0] : '#000000';
  state.patterned = false;
  state.patternShows = false;
}

/** Patterns are of any colour; what is written with one is print. */
function setPattern(state: GraphicsState, [kind, , tile]: Args): void {
  state.fill = '#000000';
  state.patterned = true;
  state.patternShows = kind === 'TilingPattern' && showsPrint(tile);
}

/** Whether the tile of a pattern (填充图案) holds characters or pictures, and not only lines and dots. */
function showsPrint(tile: unknown): boolean {
  if (typeof tile !== 'object' || tile === null || !('fnArray' in tile) || !Array.isArray(tile.fnArray)) return false;
  return tile.fnArray.some((op: unknown) => typeof op === 'number' && (op === OPS.showText || isPicture(op)));
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
    else if (entry[0] === 'BM') state.blend = typeof entry[1] === 'string' ? entry[1] : 'source-over';
    else if (entry[0] === 'SMask') state.softMask = entry[1] !== false && entry[1] !== null;
    else if (entry[0] === 'Font' && Array.isArray(entry[1])) setFont(state, entry[1][0], Number(entry[1][1]) || 0);
  }
}
