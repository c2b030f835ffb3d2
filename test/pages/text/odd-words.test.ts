import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../src/model/page.ts';
import type { RawGlyph, RawPage } from '../../../src/model/raw-page.ts';
import { cutWords } from '../../../src/pages/text/cut-words.ts';
import { withStruckFigures } from '../../../src/pages/text/struck-figures.ts';
import { untoldFigures } from '../../../src/pages/text/untold.ts';
import { glyphs } from '../../support/build.ts';

function drawn(text: string, x: number, y = 100, more: Partial<RawGlyph> = {}): RawGlyph[] {
  const seen = { angle: 0, visible: true, color: '#000000', alpha: 1, unreadable: false };
  return glyphs(text, x, y).map((glyph): RawGlyph => ({ ...glyph, ...seen, ...more }));
}

function pageOf(content: readonly RawGlyph[], rules: readonly Rule[] = []): RawPage {
  return { number: 1, width: 400, height: 800, glyphs: content, rules, pictures: [], skipped: 0 };
}

describe('words that are struck out', () => {
  const title = drawn('部门支出总表', 50);
  const [first, last] = [title[0], title.at(-1)];
  const middle = ((first?.y0 ?? 0) + (first?.y1 ?? 0)) / 2;
  const line = (from: number, to: number): Rule => ({ axis: 'h', at: middle, from, to, thickness: 0.7 });
  const struck = (rules: readonly Rule[]) =>
    withStruckFigures(pageOf(title, rules)).glyphs.filter((glyph) => glyph.struck).length;

  test('are told by the line through their middle', () => {
    expect(struck([line(first?.x0 ?? 0, last?.x1 ?? 0)])).toBe(title.length);
  });

  test('those in the middle of a line are by a stroke that ends with them', () => {
    const [from, to, next] = [title[2], title[3], title[4]];
    expect(struck([line(from?.x0 ?? 0, to?.x1 ?? 0)])).toBe(2);
    // a rule that ends elsewhere is none of theirs
    expect(struck([line(from?.x0 ?? 0, ((next?.x0 ?? 0) + (next?.x1 ?? 0)) / 2 - 1)])).toBe(0);
  });

  test('a long title is, too', () => {
    const long = drawn('某某省某某市某某县某某局某某中心部门支出总表', 20);
    const [from, to] = [long[0]?.x0 ?? 0, long.at(-1)?.x1 ?? 0];
    expect(to - from).toBeGreaterThan(120);
    const { glyphs: read } = withStruckFigures(pageOf(long, [line(from, to)]));
    expect(read.every((glyph) => glyph.struck)).toBe(true);
  });

  test('a line of a table that is drawn cell by cell strikes nothing out', () => {
    const [from, to] = [first?.x0 ?? 0, last?.x1 ?? 0];
    expect(struck([line(from - 100, from), line(from, to), line(to, to + 100)])).toBe(0);
  });
});

describe('words of which a part is not seen', () => {
  const hidden = (text: string, x: number, y: number, why: RawGlyph['hidden']) =>
    drawn(text, x, y, { visible: false, hidden: why ?? null });
  const shown = drawn('公务用车', 50);
  const end = shown.at(-1)?.x1 ?? 0;
  const ends = (content: readonly RawGlyph[]) => [...cutWords(content)].map(({ text }) => text).join('');

  test('break off where the next character was painted over or cut off, in the line or below it', () => {
    expect(ends([...shown, ...hidden('运行', end, 100, 'covered')])).toBe('车');
    expect(ends([...shown, ...hidden('运行', 50, 112, 'clipped')])).toBe('车');
  });

  test('are whole where something was written in its place, or nothing ever was to be seen', () => {
    expect(ends([...shown, ...hidden('运行', end, 100, 'covered'), ...drawn('购置', end)])).toBe('');
    expect(ends([...shown, ...hidden('运行', end, 100, 'layer-off')])).toBe('');
  });
});

test('codes that stand mirrored are told of; a year in a heading that is set sideways is not', () => {
  const told = (text: string) => untoldFigures(pageOf(drawn(text, 50, 100, { angle: 180 })), 0).length;
  expect([told('2080505'), told('2026')]).toEqual([1, 0]);
});

test('figures of which a cell that is too low shows only the tips are told of; what it hides, or cuts off at its side, is not', () => {
  const [first] = drawn('2,080.50', 50);
  const { y0 = 0, y1 = 0 } = first ?? {};
  const told = (clip: Partial<RawGlyph['clip']>, text = '2,080.50') => {
    const within = { x0: 0, x1: 400, y0: 0, y1: 800, ...clip };
    return untoldFigures(pageOf(drawn(text, 50, 100, { visible: false, hidden: 'clipped', clip: within })), 0).length;
  };
  expect(told({ y1: y0 + 0.1 * (y1 - y0) })).toBe(1);
  expect(told({ y0: y1 - 0.1 * (y1 - y0) })).toBe(1);
  expect(told({ y1: y0 })).toBe(0);
  expect(told({ x1: 50 })).toBe(0);
  expect(told({ y1: y0 + 0.1 * (y1 - y0) }, '公务用车')).toBe(0);
});

test('a button whose caption is not known is told of among the rules of a table alone', () => {
  const level = (at: number): Rule => ({ axis: 'h', at, from: 50, to: 350, thickness: 0.5 });
  const upright = (at: number): Rule => ({ axis: 'v', at, from: 100, to: 300, thickness: 0.5 });
  const told = (y0: number) => {
    const entered = [{ x0: 200, x1: 260, y0, y1: y0 + 12, text: '', blind: true as const }];
    const rules = [level(100), level(300), upright(50), upright(350)];
    return untoldFigures({ ...pageOf([], rules), entered }, 0).length;
  };
  expect([told(150), told(40)]).toEqual([1, 0]);
});
