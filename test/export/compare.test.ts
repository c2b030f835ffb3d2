import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CompareOptions, changeOf, compare, percentOf } from '../../src/export/compare/data.ts';
import { compareHtml } from '../../src/export/compare/html.ts';
import { compareCsv, leftOutLines, tableOf } from '../../src/export/compare/text.ts';
import { NO_FILTERS } from '../../src/export/index.ts';
import { useZh } from '../../src/messages/use.ts';
import type { Flag } from '../../src/model/codes.ts';
import type { DocumentType } from '../../src/model/document.ts';
import type { Proof } from '../../src/model/fact.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { yusuan } from '../cli/run.ts';
import { amount, line, record, sampleResult, statement, verdict } from '../store/sample-result.ts';
import { scratch } from './database.ts';

const db = join(scratch(), 'compare.sqlite');
const words = { words: useZh, language: 'zh' } as const;

interface Printed {
  readonly code: string | null;
  readonly name: string;
  readonly fen: bigint;
  readonly proof?: Proof;
  readonly flags?: readonly Flag[];
}

let copies = 0;
function put(
  department: string,
  year: number,
  documentType: DocumentType,
  printed: readonly Printed[],
  when = 2,
): void {
  const lines = printed.map(({ code, name }, index) =>
    line(index, { code, standardCode: code, name, rawName: name, role: code === null ? 'grand_total' : 'subject' }),
  );
  const amounts = printed.map(({ fen }, index) => amount(index, { line: index, fen }));
  const verdicts = printed.map(({ proof = 'proven', flags = [] }, index) =>
    verdict(0, amounts[index] ?? amount(index), { proof, flags }),
  );
  const identity = { department, fiscalYear: year, documentType };
  // what a unit of the department prints behind it counts nowhere
  const unit = statement(1, { department: `${department}信息中心`, lines, amounts });
  const base = sampleResult({ identity, statements: [statement(0, { lines, amounts }), unit] });
  const proven = amounts.map((one) => verdict(1, one));
  const reconciliation = { verdicts: [...verdicts, ...proven], checks: [], claims: [], review: [] };
  const result = { ...base, reconciliation };
  copies += 1;
  const sha256 = copies.toString(16).padStart(64, '0');
  const store = openStore(db);
  const options = { replace: false, path: `/${copies}.pdf`, now: new Date(`2026-01-0${when}T00:00:00Z`) };
  documentWriter(store.db).write(record({ sha256, file: `${copies}.pdf` }, result), options);
  store.close();
}

const run = (over: Partial<CompareOptions> = {}) => {
  const store = openStore(db, { mode: 'read' });
  const usual = { filters: NO_FILTERS, statement: 'expenditure', measure: 'total', level: 1, all: false } as const;
  const result = compare(store.db, { ...usual, ...over });
  store.close();
  return result;
};
const of = (name: string) => ({ ...NO_FILTERS, departments: [name] });

beforeAll(() => {
  const year = (education: bigint, more: readonly Printed[] = []) => [
    { code: null, name: '合计', fen: education + 5_000n },
    { code: '205', name: '教育支出', fen: education },
    { code: '20501', name: '教育管理事务', fen: education },
    { code: '208', name: '社会保障和就业支出', fen: 5_000n },
    ...more,
  ];
  put('甲县教育局', 2024, 'budget', year(999n), 1);
  put('甲县教育局', 2024, 'budget', year(10_000n, [{ code: '229', name: '其他支出', fen: 700n }]));
  put('甲县教育局', 2025, 'budget', year(12_500n, [{ code: '214', name: '交通运输支出', fen: 300n }]));
  put('甲县教育局', 2025, 'final', year(12_000n, [{ code: '221', name: '住房保障支出', fen: 80n, proof: 'unproven' }]));
  put('乙县水利局', 2025, 'budget', [
    { code: '213', name: '农林水支出', fen: 900n, proof: 'contradicted', flags: ['publisher-error'] },
  ]);
});

describe('one department over years', () => {
  test('budget against budget: changes, what is new, what is gone; the newest version of each report', () => {
    const { rows, reports } = run({ filters: { ...of('教育'), types: ['budget'] } });
    expect(reports.map(({ year }) => year)).toEqual([2024, 2025]);
    const changes = rows.map(({ code, cells: [before = null, after = null] }) => [code, changeOf(before, after)]);
    expect(changes).toEqual([
      ['205', { kind: 'changed', fen: 2_500n, percent: '25.0' }],
      ['208', { kind: 'changed', fen: 0n, percent: '0.0' }],
      ['214', { kind: 'new' }],
      ['229', { kind: 'gone' }],
    ]);
  });

  test('budget against final accounts: an unproven amount is left out of the sum, and that is said', () => {
    const result = run({ filters: { ...of('教育'), years: [2025] } });
    expect(result.reports.map(({ type }) => type)).toEqual(['budget', 'final']);
    expect(result.sums?.map(({ fen }) => fen)).toEqual([17_800n, 17_000n]);
    expect(result.printed).toEqual([17_500n, 17_000n]);
    expect(leftOutLines(result, words)).toEqual([
      '2025 决算：有 1 个金额（0.80 元）没有证明、也没有复核，未计入。加 --all 则计入。',
    ]);
    const housing = result.rows.find(({ code }) => code === '221');
    expect(housing?.cells[1]).toEqual({ fen: 0n, used: 0, leftOut: 1, leftOutFen: 80n });
    const all = run({ filters: { ...of('教育'), years: [2025] }, all: true });
    expect(all.sums?.map(({ fen }) => fen)).toEqual([17_800n, 17_080n]);
    expect(leftOutLines(all, words)).toEqual([]);
  });

  test('levels are never mixed: a sum counts nothing twice', () => {
    const { rows } = run({ filters: { ...of('教育'), years: [2024] }, level: 2 });
    expect(rows.map(({ code }) => code)).toEqual(['20501']);
  });
});

test('departments of a year stand side by side, without changes; what a person accepted counts', () => {
  const result = run({ filters: { ...NO_FILTERS, years: [2025], types: ['budget'] } });
  expect(tableOf(result, words).head).toEqual(['科目编码', '名称', '乙县水利局', '甲县教育局', '占比']);
  expect(result.rows.find(({ code }) => code === '213')?.cells[0]?.fen).toBe(900n);
});

test('percentages are exact and round half up', () => {
  expect(percentOf(1n, 3n)).toBe('33.3');
  expect(percentOf(-1n, 8n)).toBe('-12.5');
  expect(percentOf(5n, 10_000n)).toBe('0.1');
  expect(percentOf(-1n, 10_000n)).toBe('0.0');
  expect(percentOf(1n, 0n)).toBeNull();
  expect(percentOf(5n, -10n)).toBe('50.0');
});

describe('output', () => {
  test('CSV has a line per code and report', () => {
    const csv = compareCsv(run({ filters: { ...of('教育'), types: ['budget'] } }));
    expect(csv).toContain('\r\n205,教育支出,甲县教育局,2025,budget,125.00,0,0.00,70.2,changed,25.00,25.0\r\n');
    expect(csv).toContain('\r\n229,其他支出,甲县教育局,2025,budget,,0,0.00,,gone,,\r\n');
  });

  test('the page stands alone: no script, nothing from elsewhere, bars of the right length', () => {
    const page = compareHtml(run({ filters: { ...of('教育'), types: ['budget'] } }), words);
    expect(page).not.toMatch(/<script|https?:|@import|url\(/);
    const widths = [...page.matchAll(/<rect x="230"[^>]*width="(\d+)" height="10"/g)].map(([, width]) => Number(width));
    expect(widths.slice(0, 2)).toEqual([520, 650]);
    expect(page).toContain('<title>教育支出 2025 预算 125.00</title>');
  });

  test('the command prints the table, and what was left out on stderr', async () => {
    const shown = await yusuan(['compare', '--db', db, '--department', '教育', '--year', '2025']);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/205 {2}教育支出 +125\.00 +120\.00/);
    expect(shown.out).toContain('表中合计');
    expect(shown.err).toContain('未计入');
    const page = join(scratch(), 'page.html');
    expect((await yusuan(['compare', '--db', db, '--format', 'html', '-o', page])).code).toBe(0);
    expect(readFileSync(page, 'utf8')).toContain('<svg');
    expect(await yusuan(['compare', '--db', db, '--year', '1999'])).toMatchObject({ code: 1, out: '' });
    expect(await yusuan(['compare', '--db', db, '--year', 'soon'])).toMatchObject({ code: 2, out: '' });
  });
});
