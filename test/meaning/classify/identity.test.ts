import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/meaning/classify/classify.ts';
import type { Identity } from '../../../src/model/document.ts';
import type { PageLayout } from '../../../src/model/grid.ts';
import { table } from '../statements/build.ts';
import { declarations, page } from '../statements/document.ts';

const ROWS = ['科目编码|科目名称|合计|基本支出|项目支出', '205|教育支出|2.00|1.00|1.00'];

/** What a report with one table is taken for. */
function identityOf(
  cover: readonly string[],
  above: readonly string[] = ['支出总表', '单位：万元'],
  rows: readonly string[] = ROWS,
): Identity {
  return classify([table(rows, { above })], [page(1, cover)], declarations).value.identity;
}

/** Of prose alone. */
function proseOf(...pages: readonly (readonly string[])[]) {
  const layouts = pages.map((lines, at) => page(at + 1, lines));
  return classify([], layouts, declarations).value;
}

function withHead(layout: PageLayout, head: string): PageLayout {
  return { ...layout, furniture: page(1, [head]).lines };
}

describe('department and year on a cover', () => {
  test.each([
    ['a name that begins with 机关', ['机关事务管理局2025年部门预算'], '机关事务管理局', 2025],
    ['a title broken within a word', ['2026年云溪市民政局（本级）部门预', '算'], '云溪市民政局（本级）', 2026],
    [
      'a name broken before its last word',
      ['2026年', '云溪市人民政府国有资产监督管理委员会部', '门预算'],
      '云溪市人民政府国有资产监督管理委员会',
      2026,
    ],
    [
      'a department over three lines',
      ['2025年度', '云溪市南湖区', '卫生健康委员会', '部门预算'],
      '云溪市南湖区卫生健康委员会',
      2025,
    ],
    ['a place before the year', ['云溪县2025年水利局部门预算公开'], '云溪县水利局', 2025],
    ['the year in which it is published', ['云溪县水利局', '2025年公开2024年度部门预算'], '云溪县水利局', 2024],
    ['a year alone on its line', ['2023', '年度部门预算', '云溪县水利局'], '云溪县水利局', 2023],
    ['a name behind a dash', ['2025年预算公开-云溪县水利局'], '云溪县水利局', 2025],
    ['a name in brackets', ['2025年度', '云溪县部门预算公开', '（云溪县水利局）'], '云溪县水利局', 2025],
    ['a chapter on what it is', ['目录', '一、云溪县水利局概况', '二、2025年部门预算情况说明'], '云溪县水利局', 2025],
    ['a branch of two words', ['云溪市水利局机关（本级）2025年预算'], '云溪市水利局机关（本级）', 2025],
    ['an ending of few', ['2025年度', '云溪县残联', '部门预算公开'], '云溪县残联', 2025],
    ['year in ideographs below the name', ['云溪市', '文化馆', '二〇二五年单位预算公开说明'], '云溪市文化馆', 2025],
    [
      'an annex number and a date',
      ['附件2', '关于云溪县林业局2024年部门预算的说明', '2024年2月5日'],
      '云溪县林业局',
      2024,
    ],
    ['a title that begins with 关于 and breaks', ['关于云溪县林业局', '2024年度部门预算的公告'], '云溪县林业局', 2024],
    ['部门（单位） behind the name', ['附件1', '2024年度', '云溪县林业局部门（单位）预算'], '云溪县林业局', 2024],
    ['单位（部门） on its own', ['云溪县林业局2024年单位（部门）预算公开'], '云溪县林业局', 2024],
    ['a site for both kinds', ['2024年度', '云溪县林业局', '预决算公开'], '云溪县林业局', 2024],
    ['the name alone at the foot', ['2025年部门预算', '（公开）', '云溪县公安局', '2025年2月'], '云溪县公安局', 2025],
    ['an office of 机关', ['机关事业养老保险管理局', '2025年部门预算'], '机关事业养老保险管理局', 2025],
    ['an office for 部队', ['部队离休干部休养所', '2025年单位预算'], '部队离休干部休养所', 2025],
    ['a name with 预算 in it', ['2025年云溪市财政预算评审中心单位预算'], '云溪市财政预算评审中心', 2025],
    ['a name behind another', ['2025年云溪市财政局预算管理局部门预算'], '云溪市财政局预算管理局', 2025],
    ['a report of two', ['2025年云溪市教育局预算公开及云溪市招生中心预算'], '云溪市教育局', 2025],
    ['a party committee', ['中共云溪县委宣传部', '2025年部门预算'], '中共云溪县委宣传部', 2025],
    ['a colon behind the number of a chapter', ['目录', '第二部分：云溪县血站2025年预算情况说明'], '云溪县血站', 2025],
    ['the number of a register', ['监督索引号12345670001', '云溪县林业局2025年度', '部门预算'], '云溪县林业局', 2025],
    [
      'an office of two names',
      ['云溪县城市管理局（云溪县综合行政执法局）2025年部门预算'],
      '云溪县城市管理局（云溪县综合行政执法局）',
      2025,
    ],
    ['a hint of the template', ['云溪县白石镇（部门、单位名称）2025年部门预算'], '云溪县白石镇', 2025],
    ['部门 behind the name', ['云溪县接待办部门2025年预算公开情况说明'], '云溪县接待办', 2025],
    ['an ending of a farm', ['云溪县苗圃2025年单位预算'], '云溪县苗圃', 2025],
    ['a name with 决算 in it', ['2025年云溪县财政决算中心部门预算'], '云溪县财政决算中心', 2025],
  ])('%s', (_, cover, department, fiscalYear) => {
    expect(identityOf(cover)).toEqual({ documentType: 'budget', department, fiscalYear });
  });

  test('a heading of a chapter names the department', () => {
    expect(identityOf(['2025年部门预算', '目录', '第一部分 云溪县司法局概况']).department).toBe('云溪县司法局');
  });

  test('what speaks of the department without naming it is no name', () => {
    expect(identityOf(['2025年本部门预算', '目录', '第一部分 部门概况']).department).toBeNull();
  });
});

describe('department and year without a cover', () => {
  test.each([
    ['云溪县财政局 截止时间：2026年1月5日'],
    ['云溪县财政局截止时间：2026年1月5日'],
    ['云溪县财政局 金额单位：万元'],
    ['云溪县财政局 货币单位：人民币万元'],
    ['云溪县财政局  （单位：万元）'],
    ['云溪县财政局（万元）'],
    ['云溪县财政局 单位：万元 第1页'],
    ['[205]云溪县财政局'],
    ['205001-云溪县财政局'],
  ])('the name ends before the next label: %s', (name) => {
    expect(identityOf([], ['支出总表', `部门名称：${name}`]).department).toBe('云溪县财政局');
  });

  test('the title of the table stands between department and unit', () => {
    expect(identityOf([], ['部门名称：云溪县财政局  部门支出总表  单位：万元']).department).toBe('云溪县财政局');
  });

  test('no unit of measure is a part of it', () => {
    expect(identityOf([], ['支出总表', '单位：万元  云溪镇人民政府  单位：万元']).department).toBeNull();
    expect(identityOf([], ['支出总表', '云溪镇人民政府 单位：万元 云溪镇人民政府 单位：万元']).department).toBeNull();
    expect(
      identityOf(['云溪镇人民政府', '2025年部门预算'], ['支出总表', '单位：万元  云溪镇人民政府']).department,
    ).toBe('云溪镇人民政府');
  });

  test('the label is not the first on its line', () => {
    expect(identityOf([], ['支出总表', '编制日期：2026年1月 编制单位（公章）：云溪县财政局']).department).toBe(
      '云溪县财政局',
    );
  });

  test('a unit of measure is no department', () => {
    expect(identityOf([], ['支出总表', '单位：万元']).department).toBeNull();
    expect(identityOf([], ['支出总表', '单位：云溪县党校']).department).toBe('云溪县党校');
  });

  test('a heading of a table that holds both', () => {
    expect(identityOf([], ['云溪县审计局2026年支出总表', '单位：万元'])).toMatchObject({
      fiscalYear: 2026,
      department: '云溪县审计局',
    });
  });

  test('the cell beside a label of a form, the year alone in brackets', () => {
    const form = ['部门名称|云溪县审计局|<', '指标|值|单位'];
    const tables = [
      table(ROWS, { above: ['支出总表'] }),
      table(form, { index: 1, above: ['整体支出绩效目标表', '（2026年度）'] }),
    ];
    expect(classify(tables, [], declarations).value.identity).toEqual({
      documentType: 'budget',
      department: '云溪县审计局',
      fiscalYear: 2026,
    });
  });

  test('the latest year that heads a column', () => {
    const rows = ['科目编码|科目名称|2024年预算数|2025年预算数', '205|教育支出|2.00|1.00'];
    expect(identityOf([], ['支出总表', '单位：万元'], rows).fiscalYear).toBe(2025);
  });

  test('the running head', () => {
    const pages = [withHead(page(1, []), '云溪县信访局2023年部门预算')];
    const found = classify([table(ROWS, { above: ['支出总表'] })], pages, declarations).value.identity;
    expect(found.department).toBe('云溪县信访局');
  });
});

describe('a report of prose alone', () => {
  const SUMS = ['2025年收入预算120.50万元，支出预算120.50万元。', '“三公”经费预算3.20万元，比2024年减少0.10万元。'];

  test('is a report of its kind', () => {
    expect(proseOf(['云溪县司法局2025年部门预算情况说明'], SUMS)).toMatchObject({
      pipeline: 'department-budget',
      identity: { documentType: 'budget', department: '云溪县司法局', fiscalYear: 2025 },
    });
    const final = ['云溪县司法局2024年度部门决算情况说明'];
    expect(proseOf(final, SUMS).identity.documentType).toBe('final');
  });

  test.each([
    ['a notice', ['云溪县财政局关于编制2025年部门预算的通知'], SUMS],
    ['a report without sums', ['云溪县司法局2025年部门预算情况说明'], ['本部门职责是依法行政。']],
    ['a report of the government', ['关于云溪县2024年预算执行情况和2025年预算草案的报告'], SUMS],
    ['news', ['云溪县司法局简报'], SUMS],
  ])('%s is none', (_, cover, text) => {
    expect(proseOf(cover, text).pipeline).toBeNull();
  });
});

describe('a report of tables that no declaration knows', () => {
  const rows = ['项目名称|金额', '水毁路面修复|12.50', '合计|12.50'];
  const classified = (cover: readonly string[], above: readonly string[]) =>
    classify([table(rows, { above })], [page(1, cover)], declarations).value;

  test('is kept, with its tables as strangers', () => {
    const { pipeline, identity, tables } = classified(['云溪县交通局2025年部门预算'], ['公路养护明细表', '单位：万元']);
    expect(pipeline).toBe('department-budget');
    expect(identity.department).toBe('云溪县交通局');
    expect(tables.map(({ role }) => role)).toEqual(['stranger']);
  });

  test.each([
    [['云溪县公路养护计划'], '计划'],
    [['关于编制云溪县交通局2025年部门预算的通知'], '通知'],
  ])('is none where nothing names it: %s', (cover) => {
    expect(classified(cover, ['公路养护明细表', '单位：万元']).pipeline).toBeNull();
  });
});

describe('what speaks against department and year is told', () => {
  /** Code, page and words of the doubts about covers (one page each) and tables, the first of which stands on page 2. */
  const doubts = (covers: Readonly<Record<number, readonly string[]>>, ...aboves: readonly (readonly string[])[]) =>
    classify(
      aboves.map((above, at) => table(ROWS, { above, index: at, page: at + 2 })),
      Object.entries(covers).map(([number, lines]) => page(Number(number), lines)),
      declarations,
    )
      .notes.filter(({ code }) => code === 'another-department' || code === 'fiscal-year-doubtful')
      .map(({ code, severity, page: on, statement, data }) =>
        [code, severity, on, statement, ...Object.values(data)].join(' '),
      );
  const COVER = { 1: ['云溪市教育局2025年部门预算'] };

  test('reports of units behind the department’s', () => {
    expect(
      doubts(
        { ...COVER, 5: ['云溪市教育局信息中心2025年单位预算'] },
        ['支出总表', '部门：云溪市教育局（本级） 单位：万元'],
        ['支出总表', '单位：云溪市第一中学', '单位：万元'],
        ['一般公共预算支出表', '部门：云溪市教育局（本级） 单位：万元'],
        ['2025年市教育局项目支出表', '单位：万元'],
      ),
    ).toEqual([
      'another-department warning 5  云溪市教育局信息中心',
      'another-department warning 3 expenditure 云溪市第一中学',
    ]);
  });

  test('a unit that prints a statement of the department’s own has its tables; a label left over makes none', () => {
    const of = (covers: Readonly<Record<number, readonly string[]>>, ...labels: readonly string[]) => {
      const titles = ['支出总表', '一般公共预算支出表'];
      const tables = labels.map((label, at) =>
        table(ROWS, { above: [titles[at % 2] ?? '', `${label}单位：万元`], index: at, page: 2 * at + 2 }),
      );
      const fronts = Object.entries(covers).map(([number, lines]) => page(Number(number), lines));
      return classify(tables, fronts, declarations).value.tables.map((one) => one.department ?? '');
    };
    const [own, office, school] = ['云溪市教育局', '云溪市教育局（本级）', '云溪市第一中学'];
    const labels = [own, own, office, office, school, school].map((name) => `部门：${name} `);
    expect(of(COVER, ...labels)).toEqual(['', '', office, office, school, school]);
    expect(of(COVER, ...labels.slice(0, 1), `部门：${school} `)).toEqual(['', '']);
    expect(of(COVER, `部门：${office} `, `部门：${office} `)).toEqual(['', '']);
    // the department prints none, its units the same
    expect(of(COVER, ...labels.slice(2))).toEqual([office, office, school, school]);
    // by covers alone, each as far as the next
    const inside = { ...COVER, 5: [`${school}2025年单位预算`] };
    expect(of(inside, '', '', '', '')).toEqual(['', '', school, school]);
  });

  test('the cover says which of the labelled names is the document’s', () => {
    const tables = ['云溪市教育局（本级）', '云溪市第一中学', '云溪市第一中学'].map((name, index) =>
      table(ROWS, { above: ['支出总表', `单位：${name}`, '单位：万元'], index, page: index + 2 }),
    );
    const named = (cover: string) => classify(tables, [page(1, [cover])], declarations).value.identity.department;
    // the office alone is one of the units
    expect(named('云溪市教育局2025年部门预算')).toBe('云溪市教育局');
    expect(named('云溪市教育局（本级）2025年单位预算')).toBe('云溪市教育局（本级）');
    expect(named('云溪市民政局2025年部门预算')).toBe('云溪市第一中学');
  });

  test('a name on the cover has neither its code nor what it covers', () => {
    const named = (...cover: string[]) =>
      classify([table(ROWS, { above: ['支出总表'], page: 2 })], [page(1, cover)], declarations).value.identity
        .department;
    expect(named('2025年度部门预算', '123001 云溪市教育局本级')).toBe('云溪市教育局本级');
    expect(named('2025年部门预算公开表', '123-云溪市教育局')).toBe('云溪市教育局');
    expect(named('云溪市教育局（汇总）', '2025年部门预算')).toBe('云溪市教育局');
    expect(named('单位名称：云溪市教育局（部门）', '预算年度：2025')).toBe('云溪市教育局');
  });

  test('a year left over on tables or cover, or a table of another year', () => {
    expect(doubts(COVER, ['2024年支出总表'], ['2025年一般公共预算支出表'])).toEqual([
      'fiscal-year-doubtful warning 2 expenditure 2024年支出总表',
    ]);
    const left = ['支出总表', '一般公共预算支出表', '财政拨款支出表', '政府性基金预算支出表', '项目支出表'];
    expect(doubts(COVER, ...left.map((title) => [`2024年${title}`]))).toEqual([
      'fiscal-year-doubtful warning 1  云溪市教育局2025年部门预算',
    ]);
    expect(doubts(COVER, ['支出总表（2024-2025年）'])).toEqual([]);
  });
});
