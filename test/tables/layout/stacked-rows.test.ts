import { describe, expect, it } from 'vitest';
import type { Glyph, Rule } from '../../../src/model/page.ts';
import { glyphs, gridRules, h, page, v } from '../../support/build.ts';
import { layout } from '../../support/cut.ts';

/** Texts of every cell that has any, row by row. */
function rows(content: readonly Glyph[], rules: readonly Rule[]): string[][] {
  const grid = layout([page(1, content, rules)])[0]?.grids[0];
  const out: string[][] = (grid?.ys.slice(1) ?? []).map(() => []);
  for (const { row, lines } of grid?.cells ?? []) {
    if (lines.length > 0) out[row]?.push(lines.map((line) => line.text).join('/'));
  }
  return out;
}

const XS = [30, 90, 200, 260];
const HEAD = [...glyphs('编码', 32, 103), ...glyphs('名称', 92, 103), ...glyphs('金额', 202, 103)];
const BODY = [
  ...glyphs('20101', 32, 123),
  ...glyphs('行政运行', 92, 123),
  ...glyphs('12.00', 230, 123),
  ...glyphs('20102', 32, 143),
  ...glyphs('一般行政', 92, 139),
  ...glyphs('管理事务', 92, 150),
  ...glyphs('3.50', 235, 145),
];

describe('rows without a rule between them', () => {
  const parted = [
    ['编码', '名称', '金额'],
    ['20101', '行政运行', '12.00'],
    ['20102', '一般行政/管理事务', '3.50'],
  ];

  it('are parted by their figures and codes, a wrapped name kept with its own', () => {
    expect(rows([...HEAD, ...BODY], gridRules(XS, [100, 118, 165]))).toEqual(parted);
  });

  it('are parted where vertical rules end without a lower border, and begin below a merged cell', () => {
    const total = [...glyphs('合计', 32, 123), ...glyphs('15.50', 230, 123)];
    const lower = BODY.map((glyph) => ({ ...glyph, y0: glyph.y0 + 20, y1: glyph.y1 + 20 }));
    const rules = [
      ...[100, 118].map((y) => h(y, 30, 260)),
      ...[30, 200, 260].map((x) => v(x, 100, 185)),
      v(90, 100, 118),
      v(90, 138, 185),
    ];
    expect(rows([...HEAD, ...total, ...lower], rules)).toEqual([parted[0], ['合计', '15.50'], ...parted.slice(1)]);
  });

  it('are parted in a table of names and figures, some names without', () => {
    const names = [...glyphs('合计', 32, 123), ...glyphs('因公出国', 32, 143), ...glyphs('公务接待', 32, 163)];
    const figures = [...glyphs('12.36', 230, 123), ...glyphs('3.36', 235, 163)];
    expect(rows([...names, ...figures], gridRules([30, 200, 260], [100, 118, 180]))).toEqual([
      [],
      ['合计', '12.36'],
      ['因公出国'],
      ['公务接待', '3.36'],
    ]);
  });

  it('keeps a wrapped number whole: its pieces are not alike', () => {
    const wrapped = [...glyphs('21,601', 202, 123), ...glyphs('733.00', 202, 135), ...glyphs('单位', 92, 123)];
    expect(rows([...HEAD, ...wrapped, ...glyphs('名称', 92, 135)], gridRules(XS, [100, 118, 165]))[1]).toEqual([
      '单位/名称',
      '21,601/733.00',
    ]);
  });
});
