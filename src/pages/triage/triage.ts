import { type Box, overlap } from '../../model/box.ts';
import type { PageKind } from '../../model/page.ts';
import type { RawGlyph, RawPage, RawPicture } from '../../model/raw-page.ts';
import { makesSense } from './sense.ts';

/** Why a page is read the way it is. */
export type TriageReason =
  | 'text-layer'
  | 'nothing-drawn'
  | 'picture-only'
  | 'hidden-text'
  | 'text-over-picture'
  | 'outlines'
  | 'unreadable-encoding'
  | 'slanting'
  | 'picture-in-text';

/** How a page is to be read (版面分流). */
export interface Triage {
  readonly kind: PageKind;
  readonly reason: TriageReason;
  /** Whether the characters of the text layer may be taken as what is printed. */
  readonly trusted: boolean;
  /** Where recognition has to look, on the page as displayed: the whole page, or single pictures; empty for none. */
  readonly regions: readonly Box[];
  /** The one picture that is the page: its own pixels can be read instead of a rendering. */
  readonly picture: RawPicture | null;
}

/** Part of a page that a picture must cover to be the page itself. */
const WHOLE = 0.6;
/** Part of a page from which a picture inside text may hold a table; seals and logos are smaller. */
const PART = 0.07;
/** Part of the visible characters that may be without meaning before the layer is not trusted. */
const UNREADABLE = 0.08;
/** Characters that stand on top of a scan without being its text: a page number, a stamp line. */
const FEW = 12;

/** Painted shapes of which a page without text is a printed one: its characters are outlines. */
const OUTLINES = 60;

/** From what slant on, in degrees, a text layer is not read: lines as wide as a page run into those beside them, and no rule is upright. */
const SLANT = 0.04;

/** Decides from what a page draws whether its text layer can be read or its picture must be. */
export function triage(raw: RawPage): Triage {
  const page: Box = { x0: 0, y0: 0, x1: raw.width, y1: raw.height };
  const shown: RawGlyph[] = [];
  const hidden: RawGlyph[] = [];
  for (const glyph of raw.glyphs) if (glyph.text.trim() !== '') (glyph.visible ? shown : hidden).push(glyph);
  const area = Math.max(1, raw.width * raw.height);
  const share = (box: Box) => (overlap(box.x0, box.x1, 0, raw.width) * overlap(box.y0, box.y1, 0, raw.height)) / area;
  const covered = raw.pictures.reduce((sum, picture) => sum + share(picture), 0);
  const whole = raw.pictures.find((picture) => share(picture) >= 0.85) ?? null;
  if (covered >= WHOLE && shown.length < FEW) {
    const reason = hidden.length > 0 ? 'hidden-text' : 'picture-only';
    return { kind: 'scan', reason, trusted: false, regions: [page], picture: oneOf(raw, whole) };
  }
  if (covered >= WHOLE && under(shown, raw.pictures) > 0.5 * shown.length)
    return { kind: 'scan', reason: 'text-over-picture', trusted: false, regions: [page], picture: null };
  if (slanting(shown) > 0.5 * shown.length)
    return { kind: 'scan', reason: 'slanting', trusted: false, regions: [page], picture: null };
  const unreadable = shown.filter((glyph) => glyph.unreadable).length;
  if ((unreadable > UNREADABLE * shown.length && unreadable >= 3) || !makesSense(shown))
    return { kind: 'scan', reason: 'unreadable-encoding', trusted: false, regions: [page], picture: null };
  if (shown.length < FEW && (raw.marks?.length ?? 0) >= OUTLINES)
    return { kind: 'scan', reason: 'outlines', trusted: false, regions: [page], picture: null };
  const parts = raw.pictures.filter((picture) => share(picture) >= PART && under(shown, [picture]) < FEW);
  if (parts.length > 0)
    return { kind: 'mixed', reason: 'picture-in-text', trusted: true, regions: parts.map(boxOf), picture: null };
  if (shown.length === 0 && raw.pictures.length === 0)
    return { kind: 'blank', reason: 'nothing-drawn', trusted: true, regions: [], picture: null };
  return { kind: 'text', reason: 'text-layer', trusted: true, regions: [], picture: null };
}

/** The picture when it is all there is; several layers, or pieces, have to be rendered together. */
function oneOf(raw: RawPage, whole: RawPicture | null): RawPicture | null {
  return raw.pictures.length === 1 && whole?.id !== '' ? whole : null;
}

/** How many characters stand on one of the pictures. */
function under(glyphs: readonly RawGlyph[], pictures: readonly RawPicture[]): number {
  return glyphs.filter(({ x0, y0, x1, y1 }) => {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return pictures.some((picture) => x > picture.x0 && x < picture.x1 && y > picture.y0 && y < picture.y1);
  }).length;
}

/** How many characters stand on lines that slant a little, as on a sheet that was laid askew. */
function slanting(glyphs: readonly RawGlyph[]): number {
  return glyphs.filter(({ angle }) => {
    const off = angle % 90;
    return Math.min(off, 90 - off) > SLANT;
  }).length;
}

function boxOf({ x0, y0, x1, y1 }: RawPicture): Box {
  return { x0, y0, x1, y1 };
}

/** Height in pixels from which a character is read surely. */
const LEGIBLE = 25;
/** What is drawn, not scanned, can be rendered as finely as its print asks for: in dots per inch, and in pixels a page. */
const FINEST = 400;
const MOST_PIXELS = 18_000_000;

/** Pixels per point at which the usual print of a page is legible. */
function scaleOfPrint({ glyphs, marks = [], width, height }: RawPage): number {
  const shown = glyphs.filter(({ visible, text, unreadable }) => visible && (unreadable || text.trim() !== ''));
  const sizes = shown.length >= FEW ? shown.map(({ size }) => size) : marks.map((mark) => mark.y1 - mark.y0);
  const usual = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
  const most = Math.min(FINEST / 72, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)));
  return usual > 0 ? Math.min(LEGIBLE / usual, most) : 0;
}

/** Pixels per point at which a page has to be rendered to lose nothing of its pictures, or of small print where it has none. */
export function renderScale(raw: RawPage, dpi = 200): number {
  const finest = raw.pictures.reduce((most, picture) => {
    const sideways = picture.turn === 90 || picture.turn === 270;
    const across = sideways ? picture.pixelHeight : picture.pixelWidth;
    const width = picture.x1 - picture.x0;
    return width > 0.3 * raw.width ? Math.max(most, across / width) : most;
  }, 0);
  return finest > 0 ? Math.min(Math.max(finest, 120 / 72), 300 / 72) : Math.max(dpi / 72, scaleOfPrint(raw));
}
