import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Amount, Statement } from '../../src/model/statement.ts';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared } from '../proof/build.ts';
import { budget } from '../proof/synthetic.ts';

const declarations = declared('department-budget');

/** A document with some amounts changed at will, however absurdly. */
const spoilt = (source: 'text' | 'ocr') =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 30 }),
      changes: fc.array(fc.record({ at: fc.nat(10_000), by: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }) }), {
        maxLength: 12,
      }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ seed, changes, confidence }) => {
      const document = budget(seed, source, 2);
      const count = document.reduce((sum, statement) => sum + statement.amounts.length, 0);
      const by = new Map(changes.map((change) => [change.at % count, change.by * 10_000n]));
      let id = 0;
      const change = (amount: Amount): Amount => {
        const off = by.get(id++);
        if (off === undefined) return amount;
        const read = source === 'ocr' ? { confidence, others: [amount.raw] } : {};
        return { ...amount, fen: amount.fen + off, ...read };
      };
      return document.map((statement): Statement => ({ ...statement, amounts: statement.amounts.map(change) }));
    });

function amountOf(statements: readonly Statement[], ref: { statement: number; amount: number }): Amount | undefined {
  return statements.find((one) => one.index === ref.statement)?.amounts[ref.amount];
}

describe('reconcile', () => {
  test('never alters a document with a text layer', () => {
    fc.assert(
      fc.property(spoilt('text'), (statements) => {
        for (const { ref, fen, source } of reconcile(statements, [], declarations).verdicts) {
          expect(fen).toBe(amountOf(statements, ref)?.fen);
          expect(source).toBe('text');
        }
      }),
      { numRuns: 60 },
    );
  });

  test('judges every amount exactly once, and repairs only to a reading or a slip of it', () => {
    fc.assert(
      fc.property(spoilt('ocr'), (statements) => {
        const { verdicts } = reconcile(statements, [], declarations);
        const keys = verdicts.map(({ ref }) => `${ref.statement}/${ref.amount}`);
        const all = statements.flatMap((one) => one.amounts.map((amount) => `${one.index}/${amount.index}`));
        expect(keys.sort()).toEqual(all.sort());
        for (const { ref, fen, source, flags } of verdicts) {
          const same = fen === amountOf(statements, ref)?.fen;
          expect(same).toBe(source !== 'repair');
          expect(flags.includes('repaired')).toBe(source === 'repair');
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what is not proven in a scan is shown unless read with certainty; confidences are probabilities', () => {
    fc.assert(
      fc.property(spoilt('ocr'), (statements) => {
        for (const { ref, proof, needsReview, confidence, flags } of reconcile(statements, [], declarations).verdicts) {
          const amount = amountOf(statements, ref);
          const certain = (amount?.confidence ?? 0) >= 0.98 && amount?.others.length === 0;
          // Whatever its sums prove, the unit is doubted of a report that comes to next to nothing, and the place of a figure
          // that others leave no room for.
          if (flags.includes('unit-assumed') || flags.includes('place-doubtful')) expect(needsReview).toBe(true);
          else if (proof !== 'consistent' || !certain) expect(needsReview).toBe(proof !== 'proven');
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a check passes or fails by its own figures, and only a failed one accuses', () => {
    fc.assert(
      fc.property(spoilt('text'), (statements) => {
        for (const check of reconcile(statements, [], declarations).checks) {
          if (check.rule === 'unit-line') continue;
          expect(check.lhs - check.rhs).toBe(check.difference);
          const off = check.difference < 0n ? -check.difference : check.difference;
          if (check.status === 'fail') expect(off).toBeGreaterThan(check.tolerance);
          else expect(check.suspects).toEqual([]);
          // a difference that rounding explains is the publisher's rounding, and no fault
          const rounding = check.status === 'pass' && check.difference !== 0n;
          if (check.status !== 'fail') expect(check.blame).toBe(rounding ? 'publisher' : null);
          else expect(check.blame).not.toBeNull();
          for (const suspect of check.suspects) expect(check.cells).toContainEqual(suspect);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the statements does not matter', () => {
    fc.assert(
      fc.property(spoilt('ocr'), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (statements, order) => {
        const key = new Map(statements.map((one) => [one, order.next().value ?? 0]));
        const shuffled = [...statements].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
        const judged = (given: readonly Statement[]) =>
          reconcile(given, [], declarations)
            .verdicts.map(({ ref, ...verdict }) => ({ ref: `${ref.statement}/${ref.amount}`, ...verdict }))
            .sort((a, b) => (a.ref < b.ref ? -1 : 1));
        expect(judged(shuffled)).toEqual(judged(statements));
      }),
      { numRuns: 60 },
    );
  });
});
