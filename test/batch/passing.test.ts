import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { plainPdf, scratch } from './files.ts';

const DOCUMENTS = 40;

test('what a document said is gone with it, and not kept among the objects that live long', async () => {
  const folder = scratch();
  for (let n = 0; n < DOCUMENTS; n += 1) writeFileSync(join(folder, `${n}.pdf`), await plainPdf(`${n}`));
  const program = fileURLToPath(new URL('./passing-documents.ts', import.meta.url));
  const flags = ['--expose-gc', '--min-semi-space-size=16'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, folder]);
  rmSync(folder, { recursive: true, force: true });
  // Kept until the whole heap is collected, they come to eight or ten.
  expect(Number(stdout)).toBeLessThan(2);
}, 120_000);
