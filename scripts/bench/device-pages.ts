import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { PDFDocument } from 'pdf-lib';
import type { Mode } from './device-modes.ts';
import type { Sheet } from './device-sheets.ts';

/** Families that take part where they are installed: Song, Hei, Kai and their Latin digits. A collection has one name. */
export type Family = readonly [name: string, han: string, digits: string];

const FAMILIES: readonly Family[] = [
  ['song/times', 'Noto Serif CJK JP', 'Liberation Serif'],
  ['song', 'AR PL UMing CN', 'AR PL UMing CN'],
  ['hei/arial', 'WenQuanYi Zen Hei', 'Liberation Sans'],
  ['hei', 'Noto Sans CJK JP', 'Noto Sans CJK JP'],
  ['kai', 'AR PL UKai CN', 'AR PL UKai CN'],
  ['micro/mono', 'WenQuanYi Micro Hei', 'DejaVu Sans Mono'],
  ['droid/narrow', 'Droid Sans Fallback', 'Liberation Sans Narrow'],
];

export function installedFamilies(): readonly Family[] {
  return FAMILIES.filter(([, han, digits]) => GlobalFonts.has(han) && GlobalFonts.has(digits));
}

/** A sheet as a clean page, in the pixels of a mode. */
export function drawn(
  { title, xs, align, cells }: Sheet,
  han: string,
  digits: string,
  { dpi, name: mode }: Mode,
): Canvas {
  const z = dpi / 72;
  const canvas = createCanvas(Math.round(595 * z), Math.round(842 * z));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = context.strokeStyle = '#111';
  context.scale(z, z);
  const write = (text: string, x: number, y: number, size: number, align: 'left' | 'right' | 'center') => {
    context.font = `${size}px ${/^[\d.,]+$/.test(text) ? `"${digits}", ` : ''}"${han}"`;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  write(title, 297, 80, 17, 'center');
  write('编制部门：某市政务服务管理局', 50, 112, 10, 'left');
  write('单位：元', 545, 112, 10, 'right');
  const height = 26;
  ruled(context, xs, 120, height, cells.length);
  cells.forEach((row, at) => {
    const y = 120 + at * height + 17;
    row.forEach((text, column) => {
      const [left = 0, right = 0] = [xs[column], xs[column + 1]];
      const figure = at > 0 && align[column] === 'right';
      context.fillStyle = figure && mode === 'red' ? '#d01818' : '#111';
      const size = text.length > Math.floor((right - left - 8) / 10) && !figure ? 8.6 : 10;
      if (at === 0) write(text, (left + right) / 2, y, size, 'center');
      else if (figure) write(text, right - 4, y, size, 'right');
      else write(text, left + 4, y, size, 'left');
    });
  });
  return canvas;
}

function ruled(context: SKRSContext2D, xs: readonly number[], top: number, height: number, rows: number): void {
  context.lineWidth = 0.6;
  const line = (x0: number, y0: number, x1: number, y1: number) => {
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  };
  for (let row = 0; row <= rows; row++) line(xs[0] ?? 0, top + row * height, xs.at(-1) ?? 0, top + row * height);
  for (const x of xs) line(x, top, x, top + rows * height);
}

/** A document that shows the pictures. */
export async function scanned(pages: readonly Canvas[], { inPixels }: Mode): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const page of pages) {
    const image = await document.embedPng(await page.encode('png'));
    const [width, height] = inPixels ? [page.width, page.height] : [595, 842];
    document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return document.save();
}
