import { type Box, overlap } from '../../model/box.ts';
import type { Turn } from '../../model/page.ts';
import type { PagePicture, Recogniser } from '../../model/raster.ts';
import type { RawPage } from '../../model/raw-page.ts';
import { frameOf, onPage, turnOf } from './image/frame.ts';
import { type Prepared, preparedOf, upsideDown } from './image/prepare.ts';
import type { Stretch } from './lines/cut-lines.ts';
import { readLines } from './lines/read-lines.ts';
import { type Char, evenHeight, readStretches } from './lines/read-stretches.ts';
import { settledRead } from './numbers/decide-number.ts';
import { Alphabet } from './numbers/digit-shapes.ts';
import { cutAt, LEVELS, readByShape } from './numbers/number-candidates.ts';
import { narrowFigure } from './numbers/number-grammar.ts';

/** Heights of print at which figures were not read before: each is another look for an engine. */
const HEIGHTS = [26, 40, 56];
/** How much narrower lines are set: other than at the first reading. */
const SQUEEZES = [1, 0.7];
/** Clearness of the least clear digit from which outlines count as a reading. */
const CLEAR = 0.5;

/**
 * Looks again (复看) at figures that were read before: each is read in several ways that the first reading did not use.
 * Per box, on the page as it was turned upright, the well-formed readings, equal ones repeated; none where no single
 * stretch of print lies in it.
 */
export async function lookAgain(
  raw: RawPage,
  picture: PagePicture,
  turn: Turn,
  boxes: readonly Box[],
  recogniser: Recogniser,
): Promise<string[][]> {
  const prepared = preparedAs(picture, turn, recogniser);
  if (prepared === null) return boxes.map(() => []);
  const frame = frameOf(raw, picture, prepared);
  const places = prepared.stretches.map((stretch) => onPage(stretch, frame));
  const found = boxes.map((box) => {
    const inside = prepared.stretches.filter((_, at) => meets(places[at], box));
    // Another look at print sees no more of what was left out beside it.
    return inside.length === 1 && inside.every((stretch) => !prepared.marred.has(stretch)) ? inside[0] : undefined;
  });
  const stretches = [...new Set(found)].flatMap((stretch) => stretch ?? []);
  const readings = new Map(stretches.map((stretch) => [stretch, outlines(prepared, stretch)]));
  for (const rows of await readAnew(prepared, stretches, recogniser))
    rows.forEach((row, at) => {
      const [stretch, read] = [stretches[at], settledRead(narrowFigure(row.map(({ text }) => text).join('')))];
      if (stretch && read !== null) readings.get(stretch)?.push(read);
    });
  return found.map((stretch) => (stretch && readings.get(stretch)) ?? []);
}

/** The picture as it was prepared for the first reading, the same way up; null where that cannot be had. */
function preparedAs(picture: PagePicture, turn: Turn, { inTime }: Recogniser): Prepared | null {
  const prepared = preparedOf(picture, inTime);
  if (typeof prepared === 'string') return null;
  if (turnOf(picture, prepared) === turn) return prepared;
  const other = upsideDown(prepared, inTime);
  return turnOf(picture, other) === turn ? other : null;
}

/** Least part of the larger of two boxes that they share when they stand for the same print. */
const SAME = 0.5;

function meets(place: Box | undefined, box: Box): boolean {
  if (!place) return false;
  const shared = overlap(place.x0, place.x1, box.x0, box.x1) * overlap(place.y0, place.y1, box.y0, box.y1);
  return shared > SAME * Math.max(areaOf(place), areaOf(box));
}

function areaOf({ x0, y0, x1, y1 }: Box): number {
  return (x1 - x0) * (y1 - y0);
}

/** Readings by outlines alone, cut at each level of ink; one reader's, so equal ones count once. */
function outlines({ grey }: Prepared, stretch: Stretch): string[] {
  const readings = LEVELS.flatMap((level) => {
    const cut = cutAt(grey, stretch, level);
    const shape = cut && readByShape({ index: 0, read: '', ...cut }, new Alphabet([]));
    return shape && shape.clarity >= CLEAR ? (settledRead(shape.text) ?? []) : [];
  });
  return [...new Set(readings)];
}

/** Readings by the engines: per way of reading, a row of characters per stretch. */
async function readAnew(
  { grey, em }: Prepared,
  stretches: readonly Stretch[],
  { blocks, lines }: Recogniser,
): Promise<Char[][][]> {
  const ways: Char[][][] = [];
  for (const height of HEIGHTS) {
    const hint = { layout: 'block', alphabet: 'amount' } as const;
    ways.push(await readStretches(grey, stretches, evenHeight(height, em), blocks, hint));
  }
  if (lines !== null) for (const squeeze of SQUEEZES) ways.push(await readLines(grey, stretches, em, lines, squeeze));
  return ways;
}
