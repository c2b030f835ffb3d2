import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | null = null;

/**
 * One cache folder for a whole run, gone afterwards: no test is helped, or hurt, by what an earlier run or the person at
 * this machine left in theirs. Every project asks for it; the first one gets it made.
 */
export default function setup(): (() => void) | undefined {
  if (folder !== null) return;
  const made = mkdtempSync(join(tmpdir(), 'yusuan-test-cache-'));
  folder = made;
  // inherited by the processes that run tests, and by those that tests start
  process.env.XDG_CACHE_HOME = made;
  delete process.env.YUSUAN_CACHE_DIR;
  return () => rmSync(made, { recursive: true, force: true });
}
