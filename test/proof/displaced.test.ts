import { describe, expect, test } from 'vitest';
import type { Measure, Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, failures, nameOf, row, statement } from './build.ts';
import { BALANCE, expenditure, revenue } from './two-sources.ts';

/** Lines by function of a department that spends `all`, 80.30 of it on pensions. */
const lines = (all: string, offices: string) => [
  row('合计', { total: all }),
  row('201 一般公共服务支出', { total: offices }),
  row('208 社会保障和就业支出', { total: '80.30' }),
];
const ALL = lines('300.40', '220.10');
const GENERAL = lines('190.40', '110.10');

const appropriations = statement('appropriation_balance', [
  row('一般公共预算拨款', { total: '190.40' }, revenue),
  row('收入总计', { total: '190.40' }, revenue),
  row('一般公共服务支出', { total: '110.10', general_public: '110.10' }, { ...expenditure, standard: '201' }),
  row('社会保障和就业支出', { total: '80.30', general_public: '80.30' }, { ...expenditure, standard: '208' }),
  row('支出总计', { total: '190.40', general_public: '190.40' }, expenditure),
]);

function read(...statements: readonly Statement[]) {
  const document = documentOf(...statements);
  const { verdicts, review, ...result } = reconcile(document, [], declared('department-budget'));
  const doubted = verdicts.filter(({ flags, needsReview }) => needsReview && flags.includes('place-doubtful'));
  return {
    doubted: [...new Set(doubted.map(({ ref }) => nameOf(document, ref).split('/')[0]))],
    quiet: verdicts.filter(({ needsReview }) => !needsReview).map(({ ref }) => nameOf(document, ref)),
    items: review.filter(({ reason }) => reason === 'place-doubtful').map(({ statement: kind, ref }) => [kind, ref]),
    accused: failures({ ...result, verdicts, review }).filter(({ blame }) => blame === 'publisher'),
  };
}

/** A column of the form in which nothing is printed. */
function withColumn(one: Statement, measure: Measure): Statement {
  return { ...one, columns: [...one.columns, { side: 'expenditure', measure, header: [] }] };
}

describe('a table that says more than others leave room for may be another, though its own sums hold', () => {
  test('what all funds pay for, under the title of the general budget', () => {
    const { doubted, quiet, items, accused } = read(
      statement('expenditure', ALL),
      appropriations,
      statement('general_expenditure', ALL),
    );
    expect([doubted, quiet.some((name) => name.startsWith('general'))]).toEqual([['general_expenditure'], false]);
    expect([items, accused]).toEqual([[['general_expenditure', null]], []]);
  });

  test('the general budget is shown to nobody', () => {
    const { doubted, items } = read(
      statement('expenditure', ALL),
      appropriations,
      statement('general_expenditure', GENERAL),
    );
    expect([doubted, items]).toEqual([[], []]);
  });

  test('another fund than the form has money for', () => {
    const capital = statement('state_capital', GENERAL);
    const { doubted } = read(withColumn(appropriations, 'state_capital'), capital);
    expect(doubted).toEqual(['state_capital']);
    expect(read(appropriations, capital).doubted).toEqual([]);
  });

  test('the same money under the titles of two funds', () => {
    const { doubted, quiet } = read(
      statement('expenditure', GENERAL),
      statement('general_expenditure', GENERAL),
      statement('state_capital', GENERAL),
    );
    expect(doubted).toEqual(['general_expenditure', 'state_capital']);
    expect(quiet.every((name) => name.startsWith('expenditure'))).toBe(true);
  });

  test('all that is spent, where some of it comes from 事业收入', () => {
    const balance = statement('balance', [
      row('一般公共预算拨款收入', { total: '190.40' }, revenue),
      row('事业收入', { total: '110.00' }, revenue),
      row('收入总计', { total: '300.40' }, revenue),
    ]);
    const { doubted } = read(balance, statement('expenditure', ALL), statement('general_expenditure', ALL));
    expect(doubted).toEqual(['general_expenditure']);
    expect(read(balance, statement('expenditure', ALL), statement('general_expenditure', GENERAL)).doubted).toEqual([]);
  });

  test('and so may the table whose total it has: their titles were exchanged', () => {
    const { doubted, accused } = read(
      BALANCE,
      statement('expenditure', GENERAL),
      statement('general_expenditure', ALL),
    );
    expect([doubted, accused]).toEqual([['expenditure', 'general_expenditure'], []]);
  });

  test('sources on each other’s lines: each side adds up', () => {
    const { accused, doubted } = read({
      ...withColumn(appropriations, 'government_fund'),
      lines: appropriations.lines.map((line) =>
        line.name === '一般公共预算拨款' ? { ...line, name: '政府性基金预算拨款' } : line,
      ),
    });
    expect([doubted, accused]).toEqual([['appropriation_balance'], []]);
  });

  test('nor is anybody asked again who said what the table is', () => {
    const general = { ...statement('general_expenditure', ALL), placedByHand: true as const };
    expect(read(statement('expenditure', ALL), appropriations, general).doubted).toEqual([]);
  });

  test('a total that is a little too large is an error of its own', () => {
    const { items } = read(appropriations, statement('general_expenditure', lines('190.90', '110.60')));
    expect(items).toEqual([]);
  });
});

describe('figures of which each table has others', () => {
  const balance = (classes: readonly (readonly [name: string, standard: string, total: string])[]) =>
    statement('balance', [
      ...classes.map(([name, standard, total]) => row(name, { total }, { ...expenditure, standard })),
      row('支出总计', { total: '268.45' }, expenditure),
    ]);
  const classes = (...codes: readonly [string, string][]) =>
    statement('expenditure', [
      row('合计', { total: '268.45' }),
      ...codes.map(([code, total]) => row(`${code} 类`, { total })),
    ]);

  test('on the next line in one of them are shown: its sums hold', () => {
    const slipped = balance([
      ['社会保障和就业支出', '208', '140.02'],
      ['卫生健康支出', '210', '80.13'],
      ['城乡社区支出', '212', '48.30'],
    ]);
    const right = classes(['201', '140.02'], ['208', '80.13'], ['210', '48.30']);
    expect(read(slipped, right).quiet).toEqual(['balance/支出总计/total', 'expenditure/合计/total']);
  });

  test('on most lines, though the totals agree, are shown', () => {
    const other = balance([
      ['一般公共服务支出', '201', '140.02'],
      ['社会保障和就业支出', '208', '80.13'],
      ['卫生健康支出', '210', '48.30'],
    ]);
    const { quiet, accused } = read(other, classes(['201', '141.02'], ['208', '79.03'], ['210', '48.40']));
    expect([quiet, accused]).toEqual([['balance/支出总计/total', 'expenditure/合计/total'], []]);
  });
});
