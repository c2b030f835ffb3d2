import { expect, test } from 'vitest';
import type { CodeScheme, Statement, StatementKind } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, documentOf, nameOf, type Row, row, statement } from './build.ts';
import { BALANCE, expenditure, revenue } from './two-sources.ts';

/** A statement whose lines have codes of a classification. */
function by(scheme: CodeScheme, kind: StatementKind, rows: readonly Row[]): Statement {
  const read = statement(kind, rows);
  return { ...read, lines: read.lines.map((line) => (line.code === null ? line : { ...line, scheme })) };
}

/** Lines by function: what all offices spend, parted, and 80.30 on pensions. */
const spent = (all: string, offices: string) => [
  row('合计', { total: all, basic: all }),
  row('201 一般公共服务支出', { total: offices, basic: offices }),
  row('208 社会保障和就业支出', { total: '80.30', basic: '80.30' }),
];
const classes = [row('合计', { total: '190.40' }), row('301 工资福利支出', { total: '190.40' })];

const appropriations = statement('appropriation_balance', [
  row('收入总计', { total: '210.40' }, revenue),
  row('支出总计', { total: '210.40', general_public: '190.40' }, expenditure),
]);
const ALL = by('functional', 'expenditure', spent('300.40', '220.10'));
const GENERAL = by('functional', 'general_expenditure', spent('190.40', '110.10'));

/** Statements of which all amounts are in doubt where they belong, and shown to somebody. */
function doubted(...statements: readonly Statement[]): string[] {
  const document = documentOf(...statements);
  const { verdicts } = reconcile(document, [], declared('department-budget'));
  const asked = verdicts.filter(({ flags, needsReview }) => needsReview && flags.includes('place-doubtful'));
  return [...new Set(asked.map(({ ref }) => nameOf(document, ref).split('/')[0] ?? ''))];
}

test('a table that comes to what another is stated to come to, which the report lacks, may be that one', () => {
  expect(doubted(BALANCE, ALL, GENERAL, by('economic_department', 'basic_all_funds', classes))).toEqual([
    'basic_all_funds',
  ]);
  const titledShort = by('functional', 'expenditure', spent('190.40', '110.10'));
  expect(doubted(BALANCE, appropriations, titledShort)).toContain('expenditure');
  const lesser = by('functional', 'appropriation_expenditure', spent('190.40', '110.10'));
  expect(doubted(BALANCE, appropriations, ALL, lesser)).toContain('appropriation_expenditure');
  const stranger = by('functional', 'other', spent('190.40', '110.10'));
  expect(doubted(BALANCE, appropriations, ALL, stranger)).toContain('other');
});

test('not where the report has that one, nor where it comes to what others say of itself', () => {
  const basic = by('economic_department', 'basic_expenditure', classes);
  expect(doubted(BALANCE, ALL, GENERAL, basic, by('economic_department', 'basic_all_funds', classes))).toEqual([]);
  const all = [row('合计', { total: '300.40' }), row('301 工资福利支出', { total: '300.40' })];
  expect(doubted(BALANCE, ALL, GENERAL, by('economic_department', 'basic_all_funds', all))).toEqual([]);
});

test('nor where nothing says what it would come to itself', () => {
  const none = doubted(appropriations, by('functional', 'expenditure', spent('190.40', '110.10')));
  expect(none).not.toContain('expenditure');
});
