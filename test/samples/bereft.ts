import type { Rule } from '../../src/model/page.ts';
import type { RawGlyph, RawPage } from '../../src/model/raw-page.ts';

/** What other programs leave out of a page: each change takes something away that tells where a figure belongs. */
export type Change = (page: RawPage) => RawPage;

const AMOUNT = /^-?\d[\d,]*\.\d+$/u;

/** Characters of one height that stand close together: a word, a figure. */
function words(glyphs: readonly RawGlyph[]): readonly (readonly RawGlyph[])[] {
  const found: RawGlyph[][] = [];
  for (const glyph of glyphs) {
    const word = found.at(-1);
    const before = word?.at(-1);
    const near =
      before !== undefined && Math.abs(glyph.y1 - before.y1) < 2 && Math.abs(glyph.x0 - before.x1) < 0.6 * glyph.size;
    if (near) word?.push(glyph);
    else found.push([glyph]);
  }
  return found;
}

const textOf = (word: readonly RawGlyph[]) =>
  word
    .map(({ text }) => text)
    .join('')
    .trim();

/** A page without the words that `isGone` tells. */
function without(page: RawPage, isGone: (word: readonly RawGlyph[]) => boolean): RawPage {
  const gone = new Set(words(page.glyphs).filter(isGone).flat());
  return { ...page, glyphs: page.glyphs.filter((glyph) => !gone.has(glyph)) };
}

const rules = (page: RawPage, isKept: (rule: Rule, at: number) => boolean): RawPage => ({
  ...page,
  rules: page.rules.filter(isKept),
});

const isTable = ({ rules: own, glyphs }: RawPage) =>
  own.length > 8 && words(glyphs).some((word) => AMOUNT.test(textOf(word)));

const topOf = ({ rules: own }: RawPage) => Math.min(...own.map(({ axis, at, from }) => (axis === 'h' ? at : from)));

export const CHANGES: Readonly<Record<string, Change>> = {
  'no rules': (page) => rules(page, () => false),
  'no upright rules': (page) => rules(page, ({ axis }) => axis === 'h'),
  'no level rules': (page) => rules(page, ({ axis }) => axis === 'v'),
  'a frame alone': (page) => {
    const side = (axis: Rule['axis']) => page.rules.filter((rule) => rule.axis === axis).map(({ at }) => at);
    const edges = { h: side('h'), v: side('v') };
    return rules(page, ({ axis, at }) => at < Math.min(...edges[axis]) + 2 || at > Math.max(...edges[axis]) - 2);
  },
  'every seventh rule': (page) => rules(page, (_, at) => at % 7 !== 3),
  'no titles': (page) =>
    isTable(page) ? without(page, (word) => (word[0]?.y1 ?? 0) < topOf(page) && !/单位|元/u.test(textOf(word))) : page,
  'a heading less': (page) => {
    if (!isTable(page)) return page;
    const first = Math.min(
      ...words(page.glyphs).flatMap((word) => (AMOUNT.test(textOf(word)) ? [word[0]?.y0 ?? 0] : [])),
    );
    const heads = words(page.glyphs).filter((word) => (word[0]?.y0 ?? 0) > topOf(page) && (word[0]?.y1 ?? 0) < first);
    const gone = heads[(7 * page.number) % Math.max(1, heads.length)];
    return without(page, (word) => gone !== undefined && word[0] === gone[0]);
  },
  'wide digits': (page) => ({
    ...page,
    glyphs: page.glyphs.map((glyph) =>
      /^\d$/u.test(glyph.text) ? { ...glyph, text: String.fromCharCode(glyph.text.charCodeAt(0) + 0xfee0) } : glyph,
    ),
  }),
};
