import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, failures, type Print, row, statement, verdict } from './build.ts';

const CELL = 'expenditure/2010302/total';

/** A scan in which 2010302 must have 23.02, by three equations, and `print` was read. */
function run(print: Exclude<Print, string>) {
  const rows = (odd: Print) => [
    row('合计', { total: '73.06', basic: '50.04', project: '23.02' }),
    row('201 一般公共服务支出', { total: '73.06', basic: '50.04', project: '23.02' }),
    row('20103 政府办公厅（室）及相关机构事务', { total: '73.06', basic: '50.04', project: '23.02' }),
    row('2010301 行政运行', { total: '50.04', basic: '50.04' }),
    row('2010302 一般行政管理事务', { total: odd, project: '23.02' }),
  ];
  const statements = documentOf(
    statement('expenditure', rows(print), { source: 'ocr' }),
    statement('general_expenditure', rows('23.02'), { source: 'ocr' }),
  );
  const result = reconcile(statements, [], declared('department-budget'));
  const { fen, source, flags, needsReview } = verdict(result, statements, CELL);
  const blames = [...new Set(failures(result).map(({ blame }) => blame))];
  return { yuan: Number(fen) / 100, source, flags, needsReview, blames };
}

const repaired = { yuan: 230_200, source: 'repair', flags: ['repaired'], blames: [] };
const accused = (wan: number, blame: string) => ({
  ...{ yuan: wan * 10_000, source: 'ocr', flags: ['contradicted'], needsReview: true, blames: [blame] },
});
const times = (count: number, text: string) => Array.from({ length: count }, () => text);

test('a stroke in an empty cell that sums make a zero is asked about; a misread zero is repaired', () => {
  const zeroOf = (print: Print) => {
    const rows = [
      row('合计', { total: '73.06', basic: '73.06', project: '5.00' }),
      row('201 一般公共服务支出', { total: '50.04', basic: '50.04', project: '5.00' }),
      row('208 社会保障和就业支出', { total: '23.02', basic: '23.02', project: print }),
    ];
    const statements = documentOf(
      statement('expenditure', [row('合计', { total: '78.06', basic: '73.06', project: '5.00' }), ...rows.slice(1)], {
        source: 'ocr',
      }),
    );
    return verdict(reconcile(statements, [], declared('department-budget')), statements, 'expenditure/208/project');
  };
  const stroke = zeroOf({ raw: '7', confidence: 0.4 });
  expect([stroke.fen, stroke.needsReview]).toEqual([0n, true]);
  const zero = zeroOf({ raw: '0.07', confidence: 0.4, others: ['0.00'] });
  expect([zero.fen, zero.needsReview]).toEqual([0n, false]);
});

describe('a picture that was looked at again', () => {
  test('is not there: a doubtful reading is repaired by what it may have been mistaken for', () => {
    expect(run({ raw: '28.02', confidence: 0.6 })).toMatchObject(repaired);
  });

  test('confirms the repair of a doubtful reading, and of one that seemed sure', () => {
    expect(run({ raw: '28.02', confidence: 0.6, looks: ['23.02', '28.02', '23.02'] })).toMatchObject(repaired);
    expect(run({ raw: '28.02', confidence: 0.99, looks: times(5, '23.02') })).toMatchObject(repaired);
    expect(run({ raw: '2802', confidence: 0.5, others: ['23.02'], looks: ['2302', '23.02'] })).toMatchObject(repaired);
  });

  test('confirms what was read: the publisher printed it so, whatever else was proposed', () => {
    expect(run({ raw: '28.02', confidence: 0.6, looks: times(5, '28.02') })).toEqual(accused(28.02, 'publisher'));
    expect(run({ raw: '28.02', confidence: 0.6, looks: [...times(5, '28.02'), '2802'] })).toEqual(
      accused(28.02, 'publisher'),
    );
    expect(run({ raw: '28.02', confidence: 0.6, others: ['23.02'], looks: times(3, '28.02') })).toEqual(
      accused(28.02, 'publisher'),
    );
  });

  test('that misses nothing but a sign accuses nobody: a triangle is lost more easily than a digit', () => {
    expect(run({ raw: '-23.02', confidence: 0.99, looks: times(5, '-23.02') })).toEqual(accused(-23.02, 'unknown'));
  });

  test('shows the implied value to nobody: no repair, and nobody to blame', () => {
    expect(run({ raw: '28.02', confidence: 0.6, looks: ['28.02', '26.02', '2.02'] })).toEqual(
      accused(28.02, 'unknown'),
    );
    expect(run({ raw: '28.02', confidence: 0.99, looks: ['26.02', '2.02'] })).toEqual(accused(28.02, 'unknown'));
  });

  test('shows the implied value to one of many: no repair, but it may not be the publisher', () => {
    expect(run({ raw: '28.02', confidence: 0.6, looks: [...times(5, '28.02'), '23.02'] })).toEqual(
      accused(28.02, 'unknown'),
    );
    const divided = ['28.02', '28.02', '28.02', '23.02', '26.02'];
    expect(run({ raw: '28.02', confidence: 0.6, others: ['23.02'], looks: divided })).toEqual(
      accused(28.02, 'unknown'),
    );
  });

  test('that lost a decimal point is set right by one look that sees it, and else not the publisher’s fault', () => {
    const lost = { raw: '2302', confidence: 0.99 };
    expect(run({ ...lost, looks: [...times(4, '2302'), '23.02'] })).toMatchObject(repaired);
    expect(run({ ...lost, looks: times(4, '2302') })).toEqual(accused(2302, 'unknown'));
  });

  test('two looks are too few to confirm a reading', () => {
    expect(run({ raw: '28.02', confidence: 0.6, looks: times(2, '28.02') })).toEqual(accused(28.02, 'unknown'));
  });
});
