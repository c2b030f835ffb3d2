import type { Box } from '../../model/box.ts';
import type { NoteCode } from '../../model/codes.ts';
import type { Note, Outcome } from '../../model/note.ts';
import { type Alternative, asDisplayed, type Glyph, type Page } from '../../model/page.ts';
import type { PagePicture, Recogniser } from '../../model/raster.ts';
import type { RawPage } from '../../model/raw-page.ts';
import { compareHidden } from './hidden-layer.ts';
import { frameOf, onPage } from './image/frame.ts';
import { type Prepared, preparedOf, upsideDown } from './image/prepare.ts';
import { boxOf, mean, type Reading, readAll } from './lines/read-all.ts';
import type { Char } from './lines/read-stretches.ts';
import { isNegative, positiveOf } from './negative.ts';
import { uprightness } from './numbers/number-candidates.ts';

/** What `inspect --image` shows: the picture as it was read. */
export interface Inspection {
  readonly prepared: Prepared;
  readonly readings: readonly Reading[];
}

/** Mean confidence below which a page may be upside down: upright print is read more surely, whatever its quality. */
const UPRIGHT = 0.88;
/** Mean confidence below which a page counts as hardly read. */
const POOR = 0.6;
/** How much surer the net must be of the digits one way up than the other. */
const CLEARLY = 0.15;
/** Lines compared both ways up, and how much surer the other way must be. */
const SAMPLE = 10;
const SURER = 0.04;

/**
 * Reads a scanned page (扫描页) from its picture: characters with confidences, ruling lines, second readings.
 * Coordinates are those of the upright, straightened page in points; `turn` and `slant` lead back.
 */
export async function recognise(raw: RawPage, picture: PagePicture, recogniser: Recogniser): Promise<Outcome<Page>> {
  const seen = await inspect(picture, recogniser);
  if (typeof seen === 'string') {
    return { value: emptyPage(raw), notes: [note(raw, `page-unreadable-${seen}`, picture.box)] };
  }
  const notes: Note[] = [];
  if (picture.raster.incomplete) notes.push(note(raw, 'picture-cut-off', picture.box));
  if (isPoor(seen)) notes.push(note(raw, 'page-poorly-read', picture.box));
  return { value: toPage(raw, picture, seen), notes };
}

/** Whether hardly anything was read, or hardly anything of what stands in tables. */
function isPoor({ prepared, readings }: Inspection): boolean {
  return prepared.faint || (readings.length > 0 && meanOf(readings) < POOR);
}

/** The same with everything in between, for looking at; the reason when there is nothing to read. */
export async function inspect(picture: PagePicture, recogniser: Recogniser): Promise<Inspection | 'dark' | 'noise'> {
  const prepared = preparedAnyWay(picture, recogniser);
  if (typeof prepared === 'string') return prepared;
  const up = uprightness(prepared.grey, prepared.stretches);
  if (up < -CLEARLY) return readWhole(upsideDown(prepared, recogniser.inTime), recogniser);
  const seen = await readWhole(prepared, recogniser);
  return up > CLEARLY || meanOf(seen.readings) >= UPRIGHT ? seen : betterWayUp(seen, recogniser);
}

/** A picture that is too dark, prepared as the negative that it is. */
function preparedAnyWay(picture: PagePicture, { inTime }: Recogniser): ReturnType<typeof preparedOf> {
  const prepared = preparedOf(picture, inTime);
  if (prepared !== 'dark' || !isNegative(picture.raster)) return prepared;
  return preparedOf({ ...picture, raster: positiveOf(picture.raster) }, inTime);
}

async function readWhole(prepared: Prepared, recogniser: Recogniser): Promise<Inspection> {
  return { prepared, readings: await readAll(prepared, recogniser) };
}

/** For pages without digits: reads the widest lines the other way up too, and the whole page where that goes better. */
async function betterWayUp(seen: Inspection, recogniser: Recogniser): Promise<Inspection> {
  const other = upsideDown(seen.prepared, recogniser.inTime);
  const sample = [...other.stretches].sort((a, b) => b.x1 - b.x0 - a.x1 + a.x0).slice(0, SAMPLE);
  const flipped = meanOf(await readAll({ ...other, stretches: sample }, recogniser));
  const widest = [...seen.readings].sort((a, b) => b.stretch.x1 - b.stretch.x0 - a.stretch.x1 + a.stretch.x0);
  return flipped < meanOf(widest.slice(0, SAMPLE)) + SURER ? seen : readWhole(other, recogniser);
}

function meanOf(readings: readonly Reading[]): number {
  return mean(readings.flatMap((reading) => reading.chars));
}

function toPage(raw: RawPage, picture: PagePicture, { prepared, readings }: Inspection): Page {
  const { origin, perPoint, ...upright } = frameOf(raw, picture, prepared);
  const place = (box: Box): Box => onPage(box, { ...upright, origin, perPoint });
  const compared = compareHidden(raw, readings, (box) => asDisplayed(place(box), upright));
  return {
    ...upright,
    number: raw.number,
    kind: 'scan',
    glyphs: compared.flatMap((reading) => reading.chars.map((char) => glyphOf(char, reading, place, perPoint))),
    rules: prepared.rules.map((rule) => ({
      ...rule,
      at: rule.at + (rule.axis === 'h' ? origin.y : origin.x),
      from: rule.from + (rule.axis === 'h' ? origin.x : origin.y),
      to: rule.to + (rule.axis === 'h' ? origin.x : origin.y),
    })),
    pictures: [],
    alternatives: compared.flatMap((reading): Alternative[] =>
      reading.others.map((other) => ({ ...other, box: place(boxOf(reading)) })),
    ),
    aside: [],
  };
}

function glyphOf(
  char: Pick<Char, 'text' | 'confidence' | 'worn' | 'cut'> & Box,
  { stretch }: Reading,
  place: (box: Box) => Box,
  perPoint: number,
): Glyph {
  return {
    ...place(char),
    text: char.text,
    size: (stretch.y1 - stretch.y0) / perPoint,
    source: 'ocr',
    confidence: char.confidence,
    clip: null,
    ...(char.worn ? { doubt: 'worn' } : {}),
    ...(char.cut ? { cut: true } : {}),
  };
}

function emptyPage(raw: RawPage): Page {
  const { number, width, height } = raw;
  return {
    number,
    width,
    height,
    turn: 0,
    kind: 'scan',
    glyphs: [],
    rules: [],
    pictures: [],
    alternatives: [],
    aside: [],
  };
}

function note(raw: RawPage, code: NoteCode, box: Box): Note {
  return { code, severity: 'warning', page: raw.number, box, statement: null, data: {} };
}
