import { describe, expect, test } from 'vitest';
import type { Glyph, Rule } from '../../../src/model/page.ts';
import { glyphs, gridRules } from '../../support/build.ts';
import { printedRows } from '../../support/rows.ts';

const SIZE = 10;
const XS = [30, 80, 200, 300];

/** A row of 20 points: each text in the middle of its height, at the left of its column. */
function printed(lines: readonly (readonly string[])[]): Glyph[] {
  return lines.flatMap((line, row) =>
    line.flatMap((text, column) => glyphs(text, (XS[column] ?? 0) + 4, 105 + row * 20, SIZE)),
  );
}

/** All rules of a table but that below the first of its rows, in one column. */
function without(column: number, count: number): readonly Rule[] {
  const ys = Array.from({ length: count + 1 }, (_, row) => 100 + row * 20);
  const [from = 0, to = 0] = [XS[column], XS[column + 1]];
  return gridRules(XS, ys).flatMap((rule) => {
    if (rule.axis === 'v' || rule.at !== 120) return [rule];
    return [
      { ...rule, to: from },
      { ...rule, from: to },
    ].filter((one) => one.to > one.from);
  });
}

const LINES = [
  ['205', '教育支出', '12.00'],
  ['206', '科技支出', '9.00'],
  ['208', '社会保障', '3.00'],
];

describe('a cell merged over rows because a rule is missing', () => {
  test.each([0, 1, 2])('is parted where each row prints its own: column %i', (column) => {
    expect(printedRows(printed(LINES), without(column, 3))).toEqual(
      LINES.map((line) => line.map((text, at) => `${at}:${text}`)),
    );
  });

  test('is parted where one row alone prints anything, in its middle', () => {
    const lines = [['', '合计', '24.00'], ...LINES];
    expect(printedRows(printed(lines), without(0, 4)).slice(0, 2)).toEqual([
      ['1:合计', '2:24.00'],
      ['0:205', '1:教育支出', '2:12.00'],
    ]);
  });

  test('stays one where its print stands in its middle', () => {
    const lines = [['', '教育支出', '12.00'], ['', '科技支出', '9.00'], LINES[2] ?? []];
    const unit = glyphs('本级', 34, 115, SIZE);
    expect(printedRows([...unit, ...printed(lines)], without(0, 3))[0]).toEqual(['0v2:本级', '1:教育支出', '2:12.00']);
  });

  test('stays one where a name wraps in it', () => {
    const name = [...glyphs('市教育局本', 83, 109, SIZE), ...glyphs('级机关', 83, 121, SIZE)];
    const lines = [['205', '', '12.00'], ['206', '', '9.00'], LINES[2] ?? []];
    expect(printedRows([...name, ...printed(lines)], without(1, 3))[0]).toEqual([
      '0:205',
      '1v2:市教育局本/级机关',
      '2:12.00',
    ]);
  });

  test('is in doubt where a line of two is full: the next may be its rest', () => {
    const lines = [['205', '市教育局教育业务经费', '12.00'], LINES[1] ?? [], LINES[2] ?? []];
    const long = lines.map(([code = '', name = '', sum = '']) => [
      code,
      name === '市教育局教育业务经费' ? `${name}支` : name,
      sum,
    ]);
    expect(printedRows(printed(long), without(1, 3))[0]?.[1]).toMatch(/^1v2:.*!$/u);
  });
});
