import { expect, test } from 'vitest';
import type { RawGlyph, RawPage } from '../../../src/model/raw-page.ts';
import { withTurnedWords } from '../../../src/pages/text/turned-words.ts';
import { glyphs, gridRules, rawGlyph } from '../../support/build.ts';

/** A word that is written up (270) or down (90) in a cell, and upright print beside it. */
function pageOf(word: string, angle: number, x: number): RawPage {
  const size = 10;
  const chars = [...word].map((text, at): RawGlyph => {
    const y0 = angle === 270 ? 140 - size * (at + 1) : 100 + size * at;
    return rawGlyph(text, { x0: x, x1: x + size, y0, y1: y0 + size, size, angle });
  });
  const print = glyphs('教育支出与科学技术支出', 20, 300).map((glyph) => rawGlyph(glyph.text, { ...glyph }));
  const rules = gridRules([50, 150], [95, 145]);
  return { number: 1, width: 400, height: 800, glyphs: [...chars, ...print], rules, pictures: [], skipped: 0 };
}

/** The word as it reads from top to bottom, upright. */
function read(word: string, angle: number, x = 90): string {
  const upright = withTurnedWords(pageOf(word, angle, x)).glyphs.filter((glyph) => glyph.angle === 0 && glyph.y0 < 200);
  return [...upright]
    .sort((a, b) => a.y0 - b.y0)
    .map(({ text }) => text)
    .join('');
}

test.each([90, 270])(
  'words that are turned by %s degrees in a cell are written upright, one character below the other',
  (angle) => {
    expect(read('基本支出', angle)).toBe('基本支出');
  },
);

test('figures, and words outside of cells, are left as they are', () => {
  expect(read('12.5', 270)).toBe('');
  expect(read('基本支出', 270, 200)).toBe('');
});
