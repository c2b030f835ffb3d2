import { expect, test } from 'vitest';
import { withShortFigures } from '../../../src/meaning/statements/doubted/short-figures.ts';

const DIGIT = 5;

/** A column of recognised figures, each ending at the given place. */
function column(figures: readonly (readonly [raw: string, end: number])[], source: 'ocr' | 'text' = 'ocr') {
  return figures.map(([raw, x1], at) => ({
    fen: BigInt(raw.replace(/\D/gu, '')),
    raw,
    decimals: raw.split('.')[1]?.length ?? 0,
    flags: [],
    page: 1,
    source,
    box: { x0: x1 - raw.length * DIGIT, x1, y0: at * 12, y1: at * 12 + 9 },
  }));
}

const asked = (amounts: ReturnType<typeof column>) =>
  withShortFigures(amounts)
    .filter(({ flags }) => flags.length > 0)
    .map(({ raw }) => raw);

test('a recognised figure that ends a digit before its column, with a decimal less, may have lost its last digit', () => {
  const whole = [
    ['219,800.00', 300],
    ['99,800.25', 301],
    ['1,079,667.20', 300],
  ] as const;
  expect(asked(column([...whole, ['28,384,234.7', 295]]))).toEqual(['28,384,234.7']);
  // where figures drop their last zero, they end where the others do
  expect(asked(column([...whole, ['28,384,234.7', 300]]))).toEqual([]);
  // a column set to the middle has no edge
  expect(asked(column([...whole, ['1.20', 288], ['33.20', 290], ['28,384,234.7', 295]]))).toEqual([]);
  expect(asked(column([...whole, ['28,384,234.7', 295]], 'text'))).toEqual([]);
});
