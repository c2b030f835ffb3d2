// npm run kill [-- --kills 200 --documents 60 --seed 1]
// Kills an import with SIGKILL at random moments, resumes it each time, and compares the database with an undisturbed
// import's. When an import survives to its end, the next one starts with an empty database.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

/** Most moments early on, so that many kills hit one import at different stages of its way. */
const LATEST_MS = 8_000;
const EARLIEST_MS = 300;

const folder = mkdtempSync(join(tmpdir(), 'yusuan-kill-'));
const reports = join(folder, 'reports');
mkdirSync(reports);
writeReports(reports, Number(values.documents));
const whole = join(folder, 'whole.sqlite');
const started = performance.now();
await runImport({ reports, db: whole, cache: null }, null);
const wanted = dump(whole).join('\n');
const seconds = (performance.now() - started) / 1000;
console.log(`undisturbed import of ${values.documents} documents: ${seconds.toFixed(1)} s`);

const killed = { reports, db: join(folder, 'killed.sqlite'), cache: join(folder, 'cache') };
const next = random(Number(values.seed));
let kills = 0;
let complete = 0;
let different = 0;
function compare(): void {
  complete += 1;
  const same = dump(killed.db).join('\n') === wanted;
  const clean = readdirSync(folder).every((name) =>
    ['cache', 'killed.sqlite', 'reports', 'whole.sqlite'].includes(name),
  );
  if (!same || !clean) different += 1;
}
while (kills < Number(values.kills)) {
  const ended = await runImport(killed, EARLIEST_MS + next() ** 2 * LATEST_MS);
  if (!ended) {
    kills += 1;
    if (kills % 20 === 0) console.log(`${kills} kills, ${complete} imports brought to their end, ${different} differ`);
    continue;
  }
  compare();
  for (const end of ['', '-wal', '-shm']) rmSync(killed.db + end, { force: true });
  rmSync(killed.cache, { recursive: true, force: true });
}
await runImport(killed, null);
compare();
console.log(`${kills} kills, ${complete} imports brought to their end, ${different} databases that differ`);
rmSync(folder, { recursive: true });
process.exitCode = different === 0 ? 0 : 1;
