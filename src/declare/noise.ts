import * as z from 'zod';
import { statementKey } from './catalogue.ts';

const because = z.string().min(1).describe('为什么可以忽略');

/** noise.yaml: what may stand in a statement without being a figure or a line, and why. */
export const noiseSchema = z.strictObject({
  cells: z
    .array(z.strictObject({ words: z.array(z.string()).describe('单元格的全部文字；* 代表任意文字'), why: because }))
    .default([])
    .describe('可以忽略的单元格'),
  rows: z
    .array(
      z.strictObject({
        words: z.array(z.string()).describe('一行开头单元格的文字；* 代表任意文字，括号和标点不计'),
        statements: z.array(statementKey).optional().describe('只用于这些报表'),
        why: because,
      }),
    )
    .default([])
    .describe('可以整行忽略的行，例如表内的注'),
  counts: z
    .array(z.strictObject({ words: z.array(z.string()).describe('行名；* 代表任意文字'), why: because }))
    .default([])
    .describe('清点数量的行：表里的金额有小数，而这一行全是整数，就不是金额'),
});

export type NoiseDeclaration = z.output<typeof noiseSchema>;
