import { describe, expect, test } from 'vitest';
import type { Glyph, Rule } from '../../../src/model/page.ts';
import { glyphs, h, v } from '../../support/build.ts';
import { printedRows } from '../../support/rows.ts';

const SIZE = 10;
const XS = [30, 130, 230, 330];

/** Words in the middle of a place, as headings are set. */
function centred(text: string, x: number, y: number): Glyph[] {
  return glyphs(text, x - (text.length * SIZE) / 2, y - SIZE / 2, SIZE);
}

const body = [
  ...glyphs('教育支出', 32, 145, SIZE),
  ...glyphs('12.00', 200, 145, SIZE),
  ...glyphs('9.00', 305, 145, SIZE),
  ...glyphs('住房支出', 32, 165, SIZE),
  ...glyphs('3.00', 205, 165, SIZE),
  ...glyphs('3.00', 305, 165, SIZE),
];

/** A frame from 100 to 180 with a head of 40 points; upright rules within stand only where they are given. */
const frame = [h(100, 30, 330), h(140, 30, 330), h(160, 30, 330), h(180, 30, 330), v(30, 100, 180), v(330, 100, 180)];
const inner = (from: number): Rule[] => [v(130, from, 180), v(230, from, 180)];

const BODY = [
  ['0:教育支出', '1:12.00', '2:9.00'],
  ['0:住房支出', '1:3.00', '2:3.00'],
];

describe('a head without upright rules', () => {
  test('is parted along those of the body', () => {
    const head = [...centred('名称', 80, 120), ...centred('基本支出', 180, 120), ...centred('项目支出', 280, 120)];
    expect(printedRows([...head, ...body], [...frame, ...inner(140)])).toEqual([
      ['0:名称', '1:基本支出', '2:项目支出'],
      ...BODY,
    ]);
  });

  test('is parted in a table that prints only whole figures, be its columns numbered or not', () => {
    const head = [...centred('名称', 80, 120), ...centred('基本支出', 180, 120), ...centred('项目支出', 280, 120)];
    const whole = [
      ...glyphs('栏次', 32, 145, SIZE),
      ...centred('1', 180, 150),
      ...centred('2', 280, 150),
      ...glyphs('住房支出', 32, 165, SIZE),
      ...glyphs('30', 205, 165, SIZE),
      ...glyphs('12', 305, 165, SIZE),
    ];
    expect(printedRows([...head, ...whole], [...frame, ...inner(140)])).toEqual([
      ['0:名称', '1:基本支出', '2:项目支出'],
      ['0:栏次', '1:1', '2:2'],
      ['0:住房支出', '1:30', '2:12'],
    ]);
  });

  test('is parted where headings are set left in their columns', () => {
    const head = ['名称', '基本支出', '项目支出'].flatMap((text, at) => glyphs(text, (XS[at] ?? 0) + 3, 105, SIZE));
    expect(printedRows([...head, ...body], [...frame, ...inner(140)])[0]).toEqual([
      '0:名称',
      '1:基本支出',
      '2:项目支出',
    ]);
  });

  test('keeps its levels: a heading over two columns stands in their middle', () => {
    const head = [
      ...centred('名称', 80, 120),
      ...centred('本年预算', 230, 110),
      ...centred('基本支出', 180, 130),
      ...centred('项目支出', 280, 130),
    ];
    const [first, ...others] = printedRows([...head, ...body], [...frame, ...inner(140)]);
    expect(first).toEqual(['0v3:名称', '1+2v2:本年预算']);
    expect(others.filter((row) => row.length > 0)).toEqual([['1:基本支出', '2:项目支出'], ...BODY]);
  });

  test('is not doubted for a line over the table that touches its upper rule, or two pieces of one column', () => {
    const head = [...centred('名称', 80, 120), ...centred('基本支出', 180, 120), ...centred('项目支出', 280, 120)];
    const unit = glyphs('单位 万元', 236, 96, SIZE);
    const rules = [...frame, h(104, 30, 330), ...inner(104)];
    expect(printedRows([...unit, ...head, ...body], rules).at(-1)).toEqual(BODY[1]);
    const low = [h(84, 30, 330), v(30, 84, 100), v(330, 84, 100)];
    expect(
      printedRows([...glyphs('单位 万元', 236, 87, SIZE), ...head, ...body], [...frame, ...low, ...inner(100)]).at(-1),
    ).toEqual(BODY[1]);
  });

  test('leaves a heading over all columns whole', () => {
    const head = centred('支 出', 230, 120);
    const rules = [...frame, v(130, 100, 180), v(230, 140, 180)];
    expect(printedRows([...centred('名称', 80, 120), ...head, ...body], rules)[0]).toEqual(['0:名称', '1+2:支 出']);
  });

  test('leaves what stands below in doubt where headings may be over several columns', () => {
    const xs = [30, 130, 180, 230, 330];
    const head = [...centred('名称', 80, 120), ...centred('基本支出', 195, 120), ...centred('项目支出', 280, 120)];
    const figures = ['8.00', '4.00', '9.00'].flatMap((text, at) => glyphs(text, (xs[at + 2] ?? 0) - 25, 145, SIZE));
    const rules = [...frame, ...xs.slice(1, -1).map((x) => v(x, 140, 180))];
    const [, first] = printedRows([...head, ...glyphs('教育支出', 32, 145, SIZE), ...figures], rules);
    expect(first).toEqual(['0:教育支出!', '1:8.00!', '2:4.00!', '3:9.00!']);
  });
});

describe('a row without an upright rule', () => {
  const head = [...centred('名称', 80, 120), ...centred('基本支出', 180, 120), ...centred('项目支出', 280, 120)];
  /** All rules but the right one beside the last row. */
  const rules = [...frame, v(130, 100, 180), v(230, 100, 160)];

  test('is parted where each side prints a figure of its own', () => {
    expect(printedRows([...head, ...body], rules).slice(1)).toEqual(BODY);
  });

  test('is parted where one figure stands as others of its column do', () => {
    const lone = [...body.slice(0, 17), ...glyphs('3.00', 305, 165, SIZE)];
    const texts = printedRows([...head, ...lone], rules)[2];
    expect(texts).toEqual(['0:住房支出', '2:3.00']);
  });

  test('is parted between a name, be it set in, and a whole figure among the figures of its column', () => {
    const more = [h(200, 30, 330), v(30, 180, 200), v(330, 180, 200), v(230, 180, 200)];
    const lines = [
      ...body,
      ...glyphs('小学', 47, 185, SIZE),
      ...glyphs('122', 210, 185, SIZE),
      ...glyphs('9.00', 305, 185, SIZE),
    ];
    const all = [...frame, v(130, 100, 180), v(230, 100, 180), ...more];
    expect(printedRows([...head, ...lines], all).at(-1)).toEqual(['0:小学', '1:122', '2:9.00']);
  });

  test('is in doubt where it stands as no other', () => {
    const kept = body.slice(0, 17);
    expect(printedRows([...head, ...kept, ...glyphs('3.00', 255, 165, SIZE)], rules)[2]).toEqual([
      '0:住房支出',
      '1+2:3.00!',
    ]);
  });

  test('is parted between words that stand as others of their columns do, not within a word set wide', () => {
    const words = (y: number, one: string, two: string) => [...glyphs(one, 134, y, SIZE), ...glyphs(two, 234, y, SIZE)];
    const more = [
      h(200, 30, 330),
      h(220, 30, 330),
      v(30, 180, 220),
      v(330, 180, 220),
      v(130, 180, 220),
      v(230, 180, 200),
    ];
    const lines = [145, 165, 185, 205].flatMap((y) => [
      ...glyphs('9.00', 40, y, SIZE),
      ...words(y, '办公用品', '分散采购'),
    ]);
    const all = [...frame, v(130, 100, 180), v(230, 100, 180), ...more];
    expect(printedRows([...head, ...lines], all).at(-1)).toEqual(['0:9.00', '1:办公用品', '2:分散采购']);
    const wide = [
      ...lines.filter(({ y0 }) => y0 < 200),
      ...glyphs('合', 134, 205, SIZE),
      ...glyphs('计', 234, 205, SIZE),
    ];
    expect(printedRows([...head, ...wide], all).at(-1)).toEqual(['1+2:合 计']);
  });
});
