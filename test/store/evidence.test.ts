import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClaimDraft } from '../../src/model/fact.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { evidenceReader } from '../../src/store/read/evidence.ts';
import { expenditureClasses } from '../../src/store/read/overview.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { anyDatabase, isPostgres } from '../support/any-database.ts';
import { BOX, line, record, sampleResult, statement } from './sample-result.ts';

let store: Store;
beforeEach(() => {
  store = openStore(anyDatabase());
});
afterEach(() => store.close());

const options = { replace: false, path: '/某局.pdf', now: new Date('2026-01-02T03:04:05Z') };

test('the sentences of a page are those that the prose has there, with their boxes', () => {
  const drafts = [3, 4].map((page): ClaimDraft => {
    const said = { section: '情况说明', phrase: `第${page}页`, fen: 100n, tolerance: 1n, recomputed: null };
    return { page, box: BOX, kind: 'amount', ...said, targets: [], binding: 'firm' };
  });
  const one = record({}, sampleResult({ drafts }));
  documentWriter(store.db).write(one, options);
  const found = evidenceReader(store.db).sentences(one.sha256, 4);
  expect(found.map(({ phrase, box }) => [phrase, box === null ? null : JSON.parse(box)])).toEqual([['第4页', BOX]]);
});

test('classes are read report by report, never by a walk through all amounts', () => {
  const lines = [line(0, { code: '201', standardCode: '201', name: '一般公共服务支出' })];
  const one = record({}, sampleResult({ statements: [statement(0, { lines })] }));
  documentWriter(store.db).write(one, options);
  const asked: string[] = [];
  const { db } = store;
  const watched = new Proxy(db, {
    get: (target, name) => {
      if (name !== 'prepare') return Reflect.get(target, name);
      return (sql: string) => {
        asked.push(sql);
        return target.prepare(sql);
      };
    },
  });
  expect(expenditureClasses(watched)).toMatchObject([{ code: '201', amount: '45573600.00' }]);
  if (isPostgres()) return;
  const plan = db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${asked[0]}`).all();
  const steps = plan.map(({ detail }) => /^(SCAN|SEARCH) (\w)\b/.exec(detail)).filter((step) => step !== null);
  expect(steps.map(([, how, table]) => `${how} ${table}`).slice(1)).toEqual(['SEARCH s', 'SEARCH l', 'SEARCH a']);
});
