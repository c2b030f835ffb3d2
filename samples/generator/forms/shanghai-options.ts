import type { Print } from '../figures.ts';
import type { Parents } from './split-codes.ts';

/** What may differ between two reports of the Shanghai form. */
export interface ShanghaiOptions {
  readonly print: Print;
  readonly parents: Parents;
  readonly titles: Readonly<Record<string, string>>;
  readonly whole: boolean;
  /** The statements to print; all of them by default. */
  readonly pages: readonly string[];
}

export const SHANGHAI_TITLES = {
  balance: '部门财务收支预算总表',
  revenue: '部门收入预算总表',
  expenditure: '部门支出预算总表',
  appropriation_balance: '部门财政拨款收支预算总表',
  general_expenditure: '部门一般公共预算支出功能分类预算表',
  government_fund_expenditure: '部门政府性基金预算支出功能分类预算表',
  state_capital: '部门国有资本经营预算支出功能分类预算表',
  basic_expenditure: '部门一般公共预算基本支出部门预算经济分类预算表',
  three_public: '部门“三公”经费和机关运行经费预算表',
} as const;
