import { describe, expect, test } from 'vitest';
import type { Placement, Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, row, statement } from './build.ts';

const rows = [
  row('合计', { total: '73.06', basic: '50.04', project: '23.02' }),
  row('201 一般公共服务支出', { total: '73.06', basic: '50.04', project: '23.02' }),
];

/** A statement whose kind is known to this degree, and with it the place of each of its amounts. */
function placed(one: Statement, placement: Placement): Statement {
  return { ...one, placement, amounts: one.amounts.map((amount) => ({ ...amount, placement })) };
}

function run(...statements: readonly Statement[]) {
  const document = documentOf(...statements);
  const { verdicts, review } = reconcile(document, [], declared('department-budget'));
  const of = (index: number) => verdicts.filter(({ ref }) => ref.statement === index);
  return { of, reasons: [...new Set(review.map(({ reason }) => reason))] };
}

describe('where an amount belongs', () => {
  const guessed = placed(statement('general_expenditure', rows), 'inferred');

  test('is shown when it was inferred and no other statement bears it out, though its own sums hold', () => {
    const { of, reasons } = run(guessed);
    expect(of(0).every((one) => one.needsReview && one.confidence <= 0.9)).toBe(true);
    expect(reasons).toEqual(['place-inferred']);
  });

  test('so is that of a column which nobody knows', () => {
    const strange = statement('general_expenditure', [...rows, row('甲', { 'other:专项业务经费': '3.00' })]);
    const amounts = strange.amounts.map((one) => ({
      ...one,
      placement: one.measure.startsWith('other:') ? ('unknown' as const) : ('inferred' as const),
    }));
    expect(
      run({ ...strange, placement: 'inferred', amounts })
        .of(0)
        .every((one) => one.needsReview),
    ).toBe(true);
  });

  test('is shown to nobody when an established statement prints the same', () => {
    const { of, reasons } = run(statement('expenditure', rows), guessed);
    expect(of(1).some((one) => one.needsReview)).toBe(false);
    expect(reasons).toEqual([]);
  });

  test('is not borne out by 公务接待费 and 公务用车运行维护费 alone: they are the same in tables of whatever money', () => {
    const classes = placed(
      statement('basic_expenditure', [
        row('合计', { total: '12.00' }),
        row('302 商品和服务支出', { total: '12.00' }),
        row('30201 办公费', { total: '8.00' }),
        row('30217 公务接待费', { total: '1.00' }),
        row('30231 公务用车运行维护费', { total: '3.00' }),
      ]),
      'inferred',
    );
    const items = [
      row('合计', { total: '4.00' }),
      row('公务接待费', { total: '1.00' }),
      row('公务用车运行维护费', { total: '3.00' }),
    ];
    expect(
      run(statement('three_public', items), classes)
        .of(1)
        .every((one) => one.needsReview),
    ).toBe(true);
  });

  test('is not borne out by another guess', () => {
    const { of } = run(placed(statement('expenditure', rows), 'inferred'), guessed);
    expect([...of(0), ...of(1)].every((one) => one.needsReview)).toBe(true);
  });

  test('beside the core nobody is asked, nor of columns that were plainly read; it is never quite sure', () => {
    const strange = placed(statement('other', [row('甲', { 'other:重点项目': '3.00' })]), 'unknown');
    const { of, reasons } = run(statement('expenditure', rows), strange);
    expect(of(1)[0]).toMatchObject({ needsReview: false });
    expect(of(1)[0]?.confidence).toBe(0.98);
    expect(of(0)[0]?.confidence).toBeGreaterThan(0.99);
    expect(reasons).toEqual([]);
  });

  test('a scanned table without a title may be the rest of the one before: all of it is shown', () => {
    const rest = (title: string, source: 'ocr' | 'text') =>
      run(statement('expenditure', rows), { ...placed(statement('other', rows, { source }), 'unknown'), title }).of(1);
    expect(rest('', 'ocr').every((one) => one.needsReview)).toBe(true);
    expect(rest('', 'text').some((one) => one.needsReview)).toBe(false);
    expect(rest('重点项目表', 'ocr').some((one) => one.needsReview)).toBe(false);
  });
});
