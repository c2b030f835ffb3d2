import { describe, expect, it } from 'vitest';
import type { Glyph, Page } from '../../../src/model/page.ts';
import type { Table } from '../../../src/model/table.ts';
import { glyphs, gridRules, page } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

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

  it('joins one that begins with dashes for nothing', () => {
    const [, ...others] = read([
      first,
      tablePage(2, [
        ['医疗', '-', '—'],
        ['住房', '2.00', '2.00'],
      ]),
    ]);
    expect(others).toEqual([]);
  });

  it('joins no page of economic classes to functions: pages may be out of order', () => {
    const rows = (...codes: readonly string[]) => codes.map((code) => [code, '2.00', '2.00']);
    const functions = tablePage(1, [['科目', '合计', '基本'], ...rows('205', '20502', '2050201')], title);
    expect(read([functions, tablePage(2, rows('206', '20601', '2060101'))]).length).toBe(1);
    expect(read([functions, tablePage(2, rows('302', '30201', '30202'))]).length).toBe(2);
  });

  it('takes a page that prints another title inside its rules for another table', () => {
    const entitled = (number: number, title: string, figure: string) =>
      tablePage(number, [
        ['', title, ''],
        ['科目', '合计', '基本'],
        ['教育', figure, figure],
      ]);
    const read3 = (...titles: readonly string[]) =>
      read(titles.map((one, at) => entitled(at + 1, one, `${at + 3}.00`)));
    expect(read3('支出总表', '一般公共预算支出表').length).toBe(2);
    expect(read3('支出总表', '支出总表（续）', '支出总表').length).toBe(1);
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

  it.each(['部门支出总表（续）', '部门支出总表续表', '部门支出总表(续2)'])(
    'joins a page that is titled %s',
    (words) => {
      const next = tablePage(
        2,
        [
          ['科目', '合计', '基本'],
          ['医疗', '2.00', '2.00'],
        ],
        glyphs(words, 150, 60, 14),
      );
      expect(read([first, next])).toHaveLength(1);
    },
  );

  it.each(['续表 单位：万元', '单位：万元 续表', '续上表'])(
    'joins a page below %s, however wide its columns are',
    (words) => {
      const rows = [
        ['科目', '合计', '基本'],
        ['医疗', '2.00', '3.00'],
      ];
      const narrow = gridRules([50, 90, 240, 300], [100, 120, 140]);
      const cells = rows.flatMap((row, r) =>
        row.flatMap((text, c) => glyphs(text, [52, 95, 245][c] ?? 0, 105 + 20 * r)),
      );
      const next = (above: string) => page(2, [...glyphs(above, 150, 60), ...cells], narrow);
      const [table, ...more] = read([first, next(words)]);
      expect(more).toEqual([]);
      expect(texts(table).at(-1)).toEqual(['医疗', '2.00', '3.00']);
      expect(read([first, next('收入总表')])).toHaveLength(2);
      expect(read([first, next('部门支出总表 第2页')])).toHaveLength(1);
    },
  );

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

describe('a title away from its table', () => {
  const rows = [
    ['科目', '合计', '基本'],
    ['教育', '3.00', '3.00'],
  ];
  const above = (table: Table | undefined) => table?.above.map((line) => line.text);

  it('at the foot of a page of prose, with its number', () => {
    const foot = [...glyphs('表3', 60, 780), ...glyphs('部门支出总表', 150, 795, 14)];
    const prose = page(1, [...glyphs('本部门收支平衡，没有其他说明。', 60, 300), ...foot]);
    const [table] = read([prose, tablePage(2, rows, glyphs('单位：万元', 300, 80))]);
    expect(above(table)).toEqual(['表3', '部门支出总表', '单位：万元']);
  });

  it('is not taken from prose that names a table, nor where the page has one of its own', () => {
    const prose = page(1, glyphs('各项数字见上述部门支出总表。', 60, 790));
    expect(above(read([prose, tablePage(2, rows)])[0])).toEqual([]);
    const other = page(1, glyphs('部门支出总表', 150, 790, 14));
    expect(above(read([other, tablePage(2, rows, glyphs('部门收入总表', 150, 60, 14))])[0])).toEqual(['部门收入总表']);
  });

  it('is not taken from a table of contents', () => {
    const contents = page(1, [...glyphs('表一部门收入总表', 60, 770), ...glyphs('表二部门支出总表', 60, 790)]);
    expect(above(read([contents, tablePage(2, rows, glyphs('单位：万元', 300, 80))])[0])).toEqual(['单位：万元']);
  });

  it('that all pages of one table repeat at their heads is no running head of the document', () => {
    const wide = (number: number) =>
      tablePage(number, [['教育', `${number}.00`, '3.00']], glyphs('部门支出总表', 150, 20, 14));
    const rest = Array.from({ length: 7 }, (_, at) => page(at + 5, glyphs('说明', 60, 300)));
    const [table] = read([page(1, glyphs('封面', 60, 300)), wide(2), wide(3), wide(4), ...rest]);
    expect(above(table)).toEqual(['部门支出总表']);
  });
});

describe('columns that go on over the next sheet', () => {
  const sheet = (number: number, rows: readonly (readonly string[])[], extra: readonly Glyph[] = []) =>
    tablePage(number, rows, extra);
  const first = sheet(
    1,
    [
      ['科目', '合计', '基本支出'],
      ['教育', '6.00', '3.00'],
      ['医疗', '4.00', '2.00'],
      ['住房', '2.00', '1.00'],
    ],
    glyphs('部门支出总表', 150, 60, 14),
  );

  it('with the labels printed again', () => {
    const [table, ...others] = read([
      first,
      sheet(2, [
        ['科目', '项目支出', '经营支出'],
        ['教育', '1.00', '2.00'],
        ['医疗', '1.00', '1.00'],
        ['住房', '1.00', '0.00'],
      ]),
    ]);
    expect(others).toEqual([]);
    expect(texts(table)).toEqual([
      ['科目', '合计', '基本支出', '项目支出', '经营支出'],
      ['教育', '6.00', '3.00', '1.00', '2.00'],
      ['医疗', '4.00', '2.00', '1.00', '1.00'],
      ['住房', '2.00', '1.00', '1.00', '0.00'],
    ]);
    expect(table?.rows[1]?.[4]).toMatchObject({ column: 4, page: 2 });
    expect(table?.xs).toHaveLength(6);
  });

  it('not where the same totals begin it under another head: it is a table whose title is missing', () => {
    const [, other] = read([
      first,
      sheet(2, [
        ['科目', '本年', '项目支出'],
        ['教育', '6.00', '3.00'],
        ['医疗', '4.00', '2.00'],
        ['住房', '2.00', '1.00'],
      ]),
    ]);
    expect(texts(other)[0]).toEqual(['科目', '本年', '项目支出']);
  });

  it('not where codes stand before names: these rows have labels of their own', () => {
    const widths = (names: readonly string[]) =>
      read([
        first,
        sheet(2, [
          ['甲', '乙', '丙'],
          ['205', names[0] ?? '', '6.00'],
          ['210', names[1] ?? '', '4.00'],
          ['221', names[2] ?? '', '2.00'],
        ]),
      ]).map(({ xs }) => xs.length);
    expect(widths(['教育', '医疗', '住房'])).toEqual([4, 4]);
    expect(widths(['1.00', '1.00', '1.00'])).toEqual([7]);
  });

  it('with no labels at all', () => {
    const [table, ...others] = read([
      first,
      sheet(2, [
        ['项目支出', '经营支出', '上缴'],
        ['1.00', '2.00', '0.00'],
        ['1.00', '1.00', '0.00'],
        ['1.00', '0.00', '0.00'],
      ]),
    ]);
    expect(others).toEqual([]);
    expect(texts(table)[1]).toEqual(['教育', '6.00', '3.00', '1.00', '2.00', '0.00']);
  });

  it('not for the same columns a second time, other lines, or under a title of its own', () => {
    const again = [
      ['科目', '合计', '基本支出'],
      ['教育', '6.00', '3.00'],
      ['医疗', '4.00', '2.00'],
      ['住房', '2.00', '1.00'],
    ];
    const columns = (tables: readonly Table[]) => tables.map((table) => table.xs.length - 1);
    expect(columns(read([first, sheet(2, again, glyphs('部门收入总表', 150, 60, 14))]))).toEqual([3, 3]);
    const more = [
      ['科目', '项目支出', '经营支出'],
      ['教育', '1.00', '2.00'],
      ['医疗', '1.00', '1.00'],
      ['住房', '1.00', '0.00'],
    ];
    const over = (number: string) => glyphs(`${number} 部门：某某局`, 150, 60, 14);
    const numbered = (...numbers: readonly string[]) =>
      columns(read([sheet(1, again, over(numbers[0] ?? '')), sheet(2, more, over(numbers[1] ?? ''))]));
    expect(numbered('公开02表', '公开02表')).toEqual([5]);
    expect(numbered('公开02表', '公开03表')).toEqual([3, 3]);
    const others = [
      ['科目', '项目支出', '经营'],
      ['公安', '1.00', '1.00'],
      ['司法', '1.00', '1.00'],
      ['税务', '1.00', '1.00'],
    ];
    expect(columns(read([first, sheet(2, others)]))).toEqual([3, 3]);
  });
});
