import { expect, test } from 'vitest';
import type { Hidden, RawGlyph } from '../../src/model/raw-page.ts';
import { hiddenFigures } from '../../src/pages/hidden-figures.ts';
import { tellUntold } from '../../src/pages/read-leftover.ts';
import { read } from '../../src/pages/text/read-text.ts';
import { glyphs } from '../support/build.ts';

function drawn(text: string, x: number, hidden: Hidden | null = null): RawGlyph[] {
  const seen = { angle: 0, visible: hidden === null, hidden, color: '#000000', alpha: 1, unreadable: false };
  return glyphs(text, x, 100).map((glyph): RawGlyph => ({ ...glyph, ...seen }));
}

/** A row of three cells, each 100 wide, from 0 on. */
function rowOf(...content: readonly RawGlyph[]) {
  const line = { from: 80, to: 130, thickness: 0.5 };
  const rules = [0, 100, 200, 300].map((at) => ({ ...line, axis: 'v' as const, at }));
  return { number: 1, width: 400, height: 800, glyphs: content, rules, pictures: [], skipped: 0 };
}

const found = (...content: readonly RawGlyph[]) => hiddenFigures(rowOf(...content)).map(({ x0 }) => x0);

test('a figure that nobody sees is told of where its cell shows nothing else, whatever hides it', () => {
  const name = drawn('合计', 10);
  for (const hidden of ['covered', 'pale', 'clipped', 'layer-off', 'unpainted'] as const)
    expect(found(...name, ...drawn('1,349.58', 120, hidden))).toEqual([120]);
  const page = rowOf(...name, ...drawn('1,349.58', 120, 'pale'));
  const { notes } = tellUntold({ value: [read(page)], notes: [] }, page);
  expect(notes.map(({ code, box }) => [code, box?.x0])).toEqual([['hidden-figures', 120]]);
});

test('one in whose cell another stands is an old one; words and zeros that are hidden are none', () => {
  expect(found(...drawn('1,349.58', 120, 'covered'), ...drawn('88.00', 170))).toEqual([]);
  expect(found(...drawn('合计', 120, 'pale'), ...drawn('0.00', 220, 'pale'))).toEqual([]);
});
