import { expect, test } from 'vitest';
import { effectOf, lowestThreshold, untold } from '../../scripts/fit-sureness.ts';

/** Texts of which the least sure are wrong, but for one. */
const texts = [
  ...Array.from({ length: 990 }, () => ({ confidence: 0.99, wrong: 0 })),
  ...[0.5, 0.6, 0.7, 0.8].map((confidence) => ({ confidence, wrong: 1 })),
  { confidence: 0.9, wrong: 2 },
  ...[0.85, 0.95].map((confidence) => ({ confidence, wrong: 0 })),
];

test('the lowest threshold lets no more texts pass wrong than may', () => {
  expect(effectOf(texts, 0.75, 1)).toEqual({ texts: 997, wrong: 5, silent: 2, asked: 3 });
  expect(lowestThreshold(texts, 1, 0)).toBe(0.91);
  expect(lowestThreshold(texts, 1, 2.1)).toBe(0.71);
  // a code with one wrong digit is put right by its name
  expect(lowestThreshold(texts, 2, 0)).toBe(0.91);
  expect(lowestThreshold(texts.slice(0, -3), 2, 0)).toBe(0.4);
});

test('where outlines and engine do not go together, the outlines are believed from where they are right more often', () => {
  const misfit = (clarity: number, engine: boolean) => ({ clarity, engine, shapes: !engine });
  expect(untold([misfit(0.1, true), misfit(0.3, true), misfit(0.5, false), misfit(0.9, false)])).toBe(0.35);
});
