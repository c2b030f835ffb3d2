import { expect, test } from 'vitest';
import { markCut } from '../../../src/pages/scan/lines/cut-at-edge.ts';
import type { Char } from '../../../src/pages/scan/lines/read-stretches.ts';
import { Picture } from '../../support/picture.ts';

test('print at the edge of its picture may go on beyond it, be the picture straightened or not', () => {
  const chars = [...'1,234'].map((text, at): Char => {
    return { text, confidence: 0.99, x0: at * 10, x1: at * 10 + 8, y0: 0, y1: 20 };
  });
  const level = { upright: new Picture(1000, 600), slant: { rise: 0, lean: 0 }, em: 10 };
  const cut = (x0: number, x1: number, y = 100, picture = level) =>
    markCut(chars, { x0, x1, y0: y, y1: y + 20 }, picture).map((char) => char.cut === true);
  expect(cut(960, 1000)).toEqual([false, false, false, false, true]);
  expect(cut(0, 40)).toEqual([true, false, false, false, false]);
  expect(cut(900, 940)).toEqual([false, false, false, false, false]);
  // rows near the foot were moved four pixels to the left
  const leaning = { ...level, slant: { rise: -0.015, lean: 0.015 } };
  expect(cut(956, 996, 557, leaning).at(-1)).toBe(true);
  expect(cut(956, 996, 290, leaning).at(-1)).toBe(false);
});
