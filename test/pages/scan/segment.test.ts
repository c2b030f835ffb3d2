import { expect, test } from 'vitest';
import { findBlobs } from '../../../src/pages/scan/image/blobs.ts';
import { cutLines } from '../../../src/pages/scan/lines/cut-lines.ts';
import { cutFigure } from '../../../src/pages/scan/numbers/cut-digits.ts';
import { findFigures } from '../../../src/pages/scan/numbers/number-candidates.ts';
import { Picture } from '../../support/picture.ts';

const EM = 24;

function lines(page: Picture, cell = -1) {
  return cutLines(findBlobs(page) ?? [], cell, EM).map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]);
}

test('lines and far stretches of one line are cut apart, top to bottom', () => {
  const page = new Picture(900, 200).words(20, 20, 5).words(700, 20, 4).words(20, 60, 8);
  expect(lines(page)).toEqual([
    [20, 20, 160, 44],
    [700, 20, 811, 44],
    [20, 60, 247, 84],
  ]);
});

test('strokes that lie above one another are one line: 二', () => {
  const page = new Picture(200, 100).fill(20, 20, 40, 23).fill(18, 38, 42, 41);
  expect(lines(page, 3)).toEqual([[18, 20, 42, 41]]);
});

test('without rules, what follows a figure after some white is cut off: the next column', () => {
  const figure = new Picture(400, 100);
  for (const x of [20, 34, 48, 62]) figure.fill(x, 20, x + 11, 44);
  figure.words(90, 20, 4);
  expect(lines(figure)).toEqual([
    [20, 20, 73, 44],
    [90, 20, 201, 44],
  ]);
  expect(lines(figure, 0)).toEqual([[20, 20, 201, 44]]);
  // Where a figure's point was lost, its decimals stay with it.
  const worn = new Picture(400, 100);
  for (const x of [20, 34, 48, 62, 88, 102]) worn.fill(x, 20, x + 11, 44);
  expect(lines(worn)).toHaveLength(1);
  // What is left of 一 of the next column is no part of a figure, however many points that has.
  const strokes = new Picture(400, 100);
  for (const x of [20, 34, 62, 76]) strokes.fill(x, 20, x + 11, 44);
  strokes.fill(50, 40, 53, 44).fill(110, 32, 119, 33);
  expect(lines(strokes).map(([x0, , x1]) => [x0, x1])).toEqual([
    [20, 87],
    [110, 119],
  ]);
  // Words before as little white stay with what follows: prose is full of it.
  expect(lines(new Picture(400, 100).words(20, 20, 4).words(150, 20, 3))).toHaveLength(1);
});

test('lines that overlap are cut apart at their own white, too', () => {
  // Between the two upper and the two lower pieces stands a single one that reaches over both lines.
  const page = new Picture(900, 200)
    .words(20, 20, 4)
    .words(20, 46, 1)
    .words(250, 46, 2)
    .words(165, 33, 2)
    .words(250, 20, 3);
  const found = lines(page);
  expect(found).toContainEqual([20, 46, 44, 70]);
  expect(found).toContainEqual([250, 46, 303, 70]);
});

test('dust by itself is no line', () => {
  expect(lines(new Picture(200, 100).fill(50, 50, 54, 54))).toEqual([]);
});

/** Digits as bars of a fixed pitch. */
function figure(points: readonly [number, number, number, number][] = []): Picture {
  const page = new Picture(220, 60);
  for (const x of [20, 40, 60, 100, 120]) page.fill(x, 10, x + 13, 34);
  for (const [x0, y0, x1, y1] of points) page.fill(x0, y0, x1, y1);
  return page;
}

function cut(page: Picture) {
  const [stretch] = cutLines(findBlobs(page) ?? [], 0, EM);
  return stretch ? cutFigure(page, stretch, 0.72) : null;
}

test('a figure is cut into digits and points', () => {
  expect(
    cut(figure([[85, 30, 89, 34]]))
      ?.map((part) => part.kind)
      .join(' '),
  ).toBe('digit digit digit point digit digit');
});

test('dust above and beside the line is left out', () => {
  const dusty = figure([
    [85, 30, 89, 34],
    [92, 12, 95, 15],
    [2, 30, 5, 33],
  ]);
  expect(
    cut(dusty)
      ?.map((part) => part.kind)
      .join(' '),
  ).toBe('digit digit digit point digit digit');
});

test('touching digits are cut apart, a digit in two pieces is joined', () => {
  const page = figure().fill(33, 30, 40, 34);
  page.fill(100, 20, 113, 22, 255);
  expect(cut(page)).toHaveLength(5);
});

test('a digit of a fax whose flat bar stands by itself is whole, and a bar alone is no digit', () => {
  const worn = figure().fill(60, 10, 73, 34, 255).fill(60, 10, 73, 13).fill(61, 18, 73, 34);
  expect(cut(worn)?.map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1])[2]).toEqual([60, 10, 73, 34]);
  expect(cut(figure().fill(100, 10, 113, 34, 255).fill(100, 10, 113, 13))).toBeNull();
});

/** Digits as bars, a group of three behind a high mark, and decimals: 1'234.56. */
function grouped(group: number, high: readonly [number, number]): Picture {
  const page = new Picture(320, 60).fill(20, 10, 33, 34).fill(38, high[0], 42, high[1]);
  for (let at = 0; at < group; at++) page.fill(46 + 20 * at, 10, 59 + 20 * at, 34);
  const end = 46 + 20 * group;
  return page
    .fill(end - 3, 30, end + 1, 34)
    .fill(end + 6, 10, end + 19, 34)
    .fill(end + 26, 10, end + 39, 34);
}

test('apostrophes between thousands are no digits; what parts no thousands, or is taller, may be one', () => {
  expect(
    cut(grouped(3, [10, 19]))
      ?.map(({ kind }) => kind)
      .join(' '),
  ).toBe('digit digit digit digit point digit digit');
  expect(cut(grouped(2, [10, 19]))).toHaveLength(7);
  expect(cut(grouped(3, [10, 24]))).toHaveLength(8);
});

test('the halves of a worn 0 are one digit, a 1 beside another is not', () => {
  const worn = figure().fill(64, 10, 70, 34, 255);
  expect(cut(worn)?.map(({ x0, x1 }) => x1 - x0)).toEqual([13, 13, 13, 13, 13]);
  const ones = new Picture(220, 60);
  for (const x of [20, 40]) ones.fill(x, 10, x + 13, 34);
  for (const x of [64, 78, 92]) ones.fill(x, 10, x + 4, 34);
  expect(cut(ones)).toHaveLength(5);
});

test('what was read as a figure with separators is one, though its outlines are like no digits; no surer than that', () => {
  const page = figure();
  const stretches = cutLines(findBlobs(page) ?? [], 0, EM);
  const read = (text: string) => {
    const chars = [...text].map((char, at) => ({ text: char, confidence: 0.9, x0: at, x1: at + 1, y0: 0, y1: 9 }));
    return findFigures(page, stretches, [chars], true).map(({ segments, read }) => [segments.length, read]);
  };
  expect([read('1,2'), read('12')]).toEqual([[[0, '1,2']], []]);
});

test('ideographs are no figure', () => {
  expect(cut(new Picture(300, 60).words(10, 10, 6))).toBeNull();
});
