import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** How many times larger the space for new objects is after a while in which much of what is new stays alive. */
async function growth(first: string): Promise<number> {
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
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  return Number(stdout);
}

test('the space for new objects stays as large as it was, on a busy machine too; V8 would let it grow', async () => {
  const busy = Array.from({ length: 12 }, () => growth('keepYoungGeneration();'));
  expect(new Set(await Promise.all(busy))).toEqual(new Set([1]));
  expect(await growth('')).toBeGreaterThan(2);
}, 120_000);
