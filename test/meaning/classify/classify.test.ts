import { describe, expect, test } from 'vitest';
import { table } from '../statements/build.ts';
import { page, printed, readTables } from '../statements/document.ts';

const BALANCE = [
  '收入|<|支出|<',
  '项目|预算数|项目|预算数',
  '事业收入|1.00|教育支出|1.00',
  '收入总计|1.00|支出总计|1.00',
];
const BY_FUNCTION = [
  '科目编码|科目名称|合计|基本支出|项目支出',
  '205|教育支出|2.00|1.00|1.00',
  '20502|普通教育|2.00|1.00|1.00',
];

function kinds(tables: Parameters<typeof readTables>[0], cover?: readonly string[]) {
  return readTables(tables, cover).classification.tables.map((one) => one.kind ?? one.role);
}

describe('which statement a table is', () => {
  test('the printed table number decides nothing', () => {
    expect(kinds([table(BY_FUNCTION, { above: ['预算公开表1', '2025年一般公共预算支出预算表', '单位：元'] })])).toEqual(
      ['general_expenditure'],
    );
  });

  test('titles that end in one another', () => {
    const titles = ['支出决算表', '一般公共预算财政拨款支出决算表', '政府性基金预算财政拨款支出决算表'];
    const tables = titles.map((title, index) => table(BY_FUNCTION, { index, above: [title, '单位：元'] }));
    expect(kinds(tables, ['某某局2024年度部门决算'])).toEqual([
      'expenditure',
      'general_expenditure',
      'government_fund_expenditure',
    ]);
  });

  test.each(['（更正）', '（更正后）', '（经审计更正后）', '（修订）'])('a title that says %s', (said) => {
    expect(kinds([table(BY_FUNCTION, { above: [`2025年部门支出总表${said}`, '单位：元'] })])).toEqual(['expenditure']);
  });

  test('a title over two lines', () => {
    const above = ['2025年一般公共预算安排基本支出分经济', '科目表（不含上年结转）', '单位：元'];
    const rows = ['部门预算支出经济科目名称|合计|人员经费|公用经费', '工资福利支出|1.00|1.00|'];
    expect(kinds([table(rows, { above })])).toEqual(['basic_expenditure']);
    const broken = ['2026年一般公共', '预算支出表', '单位：万元'];
    expect(kinds([table(BY_FUNCTION, { above: broken })])).toEqual(['general_expenditure']);
  });

  test('a title whose words or brackets stand on lines of their own; a heading above is no part of it', () => {
    const byClass = [
      '科目编码|科目名称|合计|基本支出|项目支出',
      '301|工资福利支出|2.00|1.00|1.00',
      '30101|基本工资|2.00|1.00|1.00',
    ];
    expect(kinds([table(byClass, { above: ['2025年一般公共预算', '支出表（按经济分类）', '单位：元'] })])).toEqual([
      'general_economic',
    ]);
    expect(kinds([table(byClass, { above: ['一般公共预算支出表', '（按支出经济分类科目）', '单位：元'] })])).toEqual([
      'general_economic',
    ]);
    expect(kinds([table(BY_FUNCTION, { above: ['三、财政拨款收支情况', '一般公共预算支出表', '单位：元'] })])).toEqual([
      'general_expenditure',
    ]);
    expect(kinds([table(BY_FUNCTION, { above: ['表三：部门支出总表', '单位：元'] })])).toEqual(['expenditure']);
  });

  test('a title in quotation marks for books, with a hint of the template or with how finely it is printed', () => {
    const told = (title: string) => kinds([table(BY_FUNCTION, { above: [title, '单位：元'] })]);
    expect(told('《部门支出总表》')).toEqual(['expenditure']);
    expect(told('云溪县白石镇（部门、单位名称）2025年支出总表')).toEqual(['expenditure']);
    expect(told('一般公共预算支出表（细化到功能分类项级科目）')).toEqual(['general_expenditure']);
    expect(told('部门支出总表（含结转）')).toEqual(['expenditure']);
    expect(told('支出预算总表（财决公开03表）')).toEqual(['expenditure']);
    const balance = table(BALANCE, { above: ['财政预算拨款收支总体情况表', '单位：元'] });
    expect(kinds([balance])).toEqual(['appropriation_balance']);
  });

  test('a title that leaves the classification open is told by the codes, and none stands against them', () => {
    const byClass = [
      '科目编码|科目名称|合计|基本支出|项目支出',
      '301|工资福利支出|2.00|1.00|1.00',
      '30101|基本工资|2.00|1.00|1.00',
    ];
    const told = (rows: readonly string[], title: string) => kinds([table(rows, { above: [title, '单位：元'] })]);
    expect(told(byClass, '一般公共预算支出表')).toEqual(['general_economic']);
    expect(told(byClass, '部门支出总表')).toEqual(['expenditure_economic']);
    expect(told(BY_FUNCTION, '一般公共预算基本支出表')).toEqual(['basic_by_function']);
    const first = table(BALANCE, { above: ['部门收支总表', '单位：元'] });
    const odd = table(byClass, { index: 1, above: ['一般公共预算支出表（按功能分类）', '单位：元'] });
    expect(kinds([first, odd])).toEqual(['balance', 'stranger']);
  });

  test('of different titles for one statement the best counts; under the same title it is printed for another unit', () => {
    const balance = (title: string, index: number) => table(BALANCE, { index, above: [title, '单位：元'] });
    expect(kinds([balance('收支总表', 0), balance('收支预算表', 1)])).toEqual(['balance', 'stranger']);
    expect(kinds([balance('收支总表（汇总）', 0), balance('收支总表（本级）', 1)])).toEqual(['balance', 'balance']);
    expect(kinds([balance('某某局收支总表', 0), balance('某某中心2025年收支总表', 1)])).toEqual(['balance', 'balance']);
  });

  test.each([
    '2025年一般公共预算支出预算表（单位：元）',
    '2025年一般公共预算支出预算表单位：元',
    '部门：某某局  2025年一般公共预算支出预算表  货币单位：元',
  ])('a title in one line with the unit: %s', (line) => {
    expect(kinds([table(BY_FUNCTION, { above: [line] })])).toEqual(['general_expenditure']);
  });

  test('a title inside the grid', () => {
    const rows = ['部门收支总表|<|<|<', '单位：元|<|<|<', ...BALANCE];
    expect(kinds([table(rows)])).toEqual(['balance']);
  });

  test.each([
    '云溪市国有资产管理局2025年部门支出总表',
    '2025年市政府采购中心支出总表',
    '市绩效评价中心2025年部门支出总表',
    '云溪市非税收入局部门支出总表',
    '云溪市粮食储备库支出总表',
  ])('a name before a title holds words of titles, or ends as few do: %s', (title) => {
    expect(kinds([table(BY_FUNCTION, { above: [title, '单位：元'] })])).toEqual(['expenditure']);
  });

  test.each([
    ['财政拨款云溪市教育局支出表', 'stranger'],
    ['云溪市一般公共预算教育局支出表', 'stranger'],
    ['云溪市国有资产处置收入表', 'stranger'],
    ['国有资产管理局支出表', 'stranger'],
  ])('words of funds before a name are no part of it: %s', (title, is) => {
    expect(kinds([table(BY_FUNCTION, { above: [title, '单位：元'] })])).toEqual([is]);
  });

  test('a title with words that nobody knows may be that of a core statement which is missing: told', () => {
    const of = (...titles: string[]) =>
      readTables(
        titles.map((title, index) => table(BY_FUNCTION, { index, page: 2 * index + 2, above: [title, '单位：元'] })),
      )
        .notes.filter(({ code }) => code === 'unknown-statement')
        .map(({ page: at, statement, severity }) => [at, statement, severity]);
    expect(of('云溪一中2025年支出总表')).toEqual([[2, 'expenditure', 'warning']]);
    const core = ['支出总表', '收入总表', '一般公共预算支出表', '政府性基金预算支出表', '国有资本经营预算支出表'];
    expect(of('云溪一中2025年支出总表', ...core)).toEqual([]);
  });

  test('the title of one core statement over the head of another is told: titles are copied', () => {
    const revenue = ['科目编码|科目名称|合计|财政拨款收入|事业收入', '205|教育支出|2.00|1.00|1.00'];
    const tables = (titles: readonly string[]) => [
      table(revenue, { index: 0, above: ['2025年部门收入总表', '单位：元'] }),
      ...titles.map((title, at) => table(BY_FUNCTION, { index: at + 1, page: at + 3, above: [title, '单位：元'] })),
    ];
    const told = (titles: readonly string[]) =>
      readTables(tables(titles))
        .notes.filter(({ code }) => code === 'unknown-statement')
        .map(({ page: at, statement }) => [at, statement]);
    expect(told(['2025年部门收入总表'])).toEqual([[3, 'expenditure']]);
    expect(told(['2025年部门支出总表'])).toEqual([]);
  });

  test('the nearest title counts, not the heading of the chapter', () => {
    const above = ['第二部分 2025年部门预算报表', '2025年部门收支总表', '一般公共预算支出表', '单位：元'];
    expect(kinds([table(BY_FUNCTION, { above })])).toEqual(['general_expenditure']);
  });

  test('a speck before a title does not hide it', () => {
    expect(kinds([table(BY_FUNCTION, { above: ['。2025年部门支出总表', '单位：元'], source: 'ocr' })])).toEqual([
      'expenditure',
    ]);
  });

  test('a title that its frame cuts off at both ends says what the table may be', () => {
    const cut = table(BALANCE, { index: 0, above: ['市财政拨款支总（按功能分', '单位：元'], page: 9 });
    const { classification, notes } = readTables([cut]);
    expect(classification.tables[0]).toMatchObject({ role: 'stranger', kind: null });
    expect(notes.filter(({ code }) => code === 'unknown-statement')).toMatchObject([{ page: 9, statement: 'balance' }]);
  });

  test('a table on the next page with the same columns and no title goes on', () => {
    const first = table(BY_FUNCTION, { index: 0, page: 3, above: ['部门支出总表', '单位：元'] });
    const next = table(['206|科学技术支出|2.00|1.00|1.00', '合计|<|4.00|2.00|2.00'], { index: 1, page: 4 });
    expect(kinds([first, next])).toEqual(['expenditure', 'expenditure']);
  });

  test('one under words of a title that does not name a 表 does not: it is the statement of that title, to be looked at', () => {
    const first = table(BY_FUNCTION, { above: ['支出总表', '单位：元'] });
    const second = table(BY_FUNCTION, { above: ['七、政府性基金预算支出', '单位：元'], index: 1, page: 2 });
    const { statements } = readTables([first, second]);
    expect(statements.map((one) => [one.kind, one.placement, one.amounts.length])).toEqual([
      ['expenditure', 'established', 6],
      ['government_fund_expenditure', 'inferred', 6],
    ]);
    const goods = table(['采购项目|数量|总计', '沥青|200|9.00'], {
      above: ['部门政府采购预算', '单位：元'],
      index: 1,
      page: 2,
    });
    expect(kinds([first, goods])).toEqual(['expenditure', 'procurement']);
    const more = table(BY_FUNCTION, { above: ['2025年预算', '单位：元'], index: 1, page: 2 });
    expect(kinds([first, more])).toEqual(['expenditure', 'expenditure']);
  });

  test('three titles that do not name a 表 are the way in which a document titles its tables', () => {
    const titles = ['部门支出情况', '一般公共预算支出情况', '政府性基金预算支出情况'];
    const placements = (count: number) =>
      readTables(
        titles.slice(0, count).map((title, at) => {
          const rows = title.startsWith('政府性基金')
            ? [BY_FUNCTION[0] ?? '', '212|城乡社区支出|2.00|1.00|1.00']
            : BY_FUNCTION;
          return table(rows, { above: [title, '单位：元'], index: at, page: at + 1 });
        }),
      ).statements.map(({ placement }) => placement);
    expect(placements(2)).toEqual(['inferred', 'inferred']);
    expect(placements(3)).toEqual(['established', 'established', 'established']);
  });

  test('one that begins with a line without amounts goes on: words over words are no heads', () => {
    const first = table(BALANCE, { index: 0, page: 1, above: ['部门收支总表', '单位：元'] });
    const next = table(['使用非财政拨款结余||结余分配|', '年初结转和结余|2.00|年末结转和结余|2.00'], {
      index: 1,
      page: 2,
    });
    expect(kinds([first, next])).toEqual(['balance', 'balance']);
  });

  test('one that begins with heads of its own does not, whatever its columns', () => {
    const first = table(BY_FUNCTION, { index: 0, page: 3, above: ['部门支出总表', '单位：元'] });
    const next = table(['科目编码|科目名称|合计|财政拨款|单位资金', '206|科学技术支出|2.00|1.00|1.00'], {
      ...{ index: 1, page: 4, above: ['单位：元'] },
    });
    expect(kinds([first, next])).not.toEqual(['expenditure', 'expenditure']);
  });
});

describe('what is no statement of ours', () => {
  const first = table(BALANCE, { index: 0, above: ['部门收支总表', '单位：元'] });

  test('rows of a contents page', () => {
    const contents = table(
      ['表1|部门收支总表|3', '表2|部门收入总表|4', '表3|部门支出总表|5', '表4|财政拨款收支总表|6'],
      { index: 1 },
    );
    expect(kinds([first, contents])).toEqual(['balance', 'contents']);
  });

  test('purchases have a key of their own; other tables are kept under their titles, an unread form is an item', () => {
    const titles = ['项目支出绩效目标表', '政府采购预算表', '国有资产占用情况表'];
    const tables = titles.map((title, at) =>
      table(['项目|数量|合计|财政拨款', '甲|1|1.00|1.00', '乙|1|1.50|1.50'], {
        index: at + 1,
        above: [title, '单位：万元'],
      }),
    );
    const { classification, statements, notes } = readTables([first, ...tables]);
    expect(notes).toMatchObject([{ code: 'unread-form', box: { x0: 0 }, data: { title: '项目支出绩效目标表' } }]);
    expect(classification.tables.slice(1).map((one) => [one.role, one.kind, one.title])).toEqual([
      ['form', null, '项目支出绩效目标表'],
      ['statement', 'procurement', '政府采购预算表'],
      ['stranger', null, '国有资产占用情况表'],
    ]);
    expect(statements.slice(1).map((one) => [one.kind, one.title, one.placement])).toEqual([
      ['procurement', '政府采购预算表', 'inferred'],
      ['other', '国有资产占用情况表', 'unknown'],
    ]);
  });

  test('a statement that nobody declared is read under its own title, and nobody is asked where it is plain', () => {
    const strange = table(['项目|合计|财政拨款|其他收入', '罚没收入|3.00|1.50|1.50'], {
      index: 1,
      above: ['非税收入征收计划表', '单位：万元'],
    });
    const revenue = table(['项目|合计|财政拨款|其他收入', '某局|3.00|1.50|1.50'], {
      index: 2,
      above: ['收入总表', '单位：元'],
    });
    const { classification, statements, notes } = readTables([first, strange, revenue]);
    expect(classification.tables[1]).toMatchObject({ role: 'stranger', kind: null, title: '非税收入征收计划表' });
    expect(statements[1]).toMatchObject({ kind: 'other', title: '非税收入征收计划表', placement: 'unknown' });
    expect(printed(statements[1])).toEqual(['罚没收入 total=30000.00 appropriation=15000.00 other_revenue=15000.00']);
    expect(notes).toEqual([]);
  });

  test('what cannot be read in a stranger is one item with the box of the table, not one per cell', () => {
    const strange = table(['项目|金额', '甲|3.0O', '乙|?1', '丙|2.00'], {
      index: 1,
      page: 4,
      above: ['捐赠收入明细表', '单位：万元'],
    });
    const { notes } = readTables([first, strange]);
    expect(notes).toMatchObject([
      { code: 'unknown-statement', severity: 'warning', page: 4, statement: 'other', box: { x0: 0, y0: 100, x1: 120 } },
    ]);
  });

  test('amounts without decimals are amounts where the unit is printed; numbers of rows and columns are none', () => {
    const read = (rows: readonly string[]) =>
      readTables([table(rows, { above: ['国际交流经费安排表', '单位：元'] })]).statements.map(
        (one) => one.amounts.length,
      );
    expect(read(['事项|经费', '论坛|30000', '访问|2500'])).toEqual([2]);
    expect(read(['序号|事项|备注', '1|论坛|无', '2|访问|无'])).toEqual([]);
    expect(read(['事项|经费|备注', '1|2|3', '||'])).toEqual([]);
  });

  test('amounts beside classification codes are never passed over, whatever the head says', () => {
    const headless = table(['205|教育支出|3.00|1.50', '20508|进修及培训|3.00|1.50', '2050803|培训支出|3.00|1.50'], {
      index: 1,
      page: 7,
    });
    const { classification, notes } = readTables([first, headless]);
    expect(classification.tables[1]).toMatchObject({ role: 'stranger' });
    expect(notes.map(({ code, page }) => `${code} ${page}`)).toContain('unknown-statement 7');
  });

  test('a document that is no report at all', () => {
    const prices = table(['品名|单价|数量', '苹果|3.50|2', '梨|2.50|4'], { above: ['某店价格表', '单位：元'] });
    const { classification, statements } = readTables([prices], ['某店价目', '2025年']);
    expect(classification).toMatchObject({ pipeline: null, identity: { documentType: null } });
    expect(statements).toEqual([]);
  });
});

describe('whose report it is', () => {
  const budget = (above: readonly string[]) => [table(BALANCE, { above: ['2025年部门收支总表', ...above] })];

  test('from the line above a table, before the unit', () => {
    const { classification } = readTables(budget(['编制部门：上海市 某某局 单位：元']), []);
    expect(classification.identity).toEqual({ documentType: 'budget', fiscalYear: 2025, department: '上海市某某局' });
    const misread = readTables(budget(['编制部门：上海市 某某局 单位·元']), []);
    expect(misread.classification.identity.department).toBe(classification.identity.department);
  });

  test('from the cover, in one line or two, with the year in Chinese digits', () => {
    expect(
      readTables(budget(['单位：元']), ['某某县水利局2025年部门预算公开']).classification.identity.department,
    ).toBe('某某县水利局');
    const two = readTables(
      [table(BALANCE, { above: ['收支总表', '单位：元'] })],
      ['某某县人民法院', '二〇二四年部门预算'],
    );
    expect(two.classification.identity).toEqual({
      documentType: 'budget',
      fiscalYear: 2024,
      department: '某某县人民法院',
    });
  });

  test('final accounts by their titles, whatever the funds are called', () => {
    const tables = [
      table(BY_FUNCTION, { above: ['一般公共预算财政拨款支出决算表', '公开05表', '部门：某某局 单位：元'] }),
    ];
    const { classification } = readTables(tables, ['2023年度', '某某局部门决算']);
    expect(classification).toMatchObject({
      pipeline: 'department-final',
      identity: { documentType: 'final', department: '某某局' },
    });
  });

  test('one title with a year left over from last time does not change the year', () => {
    const tables = ['2025年部门收支总表', '2024年部门支出总表', '2025年一般公共预算支出表'].map((title, index) =>
      table(index === 0 ? BALANCE : BY_FUNCTION, { index, above: [title, '单位：元'] }),
    );
    expect(readTables(tables, ['某某局2025年部门预算']).classification.identity.fiscalYear).toBe(2025);
  });

  test('prose does not vote', () => {
    expect(page(2, ['2024年决算数为1万元。']).lines).toHaveLength(1);
    const cover = ['某某局', '2025年部门预算', '2024年度决算和2024年度预算执行情况良好；2024年部门决算另行公布。'];
    expect(readTables(budget(['单位：元']), cover).classification.identity.fiscalYear).toBe(2025);
  });
});
