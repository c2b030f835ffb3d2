import { describe, expect, it, test } from 'vitest';
import type { Page } from '../../../src/model/page.ts';
import { glyphs, gridRules, h, page, v } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

const SIZE = 10;

/** A page with a ruled table: one string per row, cells parted by `|`, rows 20 high from `top` on. */
function sheet(number: number, xs: readonly number[], rows: readonly string[], title = '', top = 100): Page {
  const content = rows.flatMap((row, r) =>
    row.split('|').flatMap((text, c) => glyphs(text, (xs[c] ?? 0) + 3, top + r * 20 + 5, SIZE)),
  );
  const ys = [...rows, ''].map((_, r) => top + r * 20);
  return page(number, [...glyphs(title, 40, 60), ...content], gridRules(xs, ys));
}

function read(...pages: readonly Page[]): string[][] {
  return tables(layout(pages)).map((table) => table.rows.map((row) => row.map((cell) => cell.text).join('|')));
}

describe('columns that go on on the next page', () => {
  const xs = [40, 90, 180, 240];
  const first = ['编码|名称|合计', '201|行政运行|12.00', '208|养老支出|3.00', '221|住房支出|2.00'];

  it('are put beside their rows', () => {
    expect(read(sheet(1, xs, first, '支出表'), sheet(2, [40, 100], ['项目', '7.00', '', '2.00'], '', 50))).toEqual([
      ['编码|名称|合计|项目', '201|行政运行|12.00|7.00', '208|养老支出|3.00|', '221|住房支出|2.00|2.00'],
    ]);
  });

  it('are put beside their rows when all rows come first', () => {
    const lower = ['229|工资|4.00', '230|办公|5.00', '231|补助|6.00'];
    expect(
      read(
        sheet(1, xs, first, '支出表'),
        sheet(2, xs, lower),
        sheet(3, [40, 100], ['项目', '7.00', '', '2.00']),
        sheet(4, [40, 100], ['1.00', '1.50', '0.50']),
      ),
    ).toEqual([
      [
        ...['编码|名称|合计|项目', '201|行政运行|12.00|7.00', '208|养老支出|3.00|', '221|住房支出|2.00|2.00'],
        ...['229|工资|4.00|1.00', '230|办公|5.00|1.50', '231|补助|6.00|0.50'],
      ],
    ]);
  });
});

describe('a blank page', () => {
  const xs = [40, 90, 180, 240];
  const first = sheet(1, xs, ['编码|名称|合计', '201|行政运行|12.00'], '支出表');
  const next = (number: number) => sheet(number, xs, ['208|养老支出|3.00', '221|住房支出|2.00']);

  it('between two pages of a table parts nothing; one that says something does', () => {
    const whole = [['编码|名称|合计', '201|行政运行|12.00', '208|养老支出|3.00', '221|住房支出|2.00']];
    expect(read(first, next(2))).toEqual(whole);
    expect(read(first, page(2, []), next(3))).toEqual(whole);
    expect(read(first, page(2, []), page(3, []), next(4))).toEqual(whole);
    expect(read(first, page(2, glyphs('第二部分 情况说明', 100, 200)), next(3))).toHaveLength(2);
    const picture = { x0: 0, y0: 0, x1: 595, y1: 842 };
    expect(read(first, { ...page(2, []), pictures: [picture] }, next(3))).toHaveLength(2);
  });
});

describe('two pages printed one above the other on a scanned sheet', () => {
  const xs = [40, 90, 180, 240];
  const rows = ['编码|名称|合计', '201|行政运行|12.00'];
  const more = ['编码|名称|合计', '208|养老支出|3.00', '221|住房支出|2.00'];
  /** Both tables on one page, with words between them. */
  const both = (between: string, source: 'ocr' | 'text' = 'ocr') => {
    const [upper, lower] = [sheet(1, xs, rows, '支出表'), sheet(1, xs, more, '', 300)];
    const all = [...upper.glyphs, ...glyphs(between, 140, 200), ...lower.glyphs];
    return page(
      1,
      all.map((glyph) => ({ ...glyph, source })),
      [...upper.rules, ...lower.rules],
    );
  };

  it('go on below the number of the first, and not where a title may have been lost', () => {
    expect(read(both('14'))).toEqual([[...rows, '208|养老支出|3.00', '221|住房支出|2.00']]);
    expect(read(both('- 14 -'))).toHaveLength(1);
    expect(read(both('一般公共预算支出表'))).toHaveLength(2);
    expect(read(both(''))).toHaveLength(2);
    expect(read(both('14', 'text'))).toHaveLength(2);
  });
});

describe('sheets of a wide table', () => {
  const xs = [40, 90, 180, 240];
  const body = ['201|行政运行|12.00', '208|养老支出|3.00', '221|住房支出|2.00'];
  const whole = [
    '编码|名称|支出|项目',
    '||合计',
    '201|行政运行|12.00|7.00',
    '208|养老支出|3.00|',
    '221|住房支出|2.00|2.00',
  ];
  /** One column beside the table's: its head as high as the two rows of the table's. */
  const beside = (over: readonly (readonly [string, number, number])[]): Page =>
    page(
      2,
      [
        ...over.flatMap(([text, x, y]) => glyphs(text, x, y)),
        ...['7.00', '', '2.00'].flatMap((text, row) => glyphs(text, 43, 145 + row * 20)),
        ...glyphs('项目', 43, 115),
      ],
      gridRules([40, 100], [100, 140, 160, 180, 200]),
    );
  const first = (title: string, x: number) => {
    const { glyphs: cells, rules } = sheet(1, xs, ['编码|名称|支出', '||合计', ...body]);
    return page(1, [...glyphs(title, x, 60), ...cells], rules);
  };
  const above = (...pages: readonly Page[]) =>
    tables(layout(pages)).map((table) => table.above.map(({ text }) => text).join('|'));

  it('are one where a heading of one sheet is merged over two rows and those of the other are not', () => {
    const [joined] = read(first('支出表', 100), beside([]));
    expect(joined?.map((row) => row.replace(/\|+$/u, ''))).toEqual(whole.map((row) => row.replace(/\|+$/u, '')));
  });

  it('bear together what the width of the first has no room for', () => {
    expect(above(first('支出表', 100), beside([['单位：万元', 60, 80]]))).toEqual(['支出表|单位：万元']);
    expect(above(first('部门支', 212), beside([['支出总表', 34, 60]]))).toEqual(['部门支出总表']);
  });

  it('are two where the second has a title of its own', () => {
    expect(above(first('支出表', 100), beside([['项目支出表', 45, 60]]))).toHaveLength(2);
    expect(above(first('单位：甲局', 190), beside([['单位：乙局', 34, 60]]))).toHaveLength(2);
  });
});

test('forms of one print with as many rows are no sheets of one table', () => {
  const form = (number: number, project: string, amount: string) =>
    sheet(
      number,
      [40, 120, 240],
      [`项目名称|${project}`, `年度资金|${amount}`, '产出指标|数量', '质量指标|合格率'],
      '项目绩效目标表',
    );
  expect(read(form(1, '公路养护', '12.00'), form(2, '客运补贴', '3.00'))).toHaveLength(2);
});

describe('a row that a page break cuts', () => {
  const xs = [40, 90, 200, 260];
  const upper = ['编码|名称|合计', '201|行政运行|12.00', '2080505|机关事业单位|'];

  it('is one row again', () => {
    expect(read(sheet(1, xs, upper, '支出表'), sheet(2, xs, ['|养老支出|3.00', '221|住房支出|2.00']))).toEqual([
      ['编码|名称|合计', '201|行政运行|12.00', '2080505|机关事业单位养老支出|3.00', '221|住房支出|2.00'],
    ]);
  });

  it('doubts a figure that came from below: a line may have lost its code', () => {
    const found = tables(
      layout([sheet(1, xs, upper, '支出表'), sheet(2, xs, ['|养老支出|3.00', '221|住房支出|2.00'])]),
    );
    const doubts = found.flatMap((table) => table.rows.flat().map(({ text, doubts: own = [] }) => [text, ...own]));
    expect(doubts.filter(({ length }) => length > 1)).toEqual([['3.00', 'cut-row']]);
    const whole = ['编码|名称|合计', '201|行政运行|12.00', '2080505|机关事业单位|3.00'];
    const named = tables(layout([sheet(1, xs, whole, '支出表'), sheet(2, xs, ['|养老支出|', '221|住房支出|2.00'])]));
    expect(named.flatMap((table) => table.rows.flat().flatMap((cell) => cell.doubts ?? []))).toEqual([]);
  });

  it.each([
    ['a total', '|合计|3.00'],
    ['a line with an ordinal', '|二、养老支出|3.00'],
    ['a line with a code', '208|养老支出|3.00'],
  ])('is not joined with %s', (_, row) => {
    expect(read(sheet(1, xs, upper, '支出表'), sheet(2, xs, [row, '221|住房支出|2.00']))[0]).toHaveLength(5);
  });

  it('is not told where lines have no codes', () => {
    const plain = ['|名称|合计', '|行政运行|12.00', '|基本支出|'];
    expect(read(sheet(1, xs, plain, '支出表'), sheet(2, xs, ['|工资|3.00', '|津贴|2.00']))[0]).toHaveLength(5);
  });
});

describe('a page printed twice', () => {
  const xs = [40, 90, 200, 260];
  const rows = ['编码|名称|合计', '201|行政运行|12.00', '208|养老支出|3.00', '221|住房支出|2.00', '|合计|17.00'];

  it('counts once, and the table knows of it', () => {
    const found = tables(layout([sheet(1, xs, rows, '支出表'), sheet(2, xs, rows, '支出表')]));
    expect(found).toHaveLength(1);
    expect(found[0]?.rows).toHaveLength(5);
    expect(found[0]?.reprints?.map((one) => one.page)).toEqual([2]);
  });

  it('counts once where it goes on without a title', () => {
    const more = ['229|工资|4.00', '230|办公|5.00', '231|补助|6.00', '232|其他|7.00'];
    const found = tables(layout([sheet(1, xs, rows, '支出表'), sheet(2, xs, more), sheet(3, xs, more)]));
    expect(found.map((table) => table.rows.length)).toEqual([9]);
  });

  it('is another table where only the first of them has a title', () => {
    expect(read(sheet(1, xs, rows, '支出表'), sheet(2, xs, rows)).flat()).toHaveLength(9);
  });

  it('is another table where all figures are zero: such tables are alike', () => {
    const zeros = rows.map((row) => row.replace(/[\d.]+$/u, '0.00'));
    // its head stands once
    expect(read(sheet(1, xs, zeros, '支出表'), sheet(2, xs, zeros, '支出表')).flat()).toHaveLength(9);
  });

  it('is another table with another title, or when a single figure differs', () => {
    expect(read(sheet(1, xs, rows, '支出表'), sheet(2, xs, rows, '拨款表'))).toHaveLength(2);
    const other = rows.map((row) => row.replace('3.00', '3.01'));
    expect(read(sheet(1, xs, rows, '支出表'), sheet(2, xs, other, '支出表')).flat()).toContain('208|养老支出|3.01');
  });
});

describe('a figure whose cell is merged over several lines', () => {
  it('is doubtful, unless its name is merged with it', () => {
    const xs = [40, 140, 240];
    const content = [...glyphs('图书馆', 43, 105), ...glyphs('群众活动', 43, 125), ...glyphs('75.00', 160, 115)];
    const rules = [...gridRules(xs, [100, 140, 160]), h(120, 40, 140)];
    const doubts = (all: typeof rules) =>
      tables(layout([page(1, [...content, ...glyphs('12.00', 160, 145)], all)])).flatMap((table) =>
        table.rows.flat().flatMap((cell) => cell.doubts ?? []),
      );
    expect(doubts(rules)).toEqual(['merged-rows']);
    expect(doubts(gridRules(xs, [100, 140, 160]))).toEqual([]);
  });

  it('is doubtful where the next name stands over several columns', () => {
    const xs = [40, 80, 160, 240];
    const names = [...glyphs('205', 43, 105), ...glyphs('教育支出', 83, 105), ...glyphs('科技支出', 60, 125)];
    const content = [...names, ...glyphs('75.00', 180, 115), ...glyphs('206', 43, 145), ...glyphs('12.00', 180, 145)];
    const rules = [
      ...gridRules(xs, [100, 140, 160]).filter(({ axis, at }) => axis === 'h' || at !== 80),
      h(120, 40, 160),
    ];
    const parts = [...rules, v(80, 100, 120), v(80, 140, 160)];
    const [table] = tables(layout([page(1, content, parts)]));
    expect(table?.rows[0]?.find(({ text }) => text === '75.00')?.doubts).toEqual(['merged-rows']);
  });
});

describe('a table that goes on with borders of its own', () => {
  const xs = [40, 90, 180, 240];
  const first = ['编码|名称|合计', '201|行政运行|12.00', '208|养老支出|3.00'];
  const pages = layout([
    sheet(1, xs, first, '支出表'),
    sheet(2, xs, ['221|住房支出|2.00', '229|其他支出|1.00'], '', 50),
  ]);
  /** The second page with a second left border, and whether the figures of its codes stand left of it. */
  const withSliver = (parted: boolean) =>
    pages.map((one) => ({
      ...one,
      grids: one.grids.map((grid) => {
        const [left = 0, ...rest] = grid.xs;
        const moved = grid.cells.map((cell) => ({ ...cell, column: cell.column + 1 }));
        const slivers = grid.cells.flatMap((cell) =>
          cell.column === 0 ? [{ ...cell, ...(parted ? {} : { lines: [] }) }] : [],
        );
        return one.page === 1 ? grid : { ...grid, xs: [left, left + 1.8, ...rest], cells: [...slivers, ...moved] };
      }),
    }));
  const rowsOf = (parted: boolean) =>
    tables(withSliver(parted))[0]
      ?.rows.slice(3)
      .map((row) => row.map(({ text }) => text));

  it('keeps what stands beside a sliver, and in it', () => {
    const figures = [
      ['住房支出', '2.00'],
      ['其他支出', '1.00'],
    ];
    expect(rowsOf(false)).toEqual(figures.map((row, at) => [['221', '229'][at], ...row]));
    expect(rowsOf(true)).toEqual(figures.map((row, at) => [['221 221', '229 229'][at], ...row]));
  });
});

describe('a head of which it is unclear over which columns it stands', () => {
  const xs = [40, 90, 180, 240];
  const rows = ['编码|名称|合计', '201|行政运行|12.00'];
  const pages = layout([sheet(1, xs, rows, '支出表'), sheet(2, xs, ['208|养老支出|3.00'])]);
  const doubted = pages.map((one) => ({
    ...one,
    grids: one.grids.map((grid) => ({
      ...grid,
      cells: grid.cells.map((cell) =>
        one.page === 1 && cell.row > 0 ? { ...cell, doubts: ['heading-reach' as const] } : cell,
      ),
    })),
  }));

  it('is so on the pages that go on', () => {
    const doubts = (of: typeof pages) => tables(of)[0]?.rows.map((row) => row[2]?.doubts ?? []);
    expect(doubts(pages)).toEqual([[], [], []]);
    expect(doubts(doubted)).toEqual([[], ['heading-reach'], ['heading-reach']]);
  });
});

describe('a page of a table on which a rule is missing', () => {
  const head = ['编码|名称|人员|公用', '201|行政运行|12.00|5.00'];
  const xs = [40, 90, 180, 240, 300];
  const table = (...pages: readonly Page[]) => tables(layout(pages))[0];
  const cells = (...pages: readonly Page[]) =>
    table(...pages)?.rows.map((row) =>
      row.map(({ column, text, doubts }) => `${column}:${text}${doubts ?? ''}`).join(' '),
    );
  const next = (figures: readonly (readonly [string, number])[]) => {
    const content = figures.flatMap(([text, x], at) => [
      ...glyphs('208', 43, 105 + at * 20, SIZE),
      ...glyphs('养老', 93, 105 + at * 20, SIZE),
      ...glyphs(text, x, 105 + at * 20, SIZE),
    ]);
    return page(2, content, gridRules([40, 90, 180, 300], [100, ...figures.map((_, at) => 120 + at * 20)]));
  };

  it('has its figures in the columns where they stand', () => {
    const rows = cells(
      sheet(1, xs, head, '支出表'),
      next([
        ['3.00', 190],
        ['4.00', 265],
      ]),
    );
    expect(rows?.slice(2)).toEqual(['0:208 1:养老 2:3.00 3:', '0:208 1:养老 2: 3:4.00']);
  });

  it('leaves in doubt a figure that stands over the place of the rule', () => {
    const rows = cells(
      sheet(1, xs, head, '支出表'),
      next([
        ['3.00', 190],
        ['14.00', 230],
      ]),
    );
    expect(rows?.slice(2)).toEqual(['0:208 1:养老 2:3.00 3:', '0:208 1:养老 2:14.00heading-reach']);
  });

  it('may be the first one, with another one missing on the next', () => {
    const first = sheet(1, [40, 180, 240, 300, 360], ['201 行政运行|12.00|5.00|7.00'], '支出表');
    expect(table(first, sheet(2, [40, 90, 180, 240, 360], ['208|养老|3.00|3.00']))?.pages).toEqual([1, 2]);
    expect(table(first, sheet(2, [40, 90, 150, 240, 360], ['208|养老|3.00|3.00']))?.pages).toEqual([1]);
  });
});
