import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** How many times larger the space for new objects is after a while in which much of what is new stays alive. */
function growth(first: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepYoungGeneration } from './src/batch/young-generation.ts';
    const size = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size;
    const held = [];
    const work = (times) => {
      for (let n = 0; n < times; n += 1) held[n % 200_000] = { n, text: [n] };
    };
    ${first}
    work(20_000);
    const before = size();
    work(3_000_000);
    console.log(size() / before);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

/** On a machine that is busy, V8 now and then lets it grow all the same. */
const least = (first: string) => Math.min(...Array.from({ length: 4 }, () => growth(first)));

test('the space for new objects stays as large as it was; V8 would let it grow', () => {
  expect(least('keepYoungGeneration();')).toBe(1);
  expect(least('')).toBeGreaterThan(2);
});
