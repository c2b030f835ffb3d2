import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/pages/scan/numbers/decide-number.ts';
import type { FigureCandidate } from '../../../src/pages/scan/numbers/number-candidates.ts';

/** A figure of so many outlines that the engine read so. */
const figure = (read: string, outlines: number): FigureCandidate => ({
  ...{ index: 0, shapes: [], guesses: [], read },
  segments: Array.from({ length: outlines }, (_, at) => ({ kind: 'digit', x0: at, y0: 0, x1: at + 1, y1: 1 })),
});

const shaped = (text: string, clarity: number) => ({ text, clarity });
const textOf = (...given: Parameters<typeof decide>) => decide(...given)?.text;
const sureness = (...given: Parameters<typeof decide>) => decide(...given)?.confidence ?? 0;
const FIVE = figure('12.34', 5);

describe('which reading of a figure is believed', () => {
  test('clear shapes against both readings of the engine, which errs alike at two sizes', () => {
    expect(textOf(FIVE, shaped('12.84', 0.9), '12.34')).toBe('12.84');
  });

  test('both readings of the engine against shapes that are not clear', () => {
    expect(textOf(FIVE, shaped('12.84', 0.8), '12.34')).toBe('12.34');
  });

  test('one reading of the engine that fits the outlines rather than shapes that tell nothing', () => {
    expect(textOf(FIVE, shaped('12.84', 0.3), null)).toBe('12.34');
  });

  test('a reading at another size that fits rather than one at the usual size that does not', () => {
    expect(textOf(figure('12.3', 5), null, '12.34')).toBe('12.34');
  });

  test('the worst reading of the engine rather than shapes that tell nothing at all', () => {
    expect(textOf(figure('12.3', 5), shaped('12.84', 0), null)).toBe('12.3');
  });

  test('a reading with more characters than outlines that tell nothing, for these do not tell how many there are', () => {
    expect(textOf(figure('2010301', 8), shaped('2010.801', 0.3), null)).toBe('2010301');
    expect(sureness(figure('2010301', 8), shaped('2010.801', 0.3), null)).toBeLessThan(0.5);
  });

  test('two sizes that agree rather than doubtful shapes, though neither fits the outlines', () => {
    expect(textOf(figure('12.3', 5), shaped('12.84', 0.4), '12.3')).toBe('12.3');
  });

  test('the point that two readings see between clear outlines of digits; one reading alone does not make one', () => {
    expect(textOf(figure('14.29', 4), shaped('1429', 0.95), '14.29')).toBe('14.29');
    expect(sureness(figure('14.29', 4), shaped('1429', 0.95), '14.29')).toBeLessThan(0.9);
    expect(textOf(figure('1,234.56', 7), shaped('1234.56', 0.9), '1,234.56')).toBe('1,234.56');
    expect(textOf(figure('14.29', 4), shaped('1429', 0.95), '1429')).toBe('1429');
    expect(textOf(figure('14.28', 4), shaped('1429', 0.95), '14.28')).toBe('1429');
  });

  test('a colon where doubtful outlines have a point is a point under a mark; where they are clear it may be a time', () => {
    const segments = FIVE.segments.map((segment, at) => ({ ...segment, kind: at === 2 ? 'point' : 'digit' }) as const);
    expect(textOf({ ...figure('58:00', 5), segments }, shaped('56.00', 0.3), null)).toBe('58.00');
    expect(textOf(figure('58:00', 5), shaped('56000', 0.3), null)).toBe('56000');
    expect(sureness({ ...figure('18:00', 5), segments }, shaped('18.00', 0.9), null)).toBeLessThan(0.9);
  });
});

describe('how sure a figure is', () => {
  test('falls in the order in which its readers deserve belief', () => {
    const sure = [
      sureness(FIVE, shaped('12.34', 0.9), '12.34'),
      sureness(FIVE, shaped('12.34', 0.9), '12.84'),
      sureness(figure('', 4), shaped('1234', 0.9), null),
      sureness(FIVE, null, '12.34'),
      sureness(FIVE, shaped('12.84', 0.8), '12.34'),
      sureness(FIVE, null, null),
    ];
    expect(sure).toEqual([0.995, 0.96, 0.88, 0.8, 0.55, 0.4]);
  });

  test('is less for an outline too many, for a mark that grammar placed and for a spare zero', () => {
    const plain = sureness(FIVE, shaped('12.34', 0.9), '12.34');
    expect(sureness(figure('', 5), shaped('12.34', 0.9), null)).toBeCloseTo(0.88 - 0.06);
    expect(plain - sureness(figure('12.34', 6), shaped('12.34', 0.9), '12.34')).toBeCloseTo(0.12);
    expect(plain - sureness(figure('02.34', 5), shaped('02.34', 0.9), '02.34')).toBeCloseTo(0.5);
  });
});
