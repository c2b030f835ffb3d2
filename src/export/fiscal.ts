import type { Database } from '../store/port.ts';
import type { Column } from './columns.ts';
import { type Filters, openTable, type Row, type TableSource, type Value } from './source.ts';

/** Columns that a Fiscal Data Package needs and the facts hold only by implication. */
const DERIVED: readonly Column[] = [
  { name: 'phase', type: 'text', title: '阶段' },
  { name: 'amount_year', type: 'integer', title: '金额年度' },
  { name: 'direction', type: 'text', title: '方向' },
  { name: 'fund', type: 'text', title: '资金' },
  { name: 'functional_code', type: 'text', title: '功能分类' },
  { name: 'economic_department_code', type: 'text', title: '部门经济分类' },
  { name: 'economic_government_code', type: 'text', title: '政府经济分类' },
  { name: 'revenue_code', type: 'text', title: '收入分类' },
];

const FUNDS = ['general_public', 'government_fund', 'state_capital', 'special_account', 'unit_funds'];

/** Statements that speak of one fund alone. */
const FUND_OF: Readonly<Record<string, string>> = {
  general_expenditure: 'general_public',
  basic_expenditure: 'general_public',
  government_fund_revenue: 'government_fund',
  government_fund_expenditure: 'government_fund',
  state_capital: 'state_capital',
};

/** The facts with their fiscal dimensions spelt out. */
export function openFiscal(db: Database, filters: Filters): TableSource {
  const facts = openTable(db, 'facts', filters);
  function* rows() {
    for (const fact of facts.rows()) yield { ...fact, ...dimensions(fact) };
  }
  return { table: 'facts', columns: [...facts.columns, ...DERIVED], rows };
}

function dimensions(fact: Row): Record<string, Value> {
  const scheme = fact.code_scheme;
  const code = (wanted: string) => (scheme === wanted ? (fact.standard_code ?? null) : null);
  return {
    phase: phase(fact),
    amount_year: fact.fiscal_year === null ? null : Number(fact.fiscal_year) - (fact.measure === 'prior_total' ? 1 : 0),
    direction: direction(fact),
    fund: FUND_OF[String(fact.statement)] ?? (FUNDS.includes(String(fact.measure)) ? String(fact.measure) : null),
    functional_code: code('functional'),
    economic_department_code: code('economic_department'),
    // The Shanxi form prints both economic classifications in one line.
    economic_government_code:
      code('economic_government') ?? (scheme === 'economic_department' ? (fact.standard_code_2 ?? null) : null),
    revenue_code: code('revenue'),
  };
}

/** 预算 is published once it is approved; 决算 is what was carried out, beside the budget it is compared with. */
function phase(fact: Row): string | null {
  if (fact.document_type === 'budget') return 'approved';
  if (fact.document_type === 'final') return fact.measure === 'planned' ? 'approved' : 'executed';
  return null;
}

function direction(fact: Row): string | null {
  if (fact.side !== null && fact.side !== undefined) return String(fact.side);
  if (fact.measure === 'opening' || fact.measure === 'closing') return null;
  const revenue =
    fact.statement === 'revenue' || fact.statement === 'government_fund_revenue' || fact.measure === 'year_revenue';
  return revenue ? 'revenue' : 'expenditure';
}

interface Attribute {
  readonly source: string;
  readonly resource: 'facts';
  readonly labelfor?: string;
  readonly parent?: string;
}

interface Dimension {
  readonly dimensionType: string;
  readonly classificationType?: string;
  readonly primaryKey: string | readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

const attribute = (source: string, more: Partial<Attribute> = {}): Attribute => ({
  source,
  resource: 'facts',
  ...more,
});

function classified(code: string, classificationType: string): Dimension {
  return {
    dimensionType: 'classification',
    classificationType,
    primaryKey: 'code',
    attributes: { code: attribute(code), label: attribute('line_name', { labelfor: 'code' }) },
  };
}

function single(source: string, dimensionType: string): Dimension {
  return { dimensionType, primaryKey: source, attributes: { [source]: attribute(source) } };
}

/** How the columns of `facts` map to measures and dimensions (Fiscal Data Package 0.3). */
export const FISCAL_MODEL: {
  readonly measures: Readonly<Record<string, { source: string; resource: string; currency: string }>>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
} = {
  measures: { amount: { source: 'amount', resource: 'facts', currency: 'CNY' } },
  dimensions: {
    'fiscal-year': single('amount_year', 'datetime'),
    'administrative-classification': {
      dimensionType: 'classification',
      classificationType: 'administrative',
      primaryKey: 'department',
      attributes: { department: attribute('department') },
    },
    'functional-classification': classified('functional_code', 'functional'),
    'economic-classification': classified('economic_department_code', 'economic'),
    'economic-classification-government': classified('economic_government_code', 'economic'),
    'revenue-classification': classified('revenue_code', 'economic'),
    phase: single('phase', 'other'),
    direction: single('direction', 'other'),
    fund: single('fund', 'other'),
    statement: {
      dimensionType: 'other',
      primaryKey: ['statement', 'measure', 'line_role'],
      attributes: {
        statement: attribute('statement'),
        measure: attribute('measure'),
        line_role: attribute('line_role'),
      },
    },
    place: {
      dimensionType: 'fact',
      primaryKey: ['sha256', 'statement_index', 'amount_index'],
      attributes: {
        sha256: attribute('sha256'),
        statement_index: attribute('statement_index'),
        amount_index: attribute('amount_index'),
      },
    },
  },
};

/** The same, field by field, in the words of the later drafts of the specification. */
export const COLUMN_TYPES: Readonly<Record<string, string>> = {
  amount: 'value',
  amount_year: 'date:fiscal-year',
  department: 'administrative-classification:generic:code:full',
  functional_code: 'functional-classification:generic:code:full',
  economic_department_code: 'economic-classification:generic:code:full',
  phase: 'phase',
  direction: 'direction',
  line_code: 'budget-line-id',
};
