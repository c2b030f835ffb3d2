import { expect, test } from 'vitest';
import type { ClaimDraft } from '../../src/model/fact.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, row, statement } from './build.ts';

const budget = declared('department-budget');

const tables = documentOf(
  statement('expenditure', [
    row('合计', { total: '1758.48', basic: '1167.73', project: '590.75' }),
    row('201 一般公共服务支出', { total: '1758.48', basic: '1167.73', project: '590.75' }),
  ]),
  statement('three_public', [row('公务接待费', { total: '3.36' })]),
);

/** Whether each statement is told of and asked about throughout, where the prose states these figures of 支出总表 in 分. */
function asked(figures: Readonly<Record<string, bigint>>) {
  const drafts = Object.entries(figures).map(
    ([measure, fen]): ClaimDraft => ({
      ...{ page: 9, box: null, section: '情况说明', phrase: '支出预算', kind: 'amount', confidence: 1 },
      ...{ fen, tolerance: 5_000n, recomputed: null, binding: 'firm' },
      targets: [{ statement: 'expenditure', side: null, code: null, lines: ['合计'], measure }],
    }),
  );
  const { verdicts, review, checks } = reconcile(tables, drafts, budget);
  return {
    tables: review.filter(({ reason }) => reason === 'unit-line').map((one) => one.statement),
    figures: verdicts.filter(({ flags, needsReview }) => flags.includes('unit-line') && needsReview).length,
    accused: checks.filter(({ blame, rule }) => blame === 'publisher' && rule === 'unit-line').length,
  };
}

const [total, basic, project] = [1_758_480_000n, 1_167_730_000n, 590_750_000n];

test('tables whose figures the prose states in another unit, one after the other, are asked about and nobody is accused', () => {
  expect(asked({ total, basic, project })).toEqual({ tables: [], figures: 0, accused: 0 });
  const told = { tables: ['expenditure', 'three_public'], figures: 7, accused: 0 };
  expect(asked({ total: total / 10n, basic: basic / 10n, project: project / 10n })).toEqual(told);
});

test('a slip of the prose, or a table of which it repeats a figure, is none of these', () => {
  const none = { tables: [], figures: 0, accused: 0 };
  expect(asked({ total: total / 10n, basic: basic / 10n })).toEqual(none);
  expect(asked({ total, basic: basic / 10n, project: project / 10n })).toEqual(none);
});
