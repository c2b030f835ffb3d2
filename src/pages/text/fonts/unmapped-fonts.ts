import type { RawGlyph, RawPage } from '../../../model/raw-page.ts';

/** Part of a font's characters that no report prints from which the font says nothing of any of them, and how many they are at least. */
const PART = 0.2;
const FEWEST = 2;
/** So many different ones tell it of any font: honest ones have none, or the letters of one name. */
const DIFFERENT = 3;
/** Part of its size as wide as which a character is a Chinese one; letters that are so wide by themselves, and signs that are set so. */
const WIDE = 0.93;
const WIDE_BY_NATURE = /^[MWmw@%&]$/u;
const NARROW = /^[A-Za-z{|}~^_<=>\\`$\u00a2-\u00a6\u00a9-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u02ff]$/u;

/** What is printed: Chinese characters and those that look like them, the scripts of China's peoples and of other countries, all signs. */
const PRINTED =
  /^(?:[\u2e80-\u2fdf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffefªºµ]|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Tibetan}\p{Script=Mongolian}\p{Script=Yi}\p{Script=Common}]|\P{L})/u;

const known = new Map<string, boolean>();
/** Texts of single characters: there are no more of them in any report. */
const MOST_KNOWN = 20_000;

/** Whether no report prints such a character: of no script that is in use, or a letter as wide as a Chinese character. */
function isStrange({ text, x0, x1, size, angle }: RawGlyph): boolean {
  if (isPlain(text)) return false;
  if (angle === 0 && x1 - x0 >= WIDE * size && NARROW.test(text) && !WIDE_BY_NATURE.test(text)) return true;
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = !PRINTED.test(text);
  if (known.size < MOST_KNOWN) known.set(text, found);
  return found;
}

/** Nearly all print: ideographs, digits and what stands between them. */
function isPlain(text: string): boolean {
  const code = text.charCodeAt(0);
  return text.length === 1 && ((code >= 0x4e00 && code <= 0x9fff) || (code > 0x24 && code < 0x3b));
}

/** How many characters of a font a page prints, how many of them are strange, and which. */
interface Tally {
  all: number;
  odd: number;
  readonly texts: Set<string>;
}

/** What of a font is believed: every character, all but the strange ones, or none. */
type Belief = 'all' | 'usual' | 'none';

function beliefIn({ all, odd, texts }: Tally): Belief {
  if (odd === 0) return 'all';
  return texts.size >= DIFFERENT || (odd >= FEWEST && odd >= PART * all) ? 'none' : 'usual';
}

/**
 * The page with the characters without meaning of fonts that have no mapping to Unicode (字体没有映射), or a wrong one: what
 * stands for them is the number of an outline taken for a code, so that one font speaks in many scripts at once (ᓔ里Ⳃ),
 * or half of their code, so that letters are as wide as Chinese characters. One such character alone is not believed itself.
 */
export function withUnmappedFonts(raw: RawPage): RawPage {
  const fonts = new Map<string | null | undefined, Tally>();
  let font: RawGlyph['font'] = null;
  let tally: Tally | undefined;
  for (const glyph of raw.glyphs) {
    const plain = isPlain(glyph.text);
    if (glyph.unreadable || (!plain && glyph.text.trim() === '')) continue;
    if (tally === undefined || glyph.font !== font) {
      font = glyph.font;
      tally = fonts.get(font) ?? { all: 0, odd: 0, texts: new Set() };
      fonts.set(font, tally);
    }
    tally.all++;
    if (plain || !isStrange(glyph)) continue;
    tally.odd++;
    tally.texts.add(glyph.text);
  }
  const beliefs = new Map([...fonts].map(([font, tally]) => [font, beliefIn(tally)] as const));
  if ([...beliefs.values()].every((belief) => belief === 'all')) return raw;
  const glyphs = raw.glyphs.map((glyph) => {
    const belief = beliefs.get(glyph.font) ?? 'all';
    if (belief === 'all' || (belief === 'usual' && !isStrange(glyph))) return glyph;
    return glyph.text.trim() === '' ? glyph : { ...glyph, unreadable: true };
  });
  return { ...raw, glyphs };
}
