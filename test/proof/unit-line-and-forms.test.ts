import { expect, test } from 'vitest';
import type { ProjectHead } from '../../src/model/form.ts';
import { toFen } from '../../src/model/money.ts';
import { withProjects } from '../../src/proof/projects/match-projects.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { DISTANCE } from '../support/cut.ts';
import { declared, documentOf, row, statement } from './build.ts';

function form(name: string, yuan: string): ProjectHead {
  return {
    name,
    durationYears: 1,
    confidence: 1,
    flags: [],
    period: { total: null },
    annual: { total: toFen(yuan, '元') },
  };
}

test('a wrong unit line of the project statement does not accuse every project', () => {
  const spent = [
    row('合计', { total: '127.50', project: '127.50' }),
    row('201 一般公共服务支出', { total: '127.50', project: '127.50' }),
  ];
  const projects = [row('消防设计审查', { total: '77.50' }), row('政府统一服务', { total: '50.00' })];
  const statements = documentOf(
    statement('expenditure', spent),
    statement('general_expenditure', spent),
    statement('project_expenditure', projects, { unit: '元' }),
  );
  const forms = [form('消防设计审查', '775000'), form('政府统一服务', '500000')];
  const plain = reconcile(statements, [], declared('department-budget'));
  const { checks, review } = withProjects(plain, forms, statements, DISTANCE);
  expect(checks.filter(({ status }) => status === 'fail').map(({ rule }) => rule)).toEqual(['unit-line']);
  expect(review.map(({ reason }) => reason)).toEqual(['unit-line']);
});

test('where tables print several units, one without any is shown, unless another table of a printed unit bears it out', () => {
  const spent = [row('合计', { total: '127.50' }), row('201 一般公共服务支出', { total: '127.50' })];
  const sums = [row('合计', { total: '31.25' }), row('30201 办公费', { total: '31.25' })];
  const read = (others: Parameters<typeof statement>[1]) => {
    const [of, trips, ...rest] = documentOf(
      statement('expenditure', spent),
      statement('three_public', [row('公务接待费', { total: '500.00' })], { unit: '元' }),
      statement('general_expenditure', others),
    );
    if (of === undefined || trips === undefined) throw new Error('no statements');
    const statements = [of, trips, ...rest.map((one) => ({ ...one, unitPrinted: false }))];
    return reconcile(statements, [], declared('department-budget')).verdicts.map(({ needsReview, flags }) =>
      needsReview ? flags.join() : '',
    );
  };
  expect(read(sums)).toEqual(['', '', '', 'unit-assumed', 'unit-assumed']);
  expect(read(spent)).toEqual(['', '', '', '', '']);
});

test('where no table says its unit every amount is shown, however well the sums agree', () => {
  const spent = [
    row('合计', { total: '127.50', project: '127.50' }),
    row('201 一般公共服务支出', { total: '127.50', project: '127.50' }),
  ];
  const printed = documentOf(statement('expenditure', spent), statement('general_expenditure', spent));
  const silent = printed.map((one) => ({ ...one, unitPrinted: false }));
  const shown = (statements: typeof printed) =>
    reconcile(statements, [], declared('department-budget')).verdicts.filter(({ needsReview }) => needsReview);
  expect(shown(printed)).toEqual([]);
  expect(shown(silent)).toHaveLength(8);
  expect(shown(silent)[0]?.flags).toContain('unit-assumed');
});
