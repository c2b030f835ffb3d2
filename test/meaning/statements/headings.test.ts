import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const REVENUE = { above: ['部门收入总表', '单位：元'] };
const FINAL = ['某某省卫生健康委员会', '2023年度部门决算'];
const GENERAL = { above: ['一般公共预算支出表', '单位：元'] };

function lines(rows: readonly string[], above: { readonly above: readonly string[] }): string[] {
  return printed(readTables([table(rows, above)]).statements[0]);
}

describe('a column is what all headings over it say together', () => {
  test('小计 of each year is that year; funds carried over keep their words', () => {
    const rows = [
      '科目编码|科目名称|总计|当年预算|<|<|上年结转|<',
      '^|^|^|小计|基本支出|项目支出|小计|项目支出',
      '205|教育支出|10|9|6|3|1|1',
    ];
    expect(lines(rows, GENERAL)).toEqual([
      '205 教育支出 (205) total=10.00 current=9.00 basic=6.00 project=3.00 carryover=1.00 other:上年结转 项目支出=1.00',
    ]);
  });

  test('其中： before a measure is that measure, before other words it is not', () => {
    const rows = ['科目编码|科目名称|总计|其中：基本支出|其中：专项资金列入部门预算的项目', '205|教育支出|10|6|2'];
    expect(lines(rows, GENERAL)).toEqual([
      '205 教育支出 (205) total=10.00 basic=6.00 other:其中专项资金列入部门预算的项目=2.00',
    ]);
  });

  test('the unit in the corner of a head leaves the headings beside it what they are', () => {
    const rows = ['单位：元|2024年|2025年', '“三公”经费合计|11.00|10.00', '公务接待费|1.00|2.00'];
    expect(lines(rows, { above: ['“三公”经费预算表'] })).toEqual([
      '合计 prior_total=11.00 total=10.00',
      '公务接待费 prior_total=1.00 total=2.00',
    ]);
  });

  test('a translation beside the words says nothing else', () => {
    const rows = ['科目编码|科目名称 Items|合计 Total|基本支出 Basic|项目支出 Project', '205|教育支出|10|6|4'];
    expect(lines(rows, GENERAL)).toEqual(['205 教育支出 (205) total=10.00 basic=6.00 project=4.00']);
  });

  test('a fund under a heading that nobody declared is not the fund', () => {
    const rows = ['单位名称|合计|一般公共预算|其中：政府采购安排|<', '^|^|^|一般公共预算|单位资金', '某某局|10|8|3|1'];
    expect(lines(rows, REVENUE)).toEqual([
      '某某局 total=10.00 general_public=8.00 other:其中政府采购安排 一般公共预算=3.00 other:其中政府采购安排 单位资金=1.00',
    ]);
  });

  test('合计 of a fund is the fund, not the line', () => {
    const rows = ['单位名称|财政拨款|<|单位资金|<', '^|合计|一般公共预算|合计|事业收入', '某某局|8|8|3|1'];
    expect(lines(rows, REVENUE)).toEqual([
      '某某局 appropriation=8.00 general_public=8.00 unit_funds=3.00 business=1.00',
    ]);
  });

  test('the outermost of two totals is the total', () => {
    const rows = ['单位名称|总计|部门预算|<|其他收入', '^|^|合计|一般公共预算|^', '某某局|10|8|8|2'];
    expect(lines(rows, REVENUE)).toEqual([
      '某某局 total=10.00 other:部门预算 合计=8.00 general_public=8.00 other_revenue=2.00',
    ]);
  });

  test('columns of economic classes', () => {
    const rows = [
      '科目编码|科目名称|总计|机关工资福利支出|<|对事业单位经常性补助|<|某某安排',
      '^|^|^|小计|住房公积金|小计|工资福利支出|^',
      '205|教育支出|9|4|3|4|2|1',
    ];
    expect(lines(rows, GENERAL)).toEqual([
      '205 教育支出 (205) total=9.00 economic:501=4.00 economic:50103=3.00 economic:505=4.00 economic:50501=2.00 ' +
        'other:某某安排=1.00',
    ]);
  });

  test('a heading over a whole sheet is part of every column unless the title says the same', () => {
    const rows = ['科目编码|科目名称|上级提前下达转移支付|<|<', '^|^|合计|基本支出|项目支出', '205|教育支出|9|4|5'];
    expect(lines(rows, GENERAL)[0]).toMatch(/other:上级提前下达转移支付 合计=9.00 other:\S+ 基本支出=4.00/u);
    expect(
      lines([rows[0]?.replace('上级提前下达转移支付', '本年一般公共预算支出') ?? '', ...rows.slice(1)], GENERAL),
    ).toEqual(['205 教育支出 (205) total=9.00 basic=4.00 project=5.00']);
  });

  test('a heading over a whole sheet that says in other words what the statement is adds nothing', () => {
    const rows = ['科目编码|科目名称|本年政府性基金预算财政拨款支出|<', '^|^|合计|项目支出', '212|城乡社区支出|9|9'];
    const above = { above: ['政府性基金预算支出表', '单位：元'] };
    expect(lines(rows, above)).toEqual(['212 城乡社区支出 (212) total=9.00 project=9.00']);
  });

  test('a fund is the same with 拨款, 收入, 资金 behind it', () => {
    const rows = ['科目编码|科目名称|合计|公共财政预算拨款收入|政府性基金预算安排的资金', '205|教育支出|9|6|3'];
    expect(lines(rows, REVENUE)).toEqual([
      '205 教育支出 (205) total=9.00 general_public=6.00 other:政府性基金预算安排的资金=3.00',
    ]);
  });

  test.each(['采购目录编码|A02010105', '资产编号|2010105', '采购目录|A02010105'])(
    'codes of goods are neither amounts nor the end of what names the lines: %s',
    (column) => {
      const [head = '', code = ''] = column.split('|');
      const rows = [
        `单位编码|单位名称|${head}|品目名称|数量|采购金额`,
        '|合计||||9',
        `125001|某某局|${code}|台式计算机|2|9`,
      ];
      expect(lines(rows, { above: ['政府采购预算表', '单位：元'] })).toEqual([
        '合计 total=9.00',
        '台式计算机 total=9.00',
      ]);
    },
  );

  test('codes of several levels are subjects, whatever a recogniser made of 科目编码', () => {
    const rows = ['科编码|科名称|合计|基本支出|项目支出', '205|教育支出|9|9|', '20502|普通教育|9|9|'];
    const { statements } = readTables([table(rows, { above: ['2025年部门支出总表', '单位：元'], source: 'ocr' })]);
    expect(statements[0]?.lines.map(({ code }) => code)).toEqual(['205', '20502']);
  });

  test('类、款、项 below are levels of subjects, whatever a recogniser made of 科目编码 above them', () => {
    const rows = [
      '功能分类科编码|<|<|功能分类科目名称|合计|基本支出|项目支出',
      '类|款|项|^|^|^|^',
      '204|||公共安全支出|9|9|',
      '204|06||司法|9|9|',
      '204|06|01|行政运行|9|9|',
    ];
    const { statements } = readTables([table(rows, { above: ['2025年部门支出总表', '单位：元'], source: 'ocr' })]);
    expect(statements[0]?.lines.map(({ code }) => code)).toEqual(['204', '20406', '2040601']);
  });

  test('栏次 below the heading of codes and names begins the row of column numbers', () => {
    const rows = ['项目|<|本年支出合计|人员经费', '栏次|||', '301|工资福利支出|9|9'];
    const above = { above: ['一般公共预算基本支出表', '单位：元'] };
    expect(lines(rows, above).at(-1)).toBe('301 工资福利支出 (301) total=9.00 personnel=9.00');
  });

  test('a column is in the unit that its own heading prints', () => {
    const rows = ['品目名称|数量|单价（元/台）|采购金额（万元）', '台式计算机|10|5000.00|5.00'];
    const read = readTables([table(rows, { above: ['政府采购预算表', '单位：万元'] })]).statements[0];
    expect(read?.amounts.map(({ fen, unit, measure }) => `${measure} ${fen} ${unit}`)).toEqual([
      'other:单价 500000 元',
      'total 5000000 万元',
    ]);
  });

  test('a share in per cent is no amount, whatever it is a share of', () => {
    const rows = ['科目编码|科目名称|合计|基本支出|决算数为年初预算数的（%）', '205|教育支出|10|10|100.00'];
    expect(lines(rows, GENERAL)).toEqual(['205 教育支出 (205) total=10.00 basic=10.00']);
  });

  test('codes printed level by level, with a mark between, are codes', () => {
    const rows = [
      '科目编码|科目名称|合计',
      '208|社会保障和就业支出|9',
      '208-05|养老支出|9',
      '208-05-05|养老保险|9',
      '208-05-06|年金|1',
    ];
    expect(lines(rows, GENERAL).map((line) => line.split(' ')[0])).toEqual(['208', '20805', '2080505', '2080506']);
  });

  test('a fund carried over is not the total of a table of one column', () => {
    const rows = ['科目编码|科目名称|上年结转', '^|^|一般公共预算', '205|教育支出|9'];
    expect(lines(rows, GENERAL)).toEqual(['205 教育支出 (205) carryover=9.00']);
  });

  test.each(['预算核定数', '预算批复数', '预算下达数'])('%s heads the figures of the budget itself', (words) => {
    const rows = [`科目编码|科目名称|2025年${words}|<`, '^|^|合计|基本支出', '205|教育支出|9|6'];
    expect(lines(rows, GENERAL)).toEqual(['205 教育支出 (205) total=9.00 basic=6.00']);
  });

  test('column numbers that are sums of others', () => {
    const rows = ['科目名称|合计|基本支出|项目支出', '栏次|(1)=(2)+(3)|(2)|(3)', '教育支出|10|6|4'];
    expect(lines(rows, GENERAL)).toEqual(['教育支出 (205) total=10.00 basic=6.00 project=4.00']);
  });

  test('letters of columns, with the sums that they are', () => {
    const rows = ['科目名称|合计|基本支出|项目支出', '栏次|A=B+C|B|C', '教育支出|10|6|4'];
    expect(lines(rows, GENERAL)).toEqual(['教育支出 (205) total=10.00 basic=6.00 project=4.00']);
  });

  test('column numbers below a row that prints other words', () => {
    const rows = ['科目名称|合计|基本支出', '教育支出|10|6', '栏次|1|2', '科学技术支出|9|5'];
    expect(lines(rows, GENERAL)).toHaveLength(2);
  });

  test('column numbers out of turn behind letters; without these, amounts', () => {
    const of = (label: string, numbers: string) =>
      lines([`科目名称|合计|基本支出|项目支出`, `${label}|${numbers}`, '教育支出|10|6|4'], GENERAL).length;
    const labels = [of('**', '2|3|1'), of('栏次', '2|1|3'), of('甲', '1|2|2')];
    expect(labels).toEqual([1, 1, 1]);
    expect([of('甲', '1|2|9'), of('栏次', '2|1|9'), of('科学技术支出', '3|1|2')]).toEqual([2, 2, 2]);
  });

  test('column numbers of two columns in one cell, between which no rule stands', () => {
    const rows = ['科目名称|合计|项目支出|备注', '1|2|3|4 **', '教育支出|10|4|'];
    expect(lines(rows, GENERAL)).toEqual(lines(rows.toSpliced(1, 1), GENERAL));
    const labelled = ['科目名称|基本支出|项目支出', '栏次 1|2|3', '教育支出|10|4'];
    expect(lines(labelled, GENERAL)).toEqual(lines(labelled.toSpliced(1, 1), GENERAL));
  });

  test('a heading of two lines that stands over the columns of several years keeps both', () => {
    const year = '一般公共预算⏎三公经费|<';
    const rows = ['单位|2024年|<|2025年|<', `^|${year}|${year}`, '^|小计|公务接待费|小计|公务接待费', '某局|9|8|7|6'];
    const above = { above: ['2025年“三公”经费支出表', '单位：元'] };
    expect(lines(rows, above)).toEqual(['合计 prior_total=9.00 total=7.00', '公务接待费 prior_total=8.00 total=6.00']);
  });
});

describe('what labels a line', () => {
  test('codes of units, of subjects below them, and names that both share', () => {
    const rows = [
      '项目|<|<|<|合计|基本支出|项目支出',
      '科目编码|<|单位代码|单位名称（科目）|^|^|^',
      '类|款|^|^|^|^|^',
      '||| 合 计|10|6|4',
      '||416301|某某局|10|6|4',
      '205||416301|教育支出|10|6|4',
      '205|08|416301|进修及培训|1|1|',
    ];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=10.00 basic=6.00 project=4.00',
      '416301 某某局 total=10.00 basic=6.00 project=4.00',
      '205 教育支出 (205) total=10.00 basic=6.00 project=4.00',
      '20508 进修及培训 (20508) total=1.00 basic=1.00',
    ]);
    expect(statements[0]?.lines.map((line) => line.scheme)).toEqual([null, 'unit', 'functional', 'functional']);
  });

  test.each(['科目名称（编码）', '功能分类科目名称及代码', '功能分类科目'])(
    'codes in brackets behind names under %s',
    (head) => {
      const rows = [`${head}|合计|基本支出`, '教育支出（205）|9|6', '文化和旅游（20701）|8|6', '零星修缮（1）|1|1'];
      expect(lines(rows, GENERAL).map((line) => line.split(' total')[0])).toEqual([
        '205 教育支出 (205)',
        '20701 文化和旅游 (20701)',
        '零星修缮（1）',
      ]);
    },
  );

  test('of names by level, 类, 款 and 项 each in a column of its own, the lowest names the line', () => {
    const rows = [
      '科目编码|类|款|项|合计',
      '205|教育支出|||9',
      '20508|教育支出|进修及培训||9',
      '2050803|教育支出|进修及培训|培训支出|9',
    ];
    expect(lines(rows, GENERAL).map((line) => line.split(' total')[0])).toEqual([
      '205 教育支出 (205)',
      '20508 进修及培训 (20508)',
      '2050803 培训支出 (2050803)',
    ]);
  });

  test.each([
    ['2080201 行政运行', '2080201', '行政运行', 'functional'],
    ['[2080201]行政运行', '2080201', '行政运行', 'functional'],
    ['416301-某某中心', '416301', '某某中心', 'unit'],
    ['110指挥中心', null, '110指挥中心', null],
    ['2024年保运转经费', null, '2024年保运转经费', null],
  ])('a name that units and subjects share may begin with its code: %s', (printedName, code, name, scheme) => {
    const rows = ['单位名称（功能科目）|合计|基本支出|项目支出', '某某局|10|6|4', `${printedName}|9|6|3`];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(statements[0]?.lines[1]).toMatchObject({ code, name, scheme });
  });

  test.each([
    ['416301-某某中心', 'unit'],
    ['530100210000000012345-某某专项', 'project'],
  ])('of units and projects that share a column, %s is by its code a %s', (printedName, scheme) => {
    const rows = ['单位名称（项目名称）|合计|基本支出|项目支出', '某某局|10|6|4', `${printedName}|9|6|3`];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(statements[0]?.lines[1]).toMatchObject({ scheme });
  });

  test.each(['支出性质', '资金来源', '支出类型'])('%s over the names is not what a name below it heads', (head) => {
    const rows = [`${head}|金额（万元）|占比`, '基本支出|7.00|70%', '项目支出|3.00|30%', '合计|10.00|100%'];
    const { statements } = readTables([table(rows, { above: ['支出决算结构', '单位：万元'] })]);
    expect(statements[0]?.lines.map(({ name }) => name)).toEqual(['基本支出', '项目支出', '合计']);
  });

  test('the sum of a page is none of the lines that it sums up', () => {
    const rows = ['序号|项目名称|金额', '1|甲项目|7.00', '2|乙项目|3.00', '|本页小计|10.00', '|合计|10.00'];
    const { statements } = readTables([table(rows, { above: ['部门项目支出表', '单位：万元'] })]);
    expect(statements[0]?.lines.map(({ role }) => role)).toEqual(['item', 'item', 'subtotal', 'grand_total']);
  });

  test('units beside a 合计 that lies over both of their columns', () => {
    const rows = [
      '部门代码|部门名称|合计|一般公共预算|单位资金',
      '合计|<|10|8|2',
      '024|某某局|10|8|2',
      '024001|某某局本级|10|8|2',
    ];
    const { statements } = readTables([table(rows, REVENUE)]);
    expect(printed(statements[0])).toEqual([
      '合计 total=10.00 general_public=8.00 unit_funds=2.00',
      '024 某某局 total=10.00 general_public=8.00 unit_funds=2.00',
      '024001 某某局本级 total=10.00 general_public=8.00 unit_funds=2.00',
    ]);
    expect(statements[0]?.lines.map((line) => line.scheme)).toEqual([null, 'unit', 'unit']);
  });

  test('function, 部门 and 政府 class in one row, in whatever order they are printed', () => {
    const rows = [
      '政府支出经济分类科目|功能分类科目|部门支出经济分类科目|合计|基本支出|项目支出',
      '50101-工资奖金津补贴|2010801-行政运行|30101-基本工资|3|3|',
      '50201-办公经费|2010801-行政运行|30201-办公费|2||2',
    ];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '2010801 行政运行/基本工资/工资奖金津补贴 (2010801/30101/50101) total=3.00 basic=3.00',
      '2010801 行政运行/办公费/办公经费 (2010801/30201/50201) total=2.00 project=2.00',
    ]);
  });

  test('four blocks side by side, each with the codes of its own classification', () => {
    const rows = [
      '收入|<|支出|<|<|<|<|<',
      '项目|预算数|支出功能分类科目|预算数|部门预算支出经济分类科目|预算数|政府预算支出经济分类科目|预算数',
      '一般公共预算拨款|9|教育支出|9|工资福利支出|9|机关工资福利支出|9',
      '本年收入合计|9|本年支出合计|9|本年支出合计|9|本年支出合计|9',
    ];
    expect(lines(rows, { above: ['部门收支总表', '单位：元'] })).toEqual([
      'revenue 一般公共预算拨款 total=9.00',
      'expenditure 教育支出 (205) total=9.00',
      'expenditure 工资福利支出 (301) total=9.00',
      'expenditure 机关工资福利支出 (501) total=9.00',
      'revenue 本年收入合计 total=9.00',
      'expenditure 本年支出合计 total=9.00',
      'expenditure 本年支出合计 total=9.00',
      'expenditure 本年支出合计 total=9.00',
    ]);
  });

  test('a table of one row without names is the whole', () => {
    const rows = ['合计|一般公共预算|单位资金', '10|8|2'];
    const { statements } = readTables([table(rows, REVENUE)]);
    expect(printed(statements[0])).toEqual(['合计 total=10.00 general_public=8.00 unit_funds=2.00']);
    expect(statements[0]?.lines[0]?.flags).toEqual([]);
  });

  test('a unit in the column of subject codes is a unit', () => {
    const rows = ['功能科目编码|功能科目名称|合计', '125001|某某局|3', '205|教育支出|3'];
    const { statements } = readTables([table(rows, GENERAL)]);
    expect(printed(statements[0])).toEqual(['125001 某某局 total=3.00', '205 教育支出 (205) total=3.00']);
    expect(statements[0]?.lines[0]?.scheme).toBe('unit');
  });
});

describe('rows of captions inside the frame, however many columns their cells take', () => {
  const body = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|9|5|4'];
  const measures = (...captions: readonly string[]) => {
    const rows = ['支出总表|<|<|<|<', ...captions, ...body];
    return readTables([table(rows)]).statements.flatMap(({ amounts }) => amounts.map(({ measure }) => measure));
  };
  test.each([
    ['a number of the table', ['||公开03表|<|<', '部门：云溪市教育局|<|单位：元|<|<']],
    ['a number at the left', ['公开03表|<|||', '编制单位：云溪市教育局|<|单位：元|<|<']],
    ['a subtitle in brackets', ['（支出功能分类科目）|<|||', '部门：云溪市教育局|<|单位：元|<|<']],
  ])('%s is no heading', (_, captions) => {
    expect(measures(...captions)).toEqual(['total', 'basic', 'project']);
  });

  test('levels of codes in one cell number columns like others', () => {
    const rows = [...body.slice(0, 1), '类款项|栏次|1|2|3', ...body.slice(1)];
    const { statements } = readTables([table(rows, { above: ['支出总表', '单位：元'] })]);
    expect(statements[0]?.lines.map(({ name }) => name)).toEqual(['教育支出']);
  });
});

test('a sum of the year is no total where a sum under unknown words may be', () => {
  const rows = (spent: string) => [
    `科目编码|科目名称|年初结转和结余|本年收入|<|${spent}|<`,
    '^|^|^|合计|基本支出|合计|基本支出',
    '205|教育支出|1|9|5|9|5',
  ];
  const of = (spent: string) =>
    readTables([table(rows(spent), { above: ['一般公共预算财政拨款收入支出决算表', '单位：元'] })], FINAL)
      .statements[0]?.amounts.map(({ measure }) => measure)
      .filter((measure) => !measure.startsWith('other:'));
  expect(of('本年支出')).toContain('total');
  expect(of('当年开销')).toEqual(['opening', 'year_revenue']);
});
