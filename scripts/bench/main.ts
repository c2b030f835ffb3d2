// npm run bench [-- --only PART] [--set DIR] [--rounds N] [--documents 2000]
// Parts, each with its targets, over the samples with a text layer or the PDFs in DIR:
//   speed    warm pages per CPU second of the whole pipeline beside a bare pdf.js loop over the same pages
//   catalog  the same for one report whose catalogue fills tens of pages
//   misread  figures misread at random: repaired, shown or silent; CPU time to reconcile 3,000 amounts
//   recombined  reports put together by chance: amounts right, kept, shown, lost, misfiled; accusations
//   bereft   the same reports without rules, titles or a heading, as other programs print them
//   import   memory of an import of 200 documents, and its time against one of 20
//   cache    what kept pages save when documents are read again
//   bulk     2,000 documents: time per document and memory of the parent from first to last; one value corrected
//   workers  two workers against one
//   queue    two `yusuan worker` on PostgreSQL against one
//   scans    scanned pages beside one full-page pass of tesseract.js; memory; what a second import costs
//   devices  scans of our own, made by each device in each family of type: amounts right, silently wrong and shown
//            (--modes fax,copy --families kai for some, --seed N for other figures, --keep DIR to have the documents)
//   lying    500 reports (or --documents) with traits of lying PDFs drawn by chance: silently wrong, accused, right
//   million  opening and listing a database of 1,000,000 facts
//   million-pg  what the review page asks first of 5,000,000 facts in PostgreSQL (about six minutes, 3 GB)
//   search   words of two and more characters in a database of 1,000,000 facts
//   review   the review page over 100,000 queued rows
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { documentReader } from '../../src/batch/reader.ts';
import { openStore } from '../../src/store/open.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { benchBereft } from './bereft.ts';
import { benchBulk } from './bulk.ts';
import { benchCache } from './cache.ts';
import { longReport } from './catalog.ts';
import { benchDevices } from './devices.ts';
import { benchLying } from './lying.ts';
import { watchMemory } from './memory.ts';
import { benchMillion } from './million.ts';
import { benchMillionPg } from './million-pg.ts';
import { benchMisreadings } from './misreadings.ts';
import { benchQueue } from './queue.ts';
import { benchRecombined } from './recombined.ts';
import { benchReview } from './review.ts';
import { benchScans } from './scans.ts';
import { benchSearch } from './search.ts';
import {
  cpuSeconds,
  evaluationSet,
  inScratch,
  median,
  mixedSamples,
  ROOT,
  type Sample,
  samplesIn,
  verdict,
  writeCopies,
} from './support.ts';
import { benchWorkers } from './workers.ts';

const READ = { ocr: 'never', ocrDpi: 200, cacheDir: null, pipelines: [] } as const;
const TARGET = { ratio: 1.5, catalogRatio: 2, memoryMb: 600, growth: 10.5 };

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    documents: { type: 'string' },
    modes: { type: 'string' },
    families: { type: 'string' },
    seed: { type: 'string', default: '0' },
    keep: { type: 'string' },
  },
});

/** The least that reading with pdf.js costs: every page's operator list, nothing done with it. */
async function bareLoop(samples: readonly Sample[]): Promise<number> {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  let pages = 0;
  for (const { bytes } of samples) {
    const task = getDocument({
      data: new Uint8Array(bytes),
      disableFontFace: true,
      verbosity: 0,
      cMapUrl: `${home}/cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${home}/standard_fonts/`,
    });
    const document = await task.promise;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      await page.getOperatorList();
      page.cleanup();
      pages += 1;
    }
    await task.destroy();
  }
  return pages;
}

/** Everything that an import does with the bytes: read, interpret, prove, turn into rows, write. */
async function wholePipeline(samples: readonly Sample[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-bench-'));
  const store = openStore(join(folder, 'bench.sqlite'));
  const writer = documentWriter(store.db);
  for (const [index, { name, bytes }] of samples.entries()) {
    const { result, pageSizes, stageVersions } = await reader.read({ bytes, name, sha256: '' }, READ, () => undefined);
    const { identity, status, pages, pipeline } = result;
    const rows = rowsOf(result, pageSizes);
    const about = { sha256: String(index).padStart(64, '0'), file: name, bytes: bytes.length, reason: null };
    const record = { ...about, identity, status, pages, pipeline, pipelineVersion: 'bench', stageVersions, rows };
    writer.write(record, { replace: false, path: name, now: new Date() });
  }
  store.close();
  rmSync(folder, { recursive: true });
}

const reader = documentReader();

async function speed(samples: readonly Sample[], rounds: number, most: number): Promise<boolean> {
  const pages = await bareLoop(samples);
  await wholePipeline(samples);
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await cpuSeconds(() => bareLoop(samples)));
    whole.push(await cpuSeconds(() => wholePipeline(samples)));
  }
  const [b, w] = [median(bare), median(whole)];
  const ratio = w / b;
  console.log(`speed    ${samples.length} documents, ${pages} pages, median of ${rounds} warm rounds`);
  console.log(`         bare pdf.js loop   ${(pages / b).toFixed(1)} pages per CPU second`);
  console.log(`         whole pipeline     ${(pages / w).toFixed(1)} pages per CPU second`);
  return verdict('cost against the bare loop', ratio, { most });
}

/** Imports `count` documents of distinct bytes made from the samples; returns seconds and the peak memory in MB. */
function timedImport(samples: readonly Sample[], count: number): Promise<{ seconds: number; memoryMb: number }> {
  return inScratch(async (folder) => {
    writeCopies(folder, samples, count);
    const started = performance.now();
    const args = ['import', folder, '--db', join(folder, 'bench.sqlite'), '--jobs', '2', '--json', '--quiet'];
    const child = spawn(
      process.execPath,
      [join(ROOT, 'bin', 'yusuan.js'), ...args, '--cache-dir', join(folder, 'cache')],
      { stdio: ['ignore', 'ignore', 2] },
    );
    const memory = watchMemory(child.pid ?? 0);
    const code = await new Promise((resolve) => child.on('close', resolve));
    const seconds = (performance.now() - started) / 1000;
    const memoryMb = memory.stop();
    if (code !== 0) throw new Error(`the import ended with ${code}`);
    return { seconds, memoryMb };
  });
}

async function growth(samples: readonly Sample[]): Promise<boolean> {
  const few = await timedImport(samples, 20);
  const many = await timedImport(samples, 200);
  console.log(
    `import   20 documents ${few.seconds.toFixed(1)} s, 200 documents ${many.seconds.toFixed(1)} s, 2 workers`,
  );
  const grown = verdict('time for ten times the documents', many.seconds / few.seconds, { most: TARGET.growth });
  return verdict('peak memory of all processes, MB', many.memoryMb, { most: TARGET.memoryMb }) && grown;
}

const set = values.set ?? evaluationSet('real');
const samples = set === null ? mixedSamples() : samplesIn(set);
const rounds = Number(values.rounds);
const parts: Readonly<Record<string, () => Promise<boolean>>> = {
  speed: () => speed(samples, rounds, TARGET.ratio),
  catalog: async () => speed([await longReport()], rounds, TARGET.catalogRatio),
  misread: async () => benchMisreadings(),
  recombined: benchRecombined,
  bereft: benchBereft,
  import: () => growth(samples),
  cache: () => benchCache(samples, rounds),
  bulk: () => benchBulk(Number(values.documents ?? 2000)),
  // What else the machine does moves a single round by a tenth and more, so that more of them are asked.
  workers: () => benchWorkers(4 * rounds + 1),
  queue: () => benchQueue(2 * rounds + 1),
  scans: benchScans,
  devices: () =>
    benchDevices({
      modes: values.modes?.split(',') ?? null,
      families: values.families?.split(',') ?? null,
      seed: Number(values.seed),
      keep: values.keep ?? null,
    }),
  lying: () => benchLying(Number(values.documents ?? 500)),
  million: benchMillion,
  'million-pg': benchMillionPg,
  search: benchSearch,
  review: benchReview,
};
const wanted = Object.keys(parts).filter((part) => values.only === undefined || values.only === part);
if (wanted.length === 0) throw new Error(`--only takes one of ${Object.keys(parts).join(', ')}`);
const load = () =>
  loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
for (const part of wanted) {
  console.log(`load     ${load()} (of the last 1, 5 and 15 minutes)`);
  const good = await parts[part]?.();
  if (!good) process.exitCode = 1;
}
