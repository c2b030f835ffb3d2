import type { Fen, Print } from '../figures.ts';
import type { Block } from '../model.ts';

/** What may differ between two reports of the Shanxi form. */
export interface ShanxiOptions {
  readonly print: Print;
  /** Other titles by statement; a report's own year is put before them. */
  readonly titles: Readonly<Record<string, string>>;
  /** Columns of 支出总表 and 一般公共预算支出预算表, in printed order. */
  readonly expenditureColumns: readonly ('total' | 'basic' | 'project')[];
  /** The printed table numbers, which publishers get wrong; '' for none. */
  readonly numbers: readonly string[];
  /** Blocks after the prose: forms, catalogue. */
  readonly annexes: readonly Block[];
  /** Contents page, cover and prose. */
  readonly whole: boolean;
  /** Sentences that differ from the tables. */
  readonly proseTotal: Fen | null;
}

export const SHANXI_TITLES = {
  balance: '预算收支总表',
  revenue: '预算收入总表',
  expenditure: '预算支出总表',
  appropriation_balance: '财政拨款收支总表',
  general_expenditure: '一般公共预算支出预算表（不含上年结转）',
  basic_expenditure: '一般公共预算安排基本支出分经济科目表（不含上年结转）',
  government_fund_revenue: '政府性基金预算收入表（不含上年结转）',
  government_fund_expenditure: '政府性基金预算支出表（不含上年结转）',
  state_capital: '国有资本经营预算收支预算表（不含上年结转）',
  three_public: '财政拨款安排“三公”经费支出预算表',
  agency_operation: '财政拨款安排机关运行经费预算表',
  project_expenditure: '项目支出预算表（本年预算）',
  project_carryover: '项目支出预算表（上年结转）',
} as const;
