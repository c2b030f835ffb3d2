import type { Box } from '../../model/box.ts';

/** PDF matrix [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The area of a path (路径所围) that is no upright rectangle: its corners on the page, and what counts as inside. */
export interface Shape {
  readonly rings: readonly (readonly number[])[];
  readonly evenOdd: boolean;
}

/** The part of the PDF graphics state that matters here (ISO 32000-2, 8.4 and 9.3). */
export interface GraphicsState {
  ctm: Matrix;
  clip: Box | null;
  /** Clips in force that are no upright rectangles: their box says too little. */
  clipShapes: readonly Shape[];
  pendingClip: 'nonzero' | 'evenodd' | null;
  lineWidth: number;
  fill: string;
  stroke: string;
  fillAlpha: number;
  strokeAlpha: number;
  /** How what is painted mixes with what lies under it (混合模式), by its name for a canvas. */
  blend: string;
  /** Whether a soft mask lets some of what is painted through. */
  softMask: boolean;
  /** Whether the fill is a pattern: its colour is not known. */
  patterned: boolean;
  /** Whether the pattern shows characters or pictures of its own. */
  patternShows: boolean;
  /** Whether what is drawn only makes a mask for something else. */
  masking: boolean;
  /** The characters that what is painted is clipped to, first and one past the last; null for none. */
  textClip: readonly [number, number] | null;
  textMatrix: Matrix;
  lineMatrix: Matrix;
  font: string;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderingMode: number;
}

/** What the interpreter needs to know of a font. */
export interface FontFacts {
  readonly vertical: boolean;
  /** Text-space units per glyph unit: 0.001, or a Type 3 font's own. */
  readonly unit: number;
  /** Whether a character that is said to be blank has ink; null where the font cannot tell. */
  readonly inked: ((char: string) => boolean) | null;
  /** Whether its characters can be drawn for looking at. */
  readonly embedded: boolean;
  /** Whether the file holds no programme of it: what its characters look like is up to who shows them; absent for others. */
  readonly missing?: true;
  /** Its characters that are drawn by writing in another font (Type 3): whole words, perhaps; absent for other fonts. */
  readonly written?: ReadonlySet<string>;
}

export function fresh(ctm: Matrix): GraphicsState {
  return {
    ctm,
    clip: null,
    clipShapes: [],
    pendingClip: null,
    lineWidth: 1,
    fill: '#000000',
    stroke: '#000000',
    fillAlpha: 1,
    strokeAlpha: 1,
    blend: 'source-over',
    softMask: false,
    patterned: false,
    patternShows: false,
    masking: false,
    textClip: null,
    textMatrix: IDENTITY,
    lineMatrix: IDENTITY,
    font: '',
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderingMode: 0,
  };
}

/** Modes by which dark print stays dark. */
const PRINTING = new Set(['source-over', 'normal', 'Normal', 'multiply', 'darken', 'color-burn']);

/** Whether what is painted does not simply lie on what is under it. */
export function isBlended({ blend, softMask }: GraphicsState): boolean {
  return softMask || (blend !== 'source-over' && blend.toLowerCase() !== 'normal');
}

/** Whether nobody can say from its colour alone if a character that is drawn now is seen. */
export function isUnsure({ blend, softMask, patterned, renderingMode }: GraphicsState): boolean {
  return softMask || !PRINTING.has(blend) || (patterned && (renderingMode & 3) !== 1);
}

/** The matrix that applies `inner` first, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

/** Six finite numbers as a matrix; null for anything else. */
export function matrixOf(value: unknown): Matrix | null {
  if (!Array.isArray(value) && !(value instanceof Float32Array) && !(value instanceof Float64Array)) return null;
  const list: ArrayLike<unknown> = value;
  const a = Number(list[0]);
  const b = Number(list[1]);
  const c = Number(list[2]);
  const d = Number(list[3]);
  const e = Number(list[4]);
  const f = Number(list[5]);
  return Number.isFinite(a + b + c + d + e + f) ? [a, b, c, d, e, f] : null;
}

/** The upright box around [x0, y0, x1, y1] after `matrix`. */
export function transformBox(matrix: Matrix, bounds: ArrayLike<number>): Box {
  // Read one by one: taking a list apart costs as much as all the rest.
  const a = matrix[0];
  const b = matrix[1];
  const c = matrix[2];
  const d = matrix[3];
  const e = matrix[4];
  const f = matrix[5];
  const x0 = bounds[0] ?? 0;
  const y0 = bounds[1] ?? 0;
  const x1 = bounds[2] ?? 0;
  const y1 = bounds[3] ?? 0;
  return {
    x0: Math.min(a * x0, a * x1) + Math.min(c * y0, c * y1) + e,
    y0: Math.min(b * x0, b * x1) + Math.min(d * y0, d * y1) + f,
    x1: Math.max(a * x0, a * x1) + Math.max(c * y0, c * y1) + e,
    y1: Math.max(b * x0, b * x1) + Math.max(d * y0, d * y1) + f,
  };
}
