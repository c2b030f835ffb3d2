import { type Box, contains } from '../../model/box.ts';
import type { Painted } from './painted-path.ts';
import type { RawGlyph, RawPicture } from './pdf.ts';

/** Everything drawn so far, in drawing order. */
export interface Drawing extends Painted {
  readonly glyphs: RawGlyph[];
  readonly pictures: PlacedPicture[];
  skipped: number;
}

/** A picture, and what had been drawn before it. */
export interface PlacedPicture extends RawPicture {
  /** Whether it lets through what lies under it: a stencil mask, a blend mode, opacity. */
  readonly seeThrough: boolean;
  /** Whether it is a stencil that is painted white: that shows only on a coloured ground. */
  readonly white: boolean;
  readonly glyphs: number;
  readonly rules: number;
}

export type Args = readonly unknown[];

/** What a drawn number is when the file gives garbage: 0, never NaN. */
export function numberAt(args: Args, index: number): number {
  const value = args[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Characters that were made the clip are seen where something is painted through them. */
export function showThrough(
  box: Box,
  [first, end]: readonly [number, number],
  color: string,
  glyphs: RawGlyph[],
): void {
  for (let at = first; at < end; at++) {
    const glyph = glyphs[at];
    if (glyph?.hidden !== 'unpainted' || !contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)) continue;
    glyphs[at] = { ...glyph, visible: true, hidden: null, color };
  }
}

/**
 * What is painted through characters that made a mask (文字蒙版): print of their shape, of which the page's picture tells what
 * it is.
 */
export function paintThroughMask(box: Box, [first, end]: readonly [number, number], { glyphs, marks }: Drawing): void {
  for (let at = first; at < end; at++) {
    const glyph = glyphs[at];
    if (glyph === undefined || !contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)) continue;
    marks.push({ x0: glyph.x0, y0: glyph.y0, x1: glyph.x1, y1: glyph.y1, white: false });
  }
}
