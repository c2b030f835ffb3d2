import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { accused, declared, documentOf, failures, type Row, row, statement } from './build.ts';
import { budget } from './synthetic.ts';

const declarations = declared('department-budget');

const full: readonly Row[] = [
  row('合计', { total: '73.06', basic: '50.04', project: '23.02' }),
  row('201 一般公共服务支出', { total: '73.06', basic: '50.04', project: '23.02' }),
  row('20103 政府办公厅（室）及相关机构事务', { total: '73.06', basic: '50.04', project: '23.02' }),
  row('2010301 行政运行', { total: '50.04', basic: '50.04' }),
  row('2010302 一般行政管理事务', { total: '23.02', project: '23.02' }),
];

function run(rows: readonly Row[], source: 'text' | 'ocr' = 'ocr') {
  const statements = documentOf(
    statement('expenditure', rows, { source }),
    statement('general_expenditure', full, { source }),
    statement(
      'revenue',
      full.map(({ label, amounts }) => row(label, { total: amounts.total ?? '' })),
      { source },
    ),
  );
  return { statements, result: reconcile(statements, [], declarations) };
}

test('classes of 经济分类 in a balance are no subjects that a table of 功能分类 lacks', () => {
  const side = (label: string, total: string, scheme: 'functional' | 'economic_department') =>
    [row(label, { total }, { side: 'expenditure' }), scheme] as const;
  const printed = [
    side('201 一般公共服务支出', '60.00', 'functional'),
    side('208 社会保障和就业支出', '40.00', 'functional'),
    side('301 工资福利支出', '70.00', 'economic_department'),
    side('302 商品和服务支出', '30.00', 'economic_department'),
  ];
  const balance = statement('balance', [
    ...printed.map(([one]) => one),
    row('支出总计', { total: '100.00' }, { side: 'expenditure' }),
  ]);
  const spent = statement('expenditure', [
    row('合计', { total: '100.00' }),
    row('201 一般公共服务支出', { total: '60.00' }),
    row('208 社会保障和就业支出', { total: '40.00' }),
  ]);
  const schemed = {
    ...balance,
    lines: balance.lines.map((line, at) => ({ ...line, scheme: printed[at]?.[1] ?? null })),
  };
  const told = { ...spent, lines: spent.lines.map((line) => ({ ...line, scheme: 'functional' as const })) };
  const { review } = reconcile(documentOf(schemed, told), [], declarations);
  expect(review.filter(({ reason }) => reason === 'missing-line')).toEqual([]);
});

describe('a sum that lacks an amount', () => {
  test('names the line that was not read, and accuses no figure', () => {
    const { statements, result } = run(full.slice(0, 4));
    expect(accused(result, statements)).toEqual([]);
    const item = result.review.find((one) => one.reason === 'missing-amount');
    expect(item).toMatchObject({ statement: 'expenditure' });
    expect(item?.data).toMatchObject({ missing: '2010302 一般行政管理事务' });
    expect(failures(result).map((check) => check.blame)).toContain('unknown');
  });

  test('names the cell that was not read', () => {
    const rows = [...full.slice(0, 4), row('2010302 一般行政管理事务', { total: '23.02' })];
    const { statements, result } = run(rows);
    expect(accused(result, statements)).toEqual([]);
    expect(result.review.find((one) => one.reason === 'missing-amount')?.data).toMatchObject({
      missingMeasure: 'project',
    });
  });

  test('a total row that was not read is noticed in a scan; a publisher may leave it out', () => {
    const told = (rows: readonly Row[], source: 'text' | 'ocr') =>
      run(rows, source).result.review.filter((item) => item.reason === 'missing-total');
    const [item] = told(full.slice(1), 'ocr');
    expect(item).toMatchObject({ statement: 'expenditure' });
    expect(item?.data).toMatchObject({ sum: '730600.00' });
    const [total] = full;
    expect(told(total === undefined ? [] : [{ ...total, amounts: {} }, ...full.slice(1)], 'ocr')).toHaveLength(1);
    expect(told(full, 'ocr')).toEqual([]);
    const named = full.map((one) => (one === total ? { ...one, label: '某某局' } : one));
    expect(told(named, 'ocr')).toEqual([]);
    expect(told(full.slice(1), 'text')).toEqual([]);
  });

  test('never leaves the statement out of the review queue', () => {
    const document = budget(3, 'ocr');
    const lines = document[2]?.lines.slice(1) ?? [];
    for (const { index } of lines) {
      const statements = document.map((one) =>
        one.kind !== 'expenditure'
          ? one
          : {
              ...one,
              amounts: one.amounts.filter((amount) => amount.line !== index),
              lines: one.lines.map((line) =>
                line.index === index
                  ? { ...line, code: null, standardCode: null, name: '–', role: 'item' as const }
                  : line,
              ),
            },
      );
      const { review } = reconcile(statements, [], declarations);
      expect({ index, told: review.some((item) => item.statement === 'expenditure') }).toEqual({ index, told: true });
    }
  });
});
