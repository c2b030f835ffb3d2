import fontkit, { type Font } from '@pdf-lib/fontkit';

/** What fontkit's TrueType subset keeps while it is being written; its types leave this out. */
interface GlyphSubset {
  readonly loca: { version?: 0 | 1 };
  _addGlyph(glyph: number): number;
}

function isGlyphSubset(value: object): value is GlyphSubset {
  return '_addGlyph' in value && typeof value._addGlyph === 'function';
}

/**
 * fontkit for pdf-lib, with one repair: it writes glyphs back to back, but the short index of a TrueType font can only
 * point to even offsets, so that every glyph after one of odd length would be garbage. Here the index is the long one.
 */
export const longIndexFontkit = {
  create(bytes: Uint8Array): Font {
    const font = fontkit.create(bytes);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      if (isGlyphSubset(subset)) useLongIndex(subset);
      return subset;
    };
    return font;
  },
};

function useLongIndex(subset: GlyphSubset): void {
  const add = subset._addGlyph.bind(subset);
  subset._addGlyph = (glyph) => {
    subset.loca.version = 1;
    return add(glyph);
  };
}
