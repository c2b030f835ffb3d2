import type { Stretch } from './cut-lines.ts';
import type { Char } from './read-stretches.ts';

/** Print at the end of a line, in parts of its height, from which a character may have been lost there. */
const LEFT_OVER = 0.5;
/** Width of an ideograph, in parts of the height of its line, from which its box holds another that was not read. */
const WIDE = 1.8;
/** How sure the neighbour of a lost character is. */
const LOST = 0.55;

const HAN = /\p{Script=Han}/u;

/** Print at either end of a stretch that no character stands for, in parts of its height. */
function uncovered(chars: readonly Char[], { x0, x1, y0, y1 }: Stretch): [before: number, after: number] {
  const [first, last] = [chars[0], chars[chars.length - 1]];
  if (!first || !last) return [Infinity, Infinity];
  return [(first.x0 - x0) / (y1 - y0), (x1 - last.x1) / (y1 - y0)];
}

/** Whether an ideograph is so wide that it stands for two: readers leave out what their dictionary lacks. */
function isWide({ text, x0, x1 }: Char, stretch: Stretch): boolean {
  return HAN.test(text) && x1 - x0 > WIDE * (stretch.y1 - stretch.y0);
}

/** Whether there is print in a line that no character stands for: at its ends, or within it. */
export function hasLost(chars: readonly Char[], stretch: Stretch): boolean {
  return Math.max(...uncovered(chars, stretch)) > LEFT_OVER || chars.some((char) => isWide(char, stretch));
}

/** The characters beside print that none stands for are doubtful: one may have been lost. */
export function doubtBesideLost(chars: readonly Char[], stretch: Stretch): Char[] {
  const [before, after] = uncovered(chars, stretch);
  const doubt = (char: Char): Char => ({ ...char, confidence: Math.min(char.confidence, LOST) });
  return chars.map((char, at) =>
    (at === 0 && before > LEFT_OVER) || (at === chars.length - 1 && after > LEFT_OVER) || isWide(char, stretch)
      ? doubt(char)
      : char,
  );
}

/** Most characters that a reader loses of one line. */
const MOST_LOST = 2;

/**
 * The second of two readings where it is the first and one or two ideographs more: what both read is as sure as two
 * readers make it, what the first lost as sure as the second was of it. Null where they differ in anything else.
 */
export function withLost(one: readonly Char[], two: readonly Char[], confirmed: number): Char[] | null {
  const more = two.length - one.length;
  if (more < 1 || more > MOST_LOST) return null;
  const whole: Char[] = [];
  let at = 0;
  for (const char of two) {
    const known = one[at];
    if (known && narrow(known.text) === narrow(char.text)) {
      whole.push({ ...char, text: known.text, confidence: Math.max(known.confidence, confirmed) });
      at++;
    } else if (HAN.test(char.text)) whole.push(char);
    else return null;
  }
  return at === one.length ? whole : null;
}

/** Full-width marks and letters as half-width ones. */
export function narrow(text: string): string {
  return text.normalize('NFKC');
}
