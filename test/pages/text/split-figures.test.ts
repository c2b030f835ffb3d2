import { describe, expect, test } from 'vitest';
import type { Box } from '../../../src/model/box.ts';
import type { Rule } from '../../../src/model/page.ts';
import type { RawGlyph, RawPage } from '../../../src/model/raw-page.ts';
import { withSplitFigures } from '../../../src/pages/text/split-figures.ts';
import { glyphs, v } from '../../support/build.ts';

function pageOf(text: string, marks: readonly Box[], rules: readonly Rule[] = []): RawPage {
  const drawn = glyphs(text, 100, 100).map(
    (glyph): RawGlyph => ({ ...glyph, angle: 0, visible: true, color: '#000000', alpha: 1, unreadable: false }),
  );
  return { number: 1, width: 595, height: 842, glyphs: drawn, rules, pictures: [], marks, skipped: 0 };
}

/** The characters of a page, those that are to be read with what stands beside them as ?. */
function read(raw: RawPage): string {
  return withSplitFigures(raw)
    .glyphs.map(({ text, unreadable }) => (unreadable ? '?' : text))
    .join('');
}

describe('figures of which a part is no text', () => {
  const box = (x0: number, x1: number, y0 = 101, y1 = 109): Box => ({ x0, x1, y0, y1 });

  test.each<readonly [string, string, readonly Box[], string]>([
    ['a digit painted in front', '349.58', [box(94, 99)], '?49.58'],
    ['a digit painted behind', '1,349.5', [box(136, 140)], '1,349.?'],
    ['a mark in another line', '349.58', [box(94, 99, 120, 128)], '349.58'],
    ['a frame around it', '349.58', [box(90, 140, 90, 118)], '349.58'],
    ['a tick some way off', '349.58', [box(85, 92)], '349.58'],
    ['a bullet before a year', '2026', [box(94, 99)], '2026'],
  ])('%s', (_, text, marks, expected) => {
    expect(read(pageOf(text, marks))).toBe(expected);
  });

  test('a stroke on the baseline of digits is a 1, and no ruling line any more', () => {
    const stroke = v(98, 102, 108.6);
    const raw = withSplitFigures(pageOf('349.58', [], [stroke]));
    expect(raw.glyphs[0]?.unreadable).toBe(true);
    expect([raw.rules, raw.marks?.length]).toEqual([[], 1]);
  });

  test('the border of a cell is none', () => {
    expect(read(pageOf('349.58', [], [v(98, 95, 115)]))).toBe('349.58');
    expect(read(pageOf('349.58', [], [v(98, 102, 108.6), v(98, 111, 117.6)]))).toBe('349.58');
  });
});
