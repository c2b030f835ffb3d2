import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { contradicted, type DrawGlyph } from './glyph-shapes.ts';

/**
 * The page with characters read by their looks (看字形) where an embedded font says that a sign of amounts is something
 * else: a point mapped to a space or a comma, a minus to a control character, digits to one another. They stay doubtful.
 */
export function believeLooks(raw: RawPage, draw: DrawGlyph): RawPage {
  const known = new Map<string, string | null>();
  let lies = false;
  const seenAs = (glyph: RawGlyph): string | null => {
    if (!glyph.font || !glyph.char) return null;
    const key = `${glyph.font} ${glyph.char}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const seen = contradicted(glyph, draw);
    known.set(key, seen);
    lies ||= seen !== null;
    return seen;
  };
  for (const glyph of raw.glyphs) seenAs(glyph);
  if (!lies) return raw;
  return {
    ...raw,
    glyphs: raw.glyphs.map((glyph) => {
      const seen = seenAs(glyph);
      return seen === null ? glyph : { ...glyph, text: seen, unreadable: false, byLooks: true };
    }),
  };
}
