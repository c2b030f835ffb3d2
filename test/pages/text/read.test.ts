import { describe, expect, it } from 'vitest';
import { asDisplayed } from '../../../src/model/page.ts';
import type { RawGlyph, RawPage } from '../../../src/model/raw-page.ts';
import { read } from '../../../src/pages/text/read-text.ts';

function drawn(text: string, x: number, y: number, over: Partial<RawGlyph> = {}): RawGlyph {
  const box = { x0: x, y0: y, x1: x + 5, y1: y + 10 };
  const plain = { size: 10, angle: 0, visible: true, color: '#000000', alpha: 1, clip: null, unreadable: false };
  return { text, ...box, ...plain, ...over };
}

function raw(glyphs: RawGlyph[]): RawPage {
  return { number: 1, width: 600, height: 800, glyphs, rules: [], pictures: [], skipped: 0 };
}

function text(page: RawPage): string {
  return read(page)
    .glyphs.map((glyph) => glyph.text)
    .join('');
}

describe('read', () => {
  it('keeps one of two prints of a character, and both of two characters', () => {
    expect(text(raw([drawn('7', 100, 100), drawn('7', 100.3, 100.1), drawn('7', 105, 100)]))).toBe('77');
  });

  it('sets slanted, pale and invisible characters aside', () => {
    const page = read(
      raw([
        drawn('1', 10, 10),
        drawn('仅', 50, 50, { angle: 315 }),
        drawn('供', 60, 50, { color: '#e0e0e0', size: 40 }),
        drawn('2', 70, 50, { visible: false }),
      ]),
    );
    expect(page.glyphs.map((glyph) => glyph.text)).toEqual(['1']);
    expect(page.aside).toHaveLength(3);
  });

  it('sets print aside that is pale by its colour and by its opacity together', () => {
    const seal = (alpha: number) => drawn('审', 50, 50, { color: '#999999', alpha, size: 40 });
    const print = [drawn('1', 10, 10), drawn('2', 20, 10)];
    expect(text(raw([...print, seal(0.4)]))).toBe('12');
    expect(text(raw([...print, seal(1)]))).toBe('12审');
  });

  it('sets large grey print aside that stands behind other print, and shadows of print', () => {
    const print = [...'12345678'].map((digit, at) => drawn(digit, 10 + 5 * at, 10));
    const mark = (x: number) => drawn('审', x, 5, { color: '#bfbfbf', size: 24 });
    expect(text(raw([...print, mark(20)]))).toBe('12345678');
    expect(text(raw([...print, mark(200)]))).toBe('12345678审');
    const shadow = print.map((glyph) => drawn(glyph.text, glyph.x0 + 2, glyph.y0 + 2, { color: '#b3b3b3' }));
    expect(text(raw([...shadow, ...print]))).toBe('12345678');
    expect(text(raw([...shadow, drawn('9', 200, 10, { color: '#b3b3b3' }), ...print]))).toContain('9');
  });

  it('leaves a watermark where it is that fills of cells cover in part', () => {
    const pale = { color: '#e0e0e0', size: 20 };
    const hidden = { ...pale, visible: false, hidden: 'covered' } as const;
    const mark = [
      drawn('8', 50, 50, pale),
      drawn('0', 55, 50, hidden),
      drawn('水', 70, 50, pale),
      drawn('印', 75, 50, hidden),
    ];
    const print = [...'123456'].map((digit, at) => drawn(digit, 10 + 5 * at, 10));
    expect(text(raw([...print, ...mark]))).toBe('123456');
    const dark = mark.map((glyph) => ({ ...glyph, color: '#000000' }));
    expect(text(raw([...print, ...dark]))).toBe('12345680水');
  });

  it('maps radicals to the characters they look like, and marks what has no reading', () => {
    expect(text(raw([drawn('⻋', 10, 10), drawn('⺠', 20, 10), drawn('\ue123', 30, 10, { unreadable: true })]))).toBe(
      '车民\ufffd',
    );
  });

  it('reads digits as wide as ideographs as digits: codes and figures of such a report went by as words', () => {
    const wide = [...'２０５．３０'].map((char, at) => drawn(char, 10 + 10 * at, 10));
    expect(text(raw(wide))).toBe('205．30');
  });

  it('turns a sideways page upright and can map boxes back', () => {
    const glyph = drawn('合', 100, 200, { angle: 90 });
    const page = read(raw([glyph]));
    expect([page.turn, page.width, page.height]).toEqual([270, 800, 600]);
    const [upright] = page.glyphs;
    expect(upright && asDisplayed(upright, page)).toMatchObject({ x0: 100, y0: 200, x1: 105, y1: 210 });
  });
});
