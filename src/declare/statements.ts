import * as z from 'zod';
import { measureKey, statementKey } from './catalogue.ts';

/** What a code or name column can be of; `mixed`: units and what stands below them share the column. */
export const LABEL_SCHEMES = [
  'functional',
  'economic_department',
  'economic_government',
  'revenue',
  'unit',
  'project',
  'mixed',
] as const;
export type LabelScheme = (typeof LABEL_SCHEMES)[number];

const words = z.array(z.string().min(1));
const measure = measureKey;

/** Header words (表头用语): what a column says about itself. `*` stands for anything. */
const headersSchema = z.strictObject({
  measures: z.partialRecord(measure, words).default({}).describe('表头用语 → 度量'),
  sums: words.default([]).describe('合计、小计：本身不说明是哪一项资金，由上级表头决定'),
  amounts: words.default([]).describe('金额、预算数：本身不说明是哪一项资金'),
  prior: words.default([]).describe('上年的数'),
  behind_funds: words.default([]).describe('收入、拨款、资金等：写在一项资金后面，不改变它是哪一项'),
  periods: words.default([]).describe('本年、当年等：不改变列的含义'),
  codes: z
    .strictObject({ whole: words.default([]), 类: words.default([]), 款: words.default([]), 项: words.default([]) })
    .prefault({})
    .describe('科目编码列：整码，或分成类、款、项'),
  names: z
    .strictObject({ first: words.default([]), second: words.default([]), unit: words.default([]) })
    .prefault({})
    .describe('名称列；second 为同一行的第二个名称，unit 为单位（部门）名称'),
  schemes: z
    .partialRecord(z.enum(LABEL_SCHEMES), words)
    .default({})
    .describe(
      '编码列、名称列写的是什么：功能分类、部门（政府）经济分类、收入分类、单位、项目；mixed 为单位与科目（项目）共用的一列',
    ),
  revenue: words.default([]).describe('说明一半表格是收入'),
  expenditure: words.default([]).describe('说明一半表格是支出'),
  row_numbers: words.default([]).describe('行次、栏次：不是金额'),
  context: words.default([]).describe('只起分组作用的表头'),
  others: z
    .array(
      z.strictObject({
        words,
        beside: measure.optional().describe('只在另有这一度量的列时才清楚：全年预算数旁边有年初预算数'),
      }),
    )
    .default([])
    .describe('含义清楚、但没有自己度量的列：照录，不必请人看'),
  ignored: z
    .array(
      z.strictObject({
        words,
        unless: words.default([]).describe('这样的表头用语除外：是金额，例如人数补助资金'),
        why: z.string().min(1),
        only: z
          .enum(['difference', 'words'])
          .optional()
          .describe('只在这种情形下不取：difference 确是另外两列之差，words 写着文字；否则照录'),
      }),
    )
    .default([])
    .describe('不取的列，以及原因'),
});

const expectsSchema = z.strictObject({
  all: words.default([]).describe('这些表头用语都应出现'),
  any: words.default([]).describe('至少出现其一'),
  none: words.default([]).describe('不应出现'),
  no_lines: words.default([]).describe('不应有的行：有这样的行，表名可能是另一张表的'),
});

const statementSchema = z.strictObject({
  name: z.string().default('').describe('中文名称'),
  titles: z.array(words.min(1)).default([]).describe('标题：这些词依次出现，其余只能是 fillers 中的字样'),
  named: z
    .array(words.min(1))
    .default([])
    .describe('标题由哪些词类（title_words）组成，不论次序；？在前为可有可无；多一类、少一类都不是本报表'),
  coded: z.array(words.min(1)).default([]).describe('同 named，但标题没说按什么分类，要由行的编码或名称证实'),
  besides: z.array(words.min(1)).default([]).describe('同 named，但报告里有不带这类词的标题时让位于它'),
  asked: z
    .array(words.min(1))
    .default([])
    .describe('不是本报表的标题，但有的单位会这样叫它：报告里缺本报表时，照录并请人看一看'),
  shape: z
    .enum(['lines', 'two-sided', 'items'])
    .default('lines')
    .describe('lines 一行一科目（可左右并排）；two-sided 左收右支；items 项目写在表头（转置）'),
  scheme: z
    .enum(['functional', 'economic', 'revenue', 'none'])
    .default('none')
    .describe('行所用的科目：功能分类、经济分类、收入分类，或不是科目'),
  own: z.array(measure).default([]).describe('本表自身就是这些度量：表头再写也只是 total'),
  usual: z
    .array(z.array(measure).min(2))
    .default([])
    .describe('常见的列，从左到右：识别（OCR）的表头有一列读不出时，由其余各列推定'),
  expects: expectsSchema.prefault({}).describe('表头用语的证据'),
  spends_on: words
    .default([])
    .describe('这项资金只能用于哪些功能分类（编码的开头）：印出的编码一个也不在其中，表题就不足为凭'),
  lines: z.record(z.string(), words).default({}).describe('行（或转置表的列）的统一名称 → 印刷写法'),
  also: z.partialRecord(statementKey, words).default({}).describe('同一张表里属于另一张报表的列'),
  also_below: z
    .partialRecord(statementKey, words)
    .default({})
    .describe('那些行自身没有金额时，其下同属那张报表的行：机关运行经费之下的行政单位'),
});

const linesSchema = z.strictObject({
  totals: words.default([]).describe('总计、合计'),
  subtotals: words.default([]).describe('本年收入合计、人员经费合计等'),
  sources: words.default([]).describe('资金来源、结转等不是科目的行'),
});

/** Classes that a statement's title names must be classes of words: a misspelt one would match nothing, silently. */
function knowsClasses(
  declared: Pick<
    z.output<typeof statementsSchema>,
    'title_words' | 'title_neutral' | 'title_asked' | 'title_names' | 'statements'
  >,
  context: z.RefinementCtx,
): void {
  const check = (list: readonly string[], path: (string | number)[]) => {
    for (const [at, one] of list.entries()) {
      if (Object.hasOwn(declared.title_words, one.replace(/^\?/u, ''))) continue;
      context.addIssue({ code: 'custom', path: [...path, at], message: `没有名为“${one}”的词类（title_words）` });
    }
  };
  check(declared.title_neutral, ['title_neutral']);
  check(declared.title_asked, ['title_asked']);
  check(declared.title_names, ['title_names']);
  for (const [kind, statement] of Object.entries(declared.statements)) {
    for (const key of ['named', 'coded', 'besides', 'asked'] as const) {
      for (const [at, list] of (statement?.[key] ?? []).entries()) check(list, ['statements', kind, key, at]);
    }
  }
}

/** statements.yaml: the statements of this kind of document. */
export const statementsSchema = z.strictObject({
  fillers: words.default([]).describe('标题里没有区分作用的字样'),
  title_fillers: words.default([]).describe('同 fillers，只用于按词类读标题'),
  title_words: z.record(z.string(), words).default({}).describe('标题用词：词类 → 印刷写法'),
  title_neutral: words.default([]).describe('任何报表的标题都可以有的词类'),
  title_asked: words
    .default([])
    .describe('核心报表的标题多了这样一类词，就不再是它的标题；报告里缺这张报表时，照录并请人看一看'),
  title_names: words.default([]).describe('机构名称里也会有的词类，例如国有资产管理局、政府采购中心'),
  headers: headersSchema.prefault({}).describe('表头用语'),
  lines: linesSchema.prefault({}).describe('不是科目的行'),
  others: z.array(words.min(1)).default([]).describe('不属于这些报表的表格的标题，例如绩效目标表'),
  form_words: words.default([]).describe('表格里有两处以上这样的用语，就是绩效目标表一类的表单，不是报表'),
  statements: z.partialRecord(statementKey, statementSchema).default({}).describe('报表'),
});

/** The same with all that is inherited. */
export const wholeStatementsSchema = statementsSchema.superRefine(knowsClasses);

export type StatementsDeclaration = z.output<typeof statementsSchema>;
export type StatementDeclaration = z.output<typeof statementSchema>;
