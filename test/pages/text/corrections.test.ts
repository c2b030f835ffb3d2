import { expect, test } from 'vitest';
import type { Rule } from '../../../src/model/page.ts';
import type { RawGlyph, RawPage } from '../../../src/model/raw-page.ts';
import { withCorrections } from '../../../src/pages/text/corrections.ts';
import { withStruckFigures } from '../../../src/pages/text/struck-figures.ts';
import { glyphs, gridRules, h, rawGlyph } from '../../support/build.ts';

function drawn(text: string, x: number, y: number, size = 10): RawGlyph[] {
  return glyphs(text, x, y, size).map((glyph) => rawGlyph(glyph.text, { ...glyph }));
}

function pageOf(content: readonly RawGlyph[], rules: readonly Rule[]): RawPage {
  return { number: 1, width: 400, height: 800, glyphs: content, rules, pictures: [], skipped: 0 };
}

/** A stroke through the middle of some print. */
function through(print: readonly RawGlyph[]): Rule {
  const [first, last] = [print[0], print.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing to strike out');
  return h((first.y0 + first.y1) / 2, first.x0, last.x1);
}

/** What counts of a cell, and whether it is in doubt. */
function left(content: readonly RawGlyph[], strokes: readonly Rule[], cell = gridRules([50, 250], [30, 90])): string {
  const raw = withCorrections(withStruckFigures(pageOf(content, [...cell, ...strokes])));
  return raw.glyphs
    .filter(({ visible }) => visible)
    .map(({ text, struck }) => (struck ? `${text}?` : text))
    .join('');
}

test('of a figure that is struck out and one beside or above it in one cell the second counts', () => {
  const [old, beside, above] = [drawn('9,380.83', 60, 60), drawn('380.83', 150, 60), drawn('380.83', 60, 45)];
  const tight = drawn('380.83', old.at(-1)?.x1 ?? 0, 60);
  for (const corrected of [beside, above, tight]) expect(left([...old, ...corrected], [through(old)])).toBe('380.83');
});

test('the stroke goes with what it strikes out: no row ends there', () => {
  const old = drawn('9,380.83', 60, 60);
  const raw = pageOf([...old, ...drawn('380.83', 150, 60)], [...gridRules([50, 250], [30, 90]), through(old)]);
  expect(withCorrections(withStruckFigures(raw)).rules).toHaveLength(raw.rules.length - 1);
});

test('a figure of which a digit is struck out stays in doubt, and so does one that nothing replaces', () => {
  const figure = drawn('9622.91', 60, 60, 14);
  expect(left(figure, [through(figure.slice(0, 1))])).toBe('6?2?2?.?9?1?');
  expect(left(figure, [through(figure)])).toBe('9?6?2?2?.?9?1?');
});

test('a figure in another cell, or where no rules tell of cells, corrects none', () => {
  const [old, other] = [drawn('9,380.83', 60, 60), drawn('380.83', 150, 60)];
  const struck = '9?,?3?8?0?.?8?3?380.83';
  expect(left([...old, ...other], [through(old)], gridRules([50, 140, 250], [30, 90]))).toBe(struck);
  expect(left([...old, ...other], [through(old)], [])).toBe(struck);
});

test('of two units in one line that counts which is not struck out', () => {
  const [label, old, unit] = [drawn('单位：', 60, 20), drawn('元', 90, 20), drawn('万元', 100, 20)];
  expect(left([...label, ...old, ...unit], [through(old)])).toBe('单位：万元');
  const [whole, other] = [drawn('单位：元', 60, 20), drawn('单位：万元', 150, 20)];
  expect(left([...whole, ...other], [through(whole)])).toBe('：单位：万元');
  expect(left(whole, [through(whole)])).toBe('单?位?：元?');
});
