import type { Print } from '../figures.ts';
import type { Parents } from './split-codes.ts';

/** What may differ between two final accounts. */
export interface FinalOptions {
  readonly print: Print;
  readonly parents: Parents;
  readonly titles: Readonly<Record<string, string>>;
  readonly whole: boolean;
}

export const FINAL_TITLES = {
  balance: '收入支出决算总表',
  revenue: '收入决算表',
  expenditure: '支出决算表',
  appropriation_balance: '财政拨款收入支出决算总表',
  general_expenditure: '一般公共预算财政拨款支出决算表',
  basic_expenditure: '一般公共预算财政拨款基本支出决算表',
  three_public: '财政拨款“三公”经费支出决算表',
  government_fund_expenditure: '政府性基金预算财政拨款收入支出决算表',
  state_capital: '国有资本经营预算财政拨款支出决算表',
} as const;
