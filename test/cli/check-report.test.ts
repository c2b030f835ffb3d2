import { describe, expect, test } from 'vitest';
import {
  hasPublisherError,
  type ReportCell,
  type ReportRow,
  reportOf,
  toMarkdown,
  toText,
} from '../../src/export/findings/report.ts';
import { CHECK_WORDS } from '../../src/messages/checks.ts';

const names = {
  rule: (id: string) => (id === 'expenditure-columns' ? '支出合计等于基本支出加项目支出' : null),
  statement: (kind: string) => (kind === 'expenditure' ? '支出总表' : kind),
};

function cell(measure: string, amount: string, side: ReportCell['side'] = null): ReportCell {
  return {
    side,
    statement: 'expenditure',
    page: 7,
    row: 5,
    line_code: '2010302',
    line_name: '一般行政管理事务',
    measure,
    amount,
  };
}

const failed: ReportRow = {
  file: 'a.pdf',
  rule: 'expenditure-columns',
  statement: 'expenditure',
  scope: '2010302 一般行政管理事务 total',
  place: { of: 'line', line: '2010302 一般行政管理事务', measures: ['total'] },
  lhs: '200200.00',
  rhs: '230200.00',
  difference: '-30000.00',
  tolerance: '100.00',
  status: 'fail',
  blame: 'publisher',
  cells: [
    cell('total', '200200.00', 'left'),
    cell('basic', '30200.00', 'right'),
    cell('project', '200000.00', 'right'),
  ],
  suspects: [cell('total', '200200.00')],
  page: null,
  check_index: 0,
  mark: 'none',
  mark_note: null,
};
const rounded: ReportRow = {
  ...failed,
  status: 'pass',
  blame: null,
  rhs: '200300.00',
  difference: '-100.00',
  suspects: [],
};

describe('the check report', () => {
  test('counts what holds, what holds within rounding, and what does not', () => {
    const report = reportOf('a.pdf', [failed, rounded, { ...rounded, rhs: '200200.00', difference: '0.00' }]);
    expect(report).toMatchObject({ pass: 2, rounding: [{ difference: '-100.00' }], fail: 1, notApplicable: 0 });
    expect(toText(report, names, CHECK_WORDS.zh)[0]).toBe('a.pdf：3 项勾稽关系成立 2 项，其中尾差 1 项，不符 1 项');
  });

  test('shows the equation with its numbers and pages, the suspect and the blame', () => {
    const text = toText(reportOf('a.pdf', [failed]), names, CHECK_WORDS.zh).join('\n');
    expect(text).toContain(
      '疑有误的数：支出总表 第 7 页 2010302 一般行政管理事务 合计 200,200.00 元，按其他各数应为 230,200.00 元（疑为公布单位有误）',
    );
    expect(text).toContain('支出合计等于基本支出加项目支出：2010302 一般行政管理事务 合计（支出总表、第 7 页）');
    expect(text).toContain('200,200.00 元 < 30,200.00 元 + 200,000.00 元 = 230,200.00 元，相差 30,000.00 元');
  });

  test('lists what rounding explains only when asked', () => {
    const report = reportOf('a.pdf', [failed, rounded]);
    const [brief, long] = [false, true].map((verbose) => toText(report, names, CHECK_WORDS.zh, verbose).join('\n'));
    expect(brief).not.toContain('相差 100.00 元');
    expect(long).toContain('≈ 支出合计等于基本支出加项目支出');
    expect(long).toContain('相差 100.00 元（四舍五入的尾差至多 100.00 元）');
    expect(toMarkdown(report, names, CHECK_WORDS.zh, true).join('\n')).toContain('**四舍五入的尾差');
  });

  test('says of words what they are, on which page, and the figure they are about', () => {
    const said = { ...failed, rule: 'prose-nature', scope: '主要用于…等基本支出', place: null, suspects: [], page: 22 };
    const text = toText(reportOf('a.pdf', [{ ...said, cells: [cell('project', '100000.00')] }]), names, CHECK_WORDS.zh);
    expect(text.slice(1)).toEqual([
      '  1. 文字说法与报表不一致（疑为公布单位有误）',
      '     ✗ 文字所说的支出性质与报表：主要用于…等基本支出（支出总表、第 7 页、第 22 页）',
      '       支出总表 第 7 页 2010302 一般行政管理事务 项目支出 100,000.00 元',
    ]);
  });

  test('says what a figure should be only where its equations agree', () => {
    const part = { ...failed, cells: [cell('project', '9.00', 'left'), cell('total', '200200.00', 'right')] };
    const said = (difference: string) =>
      toText(reportOf('a.pdf', [failed, { ...part, difference, tolerance: '250.00' }]), names, CHECK_WORDS.zh)[1];
    expect(said('30100.00')).toContain('应为 230,200.00 元');
    expect(said('40000.00')).not.toContain('应为');
  });

  test('gathers the checks that point at one figure', () => {
    const report = reportOf('a.pdf', [
      failed,
      { ...failed, rule: 'children' },
      { ...failed, suspects: [cell('basic', '1.00')] },
    ]);
    expect(report.findings.map((finding) => finding.checks.length)).toEqual([2, 1]);
  });

  test('does not ask which of several figures is wrong where each is known to be', () => {
    const [total, basic] = [cell('total', '200200.00'), cell('basic', '1.00')];
    const both = { ...failed, rule: 'children', suspects: [total, basic] };
    const said = (rows: readonly ReportRow[]) => toText(reportOf('a.pdf', rows), names, CHECK_WORDS.zh).join('\n');
    expect(said([failed, both])).toContain('以下 2 处之一有误');
    expect(said([failed, { ...failed, suspects: [basic] }, both])).not.toContain('之一有误');
  });

  test('shows both figures where a unit line is wrong', () => {
    const row = { ...failed, cells: [cell('total', '20.02', 'left'), ...failed.cells.slice(1)] };
    expect(toText(reportOf('a.pdf', [row]), names, CHECK_WORDS.zh).join('\n')).toContain(
      '20.02 元（按单位更正为 200,200.00 元）',
    );
  });

  test('knows a publisher’s error in a table or in the prose, and only those', () => {
    const claim = {
      page: 3,
      section: '三',
      phrase: '基本支出1万元',
      amount: '10000.00',
      statement: null,
      line_name: null,
      measure: null,
      printed: '20000.00',
      claim_index: 0,
      mark: 'none' as const,
      mark_note: null,
    };
    expect(hasPublisherError(reportOf('a.pdf', [rounded]))).toBe(false);
    expect(hasPublisherError(reportOf('a.pdf', [{ ...failed, blame: 'extraction' }]))).toBe(false);
    expect(hasPublisherError(reportOf('a.pdf', [failed]))).toBe(true);
    expect(hasPublisherError(reportOf('a.pdf', [rounded], [claim]))).toBe(true);
    const text = toText(reportOf('a.pdf', [rounded], [claim]), names, CHECK_WORDS.zh).join('\n');
    expect(text).toContain('“基本支出1万元”（报表为 ');
    expect(text).toContain('20,000.00 元）');
  });

  test('writes Markdown with one numbered entry per finding', () => {
    const markdown = toMarkdown(reportOf('a.pdf', [failed]), names, CHECK_WORDS.en);
    expect(markdown[0]).toBe('## a.pdf');
    expect(markdown.filter((line) => /^\d+\. \*\*/u.test(line))).toHaveLength(1);
    expect(toMarkdown(reportOf('b.pdf', [rounded]), names, CHECK_WORDS.en)).toContain('No discrepancies found.');
  });
});
