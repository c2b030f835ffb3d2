import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file where the database says that a report lies, with the bytes that it says: nobody decides blindly. */
export function reportFile(bytes = 'a report') {
  const path = join(mkdtempSync(join(tmpdir(), 'yusuan-report-')), 'a.pdf');
  writeFileSync(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}
