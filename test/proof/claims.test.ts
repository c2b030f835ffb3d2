import { describe, expect, test } from 'vitest';
import type { ClaimDraft } from '../../src/model/fact.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, row, statement } from './build.ts';

const budget = declared('department-budget');

const table = documentOf(
  statement('expenditure', [
    row('合计', { total: '1758.48', basic: '1167.73', project: '590.75' }),
    row('201 一般公共服务支出', { total: '1758.48', basic: '1167.73', project: '590.75' }),
  ]),
);

/** What becomes of a total in the prose, in 万元, read with some confidence. */
function stated(amount: bigint, confidence: number, statements = table) {
  const draft: ClaimDraft = {
    ...{ page: 9, box: null, section: '情况说明', phrase: '支出预算', kind: 'amount', confidence },
    ...{ fen: amount * 10_000n, tolerance: 5_000n, recomputed: null, binding: 'firm' },
    targets: [{ statement: 'expenditure', side: null, code: null, lines: ['合计'], measure: 'total' }],
  };
  const { claims, review } = reconcile(statements, [draft], budget);
  return { status: claims[0]?.status, told: review.map((item) => item.reason) };
}

describe('a total of the prose that differs from the table', () => {
  test('disagrees when it was read surely, by however little it differs', () => {
    expect(stated(175_848n, 1)).toEqual({ status: 'agrees', told: [] });
    expect(stated(175_849n, 0.97)).toEqual({ status: 'disagrees', told: ['claim-disagrees'] });
  });

  test('is held back when it leaves out what was carried over', () => {
    const carried = documentOf(
      ...table,
      statement('revenue', [row('合计', { total: '1758.48', general_public: '1718.48', carryover: '40.00' })]),
    );
    expect(stated(171_848n, 1, carried)).toEqual({ status: 'unlinked', told: [] });
    expect(stated(171_847n, 1, carried).status).toBe('disagrees');
  });

  test('is held back when one slip of an unsure reading would explain it', () => {
    expect(stated(875_848n, 0.7)).toEqual({ status: 'unlinked', told: ['claim-doubtful'] });
    expect(stated(992_000n, 0.7)).toEqual({ status: 'disagrees', told: ['claim-disagrees'] });
  });

  test('is held back while the figure of the table itself is open', () => {
    const scanned = (confidence: number) =>
      documentOf(statement('expenditure', [row('合计', { total: { raw: '1758.48', confidence } })], { source: 'ocr' }));
    expect(stated(175_849n, 1, scanned(0.8))).toMatchObject({ status: 'unlinked' });
    expect(stated(175_849n, 1, scanned(0.97))).toMatchObject({ status: 'disagrees' });
  });
});

test('a class is meant with and without 支出 at its end', () => {
  const draft = (name: string): ClaimDraft => ({
    ...{ page: 9, box: null, section: '情况说明', phrase: name, kind: 'amount' },
    ...{ fen: 1_758_480_000n, tolerance: 5_000n, recomputed: null, binding: 'firm' },
    targets: [{ statement: 'expenditure', side: null, code: null, lines: [name], measure: 'total' }],
  });
  const status = (name: string) => reconcile(table, [draft(name)], budget).claims[0]?.status;
  expect(['一般公共服务支出', '一般公共服务', '公共服务'].map(status)).toEqual(['agrees', 'agrees', 'unlinked']);
});

test('of a subject that is printed once for each unit the prose states the sum, or is not held against one unit', () => {
  const byUnit = documentOf(
    statement('expenditure', [
      row('某某局本级', { total: '30.00' }),
      row('201 一般公共服务支出', { total: '30.00' }),
      row('某某中心', { total: '12.00' }),
      row('201 一般公共服务支出', { total: '12.00' }),
    ]),
  );
  const status = (wan: bigint) => {
    const draft: ClaimDraft = {
      ...{ page: 9, box: null, section: '情况说明', phrase: '一般公共服务支出', kind: 'amount' },
      ...{ fen: wan * 1_000_000n, tolerance: 5_000n, recomputed: null, binding: 'firm' },
      targets: [{ statement: 'expenditure', side: null, code: '201', lines: ['一般公共服务支出'], measure: 'total' }],
    };
    return reconcile(byUnit, [draft], budget).claims[0]?.status;
  };
  expect([42n, 12n, 40n].map(status)).toEqual(['agrees', 'agrees', 'unlinked']);
});
