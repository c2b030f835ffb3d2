import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';

const declarations = loadDeclarations();

function best(line: string, pipeline = 'department-budget', department = '') {
  const [first, second] = declarations.pipeline(pipeline)?.vocabulary.titles.match(line, department) ?? [];
  if (!first || first.score < 0.6) return null;
  return second && second.score === first.score && second.matched === first.matched ? 'tie' : first.kind;
}

describe('titles of budgets', () => {
  test.each([
    ['2025年预算收支总表', 'balance'],
    ['部门收支总体情况表', 'balance'],
    ['2025年部门财务收支预算总表', 'balance'],
    ['表一：部门收支总表', 'balance'],
    ['部门收支总体平衡表', 'balance'],
    ['部门支出总表（中央资金）', null],
    ['财政拨款收支总表（含一般公共预算、政府性基金预算）', 'appropriation_balance'],
    ['一般公共预算财政拨款收支总表', null],
    ['一般公共预算基本支出表（人员经费、公用经费）', 'basic_expenditure'],
    ['一般公共预算基本支出表（人员经费）', null],
    ['财政拨款“三公”两费支出情况表', 'three_public'],
    ['行政参公单位机关运行经费情况表', 'agency_operation'],
    ['政府采购预算表（货物、工程、服务）', 'procurement'],
    ['财政拨款（补助）收支总表', 'appropriation_balance'],
    ['部门收入总表（分资金来源）', 'revenue'],
    ['一般公共预算“三公”经费支出预算表（含会议费、培训费）', 'three_public'],
    ['某某市教育局2025年单位收支预算总表', 'balance'],
    ['预算公开表6 2025年预算收入总表', 'revenue'],
    ['部门收入总体情况表', 'revenue'],
    ['2025年部门支出预算总表', 'expenditure'],
    ['部门支出总体情况表', 'expenditure'],
    ['财政拨款收支总体情况表', 'appropriation_balance'],
    ['2026年部门财政拨款收支预算总表', 'appropriation_balance'],
    ['2025年一般公共预算支出预算表（不含上年结转）', 'general_expenditure'],
    ['一般公共预算支出情况表（按功能分类科目）', 'general_expenditure'],
    ['2025年部门一般公共预算支出功能分类预算表', 'general_expenditure'],
    ['预算07表 一般公共预算财政拨款支出表', 'general_expenditure'],
    ['一般公共预算基本支出表', 'basic_expenditure'],
    ['一般公共预算基本支出情况表（按支出经济分类科目）', 'basic_expenditure'],
    ['2025年一般公共预算安排基本支出分经济科目表（不含上年结转）', 'basic_expenditure'],
    ['2025年部门一般公共预算基本支出部门预算经济分类预算表', 'basic_expenditure'],
    ['2025年政府性基金预算收入表（不含上年结转）', 'government_fund_revenue'],
    ['政府性基金预算支出情况表', 'government_fund_expenditure'],
    ['政府性基金支出预算表', 'government_fund_expenditure'],
    ['2025年国有资本经营预算收支预算表', 'state_capital'],
    ['国有资本经营预算财政拨款支出表', 'state_capital'],
    ['2025年财政拨款安排“三公”经费支出预算表', 'three_public'],
    ['一般公共预算"三公"经费、会议费、培训费支出情况表', 'three_public'],
    ['2025年部门“三公”经费和机关运行经费预算表', 'three_public'],
    ['2023年机关运行经费预算财政拨款情况统计表', 'agency_operation'],
    ['2025年项目支出预算表（本年预算）', 'project_expenditure'],
    ['2025年项目支出预算表（上年结转）', 'project_carryover'],
    ['部门财务收支预算总表01-1表', 'balance'],
    ['本年支出总体情况表', 'expenditure'],
    ['收支预算总表（市本级）', 'balance'],
    ['一般公共预算支出情况表—按功能分类', 'general_expenditure'],
    ['部门预算政府基金预算财政拨款支出表', 'government_fund_expenditure'],
    ['财政拨款“三公”经费及会议费、培训费预算表', 'three_public'],
    ['项目支出预算表（其他运转类、特定目标类项目）', 'project_expenditure'],
  ])('%s is %s', (line, kind) => expect(best(line)).toBe(kind));

  test.each([
    ['财政拨款支出表（功能科目）', 'appropriation_expenditure'],
    ['财政拨款基本支出表（经济科目）', 'appropriation_basic'],
    ['一般公共预算支出表（按经济分类）', 'general_economic'],
    ['一般公共预算支出经济分类情况表', 'general_economic'],
    ['一般公共预算项目支出情况表（按经济分类科目）', 'project_economic'],
    ['部门综合预算一般公共预算基本支出明细表（按支出功能分类科目）', 'basic_by_function'],
    ['部门预算基本支出预算表', 'basic_all_funds'],
    ['基本支出预算表（人员类、运转类公用经费项目）', 'basic_all_funds'],
    ['部门支出经济分类汇总表', 'expenditure_economic'],
    ['财政拨款支出预算表（部门经济分类科目）', 'expenditure_economic'],
    ['财政拨款上年结转资金支出表', 'carryover_expenditure'],
    ['财政专户管理资金预算支出表', 'special_account_expenditure'],
    ['政府采购（资产配置、购买服务）预算表', 'procurement'],
    ['财政拨款政府购买服务明细表', 'purchase_services'],
    ['市对下转移支付预算表', 'transfers'],
    ['省级专项资金预算汇总表', 'transfers'],
    ['部门新增资产购置预算表', 'asset_purchase'],
  ])('%s is %s, beside the core', (line, kind) => expect(best(line)).toBe(kind));

  test.each([
    '部门预算项目支出及其他支出预算表',
    '一般公共预算基本支出表--人员经费（工资福利支出）（按政府预算经济分类）',
    '政府性基金预算支出分类汇总表（按政府预算经济分类）',
    '政府性基金预算“三公”经费支出预算表',
    '部门收支预算总表（分单位）',
    '一般公共预算支出预算变动情况表',
    '上级补助项目支出预算表',
    '部门项目中期规划预算表',
    '国有资本经营收入预算表',
    '一般公共预算民生支出表',
    '部门人员经费支出预算表',
  ])('%s has one word more than any statement: a stranger', (line) => expect(best(line)).toBeNull());

  test.each([
    '市级预算部门（单位）整体支出绩效目标申报表',
    '国有资产占用情况表',
    '部门决算相关信息统计表',
    '全市一般公共预算收入预算表',
    '预算收支总表详见附件，本年收入合计100万元。',
    '地方政府债务限额及余额决算情况表',
  ])('%s is none of them', (line) => expect(best(line)).toBeNull());
});

describe('titles of final accounts', () => {
  test.each([
    ['收入支出决算总表', 'balance'],
    ['收入支出决算总表（财决01表）', 'balance'],
    ['一般公共预算财政拨款收入支出决算表', 'general_expenditure'],
    ['财政拨款支出决算表', 'appropriation_expenditure'],
    ['公开01表 收入支出决算总表', 'balance'],
    ['收入决算表', 'revenue'],
    ['支出决算表', 'expenditure'],
    ['财政拨款收入支出决算总表', 'appropriation_balance'],
    ['一般公共预算财政拨款支出决算表', 'general_expenditure'],
    ['一般公共预算财政拨款基本支出决算表', 'basic_expenditure'],
    ['政府性基金预算财政拨款收入支出决算表', 'government_fund_expenditure'],
    ['国有资本经营预算财政拨款支出决算表', 'state_capital'],
    ['财政拨款“三公”经费支出决算表', 'three_public'],
    ['上海市普陀区财政局2024年度收入支出决算总表', 'balance'],
  ])('%s is %s', (line, kind) => expect(best(line, 'department-final')).toBe(kind));
});

test("the department's own name in a title does not count", () => {
  expect(best('春风文化收支总表', 'department-budget', '春风文化')).toBe('balance');
  expect(best('春风文化收支总表')).toBeNull();
});

test('endings of names that may stand before a title are those of words.yaml', () => {
  expect(best('清水监狱收支总表')).toBe('balance');
  expect(best('清水县收支总表')).toBe('balance');
  expect(best('清水文化收支总表')).toBeNull();
});
