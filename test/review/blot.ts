import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Page } from '../../src/model/page.ts';
import type { Statement } from '../../src/model/statement.ts';
import { conclude, phasesWith, readDocument } from '../../src/pipeline.ts';
import type { Store } from '../../src/store/open.ts';
import { reconcileStored } from '../../src/store/write/reconcile-stored.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { declarations, samplePath } from './database.ts';

const PATH = samplePath('shanghai-budget');
const bytes = readFileSync(PATH);
const { pages, result } = await readDocument(bytes, { openPdf, declarations, scan: null });
const statement = result.statements.find(({ kind }) => kind === 'expenditure');
const found = statement?.amounts.find(({ line, measure }) => measure === 'basic' && statement.lines[line]?.code);
const foundLine = found === undefined ? undefined : statement?.lines[found.line];
if (found === undefined || foundLine === undefined) throw new Error('the sample has no such amount');

export const SHA256 = createHash('sha256').update(bytes).digest('hex');
/** The amount under the blot, and its line. */
export const amount = found;
export const line = foundLine;
export const CLEAN: readonly Page[] = pages;

/** The same pages with a blot on the first digit of that amount. */
export const BLOTTED: readonly Page[] = pages.map((page): Page => {
  const { box } = amount;
  const first = page.glyphs.find(
    ({ x0, x1, y0, y1 }) =>
      page.number === amount.page && x0 >= box.x0 - 1 && x1 <= box.x1 + 1 && y0 >= box.y0 - 1 && y1 <= box.y1 + 1,
  );
  return { ...page, glyphs: page.glyphs.map((glyph) => (glyph === first ? { ...glyph, text: '■' } : glyph)) };
});

/** Stores what is read from these pages as a re-run does: fresh rows, then what reviewers decided. */
export function writeReading(
  store: Store,
  seen: readonly Page[],
  alter: (statements: readonly Statement[]) => readonly Statement[] = (statements) => statements,
): void {
  const { tables, meaning, proof } = phasesWith({ openPdf, declarations, scan: null });
  const meant = meaning.run(tables.run({ pages: seen, notes: [] }));
  const read = proof.run({ ...meant, statements: alter(meant.statements) });
  const { identity, status, pipeline } = read;
  const record = {
    ...{ sha256: SHA256, file: basename(PATH), bytes: bytes.length, identity, status, reason: null, pipeline },
    ...{ pages: read.pages, pipelineVersion: 'test', stageVersions: {}, rows: rowsOf(read, seen) },
  };
  const now = new Date();
  const afterwards = () =>
    void reconcileStored(store.db, SHA256, (readings, made) => conclude(readings, made, declarations), now);
  documentWriter(store.db).write(record, { replace: true, path: PATH, now, afterwards });
}
