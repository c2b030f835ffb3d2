import type { Box } from '../../model/box.ts';
import { union } from '../../model/box.ts';
import type { Grey } from './clean.ts';
import { guessSign } from './digits.ts';
import type { Char } from './read.ts';
import type { Stretch } from './segment.ts';
import { shapeOf } from './shapes.ts';

const OPENING: Readonly<Record<string, string>> = {
  ')': '(',
  '）': '（',
  '》': '《',
  '〉': '〈',
  '】': '【',
  '］': '［',
};
const BRACKETS = '(（《〈【［〔[{<';

/**
 * What the engine habitually gets wrong in words: an opening bracket of another kind than the closing one, a full stop
 * made of dust behind a short name, a sign of comparison before a number.
 */
export function tidyWords(grey: Grey, stretch: Stretch, chars: readonly Char[]): Char[] {
  return withSign(grey, stretch, withoutDust(stretch, matchBrackets(chars)));
}

/** Gives each closing bracket its like; a bracket read twice is read once. */
function matchBrackets(chars: readonly Char[]): Char[] {
  const out = [...chars];
  for (let at = 0; at < out.length; at++) {
    const want = OPENING[out[at]?.text ?? ''];
    if (want === undefined) continue;
    for (let back = at - 1; back >= 0; back--) {
      const before = out[back];
      if (!before || OPENING[before.text] !== undefined) break;
      if (!BRACKETS.includes(before.text)) continue;
      if (before.text !== want && !isPair(before.text, want)) out[back] = { ...before, text: want };
      const doubled = out[back - 1];
      if (doubled && BRACKETS.includes(doubled.text)) {
        out.splice(back - 1, 1);
        at--;
      }
      break;
    }
  }
  return out;
}

/** Round brackets of either width go together. */
function isPair(open: string, want: string): boolean {
  return '(（'.includes(open) && '(（'.includes(want);
}

/** Longest name from which a stop at either end is taken for dust. */
const SHORT = 18;
const STOPS = /^[。.,，、·'’‘`:：;；"”“\-_~]$/u;

function withoutDust({ cell }: Stretch, chars: readonly Char[]): Char[] {
  if (cell < 0 || chars.length > SHORT || chars.length < 2) return [...chars];
  const inner = chars.slice(1, -1).some((char) => /[。，；]/u.test(char.text));
  if (inner) return [...chars];
  const [first, last] = [chars[0], chars[chars.length - 1]];
  const from = first && STOPS.test(first.text) && !/^[“‘"—-]$/u.test(first.text) ? 1 : 0;
  const to = last && STOPS.test(last.text) && !/^[”’":：-]$/u.test(last.text) ? chars.length - 1 : chars.length;
  return chars.slice(from, to);
}

/** What the engine takes signs of comparison for, having learnt none. */
const SIGN_LIKE = /^[><≥≤》《〉〈＞＜过之这乏和达运三=二]$/u;

/** Reads the sign before a number (≥95%) by its shape. */
function withSign(grey: Grey, stretch: Stretch, chars: readonly Char[]): Char[] {
  const [first, second] = chars;
  if (!first) return [...chars];
  const bare = /^\d$/.test(first.text);
  const signed = SIGN_LIKE.test(first.text) && second !== undefined && /^\d$/.test(second.text);
  if (!bare && !signed) return [...chars];
  const box = leading(stretch);
  if (!box) return [...chars];
  const seen = guessSign(shapeOf(grey, box));
  if (!seen || seen.confidence < 0.8) return [...chars];
  const sign: Char = { ...first, text: seen.label, confidence: seen.confidence, x0: box.x0, x1: box.x1 };
  return signed ? [sign, ...chars.slice(1)] : [sign, ...chars];
}

/** The box of the first character: blobs from the left that stand one above the other. */
function leading({ blobs, y0, y1 }: Stretch): Box | null {
  const [first] = blobs;
  if (!first) return null;
  const own = [first];
  let right = first.x1;
  for (const blob of blobs.slice(1)) {
    if (blob.x0 >= right - 1) break;
    own.push(blob);
    right = Math.max(right, blob.x1);
  }
  const box = union(own);
  const height = y1 - y0;
  return box && box.y1 - box.y0 > 0.4 * height && box.x1 - box.x0 > 0.3 * height && box.x1 - box.x0 < 1.3 * height
    ? box
    : null;
}
