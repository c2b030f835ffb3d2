import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { familyCpu, inScratch, median, mixedSamples, ROOT, verdict, writeCopies } from './support.ts';

const TARGET = 1.8;
const DOCUMENTS = 200;

interface Run {
  readonly seconds: number;
  readonly cpu: number;
}

/** One import as a person starts it, into a new database, without kept pages. */
async function timed(folder: string, jobs: number, n: number): Promise<Run> {
  const started = performance.now();
  const before = familyCpu(process.pid);
  const db = join(folder, `${jobs}-${n}.sqlite`);
  const args = ['import', join(folder, '*.pdf'), '--db', db, '--jobs', `${jobs}`, '--quiet', '--cache-size', '0'];
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'yusuan.js'), ...args], { stdio: ['ignore', 'ignore', 2] });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, cpu: familyCpu(process.pid).cpu - before.cpu };
}

/** One worker against two, in turn, so that both meet the same load; the fastest of each met the least. */
export async function benchWorkers(rounds: number): Promise<boolean> {
  return inScratch(async (folder) => {
    writeCopies(folder, mixedSamples(), DOCUMENTS);
    const [one, two]: [Run[], Run[]] = [[], []];
    for (let n = 0; n < rounds; n += 1) {
      one.push(await timed(folder, 1, n));
      two.push(await timed(folder, 2, n));
    }
    const fastest = (runs: readonly Run[]) => Math.min(...runs.map(({ seconds }) => seconds));
    const show = (runs: readonly Run[]) => runs.map(({ seconds }) => seconds.toFixed(1)).join(' ');
    const cpu = (runs: readonly Run[]) => median(runs.map((run) => run.cpu)).toFixed(1);
    console.log(`workers  ${DOCUMENTS} documents in turn; one worker ${show(one)} s, two workers ${show(two)} s`);
    console.log(`         CPU seconds, median: one worker ${cpu(one)}, two workers ${cpu(two)}`);
    return verdict('two workers against one, fastest of each', fastest(one) / fastest(two), { least: TARGET });
  });
}
