import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { accused, declared, documentOf, failures, nameOf, type Print, row, statement, verdict } from './build.ts';

const budget = declared('department-budget');
const final = declared('department-final');

function run(statements: readonly Statement[], declarations = budget) {
  return reconcile(statements, [], declarations);
}

/** Two statements of four subjects each, with a print of the reader's choice in the 合计 of 2010302. */
function pair(print: Print = '23.02', source: 'text' | 'ocr' = 'text') {
  const rows = (odd: Print) => [
    row('合计', { total: '73.06', basic: '50.04', project: '23.02' }),
    row('201 一般公共服务支出', { total: '73.06', basic: '50.04', project: '23.02' }),
    row('20103 政府办公厅（室）及相关机构事务', { total: '73.06', basic: '50.04', project: '23.02' }),
    row('2010301 行政运行', { total: '50.04', basic: '50.04' }),
    row('2010302 一般行政管理事务', { total: odd, project: '23.02' }),
  ];
  return documentOf(
    statement('expenditure', rows(print), { source }),
    statement('general_expenditure', rows('23.02'), { source }),
  );
}

describe('a document that balances', () => {
  test('has every amount proven and no failed check', () => {
    const result = run(pair());
    expect(failures(result)).toEqual([]);
    expect(result.verdicts.every((one) => one.proof === 'proven' && !one.needsReview)).toBe(true);
    expect(result.review).toEqual([]);
  });

  test('still shows a figure of which nothing tells how far the headings over it reach', () => {
    const result = run(pair({ raw: '23.02', flags: ['heading-reach'] }));
    const shown = result.verdicts.filter((one) => one.needsReview);
    expect(shown.map(({ proof, flags }) => [proof, flags])).toEqual([['proven', ['heading-reach']]]);
  });

  test('passes with the differences that rounding to the printed place leaves', () => {
    const statements = documentOf(
      statement('expenditure', [
        row('合计', { total: '1433.90', basic: '475.03', project: '958.88' }),
        row('201 一般公共服务支出', { total: '1390.31', basic: '431.44', project: '958.88' }),
        row('221 住房保障支出', { total: '43.59', basic: '43.59' }),
      ]),
    );
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    const rounded = result.checks.find(
      (check) => check.rule === 'expenditure-columns' && check.scope.of === 'line' && check.scope.line === '合计',
    );
    expect(rounded).toMatchObject({ status: 'pass', difference: -10_000n, tolerance: 15_000n, blame: 'publisher' });
    const exact = result.checks.find((check) => check.status === 'pass' && check.difference === 0n);
    expect(exact?.blame).toBeNull();
  });

  test('takes whole yuan for rounded, and fen for exact', () => {
    const table = (a: string, b: string, sum: string) =>
      documentOf(
        statement('expenditure', [row('201 一般公共服务支出', { total: sum, basic: a, project: b })], { unit: '元' }),
      );
    expect(failures(run(table('77,381,546', '17,614,243', '94,995,790')))).toEqual([]);
    expect(failures(run(table('77381546.00', '17614243.00', '94995789.01')))).toHaveLength(1);
  });

  test('takes a number without decimals in a table of two decimals for exact', () => {
    const rows = (vehicles: string) => [
      row('合计', { total: vehicles }),
      row('公务用车购置及运行费', { total: vehicles }),
      row('> 公务用车购置费', { total: '15' }),
      row('> 公务用车运行维护费', { total: '21.56' }),
    ];
    expect(failures(run(documentOf(statement('three_public', rows('36.56')))))).toEqual([]);
    expect(failures(run(documentOf(statement('three_public', rows('36.66')))))).not.toEqual([]);
  });
});

describe('a publisher’s error', () => {
  test('is found in one cell, blamed on the publisher, and not altered', () => {
    const statements = pair('20.02');
    const result = run(statements);
    expect(accused(result, statements)).toEqual(['expenditure/2010302/total']);
    const wrong = verdict(result, statements, 'expenditure/2010302/total');
    expect(wrong).toMatchObject({ fen: 20_020_000n, source: 'text', needsReview: true, flags: ['contradicted'] });
    for (const check of failures(result)) {
      expect(check.blame).toBe('publisher');
      expect(check.suspects.map((ref) => nameOf(statements, ref))).toEqual(['expenditure/2010302/total']);
    }
    expect(failures(result).map((check) => check.rule)).toEqual(
      expect.arrayContaining(['expenditure-columns', 'children', 'subject-expenditure']),
    );
    expect(result.review[0]?.data).toMatchObject({ implied: '230200.00', blame: 'publisher' });
  });

  test('is not "repaired" in a scan that was read with certainty', () => {
    const statements = pair('20.02', 'ocr');
    const result = run(statements);
    expect(verdict(result, statements, 'expenditure/2010302/total')).toMatchObject({
      fen: 20_020_000n,
      source: 'ocr',
      proof: 'contradicted',
      needsReview: true,
    });
    expect(new Set(failures(result).map((check) => check.blame))).toEqual(new Set(['publisher']));
  });

  test('in one equation alone leaves open which of its cells is wrong', () => {
    const statements = documentOf(
      statement('expenditure', [row('201 一般公共服务支出', { total: '9.00', basic: '5.00', project: '3.00' })]),
    );
    const result = run(statements);
    expect(accused(result, statements)).toHaveLength(3);
    expect(failures(result)[0]?.suspects).toHaveLength(3);
  });

  test('two in one column are told apart by their rows', () => {
    const rows = (first: string, second: string) => [
      row('合计', { total: '30.00', personnel: '30.00' }),
      row('301 工资福利支出', { total: '30.00', personnel: '30.00' }),
      row('30101 基本工资', { total: '10.00', personnel: first }),
      row('30102 津贴补贴', { total: '12.00', personnel: second }),
      row('30103 奖金', { total: '8.00', personnel: '8.00' }),
    ];
    const statements = documentOf(statement('basic_expenditure', rows('10.60', '21.00')));
    expect(accused(run(statements), statements)).toEqual([
      'basic_expenditure/30101/personnel',
      'basic_expenditure/30102/personnel',
    ]);
  });
});

describe('what need not be equal', () => {
  test('money outside the fund: a subject may cost more than the general budget gives', () => {
    const statements = documentOf(
      statement('expenditure', [
        row('合计', { total: '80.00', basic: '50.00', project: '30.00' }),
        row('201 一般公共服务支出', { total: '50.00', basic: '50.00' }),
        row('205 教育支出', { total: '30.00', project: '30.00' }),
      ]),
      statement('general_expenditure', [
        row('合计', { total: '70.00', basic: '50.00', project: '20.00' }),
        row('201 一般公共服务支出', { total: '50.00', basic: '50.00' }),
        row('205 教育支出', { total: '20.00', project: '20.00' }),
      ]),
    );
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    expect(result.checks.some((check) => check.status === 'not_applicable')).toBe(true);
    expect(result.review).toEqual([]);
  });

  test('not even in most subjects: that is no other form', () => {
    const table = (amounts: readonly string[], total: string) => [
      row('合计', { total, project: total }),
      ...amounts.map((raw, i) => row(`20${i + 1} 科目${i + 1}`, { total: raw, project: raw })),
    ];
    const statements = documentOf(
      statement('expenditure', table(['5.00', '6.00', '7.00', '8.00'], '26.00')),
      statement('general_expenditure', table(['4.00', '5.00', '6.00', '7.00'], '22.00')),
    );
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    expect(result.review).toEqual([]);
  });

  test('but the general budget may not give more than is spent', () => {
    const rows = (education: string, total: string) => [
      row('合计', { total, project: total }),
      row('205 教育支出', { total: education, project: education }),
      row('208 社会保障和就业支出', { total: '5.00', project: '5.00' }),
    ];
    const statements = documentOf(
      statement('expenditure', rows('20.00', '25.00')),
      statement('general_expenditure', rows('30.00', '35.00')),
    );
    expect(failures(run(statements)).map((check) => check.rule)).toContain('general-within-expenditure');
  });

  test('a final account may take in more than it spends', () => {
    const statements = documentOf(
      statement('balance', [
        row('一般公共预算财政拨款收入', { total: '90.00' }, { side: 'revenue' }),
        row('其他收入', { total: '6.00' }, { side: 'revenue' }),
        row('本年收入合计', { total: '96.00' }, { side: 'revenue' }),
        row('年初结转和结余', { total: '4.00' }, { side: 'revenue' }),
        row('总计', { total: '100.00' }, { side: 'revenue' }),
        row('一般公共服务支出', { total: '93.00' }, { side: 'expenditure', standard: '201' }),
        row('本年支出合计', { total: '93.00' }, { side: 'expenditure' }),
        row('年末结转和结余', { total: '7.00' }, { side: 'expenditure' }),
        row('总计', { total: '100.00' }, { side: 'expenditure' }),
      ]),
    );
    const result = run(statements, final);
    expect(failures(result)).toEqual([]);
    expect(result.verdicts.filter((one) => one.proof === 'proven')).toHaveLength(9);
  });
});

describe('structure', () => {
  test('a blank parent is stood in for by its parts', () => {
    const statements = documentOf(
      statement('appropriation_balance', [
        row('一般公共预算', { total: '8.00' }, { side: 'revenue' }),
        row('本年收入合计', { total: '8.00' }, { side: 'revenue' }),
        row('上年财政拨款结转', {}, { side: 'revenue' }),
        row('> 一般公共预算', { total: '1.50' }, { side: 'revenue' }),
        row('> 政府性基金预算', { total: '0.50' }, { side: 'revenue' }),
        row('收入总计', { total: '10.00' }, { side: 'revenue' }),
      ]),
    );
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    expect(result.verdicts.every((one) => one.proof === 'proven')).toBe(true);
  });

  test('a list of projects without codes shows its tree by its sums', () => {
    const statements = documentOf(
      statement('project_expenditure', [
        row('某某局', { total: '100.00' }),
        row('局机关', { total: '60.00' }),
        row('项目一', { total: '25.00' }),
        row('项目二', { total: '35.00' }),
        row('服务中心', { total: '40.00' }),
        row('项目三', { total: '15.00' }),
        row('项目四', { total: '25.00' }),
      ]),
    );
    const result = run(statements);
    expect(result.checks.filter((check) => check.rule === 'children')).toHaveLength(3);
    expect(result.verdicts.every((one) => one.proof === 'proven')).toBe(true);
  });

  test('on a scan the sums of such a list outweigh an indentation that is a few points off', () => {
    const list = (source: 'text' | 'ocr', second: string) => {
      const rows = [
        row('某某局', { total: '100.00' }),
        row('局机关', { total: '60.00' }),
        row('项目一', { total: '25.00' }),
        row('项目二', { total: second }),
        row('服务中心', { total: '40.00' }),
        row('项目三', { total: '15.00' }),
        row('项目四', { total: '25.00' }),
      ];
      const made = statement('project_expenditure', rows, { source });
      const lines = made.lines.map((line) => (line.name === '项目二' ? { ...line, parent: 2 } : line));
      return run(documentOf({ ...made, lines }));
    };
    expect(failures(list('ocr', '35.00'))).toEqual([]);
    expect(list('ocr', '35.00').verdicts.every((one) => one.proof === 'proven')).toBe(true);
    expect(failures(list('text', '35.00'))).toHaveLength(1);
  });

  test('a line that the form does not know is shown, not proven', () => {
    const statements = documentOf(
      statement('basic_expenditure', [
        row('合计', { total: '10.00', personnel: '10.00' }),
        row('基本工资工资福利支出', { total: '10.00', personnel: '10.00' }),
      ]),
    );
    const result = run(statements);
    expect(verdict(result, statements, 'basic_expenditure/基本工资工资福利支出/total')).toMatchObject({
      proof: 'consistent',
      needsReview: true,
      flags: ['unknown-line'],
    });
    expect(result.review.map((item) => item.reason)).toContain('unknown-line');
  });

  test('a table that contradicts a rule in most lines is another form, not a heap of errors', () => {
    const rows = ['201', '205', '208', '210', '221'].map((code, i) =>
      row(`${code} 科目`, { total: '10.00', basic: `${i + 1}.00`, project: '1.00' }),
    );
    const result = run(documentOf(statement('expenditure', rows)));
    const failed = failures(result).filter((check) => check.rule === 'expenditure-columns');
    expect(failed.map(({ blame, suspects }) => [blame, suspects.length])).toEqual(rows.map(() => ['unknown', 0]));
    expect(result.review.map((item) => item.reason)).toContain('form-mismatch');
    expect(result.verdicts.every((one) => one.proof !== 'proven' && one.needsReview)).toBe(true);
  });
});

describe('a wrong unit line', () => {
  const rows = [
    row('合计', { total: '73.06', project: '73.06' }),
    row('201 一般公共服务支出', { total: '50.04', project: '50.04' }),
    row('208 社会保障和就业支出', { total: '23.02', project: '23.02' }),
  ];
  const income = rows.map((one) =>
    row(one.label, { total: one.amounts.total ?? '', general_public: one.amounts.total ?? '' }),
  );
  const statements = documentOf(
    statement('revenue', income, { unit: '元' }),
    statement('expenditure', rows),
    statement('general_expenditure', rows),
  );

  test('is one failed check of that statement; nobody else is accused', () => {
    const result = run(statements);
    expect(failures(result)).toHaveLength(1);
    expect(failures(result)[0]).toMatchObject({ rule: 'unit-line', statement: 'revenue', blame: 'publisher' });
    expect(failures(result)[0]?.scope).toMatchObject({ of: 'unit', expected: '万元' });
    expect(accused(result, statements).every((name) => name.startsWith('revenue/'))).toBe(true);
    expect(result.review.map((item) => item.reason)).toEqual(['unit-line']);
  });

  test('accuses nobody where the statements that tell of it are in doubt themselves', () => {
    const doubted = rows.map(({ label, amounts: { total = '', project = '' } }) =>
      row(label, { total: { raw: String(total), flags: ['overprinted'] }, project }),
    );
    const revenue = statement('revenue', income, { unit: '元' });
    const told = documentOf(revenue, statement('expenditure', doubted), statement('general_expenditure', doubted));
    expect(failures(run(told)).map(({ rule, blame }) => [rule, blame])).toEqual([['unit-line', 'unknown']]);
  });

  test('leaves the amounts as printed', () => {
    const result = run(statements);
    expect(verdict(result, statements, 'revenue/201/total')).toMatchObject({ fen: 5004n, flags: ['unit-line'] });
  });
});

describe('forms that differ', () => {
  const spent = (total: string) => [
    row('合计', { total, project: total }),
    row('205 教育支出', { total, project: total }),
  ];

  test('a document may print its statements twice, for the department and for its office', () => {
    const statements = documentOf(
      statement('expenditure', spent('50.00')),
      statement('general_expenditure', spent('50.00')),
      statement('expenditure', spent('20.00')),
      statement('general_expenditure', spent('20.00')),
    );
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    expect(
      result.checks.filter((check) => check.rule === 'subject-expenditure' && check.status === 'pass'),
    ).toHaveLength(4);
  });

  test('a statement printed once is not compared with one printed twice', () => {
    const statements = documentOf(
      statement('expenditure', spent('50.00')),
      statement('general_expenditure', spent('30.00')),
      statement('general_expenditure', spent('20.00')),
    );
    expect(run(statements).checks.some((check) => check.rule === 'subject-expenditure')).toBe(false);
  });

  test('the total of 三公 may include 会议费 and 培训费', () => {
    const table = (total: string) =>
      documentOf(
        statement('three_public', [
          row('合计', { total }),
          row('公务接待费', { total: '3.00' }),
          row('会议费', { total: '1.50' }),
          row('培训费', { total: '0.50' }),
        ]),
      );
    expect(failures(run(table('3.00')))).toEqual([]);
    expect(failures(run(table('5.00')))).toEqual([]);
    expect(failures(run(table('4.00')))).not.toEqual([]);
  });

  test('spending may be listed twice, by subject and by nature', () => {
    const statements = documentOf(
      statement('balance', [
        row('一般公共服务支出', { total: '30.00' }, { side: 'expenditure', standard: '201' }),
        row('教育支出', { total: '20.00' }, { side: 'expenditure', standard: '205' }),
        row('基本支出', { total: '45.00' }, { side: 'expenditure' }),
        row('项目支出', { total: '5.00' }, { side: 'expenditure' }),
        row('本年支出合计', { total: '50.00' }, { side: 'expenditure' }),
      ]),
    );
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    expect(result.review).toEqual([]);
  });
});
