import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { readTables } from './document.ts';

function read(title: string, rows: readonly string[]) {
  const { statements, notes } = readTables([table(rows, { above: [title, '单位：元'] })]);
  const asked = notes.flatMap(({ code, data }) => (code === 'unread-cell' ? [data.text] : []));
  return { lines: statements[0]?.lines ?? [], amounts: statements[0]?.amounts ?? [], asked };
}

describe('figures that stand with words where a rule is lost are told of', () => {
  test('beside the name of their line, which is in doubt', () => {
    const rows = ['科目编码|科目名称 合计|基本支出', '205|教育支出 1,368.48|9.00', '206|科学技术支出 587．54|8.00'];
    const { lines, asked } = read('部门支出总表', rows);
    expect(lines.map(({ flags }) => flags.includes('name-doubtful'))).toEqual([true, true]);
    expect(asked).toEqual(['教育支出1,368.48', '科学技术支出587．54']);
  });

  test('in a side of which nothing else is left, or beside their share', () => {
    const sides = ['收入|<|支出（按功能分类）', '项目|预算数|项目 预算数', '财政拨款收入|9.00|一、教育支出 4113.77'];
    expect(read('部门收支总表', sides).asked).toContain('一、教育支出4113.77');
    const share = ['科目编码|科目名称|人员经费|公用经费 占比', '302|商品和服务支出|1.00|306.13 100%'];
    expect(read('一般公共预算基本支出表', share).asked).toContain('306.13100%');
  });

  test('but money that a name speaks of is none', () => {
    const rows = ['项目名称|金额', '购置单价50.00万元以上设备|9.00', '道路1.25公里|8.00', '奖金3,000元|7.00'];
    const { lines, asked } = read('项目支出表', rows);
    expect(asked).toEqual([]);
    expect(lines.flatMap(({ flags }) => flags)).not.toContain('name-doubtful');
  });
});

test('a name of which two lines are items, or the total and an item, is in doubt; one that is wrapped is not', () => {
  const rows = [
    '项目|预算数',
    '合计⏎因公出国（境）费|9.00',
    '公务用车购置费⏎公务用车运行维护费|8.00',
    '公务⏎接待费|7.00',
  ];
  const { lines } = read('“三公”经费支出表', rows);
  expect(lines.map(({ flags }) => flags.includes('name-doubtful'))).toEqual([true, true, false]);
});

test('a name in which the 二、 of the next line stands is in doubt', () => {
  const rows = ['收入|<', '项目|预算数', '一、事业收入二、经营收入|9.00', '收入总计|9.00'];
  expect(read('部门收支总表', rows).lines[0]?.flags).toContain('name-doubtful');
});

test.each(['项目支出 基本支出', '合计 1,200.00'])(
  'under a head with %s in one cell every amount is in doubt',
  (heap) => {
    const placements = (head: string) =>
      read('部门支出总表', [`科目编码|科目名称|总计|${head}`, '205|教育支出|9.00|8.00']).amounts.map(
        (one) => one.flags,
      );
    expect(placements(heap).every((flags) => flags.includes('heading-reach'))).toBe(true);
    expect(placements('基本 支出').flat()).not.toContain('heading-reach');
  },
);

describe('names that are those of two lines are in doubt', () => {
  const flags = (rows: readonly string[]) =>
    read('部门支出总表', ['科目编码|科目名称|合计', ...rows]).lines.map((line) => line.flags.includes('name-doubtful'));
  test('the name of the code with another, before it or behind, with its code or without', () => {
    expect(flags(['20502|普通教育小学教育|9.00', '20502|普通教育2050202小学教育|9.00'])).toEqual([true, true]);
    expect(flags(['2050202|普通教育小学教育|9.00', '205|合计教育支出|9.00'])).toEqual([true, true]);
    expect(flags(['20502|普通教育|9.00', '205|教育支出|9.00'])).toEqual([false, false]);
  });

  test('two totals, and a code whose name stands elsewhere', () => {
    expect(flags(['|本年支出合计支出总计|9.00', '205||9.00', '|本年收入合计|9.00'])).toEqual([true, true, false]);
  });
});
