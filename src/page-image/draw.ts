import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Box } from '../model/box.ts';
import type { Raster } from '../model/raster.ts';
import type { Mark } from './mark.ts';
import { LABEL, PALETTE } from './palette.ts';

const LABEL_FONT = 'Yusuan Label';
const LABEL_SIZE = 5;

/**
 * A page (页面图) with marks over it, as PNG: what `inspect --image` and the review page show.
 * `size` is the page's size in points; marks are in points, the raster may have any resolution.
 */
export async function drawPage(
  raster: Raster,
  size: { readonly width: number; readonly height: number },
  marks: readonly Mark[],
): Promise<Uint8Array> {
  const canvas = createCanvas(raster.width, raster.height);
  const context = canvas.getContext('2d');
  paint(context, raster);
  context.scale(raster.width / size.width, raster.height / size.height);
  loadLabelFont();
  for (const mark of marks) draw(context, mark);
  for (const mark of marks) if (mark.shape === 'box' && mark.label !== undefined) write(context, mark.box, mark.label);
  return canvas.encode('png');
}

/** Copies 1, 3 or 4 channels to the canvas; a transparent pixel is white paper. */
function paint(context: SKRSContext2D, raster: Raster): void {
  const { width, height, channels, data } = raster;
  const image = context.createImageData(width, height);
  for (let from = 0, to = 0; to < image.data.length; from += channels, to += 4) {
    const red = data[from] ?? 255;
    image.data[to] = red;
    image.data[to + 1] = channels === 1 ? red : (data[from + 1] ?? 255);
    image.data[to + 2] = channels === 1 ? red : (data[from + 2] ?? 255);
    image.data[to + 3] = channels === 4 ? (data[from + 3] ?? 255) : 255;
  }
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'source-over';
}

function draw(context: SKRSContext2D, mark: Mark): void {
  const ink = PALETTE[mark.role];
  context.lineWidth = ink.width;
  if (ink.stroke !== null) context.strokeStyle = ink.stroke;
  if (mark.shape === 'rule') {
    const { axis, at, from, to } = mark.rule;
    context.beginPath();
    context.moveTo(axis === 'h' ? from : at, axis === 'h' ? at : from);
    context.lineTo(axis === 'h' ? to : at, axis === 'h' ? at : to);
    if (ink.stroke !== null) context.stroke();
    return;
  }
  const { x0, y0, x1, y1 } = mark.box;
  if (ink.fill !== null) {
    context.fillStyle = ink.fill;
    context.fillRect(x0, y0, x1 - x0, y1 - y0);
  }
  if (ink.stroke !== null) context.strokeRect(x0, y0, x1 - x0, y1 - y0);
}

/** Inside a roomy box, above a tight one: a label never covers what is printed in a line of text. */
function write(context: SKRSContext2D, box: Box, label: string): void {
  const roomy = box.y1 - box.y0 > 3 * LABEL_SIZE;
  context.fillStyle = LABEL;
  context.font = `${LABEL_SIZE}px "${LABEL_FONT}"`;
  context.fillText(label, box.x0 + 0.5, roomy ? box.y0 + LABEL_SIZE * 0.9 : box.y0 - 0.8);
}

/** pdf.js brings a font for documents without one; labels use it too, as a machine may have none. */
function loadLabelFont(): void {
  if (GlobalFonts.has(LABEL_FONT)) return;
  const require = createRequire(import.meta.url);
  GlobalFonts.registerFromPath(require.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'), LABEL_FONT);
}
