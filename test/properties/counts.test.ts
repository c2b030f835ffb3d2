import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportClaims, reportRows } from '../../src/export/findings/load.ts';
import { reportOf } from '../../src/export/findings/report.ts';
import { declaredRule } from '../../src/model/codes.ts';
import { type Check, type Claim, lineScope, type ReviewItem } from '../../src/model/fact.ts';
import { openStore } from '../../src/store/open.ts';
import { findingFacets, findingWindow } from '../../src/store/read/findings.ts';
import { documentWindow } from '../../src/store/read/overview.ts';
import { queueLength } from '../../src/store/read/queue.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { record, sampleResult } from '../store/sample-result.ts';

const figure = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

const check = fc
  .record({
    lhs: figure,
    off: fc.bigInt({ min: -20n, max: 20n }),
    tolerance: fc.bigInt({ min: 0n, max: 12n }),
    status: fc.constantFrom('pass' as const, 'fail' as const, 'not_applicable' as const),
    line: fc.constantFrom('2010301 行政运行', '合计'),
  })
  .map(({ lhs, off, tolerance, status, line }): Check => {
    const words = { rule: declaredRule('children'), statement: 'expenditure', scope: lineScope(line, ['total']) };
    const cells = { cells: [{ statement: 0, amount: 0 }], left: 1, suspects: [] };
    return { ...words, lhs, rhs: lhs - off, difference: off, tolerance, status, blame: null, ...cells };
  });

const claim = fc
  .record({
    fen: figure,
    status: fc.constantFrom('agrees' as const, 'disagrees' as const, 'unlinked' as const),
    ref: fc.constantFrom(null, { statement: 0, amount: 0 }),
  })
  .map(({ fen, status, ref }): Claim => {
    const words = { page: 3, box: null, section: '情况说明', phrase: `支出${fen}`, tolerance: 0n };
    return { ...words, fen, statement: 'expenditure', lineName: '合计', measure: 'total', ref, status };
  });

const items = (claims: readonly Claim[]): readonly ReviewItem[] =>
  claims.flatMap((one) =>
    one.status === 'disagrees'
      ? [
          {
            ...{ statement: 'expenditure', ref: one.ref, page: 3, box: null, reason: 'claim-disagrees', severity: 80 },
            data: { phrase: one.phrase },
          } as const,
        ]
      : [],
  );

test('summary, list of findings, `yusuan check`, `checks`, `claims` and `review_queue` say the same numbers', () => {
  fc.assert(
    fc.property(fc.array(check, { maxLength: 12 }), fc.array(claim, { maxLength: 6 }), (checks, claims) => {
      const store = openStore(':memory:');
      const { verdicts } = sampleResult().reconciliation;
      const reconciliation = { verdicts, checks, claims, review: items(claims) };
      const one = record({}, sampleResult({ reconciliation }));
      const writer = documentWriter(store.db);
      writer.write(one, { replace: false, path: '/a.pdf', now: new Date() });
      const { db } = store;
      const count = (sql: string) => Number(db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get());
      const summary = writer.find(one.sha256);
      const [listed] = documentWindow(db, '', 1).rows;
      const report = reportOf(one.file, reportRows(db, one.sha256), reportClaims(db, one.sha256));
      const found = count("checks WHERE status = 'fail'") + count("claims WHERE status = 'disagrees'");
      expect(found).toBe(checks.filter(({ status }) => status === 'fail').length + items(claims).length);
      const numbers = [
        ...[summary?.findings, listed?.findings, report.fail + report.claims.length],
        ...[findingWindow(db, { state: 'fails' }, 0, 1).total, findingFacets(db, { state: 'fails' }).states.fails],
        report.findings.reduce((sum, { checks: own }) => sum + own.length, report.claims.length),
        Number(db.prepare('SELECT findings FROM documents').pluck().get()),
      ];
      expect(numbers).toEqual(numbers.map(() => found));
      const queued = count('review_queue');
      expect([summary?.open, listed?.open, queueLength(db, {})]).toEqual([queued, queued, queued]);
      // A sentence that a statement contradicts is in both: nothing looks clean that is not.
      expect(count("review_queue WHERE reason = 'claim-disagrees'")).toBe(count("claims WHERE status = 'disagrees'"));
      expect(findingFacets(db, { state: 'rounding' }).states.rounding).toBe(report.rounding.length);
      store.close();
    }),
    { numRuns: 60 },
  );
});
