import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/box.ts';
import { type Args, type Drawing, numberAt, showThrough } from './drawing.ts';
import { compose, type GraphicsState, isBlended, type Matrix, matrixOf, transformBox } from './graphics-state.ts';
import { isWhite, thinRule } from './painted-path.ts';

const MASKS = new Set<number>([OPS.paintImageMaskXObject, OPS.paintSolidColorImageMask]);
const PICTURES = new Set<number>([...MASKS, OPS.paintImageXObject, OPS.paintInlineImageXObject]);

/** Part of a picture's width and height that is shown when it counts as whole. */
const UNCUT = 0.98;

/** Notes the pictures that the operator number `at` paints: one, or one object at many places, or many pieces at once. */
export function placePicture(
  op: number,
  args: Args,
  state: GraphicsState,
  drawing: Drawing,
  page: Box,
  at: number,
): void {
  if (PICTURES.has(op)) {
    placeOne(op, args, state, state.ctm, drawing, at);
  } else if (op === OPS.paintImageXObjectRepeat) {
    const scale = [numberAt(args, 1), 0, 0, numberAt(args, 2)] as const;
    for (const to of places(args[3])) placeOne(op, args, state, compose(state.ctm, [...scale, ...to]), drawing, at);
  } else if (op === OPS.paintImageMaskXObjectRepeat) {
    const scale = [numberAt(args, 1), numberAt(args, 2), numberAt(args, 3), numberAt(args, 4)] as const;
    for (const to of places(args[5])) placeOne(op, args, state, compose(state.ctm, [...scale, ...to]), drawing, at);
  } else if (op === OPS.paintInlineImageXObjectGroup || op === OPS.paintImageMaskXObjectGroup) {
    for (const own of transforms(op === OPS.paintInlineImageXObjectGroup ? args[1] : args[0]))
      placeOne(op, [], state, compose(state.ctm, own), drawing, at);
  } else if (op === OPS.shadingFill) {
    shade(state, drawing, page);
  }
}

/** Whether an operator paints a picture. */
export function isPicture(op: number): boolean {
  return PICTURES.has(op);
}

/** An area that is filled with a pattern of characters or pictures: what it shows is seen in a rendering only. */
export function placePattern(area: Box, state: GraphicsState, drawing: Drawing): void {
  const box = state.clip === null ? area : within(area, state.clip);
  if (box === null) return;
  drawing.pictures.push({
    ...{ ...box, id: '', pixelWidth: 0, pixelHeight: 0, turn: 0, white: false, seeThrough: true },
    ...{ glyphs: drawing.glyphs.length, rules: drawing.rules.length },
  });
}

/** Pairs of coordinates. */
function places(value: unknown): (readonly [number, number])[] {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return [];
  const list: ArrayLike<unknown> = value;
  return Array.from({ length: list.length >> 1 }, (_, at) => [
    Number(list[2 * at]) || 0,
    Number(list[2 * at + 1]) || 0,
  ]);
}

function transforms(value: unknown): Matrix[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    const own = typeof each === 'object' && each !== null && 'transform' in each ? matrixOf(each.transform) : null;
    return own === null ? [] : [own];
  });
}

function placeOne(op: number, args: Args, state: GraphicsState, ctm: Matrix, drawing: Drawing, at: number): void {
  const whole = transformBox(ctm, [0, 0, 1, 1]);
  const box = state.clip === null ? whole : within(whole, state.clip);
  if (box === null) return;
  // Some printers draw ruling lines as thin pictures.
  const rule = thinRule(box);
  if (rule !== null) {
    drawing.rules.push(rule);
    return;
  }
  const mask = MASKS.has(op) || op === OPS.paintImageMaskXObjectRepeat || op === OPS.paintImageMaskXObjectGroup;
  if (state.textClip !== null) showThrough(box, state.textClip, state.fill, drawing.glyphs);
  if (op === OPS.paintSolidColorImageMask) {
    const drawn = { glyphs: drawing.glyphs.length, rules: drawing.rules.length };
    drawing.fills.push({ ...box, color: state.fill, solid: state.fillAlpha > 0.9 && !isBlended(state), ...drawn });
    return;
  }
  // A picture that is mirrored, or of which the clip shows only a part, has to be rendered.
  const isMirrored = ctm[0] * ctm[3] - ctm[1] * ctm[2] > 0;
  const across = (box.x1 - box.x0) / (whole.x1 - whole.x0);
  const down = (box.y1 - box.y0) / (whole.y1 - whole.y0);
  const cut = across < UNCUT || down < UNCUT;
  const turn = ((Math.round((Math.atan2(ctm[1], ctm[0]) * 2) / Math.PI) + 4) % 4) * 90;
  const first: unknown = args[0];
  const data = typeof first === 'object' && first !== null ? first : {};
  const named = typeof first === 'string' || ('data' in data && typeof data.data === 'string');
  const sideways = turn === 90 || turn === 270;
  const pixels = {
    width: 'width' in data ? Number(data.width) : numberAt(args, 1),
    height: 'height' in data ? Number(data.height) : numberAt(args, 2),
  };
  drawing.pictures.push({
    ...box,
    // The operator's number stays the same whenever the page is read again; pdf.js's own names do not.
    id: cut || isMirrored || !named ? '' : String(at),
    pixelWidth: pixels.width * (sideways ? down : across),
    pixelHeight: pixels.height * (sideways ? across : down),
    turn: turn === 90 || turn === 180 || turn === 270 ? turn : 0,
    white: mask && isWhite(state.fill),
    seeThrough: mask || isBlended(state) || state.fillAlpha < 0.9 || state.textClip !== null,
    glyphs: drawing.glyphs.length,
    rules: drawing.rules.length,
  });
}

function within(box: Box, clip: Box): Box | null {
  const shown = {
    x0: Math.max(box.x0, clip.x0),
    y0: Math.max(box.y0, clip.y0),
    x1: Math.min(box.x1, clip.x1),
    y1: Math.min(box.y1, clip.y1),
  };
  return shown.x0 < shown.x1 && shown.y0 < shown.y1 ? shown : null;
}

/** A shading fills the clip with colours that are not known. */
function shade(state: GraphicsState, drawing: Drawing, page: Box): void {
  const box = state.clip ?? page;
  if (state.textClip !== null) showThrough(box, state.textClip, '#000000', drawing.glyphs);
  else
    drawing.fills.push({
      ...{ ...box, color: '#808080', solid: state.fillAlpha > 0.9 && !isBlended(state) },
      ...{ glyphs: drawing.glyphs.length, rules: drawing.rules.length },
    });
}
