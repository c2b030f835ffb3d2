import { describe, expect, test } from 'vitest';
import type { Glyph } from '../../../src/model/page.ts';
import { glyphs, gridRules, h, v } from '../../support/build.ts';
import { printedRows } from '../../support/rows.ts';

const SIZE = 10;

/** Prints texts at their left ends (名称@50  合计@120), in rows 20 high from 100 on. */
function print(lines: readonly string[]): Glyph[] {
  return lines.flatMap((line, row) =>
    line.split('  ').flatMap((one) => {
      const [text = '', x = ''] = one.split('@');
      return glyphs(text, Number(x), 105 + row * 20, SIZE);
    }),
  );
}

const YS = (count: number) => Array.from({ length: count + 1 }, (_, row) => 100 + row * 20);

describe('two columns without a rule between them', () => {
  test('are parted where figures stand before names, and two headings over them', () => {
    const lines = print([
      '项目@50  预算数@150  项目@260  预算数@420',
      '一、拨款@32  12.00@165  一、教育支出@205  9.00@440',
      '二、其他@32  二、住房支出@205  3.00@440',
      '总计@32  12.00@165  总计@205  12.00@435',
    ]);
    expect(printedRows(lines, gridRules([30, 120, 400, 480], YS(4)))).toEqual([
      ['0:项目', '1:预算数', '2:项目', '3:预算数'],
      ['0:一、拨款', '1:12.00', '2:一、教育支出', '3:9.00'],
      ['0:二、其他', '2:二、住房支出', '3:3.00'],
      ['0:总计', '1:12.00', '2:总计', '3:12.00'],
    ]);
  });

  test('are parted where figures stand beside figures, a heading over both kept whole', () => {
    const lines = print([
      '名称@50  财政拨款@230',
      '合计@150  项目支出@290',
      '教育支出@32  12.00@190  9.00@325',
      '住房支出@32  3.00@195  3.00@325',
    ]);
    expect(printedRows(lines, gridRules([30, 120, 400], YS(4)))).toEqual([
      ['0:名称', '1+2:财政拨款'],
      ['1:合计', '2:项目支出'],
      ['0:教育支出', '1:12.00', '2:9.00'],
      ['0:住房支出', '1:3.00', '2:3.00'],
    ]);
  });

  test('are parted by their numbers where one of them prints no figure', () => {
    const lines = print(['名称@50  补助收入@140  经营收入@290', '栏次@50  1@160  2@310', '教育支出@32  12.00@190']);
    expect(printedRows(lines, gridRules([30, 120, 400], YS(3)))[2]).toEqual(['0:教育支出', '1:12.00']);
    expect(printedRows(lines, gridRules([30, 120, 400], YS(3)))[0]).toEqual(['0:名称', '1:补助收入', '2:经营收入']);
  });

  test('are parted where words begin at one place beside words', () => {
    const names = ['工资津贴', '社会保障', '住房公积', '办公经费'];
    const body = names.map((name, at) => `5010${at}${name}@32  3010${at}${name}缴费@150  9.00@330`);
    const lines = print(['政府科目@40  部门科目@170  合计@330', ...body]);
    expect(printedRows(lines, gridRules([30, 300, 400], YS(5)))[1]).toEqual([
      '0:50100工资津贴',
      '1:30100工资津贴缴费',
      '2:9.00',
    ]);
  });

  test('a heading is over that side in whose middle it stands; where it may be over both, what is below it is in doubt', () => {
    const below = ['合计@150  项目支出@290  其他@430', '教育支出@32  12.00@190  9.00@325  1.00@440'];
    const sheet = (x: number) =>
      print([`名称@50  财政拨款@${x}`, ...below, '住房支出@32  3.00@195  3.00@325  1.00@440']);
    // the upper heading reaches over a third column, whose rule below it is drawn
    const rules = [...YS(4).map((y) => h(y, 30, 480)), ...[30, 120, 480].map((x) => v(x, 100, 180)), v(400, 120, 180)];
    expect(printedRows(sheet(348), rules)[0]).toEqual(['0:名称', '2+2:财政拨款']);
    expect(printedRows(sheet(280), rules)[0]).toEqual(['0:名称', '1+3:财政拨款']);
    expect(printedRows(sheet(130), rules)[2]).toEqual(['0:教育支出', '1:12.00!', '2:9.00!', '3:1.00!']);
  });
});

describe('one column', () => {
  test('stays one where its heading is one, or its cells hold labels of their figures', () => {
    const body = ['教育支出@32  12.00@190  9.00@325', '住房支出@32  3.00@195  3.00@325'];
    const one = print(['名称@50  预算安排情况@200', ...body]);
    expect(printedRows(one, gridRules([30, 120, 400], YS(3)))[1]).toEqual(['0:教育支出', '1:12.00 9.00']);
    const form = print([
      '名称@50  资金@150  金额@325',
      '总额@32  年度总额：@130  9.00@325',
      '其中@32  财政拨款：@130  3.00@325',
    ]);
    expect(printedRows(form, gridRules([30, 120, 400], YS(3)))[1]).toEqual(['0:总额', '1:年度总额： 9.00']);
  });
});
