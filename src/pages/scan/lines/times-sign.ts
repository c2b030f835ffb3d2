import type { Stretch } from './cut-lines.ts';
import type { Char } from './read-stretches.ts';

/** Height of the sign × at most, and how far above their feet it ends at least, in parts of the digits beside it. */
const SIGN = { tallest: 0.85, above: 0.1 };

/**
 * The sign × (乘号) between digits, which readers of words take for a letter (7X24小时). It floats beside the digits: a
 * letter X is as tall as they are, and an x stands on their line.
 */
export function timesSigns(stretch: Stretch, chars: readonly Char[]): Char[] {
  return chars.map((char, at) => {
    const [before, after] = [chars[at - 1], chars[at + 1]];
    if (!/^[xX]$/.test(char.text.normalize('NFKC')) || !before || !after) return char;
    const digits = [before, after].map((beside) => (/^\d$/.test(beside.text) ? reachOf(stretch, beside) : null));
    return digits.every((digit) => digit !== null && floats(reachOf(stretch, char), digit))
      ? { ...char, text: '×' }
      : char;
  });
}

/** From where to where down the page something reaches. */
interface Reach {
  readonly y0: number;
  readonly y1: number;
}

function reachOf({ blobs }: Stretch, { x0, x1 }: Char): Reach | null {
  const own = blobs.filter((blob) => (blob.x0 + blob.x1) / 2 >= x0 && (blob.x0 + blob.x1) / 2 < x1);
  if (own.length === 0) return null;
  return { y0: Math.min(...own.map(({ y0 }) => y0)), y1: Math.max(...own.map(({ y1 }) => y1)) };
}

function floats(sign: Reach | null, digit: Reach): boolean {
  const tall = digit.y1 - digit.y0;
  return sign !== null && sign.y1 - sign.y0 <= SIGN.tallest * tall && digit.y1 - sign.y1 >= SIGN.above * tall;
}
