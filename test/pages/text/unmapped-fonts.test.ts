import { expect, test } from 'vitest';
import type { RawPage } from '../../../src/model/raw-page.ts';
import { withUnmappedFonts } from '../../../src/pages/text/fonts/unmapped-fonts.ts';
import { rawGlyph } from '../../support/build.ts';

/** Words of one font, a character beside the other. */
const words = (text: string, font: string) => [...text].map((char) => rawGlyph(char, { font, char }));
const unreadable = (...glyphs: RawPage['glyphs'][]) =>
  withUnmappedFonts({
    ...{ number: 1, width: 595, height: 842, pictures: [], rules: [], skipped: 0 },
    glyphs: glyphs.flat(),
  })
    .glyphs.filter((glyph) => glyph.unreadable)
    .map(({ text }) => text)
    .join('');

test('a font that speaks in many scripts at once says nothing, whatever of it looks like Chinese', () => {
  expect(unreadable(words('ᓔ里Ⳃ㓪ⷕ12', 'broken'), words('部门预算', 'sound'))).toBe('ᓔ里Ⳃ㓪ⷕ12');
});

test('of a font put together of several only the characters that no report prints are not believed', () => {
  expect(unreadable(words('一般公共预算财政拨款支出表合计', 'both'), words('Ûÿ', 'both'))).toBe('Ûÿ');
});

test.each([
  ['Tibetan', 'བོད་ལྗོངས'],
  ['Uyghur', 'شىنجاڭ'],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ'],
  ['Korean', '연변조선족'],
  ['Greek numbering', 'αβγδ'],
  ['full width letters and signs', 'ＡＢＣ％￥①Ⅳ℃'],
  ['look-alikes of Chinese characters', '⽬⼀⾦㈠'],
])('an honest font of %s stays readable', (_script, text) => {
  expect(unreadable(words(text, 'other'), words('部门预算', 'sound'))).toBe('');
});

test('a name from abroad is no broken font', () => {
  const narrow = [...'Orléans Besançon'].map((char) => rawGlyph(char, { font: 'sound', char, x1: 6 }));
  expect(unreadable([...words('与友好城市', 'sound'), ...narrow])).toBe('');
});

test('one letter as wide as a Chinese character is half of the code of one', () => {
  expect(unreadable(words('教育局q级预算Ｍ', 'title'))).toBe('q');
});

test('three of them tell it of the whole font', () => {
  expect(unreadable(words('部门ÿ单位Ā代q', 'broken'))).toBe('部门ÿ单位Ā代q');
});
