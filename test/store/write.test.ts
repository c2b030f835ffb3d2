import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { rowsOf, TABLES } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { anyDatabase } from '../support/any-database.ts';
import { amount, line, record, sampleResult, statement, verdict } from './sample-result.ts';

let store: Store;
beforeEach(() => {
  store = openStore(anyDatabase());
});
afterEach(() => store.close());

const options = { replace: false, path: '/文件夹/某局.pdf', now: new Date('2026-01-02T03:04:05Z') };
const all = (sql: string) => store.db.prepare<[], Record<string, unknown>>(sql).all();

test('a document written shows in the views as the contract says', () => {
  expect(documentWriter(store.db).write(record(), options)).toBe('added');
  const facts = all('SELECT * FROM facts ORDER BY amount_index');
  expect(facts[0]).toMatchObject({
    ...{ file: '某局2025年预算.pdf', document_type: 'budget', fiscal_year: 2025, department: '某市财政局' },
    ...{ statement: 'expenditure', side: null, page: 6, row: 1, line_code: '2010301', line_name: '行政运行' },
    ...{ standard_code: '2010301', code_scheme: 'functional', measure: 'total', amount: '45573600.00' },
    ...{ raw: '4,557.36', unit: '万元', source: 'text', confidence: 0.99, proof: 'proven', needs_review: 0 },
    ...{ flags: '[]', x0: 10, y0: 20, x1: 110.5, y1: 32.25 },
  });
  expect(facts[1]).toMatchObject({
    amount: '-0.06',
    read_amount: '-0.05',
    flags: '["zero-dropped","contradicted"]',
    needs_review: 1,
  });
  expect(facts[1]).toMatchObject({ line_name_2: '工资福利支出', standard_code_2: '50101' });
  expect(facts[2]).toMatchObject({ amount: '0.00', measure: 'other:备注 数' });
  expect(all('SELECT * FROM documents')[0]).toMatchObject({
    ...{ pages: 9, status: 'done', imported_at: '2026-01-02T03:04:05.000Z', pipeline_version: '1', statements: 1 },
    ...{ facts: 3, proven: 1, to_review: 1, checks_failed: 1, current: 1, other_files: '[]' },
  });
  expect(all('SELECT * FROM projects')[0]).toMatchObject({
    ...{ page: 8, duration_years: 1.5, total_funds: '1.00', annual_central: '0.00', total_central: null },
  });
  expect(all('SELECT * FROM claims')[0]).toMatchObject({ amount: '45573600.00', status: 'agrees' });
  expect(all('SELECT * FROM catalog')[0]).toMatchObject({ code: 'A01', level2: null });
  expect(all('SELECT * FROM indicators')[0]).toMatchObject({ operator: '≥', value: '95', standard2: '数量指标' });
});

test('an amount whose place other statements speak against is placed by inference, and its table is listed once', () => {
  const plain = sampleResult().reconciliation;
  const verdicts = [verdict(0, amount(0), { needsReview: true, flags: ['place-doubtful'] })];
  const table = { ref: null, page: 6, box: null, severity: 79, data: { sum: '1.00' } } as const;
  const review = [{ ...table, statement: 'expenditure', reason: 'place-doubtful' }] as const;
  const result = sampleResult({ reconciliation: { ...plain, verdicts, review } });
  documentWriter(store.db).write(record({}, result), options);
  expect(all('SELECT placement, read_placement FROM amount WHERE idx = 0')).toEqual([
    { placement: 'inferred', read_placement: 'established' },
  ]);
  expect(all("SELECT statement, origin FROM review_queue WHERE reason = 'place-doubtful'")).toEqual([
    { statement: 'expenditure', origin: 'reconcile' },
  ]);
});

test('a failed check spells out its cells and suspects', () => {
  documentWriter(store.db).write(record(), options);
  const [check] = all('SELECT * FROM checks');
  expect(check).toMatchObject({ lhs: '0.10', rhs: '0.12', difference: '-0.02', status: 'fail', blame: 'publisher' });
  expect(JSON.parse(String(check?.cells))).toMatchObject([
    { side: 'left', statement: 'expenditure', line_code: '2010301', measure: 'total', amount: '45573600.00' },
    { side: 'right', line_name: '工资奖金津补贴', amount: '-0.06', box: [10, 20, 110.5, 32.25] },
  ]);
  expect(JSON.parse(String(check?.suspects))).toMatchObject([{ line_name: '工资奖金津补贴' }]);
});

test('the review queue lists every amount to review and every warning, worst first, none twice', () => {
  documentWriter(store.db).write(record(), options);
  const queue = all('SELECT statement, line_name, reason, page, x0, origin FROM review_queue');
  expect(queue).toEqual([
    { statement: 'expenditure', line_name: '工资奖金津补贴', reason: 'contradicted', page: 6, x0: 10, origin: 'fact' },
    { statement: 'expenditure', line_name: null, reason: 'unread-cell', page: 6, x0: 10, origin: 'note' },
  ]);
});

test('a page that was not read stands before every contradiction', () => {
  const unread = { code: 'page-not-read', severity: 'error', page: 2, box: null, statement: null, data: {} } as const;
  documentWriter(store.db).write(record({}, sampleResult({ notes: [unread] })), options);
  const queue = all('SELECT reason FROM review_queue').map(({ reason }) => reason);
  expect(queue).toEqual(['page-not-read', 'contradicted']);
});

test('an amount without a verdict goes to review instead of passing in silence', () => {
  const result = sampleResult();
  const unjudged = { ...result, reconciliation: { ...result.reconciliation, verdicts: [] } };
  documentWriter(store.db).write(record({}, unjudged), options);
  const facts = all('SELECT needs_review, flags, proof, amount, read_amount FROM facts');
  expect(facts).toHaveLength(3);
  for (const fact of facts) {
    expect(fact).toMatchObject({ needs_review: 1, proof: 'unproven', amount: fact.read_amount });
    expect(fact.flags).toContain('unjudged');
  }
  expect(all("SELECT * FROM review_queue WHERE reason = 'unjudged'")).toHaveLength(3);
});

test('the same bytes again change nothing; force replaces the rows', () => {
  const writer = documentWriter(store.db);
  writer.write(record(), options);
  const later = { ...options, now: new Date('2027-01-01T00:00:00Z') };
  expect(writer.write(record({ pipelineVersion: '2' }), later)).toBe('kept');
  expect(all('SELECT pipeline_version, imported_at FROM documents')).toEqual([
    { pipeline_version: '1', imported_at: '2026-01-02T03:04:05.000Z' },
  ]);
  const smaller = sampleResult({ indicators: [], notes: [] });
  expect(writer.write(record({ pipelineVersion: '2' }, smaller), { ...later, replace: true })).toBe('replaced');
  expect(all('SELECT pipeline_version FROM documents')).toEqual([{ pipeline_version: '2' }]);
  expect(all('SELECT * FROM indicators')).toEqual([]);
  expect(all('SELECT * FROM facts')).toHaveLength(3);
});

test('a failure is recorded, gives way to a later success, and never replaces a good record', () => {
  const writer = documentWriter(store.db);
  const nothing = rowsOf(sampleResult({ statements: [], indicators: [], projects: [], catalog: [], notes: [] }), []);
  const failure = record({ status: 'failed', reason: 'timeout', rows: { ...nothing, identity_check: [], claim: [] } });
  expect(writer.write(failure, options)).toBe('added');
  expect(all('SELECT status, reason FROM documents')).toEqual([{ status: 'failed', reason: 'timeout' }]);
  expect(writer.write(record(), options)).toBe('replaced');
  expect(writer.write(failure, { ...options, replace: true })).toBe('kept');
  expect(all('SELECT status, reason FROM documents')).toEqual([{ status: 'done', reason: null }]);
});

test('a document that breaks half-way leaves nothing behind', () => {
  const rows = rowsOf(sampleResult(), []);
  const broken = { ...rows, note: [[...(rows.note[0] ?? [])], [...(rows.note[0] ?? [])]] };
  expect(() => documentWriter(store.db).write(record({ rows: broken }), options)).toThrow(/unique/i);
  for (const table of ['document', 'document_name', 'seen_path', ...TABLES]) {
    expect(all(`SELECT * FROM ${table}`), table).toEqual([]);
  }
});

test('rows are the same whatever was imported before, apart from times', () => {
  const other = openStore(anyDatabase());
  const [a, b] = [record(), record({ sha256: 'b2'.repeat(32), file: '另一份.pdf' })];
  const dump = (s: Store) =>
    ['document', 'document_name', ...TABLES].map((table) =>
      s.db
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify({ ...row, imported_at: null }))
        .sort(),
    );
  for (const each of [a, b]) documentWriter(store.db).write(each, options);
  for (const each of [b, a]) documentWriter(other.db).write(each, { ...options, now: new Date(), began: options.now });
  expect(dump(other)).toEqual(dump(store));
  other.close();
});

test('two documents whose hashes begin alike are kept apart', () => {
  const writer = documentWriter(store.db);
  writer.write(record({ sha256: `${'c'.repeat(20)}${'1'.repeat(44)}` }), options);
  writer.write(record({ sha256: `${'c'.repeat(20)}${'2'.repeat(44)}` }), options);
  expect(all('SELECT facts FROM documents')).toEqual([{ facts: 3 }, { facts: 3 }]);
  expect(all('SELECT * FROM facts')).toHaveLength(6);
});

test('the same bytes under another name are one document with two names; paths stay out of the views', () => {
  const writer = documentWriter(store.db);
  writer.write(record(), options);
  writer.seen('a1'.repeat(32), { file: '1.pdf', path: '/别处/1.pdf' }, options.now);
  expect(all('SELECT file, other_files FROM documents')).toEqual([
    { file: '某局2025年预算.pdf', other_files: '["1.pdf"]' },
  ]);
  expect(all('SELECT path FROM seen_path ORDER BY path').map((row) => row.path)).toEqual(
    ['/别处/1.pdf', '/文件夹/某局.pdf'].sort(),
  );
});

test('of two versions of one report the later import is current, and both stay', () => {
  const writer = documentWriter(store.db);
  writer.write(record(), options);
  writer.write(record({ sha256: 'b2'.repeat(32), file: '更正.pdf' }), { ...options, now: new Date('2026-02-01') });
  expect(all('SELECT file, current FROM documents ORDER BY file')).toEqual([
    { file: '更正.pdf', current: 1 },
    { file: '某局2025年预算.pdf', current: 0 },
  ]);
});

test('amounts beyond 64 bits keep every digit', () => {
  const huge = amount(0, { fen: 123_456_789_012_345_678_901_234n });
  const result = sampleResult({
    statements: [statement(0, { lines: [line(0)], amounts: [huge] })],
    reconciliation: { verdicts: [verdict(0, huge)], checks: [], claims: [], review: [] },
  });
  documentWriter(store.db).write(record({}, result), options);
  expect(all('SELECT amount FROM facts')).toEqual([{ amount: '1234567890123456789012.34' }]);
});

test('a table of a unit behind its department’s is the unit’s, the document the department’s', () => {
  const own = amount(0);
  const statements = [statement(0), statement(1, { department: '某市财政局（本级）' })];
  const reconciliation = { verdicts: [verdict(0, own), verdict(1, own)], checks: [], claims: [], review: [] };
  documentWriter(store.db).write(record({}, { ...sampleResult({ statements }), reconciliation }), options);
  expect(all('SELECT department FROM facts ORDER BY statement_index').map(({ department }) => department)).toEqual([
    '某市财政局',
    '某市财政局（本级）',
  ]);
  expect(all('SELECT department FROM documents')).toEqual([{ department: '某市财政局' }]);
});
