import { reconcile } from '../../src/proof/reconcile.ts';
import { declared } from '../../test/proof/build.ts';
import { budget } from '../../test/proof/synthetic.ts';
import { type Outcome, trial } from '../../test/proof/trials.ts';
import { verdict } from './support.ts';

const TARGET = { silent: 0, repaired: 90, review: 3, ms: 200 };
const TRIALS = 1000;
const ERRORS = [1, 2, 3, 4, 5];
/** Gives a document of a little more than 3,000 amounts. */
const LARGE = 80;

function percent(part: number, whole: number): number {
  return Math.round((10_000 * part) / whole) / 100;
}

/**
 * Misreads one to five amounts in each of many recognised documents and prints what reconciliation makes of them; then
 * the CPU time that a document of 3,000 amounts takes.
 */
export function benchMisreadings(): boolean {
  const declarations = declared('department-budget');
  const runs = ERRORS.map((errors) => {
    const seeds = Array.from({ length: TRIALS / ERRORS.length }, (_, i) => 1000 * errors + i);
    const outcomes = seeds.map((seed) => trial(seed, errors, declarations));
    const total = (what: keyof Outcome) => outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
    return {
      'misread per document': errors,
      documents: outcomes.length,
      'repaired right, %': percent(total('repaired'), total('errors')),
      'shown to a person, %': percent(total('flagged'), total('errors')),
      silent: total('silent'),
      'right ones altered': total('spoilt'),
      'review load, %': percent(total('review'), total('facts')),
    };
  });
  console.log(`misread  ${TRIALS} documents`);
  console.table(runs);
  const document = budget(7, 'ocr', LARGE);
  reconcile(document, [], declarations);
  const before = process.cpuUsage();
  const { verdicts } = reconcile(document, [], declarations);
  const { user, system } = process.cpuUsage(before);
  const most = (what: 'silent' | 'right ones altered' | 'review load, %') => Math.max(...runs.map((run) => run[what]));
  return [
    verdict('silent errors', most('silent') + most('right ones altered'), { most: TARGET.silent }),
    verdict('single misreadings repaired, %', runs[0]?.['repaired right, %'] ?? 0, { least: TARGET.repaired }),
    verdict('review load, %', most('review load, %'), { most: TARGET.review }),
    verdict(`ms CPU to reconcile ${verdicts.length} amounts`, (user + system) / 1000, { most: TARGET.ms }),
  ].every(Boolean);
}
