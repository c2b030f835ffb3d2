import type { Box } from '../../../model/box.ts';
import type { Alternative } from '../../../model/page.ts';
import type { Recogniser } from '../../../model/raster.ts';
import type { Grey } from '../image/clean-ink.ts';
import type { Prepared } from '../image/prepare.ts';
import { loneSign, withSign } from '../numbers/comparison-signs.ts';
import type { Segment } from '../numbers/cut-digits.ts';
import { type Decision, decide, isAgreed, settledRead } from '../numbers/decide-number.ts';
import { withDigits } from '../numbers/digits-in-words.ts';
import {
  type FigureCandidate,
  findFigures,
  findTwins,
  learnAlphabet,
  readByShape,
  type ShapeReading,
} from '../numbers/number-candidates.ts';
import { mayBeWornFour, wornAside } from '../numbers/worn-digits.ts';
import { markCut } from './cut-at-edge.ts';
import type { Stretch } from './cut-lines.ts';
import { doubtBesideLost, doubtMarred, hasLost, narrow, withLost } from './lost-print.ts';
import { readLines } from './read-lines.ts';
import { type Char, evenHeight, inOrder, LINE_HEIGHT, readStretches } from './read-stretches.ts';
import { tidyWords } from './tidy-words.ts';
import { timesSigns } from './times-sign.ts';

/** What is printed in one stretch: its characters with boxes in pixels, and other readings of the whole. */
export interface Reading {
  readonly stretch: Stretch;
  readonly chars: readonly Char[];
  readonly others: readonly Pick<Alternative, 'text' | 'confidence' | 'how'>[];
}

const WORDS = { layout: 'block', alphabet: 'any' } as const;
/** Heights for second readings: enough apart from the first to be another look at the print. */
const SECOND_HEIGHT = 30;
const SECOND_TEXT_HEIGHT = 44;
/** Confidence of its worst character below which a line of words is read again. */
const DOUBTFUL = 0.8;
/** The same for lines in cells longer than a name, of which hardly any is without a doubtful character. */
const DOUBTFUL_PROSE = 0.4;
const LONGEST_NAME = 16;

/** Reads everything on a prepared picture, figures by several readers that must agree. */
export async function readAll(picture: Prepared, recogniser: Recogniser): Promise<Reading[]> {
  const { grey, stretches, marred } = picture;
  const rows = await readOnce(picture, recogniser);
  const figures = findFigures(grey, stretches, rows, recogniser.lines !== null);
  const alphabet = learnAlphabet(figures);
  const shapes = figures.map((figure) => {
    recogniser.inTime?.();
    return readByShape(figure, alphabet);
  });
  const decided = await decideFigures(picture, figures, shapes, recogniser);
  const readings = stretches.map((stretch, index): Reading => {
    const found = decided.get(index);
    if (!found) return { stretch, chars: rows[index] ?? [], others: [] };
    const chars = spell(grey, found, stretch);
    return { stretch, chars, others: [...found.decision.others, ...wornAside(chars)] };
  });
  const reread = await rereadWords(picture, readings, decided, recogniser);
  return reread
    .map((reading, index) => (decided.has(index) ? reading : tidied(grey, reading)))
    .map((reading) => (marred.has(reading.stretch) ? { ...reading, chars: doubtMarred(reading.chars) } : reading))
    .map((reading) => ({ ...reading, chars: markCut(reading.chars, reading.stretch, picture) }))
    .filter((reading) => reading.chars.length > 0);
}

/** Words put right where the engine habitually errs. */
function tidied(grey: Grey, reading: Reading): Reading {
  const alone = reading.stretch.cell < 0 ? null : loneSign(grey, reading.stretch, reading.chars);
  if (alone !== null) return { ...reading, chars: alone };
  const { stretch } = reading;
  const signed = withSign(grey, stretch, reading.chars) ?? reading.chars;
  const short = stretch.cell >= 0 && signed.length <= LONGEST_NAME;
  const chars = doubtBesideLost(short ? withDigits(grey, stretch, signed) : signed, stretch);
  return { ...reading, chars: timesSigns(stretch, tidyWords(stretch, chars)) };
}

/**
 * The engine's first reading of every stretch. Of figures that the net surely takes for the same the engine reads one;
 * where it agrees with the net, its reading stands for all of them.
 */
async function readOnce(picture: Prepared, recogniser: Recogniser): Promise<Char[][]> {
  const { grey, stretches } = picture;
  const twins = findTwins(grey, stretches);
  const first = stretches.filter((_, index) => !twins.has(index));
  const read = await readFirst(picture, first, recogniser);
  const rows = new Map(first.map((stretch, at) => [stretch, read[at] ?? []]));
  const unlike: Stretch[] = [];
  for (const [index, { like, text }] of twins) {
    const [stretch, model] = [stretches[index], stretches[like]];
    const row = model ? (rows.get(model) ?? []) : [];
    if (!stretch) continue;
    if (settledRead(textOf(row)) === text) rows.set(stretch, row);
    else unlike.push(stretch);
  }
  const rest = await readFirst(picture, unlike, recogniser);
  unlike.forEach((stretch, at) => {
    rows.set(stretch, rest[at] ?? []);
  });
  return stretches.map((stretch) => rows.get(stretch) ?? []);
}

function readFirst({ grey, em }: Prepared, stretches: readonly Stretch[], recogniser: Recogniser): Promise<Char[][]> {
  const { lines, blocks } = recogniser;
  return lines
    ? readLines(grey, stretches, em, lines)
    : readStretches(grey, stretches, evenHeight(LINE_HEIGHT, em), blocks, WORDS);
}

interface Decided {
  readonly decision: Decision;
  readonly segments: readonly Segment[];
}

/** Decides each figure; those on which the first two readers differ are read once more. */
async function decideFigures(
  picture: Prepared,
  figures: readonly FigureCandidate[],
  shapes: readonly (ShapeReading | null)[],
  recogniser: Recogniser,
): Promise<Map<number, Decided>> {
  const wanted = figures.flatMap((figure, at) => {
    const shape = shapes[at] ?? null;
    return !isAgreed(figure, shape) && couldBeFigure(figure, shape) ? [{ figure, at }] : [];
  });
  const again = await readStretches(
    picture.grey,
    wanted.flatMap(({ figure }) => picture.stretches[figure.index] ?? []),
    evenHeight(SECOND_HEIGHT, picture.em),
    recogniser.blocks,
    { layout: 'block', alphabet: 'amount' },
  );
  const second = new Map(wanted.map(({ at }, order) => [at, (again[order] ?? []).map((char) => char.text).join('')]));
  const decided = new Map<number, Decided>();
  figures.forEach((figure, at) => {
    const shape = shapes[at] ?? null;
    if (!couldBeFigure(figure, shape)) return;
    const decision = decide(figure, shape, second.get(at) ?? null);
    if (decision) decided.set(figure.index, { decision, segments: figure.segments });
  });
  return decided;
}

/** How clear outlines must be to be digits where the engine saw one or nothing, and where it read words alone. */
const CLEAR = 0.4;
const CLEAR_OF_WORDS = 0.85;

/** Whether a row of outlines is worth reading as a figure: the engine saw one, mostly one, or the shapes are clear. */
function couldBeFigure(figure: FigureCandidate, shape: ShapeReading | null): boolean {
  if (settledRead(figure.read) !== null) return true;
  const digits = [...figure.read].filter((char) => char >= '0' && char <= '9').length;
  if (digits * 2 >= figure.read.length && figure.read.length > 0) return true;
  return (shape?.clarity ?? 0) >= (digits > 0 || figure.read.length === 0 ? CLEAR : CLEAR_OF_WORDS);
}

/** The characters of a figure at the places of its outlines. */
function spell(grey: Grey, { decision: { text, confidence }, segments }: Decided, stretch: Stretch): Char[] {
  const [first, last] = [segments[0], segments[segments.length - 1]];
  const x0 = first?.x0 ?? stretch.x0;
  const x1 = last?.x1 ?? stretch.x1;
  const chars = [...text].map((char, at): Char => {
    const own = segments.length === text.length ? segments[at] : undefined;
    const from = own?.x0 ?? x0 + ((x1 - x0) * at) / text.length;
    const to = own?.x1 ?? x0 + ((x1 - x0) * (at + 1)) / text.length;
    const isWorn = char === '1' && own !== undefined && mayBeWornFour(grey, own, segments[at - 1]);
    const box = { x0: from, x1: to, y0: stretch.y0, y1: stretch.y1 };
    return { ...box, text: char, confidence, ...(isWorn ? { worn: true } : {}) };
  });
  return inOrder(chars);
}

/**
 * Reads doubtful words again. The same engine at another size may be surer; another engine that reads the same makes
 * sure, one that reads otherwise stays beside it.
 */
async function rereadWords(
  picture: Prepared,
  readings: Reading[],
  decided: ReadonlyMap<number, unknown>,
  { lines, blocks }: Recogniser,
): Promise<Reading[]> {
  const { grey, em } = picture;
  const tables = readings.some((reading) => reading.stretch.cell >= 0);
  const again = async (
    from: readonly Reading[],
    read: (stretches: Stretch[]) => Promise<Char[][]>,
    weigh: (reading: Reading, second: readonly Char[]) => Pick<Reading, 'chars' | 'others'>,
  ): Promise<Reading[]> => {
    const doubtful = from.filter((reading, index) => !decided.has(index) && isDoubtful(reading, tables));
    const rows = await read(doubtful.map(({ stretch }) => stretch));
    const second = new Map(doubtful.map((reading, at) => [reading, rows[at] ?? []]));
    return from.map((reading) => {
      const row = second.get(reading);
      return row ? { ...reading, ...weigh(reading, row) } : reading;
    });
  };
  const larger = (stretches: Stretch[]) =>
    readStretches(grey, stretches, evenHeight(SECOND_TEXT_HEIGHT, em), blocks, WORDS);
  const surer = ({ chars }: Reading, row: readonly Char[]) => surerOf(chars, row);
  if (!lines) return again(readings, larger, surer);
  const wider = await again(readings, (stretches) => readLines(grey, stretches, em, lines, 1), surer);
  return again(wider, larger, confirmed);
}

/** Confidence of a character that two engines read alike, and by how much at most one is surer for the other. */
const CONFIRMED = 0.97;
const SURER_BY = 0.36;

/**
 * The first reading, surer where another engine reads the same character; the other beside it where it differs, and in its
 * place where it only has what the first one lost. A character that the first engine read in two ways is no surer for it, and
 * one of which it was hardly sure is not sure for it: print that is worn is misread alike by both (选 for 遗, 广 for 厂).
 */
export function confirmed(first: Reading, two: readonly Char[]): Pick<Reading, 'chars' | 'others'> {
  const { chars: one, others, stretch } = first;
  const alike = one.length === two.length;
  const whole = hasLost(one, stretch) ? withLost(one, two, stretch, CONFIRMED) : null;
  if (whole !== null) return { chars: whole, others: besides(whole, [one]) };
  const ways = others.map(({ text }) => [...text]).filter(({ length }) => length === one.length);
  const chars = one.map((char, at) =>
    alike && narrow(two[at]?.text ?? '') === narrow(char.text) && ways.every((way) => way[at] === char.text)
      ? { ...char, confidence: Math.max(char.confidence, Math.min(CONFIRMED, char.confidence + SURER_BY)) }
      : char,
  );
  return { chars, others: besides(chars, [two]) };
}

/** By so much must a reading of another length be surer on the whole to be taken instead. */
const SURER = 0.02;

/** What it takes off a character that the same engine read otherwise at another size, in parts of how sure it was of that. */
const SAID_OTHERWISE = 0.25;

/**
 * Of two readings of the same words the surer, character by character where they are as long, else as a whole. A character
 * that was read in two ways is less sure (让 for 计).
 */
export function surerOf(one: readonly Char[], two: readonly Char[]): Pick<Reading, 'chars' | 'others'> {
  if (one.length === two.length) {
    const chars = one.map((char, at) => {
      const other = two[at];
      if (!other) return char;
      const [best, least] = other.confidence > char.confidence ? [other, char] : [char, other];
      const most = narrow(best.text) === narrow(least.text) ? 1 : 1 - SAID_OTHERWISE * least.confidence;
      return { ...char, text: best.text, confidence: Math.min(best.confidence, most) };
    });
    return { chars, others: besides(chars, [one, two]) };
  }
  const chars = mean(two) > mean(one) + SURER ? two : one;
  return { chars, others: besides(chars, [one, two]) };
}

/** Readings whose text differs from the one kept. */
function besides(kept: readonly Char[], rows: readonly (readonly Char[])[]): Reading['others'] {
  const text = textOf(kept);
  return rows
    .filter((row) => row.length > 0 && textOf(row) !== text)
    .map((row) => ({ text: textOf(row), confidence: mean(row) * 0.5, how: 'scale' }));
}

/** The text of a row of characters. */
export function textOf(chars: readonly Char[]): string {
  return chars.map((char) => char.text).join('');
}

/** Mean confidence; 0 for nothing. */
export function mean(chars: readonly Char[]): number {
  return chars.length === 0 ? 0 : chars.reduce((sum, char) => sum + char.confidence, 0) / chars.length;
}

/**
 * Whether words should be read again: a doubtful character, or print that no character stands for. Lines of prose on
 * pages without a table are read once: no word of theirs names a table or a line of one.
 */
function isDoubtful({ chars, stretch }: Reading, tables: boolean): boolean {
  const height = stretch.y1 - stretch.y0;
  if (!tables && stretch.x1 - stretch.x0 > LONGEST_NAME * height) return false;
  if (hasLost(chars, stretch)) return true;
  const prose = stretch.cell >= 0 && chars.length > LONGEST_NAME;
  return worst(chars) < (prose ? DOUBTFUL_PROSE : DOUBTFUL);
}

function worst(chars: readonly Char[]): number {
  return chars.length === 0 ? 0 : Math.min(...chars.map((char) => char.confidence));
}

/** The box around a row of characters; the stretch itself when nothing was read. */
export function boxOf(reading: Reading): Box {
  const [first, last] = [reading.chars[0], reading.chars[reading.chars.length - 1]];
  const { y0, y1 } = reading.stretch;
  return first && last ? { x0: first.x0, y0, x1: last.x1, y1 } : reading.stretch;
}
