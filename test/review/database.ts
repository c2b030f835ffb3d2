import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDeclarations } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../../src/pipeline.ts';
import type { Store } from '../../src/store/open.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';

export const declarations = loadDeclarations();

/** A sample of the repository by its name. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(`../../samples/${name}/${name}.pdf`, import.meta.url));
}

/** Reads a PDF and writes it as an import does, into each of the stores; returns the hash of its bytes. */
export async function importInto(stores: Store | readonly Store[], path: string, replace = false): Promise<string> {
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { pages, result } = await readDocument(bytes, { openPdf, declarations, scan: null });
  const sizes = pages.map(({ number, width, height, kind }) => ({ number, width, height, kind }));
  const record = {
    ...{ sha256, file: basename(path), bytes: bytes.length, identity: result.identity, status: result.status },
    ...{ reason: null, pages: result.pages, pipeline: result.pipeline, pipelineVersion: 'test', stageVersions: {} },
    rows: rowsOf(result, sizes),
  };
  for (const { db } of [stores].flat()) {
    documentWriter(db).write(record, { replace, path, now: new Date('2026-01-02T03:04:05Z') });
  }
  return sha256;
}
