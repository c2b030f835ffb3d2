import { provincial } from '../../samples/generator/provincial/report.ts';
import { recombined } from '../../samples/generator/recombined/reports.ts';
import { unusual } from '../../samples/generator/unusual/report.ts';
import { fateOf } from '../../test/samples/recombined.ts';
import { verdict } from './support.ts';

/** So many of each sort; ten are the test's own, the others are new to it. */
const REPORTS = 50;
const TARGET = { wrong: 0, right: 90 };

/** Reads reports put together by chance and prints what became of their amounts. */
export async function benchRecombined(): Promise<boolean> {
  const rows = [];
  for (const make of [recombined, provincial, unusual]) {
    for (let seed = 1; seed <= REPORTS; seed++) {
      const { kept, shown, lost, misfiled, accused, mistaken, department, ...counts } = await fateOf(seed, make);
      rows.push({
        ...{ department, ...counts, kept: kept.length, shown: shown.length, lost: lost.length },
        ...{ misfiled: misfiled.length, accused: accused.length, mistaken: mistaken.length },
      });
    }
  }
  console.log(`recombined  ${rows.length} reports`);
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
      'departments, years and kinds mistaken',
      sum((row) => row.mistaken),
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
