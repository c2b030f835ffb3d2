import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainPdf, scratch } from './files.ts';

const DOCUMENTS = 40;

let folder: string;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what a document said is gone with it, and not kept among the objects that live long', async () => {
  for (let n = 0; n < DOCUMENTS; n += 1) writeFileSync(join(folder, `${n}.pdf`), await plainPdf(`${n}`));
  const program = fileURLToPath(new URL('./passing-documents.ts', import.meta.url));
  const flags = ['--expose-gc', '--min-semi-space-size=16'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, folder]);
  const { notes, grown } = JSON.parse(stdout);
  expect(notes).toBe(DOCUMENTS * 2000);
  // Kept until the whole heap is collected, the documents come to eight or ten.
  expect(grown).toBeLessThan(2);
}, 120_000);
