// Imports a folder, collects what is new and dead after each document, and prints by how many megabytes the old objects
// came to exceed what they were after a few documents, and how many notes there were. Needs --expose-gc.
import { getHeapSpaceStatistics } from 'node:v8';
import { discover } from '../../src/batch/discover.ts';
import { importFiles } from '../../src/batch/import.ts';
import { openStore } from '../../src/store/open.ts';

const FEW = 10;
const [folder = '.'] = process.argv.slice(2);
const { gc } = globalThis;
if (gc === undefined) throw new Error('started without --expose-gc');
const { files } = await discover([folder]);
const store = openStore(':memory:');
const seen: number[] = [];

function oldMegabytes(): number {
  const old = getHeapSpaceStatistics().find((space) => space.space_name === 'old_space');
  return (old?.space_used_size ?? 0) / 1e6;
}

await importFiles(
  files,
  store,
  {
    ...{ jobs: 2, force: false, timeoutMs: 60_000, memoryMb: 600, version: 'test' },
    read: { ocr: 'never', ocrDpi: null, cacheDir: null, pipelines: [] },
    worker: new URL('./bulky-worker.ts', import.meta.url),
    conclude: () => Promise.reject(new Error('nothing was decided')),
    signal: new AbortController().signal,
    now: () => new Date(),
  },
  ({ type }) => {
    if (type !== 'document') return;
    setImmediate(() => {
      gc({ type: 'minor', execution: 'sync' });
      seen.push(oldMegabytes());
    });
  },
);
const notes = store.db.prepare('SELECT count(*) FROM note').pluck().get();
store.close();
console.log(JSON.stringify({ notes, grown: Math.max(...seen.slice(FEW)) - (seen[FEW] ?? Number.NaN) }));
