import { expect, test } from 'vitest';
import { lostTables } from '../../src/meaning/lost-tables.ts';
import { glyphs, gridRules, page } from '../support/build.ts';
import { layout, WORDING } from '../support/cut.ts';

const head = glyphs('单位：万元', 400, 80);
/** Rows of a table without rules whose figures are no figures. */
const rows = [100, 120, 140].flatMap((y) => [...glyphs('行政运行', 50, y), ...glyphs('bcd.ef', 300, y)]);

test('lines under a unit line that became no table are told of', () => {
  const notes = lostTables(layout([page(4, [...head, ...rows])]), WORDING.statements);
  expect(notes.map(({ code, page: number }) => [code, number])).toEqual([['table-not-found', 4]]);
});

test('a second table that was not found is told of beside one that was', () => {
  const lower = [head, rows].flat().map((glyph) => ({ ...glyph, y0: glyph.y0 + 200, y1: glyph.y1 + 200 }));
  const both = page(5, [...head, ...rows, ...lower], gridRules([40, 200, 400], [95, 115, 135, 155]));
  expect(lostTables(layout([both]), WORDING.statements).map(({ box }) => (box?.y0 ?? 0) > 250)).toEqual([true]);
});

test('a table that was found, running text, and a unit line alone are not', () => {
  const ruled = page(1, [...head, ...rows], gridRules([40, 200, 400], [95, 115, 135, 155]));
  const prose = page(2, [...head, ...[100, 120, 140].flatMap((y) => glyphs('部门预算收支情况说明', 50, y))]);
  const nothing = page(3, [...head, ...rows.slice(0, 10)]);
  expect([ruled, prose, nothing].flatMap((one) => lostTables(layout([one]), WORDING.statements))).toEqual([]);
});

test('a picture under a unit line in which nothing was read is told of; a seal, and one on which text stands, are not', () => {
  const under = (x1: number, ...text: readonly (typeof head)[]) => {
    const whole = { ...page(4, [...head, ...text.flat()]), pictures: [{ x0: 50, y0: 100, x1, y1: 400 }] };
    return lostTables(layout([whole]), WORDING.statements).map(({ code }) => code);
  };
  expect(under(500)).toEqual(['table-not-found']);
  expect(under(120)).toEqual([]);
  expect(under(500, glyphs('部门预算收支情况说明', 60, 200))).toEqual([]);
});

test('rows of figures outside all tables are told of, also where title and unit stand on the page before', () => {
  const told = (...texts: readonly string[]) => {
    const lines = texts.map((text, at) => ({
      ...{ text, x0: 50, y0: 100 + 20 * at, x1: 400, y1: 109 + 20 * at },
      ...{ size: 9, source: 'text' as const, confidence: 1, glyphs: [] },
    }));
    const cut = { page: 6, width: 600, height: 800, grids: [], lines, furniture: [], alternatives: [] };
    return lostTables([cut], WORDING.statements).map(({ code }) => code);
  };
  const row = '201 一般公共服务支出 924.80 462.40';
  expect(told(row, row, row)).toEqual(['table-not-found']);
  expect(told(row)).toEqual(['table-not-found']);
  const marked = '一般公共服务支出 ￥924.80 ￥462.40';
  expect(told(marked, marked, marked)).toEqual(['table-not-found']);
  const named = '一般公共服务支出 924.80万元 462.40万元';
  expect(told(named, named, named)).toEqual(['table-not-found']);
  expect(told('合计 8,278.33 9,106.21 827.88 10.00%')).toEqual(['table-not-found']);
  expect(told('收入总计 14,446.56 支出总计 14,446.56')).toEqual(['table-not-found']);
  expect(told('收入总计 75,784.29支出总计 75,784.29')).toEqual(['table-not-found']);
  expect(told('收入总计 32,852.053832支出总计 32,852.053832')).toEqual(['table-not-found']);
  expect(told('公务接待费：3.20', '会议费：1,204.50', '培训费：-0.75')).toEqual(['table-not-found']);
  expect(told('档案数字化…………3.20', '1．库房改造......12.50；', '设备更新 4.75')).toEqual(['table-not-found']);
  expect(told('收入预算为3.20', '合计：1.20', '万元，比上年增加', '其中：4.50万元')).toEqual([]);
  expect(told('支出预算 12.00 万元', '其中基本支出 8.00 万元，项目支出 4.00 万元')).toEqual([]);
});

test('rows of figures that are heaped up in one cell of a frame are told of', () => {
  const told = (...texts: readonly string[]) => {
    const box = { x0: 40, y0: 90, x1: 500, y1: 300 };
    const lines = texts.map((text, at) => ({
      ...{ text, x0: 50, y0: 100 + 20 * at, x1: 400, y1: 109 + 20 * at },
      ...{ size: 9, source: 'text' as const, confidence: 1, glyphs: [] },
    }));
    const cells = [{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, box, lines }];
    const grids = [{ page: 6, box, xs: [40, 500], ys: [90, 300], cells, ruling: 'ruled' as const }];
    const cut = { page: 6, width: 600, height: 800, grids, lines: [], furniture: [], alternatives: [] };
    return lostTables([cut], WORDING.statements).map(({ code }) => code);
  };
  const row = '201 一般公共服务支出 924.80 462.40';
  expect(told(row, row, row)).toEqual(['table-not-found']);
  expect(told('1.本表按收付实现制填列，合计 924.80 万元。', '2.尾差由四舍五入产生。', '3.无')).toEqual([]);
});

test('rows of one figure each below a head that alone has rules are told of; running text there is not', () => {
  const told = (text: string, heading = '预算数') => {
    const body = [130, 150, 170].flatMap((y) => [...glyphs('公务接待费', 50, y), ...glyphs(text, 300, y)]);
    const ruled = [...head, ...glyphs('项目', 50, 100), ...glyphs(heading, 300, 100)];
    return lostTables(layout([page(4, [...ruled, ...body], gridRules([40, 400], [95, 115]))]), WORDING.statements);
  };
  expect(told('9.00万元').map(({ code }) => code)).toEqual(['table-not-found']);
  expect(told('9.00万元', '2025年预算数').map(({ code }) => code)).toEqual(['table-not-found']);
  expect(told('按规定执行')).toEqual([]);
});
