import { describe, expect, it } from 'vitest';
import type { Glyph, Page, Rule } from '../../../src/model/page.ts';
import { glyphs, gridRules, h, page } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

const XS = [40, 100, 220, 300, 380, 460];
const TOP = 100;
const HIGH = 20;

interface Heading {
  readonly text: string;
  readonly row: number;
  readonly first: number;
  readonly last?: number;
  /** Rows of the head that it stands over. */
  readonly rows?: number;
}

const HEAD: readonly Heading[] = [
  { text: '科目编码', row: 0, first: 0, rows: 2 },
  { text: '科目名称', row: 0, first: 1, rows: 2 },
  { text: '上年预算数', row: 0, first: 2, rows: 2 },
  { text: '本年预算数', row: 0, first: 3, last: 4 },
  { text: '合计', row: 1, first: 3 },
  { text: '基本支出', row: 1, first: 4 },
];
const BODY = ['|合计|9.00|12.00|2.00', '201|公共服务|5.00|9.00|1.00', '208|社会保障|4.00|3.00|1.00', '221|住房|1.00||'];

function wide(text: string): number {
  return [...text].reduce((sum, char) => sum + (/\p{Script=Han}/u.test(char) ? 10 : 5), 0);
}

/** Headings in the middle of their cells. */
function head(headings: readonly Heading[]): Glyph[] {
  return headings.flatMap(({ text, row, first, last = first, rows = 1 }) => {
    const middle = ((XS[first] ?? 0) + (XS[last + 1] ?? 0)) / 2;
    return glyphs(text, middle - wide(text) / 2, TOP + (row + rows / 2) * HIGH - 5);
  });
}

/** Figures flush right, words flush left. */
function body(rows: readonly string[], from: number): Glyph[] {
  return rows.flatMap((row, at) =>
    row.split('|').flatMap((text, column) => {
      const [left, right] = [XS[column] ?? 0, XS[column + 1] ?? 0];
      return glyphs(text, /\d\.\d/u.test(text) ? right - 3 - wide(text) : left + 3, from + at * HIGH + 5);
    }),
  );
}

const BELOW = TOP + 2 * HIGH;
const CAPTION = [...glyphs('一般公共预算支出表', 180, 50, 14), ...glyphs('部门：某某局  单位：万元', 40, 80)];
const levels = (from: number, to: number): Rule[] => {
  const count = Math.round((to - from) / HIGH);
  return Array.from({ length: count + 1 }, (_, at) => h(from + at * HIGH, 40, 460));
};
const sheet = (rules: readonly Rule[], headings = HEAD): Page =>
  page(1, [...CAPTION, ...head(headings), ...body(BODY, BELOW)], rules);

/** What stands in the body, row by row, and the headings over the columns of figures. */
function read(one: Page) {
  const found = tables(layout([one]));
  const [table] = found;
  const rows = table?.rows.map((row) => row.map((cell) => cell.text)) ?? [];
  const over = (column: number) =>
    table?.rows.flatMap((row) =>
      row.flatMap((cell) =>
        cell.column <= column && column < cell.column + cell.columnSpan && /\p{Script=Han}/u.test(cell.text)
          ? [cell.text]
          : [],
      ),
    );
  return { count: found.length, body: rows.slice(-BODY.length).map((row) => row.join('|')), over: [2, 3, 4].map(over) };
}

const WHOLE = { count: 1, body: BODY, over: [['上年预算数'], ['本年预算数', '合计'], ['本年预算数', '基本支出']] };
const foot = BELOW + BODY.length * HIGH;

describe('tables with level rules alone', () => {
  it('have their head where no rule stands above it', () => {
    expect(read(sheet(levels(BELOW, foot)))).toEqual(WHOLE);
    expect(read(sheet([h(BELOW, 40, 460), h(foot, 40, 460)]))).toEqual(WHOLE);
  });

  it('have it where no rule parts it from the first row', () => {
    expect(read(sheet(levels(BELOW + HIGH, foot)))).toEqual(WHOLE);
  });

  it('have their last row where no rule stands below it', () => {
    expect(read(sheet([h(TOP, 40, 460), ...levels(BELOW, foot - HIGH)]))).toEqual(WHOLE);
  });

  it('do not take their caption for a head', () => {
    const plain = page(1, [...CAPTION, ...body(BODY, BELOW)], levels(BELOW, foot));
    expect(tables(layout([plain]))[0]?.above.map(({ text }) => text)).toContain('一般公共预算支出表');
  });
});

describe('a ruled body under a head without rules', () => {
  const ruled = gridRules(
    XS,
    Array.from({ length: BODY.length + 1 }, (_, at) => BELOW + at * HIGH),
  );

  it('has it where the headings stand in the middle of the columns', () => {
    expect(read(sheet(ruled))).toEqual(WHOLE);
  });

  it('has one level of headings that stand over one column each, flush left', () => {
    const words = ['编码', '名称', '上年', '本年', '其中'];
    const flush = words.flatMap((text, at) => glyphs(text, (XS[at] ?? 0) + 3, BELOW - 15));
    const { over } = read(page(1, [...CAPTION, ...flush, ...body(BODY, BELOW)], ruled));
    expect(over).toEqual([['上年'], ['本年'], ['其中']]);
  });

  /** The headings of HEAD, flush left in their cells: all of them, or groups alone. */
  const flushLeft = (isFlush: (one: Heading) => boolean) =>
    HEAD.flatMap((one) => {
      if (!isFlush(one)) return head([one]);
      const y = TOP + one.row * HIGH + ((one.rows ?? 1) * HIGH) / 2 - 5;
      return glyphs(one.text, (XS[one.first] ?? 0) + 3, y);
    });
  const under = (headings: readonly Glyph[]) => read(page(1, [...CAPTION, ...headings, ...body(BODY, BELOW)], ruled));

  it('has headings of two levels, flush left all of them or the groups alone', () => {
    expect(under(flushLeft(() => true)).over).toEqual(WHOLE.over);
    expect(under(flushLeft(({ last }) => last !== undefined)).over).toEqual(WHOLE.over);
  });

  it('takes no line for one that leaves a column without a heading', () => {
    const some = HEAD.filter(({ text }) => text !== '基本支出');
    expect(read(sheet(ruled, some)).over).toEqual([[], [], []]);
  });
});

describe('a head of three levels above level rules', () => {
  const groups: readonly Heading[] = [
    { text: '科目', row: 0, first: 0, last: 1 },
    { text: '预算', row: 0, first: 2, last: 4 },
    { text: '编码', row: 1, first: 0 },
    { text: '名称', row: 1, first: 1 },
    { text: '上年', row: 1, first: 2 },
    { text: '合计', row: 1, first: 3 },
    { text: '基本', row: 1, first: 4 },
  ];

  it('has the row of its groups where a rule stands below that alone', () => {
    const [top] = [sheet(levels(TOP + HIGH, foot), groups)].map(read);
    expect(top?.over).toEqual([
      ['预算', '上年'],
      ['预算', '合计'],
      ['预算', '基本'],
    ]);
  });

  it('has no row that begins or ends at the sides of the table: it is a caption', () => {
    const caption = [...glyphs('某某局', 40, TOP + 5), ...glyphs('万元', 440, TOP + 5)];
    const below = head(groups.filter(({ row }) => row === 1));
    const { over } = read(page(1, [...CAPTION, ...caption, ...below, ...body(BODY, BELOW)], levels(TOP + HIGH, foot)));
    expect(over).toEqual([['上年'], ['合计'], ['基本']]);
  });
});

describe('a head between two level rules over a single row', () => {
  const only = (rows: readonly string[], more: readonly Glyph[] = []) =>
    tables(
      layout([
        page(1, [...CAPTION, ...head(HEAD), ...body(rows, BELOW), ...more], [h(TOP, 40, 460), h(BELOW, 40, 460)]),
      ]),
    ).map((table) => table.rows.flat().filter(({ text }) => /\d\.\d/u.test(text)).length);

  it('has that row, though no rule stands below it', () => {
    expect(only(['|合计|9.00|12.00|2.00'])).toEqual([3]);
    expect(only(['||9.00|12.00|2.00'])).toEqual([3]);
  });

  it('has no line of words, nor one of words among figures', () => {
    expect(only([], glyphs('注：本表无数据', 43, BELOW + 5))).not.toContain(1);
    expect(only([], glyphs('合计 9.00 万元，其中 基本支出 2.00', 43, BELOW + 5)).every((count) => count === 0)).toBe(
      true,
    );
  });
});
