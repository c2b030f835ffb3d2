import type { LineReader, Raster } from '../../../model/raster.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Stretch } from './cut-lines.ts';
import { cropOf, EDGE } from './engine-strip.ts';
import { type Char, inOrder } from './read-stretches.ts';

/** Least height of a line, in parts of the page's usual character: a low mark (一, —) keeps the white around it. */
const LEAST = 0.9;
/**
 * White on either side in parts of the line's height: without it the first or last mark of a short line gets lost. At 0.25
 * lines are narrower by four parts in a hundred, but a mark was then read otherwise, and a name was wrong in silence.
 */
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
    rows.push(inOrder(betweenGaps(chars, stretch)));
  }
  return rows;
}

/**
 * The reader knows only about where a character stands: it ends where the widest white before the middle of the next
 * one begins, and the next one begins where that white ends.
 */
function betweenGaps(chars: readonly Char[], { x0, x1, y0, y1, blobs }: Stretch): Char[] {
  const inked = new Uint8Array(x1 - x0);
  for (const blob of blobs) inked.fill(1, blob.x0 - x0, blob.x1 - x0);
  const out = chars.map((char) => ({ ...char }));
  for (const [at, char] of chars.entries()) {
    const [own, next] = [out[at], out[at + 1]];
    const after = chars[at + 1];
    if (!own || !next || !after) continue;
    const gap = widestGap(inked, Math.round((char.x0 + char.x1) / 2) - x0, Math.round((after.x0 + after.x1) / 2) - x0);
    if (gap === null) continue;
    own.x1 = Math.max(own.x0 + 1, x0 + gap.from);
    next.x0 = Math.min(next.x1 - 1, x0 + gap.to);
    if (WHITE_AFTER.test(own.text)) own.x1 = Math.max(own.x1, Math.min(next.x0, own.x0 + y1 - y0));
    if (WHITE_BEFORE.test(next.text)) next.x0 = Math.min(next.x0, Math.max(own.x1, next.x1 - (y1 - y0)));
  }
  return out;
}

/** Marks that fill only one half of their square: the white of the other half is theirs. */
const WHITE_AFTER = /^[、，。；：！？）》」』】〕”’]$/u;
const WHITE_BEFORE = /^[（《「『【〔“‘]$/u;

function widestGap(inked: Uint8Array, from: number, to: number): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null;
  for (let start = from; start < to; start++) {
    if (inked[start] !== 0) continue;
    let end = start;
    while (end < to && inked[end] === 0) end++;
    if (best === null || end - start > best.to - best.from) best = { from: start, to: end };
    start = end;
  }
  return best;
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
