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

describe('a total over funds and what was carried over', () => {
  test('is not compared with what was carried over and a part of one fund', () => {
    const rows = [
      row(
        '教育支出',
        { total: '9.00', general_public: '5.00', government_fund: '3.00', carryover: '1.00' },
        expenditure,
      ),
      row('卫生健康支出', { total: '6.00', general_public: '5.00', carryover: '1.00' }, expenditure),
    ];
    const document = documentOf(statement('balance', rows));
    const { checks } = reconcile(document, [], declared('department-budget'));
    expect(checks.filter(({ rule }) => rule === 'balance-columns')).toEqual([]);
    expect(checks.flatMap(({ rule, status }) => (rule === 'balance-funds' ? [status] : []))).toEqual(['pass', 'pass']);
  });
});

describe('a total that more than one kind of sum misses', () => {
  const subjects = [
    row('201 一般公共服务支出', { total: '700.00', basic: '400.00', project: '300.00' }),
    row('208 社会保障和就业支出', { total: '500.00', basic: '400.00', project: '100.00' }),
  ];
  const spent = statement('expenditure', [
    row('合计', { total: '1250.00', basic: '800.00', project: '400.00' }),
    ...subjects,
  ]);

  test('accuses nobody where a figure of its row was not read', () => {
    const total = { raw: '1250.00', flags: ['beside-unread' as const] };
    const unread = statement('expenditure', [row('合计', { total, basic: '800.00', project: '400.00' }), ...subjects]);
    expect(failing(unread)).toEqual(['expenditure-columns unknown', 'lines-total unknown']);
  });

  test('is the publisher’s error, unless another table bears it out: then this one leaves something out', () => {
    expect(failing(spent)).toEqual(['expenditure-columns publisher', 'lines-total publisher']);
    const balance = statement('balance', [
      row('财政拨款收入', { total: '1250.00' }, revenue),
      row('总计', { total: '1250.00' }, revenue),
      row('一般公共服务支出', { total: '700.00' }, { ...expenditure, standard: '201' }),
      row('社会保障和就业支出', { total: '500.00' }, { ...expenditure, standard: '208' }),
      row('预备费', { total: '50.00' }, expenditure),
      row('总计', { total: '1250.00' }, expenditure),
    ]);
    expect(failing(balance, spent)).toEqual(['expenditure-columns unknown', 'lines-total unknown']);
  });

  test('is nobody’s error where it prints fewer decimals than the sums miss it by', () => {
    const rows = (total: string) => [
      row('合计', { total, basic: '600.6', project: '400.45' }),
      row('201 一般公共服务支出', { total: '500.5', basic: '300.3', project: '200.2' }),
      row('208 社会保障和就业支出', { total: '500.55', basic: '300.3', project: '200.25' }),
    ];
    expect(failing(statement('expenditure', rows('1001')))).toEqual([
      'expenditure-columns unknown',
      'lines-total unknown',
    ]);
    expect(failing(statement('expenditure', rows('1003')))).toEqual([
      'expenditure-columns publisher',
      'lines-total publisher',
    ]);
  });
});

test('revenue in one column goes on below 本年收入合计: what it comes to with the carry-over is the whole', () => {
  const listed = statement('revenue', [
    row('一般公共预算拨款收入', { total: '80.00' }),
    row('政府性基金预算拨款收入', { total: '20.00' }),
    row('本年收入合计', { total: '100.00' }),
    row('上年结转', { total: '5.00' }),
    row('收入总计', { total: '105.00' }),
  ]);
  const lines = listed.lines.map((line) => (line.role === 'item' ? { ...line, role: 'source' as const } : line));
  const spent = statement('expenditure', [
    row('合计', { total: '105.00' }),
    row('201 一般公共服务支出', { total: '105.00' }),
  ]);
  const { checks } = reconcile(documentOf({ ...listed, lines }, spent), [], declared('department-budget'));
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(checks.filter(({ rule }) => rule === 'subject-revenue')).toHaveLength(1);
});

test('事业收入 below 单位资金收入 is a part of it', () => {
  const balance = statement('balance', [
    row('一般公共预算拨款收入', { total: '80.00' }, revenue),
    row('单位资金收入', { total: '20.00' }, revenue),
    row('事业收入', { total: '15.00' }, revenue),
    row('其他收入', { total: '5.00' }, revenue),
    row('本年收入合计', { total: '100.00' }, revenue),
    row('收入总计', { total: '100.00' }, revenue),
  ]);
  expect(failing(balance)).toEqual([]);
});

test('“三公” without a line for all of 公务用车 is the sum of its parts', () => {
  const spent = (sum: string) => {
    const rows = [
      row('合计', { total: sum }),
      row('公务接待费', { total: '2.00' }),
      row('公务用车购置费', { total: '18.00' }),
      row('公务用车运行维护费', { total: '7.00' }),
    ];
    const { checks } = reconcile(documentOf(statement('three_public', rows)), [], declared('department-budget'));
    return checks.filter(({ rule }) => rule === 'three-public-total').map(({ status }) => status);
  };
  expect([spent('27.00'), spent('26.00')]).toEqual([['pass'], ['fail']]);
});

test('a 合计 over 会议费 as well bears its items out', () => {
  const [read] = documentOf(
    statement('three_public', [
      row('合计', { 'other:预算数': '9.00' }),
      row('公务接待费', { total: '5.00' }),
      row('会议费', { total: '4.00' }),
    ]),
  );
  const columns = (['other:预算数', 'total'] as const).map((measure) => ({ side: null, measure, header: ['预算数'] }));
  const statements = read === undefined ? [] : [{ ...read, columns }];
  const { verdicts } = reconcile(statements, [], declared('department-budget'));
  expect(verdicts.map(({ proof }) => proof)).toEqual(['consistent', 'proven', 'proven']);
});

test('tables of a unit are held against its own, not against the department’s', () => {
  const table = (kind: 'expenditure' | 'general_expenditure', total: string, department?: string) => ({
    ...statement(kind, [row('合计', { total }), row('205 教育支出', { total })]),
    ...(department === undefined ? {} : { department }),
  });
  const document = documentOf(
    ...[table('expenditure', '9.00'), table('general_expenditure', '9.00')],
    ...[table('expenditure', '5.00', '甲中学'), table('general_expenditure', '4.00', '乙中学')],
  );
  const { checks } = reconcile(document, [], declared('department-budget'));
  const between = checks.filter(({ cells }) => new Set(cells.map((cell) => cell.statement)).size > 1);
  expect(new Set(between.flatMap(({ cells }) => cells.map((cell) => cell.statement)))).toEqual(new Set([0, 1]));
  expect(between.every(({ status }) => status === 'pass')).toBe(true);
});
