import { describe, expect, test } from 'vitest';
import type { RawGlyph, RawPage } from '../../../src/model/raw-page.ts';
import { halfCovered, withDoubtfulPrint } from '../../../src/pages/text/doubtful-print.ts';
import { glyphs } from '../../support/build.ts';

function drawn(text: string, x: number, y = 100, more: Partial<RawGlyph> = {}): RawGlyph[] {
  const seen = { angle: 0, visible: true, color: '#000000', alpha: 1, unreadable: false };
  return glyphs(text, x, y).map((glyph): RawGlyph => ({ ...glyph, ...seen, ...more }));
}

function pageOf(content: readonly RawGlyph[]): RawPage {
  return { number: 1, width: 400, height: 800, glyphs: content, rules: [], pictures: [], skipped: 0 };
}

describe('print over print', () => {
  const read = (content: readonly RawGlyph[]) =>
    withDoubtfulPrint(pageOf(content))
      .glyphs.map(({ text, unreadable }) => (unreadable ? '?' : text))
      .join('');

  test('of two names, as rows of no height leave it, is no name', () => {
    expect(read([...drawn('群众文化', 50), ...drawn('行政运行', 50)])).toBe('????????');
  });

  test('of one name, to look bold, is that name; beside one another they are two', () => {
    expect(read([...drawn('群众文化', 50), ...drawn('群众文化', 50.5)])).toBe('群众文化群众文化');
    expect(read([...drawn('群众文化', 50), ...drawn('行政运行', 90)])).toBe('群众文化行政运行');
    expect(read([...drawn('群众文化', 50), ...drawn('行政运行', 50, 102)])).toBe('群众文化行政运行');
  });
});

test('a figure that the edge of the page cuts off is half covered; one that its cell clips is not', () => {
  const cut = (x: number) => {
    const [shown, gone] = [drawn('1,349.5', x), drawn('8', x + 35, 100, { visible: false, hidden: 'clipped' })];
    return halfCovered(pageOf([...shown, ...gone])).size;
  };
  expect([cut(363), cut(300)]).toEqual([1, 0]);
});

test('what sticks out of a figure that was painted over and written anew is no part of the new one, upright or not', () => {
  const doubtful = (content: readonly RawGlyph[]) =>
    withDoubtfulPrint(pageOf(content)).glyphs.flatMap(({ text, unreadable }) => (unreadable === true ? [text] : []));
  const old = [...drawn('1.0', 50, 100, { visible: false, hidden: 'covered' }), ...drawn('7', 65)];
  expect(doubtful([...old, ...drawn('－', 55)])).toEqual(['7']);
  expect(doubtful([...old, ...drawn('－', 155)])).toEqual([]);
  const sideways = ({ x0, x1, y0, y1, ...glyph }: RawGlyph): RawGlyph => {
    return { ...glyph, x0: y0, x1: y1, y0: 400 - x1, y1: 400 - x0, angle: 270 };
  };
  expect(doubtful([...old, ...drawn('－', 55)].map(sideways))).toEqual(['7']);
});
