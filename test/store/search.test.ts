import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { regionOf, search, searchWords } from '../../src/store/search/find.ts';
import { reconcileStored } from '../../src/store/write/reconcile-stored.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { anyDatabase } from '../support/any-database.ts';
import { amount, line, record, sampleResult, statement, verdict } from './sample-result.ts';

let store: Store;
beforeEach(() => {
  store = openStore(anyDatabase());
});
afterEach(() => store.close());

const options = { replace: false, path: '/某局.pdf', now: new Date('2026-01-02T03:04:05Z') };
const found = (text: string, more: object = {}) =>
  search(store.db, { words: searchWords(text), ...more }).hits.map((hit) => `${hit.kind} ${hit.text}`);

/** A document with lines of these names, amounts 1.00, 2.00 … 元. */
function named(names: readonly string[], over: Partial<Parameters<typeof record>[0]> = {}) {
  const lines = names.map((name, index) => line(index, { name, code: null, standardCode: null }));
  const amounts = names.map((_, index) => amount(index, { line: index, fen: BigInt(index + 1) * 100n }));
  const reconciliation = { verdicts: amounts.map((one) => verdict(0, one)), checks: [], claims: [], review: [] };
  const own = { projects: [], indicators: [], catalog: [] };
  return record(over, sampleResult({ statements: [statement(0, { lines, amounts })], reconciliation, ...own }));
}

test('a table of one of the units is the unit’s, in what is found, in checks and in findings', () => {
  const { reconciliation, statements, ...rest } = sampleResult();
  const units = statements.map((one) => ({ ...one, department: '某市财政局信息中心' }));
  documentWriter(store.db).write(record({}, { ...rest, reconciliation, statements: units }), options);
  const hits = (more: object) => search(store.db, { words: ['行政运行'], ...more }).hits;
  expect(hits({ departments: ['信息中心'] }).map(({ department }) => department)).toContain('某市财政局信息中心');
  const whose = (sql: string) => store.db.prepare<[], string | null>(sql).pluck().all();
  expect(new Set(whose('SELECT department FROM findings'))).toEqual(new Set(['某市财政局信息中心']));
  expect(new Set(whose('SELECT reporting_unit FROM checks'))).toEqual(new Set(['某市财政局信息中心']));
  expect(whose('SELECT department FROM documents')).toEqual(['某市财政局']);
});

describe('words', () => {
  beforeEach(() => {
    documentWriter(store.db).write(
      named(['信息化建设', '绩效工资', '奖金及绩效', '税', 'OA系统维护', '"引号"']),
      options,
    );
  });

  test.each([
    ['信息化', ['line 信息化建设']],
    ['信息化建设', ['line 信息化建设']],
    // Two characters are less than a trigram; at the end of a name nothing follows them.
    ['绩效', ['line 绩效工资', 'line 奖金及绩效']],
    ['效工', ['line 绩效工资']],
    ['设', ['line 信息化建设']],
    ['奖金 绩效', ['line 奖金及绩效']],
    ['oa', ['line OA系统维护']],
    ['"引号"', ['line "引号"']],
    ['信息公开', []],
    ['无此', []],
    ['" OR "', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('a line is found with its amount, its place and how sure it is', () => {
    expect(search(store.db, { words: ['奖金'] }).hits[0]).toMatchObject({
      ...{ file: '某局2025年预算.pdf', department: '某市财政局', fiscalYear: 2025, statement: 'expenditure' },
      ...{ page: 6, amount: '3.00', measure: 'total', refStatement: 0, refAmount: 2, proof: 'proven', current: 1 },
    });
  });
});

test('projects, indicators, prose and findings are found too', () => {
  documentWriter(store.db).write(record(), options);
  const kinds = store.db.prepare('SELECT DISTINCT kind FROM search_entry ORDER BY kind').pluck().all();
  expect(kinds).toEqual(['finding', 'indicator', 'line', 'project']);
  const name = String(store.db.prepare('SELECT name FROM projects').pluck().get());
  expect(found(name)[0]).toMatch(`project ${name}`);
});

test('facets count what each choice would leave, and narrow down', () => {
  const writer = documentWriter(store.db);
  const names = ['信息化建设', '信息化运维'];
  const report = (sha: string, department: string, fiscalYear: number) =>
    ({
      ...named(names, { sha256: sha.repeat(32), file: `${department}.pdf` }),
      identity: { documentType: 'budget', fiscalYear, department },
    }) as const;
  writer.write(report('0a', '滨江区财政局', 2024), options);
  writer.write(report('0b', '滨江区民政局', 2025), options);
  writer.write(report('0c', '临湖市民政局', 2025), options);
  const { total, facets } = search(store.db, { words: ['信息化'] });
  expect(total).toBe(6);
  expect(facets.region).toEqual([
    { value: '滨江区', count: 4 },
    { value: '临湖市', count: 2 },
  ]);
  expect(facets.year).toEqual([
    { value: '2025', count: 4 },
    { value: '2024', count: 2 },
  ]);
  expect(facets.statement).toEqual([{ value: 'expenditure', count: 6 }]);
  expect(search(store.db, { words: ['信息化'], regions: ['滨江区'], years: [2025] }).total).toBe(2);
  expect(search(store.db, { words: ['信息化'], departments: ['民政'], statements: ['balance'] }).total).toBe(0);
});

test('only current versions are found, unless all are asked for', () => {
  const writer = documentWriter(store.db);
  writer.write(named(['信息化建设']), options);
  writer.write(named(['信息化建设'], { sha256: 'b2'.repeat(32), file: '更正.pdf' }), {
    ...options,
    now: new Date('2026-02-01'),
  });
  expect(search(store.db, { words: ['信息化'] }).hits.map(({ file }) => file)).toEqual(['更正.pdf']);
  expect(search(store.db, { words: ['信息化'], all: true }).total).toBe(2);
});

describe('the index keeps step', () => {
  test('with a document that is read again', () => {
    const writer = documentWriter(store.db);
    writer.write(named(['信息化建设']), options);
    writer.write(named(['数字化建设']), { ...options, replace: true });
    expect(found('化建设')).toEqual(['line 数字化建设']);
  });

  test('with a document that is removed', () => {
    documentWriter(store.db).write(named(['信息化建设']), options);
    store.db.prepare('DELETE FROM document').run();
    expect(found('信息化')).toEqual([]);
  });

  test('with what reviewers decide: a table that was set aside is found no more', () => {
    documentWriter(store.db).write(named(['信息化建设']), options);
    const sha256 = record().sha256;
    const set = (aside: boolean) =>
      reconcileStored(
        store.db,
        sha256,
        ({ statements }) => ({
          ...{ statements, ignored: new Set(aside ? [0] : []), outcomes: new Map(), settles: () => false },
          reconciliation: { verdicts: [], checks: [], claims: [], review: [] },
        }),
        new Date(0),
      );
    set(true);
    expect(found('信息化')).toEqual([]);
    set(false);
    expect(found('信息化')).toEqual(['line 信息化建设']);
  });
});

test.each([
  ['滨江区商务委员会', '滨江区'],
  ['云溪县行政审批服务管理局', '云溪县'],
  ['城市管理局', ''],
  ['财政局', ''],
])('%s is of the region %s', (department, region) => {
  expect(regionOf(department)).toBe(region);
});
