import * as z from 'zod';

const words = z.array(z.string().min(1));

/** words.yaml: words that reports use everywhere. */
export const wordsSchema = z.strictObject({
  organisations: z
    .strictObject({
      common: words.default([]).describe('任何机构名称的结尾，例如：局、中心'),
      reporting: words.default([]).describe('此外，编报部门名称的结尾'),
      counted: words.default([]).describe('此外，文字说明人数、编制时机构名称的结尾'),
      listed: words.default([]).describe('此外，列举下属单位、内设机构时名称的结尾'),
      units: words.default([]).describe('此外，项目所属单位名称的结尾'),
      branches: words.default([]).describe('编报部门名称后面可以跟的，例如：本级、（汇总）'),
    })
    .prefault({})
    .describe('机构名称的结尾'),
});

export type WordsDeclaration = z.output<typeof wordsSchema>;
