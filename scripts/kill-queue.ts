// npm run kill:queue [-- --kills 50 --documents 60 --seed 1]
// Three workers read what lies in a queue; one of them is killed with SIGKILL again and again, PostgreSQL is restarted
// once in between, and the database is compared with an undisturbed import's.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runImport, writeReports } from '../test/batch/killing.ts';
import { disturbed, dumpStore } from '../test/postgres/killing.ts';
import { startPostgres } from '../test/support/postgres.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    documents: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});

let state = Number(values.seed);
/** The same moments for the same seed (Lehmer's generator). */
function random(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

const folder = mkdtempSync(join(tmpdir(), 'yusuan-kill-queue-'));
const reports = join(folder, 'reports');
mkdirSync(reports);
writeReports(reports, Number(values.documents));
const whole = join(folder, 'whole.sqlite');
await runImport({ reports, db: whole, cache: null }, null);
const server = await startPostgres();
const db = `${server.url}?schema=killed`;
const kills = Number(values.kills);
const told = await disturbed({ db, reports, kills, random, longestMs: 6_000, restart: () => server.restart() });
const same = dumpStore(db).join('\n') === dumpStore(whole).join('\n');
console.log(
  `${kills} kills, one restart: the import ended with ${told.code}, rows ${same ? 'are the same' : 'DIFFER'}`,
);
await server.stop();
rmSync(folder, { recursive: true });
process.exitCode = same && told.code === 0 ? 0 : 1;
