import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { readTables } from './document.ts';

function read(title: string, rows: readonly string[]) {
  const { statements } = readTables([table(rows, { above: [title, '单位：元'] })]);
  return statements[0];
}

const labels = (title: string, rows: readonly string[]) =>
  read(title, rows)?.lines.map(({ code, name, name2 }) => [code, name, name2 ?? null]);

describe('codes without a heading are told', () => {
  test('where each stands under the one it is a part of, whatever 合计 spans', () => {
    const rows = ['|科目名称|合计', '合计|<|9.00', '205|教育支出|9.00', '20502|某某|9.00'];
    expect(labels('部门支出总表', rows)?.slice(1)).toEqual([
      ['205', '教育支出', null],
      ['20502', '某某', null],
    ]);
  });

  test('by the names beside them, also where the head is repeated', () => {
    const rows = ['|科目名称|合计', '2050202|小学教育|4.00', '科目编码|科目名称|', '2050203|初中教育|5.00'];
    const codes = labels('部门支出总表', rows)?.flatMap(([code]) => code ?? []);
    expect(codes).toEqual(['2050202', '2050203']);
    const strange = ['|科目名称|合计', '2050202|甲乙|4.00', '2050203|丙丁|5.00'];
    expect(labels('部门支出总表', strange)?.flatMap(([code]) => code ?? [])).toEqual([]);
  });

  test('as those of units of one department, but amounts between two names are none', () => {
    const rows = ['|单位名称|合计', '301001|某局|4.00', '301002|某所|5.00'];
    expect(labels('部门收入总表', rows)?.map(([code]) => code)).toEqual(['301001', '301002']);
    const whole = ['|单位名称|合计', '合计|<|9.00', '301|某局|9.00', '301001|某局|4.00', '301002|某所|5.00'];
    expect(labels('部门收入总表', whole)?.map(([code]) => code)).toEqual([null, '301', '301001', '301002']);
    const sides = [
      '收入|<|支出|<',
      '项目||项目|预算数',
      '事业收入|301001|教育支出|4',
      '其他收入|301002|科学技术支出|5',
    ];
    expect(labels('部门收支总表', sides)?.flatMap(([code]) => code ?? [])).toEqual([]);
  });
});

test('codes of units are told under a heading that nobody knows, codes of goods stay out', () => {
  const rows = ['机构代码|机构名称|合计', '301|某局|9.00', '301001|某局本级|4.00', '301002|某所|5.00'];
  expect(labels('部门收入总表', rows)?.map(([code]) => code)).toEqual(['301', '301001', '301002']);
  const money = ['项目名称|单位|拟安排|说明', '某工程|某局|500|其中一期', '某系统|某所|500000|二期'];
  expect(labels('专项经费安排表', money)?.flatMap(([code]) => code ?? [])).toEqual([]);
  const goods = ['品目代码|科目名称|合计', '401001|教育支出|4.00', '502002|科学技术支出|5.00'];
  expect(labels('部门支出总表', goods)?.flatMap(([code]) => code ?? [])).toEqual([]);
});

describe('names without a heading behind codes', () => {
  test('are those of the units', () => {
    const rows = ['单位编码||合计', '301001|某局|4.00', '301002|某所|5.00'];
    expect(labels('部门收入总表', rows)?.[1]).toEqual(['301002', '某所', null]);
  });

  test('are the second names where these codes are a second classification', () => {
    const rows = [
      '部门经济科目编码|部门经济科目名称|政府经济科目编码||合计',
      '30101|基本工资|50101|工资奖金津补贴|9.00',
    ];
    expect(labels('一般公共预算基本支出表', rows)).toEqual([['30101', '基本工资', '工资奖金津补贴']]);
    const remarks = ['科目名称|科目编码||合计', '基本工资|30101|按月发放|9.00'];
    expect(labels('一般公共预算基本支出表', remarks)).toEqual([['30101', '基本工资', null]]);
  });
});

test('a column without a heading beside the 小计 of its group is not the group', () => {
  const rows = ['科目编码|科目名称|合计|基本支出|<|<', '^|^|^|小计||公用经费', '205|教育支出|9.00|9.00|8.00|1.00'];
  const statement = read('部门支出总表', rows);
  expect(statement?.amounts.map(({ measure }) => measure)).toEqual(['total', 'basic', 'other:基本支出', 'public']);
});

test('a code that looks like money (205.02) stands where codes do, and is not asked about', () => {
  const rows = ['科目名称|科目编码|合计', '教育支出|205|9.00', '普通教育|205.02|9.00', '小学教育|205.02.02|9.00'];
  const { statements, notes } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
  expect(statements[0]?.lines.map(({ code }) => code)).toEqual(['205', '20502', '2050202']);
  expect(notes.filter(({ code }) => code === 'unread-cell')).toEqual([]);
  const money = ['科目名称|科目编码|合计', '教育支出|205|9.00', '普通教育|999.02|9.00'];
  const asked = readTables([table(money, { above: ['部门支出总表', '单位：元'] })]).notes;
  expect(asked.filter(({ code }) => code === 'unread-cell')).toHaveLength(1);
});

test('lines without a code where codes begin with 项 are in doubt: the column of 类 was not seen for what it is', () => {
  const rows = ['项|科目名称|合计', '|合计|9.00', '|普通教育|9.00', '|小学教育|9.00', '02|初中教育|1.00'];
  const flags = (title: string, all: readonly string[]) => read(title, all)?.lines.map((line) => line.flags.join());
  expect(flags('部门支出总表', rows)).toEqual(['', 'code-doubtful', 'code-doubtful', 'code-doubtful,odd-code']);
  const whole = ['类|款|科目名称|合计', '||合计|9.00', '||普通教育|9.00', '205|02|小学教育|9.00'];
  expect(flags('部门支出总表', whole)?.[1]).toBe('');
});

describe('a line beside words without a heading is in doubt, for they may name it more closely', () => {
  const doubted = (rows: readonly string[]) =>
    read('政府购买服务支出表', rows)?.lines.flatMap(({ name, flags }) =>
      flags.includes('name-doubtful') ? [name] : [],
    );

  test('where they stand left of its name', () => {
    const rows = [
      '||政府经济科目名称|合计',
      '|合计||9.00',
      '30101|基本工资|工资福利支出|5.00',
      '30102||工资福利支出|4.00',
    ];
    expect(doubted(rows)).toEqual(['工资福利支出']);
    expect(doubted(['单位|科目名称|合计', '某局|培训支出|5.00', '某所|教育支出|4.00'])).toEqual([]);
  });

  test('where they stand right of it, and under the last of its headings', () => {
    const head = ['指导性目录|<|<|预算金额', '一级|二级||^'];
    expect(doubted([...head, '公共服务|宣传服务|公益宣传|5.00', '公共服务|法律服务||4.00'])).toHaveLength(1);
    const told = ['指导性目录|<|<|预算金额', '一级|二级|三级|^'];
    expect(doubted([...told, '公共服务|宣传服务|公益宣传|5.00', '公共服务|法律服务||4.00'])).toEqual([]);
  });
});

describe('headings of codes that say something else', () => {
  const codes = (title: string, rows: readonly string[]) =>
    read(title, rows)?.lines.map(({ code, name, flags }) => [code, name, ...flags]);

  test('a classification that the codes are not: they say what they and the names are', () => {
    const rows = (head: string) => [
      `${head}编码|${head}名称|合计`,
      '301|工资福利支出|9.00',
      '30101|基本工资|9.00',
      '302|商品和服务支出|4.00',
    ];
    const title = '一般公共预算基本支出表';
    expect(codes(title, rows('功能分类科目'))).toEqual(codes(title, rows('经济分类科目')));
    const split = ['功能分类科目编码|<|科目名称|合计', '类|款|^|^', '301||工资福利支出|9.00', '301|01|基本工资|9.00'];
    expect(codes(title, split)).toEqual([
      ['301', '工资福利支出'],
      ['30101', '基本工资'],
    ]);
  });

  test('单位 over codes of units beside their names', () => {
    const units = ['单位|单位名称|合计', '301001|某局|4.00', '301002|某所|5.00'];
    expect(codes('部门收入总表', units)).toEqual(codes('部门收入总表', units.with(0, '单位编码|单位名称|合计')));
  });

  test('序号 over codes of the names beside them', () => {
    const rows = ['序号|内容|合计', '302|商品和服务支出|4.00', '30201|办公费|4.00'];
    expect(codes('机关运行经费支出预算表', rows)?.map(([code]) => code)).toEqual(['302', '30201']);
  });

  test('nothing that is known: a unit with its code, a subject with that of a unit, and last digits alone are asked about', () => {
    const units = ['项目|<|合计', '某某代码|单位名称（科目）|^', '416301|某市图书馆|9.00', '416302|某市博物馆|5.00'];
    expect(codes('部门收入总表', units)).toEqual([
      [null, '某市图书馆', 'code-doubtful'],
      [null, '某市博物馆', 'code-doubtful'],
    ]);
    const lost = ['单位代码|单位名称（科目）|合计', '416301|某市图书馆|9.00', '416301|工资福利支出|9.00'];
    expect(codes('一般公共预算基本支出表', lost)).toEqual([
      ['416301', '某市图书馆'],
      ['416301', '工资福利支出', 'code-doubtful'],
    ]);
    const last = ['科目编码|科目名称|合计', '01|某某津贴|9.00'];
    expect(codes('一般公共预算基本支出表', last)?.[0]).toContain('code-doubtful');
  });
});
