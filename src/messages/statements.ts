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
};

/** A statement's name in `language`; a key that is none stays as it is. */
export function statementName(key: string, language: 'zh' | 'en'): string {
  const known = Object.entries(NAMES).find(([kind]) => kind === key);
  return known === undefined ? key : known[1][language === 'zh' ? 0 : 1];
}
