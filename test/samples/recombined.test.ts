import { expect, test } from 'vitest';
import { provincial } from '../../samples/generator/provincial/report.ts';
import { unusual } from '../../samples/generator/unusual/report.ts';
import { fateOf } from './recombined.ts';

/** More of them run in the bench (`npm run bench -- --only recombined`). */
const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);

test.each(SEEDS)('a report recombined from seed %i loses, misfiles and accuses nothing', async (seed) => {
  const { lost, misfiled, accused, amounts, right } = await fateOf(seed);
  expect({ lost, misfiled, accused }).toEqual({ lost: [], misfiled: [], accused: [] });
  expect(right).toBeGreaterThan(amounts / 2);
});

test.each(SEEDS)('nor does one in the clothes of another region, from seed %i', async (seed) => {
  const { lost, misfiled, accused, mistaken, amounts, right } = await fateOf(seed, provincial);
  expect({ lost, misfiled, accused, mistaken }).toEqual({ lost: [], misfiled: [], accused: [], mistaken: [] });
  expect(right).toBeGreaterThan(0.85 * amounts);
});

test.each(SEEDS)('nor does one of shapes that few print, from seed %i', async (seed) => {
  const { lost, misfiled, accused, mistaken, amounts, right } = await fateOf(seed, unusual);
  expect({ lost, misfiled, accused, mistaken }).toEqual({ lost: [], misfiled: [], accused: [], mistaken: [] });
  expect(right).toBeGreaterThan(0.85 * amounts);
});
