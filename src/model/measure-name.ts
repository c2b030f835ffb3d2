import type { MEASURES } from './statement.ts';

type ContractMeasure = (typeof MEASURES)[number];
type Names = Readonly<Record<ContractMeasure, string>>;

/** What each column is called. */
export const MEASURE_NAMES: { readonly zh: Names; readonly en: Names } = {
  zh: {
    total: '合计',
    current: '当年预算安排',
    carryover: '上年结转',
    general_public: '一般公共预算',
    government_fund: '政府性基金',
    state_capital: '国有资本经营预算',
    special_account: '财政专户管理资金',
    unit_funds: '单位资金',
    appropriation: '财政拨款',
    superior_subsidy: '上级补助收入',
    business: '事业收入',
    operating_revenue: '经营收入',
    affiliate_remittance: '附属单位上缴收入',
    other_revenue: '其他收入',
    basic: '基本支出',
    project: '项目支出',
    personnel: '人员经费',
    public: '公用经费',
    remit_superior: '上缴上级支出',
    operating_expenditure: '经营支出',
    affiliate_subsidy: '对附属单位补助支出',
    opening: '年初结转和结余',
    year_revenue: '本年收入',
    closing: '年末结转和结余',
    planned: '预算数',
    prior_total: '上年数',
  },
  en: {
    total: 'total',
    current: 'current year',
    carryover: 'carried over',
    general_public: 'general public budget',
    government_fund: 'government funds',
    state_capital: 'state capital',
    special_account: 'special accounts',
    unit_funds: 'unit funds',
    appropriation: 'appropriation',
    superior_subsidy: 'superior subsidy',
    business: 'business revenue',
    operating_revenue: 'operating revenue',
    affiliate_remittance: 'affiliate remittance',
    other_revenue: 'other revenue',
    basic: 'basic',
    project: 'project',
    personnel: 'personnel',
    public: 'public',
    remit_superior: 'remitted to superior',
    operating_expenditure: 'operating expenditure',
    affiliate_subsidy: 'affiliate subsidy',
    opening: 'opening balance',
    year_revenue: 'revenue of the year',
    closing: 'closing balance',
    planned: 'planned',
    prior_total: 'previous year',
  },
};

function isKnown(measure: string): measure is ContractMeasure {
  return Object.hasOwn(MEASURE_NAMES.zh, measure);
}

/** A column (列) in words, as reports call it; the header as printed where it is none of the known ones. */
export function measureName(measure: string, language: 'zh' | 'en' = 'zh'): string {
  return isKnown(measure) ? MEASURE_NAMES[language][measure] : measure.replace(/^(?:other|economic|item):/u, '');
}
