import { expect, test } from 'vitest';
import { glyphs, gridRules, page } from '../../support/build.ts';
import { layout } from '../../support/cut.ts';

/** Codes left of a frame, from the top of its first row. */
const codes = (...texts: readonly string[]) => texts.flatMap((text, at) => glyphs(text, 60, 105 + 20 * at));
const names = ['教育支出', '普通教育', '小学教育'].flatMap((name, at) => glyphs(name, 160, 105 + 20 * at));
const ys = [100, 120, 140, 160];

/** The rows of the one table of a page, and how many lines stand outside of it. */
function read(content: ReturnType<typeof glyphs>, xs: readonly number[]) {
  const [cut] = layout([page(1, content, gridRules([...xs], ys))]);
  const rows = ys.slice(1).map((_, row) => {
    const cells = cut?.grids[0]?.cells.filter((cell) => cell.row === row) ?? [];
    return cells.map(({ lines }) => lines.map(({ text }) => text).join(''));
  });
  return [rows, cut?.lines.length] as const;
}

test('codes left of a frame are those of the rows beside them: in its empty cells, or in a column of their own', () => {
  const rows = [
    ['205', '教育支出'],
    ['20502', '普通教育'],
    ['2050202', '小学教育'],
  ];
  const content = [...codes('205', '20502', '2050202'), ...names];
  expect(read(content, [110, 150, 300])).toEqual([rows, 0]);
  expect(read(content, [110, 300])).toEqual([rows, 0]);
});

test('a few numbers beside a frame, and numbers that are no codes, stay outside', () => {
  const bare = [['教育支出'], ['普通教育'], ['小学教育']];
  expect(read([...codes('205', '20502'), ...names], [110, 300])).toEqual([bare, 2]);
  expect(read([...codes('205', '20502', '12.50'), ...names], [110, 300])).toEqual([bare, 3]);
});
