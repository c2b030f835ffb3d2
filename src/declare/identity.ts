import * as z from 'zod';
import { ENGINE_RULES } from '../model/codes.ts';
import { measureKey, statementKey } from './catalogue.ts';

const statement = statementKey;
const statements = z.array(statement).min(1).describe('适用的报表');
const measure = measureKey;
const side = z.enum(['revenue', 'expenditure']).optional().describe('两栏式报表的一侧');
const names = z.array(z.string().min(1)).min(1);
const title = z.string().min(1).describe('中文说明，写进核对报告');

/** How far an identity binds: a `soft` one only proves what satisfies it and accuses nobody. */
const strength = z
  .enum(['strict', 'balanced', 'soft'])
  .default('strict')
  .describe('strict 必须成立；balanced 两表总额一致且多数行一致时才必须成立；soft 成立可作证明，不成立不算错');

const columns = z.strictObject({
  kind: z.literal('columns').describe('同一行内：各列相加'),
  title,
  statements,
  side,
  left: z.array(measure).min(1).describe('左边各列'),
  right: z.array(measure).min(1).describe('右边各列；空白的列由其自身的组成代替'),
  optional: z.array(measure).default([]).describe('有的格式计入合计、有的不计入的列：按多数行判断'),
  needs: z.array(measure).default([]).describe('没有印这些列时，不核对'),
  this_year: measure.optional().describe('印有这一列（当年预算小计）时，右边各列可能只是它的组成：按多数行判断'),
  strength,
});

const children = z.strictObject({
  kind: z.literal('children').describe('同一列内：下级之和等于上级'),
  title,
  statements,
  side,
  strength,
  among: names.default([]).describe('下级的行名以此开头，则可能没有列全：其和不超过上级'),
});

const cascade = z.strictObject({
  kind: z.literal('cascade').describe('同一列内：各行之和为小计，小计加其后各行为总计'),
  title,
  statements,
  side,
  subtotal: names.optional().describe('小计行的名称，例如 本年收入合计'),
  total: names.describe('总计行的名称'),
  expected: z.array(statement).default([]).describe('这些报表一定印有小计或总计行：识别结果里没有，就是漏读了'),
  strength,
});

/** Places whose amounts are added: named lines, lines by code, or a statement's grand total. */
const term = z
  .strictObject({
    statement,
    side,
    measure: measure.optional().describe('省略时取 measures 中的每一列'),
    lines: names.optional().describe('行的名称，多个名称时取第一个出现的'),
    each: names.optional().describe('行的名称，出现的全部相加'),
    instead: z.record(z.string().min(1), names).optional().describe('each 的某一行没有印出时，代替它的各行'),
    codes: names.optional().describe('科目编码，全部相加'),
    occurrence: z.number().int().min(1).optional().describe('同名行第几次出现，从 1 数起'),
    whole: z.literal(true).optional().describe('总计；没有总计行时为最上级各行之和'),
  })
  .refine(
    (value) => [value.lines, value.each, value.codes, value.whole].filter((part) => part !== undefined).length === 1,
    {
      message: 'lines、each、codes、whole 必须恰好写一个',
    },
  );

const lines = z.strictObject({
  kind: z.literal('lines').describe('指定的行相加，可以跨表'),
  title,
  left: z.array(term).min(1),
  right: z.array(term).min(1),
  optional: z.array(term).default([]).describe('有的格式计入右边、有的不计入的行：以能使等式成立的为准'),
  measures: z.array(measure).optional().describe('对这些列分别核对'),
  relation: z.enum(['equal', 'at_most']).default('equal').describe('equal 相等；at_most 左边不超过右边'),
  strength,
});

const place = z.strictObject({ statement, side, measure });

const same = z.strictObject({
  kind: z.literal('same').describe('同一科目在几张表里的数相同'),
  title,
  places: z.array(place).min(2),
  relation: z.enum(['equal', 'at_most']).default('equal').describe('at_most：前一处不超过后一处'),
  strength,
});

const identity = z.discriminatedUnion('kind', [columns, children, cascade, lines, same]);

/** Lines that are parts of the line before them, where print gives neither code nor indentation. */
const nest = z.strictObject({
  statements,
  side,
  whole: names.describe('上级行的名称'),
  parts: names.describe('其下各行的名称开头'),
  strength,
});

/** Whether no rule of the engine has this name. */
function isFree(id: string): boolean {
  return !ENGINE_RULES.some((rule) => rule === id);
}

/** identities.yaml: the accounting identities (勾稽关系) of this kind of document, by id. */
export const identitiesSchema = z.strictObject({
  nests: z.record(z.string(), nest).default({}).describe('没有编码和缩进时的从属关系'),
  known: z
    .array(z.string().min(1))
    .default([])
    .describe('收支总表等按科目列示的表里，不是科目但认识的行；* 代表任意文字'),
  identities: z
    .record(z.string().refine(isFree, '这是程序自带规则的名字，请换一个'), identity)
    .default({})
    .describe('勾稽关系：编号 → 内容'),
});

export type IdentitiesDeclaration = z.output<typeof identitiesSchema>;
export type IdentityDeclaration = z.output<typeof identity>;
export type IdentityTerm = z.output<typeof term>;
export type IdentityPlace = z.output<typeof place>;
export type IdentityStrength = z.output<typeof strength>;
export type NestDeclaration = z.output<typeof nest>;
