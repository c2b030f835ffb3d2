import type { Box } from '../../../model/box.ts';
import type { Grey } from '../image/clean-ink.ts';
import { INK } from '../image/straighten.ts';
import type { Char } from '../lines/read-stretches.ts';
import { guessDigit } from './digit-net.ts';
import { shapeOf } from './digit-shapes.ts';

/** From how sure the net must be of a digit, and how little like none it may look, for its word to count. */
const CLEAR = { confidence: 0.9, strange: 0.1 };
/** The same where the engine was not sure, and from when on it is. */
const LIKELY = { confidence: 0.8, strange: 0.5 };
const ENGINE_SURE = 0.95;
/** A digit that engine and net read alike, and one that they read otherwise. */
const AGREED = 0.97;
const DISPUTED = 0.5;
/** Least height of a digit in parts of its line's, and in pixels. */
const TALL = 0.45;
const LEAST_HEIGHT = 6;

/**
 * The digits of a value in words (≥95%, 125人) held against their outlines: the line reader alone reads these, and takes
 * worn ones for others. What both say is sure, what they do not is in doubt; where the reader was unsure, the net's word stands.
 */
export function withDigits(grey: Grey, line: Box, chars: readonly Char[]): Char[] {
  return chars.map((char, at) => {
    // a sign that touches the digit is in its box
    if (!/^\d$/.test(char.text) || (chars[at - 1]?.x1 ?? 0) > char.x0) return char;
    const place = inkOf(grey, char);
    if (place === null || place.y1 - place.y0 < Math.max(LEAST_HEIGHT, TALL * (line.y1 - line.y0))) return char;
    const { label, confidence, strange } = guessDigit(shapeOf(grey, place));
    const says = (bound: typeof CLEAR) => confidence >= bound.confidence && strange <= bound.strange;
    if (label === char.text) return says(CLEAR) ? { ...char, confidence: Math.max(char.confidence, AGREED) } : char;
    const unsure = char.confidence < ENGINE_SURE;
    if (!says(unsure ? LIKELY : CLEAR)) return char;
    return { ...char, text: unsure ? label : char.text, confidence: Math.min(char.confidence, DISPUTED) };
  });
}

/** A character's box drawn in to its ink; null where there is none. */
function inkOf({ width, data }: Grey, box: Box): Box | null {
  const [left, right] = [Math.floor(box.x0), Math.ceil(box.x1)];
  let [x0, x1, y0, y1] = [right, left, box.y1, box.y0];
  for (let y = box.y0; y < box.y1; y++)
    for (let x = left; x < right; x++) {
      if ((data[y * width + x] ?? 255) >= INK) continue;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x + 1);
      y0 = Math.min(y0, y);
      y1 = y + 1;
    }
  return x1 > x0 ? { x0, y0, x1, y1 } : null;
}
