import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { discover } from '../batch/discover.ts';
import { fileHasher } from '../batch/file-hash.ts';
import type { Database } from '../store/port.ts';
import { documentWriter } from '../store/write/write.ts';
import { Refused } from './decisions.ts';

/** Looks in a folder for a PDF that was moved, by its bytes, and notes where it is now; false when it is not there. */
export async function findAgain(db: Database, sha256: string, folder: string, now: Date): Promise<boolean> {
  const bytes = db.prepare<[string], number>('SELECT bytes FROM document WHERE sha256 = ?').pluck().get(sha256);
  if (bytes === undefined) throw new Refused('not-found', 'no such document');
  const isFolder = await stat(folder).then(
    (info) => info.isDirectory(),
    () => false,
  );
  // A file that is no folder might be a list of links, which would be fetched.
  if (!isFolder) throw new Refused('invalid', 'folder');
  const { files } = await discover([folder]);
  const hash = fileHasher();
  // Few files have the very size: only those are read.
  for (const file of files.filter((one) => one.link === undefined && one.bytes === bytes)) {
    if ((await hash(file.path).catch(() => null)) !== sha256) continue;
    const path = resolve(file.path);
    documentWriter(db).seen(sha256, { file: basename(path), path }, now);
    return true;
  }
  return false;
}
