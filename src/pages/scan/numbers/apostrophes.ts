import type { Box } from '../../../model/box.ts';

/** A piece of a figure, as its outlines give it. */
interface Piece extends Box {
  readonly kind: 'digit' | 'point' | 'dash';
}

/** The digits' common top and foot in pixels. */
interface Band {
  readonly top: number;
  readonly height: number;
}

/** An apostrophe, in heights of digits: how tall and how wide it is at most, and how far from their top it begins. */
const TALLEST = 0.5;
const WIDEST = 0.4;
const OFF_TOP = 0.15;

/** Digits of a group. */
const GROUP = 3;

/**
 * The characters of a figure whose thousands are set apart by apostrophes (1'234.56), without them: alone each looks like
 * a 1. Null where a figure has none, or they part no thousands: then they may be what is left of worn digits.
 * @param cut makes characters of pieces; null where these are no figure.
 */
export function withoutApostrophes<P extends Piece>(
  pieces: readonly P[],
  band: Band,
  cut: (pieces: readonly P[]) => P[] | null,
): P[] | null {
  const high = pieces.filter((piece) => piece.kind !== 'dash' && isHigh(piece, band));
  if (high.length === 0) return null;
  const parts = cut(pieces.filter((piece) => !high.includes(piece)));
  if (parts === null) return null;
  const point = parts.findIndex(({ kind }) => kind === 'point');
  const whole = parts.slice(0, point < 0 ? parts.length : point).filter(({ kind }) => kind === 'digit');
  if (parts.slice(point + 1).some(({ kind }) => point >= 0 && kind !== 'digit')) return null;
  const behind = high.map((mark) => whole.filter((digit) => middle(digit) > middle(mark)).length).sort((a, b) => a - b);
  const all = behind.every((count, at) => count === GROUP * (at + 1)) && whole.length > GROUP * behind.length;
  return all && whole.length <= GROUP * (behind.length + 1) ? parts : null;
}

function isHigh({ x0, y0, x1, y1 }: Box, { top, height }: Band): boolean {
  return y1 - y0 < TALLEST * height && x1 - x0 < WIDEST * height && Math.abs(y0 - top) <= Math.max(2, OFF_TOP * height);
}

function middle({ x0, x1 }: Box): number {
  return (x0 + x1) / 2;
}
