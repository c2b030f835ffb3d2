import { expect, test } from 'vitest';
import type { RawGlyph } from '../../../src/model/raw-page.ts';
import { withForeignDigits } from '../../../src/pages/text/foreign-digits.ts';
import { read } from '../../../src/pages/text/read-text.ts';
import { glyphs } from '../../support/build.ts';

function drawn(text: string, x: number, color = '#000000'): RawGlyph[] {
  return glyphs(text, x, 100).map(
    (glyph): RawGlyph => ({ ...glyph, angle: 0, visible: true, color, alpha: 1, unreadable: false }),
  );
}

/** The digits of a page that are doubted. */
function doubted(...content: readonly RawGlyph[]): string {
  const raw = { number: 1, width: 400, height: 800, glyphs: content, rules: [], pictures: [], skipped: 0 };
  return read(withForeignDigits(raw))
    .glyphs.filter(({ doubt }) => doubt === 'overprinted')
    .map(({ text }) => text)
    .join('');
}

/** Where what follows a text goes on. */
const behind = (glyph: RawGlyph | undefined) => glyph?.x1 ?? 0;

test('a digit of another colour right behind or before a figure is doubted', () => {
  const figure = drawn('1,349.58', 100);
  expect(doubted(...figure, ...drawn('2', behind(figure.at(-1)), '#0000ff'))).toBe('2');
  const first = drawn('2', 100, '#808080');
  expect(doubted(...first, ...drawn('1,349.58', behind(first[0])))).toBe('2');
});

test('a figure of one colour is not, nor are decimals, signs and years that have their own', () => {
  const whole = drawn('1,349', 100);
  expect(doubted(...whole, ...drawn('.58', behind(whole.at(-1)), '#808080'))).toBe('');
  expect(doubted(...drawn('1,349.58', 100, '#0000ff'))).toBe('');
  const year = drawn('202', 100);
  expect(doubted(...year, ...drawn('6', behind(year.at(-1)), '#0000ff'))).toBe('');
});
