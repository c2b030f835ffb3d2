import * as z from 'zod';
import { measureKey, statementKey } from './catalogue.ts';

/** Each entry may hold several ways to write a thing, separated by spaces: shorter to read than a list. */
const words = z.array(z.string().min(1));
const spellings = z.string().min(1);

const targetSchema = z.strictObject({
  statement: statementKey,
  side: z.enum(['revenue', 'expenditure']).optional().describe('两栏表的哪一半'),
  line: words.default(['合计']).describe('行的名称，* 代表任意文字；合计 指本表（本侧）的总计行，无论印作什么'),
  measure: measureKey.default('total'),
});

const subjectSchema = z.strictObject({
  words: spellings.describe('紧接在金额之前的文字（结尾部分），以空格分隔'),
  is: z.array(targetSchema).describe('所指的表格数字，依次尝试，取第一个印出来的；空表示不与报表核对'),
  binding: z.enum(['firm', 'weak']).default('firm').describe('firm 不等即为矛盾；weak 相等则为印证，不等不算矛盾'),
  after: z.enum(['revenue', 'expenditure']).optional().describe('只在前文说的是收入（支出）时适用'),
});

const sectionSchema = z.strictObject({
  headings: spellings.describe('所在标题，以空格分隔，* 代表任意文字，最具体的优先'),
  names: z
    .array(targetSchema.omit({ line: true }))
    .default([])
    .describe('科目名称所指的报表'),
  subjects: z.array(subjectSchema).default([]),
  funds: words.default([]).describe('科目之前有这些资金的名称，说的还是本节的报表；在别处，则是另一张表的数'),
  first: z.boolean().default(false).describe('标题先与这些节比较，再与其他各节比较'),
  closed: z.boolean().default(false).describe('本节金额不与报表核对'),
});

/** prose.yaml: what the amounts in the explanatory text (情况说明、编制说明) speak of. */
export const proseSchema = z.strictObject({
  skip: words.default([]).describe('这些标题之下没有可核对的金额'),
  sections: z.array(sectionSchema).default([]),
  subjects: z.array(subjectSchema).default([]).describe('任何一节都适用；各节自己的优先'),
  names: z
    .array(targetSchema.omit({ line: true }))
    .default([])
    .describe('（类）（款）（项）所指的报表'),
  roles: z
    .strictObject({
      repeat: words.default([]).describe('重复前文所说科目的数字'),
      planned: words.default([]).describe('前文所说科目的年初预算'),
      prior: words.default([]).describe('前文所说科目的上年数'),
    })
    .prefault({}),
  increase: words.default([]).describe('增加'),
  decrease: words.default([]).describe('减少'),
  purpose: z
    .strictObject({
      opening: words.default([]).describe('引出资金构成或用途的词：主要包括、用于'),
      unfinished: words.default([]).describe('列举末尾表示未列全的词：等、等支出'),
      natures: z
        .array(z.strictObject({ words: spellings, measure: measureKey }))
        .default([])
        .describe('用途以这些词结尾，则该科目在此列应有金额'),
    })
    .prefault({}),
  compared: words.default([]).describe('引出比较年度的词：比、较'),
  thresholds: z
    .strictObject({
      before: words.default([]).describe('金额之前出现，则为标准或单价'),
      after: words.default([]).describe('金额之后紧接，则为限额'),
    })
    .prefault({}),
});

export type ProseDeclaration = z.output<typeof proseSchema>;
export type ProseTarget = z.output<typeof targetSchema>;
export type ProseSubject = z.output<typeof subjectSchema>;
export type ProseSection = z.output<typeof sectionSchema>;
