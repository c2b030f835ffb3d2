import { describe, expect, test } from 'vitest';
import { oneSlip } from '../../src/proof/solve/candidates.ts';

describe('one slip', () => {
  test.each([
    ['a digit changed', 7_528n, 7_588n],
    ['neighbours swapped', 39_032n, 30_932n],
    ['a digit lost', 14_339n, 1_439n],
    ['a digit doubled', 1_439n, 14_439n],
    ['a decimal point lost', 143_390n, 14_339_000n],
    ['a last decimal lost', 150_352n, 150_320n],
    ['a minus lost', -500n, 500n],
    ['a zero misread', 300n, 0n],
  ])('%s', (_, a, b) => {
    expect(oneSlip(a, b)).toBe(true);
    expect(oneSlip(b, a)).toBe(true);
  });

  test.each([
    ['two digits changed', 7_528n, 7_419n],
    ['digits swapped over a distance', 1_239n, 9_231n],
    ['another number', 23_171_800n, 25_689_400n],
    ['another sign and another number', -512n, 498n],
  ])('not %s', (_, a, b) => expect(oneSlip(a, b)).toBe(false));
});
