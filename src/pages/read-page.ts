import type { RecognitionCache } from '../engines/cache/ocr-cache.ts';
import type { PdfPages } from '../engines/pdf/pdf.ts';
import type { Box } from '../model/box.ts';
import type { NoteCode } from '../model/codes.ts';
import type { Note, Outcome } from '../model/note.ts';
import { type Alternative, asDisplayed, LOOK, type Page, type Turn } from '../model/page.ts';
import type { PagePicture, Raster, Recogniser } from '../model/raster.ts';
import type { RawPage } from '../model/raw-page.ts';
import { readLeftover, tellUntold } from './read-leftover.ts';
import { type Leaf, leavesOf } from './scan/leaves.ts';
import { chooseLayer, insertScans } from './scan/merge-layers.ts';
import { recognise } from './scan/recognise.ts';
import { lookAgain } from './scan/reread.ts';
import { withCorrections } from './text/corrections.ts';
import { withDoubtfulPrint } from './text/doubtful-print.ts';
import { withoutBelied } from './text/fonts/belied-fonts.ts';
import { believeLooks } from './text/fonts/believe-fonts.ts';
import { withUnmappedFonts } from './text/fonts/unmapped-fonts.ts';
import { withForeignDigits } from './text/foreign-digits.ts';
import { withoutOutlines } from './text/outlines-of-print.ts';
import { withPrintOfRules } from './text/print-of-rules.ts';
import { read } from './text/read-text.ts';
import { withSplitFigures } from './text/split-figures.ts';
import { withStruckFigures } from './text/struck-figures.ts';
import { withTurnedWords } from './text/turned-words.ts';
import { renderScale, type Triage, triage } from './triage/triage.ts';
import { unexplained } from './triage/unexplained.ts';

/** What scans are read with; handed in. */
export interface ScanTools {
  readonly recogniser: Recogniser;
  /** The readers for one page, which give up when it has had its time; they never do when absent. */
  readonly limited?: (recogniser: Recogniser) => Recogniser;
  readonly cache: RecognitionCache | null;
  /** `auto`: where there is no trusted text layer; `always`: every page; `never`: leave scans unread, noted. */
  readonly when: 'auto' | 'always' | 'never';
  /** Resolution of renderings; null for that of the pictures on the page. */
  readonly dpi: number | null;
  /** Whether a page that needs recognition is worth it; every page is when absent. */
  readonly worth?: (raw: RawPage) => Promise<boolean>;
}

/**
 * One sheet of a document, from its text layer or from its picture, whichever shows what is printed: one page, or two
 * where a scan shows two side by side. Without tools scans stay unread, noted. What fonts say that have `belied` characters
 * is read from the picture.
 */
export async function readAnyPage(
  pdf: PdfPages,
  number: number,
  tools: ScanTools | null,
  belied: ReadonlySet<string> = new Set(),
): Promise<Outcome<readonly Page[]>> {
  const raw = seenOf(withoutBelied(await pdf.read(number), belied), pdf);
  const { value, notes } = tellUntold(await readRaw(pdf, raw, tools), raw);
  const more: Note[] = [];
  if (raw.damaged) more.push(note(raw, 'page-damaged'));
  if (isBlind(raw)) more.push(note(raw, 'fonts-missing'));
  return { value, notes: [...notes, ...more] };
}

/** So many characters of fonts that are not in the file are more than a page's number. */
const MISSING = 12;

/** Whether text that spells nothing is of fonts that are not in the file: a picture of the page shows what it likes. */
function isBlind(raw: RawPage): boolean {
  const missing = raw.glyphs.filter((glyph) => glyph.visible && glyph.missing === true);
  return missing.length >= MISSING && triage(raw).reason === 'unreadable-encoding';
}

/** What a page draws, with what is known of its characters and lines by their looks and by what lies over them. */
function seenOf(drawn: RawPage, pdf: PdfPages): RawPage {
  const ruled = withTurnedWords(withPrintOfRules(withoutOutlines(drawn)));
  const believed = believeLooks(withUnmappedFonts(ruled), pdf.glyph);
  return withDoubtfulPrint(withCorrections(withStruckFigures(withForeignDigits(withSplitFigures(believed)))));
}

async function readRaw(pdf: PdfPages, raw: RawPage, tools: ScanTools | null): Promise<Outcome<readonly Page[]>> {
  const decided = tools?.when === 'always' ? wholePage(raw, triage(raw)) : asLaid(raw, triage(raw));
  const text = read(raw);
  if (raw.pictureTooLarge) return { value: [{ ...text, kind: 'scan' }], notes: [note(raw, 'picture-too-large')] };
  const left = decided.kind === 'scan' ? [] : unexplained(raw, decided.regions);
  if (decided.regions.length === 0 && left.length === 0) return { value: [{ ...text, kind: decided.kind }], notes: [] };
  if (decided.regions.length === 0 && (tools === null || tools.when === 'never'))
    return alone(await readLeftover(pdf, raw, { ...text, kind: decided.kind }, left, null));
  if (tools === null || tools.when === 'never') {
    // Lines that slant were put together from pieces of several.
    const glyphs = decided.reason === 'slanting' ? [] : text.glyphs;
    return { value: [{ ...text, glyphs, kind: decided.kind }], notes: [note(raw, 'scan-not-read')] };
  }
  // One note tells it of the document.
  if (tools.when === 'auto' && !((await tools.worth?.(raw)) ?? true))
    return { value: [{ ...text, kind: decided.kind }], notes: [] };
  return readPictures(pdf, { raw, text, decided, left }, forOnePage(tools));
}

/** Where more than the text of a page that was turned upright is to be looked at, all of it is: pictures show it as it was laid. */
function asLaid(raw: RawPage, decided: Triage): Triage {
  if (raw.slant === undefined || unexplained(raw, decided.regions).length === 0) return decided;
  return { ...wholePage(raw, decided), reason: 'slanting', trusted: false };
}

/** A page of which pictures say something: what its text says, and the boxes of its print that nothing explains. */
interface Pictured {
  readonly raw: RawPage;
  readonly text: Page;
  readonly decided: Triage;
  readonly left: readonly Box[];
}

/** Reads what of a page is pictures, beside its text where it has some. */
async function readPictures(
  pdf: PdfPages,
  { raw, text, decided, left }: Pictured,
  tools: ScanTools,
): Promise<Outcome<readonly Page[]>> {
  const scans: Page[] = [];
  const notes: Note[] = [];
  for (const region of decided.regions) {
    const picture = await pictureOf(pdf, raw, region, decided, tools.dpi);
    if (picture === null) {
      notes.push(note(raw, 'picture-not-decoded', region));
      continue;
    }
    for (const leaf of isSheet(decided) ? leavesOf(raw, picture) : [{ raw, picture, sheet: null }]) {
      const outcome = await recogniseLeaf(leaf, tools);
      scans.push(outcome.value);
      notes.push(...outcome.notes);
    }
  }
  if (isSheet(decided) && scans.length > 0) return { value: scans, notes };
  const page = combine(text, scans, decided);
  if (left.length === 0) return { value: [page], notes };
  const whole = await readLeftover(pdf, raw, page, left, (picture) => recogniseWith(raw, picture, tools));
  return alone({ value: whole.value, notes: [...notes, ...whole.notes] });
}

/** A page that is one. */
function alone({ value, notes }: Outcome<Page>): Outcome<readonly Page[]> {
  return { value: [value], notes };
}

/** Whether the sheet is nothing but a picture, with no characters of its own beside which it is read. */
function isSheet({ kind, reason, regions }: Triage): boolean {
  return kind === 'scan' && regions.length === 1 && (reason === 'picture-only' || reason === 'hidden-text');
}

async function recogniseLeaf({ raw, picture, sheet }: Leaf, tools: ScanTools): Promise<Outcome<Page>> {
  const { value, notes } = await recogniseWith(raw, picture, tools);
  if (sheet === null) return { value, notes };
  const placed = (box: Box) => asDisplayed(box, { width: raw.width, height: raw.height, turn: 0, sheet });
  return {
    value: { ...value, sheet },
    notes: notes.map((found) => (found.box === null ? found : { ...found, box: placed(found.box) })),
  };
}

/** Recognises a picture of the page, or recalls what was recognised of it. */
function recogniseWith(raw: RawPage, picture: PagePicture, tools: ScanTools): Promise<Outcome<Page>> {
  const { cache } = tools;
  const make = () => recognise(raw, picture, tools.recogniser);
  return cache ? cache.recall(raw, picture, make) : make();
}

/** The tools with readers that give up when this one page has had its time, from now on. */
function forOnePage(tools: ScanTools): ScanTools {
  return { ...tools, recogniser: tools.limited?.(tools.recogniser) ?? tools.recogniser };
}

/** How sure a look counts: it is weighed by how many say the same. */
const LOOK_CONFIDENCE = 0.5;

/**
 * Looks again (复看) at figures of a page that was read before: takes the same pictures and reads them in other ways;
 * where there is none, because a text layer was read, it takes the page as it is shown. Boxes are those of the page
 * turned upright; the readings come as alternatives of the page.
 */
export async function lookAtFigures(
  pdf: PdfPages,
  page: Page,
  boxes: readonly Box[],
  tools: ScanTools,
): Promise<Alternative[]> {
  const { recogniser } = forOnePage(tools);
  const raw = seenOf(await pdf.read(page.sheet?.page ?? page.number), pdf);
  const decided = tools.when === 'always' ? wholePage(raw, triage(raw)) : triage(raw);
  const looks = new Map<Box, readonly string[]>();
  const drawnOnce = { picture: pdf.picture, render: renderedOnce(pdf) };
  const whole = decided.kind === 'scan' ? [] : [wholePage(raw, decided)];
  const shown = whole.flatMap((way) => [{ ...way, regions: bandsAround(boxes, raw, page.turn) }, way]);
  const places = [decided, ...shown].flatMap((way) => way.regions.map((region) => ({ region, way })));
  for (const { region, way } of places) {
    const left = boxes.filter((box) => !looks.has(box));
    const picture = left.length === 0 ? null : await pictureOf(drawnOnce, raw, region, way, tools.dpi);
    if (picture === null) continue;
    const leaves = isSheet(decided) ? leavesOf(raw, picture) : [];
    const own = leaves.find(({ sheet }) => sheet?.x === page.sheet?.x) ?? { raw, picture };
    const found = await lookAgain(own.raw, own.picture, page.turn, left, recogniser);
    left.forEach((box, at) => {
      const texts = found[at] ?? [];
      if (texts.length > 0) looks.set(box, texts);
    });
  }
  return [...looks].flatMap(([box, texts]) =>
    texts.map((text): Alternative => ({ box, text, confidence: LOOK_CONFIDENCE, how: LOOK })),
  );
}

/** A page is drawn once for all its bands. */
function renderedOnce(pdf: PdfPages): PdfPages['render'] {
  const drawn = new Map<string, Promise<Raster>>();
  return (number, scale) => {
    const key = `${number} ${scale}`;
    const known = drawn.get(key) ?? pdf.render(number, scale);
    drawn.set(key, known);
    return known;
  };
}

/** How much of a page (points) is looked at above and below a figure: some rows of its table. */
const BAND = 40;
/** Part of the page from which bands save nothing. */
const MOST_BANDS = 0.6;

/** The bands of an upright page in which figures stand: its picture is prepared there only. */
function bandsAround(boxes: readonly Box[], { width, height }: RawPage, turn: Turn): readonly Box[] {
  if (turn !== 0) return [];
  const bands: Box[] = [];
  for (const { y0, y1 } of [...boxes].sort((a, b) => a.y0 - b.y0)) {
    const band = { x0: 0, x1: width, y0: Math.max(0, y0 - BAND), y1: Math.min(height, y1 + BAND) };
    const last = bands.at(-1);
    if (last !== undefined && band.y0 <= last.y1) bands.splice(-1, 1, { ...last, y1: Math.max(last.y1, band.y1) });
    else bands.push(band);
  }
  return bands.reduce((sum, { y0, y1 }) => sum + y1 - y0, 0) > MOST_BANDS * height ? [] : bands;
}

function combine(text: Page, scans: readonly Page[], decided: Triage): Page {
  const [first] = scans;
  if (!first) return { ...text, kind: decided.kind };
  if (decided.kind === 'mixed') return insertScans(text, scans);
  return decided.reason === 'text-over-picture' || decided.reason === 'text-layer' ? chooseLayer(text, first) : first;
}

function wholePage(raw: RawPage, decided: Triage): Triage {
  const page = { x0: 0, y0: 0, x1: raw.width, y1: raw.height };
  return decided.kind === 'scan' ? decided : { ...decided, kind: 'scan', regions: [page], picture: null };
}

/** The pixels of a region: those of the page's only picture as they are, else a rendering as fine as its pictures. */
async function pictureOf(
  pdf: Pick<PdfPages, 'picture' | 'render'>,
  raw: RawPage,
  region: Box,
  { picture }: Triage,
  dpi: number | null,
): Promise<PagePicture | null> {
  if (picture && dpi === null) {
    const raster = await pdf.picture(raw.number, picture.id);
    if (raster) return { raster, box: boxOf(picture), turn: picture.turn };
  }
  const scale = dpi === null ? renderScale(raw) : dpi / 72;
  const rendered = await pdf.render(raw.number, scale);
  if (picture && isBlank(rendered)) return null;
  return { raster: crop(rendered, region, rendered.width / raw.width), box: region, turn: 0 };
}

function boxOf({ x0, y0, x1, y1 }: Box): Box {
  return { x0, y0, x1, y1 };
}

/** Whether a rendering shows nothing: its picture could not be decoded. */
function isBlank({ data }: Raster): boolean {
  return data.every((value) => value > 250);
}

function crop(raster: Raster, region: Box, scale: number): Raster {
  const { channels } = raster;
  const left = Math.max(0, Math.round(region.x0 * scale));
  const top = Math.max(0, Math.round(region.y0 * scale));
  const width = Math.max(1, Math.min(raster.width, Math.round(region.x1 * scale)) - left);
  const height = Math.max(1, Math.min(raster.height, Math.round(region.y1 * scale)) - top);
  if (width === raster.width && height === raster.height) return raster;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * raster.width + left) * channels;
    data.set(raster.data.subarray(from, from + width * channels), y * width * channels);
  }
  return { width, height, channels, data };
}

function note(raw: RawPage, code: NoteCode, box: Box | null = null): Note {
  return { code, severity: 'warning', page: raw.number, box, statement: null, data: {} };
}
