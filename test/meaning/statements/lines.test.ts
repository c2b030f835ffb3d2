import { describe, expect, test } from 'vitest';
import { table } from './build.ts';
import { printed, readTables } from './document.ts';

const FINAL = ['某某省卫生健康委员会', '2023年度部门决算'];

describe('columns are told by their header words', () => {
  test('the same columns in another order give the same facts', () => {
    const title = ['一般公共预算支出表', '单位：元'];
    const usual = table(['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|10|9|1'], { above: title });
    const turned = table(['科目名称|项目支出|基本支出|合计|科目编码', '教育支出|1|9|10|205'], { above: title });
    const facts = (one: typeof usual) =>
      printed(readTables([one]).statements[0])[0]
        ?.split(' ')
        .sort();
    expect(facts(turned)).toEqual(facts(usual));
  });

  test('fund columns under 本年收入 and under 上年结转 are not the same', () => {
    const rows = [
      '部门代码|部门名称|合计|本年收入|<|<|上年结转结余|<',
      '^|^|^|小计|一般公共预算|事业收入|小计|一般公共预算',
      '|合计|13|12|11|1|1|1',
    ];
    const { statements, notes } = readTables([table(rows, { above: ['部门收入总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=13.00 year_revenue=12.00 general_public=11.00 business=1.00 carryover=1.00 other:上年结转结余 一般公共预算=1.00',
    ]);
    expect(notes.map((note) => note.code)).toContain('unknown-column');
  });

  test('a total may stand in a column that names no lines', () => {
    const rows = ['项目类别|项目名称|合计|一般公共预算', '合计||9|9', '特定目标类|档案整理|9|9'];
    const { statements } = readTables([table(rows, { above: ['项目支出表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=9.00 general_public=9.00',
      '档案整理 total=9.00 general_public=9.00',
    ]);
  });

  test('“三公” by unit is “三公”', () => {
    const rows = ['单位名称|合计|公务接待费', '合计|9|9', '某某局|9|9'];
    const { statements } = readTables([table(rows, { above: ['“三公”经费支出表（分单位）', '单位：元'] })]);
    expect(statements.map(({ kind }) => kind)).toEqual(['three_public']);
  });

  test("last year's figure beside this year's; differences and percentages are no facts", () => {
    const rows = [
      '功能分类科目|<|2024年执行数|2025年预算数|<|<|比上年增减|<',
      '科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减%',
      '205|教育支出|9.5|10|9|1|0.5|5.26%',
    ];
    const { statements, notes } = readTables([table(rows, { above: ['一般公共预算支出情况表', '单位：万元'] })]);
    expect(printed(statements[0])).toEqual([
      '205 教育支出 (205) prior_total=95000.00 total=100000.00 basic=90000.00 project=10000.00',
    ]);
    expect(notes).toEqual([]);
  });

  test('a year left over from last time does not turn the only figures into last year’s', () => {
    const rows = ['项目|<|2024年预算数|<|<', '科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|10|9|1'];
    const { statements, notes } = readTables([table(rows, { above: ['2025年部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['205 教育支出 (205) total=10.00 basic=9.00 project=1.00']);
    expect(notes).toMatchObject([
      { code: 'fiscal-year-doubtful', severity: 'warning', statement: 'expenditure', data: { title: '2024年预算数' } },
    ]);
    const last = table(['项目|上年预算数', '公务接待费|10'], { above: ['“三公”经费支出表', '单位：元'] });
    expect(readTables([last]).notes).toMatchObject([{ code: 'fiscal-year-doubtful', data: { title: '上年预算数' } }]);
  });

  test('基本支出 split into 人员经费 and 公用经费', () => {
    const rows = [
      '科目编码|科目名称|合计|基本支出|<|<|项目支出',
      '^|^|^|小计|人员经费|公用经费|^',
      '205|教育支出|10|9|8|1|1',
    ];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '205 教育支出 (205) total=10.00 basic=9.00 personnel=8.00 public=1.00 project=1.00',
    ]);
  });

  test('final accounts: opening, revenue, expenditure and closing, each with a 合计 of its own', () => {
    const rows = [
      '项目|<|年初结转和结余|<|本年收入|<|本年支出|<|<|年末结转和结余|<',
      '科目编码|科目名称|合计|基本支出结转|合计|基本支出|合计|基本支出|项目支出|合计|项目支出结转',
      '栏次|<|1|2|3|4|5|6|7|8|9',
      '合计|<|1.00|1.00|2.00|2.00|3.00|2.00|1.00|0.00|0.00',
    ];
    const { statements } = readTables([table(rows, { above: ['一般公共预算财政拨款支出决算表', '单位：元'] })], FINAL);
    expect(printed(statements[0])[0]).toMatch(
      /^合计 opening=1.00 other:[^=]+=1.00 year_revenue=2.00 other:[^=]+=2.00 total=3.00 basic=2.00 project=1.00 closing=0.00 other:/u,
    );
  });

  test('header words that a template prints twice over their neighbours', () => {
    const rows = [
      '收入|<|支出|<|<|<',
      '项目|2026年|项目|2026年合计⏎当年预|当年预算安排⏎算安排 上年结|上年结转安排⏎转安排',
      '单位资金|5|教育支出|5|4|1',
    ];
    const { statements, notes } = readTables(
      [table(rows, { above: ['2026年预算收支总表', '单位：元'] })],
      ['某某市教育局', '2026年部门预算'],
    );
    expect(printed(statements[0])).toEqual([
      'revenue 单位资金 total=5.00',
      'expenditure 教育支出 (205) total=5.00 current=4.00 carryover=1.00',
    ]);
    expect(notes).toEqual([]);
  });

  test('headings put together of declared words mean what these mean', () => {
    const rows = ['科目编码|科目名称|本年支出小计|本年基本支出|项目支出金额|当年统筹调剂小计', '205|教育支出|10|9|1|0'];
    const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '205 教育支出 (205) total=10.00 basic=9.00 project=1.00 other:当年统筹调剂小计=0.00',
    ]);
  });

  test('a name column under words that nobody declared, the total first', () => {
    const rows = [
      '功能科目|总计|一般公共预算财政拨款|其他收入',
      '合计|10|9|1',
      '[205]教育支出|10|9|1',
      '  [20508]进修及培训|10|9|1',
    ];
    const { statements, notes } = readTables([table(rows, { above: ['部门收入预算总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual([
      '合计 total=10.00 general_public=9.00 other_revenue=1.00',
      '205 教育支出 (205) total=10.00 general_public=9.00 other_revenue=1.00',
      '20508 进修及培训 (20508) total=10.00 general_public=9.00 other_revenue=1.00',
    ]);
    expect(notes).toEqual([]);
  });

  test('indentation tells the parts in a block without codes beside one with them, unless names are centred', () => {
    const sources = (names: readonly string[]) => {
      const subjects = ['201 一般公共服务支出', '205 教育支出', '206 科学技术支出', '208 社会保障和就业支出'];
      const rows = names.map((name, at) => `${name}|1.00|${subjects[at]}|1.00`);
      const head = ['收入|<|支出|<', '项目|预算数|功能分类|预算数'];
      const { statements } = readTables([table([...head, ...rows], { above: ['部门收支总体情况表', '单位：元'] })]);
      const revenue = statements[0]?.lines.filter(({ side }) => side === 'revenue') ?? [];
      return revenue.map(({ parent }) => statements[0]?.lines.find(({ index }) => index === parent)?.name ?? null);
    };
    expect(sources(['财政拨款', '  一般公共预算拨款', '  政府性基金', '事业收入'])).toEqual([
      ...[null, '财政拨款', '财政拨款', null],
    ]);
    expect(sources(['上级补助收入', '  财政拨款', '  事业收入', '其他资金收入'])).toEqual([null, null, null, null]);
  });

  test('subjects are parts of the numbered kind of money over them, by ordinal or set in; those beside it are not', () => {
    const head = ['收入|<|支出|<|<|<', '项目|预算数|功能分类|预算数|部门经济分类|预算数'];
    const parents = (rows: readonly string[]) => {
      const { statements } = readTables([table([...head, ...rows], { above: ['收支总表', '单位：元'] })]);
      const lines = statements[0]?.lines ?? [];
      const own = lines.filter(({ side }) => side === 'expenditure');
      return own.map(({ name, parent }) => `${name} ← ${lines.find(({ index }) => index === parent)?.name ?? ''}`);
    };
    expect(
      parents([
        '财政拨款收入|9|一、教育支出|9|一、基本支出|5',
        '||二、科学技术支出||  工资福利支出|4',
        '||||  商品和服务支出|1',
        '||||二、项目支出|4',
        '||||  资本性支出|3',
        '||||  按项目管理的商品和服务支出|1',
      ]),
    ).toEqual([
      ...['教育支出 ← ', '基本支出 ← ', '科学技术支出 ← ', '工资福利支出 ← 基本支出', '商品和服务支出 ← 基本支出'],
      ...['项目支出 ← ', '资本性支出 ← 项目支出', '按项目管理的商品和服务支出 ← 项目支出'],
    ]);
    expect(
      parents([
        '财政拨款收入|9|一、财政拨款|9|一、财政拨款|9',
        '||1、教育支出|9|1、基本支出|5',
        '||2、科学技术支出||（1）工资福利支出|5',
      ]),
    ).toEqual([
      ...['财政拨款 ← ', '财政拨款 ← ', '教育支出 ← 财政拨款', '基本支出 ← 财政拨款', '科学技术支出 ← 财政拨款'],
      '工资福利支出 ← 基本支出',
    ]);
  });

  test('what 一、本年收入 is made up of has no part in 二、上年结转', () => {
    const rows = ['收入|<', '项目|预算数', '一、本年收入|9', '  一般公共预算拨款|9', '  国有资本经营预算拨款|'];
    const more = ['二、上年结转|3', '  一般公共预算拨款|3', '收入总计|12'];
    const { statements } = readTables([table([...rows, ...more], { above: ['财政拨款收支总表', '单位：元'] })]);
    expect(statements[0]?.lines.map(({ parent }) => parent)).toEqual([null, null, null, null, null, null]);
  });

  test('a first line that lost its 一、 is no parent of 二、', () => {
    const rows = ['收入|<', '项目|预算数', '财政拨款收入|9', '二、事业收入|2', '三、其他收入|1', '收入合计|12'];
    const { statements } = readTables([table(rows, { above: ['部门收支总表', '单位：元'] })]);
    expect(statements[0]?.lines.map((line) => line.parent)).toEqual([null, null, null, null]);
  });

  test('an unknown column is kept as read, flagged and noted', () => {
    const rows = ['科目编码|科目名称|合计|基本支出|统筹调剂', '205|教育支出|10|9|1'];
    const { statements, notes } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
    expect(printed(statements[0])).toEqual(['205 教育支出 (205) total=10.00 basic=9.00 other:统筹调剂=1.00']);
    expect(statements[0]?.amounts[2]?.flags).toContain('unknown-column');
    expect(notes).toMatchObject([{ code: 'unknown-column', data: { words: '统筹调剂' } }]);
  });
});

describe('codes', () => {
  const above = ['一般公共预算支出表', '单位：元'];

  test('类款项 columns join; parents not repeated and dropped zeros are supplied with a flag', () => {
    const rows = [
      '功能分类科目编码|<|<|科目名称|合计',
      '类|款|项|^|^',
      '205|||教育支出|1.00',
      '|2||普通教育|1.00',
      '||2|小学教育|1.00',
    ];
    const { statements } = readTables([table(rows, { above })]);
    expect(statements[0]?.lines.map((line) => [line.code, line.flags, line.parent])).toEqual([
      ['205', [], null],
      ['20502', ['parent-code-implied', 'zero-dropped'], 0],
      ['2050202', ['parent-code-implied', 'zero-dropped'], 1],
    ]);
  });

  test('words merged over codes and names make no names of the codes', () => {
    const rows = ['科目编码|科目名称|合计', '205|教育支出|3', '合计|<|3', '其中：政府采购|<|2', '注：含上年结转|<|<'];
    const { statements } = readTables([table(rows, { above: ['支出总表', '单位：元'] })]);
    expect(printed(statements[0])[0]).toBe('205 教育支出 (205) total=3.00');
  });

  test('full codes in each of the three columns', () => {
    const rows = [
      '类|款|项|科目名称|合计',
      '205|||教育支出|1.00',
      '205|20502||普通教育|1.00',
      '205|20502|2050202|小学教育|1.00',
    ];
    expect(readTables([table(rows, { above })]).statements[0]?.lines.map((line) => line.code)).toEqual([
      '205',
      '20502',
      '2050202',
    ]);
  });

  test('the row of 类 款 项 is also the row of the totals', () => {
    const rows = [
      '项目|<|<|<|本年支出合计|基本支出',
      '科目编码|<|<|科目名称|^|^',
      '类|款|项|合计|5.00|4.00',
      '205|||教育支出|5.00|4.00',
    ];
    const { statements } = readTables([table(rows, { above: ['支出决算表', '单位：元'] })], FINAL);
    expect(printed(statements[0])).toEqual(['合计 total=5.00 basic=4.00', '205 教育支出 (205) total=5.00 basic=4.00']);
  });

  test('sub-headers that share the row of the totals', () => {
    const rows = [
      '项目|<|年初结转和结余|本年支出|<|<',
      '科目编码|科目名称|^|^|<|<',
      '合计|<|1.00|小计|基本支出|项目支出',
      '205|教育支出|1.00|3.00|2.00|1.00',
    ];
    const above = ['政府性基金预算财政拨款收入支出决算表', '单位：元'];
    const { statements, notes } = readTables([table(rows, { above })], FINAL);
    expect(printed(statements[0])[1]).toBe('205 教育支出 (205) opening=1.00 total=3.00 basic=2.00 project=1.00');
    expect(notes).toEqual([]);
  });

  test('code and name in one cell; a project that begins with a year is no code', () => {
    const rows = ['科目名称|合计', '20502普通教育|1.00', '[2050202]小学教育|1.00', '合计|1.00'];
    expect(printed(readTables([table(rows, { above })]).statements[0])).toEqual([
      '20502 普通教育 (20502) total=1.00',
      '2050202 小学教育 (2050202) total=1.00',
      '合计 total=1.00',
    ]);
    const projects = table(['项目名称|合计', '2023年保运转经费|1.00', '12345热线|2.00'], {
      above: ['项目支出表', '单位：元'],
    });
    expect(printed(readTables([projects]).statements[0])).toEqual([
      '2023年保运转经费 total=1.00',
      '12345热线 total=2.00',
    ]);
  });

  test('names without codes get the code of their year, below the lines above them', () => {
    const rows = [
      '部门预算支出经济科目名称|政府预算支出经济科目名称|合计',
      '合计|<|9.00',
      '工资福利支出||5.00',
      '基本工资|工资奖金津补贴|3.00',
      '基本工资|工资福利支出|2.00',
      '其他工资福利支出|其他工资福利支出|1.00',
      '商品和服务支出||4.00',
      '办公费|商品和服务支出|4.00',
    ];
    expect(printed(readTables([table(rows, { above: ['一般公共预算基本支出表', '单位：元'] })]).statements[0])).toEqual(
      [
        '合计 total=9.00',
        '工资福利支出 (301) total=5.00',
        '基本工资/工资奖金津补贴 (30101/50101) total=3.00',
        '基本工资/工资福利支出 (30101/50501) total=2.00',
        '其他工资福利支出/其他工资福利支出 (30199/50199) total=1.00',
        '商品和服务支出 (302) total=4.00',
        '办公费/商品和服务支出 (30201/50502) total=4.00',
      ],
    );
  });

  test('department and government codes printed side by side', () => {
    const rows = [
      '部门预算经济分类|<|政府预算经济分类|<|合计',
      '科目编码|科目名称|科目编码|科目名称|^',
      '30101|基本工资|50101|工资奖金津补贴|3.00',
    ];
    expect(printed(readTables([table(rows, { above: ['一般公共预算基本支出表', '单位：元'] })]).statements[0])).toEqual(
      ['30101 基本工资/工资奖金津补贴 (30101/50101) total=3.00'],
    );
  });
});

test('a name merged over several rows names each of them', () => {
  const rows = ['科目编码|科目名称|合计', '205|教育支出|1.00', '20502|^|2.00'];
  const { statements } = readTables([table(rows, { above: ['部门支出总表', '单位：元'] })]);
  expect(printed(statements[0])).toEqual(['205 教育支出 (205) total=1.00', '20502 教育支出 (20502) total=2.00']);
});
