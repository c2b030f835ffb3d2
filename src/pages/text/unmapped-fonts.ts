import type { RawGlyph, RawPage } from '../../model/raw-page.ts';

/** Part of a font's characters that no report prints, from which the font says nothing of any of them; and from which those alone are not believed. */
const FONT = 0.2;
const CHARACTERS = 0.05;
/** One such character may be a name from abroad. */
const FEWEST = 2;

/** Scripts that reports of the peoples of China print beside Chinese, and their neighbours': a font of one of them is honest. */
const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Arabic', /\p{Script=Arabic}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Mongolian', /\p{Script=Mongolian}/u],
  ['Tibetan', /\p{Script=Tibetan}/u],
  ['Yi', /\p{Script=Yi}/u],
];
/** What is printed everywhere: Chinese characters and those that look like them, letters of English, and all signs. */
const USUAL = /^(?:[\u2e80-\u2fdf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffefA-Za-zªºµ]|\P{L})/u;

type Strangeness = 'usual' | 'strange' | (typeof SCRIPTS)[number][0];

function strangenessOf(text: string): Strangeness {
  if (USUAL.test(text)) return 'usual';
  return SCRIPTS.find(([, letters]) => letters.test(text))?.[0] ?? 'strange';
}

const known = new Map<string, Strangeness>();
/** Texts of single characters: there are no more of them in any report. */
const MOST_KNOWN = 20_000;

function strangeness({ text }: RawGlyph): Strangeness {
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = strangenessOf(text);
  if (known.size < MOST_KNOWN) known.set(text, found);
  return found;
}

/** How many characters of a font a page prints, and of those that are not usual, how many of each script. */
interface Tally {
  all: number;
  readonly odd: Map<Strangeness, number>;
}

type Belief = 'all' | 'usual' | 'none';

function beliefIn({ all, odd }: Tally): Belief {
  const count = [...odd.values()].reduce((sum, one) => sum + one, 0);
  if (count < FEWEST || (odd.size === 1 && !odd.has('strange'))) return 'all';
  if (count >= FONT * all) return 'none';
  return count >= CHARACTERS * all ? 'usual' : 'all';
}

/**
 * The page with the characters without meaning of fonts that have no mapping to Unicode (字体没有映射): what stands for them
 * is the number of the outline taken for a code, so that one font speaks in many scripts at once (ᓔ里Ⳃ). A font of which
 * few characters are such was put together of several; only those are not believed.
 */
export function withUnmappedFonts(raw: RawPage): RawPage {
  const fonts = new Map<string | null | undefined, Tally>();
  let odd = 0;
  for (const glyph of raw.glyphs) {
    if (glyph.unreadable || glyph.text.trim() === '') continue;
    const tally = fonts.get(glyph.font) ?? { all: 0, odd: new Map<Strangeness, number>() };
    fonts.set(glyph.font, tally);
    tally.all++;
    const kind = strangeness(glyph);
    if (kind === 'usual') continue;
    odd++;
    tally.odd.set(kind, (tally.odd.get(kind) ?? 0) + 1);
  }
  if (odd < FEWEST) return raw;
  const beliefs = new Map([...fonts].map(([font, tally]) => [font, beliefIn(tally)] as const));
  if ([...beliefs.values()].every((belief) => belief === 'all')) return raw;
  const glyphs = raw.glyphs.map((glyph) => {
    const belief = beliefs.get(glyph.font) ?? 'all';
    if (belief === 'all' || (belief === 'usual' && strangeness(glyph) === 'usual')) return glyph;
    return glyph.text.trim() === '' ? glyph : { ...glyph, unreadable: true };
  });
  return { ...raw, glyphs };
}
