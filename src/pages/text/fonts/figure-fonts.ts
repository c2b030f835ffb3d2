import type { RawGlyph, RawPage } from '../../../model/raw-page.ts';
import { type DrawGlyph, isChecked } from '../glyph-shapes.ts';
import { LooseLooks } from './loose-looks.ts';

/** More characters than figures are made of: a font of words. */
const MOST = 24;
/** So many characters that look like signs of amounts make a font of figures. */
const LEAST = 4;

/** So many digits that are told surely make the others of their font be told by what is left for them. */
const SURE_DIGITS = 5;

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
  readonly #draw: DrawGlyph;
  readonly #looks: LooseLooks;

  constructor(draw: DrawGlyph) {
    this.#draw = draw;
    this.#looks = new LooseLooks(draw);
  }

  /** Makes a character of a font known, whatever its font is for. */
  add(font: string, char: string): void {
    this.#looks.add(font, char);
  }

  /** Whether another character of a font looks like what this one is said to be. */
  isTaken(font: string, char: string, said: string): boolean {
    return this.#looks.isTaken(font, char, said);
  }

  /** The sign that a character of a font of figures is by its looks and those of the others; null where nobody can tell. */
  signOf(font: string, char: string): string | null {
    return this.#looks.signOf(font, char);
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
    if (this.#areSigns(font, [...chars.keys()], others)) return true;
    this.#words.add(font);
    return false;
  }

  /** Whether characters that are said to be something else look like signs of amounts, surely or as the only ones left. */
  #areSigns(font: string, chars: readonly string[], others: readonly (readonly [string, boolean])[]): boolean {
    for (const char of chars) this.#looks.add(font, char);
    const known = others.map(([char]) => this.#looks.signOf(font, char));
    if (known.includes(null)) return false;
    return this.#looks.sureDigits(font) >= SURE_DIGITS || others.every(([char]) => this.#looks.isSure(font, char));
  }
}
