import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../src/model/grid.ts';
import type { Glyph } from '../../../src/model/page.ts';
import { glyphs, h, page } from '../../support/build.ts';
import { layout } from '../../support/cut.ts';

/** Texts by row and column; a spanning cell shows where it begins. */
function texts(grid: Grid | undefined): string[] {
  return (grid?.cells ?? [])
    .filter((cell) => cell.lines.length > 0)
    .map((cell) => `${cell.row},${cell.column},${cell.columnSpan}:${cell.lines.map((line) => line.text).join('/')}`);
}

const wide = (text: string) => glyphs(text, 0, 0).reduce((end, { x1 }) => Math.max(end, x1), 0);
const centred = (text: string, from: number, to: number, y: number): Glyph[] =>
  glyphs(text, (from + to - wide(text)) / 2, y);
const flush = (text: string, to: number, y: number): Glyph[] => glyphs(text, to - 2 - wide(text), y);

/** Seven columns of a table without vertical rules: a name, and three under each of two headings. */
const XS = [40, 160, 220, 280, 340, 400, 460, 520];
const at = (column: number) => XS[column] ?? 0;
const amounts = (texts: readonly string[], y: number) =>
  texts.flatMap((text, column) => flush(text, at(column + 2), y));

describe('columns whose headings tile the table', () => {
  const three = [h(100, 40, 520), h(160, 40, 520), h(200, 40, 520)];
  const leaf = ['小计', '因公出国', '公务接待', '小计', '因公出国', '公务接待'].flatMap((text, column) =>
    centred(text, at(column + 1), at(column + 2), 143),
  );
  const head = [
    ...centred('项目', 40, 160, 125),
    ...centred('上年数', 160, 340, 107),
    ...centred('本年数', 340, 520, 107),
    ...leaf,
  ];

  it('puts a heading over all of its columns, whose amounts stand at their right sides', () => {
    const left = (column: number) => 40 + 40 * column;
    const content = [0, 6].flatMap((first) => [
      ...centred(first === 0 ? '上年数' : '本年数', left(first), left(first + 6), 102),
      ...['小计', '出国', '接待'].flatMap((text, n) => centred(text, left(first + n), left(first + n + 1), 125)),
      ...centred('公车经费', left(first + 3), left(first + 6), 117),
      ...['小计', '购置', '运行'].flatMap((text, n) => centred(text, left(first + n + 3), left(first + n + 4), 132)),
      ...['9.00', '', '2.00', '7.00', '', '7.00'].flatMap((text, n) => flush(text, left(first + n + 1), 150)),
    ]);
    const [cut] = layout([page(1, content, [h(100, 40, 520), h(145, 40, 520), h(165, 40, 520)])]);
    expect(texts(cut?.grids[0]).slice(0, 2)).toEqual(['0,0,6:上年数', '0,6,6:本年数']);
    expect(texts(cut?.grids[0]).filter((cell) => cell.endsWith('公车经费'))).toEqual([
      '1,3,3:公车经费',
      '1,9,3:公车经费',
    ]);
  });

  it('takes a column merged over all head rows between two headings for no parent of the columns beside it', () => {
    const between = [
      ...centred('科目', 40, 160, 110),
      ...centred('编码', 40, 100, 137),
      ...centred('名称', 100, 160, 137),
      ...centred('总计', 160, 220, 124),
      ...centred('本年收入', 220, 520, 110),
      ...['小计', '财政拨款', '专户', '事业收入', '其他'].flatMap((text, column) =>
        centred(text, at(column + 2), at(column + 3), 137),
      ),
    ];
    const row = [...glyphs('201', 42, 165), ...glyphs('公共服务', 102, 165)];
    const body = [...row, ...amounts(['9.00', '9.00', '9.00', '0.00', '0.00', '0.00'], 165)];
    const [cut] = layout([page(1, [...between, ...body], three)]);
    expect(texts(cut?.grids[0])).toContain('0,3,5:本年收入');
    expect(cut?.grids[0]?.xs).toEqual([40, 100, ...XS.slice(1)]);
  });

  it('takes a row of column numbers for no head, whatever label begins it', () => {
    const body = [
      ...[
        ...glyphs('栏次', 60, 165),
        ...['1', '2', '3', '4', '5', '6'].flatMap((n) => glyphs(n, 127 + 60 * Number(n), 165)),
      ],
      ...[...glyphs('行政运行', 42, 182), ...amounts(['9.00', '4.00', '5.00', '7.00', '3.00', '4.00'], 182)],
    ];
    const rules = [100, 160, 178, 200].map((y) => h(y, 40, 520));
    const [cut] = layout([page(1, [...head, ...body], rules)]);
    expect(cut?.grids[0]?.xs).toEqual(XS);
  });

  it('nor where labels stand between the numbers', () => {
    const left = (column: number) => 40 + 60 * column;
    const row = (texts: readonly string[], first: number, y: number) =>
      texts.flatMap((text, n) => centred(text, left(first + n), left(first + n + 1), y));
    const content = [0, 4].flatMap((first) => [
      ...centred(first === 0 ? '收入' : '支出', left(first), left(first + 4), 103),
      ...row(['项目', '行次', '预算', '决算'], first, 119),
      ...row(first === 0 ? ['栏次', '', '1', '2'] : ['栏次', '', '3', '4'], first, 142),
      ...[...glyphs('教育', left(first) + 2, 165), ...row(['', '35'], first, 165)],
      ...[...flush('9372.97', left(first + 3), 165), ...flush('9372.97', left(first + 4), 165)],
    ]);
    const [cut] = layout([
      page(
        1,
        content,
        [100, 116, 132, 157, 180].map((y) => h(y, 40, 520)),
      ),
    ]);
    expect(cut?.grids[0]?.xs).toEqual([40, 100, 160, 220, 280, 340, 400, 460, 520]);
  });

  it('tries which headings name a column where some look like parents of those beside them', () => {
    const deep = [
      ...[...centred('科目', 40, 160, 115), ...centred('编码', 40, 100, 145), ...centred('名称', 100, 160, 145)],
      ...[...centred('总计', 160, 220, 125), ...centred('本年支出', 220, 520, 105)],
      ...[...centred('基本', 220, 340, 125), ...centred('项目', 340, 520, 125)],
      ...['小计', '工资', '小计', '一般', '专项'].flatMap((text, n) => centred(text, at(n + 2), at(n + 3), 145)),
    ];
    const row = [...glyphs('201', 42, 165), ...glyphs('公共服务', 102, 165)];
    const body = amounts(['9.00', '4.00', '4.00', '5.00', '3.00', '2.00'], 165);
    const [cut] = layout([page(1, [...deep, ...row, ...body], three)]);
    expect(cut?.grids[0]?.xs).toEqual([40, 100, ...XS.slice(1)]);
    expect(texts(cut?.grids[0]).filter((cell) => /基本|项目/u.test(cell))).toEqual(['2,3,2:基本', '2,5,3:项目']);
  });

  it('leaves dashes for nothing in the column in which they stand at the right side', () => {
    const body = [
      ...[...glyphs('行政运行', 42, 165), ...amounts(['9.00', '-', '9.00', '7.00', '-', '7.00'], 165)],
      ...[...glyphs('群众文化', 42, 182), ...amounts(['2.00', '-', '2.00', '4.00', '-', '4.00'], 182)],
    ];
    const [cut] = layout([page(1, [...head, ...body], three)]);
    expect(texts(cut?.grids[0]).filter((cell) => cell.startsWith('3,'))).toEqual(
      ['行政运行', '9.00', '-', '9.00', '7.00', '-', '7.00'].map((text, column) => `3,${column},1:${text}`),
    );
  });
});

/** A head of two levels with a grouped heading over columns that its text stands over one of, and its body. */
function grouped(offset: number): Glyph[] {
  return [
    ...[...centred('编码', 40, 100, 116), ...centred('名称', 100, 220, 116), ...centred('合计', 220, 280, 116)],
    ...centred('本年支出', 280 + offset, 460 + offset, 107),
    ...['小计', '基本支出', '项目支出'].flatMap((text, n) => centred(text, at(n + 3), at(n + 4), 125)),
    ...centred('结转安排', 460, 520, 116),
    ...[145, 163].flatMap((y) => [
      ...[...glyphs(y === 145 ? '201' : '206', 42, y), ...glyphs('公共服务', 102, y)],
      ...['9.00', '8.00', '3.00', '5.00', '1.00'].flatMap((text, n) =>
        flush(y === 145 ? `1${text}` : text, at(n + 3), y),
      ),
    ]),
  ];
}

describe('heads of tables without any rules', () => {
  const doubts = (content: readonly Glyph[]) => {
    const [cut] = layout([page(1, [...content])]);
    return (cut?.grids[0]?.cells ?? []).flatMap((cell) => cell.doubts ?? []);
  };

  it('tells by their tiling how far the headings reach', () => {
    const [cut] = layout([page(1, grouped(0))]);
    expect(texts(cut?.grids[0])).toContain('0,3,3:本年支出');
    expect(doubts(grouped(0))).toEqual([]);
  });

  it('doubts every figure where the headings tile the head in no way', () => {
    expect(new Set(doubts(grouped(14)))).toEqual(new Set(['heading-reach']));
  });

  it('takes a line that names the department for no head', () => {
    const [cut] = layout([page(1, [...glyphs('部门：青石市民政局', 42, 92), ...grouped(0)])]);
    expect(texts(cut?.grids[0]).slice(0, 2)).toEqual(['0,0,1:编码', '0,1,1:名称']);
    expect(cut?.lines.map(({ text }) => text)).toEqual(['部门：青石市民政局']);
  });

  it('puts together the characters of a word that is set wide', () => {
    const content = [40, 280].flatMap((left) => [
      ...centred(left === 40 ? '收入' : '支出', left, left + 240, 100),
      ...[...glyphs('项', left + 40, 118), ...glyphs('目', left + 60, 118)],
      ...centred('金额', left + 110, left + 240, 118),
      ...[...glyphs('教育', left + 2, 140), ...flush('12.00', left + 240, 140)],
      ...[...glyphs('卫生', left + 2, 158), ...flush('2.00', left + 240, 158)],
    ]);
    const [cut] = layout([page(1, content)]);
    expect(texts(cut?.grids[0]).slice(0, 3)).toEqual(['0,0,2:收入', '0,2,2:支出', '1,0,1:项 目']);
    expect(doubts(content)).toEqual([]);
  });

  it('takes two numbers with one label before each for column numbers', () => {
    const row = (texts: readonly string[], y: number) =>
      texts.flatMap((text, n) => centred(text, 40 + 120 * n, 160 + 120 * n, y));
    const content = [
      ...[...centred('收入', 40, 280, 100), ...centred('支出', 280, 520, 100)],
      ...[...row(['项目', '金额', '项目', '金额'], 118), ...row(['栏次', '1', '栏次', '2'], 136)],
      ...[
        ...glyphs('教育', 42, 160),
        ...flush('12.00', 280, 160),
        ...glyphs('科学', 282, 160),
        ...flush('12.00', 520, 160),
      ],
      ...[
        ...glyphs('卫生', 42, 178),
        ...flush('2.00', 280, 178),
        ...glyphs('文化', 282, 178),
        ...flush('2.00', 520, 178),
      ],
    ];
    const [cut] = layout([page(1, content)]);
    expect(texts(cut?.grids[0]).slice(0, 2)).toEqual(['0,0,2:收入', '0,2,2:支出']);
    expect(doubts(content)).toEqual([]);
  });

  it('takes the head that a table repeats at the top of its pages for no running head', () => {
    const shifted = (by: number) => grouped(0).map((one) => ({ ...one, y0: one.y0 + by, y1: one.y1 + by }));
    const cut = layout([0, -102, -102, -102].map((by, n) => page(n + 1, shifted(by))));
    expect(cut.map(({ grids }) => grids[0]?.xs.length)).toEqual([8, 8, 8, 8]);
    expect(cut.map(({ furniture }) => furniture.length)).toEqual([0, 0, 0, 0]);
  });
});

describe('heads of tables without vertical rules', () => {
  it('gives dashes to the heading at their left where no rules show the sides', () => {
    const content = [
      ...[...glyphs('项目', 42, 105), ...glyphs('合计', 150, 105)],
      ...[...glyphs('基本支出', 200, 105), ...glyphs('项目支出', 300, 105)],
      ...[110, 127].flatMap((y) => [
        ...glyphs('行政运行', 42, y + 12),
        ...[...flush('9.00', 180, y + 12), ...flush('-', 260, y + 12), ...flush('9.00', 360, y + 12)],
      ]),
    ];
    const [cut] = layout([page(1, content)]);
    expect(texts(cut?.grids[0]).filter((cell) => cell.startsWith('1,'))).toEqual([
      ...['1,0,1:行政运行', '1,1,1:9.00', '1,2,1:-', '1,3,1:9.00'],
    ]);
  });

  it('takes the first line of a wrapped name between two rules for body', () => {
    const rules = [100, 120, 150, 170].map((y) => h(y, 40, 360));
    const content = [
      ...[...glyphs('项目', 42, 105), ...glyphs('单位', 130, 105), ...glyphs('合计', 300, 105)],
      ...[...glyphs('交通警察支队', 130, 123), ...glyphs('（本级）', 130, 137)],
      ...[...glyphs('便民服务', 42, 130), ...flush('6.00', 330, 130)],
      ...[...glyphs('宣传教育', 42, 155), ...glyphs('信息中心', 130, 155), ...flush('2.00', 330, 155)],
    ];
    const [cut] = layout([page(1, content, rules)]);
    expect(texts(cut?.grids[0])).toEqual([
      ...['0,0,1:项目', '0,1,1:单位', '0,2,1:合计'],
      ...['1,0,1:便民服务', '1,1,1:交通警察支队/（本级）', '1,2,1:6.00'],
      ...['2,0,1:宣传教育', '2,1,1:信息中心', '2,2,1:2.00'],
    ]);
  });

  it('parts a wrapped name from the amount beside it where its heading names no column', () => {
    const rules = [h(100, 40, 420), h(137, 40, 420), h(210, 40, 420)];
    const content = [
      ...[...glyphs('编码', 60, 107), ...glyphs('名称', 140, 107), ...glyphs('总计', 262, 113)],
      ...[...glyphs('本年支出', 340, 105), ...glyphs('小计', 320, 121), ...glyphs('项目', 380, 121)],
      ...[...glyphs('223', 60, 170), ...glyphs('国有企业退休人员', 110, 164), ...glyphs('补助支出', 110, 178)],
      ...['8.00', '8.00', '8.00'].flatMap((text, n) => flush(text, 300 + 59 * n, 170)),
    ];
    const [cut] = layout([page(1, content, rules)]);
    expect(
      texts(cut?.grids[0])
        .slice(-5)
        .map((text) => text.replace(/^\d+/u, '')),
    ).toEqual([...[',0,1:223', ',1,1:国有企业退休人员/补助支出', ',2,1:8.00', ',3,1:8.00', ',4,1:8.00']]);
  });
});
