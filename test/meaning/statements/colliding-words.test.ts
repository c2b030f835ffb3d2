import { describe, expect, test } from 'vitest';
import { ordinalOf, tidyName } from '../../../src/model/text.ts';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const PROJECTS = ['项目支出表', '单位：元'];

/** Names of projects, lines and units that hold a word that means something else where it stands alone. */
describe('names that hold words of headings', () => {
  test.each(['城乡建设用地增减挂钩', '农田面积核查', '应对气候变化', '存量住房评估'])(
    '%s is the first line',
    (name) => {
      const rows = ['单位名称|项目名称|合计|基本支出', `某局|${name}|1.00|1.00`, '某局|水质监测|2.00|2.00'];
      const { statements, notes } = readTables([table(rows, { above: PROJECTS })]);
      expect(printed(statements[0])).toEqual([`${name} total=1.00 basic=1.00`, '水质监测 total=2.00 basic=2.00']);
      expect(notes).toEqual([]);
    },
  );

  test.each(['存量资金安排', '按比例配套', '人员正常增长'])('the money of a column headed %s is kept', (heading) => {
    const rows = [`项目名称|合计|${heading}|一般公共预算`, '水质监测|3.00|1.00|2.00'];
    const { statements } = readTables([table(rows, { above: PROJECTS })]);
    expect(printed(statements[0])).toEqual([`水质监测 total=3.00 other:${heading}=1.00 general_public=2.00`]);
  });

  test('a first line without figures, and one under words that nobody declared', () => {
    const group = table(['项目名称|合计', '土地增减挂钩|', '复垦|1.00'], { above: PROJECTS });
    const unknown = table(['工程|合计', '林地面积核查|1.00', '复垦|2.00'], { above: PROJECTS, index: 1, page: 2 });
    const { statements } = readTables([group, unknown]);
    expect(printed(statements[0])).toEqual(['土地增减挂钩', '复垦 total=1.00']);
    expect(printed(statements[1])).toEqual(['林地面积核查 total=1.00', '复垦 total=2.00']);
  });

  test.each(['合计', '基本支出', '农田面积核查'])('under a blank corner of the head: %s', (name) => {
    const rows = ['|合计|一般公共预算', `${name}|3.00|3.00`, '甲局|2.00|2.00'];
    const { statements, notes } = readTables([table(rows, { above: PROJECTS })]);
    expect(printed(statements[0])).toEqual([
      `${name} total=3.00 general_public=3.00`,
      '甲局 total=2.00 general_public=2.00',
    ]);
    expect(notes).toEqual([]);
  });

  test('a column of remarks below a heading that is parted is no name', () => {
    const rows = ['项目|<|合计', '名称|备注|^', '水质监测|见附件|1.00'];
    const { statements, notes } = readTables([table(rows, { above: PROJECTS })]);
    expect(printed(statements[0])).toEqual(['水质监测 total=1.00']);
    expect(notes).toEqual([]);
  });
});

describe('headings of amounts that hold words of counts and differences', () => {
  test('are columns that nobody declared, and told', () => {
    const rows = [
      '项目名称|合计|面积补偿资金|人数补助|用地增减挂钩收益|人数|比上年增减资金|占地面积',
      '甲|6.00|1.00|2.00|3.00|30|0.50|120.50',
    ];
    const { statements, notes } = readTables([table(rows, { above: PROJECTS })]);
    expect(printed(statements[0])).toEqual([
      '甲 total=6.00 other:面积补偿资金=1.00 other:人数补助=2.00 other:用地增减挂钩收益=3.00',
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['unknown-column', 'unknown-column', 'unknown-column']);
  });
});

describe('names that begin like an ordinal or a code', () => {
  test.each([
    ['一、二级公路养护', ''],
    ['二、三产业发展', ''],
    ['一、二、三级医院', ''],
    ['10、11号楼改造', ''],
    ['3、4季度慰问', ''],
    ['（十四五）规划编制', ''],
    ['二、三公经费', '二、'],
    ['一、一般公共服务支出', '一、'],
    ['三、四好农村路', '三、'],
    ['4、5G基站', '4、'],
    ['（二十一）其他支出', '（二十一）'],
    ['11、2号楼', '11、'],
  ])('%s has the ordinal “%s”', (name, ordinal) => {
    expect(ordinalOf(name)).toBe(ordinal);
    expect(tidyName(name)).toBe(name.slice(ordinal.length));
  });

  test('digits that stick to a name are a code only where the dictionary has it', () => {
    const names = ['110指挥中心', '12345热线', '207国道改线', '301医院帮扶', '312国道养护'];
    const rows = [
      '科目名称|合计',
      '204公共安全支出|9.00',
      '20402公安|9.00',
      '2040201行政运行|4.00',
      ...names.map((name) => `${name}|1.00`),
    ];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '204 公共安全支出 (204) total=9.00',
      '20402 公安 (20402) total=9.00',
      '2040201 行政运行 (2040201) total=4.00',
      ...names.map((name) => `${name} total=1.00`),
    ]);
  });

  test('a year before a dash is no code of a project', () => {
    const rows = ['项目名称|合计', '2025-乡村振兴补助|1.00', '416301-信访接待|2.00'];
    const { statements } = readTables([table(rows, { above: PROJECTS })]);
    expect(printed(statements[0])).toEqual(['2025-乡村振兴补助 total=1.00', '416301 信访接待 total=2.00']);
  });
});

describe('names that hold words of counts and forms', () => {
  test('a television station is no count, 台 of equipment are', () => {
    const rows = [
      '单位名称|机关运行经费',
      '合计|9.00',
      '市广播电视台|4.00',
      '市气象台|5.00',
      '单价50万元以上设备（台）|3',
    ];
    const { statements } = readTables([table(rows, { above: ['机关运行经费表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['合计 total=9.00', '市广播电视台 total=4.00', '市气象台 total=5.00']);
  });

  test('a heading that prints in brackets what is counted heads no amounts', () => {
    const rows = [
      '合计|因公出国（境）费|因公出国（境）团组（个）|公务接待费|公务接待（批次）|公务用车购置及运行费|公务用车购置（辆）|公务用车保有（台、套）',
      '6.00|1.00|2|2.00|30|3.00|0|5',
    ];
    const { statements, notes } = readTables([table(rows, { above: ['“三公”经费支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=6.00',
      '因公出国（境）费 total=1.00',
      '公务接待费 total=2.00',
      '公务用车购置及运行费 total=3.00',
    ]);
    expect(notes).toEqual([]);
  });

  test('prizes for reaching the goals of a year make no form of the next page', () => {
    const first = table(['项目名称|合计', '水质监测|1.00'], { above: PROJECTS });
    const next = table(['年度目标考核奖|2.00', '年度绩效目标责任制考核|3.00'], { index: 1, page: 2 });
    const { statements } = readTables([first, next]);
    expect(statements.flatMap((one) => printed(one))).toEqual([
      '水质监测 total=1.00',
      '年度目标考核奖 total=2.00',
      '年度绩效目标责任制考核 total=3.00',
    ]);
  });

  test('人员经费支出情况表 prints amounts, 人员情况表 heads', () => {
    const rows = ['科目编码|科目名称|合计', '301|工资福利支出|3.00', '30101|基本工资|3.00'];
    const { classification } = readTables([
      table(rows, { above: ['人员经费支出情况表', '单位：元'] }),
      table(['单位名称|人数', '某局|30', '某队|20'], { above: ['人员情况表'], index: 1, page: 2 }),
    ]);
    expect(classification.tables.map(({ role }) => role)).toEqual(['stranger', 'other']);
  });
});
