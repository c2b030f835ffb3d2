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

test('a subtotal above parts without codes sums those up to the next of its series', () => {
  const document = (second: string) =>
    documentOf(
      statement('appropriation_balance', [
        row('本年收入', { total: '90.10' }, { side: 'revenue' }),
        row('一般公共预算拨款', { total: '70.04' }, { side: 'revenue' }),
        row('政府性基金预算拨款', { total: '20.06' }, { side: 'revenue' }),
        row('上年结转', { total: '5.03' }, { side: 'revenue' }),
        row('一般公共预算拨款', { total: '3.01' }, { side: 'revenue' }),
        row('政府性基金预算拨款', { total: '2.02' }, { side: 'revenue' }),
        row('收入总计', { total: '95.13' }, { side: 'revenue' }),
      ]),
    ).map((one) => ({
      ...one,
      lines: one.lines.map((line, at) => ({ ...line, rawName: `${{ 0: '一、', 3: second }[at] ?? ''}${line.name}` })),
    }));
  const { verdicts, checks } = reconcile(document('二、'), [], budget);
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(verdicts.map(({ proof }) => proof)).toEqual(Array(7).fill('proven'));
});

test('a project that two others add up to by chance is no parent of theirs where all of them make up the total', () => {
  const projects = (total: string) =>
    documentOf(
      statement('project_expenditure', [
        row('合计', { total }),
        row('信息化运维', { total: '50.00' }),
        row('审计中介费', { total: '30.00' }),
        row('干部培训', { total: '20.00' }),
        row('经济责任审计', { total: '60.00' }),
        row('购置专项', { total: '40.00' }),
      ]),
    );
  const { verdicts, checks } = reconcile(projects('200.00'), [], budget);
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(verdicts.map(({ proof }) => proof)).toEqual(Array(6).fill('proven'));
  // the same names where the first is the unit of the next two
  expect(failures(reconcile(projects('150.00'), [], budget))).toEqual([]);
});

/** Functions beside kinds of expenditure, each list with totals of its own, as one page prints them: `at` is the list. */
function besideOneAnother(public_: string) {
  const side = 'expenditure' as const;
  const printed: readonly (readonly [at: number, row: number, ...Parameters<typeof row>])[] = [
    [0, 1, '教育支出', { total: '70.00' }, { side, standard: '205' }],
    [1, 1, '基本支出', { total: '60.00' }, { side }],
    [0, 2, '住房保障支出', { total: '20.00' }, { side, standard: '221' }],
    [1, 2, '人员经费', { total: '50.00' }, { side }],
    [1, 3, '公用经费', { total: public_ }, { side }],
    [1, 4, '项目支出', { total: '30.00' }, { side }],
    [0, 5, '本年支出合计', { total: '90.00' }, { side }],
    [1, 5, '本年支出合计', { total: '90.00' }, { side }],
    [0, 6, '年末结转和结余', { total: '5.00' }, { side }],
    [1, 6, '年末结转和结余', { total: '5.00' }, { side }],
    [0, 7, '总计', { total: '95.00' }, { side }],
    [1, 7, '总计', { total: '95.00' }, { side }],
  ];
  const plain = statement(
    'balance',
    printed.map(([, , ...one]) => row(...one)),
  );
  const box = (index: number, x: number) => ({
    x0: 200 * (printed[index]?.[0] ?? 0) + x,
    y0: 0,
    x1: 200 * (printed[index]?.[0] ?? 0) + x + 40,
    y1: 9,
  });
  return documentOf({
    ...plain,
    lines: plain.lines.map((line, at) => ({ ...line, row: printed[at]?.[1] ?? 0, box: box(at, 10) })),
    amounts: plain.amounts.map((amount) => ({ ...amount, box: box(amount.line, 120) })),
  });
}

test('lists beside one another close with totals of their own, and what makes up 基本支出 is not counted again', () => {
  const { verdicts, checks } = reconcile(besideOneAnother('10.00'), [], budget);
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(verdicts.map(({ proof }) => proof)).toEqual(Array(12).fill('proven'));
});

test('parts of 基本支出 that do not make it up may be some of them: nobody is accused', () => {
  const { checks } = reconcile(besideOneAnother('4.00'), [], budget);
  expect(checks.filter(({ blame }) => blame === 'publisher')).toEqual([]);
});

test('sources numbered alike stand beside one another, and 收入合计 is the whole where 收入小计 is the year', () => {
  const revenue = (rows: readonly (readonly [string, string])[]) =>
    documentOf(
      statement(
        'balance',
        rows.map(([label, total]) => row(label.replace('、', ''), { total }, { side: 'revenue' })),
      ),
    ).map((one) => ({
      ...one,
      lines: one.lines.map((line, at) => ({
        ...line,
        rawName: rows[at]?.[0] ?? '',
        name: line.name.replace(/^[一二三]/u, ''),
      })),
    }));
  const all = revenue([
    ['一、上年结转', '10.00'],
    ['二、一般公共预算拨款收入', '80.00'],
    ['三、事业收入', '10.00'],
    ['收入总计', '100.00'],
  ]);
  expect(failures(reconcile(all, [], budget))).toEqual([]);
  const year = revenue([
    ['一、一般公共预算拨款收入', '80.00'],
    ['二、事业收入', '10.00'],
    ['收入小计', '90.00'],
    ['上年结余', '10.00'],
    ['收入合计', '100.00'],
  ]);
  const of = reconcile(year, [], budget);
  expect(failures(of)).toEqual([]);
  expect(of.verdicts.map(({ proof }) => proof)).toEqual(Array(5).fill('proven'));
});

test('what is carried over, printed in two blocks beside each other, comes once to the one total', () => {
  const side = 'expenditure' as const;
  const print = (carried: readonly [at: number, name: string][]) => {
    const plain = statement('balance', [
      row('教育支出', { total: '70.00' }, { side, standard: '205' }),
      row('住房保障支出', { total: '20.00' }, { side, standard: '221' }),
      row('本年支出合计', { total: '90.00' }, { side }),
      ...carried.map(([, name]) => row(name, { total: '5.00' }, { side })),
      row('支出总计', { total: '95.00' }, { side }),
    ]);
    const box = (index: number) => ({ x0: 200 * (carried[index - 3]?.[0] ?? 0), y0: 0, x1: 90, y1: 9 });
    const lines = plain.lines.map((line, at) => ({ ...line, box: box(at) }));
    return reconcile(documentOf({ ...plain, lines }), [], budget);
  };
  const failed = (at: number) =>
    print([
      [0, '结转下年'],
      [at, '结转下年'],
    ]).checks.filter(({ status }) => status === 'fail').length;
  expect(failed(1)).toBe(0);
  expect(failed(0)).toBeGreaterThan(0);
});

test('what was carried over may stand beside the funds of a project', () => {
  const projects = statement('project_expenditure', [
    row('合计', { total: '9.00', general_public: '6.00', unit_funds: '1.00', carryover: '2.00' }),
    row('档案整理', { total: '9.00', general_public: '6.00', unit_funds: '1.00', carryover: '2.00' }),
  ]);
  expect(failures(reconcile(documentOf(projects), [], budget))).toEqual([]);
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

test('an amount that runs into the name of the other side makes all of the table doubtful: its columns are one', () => {
  const shown = (label: string) => {
    const rows = [
      row(label, { total: '93.00' }),
      row('住房保障支出', { total: '5.00' }),
      row('支出总计', { total: '98.00' }),
    ];
    const { verdicts } = reconcile(documentOf(statement('balance', rows)), [], budget);
    return verdicts.map(({ needsReview }) => needsReview);
  };
  expect(shown('2,244.44一、教育支出')).toEqual([true, true, true]);
  expect(shown('教育支出')).toEqual([false, false, false]);
});

test('what a fund leaves for the next year comes to the 支出总计 of its two-sided table, not to its 本年支出合计', () => {
  const fund = documentOf(
    statement('government_fund_expenditure', [
      row('国有土地使用权出让收入', { total: '63.00' }, { side: 'revenue' }),
      row('本年收入合计', { total: '63.00' }, { side: 'revenue' }),
      row('上年结转', { total: '4.00' }, { side: 'revenue' }),
      row('收入总计', { total: '67.00' }, { side: 'revenue' }),
      row('城乡社区支出', { total: '57.00' }, { side: 'expenditure', standard: '212' }),
      row('本年支出合计', { total: '57.00' }, { side: 'expenditure' }),
      row('结转下年', { total: '10.00' }, { side: 'expenditure' }),
      row('支出总计', { total: '67.00' }, { side: 'expenditure' }),
    ]),
  );
  expect(failures(reconcile(fund, [], budget))).toEqual([]);
});
