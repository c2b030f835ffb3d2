import { fateOf } from '../../test/samples/recombined.ts';
import { verdict } from './support.ts';

/** Ten are the test's own; the others are new to it. */
const REPORTS = 50;
const TARGET = { wrong: 0, right: 90 };

/** Reads reports put together by chance and prints what became of their amounts. */
export async function benchRecombined(): Promise<boolean> {
  const rows = [];
  for (let seed = 1; seed <= REPORTS; seed++) {
    const { lost, misfiled, accused, department, ...counts } = await fateOf(seed);
    rows.push({ department, ...counts, lost: lost.length, misfiled: misfiled.length, accused: accused.length });
  }
  console.log(`recombined  ${REPORTS} reports`);
  console.table(rows);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((so, row) => so + of(row), 0);
  const right = (100 * sum((row) => row.right)) / sum((row) => row.amounts);
  return [
    verdict(
      'amounts lost',
      sum((row) => row.lost),
      { most: TARGET.wrong },
    ),
    verdict(
      'silently misfiled',
      sum((row) => row.misfiled),
      { most: TARGET.wrong },
    ),
    verdict(
      'accusations',
      sum((row) => row.accused),
      { most: TARGET.wrong },
    ),
    verdict('in their statement, line and column, %', right, { least: TARGET.right }),
  ].every(Boolean);
}
