import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, failures, nameOf, type Print, type Row, row, statement } from './build.ts';

type Columns = Record<string, number>;
type Lines = readonly (readonly [label: string, columns: Columns, more?: Partial<Row> | undefined])[];
type Report = Readonly<Record<'balance' | 'expenditure' | 'general_expenditure' | 'basic_expenditure', Lines>>;

const expenditure = { side: 'expenditure' } as const;

/** A department that spends 1,403.01 万元, 85.20 of them from another fund. */
const REPORT: Report = {
  balance: [
    ['财政拨款收入', { total: 1403.01 }, { side: 'revenue' }],
    ['收入总计', { total: 1403.01 }, { side: 'revenue' }],
    ['一般公共服务支出', { total: 949.13 }, { ...expenditure, standard: '201' }],
    ['社会保障和就业支出', { total: 203.45 }, { ...expenditure, standard: '208' }],
    ['卫生健康支出', { total: 95.98 }, { ...expenditure, standard: '210' }],
    ['城乡社区支出', { total: 85.2 }, { ...expenditure, standard: '212' }],
    ['住房保障支出', { total: 69.25 }, { ...expenditure, standard: '221' }],
    ['支出总计', { total: 1403.01 }, expenditure],
  ],
  expenditure: [
    ['合计', { total: 1403.01, basic: 867.5, project: 535.51 }],
    ['201 一般公共服务支出', { total: 949.13, basic: 515.17, project: 433.96 }],
    ['2010301 行政运行', { total: 515.17, basic: 515.17 }],
    ['2010302 一般行政管理事务', { total: 433.96, project: 433.96 }],
    ['208 社会保障和就业支出', { total: 203.45, basic: 187.1, project: 16.35 }],
    ['210 卫生健康支出', { total: 95.98, basic: 95.98 }],
    ['212 城乡社区支出', { total: 85.2, project: 85.2 }],
    ['221 住房保障支出', { total: 69.25, basic: 69.25 }],
  ],
  general_expenditure: [
    ['合计', { total: 1317.81, basic: 867.5, project: 450.31 }],
    ['201 一般公共服务支出', { total: 949.13, basic: 515.17, project: 433.96 }],
    ['2010301 行政运行', { total: 515.17, basic: 515.17 }],
    ['2010302 一般行政管理事务', { total: 433.96, project: 433.96 }],
    ['208 社会保障和就业支出', { total: 203.45, basic: 187.1, project: 16.35 }],
    ['210 卫生健康支出', { total: 95.98, basic: 95.98 }],
    ['221 住房保障支出', { total: 69.25, basic: 69.25 }],
  ],
  basic_expenditure: [
    ['合计', { total: 867.5, personnel: 741.38, public: 126.12 }],
    ['301 工资福利支出', { total: 720.16, personnel: 720.16 }],
    ['302 商品和服务支出', { total: 126.12, public: 126.12 }],
    ['303 对个人和家庭的补助', { total: 21.22, personnel: 21.22 }],
  ],
};

interface Reading {
  readonly print?: (text: string) => Print;
  readonly unit?: '元' | '万元';
  readonly source?: 'text' | 'ocr';
}

/** Statements, with figures that nobody is asked to look at, and those whom a failed check accuses. */
function read(report: Report, { print = (text) => text, unit = '万元', source = 'text' }: Reading = {}) {
  const rowsOf = (lines: Lines) =>
    lines.map(([label, columns, more]) =>
      row(
        label,
        Object.fromEntries(Object.entries(columns).map(([measure, value]) => [measure, print(value.toFixed(2))])),
        more,
      ),
    );
  const document = documentOf(
    ...(['balance', 'expenditure', 'general_expenditure', 'basic_expenditure'] as const).map((kind) =>
      statement(kind, rowsOf(report[kind]), { unit, source }),
    ),
  );
  const result = reconcile(document, [], declared('department-budget'));
  const quiet = result.verdicts.filter(({ needsReview }) => !needsReview).map(({ ref }) => nameOf(document, ref));
  return { quiet, all: result.verdicts.length, accused: failures(result).filter(({ blame }) => blame === 'publisher') };
}

function exchanged(kinds: readonly (keyof Report)[], one: string, other: string): Report {
  const names: Readonly<Record<string, string>> = { [one]: other, [other]: one };
  const swap = (lines: Lines): Lines =>
    lines.map(([label, columns, more]) => [
      label,
      Object.fromEntries(Object.entries(columns).map(([measure, value]) => [names[measure] ?? measure, value])),
      more,
    ]);
  return { ...REPORT, ...Object.fromEntries(kinds.map((kind) => [kind, swap(REPORT[kind])])) };
}

/** The figures of the lines `from` to `to` each one line higher, the first one at the end. */
function slipped(kind: keyof Report, from: number, to: number): Report {
  const lines = REPORT[kind];
  const moved = lines.map(([label, columns, more], at): Lines[number] => {
    if (at < from || at > to) return [label, columns, more];
    return [label, lines[at === to ? from : at + 1]?.[1] ?? columns, more];
  });
  return { ...REPORT, [kind]: moved };
}

test('a report whose figures stand where they belong is shown to nobody', () => {
  const { quiet, all, accused } = read(REPORT);
  expect([quiet.length, accused]).toEqual([all, []]);
});

describe('figures under the heading of the column beside them are shown, though every sum holds', () => {
  test('in one of two statements: one of the two is wrong', () => {
    const { quiet } = read(exchanged(['expenditure'], 'basic', 'project'));
    expect(quiet.filter((name) => /expenditure\/.*\/(?:basic|project)/u.test(name))).toEqual([]);
  });

  test('in both, where a third has the total of one column', () => {
    const { quiet } = read(exchanged(['expenditure', 'general_expenditure'], 'basic', 'project'));
    expect(quiet.filter((name) => /expenditure\/.*\/(?:basic|project)/u.test(name))).toEqual([]);
  });

  test('where the classes tell what is 人员经费', () => {
    const { quiet } = read(exchanged(['basic_expenditure'], 'personnel', 'public'));
    expect(quiet.filter((name) => /personnel|public/u.test(name))).toEqual([]);
  });
});

test('misreadings all over a picture accuse nobody', () => {
  const print = (text: string) => ({ raw: text.slice(0, 2).replace('.', ''), confidence: 0.999 });
  const { accused } = read(REPORT, { print, source: 'ocr' });
  expect(accused).toEqual([]);
});

describe('figures on the line of another are shown', () => {
  test('where all lines of a table still add up', () => {
    const { quiet } = read(slipped('balance', 2, 6));
    expect(quiet.filter((name) => /^balance\/.*支出\/total/u.test(name))).toEqual([]);
  });

  test('where the sums of the table break all over, and accuse nobody', () => {
    const { quiet, accused } = read(slipped('expenditure', 1, 7));
    expect(quiet.filter((name) => /^expenditure/u.test(name))).toEqual([]);
    expect(accused).toEqual([]);
  });
});

describe('no figure is sure, and nobody erred', () => {
  test.each([
    ['exchanged', (text: string) => text.replace(/[25]/gu, (digit) => (digit === '2' ? '5' : '2'))],
    ['shown as another', (text: string) => text.replaceAll('6', '0')],
  ])('where a font has digits %s', (_, print) => {
    expect(read(REPORT, { print })).toMatchObject({ quiet: [], accused: [] });
  });

  test('where a year of a department comes to less than 1 万元: that is not the unit', () => {
    expect(read(REPORT, { unit: '元' })).toMatchObject({ quiet: [], accused: [] });
  });
});
