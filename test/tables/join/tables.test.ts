import { describe, expect, it } from 'vitest';
import type { Glyph, Page } from '../../../src/model/page.ts';
import type { Table } from '../../../src/model/table.ts';
import { tables } from '../../../src/tables/join/join-tables.ts';
import { layout } from '../../../src/tables/layout/layout.ts';
import { glyphs, gridRules, page } from '../../support/build.ts';

const XS = [50, 150, 250, 350];

/** A page with a ruled table of the given rows from y = 100, 20 points a row. */
function tablePage(number: number, rows: readonly (readonly string[])[], extra: readonly Glyph[] = []): Page {
  const ys = [100, ...rows.map((_, index) => 120 + 20 * index)];
  const content = rows.flatMap((row, r) => row.flatMap((text, c) => glyphs(text, (XS[c] ?? 0) + 3, 105 + 20 * r)));
  return page(number, [...content, ...extra], gridRules(XS, ys));
}

function read(pages: readonly Page[]): Table[] {
  return tables(layout(pages));
}

function texts(table: Table | undefined): string[][] {
  return (table?.rows ?? []).map((row) => row.map((cell) => cell.text));
}

describe('tables over pages', () => {
  const title = glyphs('部门支出总表', 150, 60, 14);
  const first = tablePage(
    1,
    [
      ['科目', '合计', '基本'],
      ['教育', '3.00', '3.00'],
    ],
    title,
  );

  it('joins a continuation without a header', () => {
    const [table, ...others] = read([first, tablePage(2, [['医疗', '2.00', '2.00']])]);
    expect(others).toEqual([]);
    expect(texts(table)).toEqual([
      ['科目', '合计', '基本'],
      ['教育', '3.00', '3.00'],
      ['医疗', '2.00', '2.00'],
    ]);
    expect(table?.rows[2]?.[0]).toMatchObject({ row: 2, page: 2 });
  });

  it('drops a header that is printed again', () => {
    const [table] = read([
      first,
      tablePage(2, [
        ['科目', '合计', '基本'],
        ['医疗', '2.00', '2.00'],
      ]),
    ]);
    expect(texts(table)).toHaveLength(3);
  });

  it('does not join over a new title, a note, or other columns', () => {
    expect(read([first, tablePage(2, [['医疗', '2.00', '2.00']], glyphs('收入总表', 150, 60, 14))])).toHaveLength(2);
    const noted = tablePage(1, [['科目', '合计', '基本']], glyphs('注：本表无数据', 60, 200));
    expect(read([noted, tablePage(2, [['医疗', '2.00', '2.00']])])).toHaveLength(2);
    const ruled = gridRules([50, 110, 200, 300, 350], [100, 120, 140]);
    expect(read([first, page(2, glyphs('医疗', 52, 105), ruled)])).toHaveLength(2);
  });

  it('joins scanned pages that lie apart, and drops a header read differently', () => {
    const scanned = (one: Page, shift: number): Page => ({
      ...one,
      width: one.width + shift / 2,
      glyphs: one.glyphs.map((glyph) => ({ ...glyph, x0: glyph.x0 + shift, x1: glyph.x1 + shift, source: 'ocr' })),
      rules: one.rules.map((rule) =>
        rule.axis === 'v'
          ? { ...rule, at: rule.at + shift }
          : { ...rule, from: rule.from + shift, to: rule.to + shift },
      ),
    });
    const second = tablePage(2, [
      ['科目', '合i', '基本'],
      ['医疗', '2.00', '2.00'],
    ]);
    const [table, ...others] = read([scanned(first, 0), scanned(second, 8)]);
    expect(others).toEqual([]);
    expect(table?.xs).toHaveLength(4);
    expect(texts(table)).toEqual([
      ['科目', '合计', '基本'],
      ['教育', '3.00', '3.00'],
      ['医疗', '2.00', '2.00'],
    ]);
  });

  it('places a last row of merged cells by x', () => {
    const total = page(
      2,
      [...glyphs('合计', 60, 105), ...glyphs('5.00', 253, 105)],
      gridRules([50, 250, 350], [100, 120]),
    );
    const [table, ...others] = read([first, total]);
    expect(others).toEqual([]);
    const last = table?.rows[2]?.map((cell) => [cell.column, cell.columnSpan, cell.text]);
    expect(last).toEqual([
      [0, 2, '合计'],
      [2, 1, '5.00'],
    ]);
  });

  it('keeps the headings of two tables side by side apart', () => {
    const rules = [...gridRules([50, 150, 250], [100, 120, 140]), ...gridRules([300, 400, 500], [100, 120, 140])];
    const heading = [...glyphs('收入表', 120, 60), ...glyphs('支出表', 380, 60)];
    const found = read([page(1, [...heading, ...glyphs('甲', 55, 105), ...glyphs('乙', 305, 105)], rules)]);
    expect(found.map((table) => table.above.map((line) => line.text))).toEqual([['收入表'], ['支出表']]);
  });
});
