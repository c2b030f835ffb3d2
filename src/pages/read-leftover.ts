import type { PdfPages } from '../engines/pdf/pdf.ts';
import { type Box, contains, overlap, union } from '../model/box.ts';
import type { Note, Outcome } from '../model/note.ts';
import { asDisplayed, asUpright, type Glyph, type Page, type Rule, type Turn } from '../model/page.ts';
import type { PagePicture } from '../model/raster.ts';
import type { RawGlyph, RawPage } from '../model/raw-page.ts';
import { UNREAD } from '../model/text.ts';
import { hiddenFigures } from './hidden-figures.ts';
import { boxedFigures, withBoxes } from './little-boxes.ts';
import { withLostInk } from './lost-ink.ts';
import { untoldFigures } from './text/untold.ts';
import { residualOf } from './triage/residual.ts';
import { isStrokeIn, printsIn } from './triage/unexplained.ts';

/** Reads the characters of a picture; what it cannot read comes as notes. */
export type Recognise = (picture: PagePicture) => Promise<Outcome<Page>>;

/** Pixels per point at which what is left is drawn: 200 dpi, at which print of tables is read best. */
const SCALE = 200 / 72;
/** Width and height in points from which a picture may hold a table with lines of its own. */
const TABLE_WIDTH = 80;
const TABLE_HEIGHT = 40;
/** Part of a character that another may share before they are one print. */
const SAME_PLACE = 0.3;
/** Darkness from which a pixel is ink, and how many of them a character has at least. */
const INK = 128;
const LEAST_INK = 6;

/**
 * Reads what a page's characters do not explain (余墨): renders the page, takes away what is explained, recognises the
 * rest and puts it in its place. What lies in a table and cannot be read is noted with its box.
 * @param recognise null where nothing may be recognised: then all of it in tables is noted.
 */
export async function readLeftover(
  pdf: PdfPages,
  raw: RawPage,
  page: Page,
  boxes: readonly Box[],
  recognise: Recognise | null,
): Promise<Outcome<Page>> {
  const lacking = [...boxedFigures(boxes, raw)];
  const left = boxes.filter((box) => !lacking.includes(box));
  if (left.length === 0) return tell(page, lacking, raw);
  const picture = residualOf(await pdf.render(raw.number, SCALE), raw, left);
  const inked = left.filter((box) => inkIn(picture, box) >= LEAST_INK);
  lacking.push(
    ...(await undecodedIn(
      pdf,
      raw,
      left.filter((box) => !inked.includes(box)),
    )),
  );
  if (inked.length === 0) return lacking.length === 0 ? { value: page, notes: [] } : tell(page, lacking, raw);
  const read = recognise === null ? null : (await recognise(picture)).value;
  const value = read === null ? page : withLostInk(withLeftover(page, read, inked, raw), picture, inked);
  return tell(value, [...inked, ...lacking], raw);
}

/** Those boxes without ink that are pictures which nobody could decode: what they show is not seen. */
async function undecodedIn(pdf: PdfPages, raw: RawPage, blank: readonly Box[]): Promise<readonly Box[]> {
  const found: Box[] = [];
  for (const box of blank) {
    const own = raw.pictures.filter(({ id, ...place }) => id !== '' && isOver(box, place));
    for (const { id } of own)
      if ((await pdf.undecoded?.(raw.number, id)) === true && !found.includes(box)) found.push(box);
  }
  return found;
}

/** Notes those boxes in tables in which nothing was recognised, and has a character without meaning stand for them. */
function tell(page: Page, boxes: readonly Box[], raw: RawPage): Outcome<Page> {
  const unread = boxes.filter((box) => isFramed(box, raw) && !isRead(box, page, raw));
  const blots = unread.filter((box) => !isTold(box, page, raw)).map((box) => blot(box, raw, page.turn));
  const shown = blots.length === 0 ? page : { ...page, glyphs: [...page.glyphs, ...blots] };
  return { value: shown, notes: unread.map((box) => unreadInk(raw, box)) };
}

/**
 * What was read of a sheet, with the amounts told of that neither its text nor its picture gave: print in other
 * directions, blackened print, characters of a font that nobody has.
 */
export function tellUntold({ value, notes: known }: Outcome<readonly Page[]>, raw: RawPage): Outcome<readonly Page[]> {
  const [page, ...others] = value;
  if (page === undefined || others.length > 0 || page.sheet !== undefined) return { value, notes: known };
  const notes = page.kind === 'text' ? [...known, ...tellHidden(raw)] : known;
  const prints = page.kind === 'scan' ? printsIn(raw) : [];
  const unknown = page.kind === 'scan' ? [] : printsIn({ ...raw, glyphs: raw.glyphs.filter(isUnknown) });
  const untold = [...untoldFigures(raw, page.turn), ...prints, ...unknown];
  if (untold.length === 0) return { value, notes };
  const upright = prints.map((box) => asUpright(box, raw.width, raw.height, page.turn));
  const unsure = unsurePrints(upright, raw, page.turn);
  const boxed = printsAround(upright, raw, page.turn, isBoxed);
  const glyphs = withBoxes(page, raw).map((glyph) =>
    [...unsure, ...boxed].some((box) => holds(box, glyph)) ? doubted(glyph, unsure) : glyph,
  );
  const told = tell({ ...page, glyphs }, untold, raw);
  return { value: [told.value], notes: [...notes, ...told.notes] };
}

/** Whether a font that is not in the file does not say what a character is: no picture of the page shows it either. */
function isUnknown({ missing, unreadable, visible }: RawGlyph): boolean {
  return visible && unreadable && missing === true;
}

/** One note of a page, with the box of all of them. */
function tellHidden(raw: RawPage): Note[] {
  const box = union(hiddenFigures(raw).filter((figure) => isFramed(figure, raw)));
  if (box === null) return [];
  return [{ code: 'hidden-figures', severity: 'warning', page: raw.number, box, statement: null, data: {} }];
}

/** Dark pixels of a box. */
function inkIn({ raster, box: around }: PagePicture, box: Box): number {
  const scale = raster.width / (around.x1 - around.x0);
  const [left, right] = [
    Math.max(0, Math.floor((box.x0 - around.x0) * scale)),
    Math.min(raster.width, Math.ceil((box.x1 - around.x0) * scale)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor((box.y0 - around.y0) * scale)),
    Math.min(raster.height, Math.ceil((box.y1 - around.y0) * scale)),
  ];
  let count = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) if ((raster.data[y * raster.width + x] ?? 255) < INK) count++;
  return count;
}

/**
 * The page with what was recognised of the leftover, in place of the prints that were read again. Of these the font says
 * nothing, and what one of its characters is taken for, it is taken for everywhere: that stays a doubt.
 */
function withLeftover(page: Page, read: Page, boxes: readonly Box[], raw: RawPage): Page {
  if (read.glyphs.length === 0) return page;
  const shown = (glyph: Box) => asDisplayed(glyph, read);
  const placed = read.glyphs.map(
    (glyph): Glyph => ({ ...glyph, ...asUpright(shown(glyph), raw.width, raw.height, page.turn) }),
  );
  const tokens = boxes.filter((box) =>
    raw.glyphs.some(
      (glyph) =>
        glyph.visible && glyph.unreadable && contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2),
    ),
  );
  const upright = tokens.map((box) => asUpright(box, raw.width, raw.height, page.turn));
  const again = upright.filter((box) => placed.some((glyph) => holds(box, glyph)));
  const unsure = unsurePrints(again, raw, page.turn);
  const kept = page.glyphs.flatMap((glyph) => {
    if (!again.some((box) => holds(box, glyph))) return [glyph];
    // of lines that were printed over one another one may be all that is recognised
    return glyph.text === UNREAD || placed.some((other) => isNear(glyph, other)) ? [] : [doubted(glyph, unsure)];
  });
  const added = placed
    .filter((glyph) => !kept.some((other) => isOver(glyph, other)))
    .map((glyph) => (again.some((box) => holds(box, glyph)) ? doubted(glyph, unsure) : glyph));
  const tables = boxes.filter((box) => box.x1 - box.x0 > TABLE_WIDTH && box.y1 - box.y0 > TABLE_HEIGHT);
  const own = page.turn === 0 ? page.rules.filter((rule) => !boxes.some((box) => isStrokeIn(rule, box))) : page.rules;
  const rules =
    page.turn === 0 && read.turn === 0 ? read.rules.filter((rule) => tables.some((box) => runsIn(rule, box))) : [];
  return {
    ...page,
    kind: 'mixed',
    glyphs: [...kept, ...added],
    rules: [...own, ...rules],
    alternatives: [...page.alternatives, ...(page.turn === read.turn ? read.alternatives : [])],
  };
}

/** Those prints of which characters are printed over one another, masked or half covered, on the upright page. */
function unsurePrints(prints: readonly Box[], raw: RawPage, turn: Turn): readonly Box[] {
  return printsAround(prints, raw, turn, ({ unsure }) => unsure === true);
}

/** Those prints, on the upright page, that hold a character without meaning of this sort. */
function printsAround(
  prints: readonly Box[],
  raw: RawPage,
  turn: Turn,
  isSo: (glyph: RawGlyph) => boolean,
): readonly Box[] {
  const found = raw.glyphs
    .filter((glyph) => glyph.visible && glyph.unreadable && isSo(glyph))
    .map((glyph) => asUpright(glyph, raw.width, raw.height, turn));
  return prints.filter((box) =>
    found.some((glyph) => contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)),
  );
}

/** Whether a gap has ink: the box that stands for what a font has no outline for (缺字框), and which looks like a digit. */
function isBoxed({ text }: RawGlyph): boolean {
  return text === '';
}

function doubted(glyph: Glyph, unsure: readonly Box[]): Glyph {
  return { ...glyph, doubt: unsure.some((box) => holds(box, glyph)) ? 'overprinted' : 'by-looks' };
}

function holds(box: Box, glyph: Box): boolean {
  return contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2, 1);
}

function isOver(a: Box, b: Box): boolean {
  const shared = overlap(a.x0, a.x1, b.x0, b.x1) * overlap(a.y0, a.y1, b.y0, b.y1);
  return shared > SAME_PLACE * (a.x1 - a.x0) * (a.y1 - a.y0);
}

/** Whether two characters stand in one place, as two readings of one print do. */
function isNear(a: Glyph, b: Glyph): boolean {
  const level = overlap(a.y0, a.y1, b.y0, b.y1) > LEVEL * Math.min(a.y1 - a.y0, b.y1 - b.y0);
  return level && overlap(a.x0 - a.size, a.x1 + a.size, b.x0, b.x1) > 0;
}

function runsIn({ axis, at, from, to }: Rule, box: Box): boolean {
  const middle = (from + to) / 2;
  return contains(box, axis === 'h' ? middle : at, axis === 'h' ? at : middle, 2);
}

function isRead(box: Box, page: Page, raw: RawPage): boolean {
  const upright = asUpright(box, raw.width, raw.height, page.turn);
  return page.glyphs.some((glyph) => glyph.source === 'ocr' && holds(upright, glyph));
}

/** Share of its height by which ink is level with text. */
const LEVEL = 0.5;
/** How far above a table its title and its unit line stand, in points. */
const HEADING = 100;

/**
 * Whether a box lies within the frame of the page's ruling lines, where amounts stand, or above it, where the title is.
 * Where a page has no lines, or only one under its head, a table is in no frame: what is level with text may be a figure
 * of one.
 */
function isFramed(box: Box, { rules, glyphs }: RawPage): boolean {
  const frame = union(
    rules.map(({ axis, at, from, to }) =>
      axis === 'h' ? { x0: from, x1: to, y0: at, y1: at } : { x0: at, x1: at, y0: from, y1: to },
    ),
  );
  if (frame === null || frame.y1 - frame.y0 < TABLE_HEIGHT)
    return glyphs.some(
      (glyph) => glyph.visible && overlap(glyph.y0, glyph.y1, box.y0, box.y1) > LEVEL * (box.y1 - box.y0),
    );
  return contains({ ...frame, y0: frame.y0 - HEADING }, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
}

/** Whether a character without meaning already stands for the ink. */
function isTold(box: Box, page: Page, raw: RawPage): boolean {
  const upright = asUpright(box, raw.width, raw.height, page.turn);
  return page.glyphs.some((glyph) => glyph.text === UNREAD && holds(upright, glyph));
}

/** Stands for ink that nobody could read, so that a cell or a title with it is no empty one. */
function blot(box: Box, raw: RawPage, turn: Turn): Glyph {
  const upright = asUpright(box, raw.width, raw.height, turn);
  return { ...upright, text: UNREAD, size: upright.y1 - upright.y0, source: 'text', confidence: 0, clip: null };
}

function unreadInk(raw: RawPage, box: Box): Note {
  return { code: 'unread-ink', severity: 'warning', page: raw.number, box, statement: null, data: {} };
}
