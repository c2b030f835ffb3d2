import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadDeclarations } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../../src/pipeline.ts';
import { openStore } from '../../src/store/open.ts';
import { search, searchWords } from '../../src/store/search/find.ts';
import { COLUMNS, type DocumentRows, rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { inScratch, median, mixedSamples, verdict } from './support.ts';

const FACTS = 1_000_000;
const TARGET_MS = 200;
const ROUNDS = 7;
/** Rare and common words, of two characters and more, and two together. */
const WORDS = ['信息化', '绩效', '经费', '支出', '公务用车购置', '管理 服务', '没有这个词'];

/** A database of a million facts: how long a search takes, each with a connection of its own. */
export async function benchSearch(): Promise<boolean> {
  return inScratch(async (folder) => {
    const path = join(folder, 'search.sqlite');
    await fill(path);
    const slow = WORDS.map((word) => {
      const times = Array.from({ length: ROUNDS }, () => {
        const started = performance.now();
        const store = openStore(path, { mode: 'read' });
        search(store.db, { words: searchWords(word) });
        const taken = performance.now() - started;
        store.close();
        return taken;
      });
      return verdict(`search ${word}, ms`, median(times), { most: TARGET_MS });
    });
    return slow.every(Boolean);
  });
}

/** Copies of the samples as documents of their own, every fifth line and every sentence in words of its own. */
async function fill(path: string): Promise<void> {
  const declarations = loadDeclarations();
  const samples = [];
  for (const { bytes } of mixedSamples()) {
    const { pages, result } = await readDocument(bytes, { openPdf, declarations, scan: null });
    samples.push({ result, rows: rowsOf(result, pages) });
  }
  const store = openStore(path);
  const writer = documentWriter(store.db);
  let facts = 0;
  for (let n = 0; facts < FACTS; n += 1) {
    const sample = samples[n % samples.length];
    if (sample === undefined) throw new Error('no samples');
    const { status, pages, pipeline, identity: own } = sample.result;
    const identity = { ...own, department: `第 ${n % 900} 局`, fiscalYear: 2000 + (n % 90) };
    const sha256 = createHash('sha256').update(`${n}`).digest('hex');
    const about = { sha256, file: `${n}.pdf`, bytes: 1, identity, status, reason: null, pages, pipeline };
    const rows = inOwnWords(sample.rows, n);
    const record = { ...about, pipelineVersion: 'bench', stageVersions: {}, rows };
    writer.write(record, { replace: false, path: `/bench/${n}.pdf`, now: new Date(0) });
    facts += rows.amount.length;
  }
  store.close();
}

const LINE_NAME = COLUMNS.line.indexOf('name');
const CHAPTER_TEXT = COLUMNS.chapter.indexOf('text');

function inOwnWords(rows: DocumentRows, n: number): DocumentRows {
  return {
    ...rows,
    line: rows.line.map((row, at) => (at % 5 === 0 ? row.with(LINE_NAME, `${row[LINE_NAME]}第${n}批`) : row)),
    chapter: rows.chapter.map((row) =>
      row.with(CHAPTER_TEXT, String(row[CHAPTER_TEXT]).replaceAll('。', `（${n}）。`)),
    ),
  };
}
