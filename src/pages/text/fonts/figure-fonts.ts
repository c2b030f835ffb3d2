import type { RawGlyph, RawPage } from '../../../model/raw-page.ts';
import { type DrawGlyph, isChecked, looksLike } from '../glyph-shapes.ts';

/** More characters than figures are made of: a font of words. */
const MOST = 24;
/** So many characters that look like signs of amounts make a font of figures. */
const LEAST = 4;

/** Signs of amounts by another name: they look like what they say. */
export const WIDE = /^[０-９．，－]$/u;
/** What stands beside digits in honest fonts of figures: brackets, signs of money and shares. */
const BESIDE = /^[()（）%％‰¥￥+△▲*]$/u;

/** Numbers of footnotes, and how high they are at most, in sizes: digits of figures are higher. */
const RAISED = /^[⁰¹²³⁴-⁹₀-₉]$/u;
const LOW = 0.55;

function isSaid(glyph: RawGlyph): boolean {
  return isChecked(glyph) || WIDE.test(glyph.text) || BESIDE.test(glyph.text);
}

/** What was seen of a document's fonts: fonts of words once and for all, and which characters look like signs of amounts. */
export class FigureFonts {
  readonly #words = new Set<string>();
  readonly #looks = new Map<string, boolean>();
  readonly #draw: DrawGlyph;

  constructor(draw: DrawGlyph) {
    this.#draw = draw;
  }

  /**
   * The fonts of a page (数字字体) all of whose characters look like signs of amounts while some are said to be letters,
   * ideographs or anything else: what they say is not what is printed.
   */
  on({ glyphs }: RawPage): ReadonlySet<string> {
    const said = new Map<string, Map<string, boolean>>();
    // What is written in one font mostly goes on in it, and nearly always in one of words.
    let words: string | null = null;
    for (const glyph of glyphs) {
      const { font, char } = glyph;
      if (!font || !char || font === words) continue;
      if (this.#words.has(font)) {
        words = font;
        continue;
      }
      const known = said.get(font);
      if (known === undefined) said.set(font, new Map([[char, this.#isSaid(glyph, font, char)]]));
      else if (!known.has(char)) {
        known.set(char, this.#isSaid(glyph, font, char));
        if (known.size > MOST) this.#words.add(font);
      }
    }
    const found = new Set<string>();
    for (const [font, chars] of said) if (this.#isOfFigures(font, chars)) found.add(font);
    return found;
  }

  #isSaid(glyph: RawGlyph, font: string, char: string): boolean {
    if (!RAISED.test(glyph.text)) return isSaid(glyph);
    const picture = this.#draw(font, char);
    return picture?.ink != null && picture.ink.y1 - picture.ink.y0 < LOW * picture.em;
  }

  /** `chars`: whether each is said to be a sign of amounts, or nothing. */
  #isOfFigures(font: string, chars: ReadonlyMap<string, boolean>): boolean {
    if (chars.size > MOST || chars.size < LEAST) return false;
    const others = [...chars].filter(([, checked]) => !checked);
    if (others.length === 0) return false;
    if (others.every(([char]) => this.#isSign(font, char))) return true;
    this.#words.add(font);
    return false;
  }

  #isSign(font: string, char: string): boolean {
    const key = `${font} ${char}`;
    const known = this.#looks.get(key);
    if (known !== undefined) return known;
    const picture = this.#draw(font, char);
    const sign = picture !== null && (looksLike(picture) ?? '') !== '';
    this.#looks.set(key, sign);
    return sign;
  }
}
