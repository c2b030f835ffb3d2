import { type DrawGlyph, isBox, looksLike, looksRather } from '../glyph-shapes.ts';

/**
 * What the characters of a font of figures look like that is known to lie (说谎的数字字体): the strange ones among its digits
 * are told by what is left for them, since no two characters of a font look alike.
 */
export class LooseLooks {
  readonly #draw: DrawGlyph;
  /** What each character surely looks like, by font; null where that is not told. */
  readonly #sure = new Map<string, Map<string, string | null>>();

  constructor(draw: DrawGlyph) {
    this.#draw = draw;
  }

  /** Makes a character of a font known. */
  add(font: string, char: string): void {
    const known = this.#sure.get(font) ?? new Map<string, string | null>();
    this.#sure.set(font, known);
    if (known.has(char)) return;
    const picture = this.#draw(font, char);
    const sign = picture === null || isBox(picture) ? null : looksLike(picture);
    known.set(char, sign === '' ? null : sign);
  }

  /** The sign that a known character is; null where nobody can tell, or two of the font look alike. */
  signOf(font: string, char: string): string | null {
    const sure = this.#sure.get(font)?.get(char) ?? null;
    if (sure !== null) return sure;
    const rather = this.#rather(font, char);
    if (rather === null) return null;
    return this.isTaken(font, char, rather) ? null : rather;
  }

  /** Whether another character of a font looks like this sign. */
  isTaken(font: string, char: string, sign: string): boolean {
    return [...(this.#sure.get(font) ?? [])].some(
      ([other, known]) => other !== char && (known ?? this.#rather(font, other)) === sign,
    );
  }

  /** Whether a character is a sign by its own looks. */
  isSure(font: string, char: string): boolean {
    return (this.#sure.get(font)?.get(char) ?? null) !== null;
  }

  /** How many digits of a font are told surely. */
  sureDigits(font: string): number {
    return [...(this.#sure.get(font)?.values() ?? [])].filter((sign) => sign !== null && /^\d$/u.test(sign)).length;
  }

  #rather(font: string, char: string): string | null {
    const picture = this.#draw(font, char);
    return picture === null || isBox(picture) ? null : looksRather(picture);
  }
}
