import type { LineReader, Raster } from '../../model/raster.ts';
import type { Grey } from './clean.ts';
import { type Char, inOrder } from './read.ts';
import type { Stretch } from './segment.ts';
import { cropOf, EDGE } from './strip.ts';

/** Least height of a line, in parts of the page's usual character: a low mark (一, —) keeps the white around it. */
const LEAST = 0.9;
/** White on either side in parts of the line's height: without it the first or last mark of a short line gets lost. */
const SIDE = 0.4;

/** Reads stretches one by one with a reader of lines; one row of characters per stretch, left to right. */
export async function readLines(
  grey: Grey,
  stretches: readonly Stretch[],
  em: number,
  reader: LineReader,
  squeeze?: number,
): Promise<Char[][]> {
  const rows: Char[][] = [];
  for (const stretch of stretches) {
    const { print, columns } = cropOf(grey, stretch);
    const beside = Math.round(SIDE * print.height);
    const above = Math.max(0, (Math.ceil(LEAST * em) - print.height) >> 1);
    const glyphs = await reader.readLine(framed(print, beside, above), squeeze);
    const columnAt = (at: number) =>
      columns[Math.max(0, Math.min(columns.length - 1, Math.round(at - EDGE - beside)))] ?? stretch.x0;
    const { y0, y1 } = stretch;
    const chars = glyphs.map(({ text, confidence, ...at }): Char => {
      const x0 = Math.min(stretch.x1 - 1, columnAt(at.x0));
      const x1 = Math.max(x0 + 1, Math.min(stretch.x1, columnAt(at.x1)));
      return { text, confidence, x0, x1, y0, y1 };
    });
    rows.push(inOrder(chars));
  }
  return rows;
}

/** The print with white around it. */
function framed(print: Grey, beside: number, above: number): Raster {
  const width = print.width + 2 * beside;
  const height = print.height + 2 * above;
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < print.height; y++)
    data.set(print.data.subarray(y * print.width, (y + 1) * print.width), (y + above) * width + beside);
  return { width, height, channels: 1, data };
}
