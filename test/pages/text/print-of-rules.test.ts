import { expect, test } from 'vitest';
import type { Rule } from '../../../src/model/page.ts';
import type { RawPage } from '../../../src/model/raw-page.ts';
import { withPrintOfRules } from '../../../src/pages/text/print-of-rules.ts';

const flat = (at: number, from: number, to: number, thickness = 0.5): Rule => ({ axis: 'h', at, from, to, thickness });
const upright = (at: number, from: number, to: number): Rule => ({ axis: 'v', at, from, to, thickness: 0.5 });
const page = (rules: readonly Rule[]): RawPage => ({
  ...{ number: 1, width: 595, height: 842, glyphs: [], pictures: [], skipped: 0 },
  rules,
});

test('a figure of seven segments is print, and no ruling line', () => {
  const five = [flat(100, 50, 53.6), upright(50, 100, 103.3), flat(103.3, 50, 53.6), upright(53.6, 103.3, 106.6)];
  const read = withPrintOfRules(page([...five, flat(106.6, 50, 53.6), flat(120, 40, 300)]));
  expect(read.rules).toEqual([flat(120, 40, 300)]);
  expect(read.marks).toEqual([{ x0: 49.75, x1: 53.85, y0: 99.75, y1: 106.85 }]);
});

test('a picture cut into strips is print', () => {
  const read = withPrintOfRules(page([100, 101.4, 102.8, 104.2].map((at) => flat(at, 50, 90, 1.4))));
  expect(read.rules).toEqual([]);
  expect(read.marks).toHaveLength(1);
});

test.each([
  ['a little box', [flat(100, 50, 57), flat(107, 50, 57), upright(50, 100, 107), upright(57, 100, 107)]],
  ['a double line', [flat(100, 50, 300), flat(100.6, 50, 300)]],
  ['a dashed line', [50, 54, 58, 62, 66, 70].map((x) => flat(100, x, x + 2.5))],
  ['borders of cells, piece by piece', [0, 8, 16, 24, 32, 40, 48].map((y) => upright(50, 100 + y, 108 + y))],
])('%s stays one of lines', (_name, rules) => {
  expect(withPrintOfRules(page(rules)).rules).toEqual(rules);
});
