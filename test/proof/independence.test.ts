import { describe, expect, test } from 'vitest';
import type { Amount, Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { accused, declared, documentOf, failures, nameOf, type Print, row, statement, verdict } from './build.ts';
import { budget, randomFrom } from './synthetic.ts';

const declarations = declared('department-budget');

function run(statements: readonly Statement[]) {
  return reconcile(statements, [], declarations);
}

/** One subject's money, printed eight times and added to nothing. */
function alone(print: Print, source: 'text' | 'ocr' = 'text') {
  const rows = [
    row('合计', { total: print, project: print }),
    row('201 一般公共服务支出', { total: print, project: print }),
  ];
  return documentOf(statement('expenditure', rows, { source }), statement('general_expenditure', rows, { source }));
}

/** The same with a second subject, so that the total is a sum. */
function together(first: Print, second: Print, sum: Print) {
  const rows = [
    row('合计', { total: sum, project: sum }),
    row('201 一般公共服务支出', { total: first, project: first }),
    row('208 社会保障和就业支出', { total: second, project: second }),
  ];
  return documentOf(statement('expenditure', rows), statement('general_expenditure', rows));
}

describe('a figure that only its copies confirm', () => {
  test('is consistent, not proven; printed plainly it is shown to nobody', () => {
    const { verdicts, review } = run(alone('1,130.40'));
    expect(new Set(verdicts.map(({ proof }) => proof))).toEqual(new Set(['consistent']));
    expect(verdicts.some(({ needsReview }) => needsReview)).toBe(false);
    expect(review).toEqual([]);
  });

  test('is shown when its print is odd: the copies share the fault', () => {
    const { verdicts, review } = run(alone('1,130,40'));
    expect(verdicts.every(({ needsReview, proof }) => needsReview && proof === 'consistent')).toBe(true);
    expect(review).toHaveLength(verdicts.length);
  });

  test('is not shown when the page, looked at again, shows the same', () => {
    const { verdicts } = run(alone({ raw: '1,130.40', flags: ['wrapped'], looks: ['1130.40', '1130.40', '1130.40'] }));
    expect(verdicts.some(({ needsReview }) => needsReview)).toBe(false);
  });

  test('is shown all the same when what is odd about it shows in the picture too', () => {
    const looks = ['500.00', '500.00', '500.00'];
    const prints: readonly Print[] = [
      { raw: '0,500.00', looks },
      { raw: '500.00', flags: ['cut'], looks },
    ];
    for (const print of prints) {
      expect(run(alone(print)).verdicts.every(({ needsReview }) => needsReview)).toBe(true);
    }
  });

  test('of a scan is shown unless the reading is as good as certain', () => {
    expect(run(alone({ raw: '1130.40', confidence: 0.95 }, 'ocr')).verdicts.every((one) => one.needsReview)).toBe(true);
    expect(run(alone({ raw: '1130.40', confidence: 0.99 }, 'ocr')).verdicts.some((one) => one.needsReview)).toBe(false);
  });
});

describe('a sum of other figures', () => {
  test('proves a figure and all that repeat it', () => {
    const { verdicts } = run(together('700.00', '430.40', '1,130.40'));
    expect(verdicts.every(({ proof }) => proof === 'proven')).toBe(true);
  });

  test('of plain prints proves an odd one; of odd ones it proves none', () => {
    const odd: Print = { raw: '1,130.40', flags: ['wrapped'] };
    expect(run(together('700.00', '430.40', odd)).verdicts.every(({ proof }) => proof === 'proven')).toBe(true);
    const all = run(together('2,700,00', '1,430,40', '4,130,40'));
    expect(all.verdicts.every(({ proof, needsReview }) => proof === 'consistent' && needsReview)).toBe(true);
  });

  test('of recognised figures before which a letter was left out proves none: all may have lost their first digit', () => {
    const headless = (raw: string): Print => ({ raw, flags: ['misread-characters', 'letter-dropped'] });
    const all = run(together(headless('70.00'), headless('30.40'), headless('100.40')));
    expect(all.verdicts.every(({ needsReview }) => needsReview)).toBe(true);
  });

  test('of figures in which a 4 may be worn to a 1 proves none: the sum lost what its part lost', () => {
    const worn = (raw: string): Print => ({ raw, flags: ['worn'] });
    const both = run(together(worn('1,651.67'), '430.40', worn('2,082.07')));
    expect(both.verdicts.filter(({ needsReview }) => needsReview).length).toBeGreaterThanOrEqual(2);
    const one = run(together(worn('1,651.67'), '430.40', '2,082.07'));
    expect(one.verdicts.some(({ needsReview }) => needsReview)).toBe(false);
  });
});

test('a point that the whole font lost is doubted in every figure, also where the print does not show it', () => {
  const font = (first: string, second: string, sum: string) =>
    documentOf(
      statement('expenditure', [
        row('合计', { total: sum, project: sum }),
        row('201 一般公共服务支出', { total: first, project: first }),
        row('208 社会保障和就业支出', { total: second, project: second }),
      ]),
      statement('three_public', [row('合计', { total: '1236' }), row('公务接待费', { total: '1236' })]),
    );
  const lost = run(font('93340', '1,13040', '2,06380'));
  expect(lost.verdicts.every(({ needsReview, proof }) => needsReview && proof !== 'proven')).toBe(true);
  const kept = run(font('93,340', '113,040', '206,380'));
  expect(kept.verdicts.some(({ needsReview }) => needsReview)).toBe(false);
});

describe('a table beside the core', () => {
  const rows = (first: string) => [
    row('合计', { total: '1130.40', 'other:其中 房屋': '430.40' }),
    row('301 工资福利支出', { total: '700.00' }),
    row('30101 基本工资', { total: first }),
    row('30102 津贴补贴', { total: '300.00' }),
    row('302 商品和服务支出', { total: '430.40', 'other:其中 房屋': '430.40' }),
  ];

  test('is proven by its own sums', () => {
    const statements = documentOf(statement('other', rows('400.00')));
    expect(verdict(run(statements), statements, 'other/30101/total').proof).toBe('proven');
    expect(verdict(run(statements), statements, 'other/合计/total').proof).toBe('proven');
  });

  test('accuses nobody and contradicts nothing', () => {
    const statements = documentOf(statement('other', rows('444.00')));
    const result = run(statements);
    expect(failures(result)).toEqual([]);
    expect(verdict(result, statements, 'other/30101/total').proof).toBe('unproven');
  });
});

/** The document with every print of one figure misread alike. */
function misread(statements: readonly Statement[], fen: bigint, as: bigint): readonly Statement[] {
  const changed = (amount: Amount): Amount => (amount.fen === fen ? { ...amount, fen: as } : amount);
  return statements.map((one) => ({ ...one, amounts: one.amounts.map(changed) }));
}

test.each(['text', 'ocr'] as const)(
  'a figure that is misread alike wherever it is printed is never proven (%s)',
  (source) => {
    const random = randomFrom(7);
    for (let seed = 1; seed <= 40; seed++) {
      const plain = budget(seed, source, 3);
      const amounts = plain.flatMap((one) => one.amounts).filter(({ fen }) => fen > 0n);
      const { fen } = amounts[Math.floor(random() * amounts.length)] ?? { fen: 1n };
      const wrong = fen + 10_000n * BigInt(1 + Math.floor(random() * 90)) * 100n;
      const statements = misread(plain, fen, wrong);
      const result = run(statements);
      const silent = result.verdicts.filter(({ ref, fen: read, proof, needsReview }) => {
        const amount = statements[ref.statement]?.amounts[ref.amount];
        return amount?.fen === wrong && read === wrong && (proof === 'proven' || !needsReview);
      });
      expect(silent.map(({ ref }) => `${seed} ${nameOf(statements, ref)}`)).toEqual([]);
    }
  },
);

test('what is contradicted is shown, and what is shown is listed, whatever is wrong', () => {
  const random = randomFrom(11);
  for (let seed = 1; seed <= 60; seed++) {
    const plain = budget(seed, seed % 2 === 0 ? 'text' : 'ocr', 3);
    const amounts = plain.flatMap((one) => one.amounts);
    const { fen } = amounts[Math.floor(random() * amounts.length)] ?? { fen: 1n };
    const result = run(misread(plain, fen, fen * 10n));
    const listed = new Set(
      result.review.flatMap(({ ref }) => (ref === null ? [] : [`${ref.statement}/${ref.amount}`])),
    );
    for (const { ref, proof, needsReview } of result.verdicts) {
      if (proof === 'contradicted') expect(needsReview).toBe(true);
      if (needsReview) expect(listed).toContain(`${ref.statement}/${ref.amount}`);
    }
  }
});

describe('blame', () => {
  test('is the publisher’s where a row and a column agree on what should stand there', () => {
    const rows = (print: Print) => [
      row('合计', { total: '1130.40', basic: '430.40', project: '700.00' }),
      row('201 一般公共服务支出', { total: '700.00', project: '700.00' }),
      row('208 社会保障和就业支出', { total: print, basic: '430.40' }),
    ];
    const check = (print: Print) => {
      const statements = documentOf(statement('expenditure', rows(print)));
      const result = run(statements);
      return { names: accused(result, statements), blames: new Set(failures(result).map(({ blame }) => blame)) };
    };
    expect(check('480.40')).toEqual({ names: ['expenditure/208/total'], blames: new Set(['publisher']) });
    expect(check({ raw: '480.40', flags: ['overprinted'] }).blames).toEqual(new Set(['unknown']));
    expect(check({ raw: '480.40', looks: ['481.40', '43.40', '48040'] }).blames).toEqual(new Set(['unknown']));
    expect(check({ raw: '480.40', looks: ['480.40', '480.40', '480.40'] }).blames).toEqual(new Set(['publisher']));
    const blank: Print = { raw: '480.40', flags: ['by-looks'], looks: ['480.40', '480.40', '480.40'] };
    expect(check(blank).blames).toEqual(new Set(['unknown']));
  });

  test('is nobody’s where what a sum misses stands in another column of the line: the form counts it in', () => {
    const statements = documentOf(
      statement('expenditure', [
        row('合计', { total: '1130.40', basic: '430.40', project: '700.00' }),
        row('201 一般公共服务支出', { total: '700.00', project: '700.00' }),
        row('208 社会保障和就业支出', { total: '480.40', basic: '430.40', special_account: '50.00' }),
      ]),
    );
    const [one] = failures(run(statements)).filter(({ rule }) => rule === 'expenditure-columns');
    expect(one).toMatchObject({ status: 'fail', blame: 'unknown' });
  });

  test('is nobody’s where one sum fails by itself: the form may count something else', () => {
    const statements = documentOf(
      statement('three_public', [
        row('合计', { total: '74.83' }),
        row('因公出国（境）费', { total: '32.04' }),
        row('公务接待费', { total: '14.17' }),
      ]),
    );
    expect(failures(run(statements)).map(({ blame }) => blame)).toEqual(['unknown']);
  });

  test('a figure of a text layer that the page clearly shows otherwise is repaired', () => {
    const statements = documentOf(
      statement('expenditure', [
        row('合计', { total: '1130.40', basic: '430.40', project: '700.00' }),
        row('201 一般公共服务支出', { total: '700.00', project: '700.00' }),
        row('208 社会保障和就业支出', {
          total: { raw: '480.40', looks: ['430.40', '430.40', '430.40'] },
          basic: '430.40',
        }),
      ]),
    );
    const found = verdict(run(statements), statements, 'expenditure/208/total');
    expect(found).toMatchObject({ source: 'repair', fen: 430_400_000n });
  });
});

describe('figures of one misread print', () => {
  /** A separator without meaning, taken for 00 wherever it stands: 1☒352.20 is 1,352.20. */
  const looks = (raw: string): Print => ({
    raw,
    flags: ['by-looks'],
    confidence: 0.43,
    others: [raw.slice(0, 1) + raw.slice(3)],
  });

  const part = (all: Print, basic: Print | undefined, project: Print | undefined) => ({ all, basic, project });
  const LINES: Readonly<Record<string, ReturnType<typeof part>>> = {
    合计: part(looks('100681.63'), looks('100093.57'), '588.06'),
    '207 文化旅游体育与传媒支出': part(looks('100352.20'), '764.14', '588.06'),
    '20701 文化和旅游': part(looks('100352.20'), '764.14', '588.06'),
    '2070101 行政运行': part('764.14', '764.14', undefined),
    '2070109 群众文化': part('288.54', undefined, '288.54'),
    '2070114 文化和旅游管理事务': part('299.52', undefined, '299.52'),
    '208 社会保障和就业支出': part('217.66', '217.66', undefined),
    '210 卫生健康支出': part('27.68', '27.68', undefined),
    '221 住房保障支出': part('84.09', '84.09', undefined),
  };

  /** As a page is read whose other figures have characters that a font knows. */
  function misread(kind: 'revenue' | 'expenditure' | 'general_expenditure', index: number): Statement {
    const rows = Object.entries(LINES).map(([label, { all, basic, project }]) => {
      if (kind === 'revenue') return row(label, { total: all, general_public: all });
      const columns = { ...(basic === undefined ? {} : { basic }), ...(project === undefined ? {} : { project }) };
      return row(label, { total: all, ...columns });
    });
    const plain = statement(kind, rows, { index });
    const amounts = plain.amounts.map((amount) =>
      amount.flags.includes('by-looks') ? { ...amount, source: 'ocr' as const } : amount,
    );
    return { ...plain, amounts };
  }

  test('are not proven by figures that they themselves correct, and accuse nobody', () => {
    const { verdicts, checks } = run([
      misread('revenue', 0),
      misread('expenditure', 1),
      misread('general_expenditure', 2),
    ]);
    const odd = verdicts.filter(({ flags }) => flags.includes('by-looks'));
    expect(odd.map(({ proof, needsReview }) => proof === 'proven' || !needsReview)).toEqual(odd.map(() => false));
    expect(checks.filter(({ blame }) => blame === 'publisher')).toEqual([]);
  });
});

test('a recognised zero is not proven in a column whose other figures nothing proves', () => {
  const rows = (more: Print) => [
    row('合计', { total: '12.00', general_public: '12.00', government_fund: more }),
    row('205 教育支出', { total: '7.00', general_public: '7.00', government_fund: '4' }),
    row('210 卫生健康支出', { total: '5.00', general_public: '5.00', government_fund: '0' }),
    row('21011 行政事业单位医疗', { total: '5.00', general_public: '5.00', government_fund: '0' }),
    row('2101101 行政单位医疗', { total: '5.00', general_public: '5.00', government_fund: '0' }),
  ];
  const zeros = (more: Print) =>
    run(documentOf(statement('revenue', rows(more), { source: 'ocr' }))).verdicts.filter(({ fen }) => fen === 0n);
  expect(zeros('5').map(({ proof, needsReview }) => [proof, needsReview])).toEqual(
    Array.from({ length: 3 }, () => ['consistent', true]),
  );
});

test('a figure whose line has a name that nobody could read whole is shown, however well it is proven', () => {
  const document = documentOf(
    statement('three_public', [
      row('\ufffd计', { total: '30.00' }),
      row('公务接待费', { total: '10.00' }),
      row('因公出国（境）费', { total: '20.00' }),
    ]),
  );
  const result = run(document);
  expect(verdict(result, document, 'three_public/\ufffd计/total').needsReview).toBe(true);
});

test('a figure whose line has a code that was printed and not read is shown', () => {
  const rows = [
    row('合计', { total: '30.00', project: '30.00' }),
    row('教育支出', { total: '10.00', project: '10.00' }),
    row('208 社会保障和就业支出', { total: '20.00', project: '20.00' }),
  ];
  const [one] = documentOf(statement('expenditure', rows));
  if (one === undefined) throw new Error('no statement');
  const lines = one.lines.map((line, at) => (at === 1 ? { ...line, flags: ['code-doubtful' as const] } : line));
  const document = [{ ...one, lines }];
  expect(verdict(run(document), document, 'expenditure/教育支出/total').needsReview).toBe(true);
});
