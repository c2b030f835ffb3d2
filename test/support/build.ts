import type { Glyph, Page, Rule } from '../../src/model/page.ts';
import type { RawGlyph } from '../../src/model/raw-page.ts';

/** Characters of `text` from (x, y), each `size` wide for ideographs and half of it for others, like a fixed-width font. */
export function glyphs(text: string, x: number, y: number, size = 10, clip: Glyph['clip'] = null): Glyph[] {
  let pen = x;
  const out: Glyph[] = [];
  for (const char of text) {
    const width = /[\u2e80-\uffef]/u.test(char) ? size : size / 2;
    if (char.trim() !== '') {
      out.push({
        text: char,
        x0: pen,
        y0: y,
        x1: pen + width,
        y1: y + size,
        size,
        source: 'text',
        confidence: 1,
        clip,
      });
    }
    pen += width;
  }
  return out;
}

export function h(at: number, from: number, to: number): Rule {
  return { axis: 'h', at, from, to, thickness: 0.5 };
}

export function v(at: number, from: number, to: number): Rule {
  return { axis: 'v', at, from, to, thickness: 0.5 };
}

/** All rules of a full grid with these borders. */
export function gridRules(xs: readonly number[], ys: readonly number[]): Rule[] {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const [top, bottom] = [ys[0] ?? 0, ys.at(-1) ?? 0];
  return [...ys.map((y) => h(y, left, right)), ...xs.map((x) => v(x, top, bottom))];
}

export function page(number: number, content: readonly Glyph[], rules: readonly Rule[] = []): Page {
  return {
    number,
    width: 595,
    height: 842,
    turn: 0,
    kind: 'text',
    glyphs: content,
    rules,
    pictures: [],
    alternatives: [],
    aside: [],
  };
}

/** A character as drawn (原始字符), of which only what a test speaks of is its own. */
export function rawGlyph(text: string, over: Partial<RawGlyph> = {}): RawGlyph {
  const place = { x0: 0, x1: 10, y0: 0, y1: 10, size: 10, angle: 0, clip: null };
  return { text, ...place, visible: true, color: '#000000', alpha: 1, unreadable: false, ...over };
}
