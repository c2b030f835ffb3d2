import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/model/page.ts';
import { glyphs, gridRules, page } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

/** A page with a table of two rows, a line over it and one at the foot. */
function sheet(number: number, over: string, foot: string): Page {
  const cells = ['科目|金额', `行政运行|${number}.00`].flatMap((row, r) =>
    row.split('|').flatMap((text, c) => glyphs(text, 43 + c * 100, 105 + r * 20, 10)),
  );
  const rules = gridRules([40, 140, 240], [100, 120, 140]);
  return page(number, [...glyphs(over, 40, 60), ...cells, ...glyphs(foot, 40, 400)], rules);
}

const titles = (...pages: readonly Page[]) =>
  tables(layout(pages)).map(({ above, titledBelow = false }) => [above.map(({ text }) => text).join(' '), titledBelow]);

describe('titles that stand below their tables', () => {
  it('are those of the tables over them, where the whole document does it', () => {
    const pages = [
      sheet(1, '单位：元', '部门收支总表'),
      sheet(2, '单位：元', '部门收入总表'),
      sheet(3, '单位：元', ''),
    ];
    expect(titles(...pages)).toEqual([
      ['部门收支总表 单位：元', true],
      ['部门收入总表 单位：元', true],
      ['单位：元', false],
    ]);
  });

  it('are so behind a table of contents, too: several titles on the page before herald none', () => {
    const contents = page(1, [...glyphs('1．部门收支总表', 40, 60), ...glyphs('2．部门收入总表', 40, 90)]);
    const pages = [contents, sheet(2, '单位：元', '部门收支总表'), sheet(3, '单位：元', '部门收入总表')];
    expect(titles(...pages)).toEqual([
      ['部门收支总表 单位：元', true],
      ['部门收入总表 单位：元', true],
    ]);
  });

  it('are nobody’s below a single table without one: whose it is cannot be told', () => {
    expect(titles(sheet(1, '单位：元', '部门收入总表'), sheet(2, '单位：元', ''))).toEqual([
      ['单位：元', false],
      ['单位：元', false],
    ]);
  });

  it('are those of the next table where the one over them has its own', () => {
    expect(titles(sheet(1, '部门收支总表', '部门收入总表'), sheet(2, '单位：元', ''))).toEqual([
      ['部门收支总表', false],
      ['部门收入总表 单位：元', false],
    ]);
  });
});
