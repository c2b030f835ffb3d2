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

/** Fewest ideographs that tell how wide those of a line are, and by how much wider one is, or further off, beside a lost one. */
const TELLING = 4;
const FURTHER = 1.75;

/**
 * Per character whether one beside it was left out: an ideograph is so wide that it stands for two, as readers leave out
 * what their dictionary lacks, or so far from the next one that there is room for another: 一 is worn away first.
 */
function besideLost(chars: readonly Char[], stretch: Stretch): boolean[] {
  const widths = chars.flatMap(({ text, x0, x1 }) => (HAN.test(text) ? x1 - x0 : [])).sort((a, b) => a - b);
  const usual = widths.length < TELLING ? Infinity : (widths[widths.length >> 1] ?? Infinity);
  const widest = Math.min(WIDE * (stretch.y1 - stretch.y0), FURTHER * usual);
  const middle = ({ x0, x1 }: Char) => (x0 + x1) / 2;
  const isFar = (one: Char | undefined, next: Char | undefined) =>
    one && next && HAN.test(one.text) && HAN.test(next.text) && middle(next) - middle(one) > FURTHER * usual;
  return chars.map((char, at) => {
    const wide = HAN.test(char.text) && char.x1 - char.x0 > widest;
    return wide || isFar(char, chars[at + 1]) === true || isFar(chars[at - 1], char) === true;
  });
}

/** Whether there is print in a line that no character stands for, or room for some: at its ends, or within it. */
export function hasLost(chars: readonly Char[], stretch: Stretch): boolean {
  if (Math.max(...uncovered(chars, stretch)) > LEFT_OVER) return true;
  return besideLost(chars, stretch).includes(true);
}

/** How far from the beginning of its line, in parts of its height, the middle of a first digit lies at most. */
const FIRST_DIGIT = 0.58;
/** White that parts two symbols, in parts of the line's height: less is a break within one. */
const BREAK = 0.06;

/** The columns of a line's symbols, from left to right. */
function symbolsOf({ blobs, y0, y1 }: Stretch): { x0: number; x1: number }[] {
  const symbols: { x0: number; x1: number }[] = [];
  for (const { x0, x1 } of [...blobs].sort((a, b) => a.x0 - b.x0)) {
    const last = symbols.at(-1);
    if (last && x0 - last.x1 < BREAK * (y1 - y0)) last.x1 = Math.max(last.x1, x1);
    else symbols.push({ x0, x1 });
  }
  return symbols;
}

/** What numbers are written with; a per cent sign is up to three symbols side by side, all others are one. */
const NUMERIC = /^[\d.,，≥≤<>=＜＞＝%％/-]$/u;
const PER_CENT = /^[%％]$/u;

/**
 * How many characters at the beginning of a line are a number with print that none of them stands for: a symbol before its
 * first digit, or more symbols than characters (<台 for <11台, 45个 for =45个).
 */
function besideLostSymbol(chars: readonly Char[], stretch: Stretch): number {
  const end = chars.findIndex(({ text }) => !NUMERIC.test(text));
  const number = end < 0 ? chars : chars.slice(0, end);
  const [first] = number;
  if (first === undefined || stretch.cell < 0) return 0;
  const limit = chars[number.length]?.x0 ?? Infinity;
  const symbols = symbolsOf(stretch).filter(({ x0, x1 }) => (x0 + x1) / 2 < limit);
  const furthest = Math.min(symbols[0]?.x1 ?? Infinity, stretch.x0 + FIRST_DIGIT * (stretch.y1 - stretch.y0));
  const isBefore = /^\d$/u.test(first.text) && (first.x0 + first.x1) / 2 > furthest;
  const most = number.length + 2 * number.filter(({ text }) => PER_CENT.test(text)).length;
  return isBefore || symbols.length > most ? number.length : 0;
}

/** The characters beside print that none stands for are doubtful: one may have been lost. */
export function doubtBesideLost(chars: readonly Char[], stretch: Stretch): Char[] {
  const [before, after] = uncovered(chars, stretch);
  const beside = besideLost(chars, stretch);
  const numeric = besideLostSymbol(chars, stretch);
  const doubt = (char: Char): Char => ({ ...char, confidence: Math.min(char.confidence, LOST) });
  return chars.map((char, at) => {
    const lost = (at === 0 && before > LEFT_OVER) || (at === chars.length - 1 && after > LEFT_OVER);
    return lost || at < numeric || beside[at] === true ? doubt(char) : char;
  });
}

/** Print beside ink that was left out as no print is doubtful: some of it may have been left out with it. */
export function doubtMarred(chars: readonly Char[]): Char[] {
  return chars.map((char) => ({ ...char, confidence: Math.min(char.confidence, LOST) }));
}

/** What only the second reader sees is no surer than this: sure enough for a name, and no surer than what both read. */
const SEEN_ONCE = 0.96;

/** Most characters that a reader loses of one line. */
const MOST_LOST = 2;

/**
 * The second of two readings where it is the first and one or two ideographs more: what both read is as sure as two
 * readers make it, what the first lost no surer than the second was of it. Null where they differ in anything else.
 */
export function withLost(
  one: readonly Char[],
  two: readonly Char[],
  stretch: Stretch,
  confirmed: number,
): Char[] | null {
  const more = two.length - one.length;
  if (more < 1 || more > MOST_LOST) return null;
  const whole: Char[] = [];
  const lost = new Set<number>();
  let at = 0;
  for (const char of two) {
    const known = one[at];
    if (known && narrow(known.text) === narrow(char.text)) {
      whole.push({ ...known, confidence: Math.max(known.confidence, confirmed) });
      at++;
    } else if (HAN.test(char.text)) {
      lost.add(whole.length);
      whole.push({ ...char, confidence: Math.min(char.confidence, SEEN_ONCE) });
    } else return null;
  }
  return at === one.length ? givenRoom(whole, lost, stretch) : null;
}

/** What the first reading lost takes its room beside it: of places the second engine knows little. */
function givenRoom(whole: readonly Char[], lost: ReadonlySet<number>, { x0, x1 }: Stretch): Char[] {
  const out = [...whole];
  for (let from = 0; from < out.length; from++) {
    if (!lost.has(from)) continue;
    let to = from + 1;
    while (lost.has(to)) to++;
    const [first, last] = [Math.max(0, from - 1), Math.min(out.length - 1, to)];
    const left = from === 0 ? x0 : (out[first]?.x0 ?? x0);
    const each = ((to === out.length ? x1 : (out[last]?.x1 ?? x1)) - left) / (last - first + 1);
    for (let at = first; at <= last; at++) {
      const char = out[at];
      if (char) out[at] = { ...char, x0: left + (at - first) * each, x1: left + (at - first + 1) * each };
    }
    from = to;
  }
  return out;
}

/** Full-width marks and letters as half-width ones. */
export function narrow(text: string): string {
  return text.normalize('NFKC');
}
