import { createCanvas } from '@napi-rs/canvas';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Raster } from '../../model/raster.ts';
import { MOST_PIXELS } from './bytes/oversized.ts';

/** Kinds of decoded images in pdf.js (`ImageKind`). */
const GREY_1BPP = 1;
const RGB_24BPP = 2;
const RGBA_32BPP = 3;

/** The page as displayed, `scale` pixels per point; a scale that would give more than 40 million pixels is lowered. */
export async function renderPage(page: PDFPageProxy, scale: number): Promise<Raster> {
  const base = page.getViewport({ scale: 1 });
  const most = Math.sqrt(MOST_PIXELS / Math.max(1, base.width * base.height));
  const viewport = page.getViewport({ scale: Math.min(scale, most) });
  const width = Math.max(1, Math.round(viewport.width));
  const height = Math.max(1, Math.round(viewport.height));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  // pdf.js is typed for the DOM; its Node build draws on this very canvas implementation.
  const target: unknown = context;
  const canvasContext = target as Parameters<PDFPageProxy['render']>[0]['canvasContext'] & object;
  await page.render({ canvas: null, canvasContext, viewport }).promise;
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, channels: 4, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

/**
 * The pixels of a placed picture at its own resolution, before placement; null when pdf.js did not decode it
 * (a broken file, a stencil mask) and the page has to be rendered instead.
 * @param broken the pictures whose data break off, by reference.
 */
export async function pictureOf(page: PDFPageProxy, id: string, broken: ReadonlySet<string>): Promise<Raster | null> {
  const { argsArray } = await page.getOperatorList();
  const image = await decoded(page, nameIn(argsArray[Number(id)]));
  const raster = toRaster(image);
  return raster && broken.has(referenceOf(image)) ? { ...raster, incomplete: true } : raster;
}

/** Whether pdf.js could not decode a placed picture, so that a rendering of the page shows nothing in its place; not of stencils. */
export async function isUndecoded(page: PDFPageProxy, id: string): Promise<boolean> {
  const { argsArray } = await page.getOperatorList();
  const args: unknown = argsArray[Number(id)];
  const name: unknown = Array.isArray(args) ? args[0] : null;
  return typeof name === 'string' && (await decoded(page, name)) === null;
}

/** pdf.js's name for the picture that an operator with these arguments paints; '' for one that is written in the page. */
export function nameIn(args: unknown): string {
  const first: unknown = Array.isArray(args) ? args[0] : null;
  if (typeof first === 'string') return first;
  return typeof first === 'object' && first !== null && 'data' in first && typeof first.data === 'string'
    ? first.data
    : '';
}

/** Longest that a picture may take to be decoded, in milliseconds. */
const DECODING = 20_000;

/** The picture once it is decoded, however long after the operators that draw it; null when that fails or lasts too long. */
export async function decoded(page: PDFPageProxy, id: string): Promise<unknown> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
  if (objects.has(id)) return objects.get(id);
  if (id === '') return null;
  return new Promise((resolve) => {
    const late = setTimeout(resolve, DECODING, null);
    objects.get(id, (image: unknown) => {
      clearTimeout(late);
      resolve(image);
    });
  });
}

/** Whether a decoded picture has no transparent parts; one that was not decoded shows nothing. */
export function isOpaque(image: unknown): boolean {
  return typeof image === 'object' && image !== null && 'kind' in image && image.kind !== RGBA_32BPP;
}

/** Name of the PDF object that a decoded image came from. */
function referenceOf(image: unknown): string {
  return typeof image === 'object' && image !== null && 'ref' in image ? String(image.ref) : '';
}

function toRaster(image: unknown): Raster | null {
  if (typeof image !== 'object' || image === null) return null;
  if (!('width' in image && 'height' in image && 'kind' in image && 'data' in image)) return null;
  const { width, height, kind, data } = image;
  if (typeof width !== 'number' || typeof height !== 'number') return null;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return null;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const pixels = width * height;
  if (kind === GREY_1BPP && bytes.length >= ((width + 7) >> 3) * height) return unpackBits(bytes, width, height);
  if (kind === RGB_24BPP && bytes.length >= pixels * 3) return { width, height, channels: 3, data: bytes };
  if (kind === RGBA_32BPP && bytes.length >= pixels * 4) return { width, height, channels: 4, data: bytes };
  return null;
}

/** One bit per pixel, rows padded to bytes, 1 = white. */
function unpackBits(bits: Uint8Array, width: number, height: number): Raster {
  const data = new Uint8Array(width * height);
  const stride = (width + 7) >> 3;
  for (let y = 0, at = 0; y < height; y++) {
    const row = y * stride;
    for (let x = 0; x < width; x++) data[at++] = ((bits[row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0;
  }
  return { width, height, channels: 1, data };
}
