import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFigure, narrowFigure, settle, withoutFalsePoints } from '../../../src/pages/scan/numbers/number-grammar.ts';

describe('separators of a figure', () => {
  test.each([
    ['1,433.90', '1,433.90', true],
    ['1.433.90', '1,433.90', false],
    ['21,601,733,00', '21,601,733.00', false],
    ['3.805.32', '3,805.32', false],
    ['250.000', '250,000', false],
    ['475,03', '475.03', false],
    ['0.125', '0.125', true],
    ['-12.5', '-12.5', true],
    ['2080505', '2080505', true],
  ])('%s is settled as %s', (read, text, asRead) => {
    expect(settle(read)).toEqual({ text, asRead });
  });

  test.each([
    ["1'234'567.89", '1234567.89'],
    ['2’197,52', '2197,52'],
    ["12'34", "12'34"],
  ])('%s is the figure %s', (read, text) => {
    expect(narrowFigure(read)).toBe(text);
  });

  test.each(['15,3.94', '1,43.90.1', '12.3456.78', '4557.3.6', ''])('%s has no grouping', (read) => {
    expect(settle(read)).toBeNull();
  });

  test('dust between digits is left out, and another reading says which point it was', () => {
    expect(withoutFalsePoints('15,3.94', '153.94')).toBe('153.94');
    expect(withoutFalsePoints('4.31,44', '')).toBe('431.44');
    expect(withoutFalsePoints('1672672.5.44', '16726725.44')).toBe('16726725.44');
  });

  test('a well-formed amount is never changed', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (fen) => {
        const grouped = (fen / 100n).toLocaleString('en-US');
        const amount = `${grouped}.${String(fen % 100n).padStart(2, '0')}`;
        expect(settle(amount)).toEqual({ text: amount, asRead: true });
        expect(withoutFalsePoints(amount, '')).toBe(amount);
      }),
    );
  });
});

test('full-width digits and marks become half-width', () => {
  expect(narrowFigure('１，４３３．９０')).toBe('1,433.90');
  expect(narrowFigure('21, 601, 733. 00')).toBe('21,601,733.00');
  expect(isFigure('1,433.90')).toBe(true);
  expect(isFigure('2025年')).toBe(false);
  expect(isFigure('12.')).toBe(false);
});
