import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_PIPELINES } from '../../src/declare/load.ts';
import type { Random } from '../bench/device-modes.ts';
import type { Sheet } from '../bench/device-sheets.ts';

/** What a text is, as far as it matters how sure it must be: one column each. */
export const KINDS = ['code', 'name', 'indicator', 'value', 'amount'] as const;
export type Kind = (typeof KINDS)[number];

export const ROWS = 24;
/** Lengths of names that fit their column. */
const NAME = { least: 4, most: 13 };
const ASPECTS =
  '数量 次数 完成率 合格率 及时率 覆盖率 达标率 成本 面积 人数 补助标准 改善程度 满意度 知晓率 投诉次数 使用年限 台数 利用率 发放标准 健全性'.split(
    ' ',
  );
const UNITS = '% 人 次 个 台 万元 平方米 天 元/人 公里 件 户 亩 家 批次 %'.split(' ');
const WORDS =
  '有效提升 明显改善 持续增强 长期 逐步完善 不断提高 有所下降 显著 稳步增长 基本满足 全面覆盖 进一步优化 中长期 12月底前 效果良好 达到规范要求'.split(
    ' ',
  );
const SIGNS = ['≥', '≤', '=', '', '≥', '≤', '>', '<'];

/** The names of functions: as projects and units, of which the dictionary knows nothing, they stand for names of one's own. */
export function namesOf(): readonly string[] {
  const lines = readFileSync(join(OWN_PIPELINES, 'lexicon', 'functional-codes.csv'), 'utf8')
    .split('\n')
    .slice(1);
  const names = lines.map((line) => line.split(',')[1] ?? '');
  return [...new Set(names.filter((name) => name.length >= NAME.least && name.length <= NAME.most))];
}

/** A page of codes, names, indicators, values and amounts, drawn by chance. */
export function sheetOf(random: Random, names: readonly string[]): Sheet {
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
  const upTo = (most: number) => Math.floor(random() * most);
  const digits = (length: number) => Array.from({ length }, () => upTo(10)).join('');
  const rows = Array.from({ length: ROWS }, () => [
    `${1 + upTo(9)}${digits(random() < 0.5 ? 5 : 6)}`,
    one(names),
    one(names).slice(0, 4 + upTo(5)) + one(ASPECTS),
    random() < 0.4 ? one(WORDS) : one(SIGNS) + (1 + upTo(99)) + one(UNITS),
    (10 ** (2 + 5 * random())).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  ]);
  return {
    title: '2025年项目支出绩效目标表',
    xs: [50, 110, 245, 385, 463, 545],
    align: ['left', 'left', 'left', 'left', 'right'],
    cells: [['项目代码', '项目名称', '三级指标', '指标值', '金额'], ...rows],
    facts: new Map(),
    indicators: [],
  };
}
