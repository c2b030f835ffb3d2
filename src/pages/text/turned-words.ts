import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { cellAround } from './corrections.ts';

/** Directions of words that are written up or down in a cell of an upright page. */
const DOWN = 90;
const UP = 270;
/** How far characters of one word stand from one line, and from one another at most, in sizes. */
const ASIDE = 0.3;
const APART = 0.7;
/** Fewer ideographs are no heading. */
const FEWEST = 2;

const IDEOGRAPH = /^\p{Script=Han}/u;

/**
 * The page with the words that are turned on their side in cells (竖排表头) written upright, one character below the other, in
 * the place that they take: nothing else says what stands in such a column.
 */
export function withTurnedWords(raw: RawPage): RawPage {
  const turned = raw.glyphs.filter(({ visible, angle }) => visible && (angle === DOWN || angle === UP));
  if (turned.length === 0 || 2 * turned.length > raw.glyphs.length) return raw;
  const upright = new Map<RawGlyph, RawGlyph>();
  for (const word of wordsOf(turned)) {
    const [first] = word;
    if (first === undefined || word.filter(({ text }) => IDEOGRAPH.test(text)).length < FEWEST) continue;
    if (cellAround(first, raw.rules) === null) continue;
    for (const [from, to] of stacked(word)) upright.set(from, to);
  }
  return upright.size === 0 ? raw : { ...raw, glyphs: raw.glyphs.map((glyph) => upright.get(glyph) ?? glyph) };
}

/** Characters that follow one another on one line up or down, in reading order. */
function wordsOf(turned: readonly RawGlyph[]): readonly (readonly RawGlyph[])[] {
  const words: RawGlyph[][] = [];
  for (const glyph of turned) {
    const word = words.at(-1);
    const last = word?.at(-1);
    if (word !== undefined && last !== undefined && follows(last, glyph)) word.push(glyph);
    else words.push([glyph]);
  }
  return words;
}

function follows(last: RawGlyph, next: RawGlyph): boolean {
  const aside = Math.abs(last.x0 + last.x1 - next.x0 - next.x1) / 2;
  const gap = next.angle === DOWN ? next.y0 - last.y1 : last.y0 - next.y1;
  return (
    last.angle === next.angle &&
    aside < ASIDE * last.size &&
    gap > -APART * last.size &&
    gap < APART * last.size &&
    Math.abs(last.size - next.size) < ASIDE * last.size
  );
}

/** The characters of a word, each upright in its part of the word's height. */
function stacked(word: readonly RawGlyph[]): readonly (readonly [RawGlyph, RawGlyph])[] {
  const top = Math.min(...word.map(({ y0 }) => y0));
  const height = (Math.max(...word.map(({ y1 }) => y1)) - top) / word.length;
  const middle = word.reduce((sum, { x0, x1 }) => sum + (x0 + x1) / 2, 0) / word.length;
  return word.map((glyph, at) => {
    const half = glyph.size / 2;
    const y0 = top + at * height;
    return [glyph, { ...glyph, angle: 0, x0: middle - half, x1: middle + half, y0, y1: y0 + height }];
  });
}
