import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'yusuan-test-cache-';

/**
 * One cache folder for a whole run, gone afterwards: no test is helped, or hurt, by what an earlier run or the person at
 * this machine left in theirs. Every project asks for it; the first one gets it made.
 */
export default function setup(): (() => void) | undefined {
  if (basename(process.env.XDG_CACHE_HOME ?? '').startsWith(PREFIX)) return;
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // inherited by the processes that run tests, and by those that tests start
  process.env.XDG_CACHE_HOME = folder;
  delete process.env.YUSUAN_CACHE_DIR;
  return () => rmSync(folder, { recursive: true, force: true });
}
