import { describe, expect, test } from 'vitest';
import type { Table } from '../../../src/model/table.ts';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const COVER = ['云溪县水利局', '2024年度部门决算'];
const ABOVE = { above: ['“三公”经费支出表', '单位：元'] };

function lines(rows: readonly string[], above: readonly string[] = ABOVE.above): string[] {
  return printed(readTables([table(rows, { above })]).statements.find((one) => one.kind === 'three_public'));
}

describe('“三公” items as columns', () => {
  test('by unit and year: the total row gives the items, a unit its own line, differences nothing', () => {
    const rows = [
      '单位编码|单位名称|2024年|<|<|2025年|<|<|增减变化情况|<|<',
      '^|^|小计|公务接待费|因公出国（境）费|小计|公务接待费|因公出国（境）费|小计|公务接待费|因公出国（境）费',
      '|合计|3|1|2|5|2|3|2|1|1',
      '125001|某某局本级|3|1|2|5|2|3|2|1|1',
    ];
    expect(lines(rows)).toEqual([
      '合计 prior_total=3.00 total=5.00',
      '公务接待费 prior_total=1.00 total=2.00',
      '因公出国（境）费 prior_total=2.00 total=3.00',
      '125001 某某局本级 prior_total=3.00 other:2024年 公务接待费=1.00 other:2024年 因公出国（境）费=2.00 ' +
        'total=5.00 item:公务接待费=2.00 item:因公出国（境）费=3.00',
    ]);
  });

  test('a heading of a total and an item, between which no rule stands, is neither', () => {
    expect(lines(['合计 因公出国（境）费|公务接待费', '2|1'])).toEqual([
      '因公出国（境）费 other:合计因公出国（境）费=2.00',
      '公务接待费 total=1.00',
    ]);
    // characters of one word may stand apart
    expect(lines(['合 计|公务接待费', '2|1'])).toEqual(['合计 total=2.00', '公务接待费 total=1.00']);
  });

  test('two earlier figures of an item: one is last year’s, the other keeps its words', () => {
    const columns = ['2024年预算数|<|2024年决算数|<|2025年预算数|<', `${'合计|公务接待费|'.repeat(2)}合计|公务接待费`];
    expect(lines([...columns, '9|9|8|8|7|7'])).toEqual([
      '合计 prior_total=9.00 other:2024年决算数 合计=8.00 total=7.00',
      '公务接待费 prior_total=9.00 other:2024年决算数 公务接待费=8.00 total=7.00',
    ]);
    // the sum of all is no rival of that of the three
    const sums = '合计|“三公”小计|公务接待费|会议费';
    const all = ['2024年预算数|<|<|<|2025年预算数|<|<|<', `${sums}|${sums}`, '9|7|7|2|8|6|6|2'];
    expect(lines(all)).toContainEqual(expect.stringMatching(/合计 .*prior_total=7\.00 .*total=6\.00$/u));
    const rows = ['年度|合计|公务接待费', '2024年预算数|9|9', '2024年决算数|8|8', '2025年预算数|7|7'];
    expect(lines(rows)).toEqual([
      '合计 prior_total=9.00 other:2024年决算数 合计=8.00 total=7.00',
      '公务接待费 prior_total=9.00 other:2024年决算数 公务接待费=8.00 total=7.00',
    ]);
  });

  test('years one below the other, by fund', () => {
    const rows = [
      '预算单位|年度|总计|<|公务接待费|<',
      '^|^|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算',
      '某某局|2024年|3|1|2|0',
      '|2025年|5|1|2|0',
      '|增减变化金额|2|0|0|0',
    ];
    expect(lines(rows)).toEqual([
      '合计 other:2024年 总计 一般公共预算=3.00 other:2024年 总计 政府性基金预算=1.00 general_public=5.00 government_fund=1.00',
      '公务接待费 other:2024年 公务接待费 一般公共预算=2.00 other:2024年 公务接待费 政府性基金预算=0.00 ' +
        'general_public=2.00 government_fund=0.00',
    ]);
  });

  test('years in one cell with units are told of no item', () => {
    const rows = ['单位年度|总计|公务接待费', '某某局2024年|3|2', '2025年|5|2', '增减变化金额|2|0', '某某中心|1|1'];
    const above = { above: ['“三公”经费支出表', '单位：元'] };
    const read = readTables([table(rows, above)]).statements[0]?.lines ?? [];
    expect(read.map(({ name, flags }) => [name, flags.includes('name-doubtful')])).toEqual([
      ['某某局2024年', true],
      ['2025年', true],
      ['增减变化金额', true],
      ['某某中心', false],
    ]);
  });

  test('会议费 and 培训费 are lines of their own, and a 合计 over all of them is not that of the three items', () => {
    const rows = ['合计|“三公”经费|<|<|会议费|培训费', '^|小计|公务接待费|因公出国（境）费|^|^', '10|5|2|3|1|4'];
    expect(lines(rows, ['“三公”经费、会议费、培训费支出表', '单位：元'])).toEqual([
      '合计 other:合计=10.00 total=5.00',
      '公务接待费 total=2.00',
      '因公出国（境）费 total=3.00',
      '会议费 total=1.00',
      '培训费 total=4.00',
    ]);
  });

  test('rows of what was planned and spent, this year and last, are columns of the items; a comparison is nothing', () => {
    const rows = [
      '项目|合计|因公出国（境）费|公务接待费',
      '2024年度预算数|5.00|3.00|2.00',
      '2024年度决算数|4.00|3.00|1.00',
      '2023年度决算数|6.00|3.00|3.00',
      '决算对比|-2.00|0.00|-2.00',
    ];
    const { statements } = readTables([table(rows, ABOVE)], COVER);
    expect(statements.flatMap(printed)).toEqual([
      '合计 planned=5.00 total=4.00 prior_total=6.00',
      '因公出国（境）费 planned=3.00 total=3.00 prior_total=3.00',
      '公务接待费 planned=2.00 total=1.00 prior_total=3.00',
    ]);
  });

  test('counts below the figures are no second year of them', () => {
    const rows = [
      '“三公”经费合计|因公出国（境）费|公务接待费',
      '5.00|3.00|2.00',
      '相关统计数：|<|<',
      '国内公务接待批次（个）|63|',
      '国内公务接待人次（人）|378|',
    ];
    const { statements, notes } = readTables([table(rows, ABOVE)]);
    expect(statements.flatMap(printed)).toEqual([
      '合计 total=5.00',
      '因公出国（境）费 total=3.00',
      '公务接待费 total=2.00',
    ]);
    expect(notes.map(({ code }) => code)).not.toContain('unread-cell');
  });

  test('a 合计 row that comes to 会议费 and 培训费 as well is not that of the three items', () => {
    const rows = (sum: string) => [
      '项目|预算数',
      `合计|${sum}`,
      '公务接待费|2.00',
      '公务用车运行维护费|3.00',
      '会议费|4.00',
    ];
    const above = ['“三公”经费、会议费、培训费支出表', '单位：元'];
    expect(lines(rows('9.00'), above)[0]).toBe('合计 other:预算数=9.00');
    expect(lines(rows('5.00'), above)[0]).toBe('合计 total=5.00');
    expect(lines(rows('8.00'), above)[0]).toBe('合计 total=8.00');
  });

  test('行政经费 in a table of items as lines belongs to 机关运行经费', () => {
    const rows = ['项目|合计|一般公共预算', '行政经费|9|9', '“三公”经费|5|5', '其中：（一）公务接待费支出|5|5'];
    const { statements } = readTables([table(rows, ABOVE)]);
    expect(statements.map((one) => [one.kind, ...printed(one)])).toEqual([
      ['three_public', '合计 total=5.00 general_public=5.00', '公务接待费 total=5.00 general_public=5.00'],
      ['agency_operation', '合计 total=9.00 general_public=9.00'],
    ]);
  });
});

describe('lines of other tables', () => {
  test('the only column may be headed by what the table is called', () => {
    const rows = ['科目编码|科目名称|机关运行经费支出', '302|商品和服务支出|3'];
    const { statements } = readTables([table(rows, { above: ['一般公共预算机关运行经费支出预算表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['302 商品和服务支出 (302) total=3.00']);
  });

  test('the only amount of a table may be 1, and is no number of its column; a blank form with numbers has none', () => {
    const read = (rows: readonly string[]) =>
      printed(readTables([table(rows, { above: ['机关运行经费表', '单位：万元'] })]).statements[0]);
    expect(read(['机关运行经费', '1'])).toEqual(['合计 total=10000.00']);
    expect(read(['项目|金额', '1|2', '|'])).toEqual([]);
  });

  test('a line with an amount may begin like a note', () => {
    const rows = ['项目名称|合计', '注册中心运行经费|50.00', '说明会经费|20.00', '注：本表含上年结转|'];
    const { statements } = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['注册中心运行经费 total=50.00', '说明会经费 total=20.00']);
  });

  test('款 and 项 below their 类 in a balance', () => {
    const rows = [
      '收入|<|支出|<',
      '项目|预算数|项目|预算数',
      '一般公共预算拨款|9|社会保障和就业支出|9',
      '||行政事业单位养老支出|9',
      '||机关事业单位基本养老保险缴费支出|9',
      '||结转下年|0',
    ];
    const { statements } = readTables([table(rows, { above: ['部门收支总表', '单位：元'] })]);
    expect(printed(statements[0]).slice(1)).toEqual([
      'expenditure 社会保障和就业支出 (208) total=9.00',
      'expenditure 行政事业单位养老支出 (20805) total=9.00',
      'expenditure 机关事业单位基本养老保险缴费支出 (2080505) total=9.00',
      'expenditure 结转下年 total=0.00',
    ]);
  });

  test('two digits below a code are the part of it that their name says', () => {
    const rows = [
      '功能科目编码|功能科目名称|合计',
      '208|社会保障和就业支出|9',
      '05|行政事业单位养老支出|8',
      '2080505|机关事业单位基本养老保险缴费支出|8',
      '99|其他社会保障和就业支出|1',
    ];
    const { statements } = readTables([table(rows, { above: ['一般公共预算支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '208 社会保障和就业支出 (208) total=9.00',
      '20805 行政事业单位养老支出 (20805) total=8.00',
      '2080505 机关事业单位基本养老保险缴费支出 (2080505) total=8.00',
      '20899 其他社会保障和就业支出 (20899) total=1.00',
    ]);
  });

  test('a row of projects is the project, whatever it is booked as; quantities are no amounts', () => {
    const rows = [
      '科目编码|<|<|单位编码|采购项目|数量|部门经济科目|<|预算金额',
      '类|款|项|^|^|^|类|款|^',
      '220|01|01|215001|办公设备购置|8|310|02|3.40',
    ];
    const { statements } = readTables([table(rows, { above: ['政府采购预算表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['办公设备购置 (2200101/31002) total=3.40']);
  });

  test('a table number and a title inside the grid are no headings', () => {
    const rows = ['表11||', '2025年一般公共预算支出表|<|<', '||单位：元', '科目编码|科目名称|合计', '205|教育支出|3'];
    const { statements } = readTables([table(rows, { above: ['一般公共预算支出表'] })]);
    expect(printed(statements[0])).toEqual(['205 教育支出 (205) total=3.00']);
  });

  test('弥补收支差额 is money, 差额 between years is not', () => {
    const rows = ['单位名称|合计|用事业基金弥补收支差额|与上年差额', '某某局|9|2|1'];
    const { statements } = readTables([table(rows, { above: ['部门收入总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['某某局 total=9.00 other:用事业基金弥补收支差额=2.00']);
  });

  test('a name that its cell cut off is made whole where nothing else begins so; a short one is not', () => {
    const rows = [
      '科目编码|科目名称|合计|人员经费|公用经费',
      '30108|机关事业单位基本养老保险缴|3|3|',
      '|机关事业单位基本养老保险缴|3|3|',
      '30201|办公|1||1',
    ];
    const { statements } = readTables([table(rows, { above: ['一般公共预算基本支出表', '单位：元'] })]);
    expect(statements[0]?.lines.map(({ name, flags }) => [name, ...flags])).toEqual([
      ['机关事业单位基本养老保险缴费', 'name-completed'],
      ['机关事业单位基本养老保险缴费', 'name-completed'],
      ['办公'],
    ]);
  });

  test('under 单位（项目）名称 projects are lines, not what they are booked as', () => {
    const rows = [
      '单位编码|单位（项目）名称|功能分类科目代码|功能分类科目名称|金额',
      '215001|某某局|||9',
      '|地质灾害防治经费|2240601|地质灾害防治|9',
    ];
    const { statements } = readTables([table(rows, { above: ['财政拨款上年结转资金支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '215001 某某局 total=9.00',
      '地质灾害防治经费/地质灾害防治 (2240601) total=9.00',
    ]);
  });
});

test.each(['共计', '总计', '“三公”经费总额'])('the sum of the items is 合计, also where it is called %s', (word) => {
  const rows = ['项目|2025年预算数', `${word}|3.00`, '1、公务接待费|1.00', '2、公务用车费|2.00'];
  const [statement] = readTables([table(rows, { above: ['“三公”经费支出情况表', '单位：元'] })]).statements;
  expect(printed(statement)[0]).toBe('合计 total=3.00');
});

test('what stands below 机关运行经费 in 机构运行信息表 is neither of “三公” nor of 机关运行经费, and cars are no money', () => {
  const rows = [
    '项目|统计数',
    '一、“三公”经费支出|—',
    '（一）支出合计|3.00',
    '1.公务接待费|1.00',
    '2.公务用车购置及运行维护费|2.00',
    '（二）相关统计数|—',
    '1.国内公务接待批次（个）|15',
    '二、机关运行经费|60.00',
    '（一）行政单位|60.00',
    '三、国有资产占用情况|—',
    '（一）车辆数合计（辆）|2',
    '1.机要通信用车|2',
    '四、政府采购支出信息|—',
    '（一）政府采购支出合计|18.00',
  ];
  const final = readTables([table(rows, { above: ['机构运行信息表', '单位：元'] })], ['某某局', '2019年度部门决算']);
  const money = final.statements.flatMap((one) =>
    printed(one)
      .filter((line) => line.includes('='))
      .map((line) => `${one.kind} ${line}`),
  );
  expect(money).toEqual([
    'three_public 合计 total=3.00',
    'three_public 公务接待费 total=1.00',
    'three_public 公务用车购置及运行费 total=2.00',
    'agency_operation 合计 total=60.00',
    'other 行政单位 total=60.00',
    'other 政府采购支出合计 total=18.00',
  ]);
});

test('where 机关运行经费 prints no amount itself, those of 行政单位 below it are its own', () => {
  const rows = ['项目|预算数|决算统计数', '（一）支出合计|3.00|2.00', '1.公务接待费|3.00|2.00', '二、机关运行经费|—|—'];
  const parts = ['（一）行政单位|—|60.00', '（二）参照公务员法管理事业单位|—|5.00', '三、政府采购支出|—|18.00'];
  const title = { above: ['“三公”经费、行政参公单位机关运行经费情况表', '单位：元'] };
  const { statements } = readTables([table([...rows, ...parts], title)], ['某某局', '2019年度部门决算']);
  const money = statements.flatMap((one) => printed(one).map((line) => `${one.kind} ${line}`));
  expect(money.filter((line) => /=(?:60|5|18)\.00/u.test(line))).toEqual([
    'agency_operation 行政单位 total=60.00',
    'agency_operation 参照公务员法管理事业单位 total=5.00',
    'other 政府采购支出 total=18.00',
  ]);
});

test('in tables that no declaration knows, rows that say what they count are no money', () => {
  const rows = [
    '项目|行次|统计数',
    '一、机构运行经费|1|—',
    '（一）行政单位|2|45.10',
    '二、国有资产占用情况|3|—',
    '（一）车辆数合计（辆）|4|4',
    '1.机要通信用车|5|1',
    '（二）房屋面积（平方米）|6|120.50',
    '三、专项培训（人）|7|12.50',
  ];
  const { statements } = readTables(
    [table(rows, { above: ['机构运行经费、国有资产占用情况信息表', '单位：万元'] })],
    COVER,
  );
  expect(statements.flatMap(printed).filter((line) => line.includes('='))).toEqual([
    '行政单位 total=451000.00',
    '专项培训（人） total=125000.00',
  ]);
  const whole = ['项目|金额', '机要通信用车|18', '办公设备|7'];
  const other = readTables([table(whole, { above: ['购置情况表', '单位：万元'] })], COVER);
  expect(other.statements.flatMap(printed)).toContain('机要通信用车 total=180000.00');
});

test('“三公” and 机关运行经费 of all appropriations in one table', () => {
  const rows = ['项目|行次|预算数|决算统计数', '（一）支出合计|1|9.80|9.75', '1.因公出国（境）费|2|0.00|0.00'];
  const title = '财政拨款“三公”经费、行政参公单位机关运行经费情况表';
  const { statements } = readTables([table(rows, { above: [title, '单位：万元'] })], COVER);
  expect(statements.map(({ kind }) => kind)).toEqual(['three_public']);
});

test('a row that bears the name of a fund is no unit’s: its amounts are asked about', () => {
  const rows = ['资金性质|合计|因公出国（境）费|公务接待费', '合计|5.00|2.00|3.00', '一般公共预算|5.00|2.00|3.00'];
  const { statements } = readTables([table(rows, { above: ['“三公”经费支出表', '单位：万元'] })]);
  const flagged = statements[0]?.lines.filter(({ flags }) => flags.includes('name-doubtful')).map(({ name }) => name);
  expect(flagged).toEqual(['一般公共预算']);
});

test('机构运行经费 among other facts is asked about where the report has it nowhere else', () => {
  const rows = ['项目|行次|统计数', '一、机构运行经费支出|1|60.00', '二、政府采购支出合计|2|18.00'];
  const info = table(rows, { index: 1, page: 3, above: ['机构运行经费支出、国有资产占用情况信息表', '单位：元'] });
  const doubts = (...more: readonly Table[]) =>
    readTables([...more, info], ['某某局', '2022年度部门决算'])
      .statements.filter(({ kind }) => kind === 'other')
      .flatMap(({ amounts }) => amounts.map(({ flags }) => flags.includes('place-doubtful')));
  const first = { index: 0, page: 2 };
  const general = ['科目编码|科目名称|合计|基本支出', '205|教育支出|9.00|9.00'];
  expect(doubts(table(general, { ...first, above: ['一般公共预算财政拨款支出决算表', '单位：元'] }))).toEqual([
    true,
    false,
  ]);
  const own = table(['项目|决算数', '机关运行经费|60.00'], { ...first, above: ['机关运行经费支出表', '单位：元'] });
  expect(doubts(own)).toEqual([false, false]);
});
