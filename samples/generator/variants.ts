import { FINANCE_OFFICE } from './data/final.ts';
import { EVERY_FUND, EVERY_FUND_SPENT, EVERY_FUND_THIS_YEAR } from './data/funds.ts';
import { COMMERCE_COMMISSION } from './data/shanghai.ts';
import { APPROVAL_OFFICE, SERVICE_OFFICE } from './data/shanxi.ts';
import { type Print, USUAL } from './figures.ts';
import { finalReport } from './forms/final-accounts.ts';
import { shanghaiBudget } from './forms/shanghai-budget.ts';
import { shanxiBudget } from './forms/shanxi-budget.ts';
import type { Report, Style } from './model.ts';

/** A report in one of the many looks that publishers give it. */
export interface Variant {
  readonly name: string;
  readonly report: Report;
  readonly style: Partial<Style>;
}

/** The looks, by name. */
export const STYLES = {
  strokes: {},
  'thin rectangles': { ruling: 'fill' },
  'short pieces, header once': { ruling: 'pieces', repeatHeader: false },
  'horizontal rules only': { ruling: 'horizontal' },
  'three lines': { ruling: 'three-line' },
  'three lines, header once, glyph by glyph': {
    ruling: 'three-line',
    text: 'glyph',
    order: 'shuffled',
    repeatHeader: false,
  },
  'no rules': { ruling: 'none' },
  'no rules, header once': { ruling: 'none', repeatHeader: false },
  'glyph by glyph, scaled content': { text: 'glyph', order: 'shuffled', contentScale: 0.034 },
  'drawn twice, by columns': { bold: 'twice', order: 'columns' },
  'filled and stroked': { bold: 'stroke' },
  'clipped cells': { clipCells: true, maxLines: 1 },
  'tables share pages': { packTables: true },
  'tables share pages, no rules': { packTables: true, ruling: 'none' },
  'tables share pages, header once': { packTables: true, repeatHeader: false, rowAir: 2 },
  'turned 90': { rotate: 90 },
  'turned 180': { rotate: 180, ruling: 'fill' },
  'turned 270, glyph by glyph': { rotate: 270, text: 'glyph' },
  'centred amounts': { amountAlign: 'center' },
  'left amounts': { amountAlign: 'left' },
  'large and airy, header once': { tableSize: 11, rowAir: 2, repeatHeader: false },
  'small print': { tableSize: 6 },
  'watermark and running head': { watermark: '仅供内部审核', runningHead: '部门预算公开文本' },
  'watermark, three lines': { watermark: '内部资料', ruling: 'three-line' },
} as const satisfies Readonly<Record<string, Partial<Style>>>;

const PRINTS: Readonly<Record<string, Print>> = {
  'printed zeros': { ...USUAL, zero: '0.00' },
  dashes: { ...USUAL, zero: '-' },
  'no separators': { ...USUAL, grouping: false },
};

type Form = Readonly<Record<string, (print: Print) => Report>>;

const FULL: Form = {
  'every fund, shanxi': (print) => shanxiBudget(EVERY_FUND, { print }),
  'every fund, shanghai': (print) => shanghaiBudget(EVERY_FUND_THIS_YEAR, { print }),
  'every fund, final': (print) => finalReport(EVERY_FUND_SPENT, { print }),
};

const FORMS: Form = {
  shanxi: (print) => shanxiBudget(APPROVAL_OFFICE, { print }),
  'shanxi with units': (print) => shanxiBudget(SERVICE_OFFICE, { print }),
  shanghai: (print) => shanghaiBudget(COMMERCE_COMMISSION, { print }),
  final: (print) => finalReport(FINANCE_OFFICE, { print }),
};

/** Other words and columns than the usual ones, in the usual look. */
const WORDED: readonly Variant[] = [
  {
    name: 'shanxi: other order of columns',
    report: shanxiBudget(APPROVAL_OFFICE, { expenditureColumns: ['project', 'basic', 'total'] }),
    style: {},
  },
  {
    name: 'shanxi: statements alone, no cover, no prose',
    report: shanxiBudget(SERVICE_OFFICE, { whole: false }),
    style: {},
  },
  {
    name: 'shanxi: other titles',
    report: shanxiBudget(APPROVAL_OFFICE, {
      titles: {
        balance: '部门收支总表',
        revenue: '部门收入总表',
        expenditure: '部门支出总表',
        general_expenditure: '一般公共预算支出表',
        basic_expenditure: '一般公共预算基本支出表',
        three_public: '一般公共预算“三公”经费支出表',
        agency_operation: '机关运行经费预算财政拨款情况统计表',
      },
    }),
    style: {},
  },
  { name: 'final: codes without their parents', report: finalReport(FINANCE_OFFICE, { parents: 'once' }), style: {} },
  {
    name: 'shanghai: codes without their parents',
    report: shanghaiBudget(COMMERCE_COMMISSION, { parents: 'once' }),
    style: {},
  },
];

/** The looks in which columns are hardest to tell apart: those that departments with money of every fund are read in. */
const HARD: readonly (keyof typeof STYLES)[] = [
  'strokes',
  'horizontal rules only',
  'three lines',
  'no rules, header once',
  'tables share pages, header once',
  'turned 270, glyph by glyph',
  'centred amounts',
];

const LOOKS = Object.keys(STYLES).filter((name): name is keyof typeof STYLES => name in STYLES);

function looks(forms: Form, names: readonly (keyof typeof STYLES)[]): Variant[] {
  return Object.entries(forms).flatMap(([form, report]) =>
    names.map((look): Variant => ({ name: `${form}: ${look}`, report: report(USUAL), style: STYLES[look] })),
  );
}

function prints(forms: Form, look: keyof typeof STYLES): Variant[] {
  return Object.entries(forms).flatMap(([form, report]) =>
    Object.entries(PRINTS).map(
      ([print, how]): Variant => ({ name: `${form}: ${print}, ${look}`, report: report(how), style: STYLES[look] }),
    ),
  );
}

/** Every form in every look, in every way to print nothing, and in other words. */
export function variants(): Variant[] {
  const usual = [...looks(FORMS, LOOKS), ...prints(FORMS, 'strokes'), ...prints(FORMS, 'three lines')];
  return [...usual, ...looks(FULL, HARD), ...prints(FULL, 'strokes'), ...WORDED];
}
