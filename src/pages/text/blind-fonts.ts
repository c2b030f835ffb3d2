import type { GlyphPicture, RawGlyph, RawPage } from '../../model/raw-page.ts';
import type { DrawGlyph } from './glyph-shapes.ts';

const DIGIT = /^\d$/u;
/** Part of each side of a character's ink that is drawn where it is a box: no digit has four straight sides. */
const SIDE = 0.9;
/** Least width of such a box in pixels; a 1 may be a plain bar. */
const LEAST_BOX = 12;
/** Darkness from which a pixel counts as ink. */
const INK = 160;

/** What was seen of one font: its digits that look different, and whether it shows anything at all. */
interface Seen {
  readonly shapes: { readonly glyph: RawGlyph; readonly picture: GlyphPicture }[];
  readonly empty: Set<string>;
  inked: boolean;
}

/**
 * Fonts that lack digits (缺字): one that shows the same little box for every digit it has not, or nothing. The text says
 * figures that nobody sees on the page.
 */
export class BlindFonts {
  readonly #fonts = new Map<string, Seen>();
  /** Characters that look like others, by font. */
  readonly #alike = new Map<string, Set<string>>();
  readonly #draw: DrawGlyph;
  #found = false;

  constructor(draw: DrawGlyph) {
    this.#draw = draw;
  }

  /** Looks at a sign of amounts that nothing speaks against; to be called once for each of a font. */
  look(glyph: RawGlyph): void {
    const { font, char, text } = glyph;
    const picture = font && char ? this.#draw(font, char) : null;
    if (!font || !char || picture === null) return;
    const seen = this.#fonts.get(font) ?? { shapes: [], empty: new Set(), inked: false };
    this.#fonts.set(font, seen);
    if (picture.ink !== null) seen.inked = true;
    if (!DIGIT.test(text)) return;
    if (picture.ink === null) {
      seen.empty.add(char);
      this.#found = true;
      return;
    }
    if (isBox(picture)) this.#addAlike(font, char);
    const other = seen.shapes.find((known) => looksSame(known.picture, picture));
    if (other === undefined) seen.shapes.push({ glyph, picture });
    else if (other.glyph.text !== text && other.glyph.char) this.#addAlike(font, char, other.glyph.char);
  }

  #addAlike(font: string, ...chars: readonly string[]): void {
    const alike = this.#alike.get(font) ?? new Set<string>();
    for (const char of chars) alike.add(char);
    this.#alike.set(font, alike);
    this.#found = true;
  }

  /**
   * The page with the digits without meaning that look like others, and those not seen that show nothing while others of
   * their font do.
   */
  unread(raw: RawPage): RawPage {
    if (!this.#found) return raw;
    return { ...raw, glyphs: raw.glyphs.map((glyph) => this.#read(glyph)) };
  }

  #read(glyph: RawGlyph): RawGlyph {
    const { font, char, text, visible } = glyph;
    if (!font || !char || !visible || !DIGIT.test(text) || glyph.byLooks) return glyph;
    if (this.#alike.get(font)?.has(char)) return { ...glyph, unreadable: true, unsure: true };
    const seen = this.#fonts.get(font);
    return seen?.inked && seen.empty.has(char) ? { ...glyph, visible: false, hidden: 'blotted' } : glyph;
  }
}

/** Whether two pictures show the same, pixel by pixel. */
function looksSame(one: GlyphPicture, other: GlyphPicture): boolean {
  const [a, b] = [one.ink, other.ink];
  if (a?.x0 !== b?.x0 || a?.y0 !== b?.y0 || a?.x1 !== b?.x1 || a?.y1 !== b?.y1) return false;
  return one.raster.data.every((value, at) => value === other.raster.data[at]);
}

/** Whether a character is drawn as a little box (方框), as fonts do with what they lack. */
function isBox({ raster: { data, width }, ink }: GlyphPicture): boolean {
  if (ink === null || ink.x1 - ink.x0 < LEAST_BOX) return false;
  const { x0, y0, x1, y1 } = ink;
  const isInk = (x: number, y: number) => (data[y * width + x] ?? 255) < INK;
  const along = (count: number, at: (step: number) => boolean) => {
    let inked = 0;
    for (let step = 0; step < count; step++) if (at(step)) inked++;
    return inked >= SIDE * count;
  };
  return (
    [y0 + 1, y1 - 2].every((y) => along(x1 - x0, (step) => isInk(x0 + step, y))) &&
    [x0 + 1, x1 - 2].every((x) => along(y1 - y0, (step) => isInk(x, y0 + step)))
  );
}
