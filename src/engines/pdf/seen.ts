import { type Box, contains, overlap } from '../../model/box.ts';
import type { Rule } from '../../model/page.ts';
import type { RawGlyph } from '../../model/raw-page.ts';
import type { Drawing, PlacedPicture } from './drawing.ts';
import { isWhite, type PaintedFill } from './painted-path.ts';
import { isInside, shareInside } from './shapes/path-shape.ts';

/** What is still seen when everything is drawn: characters with their grounds, ruling lines, pictures. */
export type Seen = Pick<Drawing, 'glyphs' | 'rules' | 'pictures'> & { readonly marks: readonly Box[] };

/** Something painted that covers what was drawn before it and is the ground of what comes after. */
interface Cover extends Omit<PaintedFill, 'color'> {
  /** Null for a picture, which has many. */
  readonly color: string | null;
}

/** Height of the bands of the page by which covers are found. */
const BAND = 16;
/** Part of a character, without the room above and below it, that must be painted over for it to be gone, or in doubt. */
const COVERED = 0.6;
const TOUCHED = 0.3;
const ROOM = 0.2;
/** How far inside a cover a line must run to lie under it: borders stand on the edges of grounds. */
const INSIDE = 0.9;
/** Difference of colours (of 255) under which print cannot be told from its ground. */
const ALIKE = 16;

/**
 * Follows the order of painting (绘制次序): what was painted over is not seen, and what has the colour of its ground neither.
 * @param opaque whether a picture has no transparent parts.
 */
export function seen(drawing: Drawing, opaque: (id: string) => boolean): Seen {
  const { glyphs, rules } = drawing;
  const pictures = drawing.pictures.filter((picture) => !picture.white || isOnColour(picture, drawing.fills));
  const marks = drawing.marks.filter((mark) => !mark.white || isOnColour(mark, drawing.fills));
  const covers = coversOf(drawing, opaque);
  if (covers.length === 0) return { glyphs: glyphs.map((glyph) => onGround(glyph, '#ffffff')), rules, pictures, marks };
  const bands = inBands(covers);
  return {
    glyphs: glyphs.map((glyph, at) => shownOn(glyph, at, bands.get(bandOf((glyph.y0 + glyph.y1) / 2)) ?? [])),
    rules: rules.flatMap((rule, at) => leftOf(rule, at, covers)),
    pictures: pictures.filter((picture) => !isBuried(picture, covers)),
    marks,
  };
}

function isOnColour(mark: Box, fills: readonly PaintedFill[]): boolean {
  const [x, y] = [(mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2];
  return fills.some((fill) => !isWhite(fill.color) && contains(fill, x, y));
}

function coversOf({ fills, pictures }: Drawing, opaque: (id: string) => boolean): Cover[] {
  const pasted = pictures.map((picture): Cover => ({ ...picture, color: null, solid: covering(picture, opaque) }));
  return pasted.length === 0 ? fills : [...fills, ...pasted].sort((a, b) => a.glyphs - b.glyphs || a.rules - b.rules);
}

function covering(picture: PlacedPicture, opaque: (id: string) => boolean): boolean {
  return !picture.seeThrough && (picture.glyphs > 0 || picture.rules > 0) && opaque(picture.id);
}

function bandOf(y: number): number {
  return Math.floor(y / BAND);
}

function inBands(covers: readonly Cover[]): Map<number, Cover[]> {
  const bands = new Map<number, Cover[]>();
  for (const cover of covers) {
    const last = bandOf(Math.min(cover.y1, cover.y0 + 20_000));
    for (let band = bandOf(cover.y0); band <= last; band++) {
      const known = bands.get(band);
      if (known) known.push(cover);
      else bands.set(band, [cover]);
    }
  }
  return bands;
}

function shownOn(glyph: RawGlyph, at: number, covers: readonly Cover[]): RawGlyph {
  if (!glyph.visible) return glyph;
  const x = (glyph.x0 + glyph.x1) / 2;
  const y = (glyph.y0 + glyph.y1) / 2;
  let ground: string | null = '#ffffff';
  let masked = false;
  let touched = 0;
  for (const cover of covers) {
    if (cover.clips?.some((clip) => !isInside(clip, x, y))) continue;
    if (cover.glyphs <= at) {
      if (!contains(cover, x, y) || (cover.shape !== undefined && !isInside(cover.shape, x, y))) continue;
      ground = cover.color;
      masked = cover.masked === true;
    } else if (cover.solid) {
      const share = shareUnder(cover, glyph);
      if (share >= COVERED) return { ...glyph, visible: false, hidden: isDark(cover.color) ? 'blotted' : 'covered' };
      touched += share;
    }
  }
  const shown = onGround(touched > TOUCHED ? { ...glyph, unsure: true } : glyph, ground);
  return masked && !shown.visible ? { ...glyph, unsure: true } : shown;
}

/** The part of a character, without the room above and below it, that something covers. */
function shareUnder(cover: Cover, { x0, y0, x1, y1 }: Box): number {
  const room = (y1 - y0) * ROOM;
  const core = { x0, x1, y0: y0 + room, y1: y1 - room };
  const area = Math.max(1e-6, (x1 - x0) * (core.y1 - core.y0));
  const shared = overlap(x0, x1, cover.x0, cover.x1) * overlap(core.y0, core.y1, cover.y0, cover.y1);
  return cover.shape === undefined || shared === 0 ? shared / area : shareInside(cover.shape, core);
}

/** Luminance, of 255, under which a patch is ink itself. */
const DARK = 128;

/** Whether print is on black, or was blackened (涂黑), not whitened. */
function isDark(color: string | null): boolean {
  if (color === null) return false;
  const value = Number.parseInt(color.slice(1), 16);
  return 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255) < DARK;
}

/** Characters do not show on a ground of their own colour, and on black they leave a patch; on a picture, the picture tells. */
function onGround(glyph: RawGlyph, ground: string | null): RawGlyph {
  if (!glyph.visible) return glyph;
  if (ground === null) return isWhite(glyph.color) ? { ...glyph, visible: false, hidden: 'pale' } : glyph;
  if (ground === '#ffffff' && glyph.color === '#000000') return glyph;
  if (areAlike(glyph.color, ground)) return { ...glyph, visible: false, hidden: isDark(ground) ? 'blotted' : 'pale' };
  return isWhite(ground) ? glyph : { ...glyph, ground };
}

function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [Number.parseInt(a.slice(1), 16), Number.parseInt(b.slice(1), 16)];
  const apart = (shift: number) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255));
  return apart(16) < ALIKE && apart(8) < ALIKE && apart(0) < ALIKE;
}

/** The pieces of a ruling line that later painting leaves. */
function leftOf(rule: Rule, at: number, covers: readonly Cover[]): Rule[] {
  let left = [rule];
  for (const cover of covers) {
    if (!cover.solid || cover.shape !== undefined || cover.rules <= at) continue;
    const [low, high] = rule.axis === 'h' ? [cover.y0, cover.y1] : [cover.x0, cover.x1];
    if (rule.at < low + INSIDE || rule.at > high - INSIDE) continue;
    const [from, to] = rule.axis === 'h' ? [cover.x0, cover.x1] : [cover.y0, cover.y1];
    left = left.flatMap((piece) => without(piece, from, to));
  }
  return left;
}

function without(rule: Rule, from: number, to: number): Rule[] {
  if (to <= rule.from || from >= rule.to) return [rule];
  const pieces = [
    { ...rule, to: from },
    { ...rule, from: to },
  ];
  return pieces.filter((piece) => piece.to - piece.from > INSIDE);
}

/** A picture that was pasted over, by a patch or by another picture. */
function isBuried(picture: PlacedPicture, covers: readonly Cover[]): boolean {
  return covers.some((cover) => {
    const later = cover.glyphs > picture.glyphs || (cover.glyphs === picture.glyphs && cover.rules > picture.rules);
    if (!later || !cover.solid || cover.shape !== undefined) return false;
    return (
      cover.x0 <= picture.x0 + INSIDE &&
      cover.y0 <= picture.y0 + INSIDE &&
      cover.x1 >= picture.x1 - INSIDE &&
      cover.y1 >= picture.y1 - INSIDE
    );
  });
}
