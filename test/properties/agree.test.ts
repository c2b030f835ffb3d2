import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { declared } from '../proof/build.ts';
import { misreadDocument } from '../proof/trials.ts';
import { record, sampleResult } from '../store/sample-result.ts';

const declarations = declared('department-budget');

/** Amounts that nobody is asked about though something contradicts them. */
const UNASKED = "facts WHERE proof = 'contradicted' AND needs_review = 0";
/** Amounts to be reviewed that no row of the queue is about: neither their own, nor one for the whole of their table. */
const UNQUEUED = `facts f WHERE needs_review = 1 AND NOT EXISTS (SELECT 1 FROM review_queue q
  WHERE (q.statement_index = f.statement_index AND q.amount_index = f.amount_index)
    OR (q.amount_index IS NULL AND q.statement = f.statement AND q.reason IN ('unit-line', 'place-doubtful')))`;
/** Rows of the queue about amounts that need no review; a sum that does not hold is asked about at the line that it is of. */
const NEEDLESS = `review_queue q JOIN facts f USING (statement_index, amount_index)
  WHERE f.needs_review = 0 AND q.reason <> 'identity-fails'`;

test('what is contradicted needs review, what needs review is in the queue, and no other amount is', () => {
  let [contradicted, queued] = [0, 0];
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 12 }), fc.boolean(), (seed, count, asText) => {
      const { statements: read } = misreadDocument(seed, count);
      // Of text nothing can be repaired: every misreading is the publisher's word.
      const statements = read.map((one) => ({
        ...one,
        amounts: one.amounts.map((amount) => (asText ? { ...amount, source: 'text' as const, others: [] } : amount)),
      }));
      const reconciliation = reconcile(statements, [], declarations);
      const store = openStore(':memory:');
      const result = sampleResult({ statements, reconciliation, indicators: [], projects: [], catalog: [], notes: [] });
      documentWriter(store.db).write(record({}, result), { replace: false, path: '/a.pdf', now: new Date() });
      const rows = (sql: string) => Number(store.db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get());
      expect([UNASKED, UNQUEUED, NEEDLESS].map(rows)).toEqual([0, 0, 0]);
      contradicted += rows("facts WHERE proof = 'contradicted'");
      queued += rows('review_queue WHERE amount_index IS NOT NULL');
      store.close();
    }),
    { numRuns: 80 },
  );
  expect(contradicted).toBeGreaterThan(50);
  expect(queued).toBeGreaterThan(contradicted);
});
