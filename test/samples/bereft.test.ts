import { expect, test } from 'vitest';
import { provincial } from '../../samples/generator/provincial/report.ts';
import { recombined } from '../../samples/generator/recombined/reports.ts';
import { CHANGES } from './bereft.ts';
import { fateOf } from './recombined.ts';

const DIGITS = 'wide digits';
const RULES = ['no rules', 'no upright rules', 'no level rules', 'a frame alone', DIGITS];

test.each(RULES)('a report with %s is read like any other', async (name) => {
  for (const make of [recombined, provincial]) {
    const [whole, bereft] = [await fateOf(3, make), await fateOf(3, make, CHANGES[name])];
    expect(bereft).toEqual(whole);
  }
});

test('without its titles a report loses and misfiles nothing in silence', async () => {
  const { lost, misfiled, accused, shown, kept } = await fateOf(3, recombined, CHANGES['no titles']);
  expect({ lost, misfiled, accused }).toEqual({ lost: [], misfiled: [], accused: [] });
  expect(shown.length + kept.length).toBeGreaterThan(0);
});
