import type { StatementKind } from '../model/statement.ts';

/** What the statements are called, in Chinese and English. */
const NAMES: Readonly<Record<StatementKind, readonly [zh: string, en: string]>> = {
  balance: ['收支总表', 'balance'],
  revenue: ['收入总表', 'revenue'],
  expenditure: ['支出总表', 'expenditure'],
  appropriation_balance: ['财政拨款收支总表', 'appropriation balance'],
  general_expenditure: ['一般公共预算支出表', 'general public expenditure'],
  basic_expenditure: ['基本支出表', 'basic expenditure'],
  government_fund_revenue: ['政府性基金收入表', 'government fund revenue'],
  government_fund_expenditure: ['政府性基金支出表', 'government fund expenditure'],
  state_capital: ['国有资本经营预算表', 'state capital'],
  three_public: ['“三公”经费表', 'three public expenses'],
  agency_operation: ['机关运行经费表', 'agency operation'],
  project_expenditure: ['项目支出表', 'projects'],
  project_carryover: ['项目支出表（上年结转）', 'projects carried over'],
  appropriation_expenditure: ['财政拨款支出表', 'appropriation expenditure'],
  appropriation_basic: ['财政拨款基本支出表', 'appropriation basic'],
  general_economic: ['一般公共预算支出经济分类表', 'general public by class'],
  project_economic: ['一般公共预算项目支出经济分类表', 'projects by class'],
  basic_by_function: ['一般公共预算基本支出功能分类表', 'basic by function'],
  basic_all_funds: ['基本支出表（全部资金）', 'basic of all funds'],
  expenditure_economic: ['支出经济分类表', 'expenditure by class'],
  carryover_expenditure: ['上年结转支出表', 'carried over'],
  special_account_expenditure: ['财政专户管理资金支出表', 'special accounts'],
  procurement: ['政府采购预算表', 'procurement'],
  purchase_services: ['政府购买服务支出表', 'purchased services'],
  transfers: ['对下转移支付表', 'transfers'],
  asset_purchase: ['新增资产配置表', 'new assets'],
  other: ['其他表', 'other tables'],
};

/** A statement's name in `language`; a key that is none stays as it is. */
export function statementName(key: string, language: 'zh' | 'en'): string {
  const known = Object.entries(NAMES).find(([kind]) => kind === key);
  return known === undefined ? key : known[1][language === 'zh' ? 0 : 1];
}
