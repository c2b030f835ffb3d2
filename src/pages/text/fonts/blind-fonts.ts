import type { GlyphPicture, RawGlyph, RawPage } from '../../../model/raw-page.ts';
import { type DrawGlyph, isBox, isChecked } from '../glyph-shapes.ts';

const DIGIT = /^\d$/u;

/** What was seen of one font: its digits that look different, and whether it shows anything at all. */
interface Seen {
  readonly shapes: { readonly glyph: RawGlyph; readonly picture: GlyphPicture }[];
  readonly empty: Set<string>;
  /** Characters that are drawn as boxes, and what they are said to be. */
  readonly boxes: Set<string>;
  readonly boxed: Set<string>;
  inked: boolean;
}

/**
 * Fonts that lack signs of amounts (缺字): one that shows the same little box for every one it has not, or nothing. The
 * text says figures that nobody sees on the page.
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
    const seen = this.#fonts.get(font) ?? newlySeen();
    this.#fonts.set(font, seen);
    if (picture.ink !== null) seen.inked = true;
    if (isBox(picture)) {
      seen.boxes.add(char);
      seen.boxed.add(text);
      this.#found = true;
    }
    if (!DIGIT.test(text)) return;
    if (picture.ink === null) {
      seen.empty.add(char);
      this.#found = true;
      return;
    }
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
   * The page with the signs without meaning that are boxes (what only ever stands for 0 may be an angular 0), the digits
   * without that look like others, and those not seen that show nothing while others of their font do.
   */
  unread(raw: RawPage): RawPage {
    if (!this.#found) return raw;
    return { ...raw, glyphs: raw.glyphs.map((glyph) => this.#read(glyph)) };
  }

  #read(glyph: RawGlyph): RawGlyph {
    const { font, char, text, visible } = glyph;
    if (!font || !char || !visible || glyph.byLooks) return glyph;
    const seen = this.#fonts.get(font);
    if (seen?.boxes.has(char) && isChecked(glyph)) {
      const angular = [...seen.boxed].every((said) => said === '0');
      return { ...glyph, unreadable: true, unsure: true, ...(angular ? {} : { boxed: true }) };
    }
    if (!DIGIT.test(text)) return glyph;
    if (this.#alike.get(font)?.has(char)) return { ...glyph, unreadable: true, unsure: true };
    return seen?.inked && seen.empty.has(char) ? { ...glyph, visible: false, hidden: 'blotted' } : glyph;
  }
}

function newlySeen(): Seen {
  return { shapes: [], empty: new Set(), boxes: new Set(), boxed: new Set(), inked: false };
}

/** Whether two pictures show the same, pixel by pixel. */
function looksSame(one: GlyphPicture, other: GlyphPicture): boolean {
  const [a, b] = [one.ink, other.ink];
  if (a?.x0 !== b?.x0 || a?.y0 !== b?.y0 || a?.x1 !== b?.x1 || a?.y1 !== b?.y1) return false;
  return one.raster.data.every((value, at) => value === other.raster.data[at]);
}
