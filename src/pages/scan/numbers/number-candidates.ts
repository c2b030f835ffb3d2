import { COUNTERS } from '../../../words/characters.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Stretch } from '../lines/cut-lines.ts';
import type { Char } from '../lines/read-stretches.ts';
import { cutFigure, type Segment } from './cut-digits.ts';
import { type Guess, guessDigit } from './digit-net.ts';
import { Alphabet, flipped, type Likeness, type Sample, type Shape, shapeOf, shapesOf } from './digit-shapes.ts';
import { isFigure, narrowFigure, settle, withoutFalsePoints } from './number-grammar.ts';

/** A stretch that looks like a figure, with what its outlines and the engine say. */
export interface FigureCandidate {
  /** Index of the stretch. */
  readonly index: number;
  readonly segments: readonly Segment[];
  /** Per digit: its shape, and what the net takes it for. */
  readonly shapes: readonly Shape[];
  readonly guesses: readonly Guess[];
  /** The engine's reading, half-width, no spaces. */
  readonly read: string;
}

/** The reading of a figure by the shapes of its digits. */
export interface ShapeReading {
  readonly text: string;
  /** 0..1: how clearly the least clear digit is told from any other. */
  readonly clarity: number;
}

/** Ink levels tried in turn: the usual one, one that keeps hairlines, then those that shed pale marks on the print. */
export const LEVELS = [0.72, 0.86, 0.55, 0.42];

/**
 * Stretches whose outline is a row of digits, or which the engine reads as a figure (then perhaps without outlines).
 * @param trusted whether the engine that read `rows` is to be believed where it surely sees something else.
 */
export function findFigures(
  grey: Grey,
  stretches: readonly Stretch[],
  rows: readonly (readonly Char[])[],
  trusted: boolean,
): FigureCandidate[] {
  return stretches.flatMap((stretch, index) => {
    const read = narrowFigure((rows[index] ?? []).map((char) => char.text).join(''));
    if (trusted && (rows[index] ?? []).some(isSurelyForeign)) return [];
    const best = bestCut(grey, stretch, read);
    if (best && looksLikeFigure(best, read, rows[index] ?? [])) return [{ index, ...best, read }];
    // print that is cut into no digits is a figure all the same where it was read as one with separators
    const isRead = isFigure(read) && (!best || /[.,]/.test(read));
    return isRead ? [{ index, segments: [], shapes: [], guesses: [], read }] : [];
  });
}

/** Confidence from which a character that no figure holds (%, ≥, a letter, an ideograph) shows that this is none. */
const FOREIGN = 0.7;

function isSurelyForeign({ text, confidence }: Char): boolean {
  return confidence > FOREIGN && /[\p{L}%≥≤<>]/u.test(text.normalize('NFKC'));
}

/** A figure that looks like an earlier one. */
interface Twin {
  /** Index of the stretch it is like. */
  readonly like: number;
  /** What the net takes both for. */
  readonly text: string;
}

/** Fewest characters of a figure that is worth not reading twice, and certainty of the net for each of its digits. */
const SHORTEST_TWIN = 4;
const CERTAIN = 0.95;
/** How little like a digit each of them may be. */
const STRANGER = 0.03;

/** Per stretch that surely shows the same figure as an earlier one: which. Well-formed figures only. */
export function findTwins(grey: Grey, stretches: readonly Stretch[]): Map<number, Twin> {
  const first = new Map<string, number>();
  const twins = new Map<number, Twin>();
  stretches.forEach((stretch, index) => {
    const segments = cutFigure(grey, stretch, LEVELS[0] ?? 0);
    if (!segments || segments.length < SHORTEST_TWIN) return;
    const guesses = shapesOf(grey, segments).map(guessDigit);
    if (guesses.some((guess) => guess.confidence < CERTAIN || guess.strange > STRANGER)) return;
    let at = 0;
    const read = segments.map(({ kind }) => (kind === 'digit' ? guesses[at++]?.label : kind === 'dash' ? '-' : '.'));
    const text = settle(read.join(''))?.text;
    if (text === undefined) return;
    const like = first.get(text);
    if (like === undefined) first.set(text, index);
    else twins.set(index, { like, text });
  });
  return twins;
}

/** Digits by which a page's right way up can be told, and beyond which more tell nothing new. */
const ENOUGH_DIGITS = 12;
const MOST_DIGITS = 80;
/** Part of its stretch's height that a digit has; what is lower is a point or dust. */
const DIGIT_HEIGHT = 0.7;
/** Certainty, one way up or the other, from which a shape counts as a digit. */
const PLAIN = 0.8;

/**
 * Whether the page's digits stand the right way up, judged by the net alone: positive when they do, negative when they
 * stand on their heads, 0 when there are too few.
 */
export function uprightness(grey: Grey, stretches: readonly Stretch[]): number {
  let sum = 0;
  let count = 0;
  for (const stretch of stretches) {
    if (count >= MOST_DIGITS) break;
    if (!isNarrow(stretch)) continue;
    for (const blob of stretch.blobs) {
      if (blob.y1 - blob.y0 < DIGIT_HEIGHT * (stretch.y1 - stretch.y0)) continue;
      const shape = shapeOf(grey, blob);
      const [up, down] = [guessDigit(shape), guessDigit(flipped(shape))].map(
        (guess) => guess.confidence * (1 - guess.strange),
      );
      if (up === undefined || down === undefined || Math.max(up, down) < PLAIN) continue;
      sum += up - down;
      count++;
    }
  }
  return count < ENOUGH_DIGITS ? 0 : sum / count;
}

/** Lengths in heights: of a figure of some length, and of its characters, which are narrower than ideographs. */
const NARROW = { shortest: 1.6, longest: 10, char: 0.78 };

/** Whether a stretch may be a figure of some length: wider than high, of narrow blobs. */
function isNarrow({ x0, y0, x1, y1, blobs }: Stretch): boolean {
  const height = y1 - y0;
  if (x1 - x0 < NARROW.shortest * height || x1 - x0 > NARROW.longest * height) return false;
  return blobs.every((blob) => blob.x1 - blob.x0 < NARROW.char * height);
}

/** From where an outline is more likely no digit, or the net does not know which. */
const DOUBTFUL = { strange: 0.5, confidence: 0.6 };
/** How sure the engine must be of an ideograph for it to count, and how sure it may be where outlines say digit. */
const WORD = { counts: 0.5, overruled: 0.9 };
/** Outlines that are surely digits, whatever the engine read. */
const SURELY = { confidence: 0.95, strange: 0.1 };

/** Whether outlines and reading together speak for a figure rather than for words with digits (12月, 3年). */
function looksLikeFigure({ guesses }: Cut, read: string, row: readonly Char[]): boolean {
  const strange = guesses.filter(
    (guess) => guess.strange > DOUBTFUL.strange || guess.confidence < DOUBTFUL.confidence,
  ).length;
  const digits = [...read].filter(isDigit).length;
  const words = row.filter((char) => char.confidence > WORD.counts && /\p{Script=Han}/u.test(char.text));
  const counted = words.some((char) => COUNTERS.has(char.text)) && !/[.,]/.test(read);
  if (words.length > 0 && (counted || digits * 2 < read.length)) {
    const sure = guesses.every((guess) => guess.confidence > SURELY.confidence && guess.strange < SURELY.strange);
    return sure && (read.length === 1 || words.every((char) => char.confidence <= WORD.overruled));
  }
  // Ideographs that the engine lost: more outlines than it read, many of them like no digit.
  if (strange * 3 >= guesses.length && guesses.length > digits + 1) return false;
  return strange * 2 < guesses.length || digits * 2 >= read.length;
}

type Cut = Pick<FigureCandidate, 'segments' | 'shapes' | 'guesses'>;

/** What strangeness takes off a guess: one that is wholly strange counts half. */
const STRANGE_COST = 0.5;
/** What it counts that a cut has as many characters as were read; a cut with these and a clear worst digit is taken. */
const AS_MANY = 0.5;
const CLEAR_CUT = AS_MANY + 0.85;

/** The cut that has as many characters as the engine read and whose worst digit is clearest; a clear one ends the search. */
function bestCut(grey: Grey, stretch: Stretch, read: string): Cut | null {
  let best: Cut | null = null;
  let most = -1;
  for (const level of LEVELS) {
    const cut = cutAt(grey, stretch, level);
    if (!cut) continue;
    const worst = Math.min(...cut.guesses.map((guess) => guess.confidence * (1 - STRANGE_COST * guess.strange)));
    const score = worst + (cut.segments.length === read.length ? AS_MANY : 0);
    if (score > most) {
      best = cut;
      most = score;
    }
    if (most > CLEAR_CUT) break;
  }
  return best;
}

/** The characters of a figure cut at one level of ink, and what the net takes its digits for. */
export function cutAt(grey: Grey, stretch: Stretch, level: number): Cut | null {
  const segments = cutFigure(grey, stretch, level);
  if (!segments) return null;
  const shapes = shapesOf(grey, segments);
  return { segments, shapes, guesses: shapes.map(guessDigit) };
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

/** Certainty of the net from which it may name a sample by itself. */
const SURE = 0.97;

/** A sample that is named otherwise by its like is kept only where another digit is about as near: nobody knows then. */
const AS_NEAR = 0.6;
/** Certainty of the net that is enough where the engine read the same. */
const AGREED = 0.5;

/** The page's own digits, learnt where engine and net agree or the net is sure; cleansed once by their own verdict. */
export function learnAlphabet(figures: readonly FigureCandidate[]): Alphabet {
  const first = figures.flatMap(samplesOf);
  const rough = new Alphabet(first);
  const kept = first.filter((sample) => {
    const seen = rough.nearest(sample.shape, sample.owner);
    return seen === null || seen.label === sample.label || seen.distance > AS_NEAR * seen.next;
  });
  return new Alphabet(kept);
}

function samplesOf({ read, segments, shapes, guesses, index }: FigureCandidate): Sample[] {
  const digits = read.length === segments.length ? [...read].filter(isDigit) : [];
  return guesses.flatMap((guess, at) => {
    const shape = shapes[at];
    const named = digits.length === guesses.length && digits[at] === guess.label && guess.confidence > AGREED;
    if (!shape || guess.strange > DOUBTFUL.strange || !(named || guess.confidence >= SURE)) return [];
    return [{ shape, label: guess.label, owner: index }];
  });
}

/** From how many widths on a low mark is so tall that it is a comma. */
const COMMA = 1.4;

/** Reads a figure by its shapes alone: by the net, and by likeness to the page's other digits. */
export function readByShape(figure: FigureCandidate, alphabet: Alphabet): ShapeReading | null {
  if (figure.segments.length === 0) return null;
  let text = '';
  let clarity = 1;
  let at = 0;
  for (const segment of figure.segments) {
    if (segment.kind === 'dash') text += '-';
    else if (segment.kind === 'point') text += segment.y1 - segment.y0 > COMMA * (segment.x1 - segment.x0) ? ',' : '.';
    else {
      const [shape, guess] = [figure.shapes[at], figure.guesses[at]];
      at++;
      if (!shape || !guess) return null;
      // A digit that stands nowhere else on the page is like none of the others.
      const known = alphabet.knows(guess.label, figure.index);
      const digit = weigh(guess, known ? alphabet.nearest(shape, figure.index) : null);
      text += digit.label;
      clarity = Math.min(clarity, digit.clarity);
    }
  }
  return { text: withoutFalsePoints(text, figure.read), clarity };
}

/** Distance from which a shape is like none of the page's digits, and what the net's word alone counts then. */
const UNLIKE = 0.12;
const NET_ALONE = 0.9;
/** Likeness where the page has only one kind of digit to compare with. */
const ONE_KIND = 0.4;
/** No digit of which net and likeness say different things is clearer than this. */
const DISPUTED = 0.6;

/** One digit by net and by likeness: agreement makes clear, contradiction doubtful. */
function weigh(guess: Guess, seen: Likeness | null): { label: string; clarity: number } {
  const known = guess.confidence * (1 - STRANGE_COST * guess.strange);
  if (seen === null || seen.distance > UNLIKE) return { label: guess.label, clarity: known * NET_ALONE };
  const alike = seen.next === Infinity ? ONE_KIND : Math.max(0, 1 - seen.distance / seen.next);
  if (seen.label === guess.label) return { label: guess.label, clarity: 1 - (1 - known) * (1 - alike) };
  const [label, most, least] = known >= alike ? [guess.label, known, alike] : [seen.label, alike, known];
  return { label, clarity: Math.max(0, Math.min(DISPUTED, most - least)) };
}
