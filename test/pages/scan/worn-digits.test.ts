import { describe, expect, test } from 'vitest';
import type { Segment } from '../../../src/pages/scan/numbers/cut-digits.ts';
import { mayBeWornFour, wornAside } from '../../../src/pages/scan/numbers/worn-digits.ts';
import { Picture } from '../../support/picture.ts';

describe('a 1 that may be what is left of a 4', () => {
  const segment = (x0: number, x1: number): Segment => ({ x0, x1, y0: 20, y1: 44, kind: 'digit' });
  const stem = () => new Picture(100, 80).fill(50, 20, 53, 44).fill(47, 22, 50, 24).fill(47, 42, 56, 44);

  test('is seen by ink beside its lower half, and by a bar across it', () => {
    expect(mayBeWornFour(stem(), segment(47, 56), undefined)).toBe(false);
    expect(mayBeWornFour(stem().fill(41, 36, 44, 39), segment(47, 56), undefined)).toBe(true);
    expect(mayBeWornFour(stem().fill(45, 36, 58, 38), segment(45, 58), undefined)).toBe(true);
  });

  test('is not where a speck lies there, or the ink is the digit before', () => {
    expect(mayBeWornFour(stem().fill(42, 36, 43, 37), segment(47, 56), undefined)).toBe(false);
    const beside = stem().fill(34, 20, 44, 44);
    expect(mayBeWornFour(beside, segment(47, 56), segment(34, 44))).toBe(false);
    // the broad foot of a bold 1
    expect(mayBeWornFour(stem().fill(42, 40, 60, 44), segment(42, 60), undefined)).toBe(false);
  });

  test('stands beside the reading as one', () => {
    const chars = [...'1,651'].map((text, at) => {
      const worn = at === 0 ? { worn: true as const } : {};
      return { text, confidence: 0.9, x0: at * 10, x1: at * 10 + 8, y0: 0, y1: 20, ...worn };
    });
    expect(wornAside(chars).map(({ text }) => text)).toEqual(['4,651']);
  });
});
