import { expect, test } from 'vitest';
import { scopeText } from '../../src/messages/sentences.ts';
import type { Flag } from '../../src/model/codes.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, failures, row, statement } from './build.ts';

const budget = declared('department-budget');

test('a subtotal may stand above its parts: 一、本年支出, （一）…', () => {
  const sides = (housing: string) =>
    documentOf(
      statement('appropriation_balance', [
        row('本年收入', { total: '96.00' }, { side: 'revenue' }),
        row('> 一般公共预算拨款', { total: '96.00' }, { side: 'revenue' }),
        row('上年结转', { total: '4.00' }, { side: 'revenue' }),
        row('收入总计', { total: '100.00' }, { side: 'revenue' }),
        row('本年支出', { total: '98.00' }, { side: 'expenditure' }),
        row('一般公共服务支出', { total: '93.00' }, { side: 'expenditure', standard: '201' }),
        row('住房保障支出', { total: housing }, { side: 'expenditure', standard: '221' }),
        row('结转下年', { total: '2.00' }, { side: 'expenditure' }),
        row('支出总计', { total: '100.00' }, { side: 'expenditure' }),
      ]),
    );
  const right = reconcile(sides('5.00'), [], budget);
  expect(failures(right)).toEqual([]);
  expect(right.verdicts.map((one) => one.proof)).toEqual(Array(9).fill('proven'));
  expect(failures(reconcile(sides('6.00'), [], budget)).map((check) => scopeText(check.scope))).toEqual([
    '本年支出 total',
  ]);
});

test('a proven figure is shown to a person where its line may be another one', () => {
  const [plain] = documentOf(
    statement(
      'expenditure',
      [
        row('合计', { total: '3.00', basic: '2.00', project: '1.00' }),
        row('205 教育支出', { total: '3.00', basic: '2.00', project: '1.00' }),
      ],
      { source: 'ocr' },
    ),
  );
  const shown = (flags: readonly Flag[]) => {
    const lines = plain?.lines.map((line) => (line.code === null ? line : { ...line, flags })) ?? [];
    const { verdicts } = reconcile(plain ? [{ ...plain, lines }] : [], [], budget);
    return verdicts.map(({ needsReview }) => needsReview);
  };
  expect(shown([])).toEqual([false, false, false, false, false, false]);
  for (const flag of ['name-doubtful', 'code-doubtful'] as const) {
    expect(shown([flag])).toEqual([false, false, false, true, true, true]);
  }
});

test('a line of a scan without a code, where nearly all lines have one, is shown to a person', () => {
  const amounts = (total: string) => ({ total, basic: total });
  const lines = ['2010301 甲', '2010302 乙', '2010303 丙', '2010304 丁', '戊'];
  const shown = (source: 'ocr' | 'text') => {
    const rows = [row('合计', amounts('15.00')), ...lines.map((label) => row(label, amounts('3.00')))];
    const { verdicts } = reconcile(documentOf(statement('general_expenditure', rows, { source })), [], budget);
    return verdicts.slice(-4).map(({ flags }) => flags.includes('unknown-line'));
  };
  expect(shown('ocr')).toEqual([false, false, true, true]);
  expect(shown('text')).toEqual([false, false, false, false]);
});
