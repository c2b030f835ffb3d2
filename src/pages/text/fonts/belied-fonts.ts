import type { RawGlyph, RawPage } from '../../../model/raw-page.ts';

const IDEOGRAPH = /^\p{Script=Han}/u;

/**
 * The page with the ideographs of a font that is known to lie (字体的字不是所印的字) without meaning: who has one of the
 * `belied` characters drawn as another may draw any so.
 */
export function withoutBelied(raw: RawPage, belied: ReadonlySet<string>): RawPage {
  if (belied.size === 0) return raw;
  const fonts = new Set<RawGlyph['font']>();
  for (const { font, text } of raw.glyphs) if (belied.has(text)) fonts.add(font);
  if (fonts.size === 0) return raw;
  const lies = ({ font, text }: RawGlyph) => fonts.has(font) && IDEOGRAPH.test(text);
  return { ...raw, glyphs: raw.glyphs.map((glyph) => (lies(glyph) ? { ...glyph, unreadable: true } : glyph)) };
}
