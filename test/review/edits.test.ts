import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Statement } from '../../src/model/statement.ts';
import type { EditAnswer, EditPreview, EditRequest } from '../../src/review/api.ts';
import type { ReviewServer } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { budget } from '../proof/synthetic.ts';
import { record, sampleResult } from '../store/sample-result.ts';
import { anyDatabase } from '../support/any-database.ts';
import { reportFile } from './pdf-file.ts';
import { bodyOf, type Client, posting, startWithClient } from './server.ts';

let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;

const { path, sha256: document } = reportFile();
const options = { replace: true, path, now: new Date('2026-01-02T03:04:05Z') };
const recordOf = (statements: readonly Statement[]) =>
  record({ sha256: document }, sampleResult({ statements, reconciliation }));
const reconciliation = { verdicts: [], checks: [], claims: [], review: [] };

/** A budget of which one table says 元 where it means 万元, and another has a title that nobody knows. */
function report(): readonly Statement[] {
  return budget(1, 'text', 2).map((statement): Statement => {
    if (statement.kind === 'expenditure') {
      const amounts = statement.amounts.map((one) => ({ ...one, unit: '元' as const, fen: one.fen / 10_000n }));
      const lines = statement.lines.map((line) => ({
        ...line,
        scheme: 'functional' as const,
        standardCode: line.code,
      }));
      return { ...statement, unit: '元', amounts, lines };
    }
    if (statement.kind === 'general_expenditure') {
      const amounts = statement.amounts.map((one) => ({ ...one, placement: 'unknown' as const }));
      return { ...statement, kind: 'other', title: '一般公共预算安排明细表', placement: 'unknown', amounts };
    }
    return statement;
  });
}

beforeEach(async () => {
  store = openStore(anyDatabase());
  documentWriter(store.db).write(recordOf(report()), options);
  ({ server, client, origin } = await startWithClient(store.db));
});
afterEach(async () => {
  await server.close();
  store.close();
});

const rows = (sql: string) => store.db.prepare<[], Record<string, unknown>>(sql).all();
const one = (sql: string) => store.db.prepare<[], string | number>(sql).pluck().get();

function request(kind: string, over: Partial<EditRequest>): EditRequest {
  const [found] = rows(`SELECT idx, kind, title, unit FROM statement WHERE kind = '${kind}' ORDER BY idx`);
  const seen = { kind: `${found?.kind}`, title: `${found?.title}`, unit: `${found?.unit}` };
  return { document, table: Number(found?.idx), seen, kind: 'unit', reviewer: '张三', reason: '', ...over };
}
const post = (path: string, body: unknown) => client(path, posting(origin, body));
async function edit(body: EditRequest): Promise<EditAnswer> {
  const answer = await post('/api/edits', body);
  expect(answer.status).toBe(200);
  return bodyOf<EditAnswer>(answer);
}
const undo = (id: number) => post(`/api/corrections/${id}/undo`, { reviewer: '张三', reason: '' });

describe('a wrong unit', () => {
  test('is set right for the whole table: amounts, unit and sums; undo brings all of it back', async () => {
    // Reconciled once as it was read, so that there is something to compare with.
    await undo((await edit(request('expenditure', { unit: '千元' }))).id);
    const before = rows("SELECT amount, unit FROM facts WHERE statement = 'expenditure' ORDER BY amount_index");
    const asked = request('expenditure', { unit: '万元' });
    const preview = await bodyOf<EditPreview>(await post('/api/edits/preview', asked));
    expect(preview.possible).toBe(true);
    expect(preview.sums.length).toBeGreaterThan(0);
    expect(preview.mended).toBeGreaterThan(0);
    expect(preview.left).toBeLessThan(preview.leftBefore);
    expect(rows("SELECT amount, unit FROM facts WHERE statement = 'expenditure' ORDER BY amount_index")).toEqual(
      before,
    );
    const { id } = await edit(asked);
    const after = rows("SELECT amount, unit, source FROM facts WHERE statement = 'expenditure' ORDER BY amount_index");
    for (const [at, { amount, unit, source }] of after.entries()) {
      expect([unit, source]).toEqual(['万元', 'correction']);
      expect(Number(amount)).toBeCloseTo(Number(before[at]?.amount) * 10_000, 2);
    }
    expect(one("SELECT count(*) FROM checks WHERE status = 'fail' AND statement LIKE '%expenditure%'")).toBe(0);
    expect(one("SELECT count(*) FROM checks WHERE rule = 'unit-line'")).toBe(0);
    expect(one("SELECT count(*) FROM review_queue WHERE reason = 'unit-line'")).toBe(0);
    expect((await undo(id)).status).toBe(200);
    expect(rows("SELECT amount, unit FROM facts WHERE statement = 'expenditure' ORDER BY amount_index")).toEqual(
      before,
    );
  });

  test('is kept when the document is written anew', async () => {
    await edit(request('expenditure', { unit: '万元' }));
    const { reconcileStored } = await import('../../src/store/write/reconcile-stored.ts');
    const { conclude } = await import('../../src/pipeline.ts');
    const { declarations } = await import('./database.ts');
    const afterwards = () =>
      void reconcileStored(store.db, document, (read, made) => conclude(read, made, declarations), new Date());
    documentWriter(store.db).write(recordOf(report()), { ...options, afterwards });
    expect(one("SELECT count(*) FROM facts WHERE statement = 'expenditure' AND unit <> '万元'")).toBe(0);
  });

  test('that would need parts of a 分 is refused', async () => {
    const odd = report().map((statement): Statement => {
      const amounts = statement.amounts.map((each, at) =>
        at === 0 ? { ...each, fen: 12_345n, raw: '0.012345' } : each,
      );
      return statement.kind === 'revenue' ? { ...statement, unit: '万元', amounts } : statement;
    });
    documentWriter(store.db).write(recordOf(odd), options);
    expect((await post('/api/edits', request('revenue', { unit: '元' }))).status).toBe(422);
    expect(one('SELECT count(*) FROM corrections')).toBe(0);
  });
});

test('a line gets another name and code, with what follows from the code; the reading stays beside them', async () => {
  const asked = request('expenditure', { kind: 'rename' });
  const [line] = rows(
    `SELECT idx, code, name FROM line WHERE statement = ${asked.table} AND length(code) = 7 ORDER BY idx`,
  );
  const seen = { ...asked.seen, code: `${line?.code}`, name: `${line?.name}` };
  const code = `${String(line?.code).slice(0, 5)}98`;
  const { id } = await edit({ ...asked, seen, line: Number(line?.idx), code, name: '新名称' });
  expect(rows("SELECT DISTINCT line_code, standard_code FROM facts WHERE line_name = '新名称'")).toEqual([
    { line_code: code, standard_code: code },
  ]);
  // A second one on the same line is anchored to what was read, not to the first.
  const now = { ...asked.seen, code, name: '新名称' };
  const second = await edit({ ...asked, seen: now, line: Number(line?.idx), code, name: '更新的名称' });
  expect(one("SELECT count(*) FROM facts WHERE line_name = '更新的名称'")).not.toBe(0);
  await undo(second.id);
  await undo(id);
  expect(one(`SELECT name FROM line WHERE statement = ${asked.table} AND idx = ${line?.idx}`)).toBe(line?.name);
  expect(one('SELECT count(*) FROM line WHERE read_words IS NOT NULL')).toBe(0);
});

test('a table that is none of the declared ones is told which it is, and moves', async () => {
  const asked = request('other', { kind: 'table', statement: 'general_expenditure' });
  const amounts = one("SELECT count(*) FROM facts WHERE statement = 'other'");
  const { id } = await edit({ ...asked, title: '一般公共预算支出表' });
  expect(one("SELECT count(*) FROM facts WHERE statement = 'other'")).toBe(0);
  expect(one("SELECT count(*) FROM facts WHERE statement = 'general_expenditure'")).toBe(amounts);
  expect(one("SELECT DISTINCT placement FROM facts WHERE statement = 'general_expenditure'")).toBe('established');
  expect(one("SELECT count(*) FROM checks WHERE statement LIKE '%general_expenditure%' AND status = 'pass'")).not.toBe(
    0,
  );
  await undo(id);
  expect(one("SELECT count(*) FROM facts WHERE statement = 'other'")).toBe(amounts);
});

test.each([
  ['another unit than there are', { unit: '十万元' }],
  ['the same unit', { unit: '元' }],
  ['a statement that is none', { kind: 'table' as const, statement: 'Ausgaben!' }],
  ['a line without a name', { kind: 'rename' as const, line: 0, name: ' ' }],
])('%s is refused', async (_name, over) => {
  expect((await post('/api/edits', request('expenditure', over))).status).toBe(422);
});

test('what somebody else set meanwhile is not overwritten unseen', async () => {
  const late = request('expenditure', { unit: '千元' });
  await edit(request('expenditure', { unit: '万元' }));
  expect((await post('/api/edits', late)).status).toBe(422);
});

test('of a PDF that moved no table is set right blindly', async () => {
  renameSync(path, `${path}.moved`);
  try {
    const answer = await post('/api/edits', request('expenditure', { unit: '万元' }));
    expect([answer.status, (await bodyOf<{ detail: string }>(answer)).detail]).toEqual([422, 'no-picture']);
    expect(one('SELECT count(*) FROM corrections')).toBe(0);
  } finally {
    renameSync(`${path}.moved`, path);
  }
});
