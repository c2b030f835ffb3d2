import { expect, test } from 'vitest';
import { reconcile } from '../../src/proof/reconcile.ts';
import { declared, failures } from './build.ts';
import { budget } from './synthetic.ts';
import { type Outcome, trial } from './trials.ts';

const declarations = declared('department-budget');
const TRIALS = 1000;

function total(outcomes: readonly Outcome[], what: keyof Outcome): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
}

test('a balanced document of text is wholly proven; in a scan rounding may leave a last digit open', () => {
  for (const seed of [1, 2, 3]) {
    const text = reconcile(budget(seed, 'text'), [], declarations);
    expect(failures(text)).toEqual([]);
    expect(text.verdicts.filter((one) => one.proof !== 'proven')).toEqual([]);
    const scan = reconcile(budget(seed, 'ocr'), [], declarations);
    expect(failures(scan)).toEqual([]);
    const proven = scan.verdicts.filter((one) => one.proof === 'proven');
    expect(proven.length / scan.verdicts.length).toBeGreaterThan(0.97);
  }
});

test('one to five misread amounts are repaired or shown, never silent', () => {
  const outcomes = [1, 2, 3, 4, 5].map((count) =>
    Array.from({ length: TRIALS / 5 }, (_, i) => trial(1000 * count + i, count, declarations)),
  );
  const all = outcomes.flat();
  expect(all).toHaveLength(TRIALS);
  expect(total(all, 'silent')).toBe(0);
  expect(total(all, 'spoilt')).toBe(0);
  expect(total(all, 'repaired') + total(all, 'flagged')).toBe(total(all, 'errors'));
  const [single = []] = outcomes;
  expect(total(single, 'repaired') / total(single, 'errors')).toBeGreaterThanOrEqual(0.9);
  expect(total(all, 'review') / total(all, 'facts')).toBeLessThan(0.03);
});
