import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, type Print, row, statement, verdict } from './build.ts';

const budget = declared('department-budget');
const run = (statements: ReturnType<typeof documentOf>) => reconcile(statements, [], budget);

describe('a scan whose sums differ by rounding', () => {
  const table = (last: Print) =>
    documentOf(
      statement(
        'basic_expenditure',
        [
          row('301 工资福利支出', { total: '60.02' }),
          row('30101 基本工资', { total: '10.00' }),
          row('30102 津贴补贴', { total: '20.00' }),
          row('30103 奖金', { total: last }),
        ],
        { source: 'ocr' },
      ),
    );
  const bonus = (last: Print) => {
    const statements = table(last);
    return verdict(run(statements), statements, 'basic_expenditure/30103/total');
  };

  test('leaves last digits open: not proven, and shown only where the reading is in doubt', () => {
    expect(bonus({ raw: '30.01', confidence: 0.99 })).toMatchObject({ proof: 'consistent', needsReview: false });
    expect(bonus({ raw: '30.01', confidence: 0.97 })).toMatchObject({ proof: 'consistent', needsReview: true });
    expect(bonus({ raw: '30.01', confidence: 0.99, others: ['30.02'] })).toMatchObject({ needsReview: true });
    expect(bonus('30.51')).toMatchObject({ proof: 'contradicted', needsReview: true });
  });

  test('proves a rounded figure by the one of which it is the rounding', () => {
    const against = (fine: string) => {
      const statements = documentOf(
        statement('agency_operation', [row('合计', { total: '217.83' })], { source: 'ocr' }),
        statement(
          'basic_expenditure',
          [
            row('合计', { total: fine, public: fine }),
            row('302 商品和服务支出', { total: fine, public: fine }),
            row('30201 办公费', { total: fine, public: fine }),
          ],
          { source: 'ocr', unit: '元' },
        ),
      );
      return verdict(run(statements), statements, 'agency_operation/合计/total').proof;
    };
    expect(against('2,178,324.44')).toBe('proven');
    expect(against('2,178,374.44')).toBe('unproven');
  });
});
