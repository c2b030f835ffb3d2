import { expect, test } from 'vitest';
import type { Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, failures, row, statement } from './build.ts';

const budget = declared('department-budget');

function run(statements: readonly Statement[]) {
  return reconcile(statements, [], budget);
}

test('a column that no declaration knows may be part of the total; it accuses nobody and is shown', () => {
  const statements = documentOf(
    statement('revenue', [
      row('合计', { total: '12.00', appropriation: '10.00', 'other:非同级财政拨款': '2.00' }),
      row('201 一般公共服务支出', { total: '8.00', appropriation: '7.00', 'other:非同级财政拨款': '1.00' }),
      row('205 教育支出', { total: '4.00', appropriation: '3.00', 'other:非同级财政拨款': '1.00' }),
    ]),
  );
  const result = run(statements);
  expect(failures(result)).toEqual([]);
  for (const { ref, proof, needsReview } of result.verdicts) {
    const strange = statements[ref.statement]?.amounts[ref.amount]?.measure.startsWith('other:');
    expect({ proof, needsReview }).toEqual(
      strange ? { proof: 'consistent', needsReview: true } : { proof: 'proven', needsReview: false },
    );
  }
  expect(new Set(result.review.map((item) => item.reason))).toEqual(new Set(['unknown-column']));
  // of a column whose headings leave nothing open nobody is asked
  const column = {
    side: null,
    measure: 'other:非同级财政拨款',
    header: ['非同级财政拨款'],
    understood: true,
  } as const;
  expect(run(statements.map((one) => ({ ...one, columns: [column] }))).review).toEqual([]);
});

test('a part of a fund (其中) beside a column that no declaration knows is not counted into the total with it', () => {
  const row3 = (name: string, [total = '', own = '', part = '', rest = '']: readonly string[]) =>
    row(name, { total, appropriation: own, 'other:其中专项资金': part, 'other:实户资金余额': rest });
  const statements = documentOf(
    statement('revenue', [
      row3('合计', ['12.00', '10.00', '4.00', '2.00']),
      row3('201 一般公共服务支出', ['8.00', '7.00', '3.00', '1.00']),
      row3('205 教育支出', ['4.00', '3.00', '1.00', '1.00']),
    ]),
  );
  const result = run(statements);
  expect(failures(result)).toEqual([]);
  const reasons = new Set(result.review.map(({ reason }) => reason));
  expect(reasons).toEqual(new Set(['unknown-column']));
  const totals = result.verdicts.filter(({ ref }) => {
    return statements[ref.statement]?.amounts[ref.amount]?.measure === 'total';
  });
  expect(totals.map(({ proof }) => proof)).toEqual(['proven', 'proven', 'proven']);
});

test('an amount of a strange table over which no word stands is shown: nobody can say what it is', () => {
  const table = statement('other', [row('会议费', { 'other:': '2.00', 'other:上年决算': '1.00' })]);
  const { verdicts, review } = run(documentOf(table));
  expect(verdicts.map(({ needsReview }) => needsReview)).toEqual([true, false]);
  expect(review.map(({ reason }) => reason)).toEqual(['unknown-column']);
});
