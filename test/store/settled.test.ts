import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Correction, Notice } from '../../src/model/correction.ts';
import type { ReviewItem } from '../../src/model/fact.ts';
import type { QueueData, ReviewData } from '../../src/model/review-data.ts';
import { severityOf } from '../../src/model/severity.ts';
import { correct } from '../../src/proof/decisions/apply.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { addCorrection } from '../../src/store/write/corrections.ts';
import { reconcileStored } from '../../src/store/write/reconcile-stored.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { anyDatabase } from '../support/any-database.ts';
import { record, sampleResult } from './sample-result.ts';

const ending = vi.hoisted(() => ({ mark: '' }));
vi.mock('../../src/messages/sentences.ts', async (original) => {
  const real = await original<typeof import('../../src/messages/sentences.ts')>();
  return { ...real, sentenceOf: (reason: string, data: ReviewData) => real.sentenceOf(reason, data) + ending.mark };
});

let store: Store;
beforeEach(() => {
  ending.mark = '';
  store = openStore(anyDatabase());
});
afterEach(() => store.close());

/** One notice of every kind that stands for itself. */
const NOTICES: readonly (readonly [ReviewItem['reason'], QueueData])[] = [
  ['unit-line', { printed: '元', expected: '万元' }],
  ['form-mismatch', { rule: 'children', title: '类等于款之和' }],
  ['missing-line', { line: '201 甲', witnessPage: 4, witness: '1.00' }],
  ['missing-total', { sum: '2.00', side: 'revenue' }],
  ['claim-disagrees', { phrase: '支出4万元' }],
  ['project-form-differs', { project: '甲', form: '1.00', own: '2.00' }],
];

const review = NOTICES.map(
  ([reason, data]): ReviewItem => ({
    ...{ statement: 'expenditure', ref: null, page: 6, box: null, reason, severity: severityOf(reason), data },
  }),
);

const anchor = {
  ...{ statement: 'expenditure', side: null, lineCode: null, lineName: '', lineName2: null, measure: '', page: 6 },
  box: { x0: 0, y0: 0, x1: 0, y1: 0 },
};

function seen(notice: Notice): Correction {
  const by = { reviewer: '甲', reason: '', at: '2026-01-01T00:00:00Z' };
  return { id: 1, kind: 'seen', anchor, oldValue: null, newValue: null, target: { kind: 'seen', ...notice }, ...by };
}

const left = () =>
  Number(store.db.prepare("SELECT count(*) FROM review_queue WHERE origin = 'reconcile'").pluck().get());

test('a decision settles what was seen, whatever words it is told in since', () => {
  const base = sampleResult();
  const reconciliation = { ...base.reconciliation, review };
  const one = record({}, { ...base, reconciliation });
  documentWriter(store.db).write(one, { replace: false, path: '/甲.pdf', now: new Date() });
  expect(left()).toBe(6);
  for (const { reason, data } of review) addCorrection(store.db, one.sha256, seen({ reason, data }));
  ending.mark = '。';
  const conclude: Parameters<typeof reconcileStored>[2] = ({ statements }, corrections) => ({
    ...correct(statements, corrections),
    reconciliation,
  });
  reconcileStored(store.db, one.sha256, conclude, new Date());
  expect(left()).toBe(0);
});

test('decisions of an older version, which remember Chinese words, settle the same entries and no others', () => {
  documentWriter(store.db).write(
    record({}, { ...sampleResult(), reconciliation: { ...sampleResult().reconciliation, review } }),
    {
      ...{ replace: false, path: '/甲.pdf', now: new Date() },
    },
  );
  const told = store.db.prepare<[], { reason: string; detail: string }>(
    "SELECT reason, detail FROM review_queue WHERE origin = 'reconcile'",
  );
  for (const { reason, detail } of told.all()) {
    const { settles } = correct([], [seen({ reason, detail })]);
    expect(review.filter(settles).map((item) => item.reason)).toEqual([reason]);
  }
  const [unit] = review;
  const { settles } = correct(
    [],
    [seen({ reason: 'unit-line', detail: '本表单位写作“元”，与其他报表相比应为“千元”' })],
  );
  expect(unit && settles(unit)).toBe(false);
  const other = correct([], [seen({ reason: 'missing-total', detail: '本表收入一侧没有读到合计行；之和为 2.00 元' })]);
  const [, , , total] = review;
  expect(total && other.settles(total)).toBe(true);
  expect(total && other.settles({ ...total, data: { sum: '2.00', side: 'expenditure' } })).toBe(false);
});
