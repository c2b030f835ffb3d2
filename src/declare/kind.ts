import * as z from 'zod';
import { UNITS } from '../model/money.ts';

const words = z.array(z.string().min(1));

/** kind.yaml: which documents this is, and how they are told from others. */
export const kindSchema = z.strictObject({
  title: z.string().optional().describe('这类文件的中文名称，例如：部门预算'),
  extends: z.string().optional().describe('继承另一个声明（文件夹名）；只写不同之处'),
  abstract: z.boolean().default(false).describe('只供继承，不直接用于识别文件'),
  document_type: z.enum(['budget', 'final']).optional().describe('budget 预算；final 决算'),
  recognise: z
    .strictObject({
      for: words.default([]).describe('封面与标题中支持这一类的词语'),
      against: words.default([]).describe('封面与标题中反对这一类的词语'),
      beside: words.default([]).describe('含有上述词语、但两类文件都这样写的，例如：一般公共预算'),
      headings: words.default([]).describe('只有这一类文件才有的列的表头（不带往年）和行的名称，例如：决算数'),
      signs: words
        .default([])
        .describe('这类文件的扫描件前几页必定出现其一的词语；都没有的不再识别其余各页，不写则一律识别'),
      otherwise: z.number().int().default(0).describe('词语分不出是哪一类时，数大的先用，并提示；数相同就不读'),
    })
    .prefault({})
    .describe('怎样认出这类文件'),
  department: words.default([]).describe('写着编报部门的行首，例如：部门名称'),
  default_unit: z.enum(UNITS).default('万元').describe('全文都没有写单位时的单位'),
});

export type KindDeclaration = z.output<typeof kindSchema>;

/** words.yaml: words that reports use everywhere. */
export const wordsSchema = z.strictObject({
  organisations: z
    .strictObject({
      common: words.default([]).describe('任何机构名称的结尾，例如：局、中心'),
      reporting: words.default([]).describe('此外，编报部门名称的结尾'),
      counted: words.default([]).describe('此外，文字说明人数、编制时机构名称的结尾'),
      listed: words.default([]).describe('此外，列举下属单位、内设机构时名称的结尾'),
      units: words.default([]).describe('此外，项目所属单位名称的结尾'),
      before_titles: words.default([]).describe('此外，表题前面的编报部门、地区名称的结尾'),
      branches: words.default([]).describe('编报部门名称后面可以跟的，例如：本级、（汇总）'),
    })
    .prefault({})
    .describe('机构名称的结尾'),
});

export type WordsDeclaration = z.output<typeof wordsSchema>;
