import { describe, expect, it } from 'vitest';
import type { Glyph } from '../../../src/model/page.ts';
import { glyphs, gridRules, page } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

const RULES = gridRules([30, 80, 160, 190], [100, 120, 140]);

/** Text of the first row of a table of three cells, with what is doubtful. */
function row(content: readonly Glyph[], aside: readonly Glyph[] = []): string[] {
  const [table] = tables(layout([{ ...page(1, content, RULES), aside }]));
  return (table?.rows[0] ?? []).map(({ text, doubts = [] }) => [text, ...doubts].join(' '));
}

describe('what is set across a ruling line', () => {
  it('keeps a figure whole in the cell at whose right border it ends', () => {
    expect(row([...glyphs('乙', 32, 105), ...glyphs('3,210,500.00', 128, 105)])).toEqual([
      '乙',
      '',
      '3,210,500.00 overrun',
    ]);
  });

  it('gives a code that begins in a sliver left of its column to the column in which most of it stands', () => {
    const rules = gridRules([30, 36, 100, 190], [100, 120, 140]);
    const [one] = tables(layout([page(1, [...glyphs('20701', 33, 105), ...glyphs('文化', 104, 105)], rules)]));
    expect(one?.rows[0]?.map(({ text }) => text)).toEqual(['', '20701', '文化']);
  });

  it('keeps two figures apart that stand on top of each other', () => {
    expect(row([...glyphs('8,093.50', 118, 105), ...glyphs('3,210,500.00', 128, 105)])).toEqual([
      '',
      '8,093.50 overprinted',
      '3,210,500.00 overrun',
    ]);
  });

  it('gives a long name to the cell where it begins, and the figure under it to its own', () => {
    expect(row([...glyphs('机关事业单位养老', 32, 105), ...glyphs('74.28', 98, 105)])).toEqual([
      '机关事业单位养老',
      '74.28 overprinted',
      '',
    ]);
  });

  it('gives a heading wider than its column to the column in whose middle it stands', () => {
    expect(row(glyphs('预算数额', 155, 105))).toEqual(['', '', '预算数额']);
  });

  it('parts what fills two neighbours one by one, however close', () => {
    expect(row([...glyphs('机关事业', 39, 105), ...glyphs('12.00', 81, 105)])).toEqual(['机关事业', '12.00', '']);
    expect(row([...glyphs('123.00', 129, 105), ...glyphs('5.00', 162, 105)])).toEqual(['', '123.00', '5.00']);
  });

  it('doubts a figure beside whose first digit another one stands in the cell before, letters being spaced unevenly', () => {
    const digits = [...glyphs('1', 73, 105), ...glyphs('5', 79.7, 105), ...glyphs(',020.00', 86, 105)];
    expect(row([...glyphs('公益金', 32, 105), ...digits])).toEqual(['公益金 1 overrun', '5,020.00 overrun', '']);
    const whole = [...glyphs('0.00', 57, 105), ...glyphs('5', 79.7, 105), ...glyphs(',020.00', 86, 105)];
    expect(row(whole)).toEqual(['0.00', '5,020.00', '']);
  });

  it('doubts a figure beside which a digit stands that was drawn at quite another time', () => {
    const figure = glyphs('8,119,762.69', 95, 105);
    const others = glyphs('本表由系统生成本表由系统生成本表由系统生成本表', 30, 300);
    expect(row([...figure, ...others, ...glyphs('6', 90, 105)])[1]).toBe('68,119,762.69 overprinted');
    expect(row([...glyphs('6', 90, 105), ...figure, ...others])[1]).toBe('68,119,762.69');
  });

  it('takes figures drawn in pieces for the habit of a page that draws many so', () => {
    const ys = Array.from({ length: 9 }, (_, at) => 100 + 20 * at);
    const rows = ys.slice(1).map((y) => glyphs('119,762.69', 95, y - 15));
    const late = ys.slice(1).map((y) => glyphs('8', 90, y - 15));
    const rules = gridRules([30, 80, 160, 190], ys);
    const [table] = tables(layout([page(1, [...rows.flat(), ...late.flat()], rules)]));
    expect(table?.rows.flat().flatMap(({ doubts = [] }) => doubts)).toEqual([]);
  });

  it('goes by the order of drawing: what only stands in a row was not set in one go', () => {
    expect(row([...glyphs('00.00', 160, 105), ...glyphs('12', 150, 105)])).toEqual(['', '12', '00.00']);
  });

  it('goes by the frame that each cell was clipped to', () => {
    const left = { x0: 80, y0: 100, x1: 160, y1: 120 };
    const right = { x0: 160, y0: 100, x1: 190, y1: 120 };
    expect(row([...glyphs('预算数', 129, 105, 10, left), ...glyphs('支出', 158, 105, 10, right)])).toEqual([
      '',
      '预算数',
      '支出',
    ]);
  });
});

describe('footnote marks', () => {
  const figure = glyphs('2,334.40', 100, 105);

  it('takes a small raised digit off a figure', () => {
    expect(row([...figure, ...glyphs('2', 140.5, 104, 5)])).toEqual(['', '2,334.40 footnote-mark', '']);
    expect(row([...figure, ...glyphs('[12]', 140.5, 104, 5)])).toEqual(['', '2,334.40 footnote-mark', '']);
  });

  it('takes it off where it stands so high that it is a line of its own', () => {
    expect(row([...figure, ...glyphs('2', 140.5, 101.5, 4)])).toEqual(['', '2,334.40 footnote-mark', '']);
  });

  it('takes off one that stands lower', () => {
    expect(row([...figure, ...glyphs('2', 140.5, 112, 8.3)])).toEqual(['', '2,334.40 footnote-mark', '']);
  });

  it('keeps a digit on the baseline, in doubt, an exponent, and what follows a point', () => {
    expect(row([...glyphs('2,334.4', 100, 105), ...glyphs('0', 135, 107, 7.6)])[1]).toBe('2,334.40 footnote-mark');
    expect(row([...glyphs('1', 95, 107, 7.6), ...glyphs('2,334.40', 100, 105)])[1]).toBe('12,334.40 footnote-mark');
    expect(row([...glyphs('km', 100, 105), ...glyphs('2', 110, 104, 5)])[1]).toMatch(/km ?2|2 ?km/);
    expect(row([...glyphs('2,334.', 100, 105), ...glyphs('40', 130, 104, 5)])).toEqual(['', '2,334.40', '']);
  });
});

describe('small figures beside large print that was stamped over the table', () => {
  const stamp = glyphs('003', 130, 98, 16);

  it('are no footnote marks of it', () => {
    expect(row([...stamp, ...glyphs('2,18', 163, 105, 6), ...glyphs('0.71', 175, 105, 6)])[2]).toBe('2,180.71');
    expect(row([...stamp, ...glyphs('2180', 163, 105, 6)])[2]).toBe('2180');
    expect(row([...stamp, ...glyphs('80', 163, 105, 6)])[2]).toBe('80');
    expect(row([...stamp, ...glyphs('80', 155, 97, 6)])[1]).toBe('003 footnote-mark');
  });
});

describe('large print that lies over that of a cell', () => {
  it('makes it doubtful; what stands beside it does not', () => {
    expect(row([...glyphs('租赁费', 84, 105), ...glyphs('已审', 88, 98, 22)])[1]).toMatch(/ overprinted$/u);
    expect(row([...glyphs('租赁费', 84, 105), ...glyphs('审', 130, 100, 18)])[1]).not.toMatch(/overprinted/u);
  });
});

describe('figures cut off by their cell', () => {
  const frame = { x0: 80, y0: 100, x1: 160, y1: 120 };

  it('gives back the digits that the frame hides, and says so', () => {
    expect(row(glyphs('536,000.00', 83, 105, 10, frame), glyphs('2', 78, 105, 10, frame))).toEqual([
      '',
      '536,000.00',
      '',
    ]);
    expect(row(glyphs('536,000.00', 81, 105, 10, frame), glyphs('2,', 71, 105, 10, frame))).toEqual([
      '',
      '2,536,000.00 cut',
      '',
    ]);
  });

  it('says so where the frame cuts through the first digit: there may have been more', () => {
    expect(row(glyphs('536,000.00', 79.5, 105, 10, frame))).toEqual(['', '536,000.00 cut', '']);
    expect(row(glyphs('536,000.00', 80.5, 105, 10, frame))).toEqual(['', '536,000.00', '']);
  });
});
