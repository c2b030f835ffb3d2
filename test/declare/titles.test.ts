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
  ])('%s is %s', (line, kind) => expect(best(line)).toBe(kind));

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
