import { expect, test } from 'vitest';
import type { Rule } from '../../../src/model/page.ts';
import type { RawPage } from '../../../src/model/raw-page.ts';
import { withoutOutlines } from '../../../src/pages/text/outlines-of-print.ts';
import { rawGlyph } from '../../support/build.ts';

const level = (at: number, from: number, to: number): Rule => ({ axis: 'h', at, from, to, thickness: 0.3 });
const upright = (at: number, from: number, to: number): Rule => ({ axis: 'v', at, from, to, thickness: 0.3 });
/** A character of 16 points at (100, 50). */
const print = rawGlyph('目', { x0: 100, x1: 116, y0: 50, y1: 66, size: 16 });
const page = (rules: readonly Rule[]): RawPage => ({
  ...{ number: 1, width: 595, height: 842, glyphs: [print], pictures: [], skipped: 0 },
  rules,
});
/** The four sides of a rectangle. */
const box = (x0: number, y0: number, x1: number, y1: number) => [
  ...[level(y0, x0, x1), level(y1, x0, x1)],
  ...[upright(x0, y0, y1), upright(x1, y0, y1)],
];

test('lines round the strokes of a character are no ruling lines', () => {
  const frame = box(80, 40, 300, 80);
  expect(withoutOutlines(page([...box(102, 51, 114, 65), ...box(104, 53, 112, 56), ...frame])).rules).toEqual(frame);
});

test.each([
  ['a cell that holds one character', box(99, 48, 117, 68)],
  ['a dashed line through a character', [50, 54, 58, 62].map((y) => upright(108, y, y + 2))],
  ['an underline in pieces', [100, 106, 112].map((x) => level(65, x, x + 4))],
  ['a little box beside a character', box(118, 52, 128, 62)],
])('%s stays one of lines', (_name, rules) => {
  expect(withoutOutlines(page(rules)).rules).toEqual(rules);
});
