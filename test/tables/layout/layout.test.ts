import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../src/model/grid.ts';
import type { Rule } from '../../../src/model/page.ts';
import { glyphs, gridRules, h, page, v } from '../../support/build.ts';
import { layout } from '../../support/cut.ts';

/** Texts by row and column; a spanning cell shows where it begins. */
function texts(grid: Grid | undefined): string[] {
  return (grid?.cells ?? [])
    .filter((cell) => cell.lines.length > 0)
    .map((cell) => `${cell.row},${cell.column},${cell.columnSpan}:${cell.lines.map((line) => line.text).join('/')}`);
}

describe('ruled tables', () => {
  it('gives touching numbers of two cells to their own cells', () => {
    const content = [...glyphs('96,282,213.44', 35, 105), ...glyphs('一、支出', 102, 105)];
    const [cut] = layout([page(1, content, gridRules([30, 100.5, 200], [100, 120, 140]))]);
    expect(texts(cut?.grids[0])).toEqual(['0,0,1:96,282,213.44', '0,1,1:一、支出']);
  });

  it('keeps a name that runs below its clipped cell with that cell', () => {
    const clip = { x0: 30, y0: 100, x1: 100, y1: 120 };
    const content = [
      ...glyphs('机关事业', 32, 101, 10, clip),
      ...glyphs('单位', 32, 117, 10, clip),
      ...glyphs('奖金', 32, 127),
    ];
    const [cut] = layout([page(1, content, gridRules([30, 100, 200], [100, 120, 140]))]);
    expect(texts(cut?.grids[0])).toEqual(['0,0,1:机关事业/单位', '1,0,1:奖金']);
  });
});

describe('lines that run over the whole paper', () => {
  const [xs, ys] = [
    [40, 150, 400],
    [100, 120, 140, 160],
  ];
  const content = [...glyphs('支出总表', 150, 60), ...glyphs('教育支出', 42, 105), ...glyphs('12.00', 300, 105)];
  const cells = (rules: readonly Rule[]) => {
    const [cut] = layout([page(1, content, rules)]);
    return [cut?.grids.length, cut?.lines.map(({ text }) => text), texts(cut?.grids[0])];
  };
  const alone = cells(gridRules(xs, ys));

  it('are no lines of a table: folds, squared paper, parted by a coloured cell or not', () => {
    expect(alone).toEqual([1, ['支出总表'], ['0,0,1:教育支出', '0,1,1:12.00']]);
    expect(cells([...gridRules(xs, ys), h(130, 0, 595), v(297, 0, 842)])).toEqual(alone);
    expect(cells([...gridRules(xs, ys), v(297, -5, 90), v(297, 110, 850), h(421, 0, 594)])).toEqual(alone);
    const squares = Array.from({ length: 42 }, (_, at) => [h(20 * at + 7, 0, 595), v(14 * at, 0, 842)]).flat();
    expect(cells([...squares, ...gridRules(xs, ys)])).toEqual(alone);
  });

  it('are no lines of a table where they frame a stamp; frames of cells are', () => {
    const frame = (left: number, top: number, right: number, bottom: number) => gridRules([left, right], [top, bottom]);
    expect(cells([...gridRules(xs, ys), ...frame(100, 90, 220, 130)])).toEqual(alone);
    expect(cells([...gridRules(xs, ys), ...frame(160, 110, 220, 130)])).toEqual(alone);
    const whole = [...gridRules([40, 150], ys), ...gridRules([150, 400], [100, 160]), ...frame(150, 120, 400, 140)];
    expect(cells(whole)).toEqual(alone);
  });

  it('are its lines where the sheet is cut to the table', () => {
    const [cut] = layout([page(1, content.slice(4), gridRules([0, 150, 595], [2, 100, 120, 140, 840]))]);
    expect(texts(cut?.grids[0])).toEqual(['1,0,1:教育支出', '1,1,1:12.00']);
  });
});

describe('tables without rules', () => {
  it('keep the second line of the last name, centred under its first', () => {
    const content = [
      ...[...glyphs('项目', 100, 100), ...glyphs('预算数', 300, 100)],
      ...[...glyphs('公务接待费', 90, 120), ...glyphs('2.00', 310, 120)],
      ...[...glyphs('因公出国费', 90, 140), ...glyphs('3.00', 310, 140)],
      ...[...glyphs('公务用车运行', 85, 158), ...glyphs('维护费', 100, 168), ...glyphs('4.00', 310, 163)],
    ];
    const [cut] = layout([page(1, content)]);
    expect(texts(cut?.grids[0])).toContain('3,0,1:公务用车运行/维护费');
  });

  it('takes in the head of one whose lines stand far apart', () => {
    const line = (at: number, texts: readonly string[]) =>
      texts.flatMap((text, column) => glyphs(text, [50, 200, 300][column] ?? 0, 100 + 28 * at));
    const content = [
      ...line(0, ['项目', '合计', '基本支出']),
      ...line(1, ['行政运行', '30.00', '10.00']),
      ...line(2, ['群众文化', '20.00', '5.00']),
    ];
    const [cut] = layout([page(1, content)]);
    expect(texts(cut?.grids[0]).slice(0, 3)).toEqual(['0,0,1:项目', '0,1,1:合计', '0,2,1:基本支出']);
  });

  it('takes a name that ends in 表 for no title of another', () => {
    const line = (at: number, texts: readonly string[]) =>
      texts.flatMap((text, column) => glyphs(text, [50, 200, 300][column] ?? 0, 100 + 14 * at));
    const content = [
      ...line(0, ['项目', '合计', '基本支出']),
      ...line(1, ['会议筹备', '30.00', '10.00']),
      ...line(2, ['服务人大代表']),
      ...line(3, ['代表视察', '20.00', '5.00']),
      ...line(4, ['更换水表', '20.00', '5.00']),
    ];
    const [cut] = layout([page(1, content)]);
    expect(cut?.grids).toHaveLength(1);
    expect(cut?.lines.map(({ text }) => text)).toEqual([]);
  });

  it('takes small raised decimals for no footnote mark', () => {
    const content = [...glyphs('12.', 50, 105), ...glyphs('85', 65, 103, 6)];
    const [cut] = layout([page(1, content, gridRules([30, 100, 200], [100, 120, 140]))]);
    expect(texts(cut?.grids[0])).toEqual(['0,0,1:12.85']);
  });
});

describe('tables without vertical rules', () => {
  /** Rows between three rules: above and below the head, and at the foot. */
  const threeLines = (top: number, rows: readonly (readonly string[])[]) => ({
    content: rows.flatMap((texts, at) =>
      texts.flatMap((text, column) => glyphs(text, [50, 250, 400][column] ?? 0, top + 4 + 18 * at)),
    ),
    rules: [0, 18, 18 * rows.length].map((down) => h(top + down, 40, 500)),
  });

  it('parts two under one title, the second with heads of its own', () => {
    const first = threeLines(100, [
      ['科目名称', '合计', '基本支出'],
      ['行政运行', '30.00', '10.00'],
      ['群众文化', '20.00', '5.00'],
    ]);
    const second = threeLines(180, [
      ['经济分类', '基本支出', '合计'],
      ['工资福利支出', '10.00', '30.00'],
      ['商品和服务支出', '5.00', '20.00'],
    ]);
    const [cut] = layout([page(1, [...first.content, ...second.content], [...first.rules, ...second.rules])]);
    expect(cut?.grids.map((grid) => texts(grid)[2])).toEqual(['0,2,1:基本支出', '0,2,1:合计']);
  });

  it('leaves names without figures behind a blank row where they are', () => {
    const { content, rules } = threeLines(100, [
      ['项目', '合计', '基本支出'],
      ['行政运行', '30.00', '10.00'],
      [],
      ['群众文化', '', ''],
      ['文物保护', '20.00', '5.00'],
    ]);
    const all = [...rules, ...[2, 3, 4].map((row) => h(100 + 18 * row, 40, 500))];
    expect(layout([page(1, content, all)])[0]?.grids).toHaveLength(1);
  });

  const header = [...glyphs('项目', 100, 105), ...glyphs('2025年预算数', 235, 105), ...glyphs('编码', 52, 122)];
  const names = [
    ...glyphs('名称', 120, 122),
    ...glyphs('合计', 210, 122),
    ...glyphs('基本支出', 260, 122),
    ...glyphs('项目支出', 320, 122),
  ];
  const body = [
    ...glyphs('201', 50, 142),
    ...glyphs('一般公共服务支出', 80, 142),
    ...glyphs('30.00', 205, 142),
    ...glyphs('10.00', 275, 142),
    ...glyphs('20.00', 335, 142),
    ...glyphs('208', 50, 162),
    ...glyphs('社会保障和', 80, 156),
    ...glyphs('就业支出', 80, 168),
    ...glyphs('5.00', 210, 162),
    ...glyphs('5.00', 280, 162),
    ...glyphs('221', 50, 188),
    ...glyphs('住房保障支出', 80, 188),
    ...glyphs('2.00', 210, 188),
    ...glyphs('2.00', 280, 188),
  ];

  it.each([
    ['with three rules', [h(100, 45, 370), h(137, 45, 370), h(204, 45, 370)]],
    ['with the lowest of them on a later page', [h(100, 45, 370), h(137, 45, 370)]],
    ['with none', []],
  ])('finds rows and columns %s', (_, rules) => {
    const [cut] = layout([page(1, [...header, ...names, ...body], rules)]);
    const found = texts(cut?.grids[0]);
    expect(found).toContain('0,2,3:2025年预算数');
    expect(found.filter((cell) => cell.startsWith('1,'))).toEqual([
      '1,0,1:编码',
      '1,1,1:名称',
      '1,2,1:合计',
      '1,3,1:基本支出',
      '1,4,1:项目支出',
    ]);
    expect(found.filter((cell) => cell.startsWith('3,'))).toEqual([
      '3,0,1:208',
      '3,1,1:社会保障和/就业支出',
      '3,2,1:5.00',
      '3,3,1:5.00',
    ]);
    expect(found.filter((cell) => cell.startsWith('4,'))).toEqual([
      '4,0,1:221',
      '4,1,1:住房保障支出',
      '4,2,1:2.00',
      '4,3,1:2.00',
    ]);
    expect(cut?.lines).toEqual([]);
  });

  it('goes on over a page whose only rule is the last', () => {
    const more = [
      ...glyphs('229', 50, 82),
      ...glyphs('其他支出', 80, 82),
      ...glyphs('4.00', 210, 82),
      ...glyphs('4.00', 340, 82),
      ...glyphs('231', 50, 102),
      ...glyphs('债务还本支出', 80, 102),
      ...glyphs('1.00', 210, 102),
      ...glyphs('1.00', 340, 102),
    ];
    const rules = [h(100, 45, 370), h(137, 45, 370)];
    const pages = [page(1, [...header, ...names, ...body], rules), page(2, more, [h(120, 45, 370)])];
    const [first, next] = layout(pages);
    expect(next?.grids[0]?.xs.length).toBe(first?.grids[0]?.xs.length);
    expect(texts(next?.grids[0])).toEqual([
      ...['0,0,1:229', '0,1,1:其他支出', '0,2,1:4.00', '0,4,1:4.00'],
      ...['1,0,1:231', '1,1,1:债务还本支出', '1,2,1:1.00', '1,4,1:1.00'],
    ]);
  });

  it('takes prose with amounts for no table', () => {
    const prose = [
      '2025年预算1,433.90万元，其中：基本支出475.03万元，项目支出',
      '958.88万元，比上年增加120.00万元，主要原因是人员经费增加',
    ];
    const [cut] = layout([
      page(
        1,
        prose.flatMap((line, index) => glyphs(line, 60, 100 + 18 * index)),
      ),
    ]);
    expect(cut?.grids).toEqual([]);
    expect(cut?.lines).toHaveLength(2);
  });
});

describe('tables without vertical rules on one page after another', () => {
  const rules = (ys: readonly number[]) => ys.map((y) => h(y, 40, 400));
  const row = (y: number, texts: readonly string[], xs: readonly number[]) =>
    texts.flatMap((text, at) => glyphs(text, xs[at] ?? 0, y));

  it('does not take one with a head of its own for the rest of another, above or below', () => {
    const counts = [40, 150, 260];
    const money = [40, 170, 300];
    const first = [
      ...row(105, ['单位名称', '编制', '实有'], counts),
      ...row(125, ['某某局', '45', '42'], counts),
      ...glyphs('部门支出总表', 180, 165),
      ...row(205, ['科目', '合计', '基本支出'], money),
      ...row(225, ['行政运行', '30.00', '10.00'], money),
      ...row(245, ['群众文化', '20.00', '5.00'], money),
    ];
    const wide = [40, 75, 255, 330];
    const names = [
      '一般公共服务支出',
      '教育支出',
      '机关事业单位基本养老保险缴费支出',
      ...Array.from({ length: 7 }, () => '医疗'),
    ];
    const second = [
      ...row(25, ['编码', '科目名称', '上年预算数', '预算数'], wide),
      ...names.flatMap((name, at) => row(45 + 20 * at, ['201', name, '924.80', '462.40'], wide)),
    ];
    const cut = layout([
      page(1, first, rules([100, 120, 140, 200, 220, 240, 260])),
      page(2, second, rules(Array.from({ length: 12 }, (_, at) => 20 + 20 * at))),
    ]);
    const last = (at: number) => texts(cut[at]?.grids.at(-1)).slice(at === 0 ? -3 : -4);
    expect(last(0)).toEqual(['2,0,1:群众文化', '2,1,1:20.00', '2,2,1:5.00']);
    expect(last(1)).toEqual(['10,0,1:201', '10,1,1:医疗', '10,2,1:924.80', '10,3,1:462.40']);
  });
});

describe('furniture', () => {
  it('sets running heads and page numbers apart, and keeps unit lines', () => {
    const pages = [1, 2, 3].map((number) =>
      page(number, [
        ...glyphs('某局2025年部门预算公开报告', 200, 30),
        ...glyphs(`正文第${number === 1 ? '一' : number === 2 ? '二' : '三'}段`, 60, 300),
        ...glyphs('单位：万元', 450, 60),
        ...glyphs(`-${number}-`, 290, 800),
      ]),
    );
    for (const cut of layout(pages)) {
      expect(cut.furniture.map((line) => line.text)).toEqual(['某局2025年部门预算公开报告', `-${cut.page}-`]);
      expect(cut.lines.map((line) => line.text)).toContain('单位：万元');
    }
  });
});
