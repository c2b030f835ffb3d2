import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentedQueries } from '../../scripts/schema-page.ts';
import { addMoney } from '../../src/export/money.ts';
import type { DocumentResult } from '../../src/model/document.ts';
import type { Amount, Line } from '../../src/model/statement.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { pinVersion } from '../../src/store/write/versions.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { yusuan } from '../cli/run.ts';
import { amount, BOX, line, record, sampleResult, statement, verdict } from '../store/sample-result.ts';
import { importSamples, scratch } from './database.ts';

const PAGE = readFileSync(new URL('../../docs/queries.md', import.meta.url), 'utf8');
const TEN = (PAGE.split(/^# /m).find((part) => part.startsWith('十问')) ?? '').split(/^## /m).slice(1);

let store: Store;
beforeAll(async () => {
  // Three versions of one report among them: each question must count it once.
  const names = ['shanxi-budget', 'publisher-errors', 'three-lines', 'final-accounts', 'every-fund', 'shanghai-budget'];
  store = openStore(await importSamples(scratch(), names));
  addMoney(store.db);
  for (const [n, each] of [budgetOf(50_000n), budgetOf(60_000n), accounts()].entries()) {
    const sha256 = `${n}d`.repeat(32);
    const place = { replace: false, path: `/${n}.pdf`, now: new Date(2026, 1, n + 1) };
    documentWriter(store.db).write(record({ sha256, file: `新区${n}.pdf` }, each), place);
  }
  current('shanxi-budget.pdf');
}, 120_000);

/** Makes this version of its report the current one. */
function current(file: string): void {
  const sha256 = store.db.prepare<[string], string>('SELECT sha256 FROM documents WHERE file = ?').pluck().get(file);
  pinVersion(store.db, sha256 ?? '', '审核员', new Date('2026-03-01'));
}

/** The answer to a question: exactly the statement that the page prints. */
function ask(title: string): Record<string, unknown>[] {
  const sql = documentedQueries().find((query) => query.title === title)?.sql;
  return store.db.prepare<[], Record<string, unknown>>(sql ?? `no question ${title}`).all();
}

type Figure = readonly [line: Partial<Line>, amount: Partial<Amount>];

function documentWith(identity: DocumentResult['identity'], kinds: Record<string, readonly Figure[]>): DocumentResult {
  const statements = Object.entries(kinds).map(([kind, figures], index) => {
    const lines = figures.map(([over], at) => line(at, over));
    const amounts = figures.map(([, over], at) => amount(at, { line: at, ...over }));
    const known = kind === 'expenditure' ? 'expenditure' : 'basic_expenditure';
    return statement(index, { kind: known, lines, amounts });
  });
  const verdicts = statements.flatMap((one) => one.amounts.map((each) => verdict(one.index, each)));
  const reconciliation = { verdicts, checks: [], claims: [], review: [] };
  return { ...sampleResult(), identity, statements, reconciliation, projects: [], indicators: [] };
}

const total = { code: null, name: '合计', role: 'grand_total', standardCode: null, scheme: null } as const;
const works = { code: '2010308', name: '信息化建设', standardCode: '2010308' } as const;
const government = { code: '201', name: '一般公共服务支出', standardCode: '201' } as const;
const section = { code: '20103', name: '政府办公厅（室）及相关机构事务', standardCode: '20103' } as const;

function budgetOf(fen: bigint): DocumentResult {
  const identity = { documentType: 'budget', fiscalYear: 2025, department: '新区数据局' } as const;
  const result = documentWith(identity, {
    expenditure: [
      [government, { fen }],
      [section, { fen }],
      [works, { fen }],
    ],
    basic_expenditure: [[total, { fen: 900_000_00n, measure: 'personnel' }]],
  });
  const staff = { page: 3, box: BOX, organisation: null, kind: 'actual', item: '实有人数', count: 7, unit: '人' };
  const none = { fields: [], assets: [], procurement: [], institutions: [], chapters: [] };
  const people = [{ ...staff, phrase: '实有7人', confidence: 1, needsReview: false }];
  return { ...result, report: { ...none, staff: people } };
}

function accounts(): DocumentResult {
  const identity = { documentType: 'final', fiscalYear: 2025, department: '新区数据局' } as const;
  return documentWith(identity, { expenditure: [[government, { fen: 58_000n }]] });
}

describe('the ten questions', () => {
  test('are ten, each one command or one statement', () => {
    expect(TEN.map((text) => [...text.matchAll(/```(?:sql|sh)\n/g)].length)).toEqual(Array(10).fill(1));
  });

  test('三公 by department and year: the items of every current report, none twice', () => {
    const rows = ask('各部门各年的“三公”经费');
    const yunxi = rows.filter(({ department }) => department === '云溪县行政审批服务管理局');
    expect(yunxi.filter(({ line_name: name }) => name === '合计')).toHaveLength(1);
    expect(new Set(rows.map((row) => `${row.department}/${row.document_type}/${row.line_name}`)).size).toBe(
      rows.length,
    );
    expect(new Set(rows.map(({ department }) => department)).size).toBe(4);
  });

  test('tables that do not add up: none in the mended version, eleven sums in the faulty one', () => {
    const title = '哪些部门的报表自己对不上';
    expect(ask(title)).toEqual([]);
    current('publisher-errors.pdf');
    expect(ask(title)).toMatchObject([{ department: '云溪县行政审批服务管理局', failed: 11, largest: 4_500_000 }]);
    current('shanxi-budget.pdf');
  });

  test('the biggest projects come first, each with all its indicators', () => {
    const rows = ask('最大的项目和它的绩效指标');
    expect([...new Set(rows.map((row) => `${row.name} ${row.annual_funds}`))]).toEqual([
      '购买政务服务综合窗口服务经费 1580000.00',
      '消防设计审查 1270000.00',
    ]);
    const indicators = "SELECT count(*) FROM indicators WHERE file = 'shanxi-budget.pdf' AND project IS NOT NULL";
    expect(rows).toHaveLength(Number(store.db.prepare(indicators).pluck().get()));
  });

  test('人员经费 per head, where a report says how many there are', () => {
    expect(ask('人均人员经费')).toEqual([
      {
        ...{ department: '新区数据局', fiscal_year: 2025, document_type: 'budget', personnel: '900000.00', people: 7 },
        per_person: 128_571.43,
      },
    ]);
  });

  test('budget against final: the later budget, not both', () => {
    expect(ask('预算与决算')).toEqual([
      {
        ...{ department: '新区数据局', fiscal_year: 2025, standard_code: '201', name: '一般公共服务支出' },
        ...{ budget: '600.00', final: '580.00', difference: '-20.00' },
      },
    ]);
  });

  test('unproven amounts are those of the current versions', () => {
    const count = "SELECT coalesce(sum(facts - proven), 0) FROM documents WHERE current = 1 AND department <> ''";
    const rows = ask('没有证明的金额');
    const consistent = "SELECT count(*) FROM facts WHERE current = 1 AND proof = 'consistent'";
    const [all, held] = [count, consistent].map((sql) => Number(store.db.prepare(sql).pluck().get()));
    expect(rows).toHaveLength((all ?? 0) - (held ?? 0));
    expect(rows.map(({ file }) => file)).not.toContain('publisher-errors.pdf');
  });

  test('a code over the years counts a class once, and one version of it', () => {
    const rows = ask('一个科目历年多少').filter(({ department }) => department === '新区数据局');
    expect(rows.map(({ fiscal_year: year, document_type: type, amount: yuan }) => [year, type, yuan])).toEqual([
      [2025, 'budget', '600.00'],
      [2025, 'final', '580.00'],
    ]);
  });

  test('信息化 finds the lines whose names say so, once in one statement', async () => {
    const command = /```sh\nyusuan (search .+)\n/.exec(PAGE)?.[1] ?? '';
    const run = await yusuan([...command.split(' '), '--db', store.path, '--json']);
    const { hits }: { hits: { text: string; amount: string; department: string }[] } = JSON.parse(run.out);
    expect(hits.map(({ department, text, amount: yuan }) => [department, text, yuan])).toEqual([
      ['新区数据局', '信息化建设', '600.00'],
      ['滨江区财政局', '信息化建设', '1352500.00'],
    ]);
  });

  test('what changed between publications: yusuan diff compares every older version with the current one', async () => {
    const run = await yusuan(['diff', '--db', store.path, '--json']);
    const { reports }: { reports: { old: { file: string }; new: { file: string }; changed: unknown[] }[] } = JSON.parse(
      run.out,
    );
    expect(reports.map((one) => [one.old.file, one.new.file, one.changed.length])).toEqual([
      ['publisher-errors.pdf', 'shanxi-budget.pdf', 4],
      ['three-lines.pdf', 'shanxi-budget.pdf', 0],
      ['新区0.pdf', '新区1.pdf', 3],
    ]);
    const shown = await yusuan(['diff', '--db', store.path, '新区0.pdf']);
    expect(shown.out).toMatch(/支出总表 {2}201 一般公共服务支出 +合计 {2}500.00 {2}600.00/);
  });

  test('findings have their pages: the sums of tables and the sentence that disagrees', () => {
    current('publisher-errors.pdf');
    const rows = ask('全部勾稽问题和它在第几页');
    expect(rows).toHaveLength(12);
    for (const { page } of rows) expect(page).toBeGreaterThan(0);
    expect(rows.filter(({ rule }) => rule === 'prose')).toMatchObject([{ page: 17, lhs: '17854900.00' }]);
    current('shanxi-budget.pdf');
  });
});
