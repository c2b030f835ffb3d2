import type { LineReader, Raster } from '../../model/raster.ts';
import type { Grey } from './clean.ts';
import { type Char, inOrder } from './read.ts';
import type { Stretch } from './segment.ts';
import { type Crop, cropOf, EDGE } from './strip.ts';

/** Least height of a line, in parts of the page's usual character: a low mark (一, —) keeps the white around it. */
const LEAST = 0.9;

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
    const crop = cropOf(grey, stretch);
    const glyphs = await reader.readLine(padded(crop, Math.ceil(LEAST * em)), squeeze);
    rows.push(
      inOrder(glyphs.map(({ text, confidence, x0, x1 }) => ({ text, confidence, ...onPage(x0, x1, crop, stretch) }))),
    );
  }
  return rows;
}

function onPage(from: number, to: number, { columns }: Crop, stretch: Stretch): Omit<Char, 'text' | 'confidence'> {
  const columnAt = (at: number) =>
    columns[Math.max(0, Math.min(columns.length - 1, Math.round(at - EDGE)))] ?? stretch.x0;
  const x0 = Math.min(stretch.x1 - 1, columnAt(from));
  const x1 = Math.max(x0 + 1, Math.min(stretch.x1, columnAt(to)));
  return { x0, x1, y0: stretch.y0, y1: stretch.y1 };
}

/** The print with white above and below up to a least height. */
function padded({ print }: Crop, least: number): Raster {
  const { width } = print;
  const above = Math.max(0, (least - print.height) >> 1);
  const height = print.height + 2 * above;
  const data = new Uint8Array(width * height).fill(255);
  data.set(print.data, above * width);
  return { width, height, channels: 1, data };
}
