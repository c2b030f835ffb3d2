import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadDeclarations } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../../src/pipeline.ts';
import { DOCUMENTS_SHOWN } from '../../src/review/limits.ts';
import { openStore } from '../../src/store/open.ts';
import { documentWindow } from '../../src/store/read/overview.ts';
import { queueWindow } from '../../src/store/read/queue.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { inScratch, median, mixedSamples, verdict } from './support.ts';

const FACTS = 1_000_000;
const TARGET_MS = 100;
const ROUNDS = 9;

/** A database of a million facts: how long it takes to open it and to list its documents. */
export async function benchMillion(): Promise<boolean> {
  return inScratch(async (folder) => {
    const path = join(folder, 'million.sqlite');
    const documents = await fill(path);
    console.log(
      `million  ${FACTS} facts in ${documents} documents, ${(statSync(path).size / 1024 / 1024).toFixed(0)} MB; ` +
        `medians of ${ROUNDS}, each with a connection of its own`,
    );
    const good = [
      measure('open', path, () => undefined),
      measure('open and list the documents', path, (db) => db.prepare('SELECT * FROM documents').all()),
      measure('open, and what the review page asks first', path, (db) => queueWindow(db, {}, 0, 100)),
    ];
    measure('open, and the overview of the review page', path, (db) => documentWindow(db, '', DOCUMENTS_SHOWN));
    return good.every(Boolean);
  });
}

type Db = ReturnType<typeof openStore>['db'];

function measure(what: string, path: string, work: (db: Db) => unknown): boolean {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    const store = openStore(path, { mode: 'read' });
    work(store.db);
    const taken = performance.now() - started;
    store.close();
    return taken;
  });
  return verdict(`${what}, ms`, median(times), { most: TARGET_MS });
}

/** Writes copies of the samples' rows as documents of their own until there are enough facts; returns how many. */
async function fill(path: string): Promise<number> {
  const declarations = loadDeclarations();
  const samples = [];
  for (const { name, bytes } of mixedSamples()) {
    const { pages, result } = await readDocument(bytes, { openPdf, declarations, scan: null });
    samples.push({ name, result, rows: rowsOf(result, pages) });
  }
  const store = openStore(path);
  const writer = documentWriter(store.db);
  let facts = 0;
  let n = 0;
  for (; facts < FACTS; n += 1) {
    const sample = samples[n % samples.length];
    if (sample === undefined) throw new Error('no samples');
    const { result, rows } = sample;
    const { status, pages, pipeline } = result;
    const identity = { ...result.identity, department: `第 ${n % 900} 局`, fiscalYear: 2018 + (n % 8) };
    const sha256 = createHash('sha256').update(`${n}`).digest('hex');
    const about = { sha256, file: `${n}.pdf`, bytes: 1, identity, status, reason: null, pages, pipeline };
    writer.write(
      { ...about, pipelineVersion: 'bench', stageVersions: {}, rows },
      { replace: false, path: `${n}.pdf`, now: new Date() },
    );
    facts += rows.amount.length;
  }
  store.close();
  return n;
}
