import { describe, expect, test } from 'vitest';
import { overlap } from '../../../src/model/box.ts';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const FINAL = ['某某省卫生健康委员会', '2023年度部门决算'];

describe('two-sided statements', () => {
  test('left side shorter, blank rows before the totals, row numbers, sub-lines', () => {
    const rows = [
      '收入|<|<|支出|<|<',
      '项目|行次|金额|项目|行次|金额',
      '栏次||1|栏次||2',
      '一、财政拨款收入|1|500.12|一、一般公共服务支出|32|',
      '1. 一般公共预算资金|2|500.12|二、教育支出|33|480.00',
      '||||34|',
      '本年收入合计|27|500.12|本年支出合计|58|480.00',
      '总计|31|500.12|总计|62|500.12',
    ];
    const { statements, notes } = readTables([table(rows, { above: ['收入支出决算总表', '金额单位：万元'] })], FINAL);
    expect(printed(statements[0])).toEqual([
      'revenue 财政拨款收入 total=5001200.00',
      'expenditure 一般公共服务支出 (201)',
      'revenue 一般公共预算资金 total=5001200.00',
      'expenditure 教育支出 (205) total=4800000.00',
      'revenue 本年收入合计 total=5001200.00',
      'expenditure 本年支出合计 total=4800000.00',
      'revenue 总计 total=5001200.00',
      'expenditure 总计 total=5001200.00',
    ]);
    expect(statements[0]?.lines[2]?.parent).toBe(0);
    expect(notes).toEqual([]);
  });

  test('revenue above expenditure in one column', () => {
    const rows = [
      '项目|2025年预算数',
      '一、收入总计|9',
      '（一）一般公共预算拨款收入|9',
      '（二）上年结转|',
      '二、支出总计|9',
      '（一）教育支出|9',
    ];
    const sides = (...body: readonly string[]) => {
      const [balance] = readTables([
        table([rows[0] ?? '', ...body], { above: ['收支预算总表', '单位：元'] }),
      ]).statements;
      return balance?.lines.map(({ side }) => side?.[0] ?? null);
    };
    expect(sides(...rows.slice(1))).toEqual(['r', 'r', 'r', 'e', 'e']);
    // with headings of its own
    const headed = ['收入|预算数', '一、财政拨款收入|9', '收入总计|9', '支出|预算数', '一、教育支出|9', '支出总计|9'];
    const [balance] = readTables([table(headed, { above: ['收支预算总表', '单位：元'] })]).statements;
    expect(balance?.lines.map(({ side }) => side?.[0])).toEqual(['r', 'r', 'e', 'e']);
    // no order that tells
    expect(sides('一、收入总计|9', '二、支出总计|9', '三、其他收入|1')).toEqual([null, null, null]);
  });

  test('国有资本经营预算收支 in one table', () => {
    const rows = [
      '国有资本经营预算收入|<|<|国有资本经营预算支出|<|<|<',
      '收入科目编码|科目名称|国有资本经营收入预算|科目编码|科目名称|合计|项目支出',
      '10306|国有资本经营收入|2.00|223|国有资本经营预算支出|2.00|2.00',
    ];
    const { statements } = readTables([table(rows, { above: ['2025年国有资本经营预算收支预算表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      'revenue 10306 国有资本经营收入 (10306) total=2.00',
      'expenditure 223 国有资本经营预算支出 (223) total=2.00 project=2.00',
    ]);
    expect(statements[0]?.lines.map((line) => line.scheme)).toEqual(['revenue', 'functional']);
  });
});

describe('side-by-side code tables', () => {
  test('a list that goes on beside itself: what stands at the top of its second half is a part of what stands at the foot of the first', () => {
    const rows = [
      '科目编码|科目名称|金额|科目编码|科目名称|金额',
      '301|工资福利支出|5.00|30231|公务用车运行维护费|2.00',
      '30101|基本工资|5.00|303|对个人和家庭的补助|1.00',
      '302|商品和服务支出|3.00|30302|退休费|1.00',
      '30201|办公费|1.00|||',
    ];
    const { lines } = readTables([table(rows, { above: ['一般公共预算基本支出表', '单位：元'] })]).statements[0] ?? {};
    const parents = (lines ?? []).map(({ code, parent }) => `${code} ${lines?.[parent ?? -1]?.code ?? ''}`);
    expect(parents.toSorted()).toEqual(['301 ', '30101 301', '302 ', '30201 302', '30231 302', '303 ', '30302 303']);
  });

  test('unequal length, one line per code, sums of both halves in the last row', () => {
    const rows = [
      '人员经费|<|<|公用经费|<|<|<|<|<',
      '科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数',
      '301|工资福利支出|3.00|302|商品和服务支出|1.00|310|资本性支出|1.00',
      '30101|基本工资|3.00|30201|办公费|1.00|||',
      '人员经费合计|<|3.00|公用经费合计|<|<|<|<|2.00',
    ];
    const above = ['一般公共预算财政拨款基本支出决算表', '单位：元'];
    const { statements, notes } = readTables([table(rows, { above })], FINAL);
    expect(printed(statements[0])).toEqual([
      '301 工资福利支出 (301) total=3.00',
      '302 商品和服务支出 (302) total=1.00',
      '310 资本性支出 (310) total=1.00',
      '30101 基本工资 (30101) total=3.00',
      '30201 办公费 (30201) total=1.00',
      '人员经费合计 total=3.00',
      '公用经费合计 total=2.00',
    ]);
    expect(notes).toEqual([]);
  });
});

describe('“三公”经费', () => {
  const items = (words: readonly string[]) => words.join('|');
  const head = ['合计', '因公出国(境)费', '公务接待费', '公务用车购置及运行费', '<', '<'];

  test('items as columns, 机关运行经费 in the same table', () => {
    const rows = [
      '“三公”经费预算数|<|<|<|<|<|机关运行经费预算数',
      items([...head, '^']),
      '^|^|^|小计|购置费|运行费|^',
      '37.91|0|1.35|36.56|15|21.56|464.64',
    ];
    const { statements } = readTables([table(rows, { above: ['“三公”经费和机关运行经费预算表', '单位:万元'] })]);
    expect(statements.map((one) => one.kind)).toEqual(['three_public', 'agency_operation']);
    expect(printed(statements[0])).toEqual([
      '合计 total=379100.00',
      '因公出国（境）费 total=0.00',
      '公务接待费 total=13500.00',
      '公务用车购置及运行费 total=365600.00',
      '公务用车购置费 total=150000.00',
      '公务用车运行维护费 total=215600.00',
    ]);
    expect(printed(statements[1])).toEqual(['合计 total=4646400.00']);
    // Every line has its own header, printed over its amount.
    for (const { lines, amounts, columns } of statements) {
      const heads = columns.flatMap(({ items }) => items ?? []);
      expect(heads.map(({ line }) => line)).toEqual(lines.map(({ index }) => index));
      for (const { line, box } of heads) {
        const amount = amounts.find((one) => one.line === line)?.box ?? { x0: 0, x1: 0, y0: 0 };
        expect(overlap(box.x0, box.x1, amount.x0, amount.x1)).toBeGreaterThan(0);
        expect(box.y1).toBeLessThanOrEqual(amount.y0);
      }
    }
    expect(statements[0]?.columns[0]?.items?.at(-1)?.header).toContain('运行费');
  });

  test('预算数 and 决算数 under each item, or each item under 预算数 and 决算数', () => {
    const under = [
      '财政拨款“三公”经费|<|<|<',
      '合计|<|公务接待费|<',
      '预算数|决算数|预算数|决算数',
      '0.95|0.50|0.95|0.50',
    ];
    const over = ['预算数|<|决算数|<', '合计|公务接待费|合计|公务接待费', '1|2|3|4', '0.95|0.95|0.50|0.50'];
    for (const rows of [under, over]) {
      const { statements } = readTables([table(rows, { above: ['财政拨款“三公”经费支出决算表', '单位：元'] })], FINAL);
      expect(printed(statements[0])).toEqual(['合计 planned=0.95 total=0.50', '公务接待费 planned=0.95 total=0.50']);
    }
  });

  test('items as lines get the contract’s names', () => {
    const rows = [
      '项目|2024年预算数|2025年预算数|增减额',
      '1、因公出国（境）费用|2|2|0',
      '2、公务用车费|5|5|0',
      '其中：（1）公务用车运行维护费|5|5|0',
      '3、公务接待费|5|4|-1',
      '合计|12|11|-1',
    ];
    const { statements } = readTables([table(rows, { above: ['“三公”经费预算表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '因公出国（境）费 prior_total=2.00 total=2.00',
      '公务用车购置及运行费 prior_total=5.00 total=5.00',
      '公务用车运行维护费 prior_total=5.00 total=5.00',
      '公务接待费 prior_total=5.00 total=4.00',
      '合计 prior_total=12.00 total=11.00',
    ]);
    expect(statements[0]?.lines[2]?.parent).toBe(1);
  });

  test('a heading over 公务用车 that was not read: the second 小计 is its, and nothing is said twice unseen', () => {
    const read = (head: string) =>
      readTables([table([head, '12|2|5|1|4|5'], { above: ['“三公”经费支出表', '单位：元'] })]).statements[0];
    const lost = read('合计|因公出国（境）费|小计|公务用车购置费|公务用车运行费|公务接待费');
    expect(printed(lost)[2]).toBe('公务用车购置及运行费 total=5.00');
    const twice = read('合计|因公出国（境）费|公务接待费|公务用车购置费|公务用车运行费|公务接待费');
    expect(twice?.lines.map(({ name, flags }) => `${name}${flags.join()}`)).toEqual([
      ...['合计', '因公出国（境）费', '公务接待费', '公务用车购置费', '公务用车运行维护费', '公务接待费name-doubtful'],
    ]);
  });

  test('a row per unit: the total row speaks for the department', () => {
    const rows = ['单位名称|合计|公务接待费', '合计|3|3', '局本级|2|2', '信息中心|1|1'];
    const { statements } = readTables([table(rows, { above: ['“三公”经费支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=3.00',
      '公务接待费 total=3.00',
      '局本级 total=2.00 item:公务接待费=2.00',
      '信息中心 total=1.00 item:公务接待费=1.00',
    ]);
  });
});

describe('projects', () => {
  const above = ['2025年项目支出预算表（本年预算）', '单位：元'];

  test('a tree by indentation; the same name twice stays twice; a row of column numbers is no amount', () => {
    const rows = [
      '项目名称|合计|2025年财政拨款|<|单位资金',
      '^|^|一般公共预算|政府性基金预算|^',
      '1|2|3|4|5',
      '某局|30|30||',
      '  编外人员经费|10|10||',
      '  编外人员经费|20|20||',
    ];
    const { statements, notes } = readTables([table(rows, { above })]);
    expect(printed(statements[0])).toEqual([
      '某局 total=30.00 general_public=30.00',
      '编外人员经费 total=10.00 general_public=10.00',
      '编外人员经费 total=20.00 general_public=20.00',
    ]);
    expect(statements[0]?.lines.map((line) => line.parent)).toEqual([null, 0, 0]);
    expect(notes).toEqual([]);
  });

  test('attributes of a project are no names and no amounts', () => {
    const rows = ['类型|项目名称|项目单位|合计|备注', '特定目标类|校舍维修|第一中学|3|重点'];
    const { statements, notes } = readTables([table(rows, { above })]);
    expect(printed(statements[0])).toEqual(['校舍维修 total=3.00']);
    expect(notes).toEqual([]);
  });

  test('机关运行经费 by unit', () => {
    const rows = ['单位名称|2025预算数|<', '^|合计|一般公共预算', '部门合计|3|3', '某局|3|3'];
    const { statements } = readTables([table(rows, { above: ['机关运行经费预算表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '部门合计 total=3.00 general_public=3.00',
      '某局 total=3.00 general_public=3.00',
    ]);
    expect(statements[0]?.kind).toBe('agency_operation');
  });
});

describe('rows of labels', () => {
  test('a 合计 that reaches from 序号 over the names is a line and heads nothing', () => {
    const rows = [
      '序号|项目名称|合计|一般公共预算',
      '合计|<|5.00|5.00',
      '1|信息化运行维护|3.00|3.00',
      '2|档案整理|2.00|2.00',
    ];
    const { statements } = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=5.00 general_public=5.00',
      '信息化运行维护 total=3.00 general_public=3.00',
      '档案整理 total=2.00 general_public=2.00',
    ]);
  });

  test.each(['530000210000000012345', '42000021T000000012345'])('the long code of a project: %s', (code) => {
    const rows = [
      '项目代码|项目名称|功能科目编码|合计',
      `${code}|信息化运行维护|2010302|3.00`,
      `${code.replace(/5$/u, '6')}|档案整理|2010302|2.00`,
    ];
    const { statements } = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]);
    expect(statements[0]?.lines.map((line) => [line.code, line.name, line.scheme])).toEqual([
      [code, '信息化运行维护', 'project'],
      [code.replace(/5$/u, '6'), '档案整理', 'project'],
    ]);
  });

  test('lines without ordinals below 其中 are parts like it; the next numbered line is none of theirs', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|预算数|项目|预算数',
      '一、财政拨款收入|5.00|一、教育支出|6.00',
      '  其中：一般公共预算拨款|3.00||',
      '  政府性基金预算拨款|2.00||',
      '二、事业收入|1.00||',
      '收入总计|6.00|支出总计|6.00',
    ];
    const { statements } = readTables([table(rows, { above: ['收支总表', '单位：元'] })]);
    const revenue = statements[0]?.lines.filter(({ side }) => side === 'revenue') ?? [];
    const whole = revenue[0]?.index ?? null;
    expect(revenue.map(({ parent }) => parent)).toEqual([null, whole, whole, null, null]);
  });
});

describe('what a head may be and what it hides', () => {
  test('subjects as columns, under a heading that stands over names elsewhere', () => {
    const rows = [
      '支出性质|合计|支出功能分类|<|<',
      '^|^|教育支出|科学技术支出|住房保障支出',
      '合计|9.10|5.00|3.00|1.10',
      '基本支出|6.10|5.00|-|1.10',
    ];
    const { statements, notes } = readTables([table(rows, { above: ['分科目支出汇总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=9.10 other:支出功能分类 教育支出=5.00 other:支出功能分类 科学技术支出=3.00 other:支出功能分类 住房保障支出=1.10',
      '基本支出 total=6.10 other:支出功能分类 教育支出=5.00 other:支出功能分类 住房保障支出=1.10',
    ]);
    expect(notes.filter(({ code }) => code === 'unread-cell')).toEqual([]);
  });

  test('amounts below headings inside the body are doubted: two tables were taken for one', () => {
    const rows = [
      '科目编码|科目名称|合计|基本支出|项目支出',
      '205|教育支出|9.00|6.00|3.00',
      '^||基本支出|项目支出|合计',
    ];
    const below = ['|工资福利支出|6.00|3.00|9.00'];
    const { statements } = readTables([table([...rows, ...below], { above: ['支出总表', '单位：元'] })]);
    const amounts = statements[0]?.amounts.map(({ raw, placement, flags }) => [raw, placement, flags.join()]);
    expect(amounts?.slice(0, 3).map(([, placement]) => placement)).toEqual(Array(3).fill('established'));
    expect(amounts?.slice(3)).toEqual(['6.00', '3.00', '9.00'].map((raw) => [raw, 'inferred', 'heading-reach']));
  });

  test('money in columns whose heading was not understood is told', () => {
    const rows = [
      '支出性质|合计|支出功能分类|<',
      '^|^|教育支出|科学技术支出',
      '合计|9.10|5.00|4.10',
      '基本支出|6.10|6.00|见附表',
    ];
    const { notes } = readTables([table(rows, { above: ['支出总表', '单位：元'] })]);
    const unread = notes.filter(({ code, severity }) => code === 'unread-cell' && severity === 'warning');
    expect(unread.map(({ data }) => data.text)).toEqual(['5.00', '4.10', '6.00']);
  });
});
