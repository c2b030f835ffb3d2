import { describe, expect, test } from 'vitest';
import { outsideFrames } from '../../src/meaning/outside-frames.ts';
import type { Glyph } from '../../src/model/page.ts';
import { glyphs, gridRules, page } from '../support/build.ts';
import { layout } from '../support/cut.ts';

const YS = [100, 120, 140, 160];
const table = [
  ...[...glyphs('项目', 110, 105), ...glyphs('合计', 250, 105)],
  ...[...glyphs('行政运行', 110, 125), ...glyphs('12.00', 250, 125)],
  ...[...glyphs('群众文化', 110, 145), ...glyphs('3.00', 250, 145)],
];

function told(...outside: readonly (readonly Glyph[])[]): number {
  const cut = layout([page(1, [...table, ...outside.flat()], gridRules([100, 200, 300], YS))]);
  return cut.flatMap(outsideFrames).length;
}

describe('what a table prints outside of its frame is told of', () => {
  test.each<readonly [string, readonly (readonly Glyph[])[], number]>([
    ['nothing', [], 0],
    ['a row under it', [[...glyphs('合计', 110, 168), ...glyphs('15.00', 250, 168)]], 1],
    ['two rows, the second far down', [glyphs('合计', 110, 168), glyphs('15.00', 250, 300)], 0],
    ['a figure beside it', [glyphs('9.50', 310, 125)], 1],
    ['codes behind it', [105, 125, 145].map((y) => glyphs('2070101', 310, y)), 1],
    ['codes before it, which are those of its rows', [105, 125, 145].map((y) => glyphs('2070101', 50, y)), 0],
    ['a page number beside it', [glyphs('12', 80, 125)], 0],
    ['a note under it', [glyphs('注：本表以万元为单位，合计15.00', 110, 168)], 0],
  ])('%s', (_, outside, notes) => {
    expect(told(...outside)).toBe(notes);
  });
});
