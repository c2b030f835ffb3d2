// node scripts/kill.ts [--kills 200] [--documents 60] [--seed 1]
// Kills an import with SIGKILL at random moments, resumes it each time, and compares the database with an undisturbed
// import's. When an import survives to its end, the next one starts with an empty database.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dump, runImport, writeReports } from '../test/batch/killing.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    documents: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});

/** The same moments for the same seed (Lehmer's generator). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const folder = mkdtempSync(join(tmpdir(), 'yusuan-kill-'));
const reports = join(folder, 'reports');
mkdirSync(reports);
writeReports(reports, Number(values.documents));
const whole = join(folder, 'whole.sqlite');
const started = performance.now();
await runImport(reports, whole, null);
const duration = performance.now() - started;
const wanted = dump(whole).join('\n');
console.log(`undisturbed import of ${values.documents} documents: ${(duration / 1000).toFixed(1)} s`);

const killed = join(folder, 'killed.sqlite');
const next = random(Number(values.seed));
let kills = 0;
let complete = 0;
let different = 0;
while (kills < Number(values.kills)) {
  // Most moments early on, so that many kills hit one import at different stages of its way.
  const ended = await runImport(reports, killed, 300 + next() ** 2 * duration);
  if (!ended) {
    kills += 1;
    continue;
  }
  complete += 1;
  if (dump(killed).join('\n') !== wanted) different += 1;
  for (const end of ['', '-wal', '-shm']) rmSync(killed + end, { force: true });
}
await runImport(reports, killed, null);
if (dump(killed).join('\n') !== wanted) different += 1;
console.log(`${kills} kills, ${complete + 1} imports brought to their end, ${different} databases that differ`);
rmSync(folder, { recursive: true });
process.exitCode = different === 0 ? 0 : 1;
