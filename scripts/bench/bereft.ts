import { provincial } from '../../samples/generator/provincial/report.ts';
import { recombined } from '../../samples/generator/recombined/reports.ts';
import { CHANGES } from '../../test/samples/bereft.ts';
import { fateOf } from '../../test/samples/recombined.ts';
import { verdict } from './support.ts';

/** So many reports of each sort for each change. */
const REPORTS = 10;

/** Reads reports from which something was taken (rules, titles, a heading) and prints what became of their amounts. */
export async function benchBereft(): Promise<boolean> {
  const rows = [];
  for (const [without, change] of Object.entries(CHANGES)) {
    const fates = [];
    for (const make of [recombined, provincial])
      for (let seed = 1; seed <= REPORTS; seed++) fates.push(await fateOf(seed, make, change));
    const sum = (of: (fate: (typeof fates)[number]) => number) => fates.reduce((so, fate) => so + of(fate), 0);
    rows.push({
      without,
      amounts: sum(({ amounts }) => amounts),
      right: sum(({ right }) => right),
      kept: sum(({ kept }) => kept.length),
      shown: sum(({ shown }) => shown.length),
      lost: sum(({ lost }) => lost.length),
      misfiled: sum(({ misfiled }) => misfiled.length),
      accused: sum(({ accused }) => accused.length),
    });
  }
  console.log(`bereft  ${2 * REPORTS} reports a change`);
  console.table(rows);
  const wrong = rows.reduce((so, { lost, misfiled, accused }) => so + lost + misfiled + accused, 0);
  return verdict('lost, silently misfiled or accused', wrong, { most: 0 });
}
