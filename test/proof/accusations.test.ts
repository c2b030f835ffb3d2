import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, failures, row, statement } from './build.ts';

const revenue = { side: 'revenue' } as const;
const expenditure = { side: 'expenditure' } as const;

/** Failed checks of a final account, with whom they blame. */
function failing(...statements: readonly Statement[]): readonly string[] {
  const document = documentOf(...statements);
  return failures(reconcile(document, [], declared('department-final'))).map(({ rule, blame }) => `${rule} ${blame}`);
}

describe('a sum that need not hold', () => {
  const rows = (carried: readonly string[]) => [
    row('财政拨款收入', { total: '1370.00' }, revenue),
    row('本年收入合计', { total: '1370.00' }, revenue),
    ...carried.map((total) => row('年初结转和结余', { total }, revenue)),
    row('总计', { total: '1400.00' }, revenue),
    row('一般公共服务支出', { total: '1400.00' }, { ...expenditure, standard: '201' }),
    row('本年支出合计', { total: '1400.00' }, expenditure),
    row('总计', { total: '1400.00' }, expenditure),
  ];
  const income = statement('revenue', [row('合计', { total: '1370.00', appropriation: '1370.00' })]);

  test('is no second witness: without the line of 年初结转 the total is not that of 收入决算表 either', () => {
    expect(failing(statement('balance', rows(['30.00'])), income)).toEqual([]);
    expect(failing(statement('balance', rows([])), income)).toEqual(['revenue-side unknown']);
  });
});
