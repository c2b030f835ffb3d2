import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OperatorList } from '../display-list.ts';
import { compose, IDENTITY, type Matrix, matrixOf } from '../graphics-state.ts';

/** The strokes of a canvas that characters are drawn with. */
export interface Pen {
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void;
  quadraticCurveTo(ax: number, ay: number, x: number, y: number): void;
  closePath(): void;
  fill(rule: 'nonzero' | 'evenodd'): void;
  stroke(): void;
  lineWidth: number;
}

const EVEN_ODD = new Set<number>([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke]);
/** The last is how pdf.js paints the stencils (位图字形) of which the characters of such fonts often consist. */
const FILLED = new Set<number>([OPS.fill, OPS.fillStroke, OPS.closeFillStroke, ...EVEN_ODD, OPS.rawFillPath]);
const STROKED = new Set<number>([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.closeFillStroke, OPS.eoFillStroke]);
/** What leaves ink that is no path: pictures, text of other fonts, shadings. */
const OTHER_INK = new Set<number>([
  ...[OPS.paintImageMaskXObject, OPS.paintImageMaskXObjectGroup, OPS.paintImageMaskXObjectRepeat],
  ...[OPS.paintSolidColorImageMask, OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.showText, OPS.shadingFill],
]);

/** Whether a drawing of a character (Type 3 的字形过程) leaves ink at all. */
export function leavesInk({ fnArray, argsArray }: OperatorList): boolean {
  return fnArray.some((op, at) => {
    const args = argsArray[at];
    const painted: unknown = op === OPS.constructPath && Array.isArray(args) ? args[0] : null;
    return OTHER_INK.has(op) || (typeof painted === 'number' && (FILLED.has(painted) || STROKED.has(painted)));
  });
}

/**
 * Draws a character that a Type 3 font describes as a little drawing; false where there is more in it than paths.
 * @param place from the font's own units to pixels.
 */
export function drawProcedure({ fnArray, argsArray }: OperatorList, place: Matrix, pen: Pen): boolean {
  if (fnArray.some((op) => OTHER_INK.has(op))) return false;
  const stack: Matrix[] = [];
  let matrix = place;
  pen.lineWidth = 1;
  fnArray.forEach((op, at) => {
    const raw = argsArray[at];
    const args: readonly unknown[] = Array.isArray(raw) ? raw : [];
    if (op === OPS.save) stack.push(matrix);
    else if (op === OPS.restore) matrix = stack.pop() ?? place;
    else if (op === OPS.transform) matrix = compose(matrix, matrixOf(args) ?? IDENTITY);
    else if (op === OPS.setLineWidth) pen.lineWidth = Number(args[0]) || 1;
    else if (op === OPS.constructPath) paint(args, matrix, pen);
  });
  pen.setTransform(1, 0, 0, 1, 0, 0);
  return true;
}

function paint(args: readonly unknown[], matrix: Matrix, pen: Pen): void {
  const [op, paths] = args;
  const data: unknown = Array.isArray(paths) ? paths[0] : null;
  if (typeof op !== 'number' || !(data instanceof Float32Array)) return;
  pen.setTransform(...matrix);
  pen.beginPath();
  trace(data, pen);
  if (FILLED.has(op)) pen.fill(EVEN_ODD.has(op) ? 'evenodd' : 'nonzero');
  if (STROKED.has(op)) pen.stroke();
}

/** pdf.js's path data: an opcode followed by its coordinates. */
function trace(data: Float32Array, pen: Pen): void {
  for (let i = 0; i < data.length; ) {
    const [code, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = data.subarray(i, i + 7);
    if (code === 0) pen.moveTo(a, b);
    else if (code === 1) pen.lineTo(a, b);
    else if (code === 2) pen.bezierCurveTo(a, b, c, d, e, f);
    else if (code === 3) pen.quadraticCurveTo(a, b, c, d);
    else pen.closePath();
    i += 1 + ([2, 2, 6, 4][code ?? 4] ?? 0);
  }
}
