// node scripts/misreading-trials.ts [TRIALS]
// Misreads one to five amounts in each of many recognised documents and prints what reconciliation makes of them, and
// the CPU time that a document of about 3,000 amounts takes.
import { reconcile } from '../src/stages/reconcile/reconcile.ts';
import { declared } from '../test/stages/reconcile/build.ts';
import { budget } from '../test/stages/reconcile/synthetic.ts';
import { type Outcome, trial } from '../test/stages/reconcile/trials.ts';

const TRIALS = Number(process.argv[2] ?? 1000);
const ERRORS = [1, 2, 3, 4, 5];
const declarations = declared('department-budget');

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

const table = ERRORS.map((errors) => {
  const outcomes = Array.from({ length: TRIALS / ERRORS.length }, (_, i) =>
    trial(1000 * errors + i, errors, declarations),
  );
  const total = (what: keyof Outcome) => outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
  return {
    'errors per document': errors,
    documents: outcomes.length,
    'repaired right': percent(total('repaired'), total('errors')),
    flagged: percent(total('flagged'), total('errors')),
    silent: total('silent'),
    'right ones altered': total('spoilt'),
    'review load': percent(total('review'), total('facts')),
  };
});
console.table(table);

const document = budget(7, 'ocr', 80);
reconcile(document, [], declarations);
const before = process.cpuUsage();
const { verdicts } = reconcile(document, [], declarations);
const { user, system } = process.cpuUsage(before);
console.log(`${verdicts.length} amounts reconciled in ${Math.round((user + system) / 1000)} ms CPU`);
