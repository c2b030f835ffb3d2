import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Intermediate results kept between runs. Nothing in it is needed: what is missing is made again. */
export interface CacheFolder {
  /** Null when it was never kept, was removed, or cannot be read. */
  readonly read: (name: string) => Promise<Buffer | null>;
  /** Whole or not at all; a full disk or a folder that may not be written to is no error. */
  readonly write: (name: string, bytes: Uint8Array | string) => Promise<void>;
}

export interface CacheUse {
  readonly files: number;
  readonly bytes: number;
}

/** Names of entries, and of drafts that a killed process left; whatever else lies in the folder is not ours. */
const SHELF = /^[0-9a-f]{2}$/;
const ENTRY = /^[0-9a-f]{64}\.(json|pages|looks)$/;
const DRAFT = /^[0-9a-f]{64}\.(json|pages|looks)\.[0-9a-f-]{36}$/;
/** No write takes this long. */
const DRAFT_MS = 3_600_000;
/** A process looks at the size of all again after it wrote this share of it. */
const LOOK_SHARE = 1 / 16;
/** What is left after something had to go, so that not every write makes something go. */
const LEFT_SHARE = 0.9;

/** A cache in a folder that several processes share, of at most about `limit` bytes. Names are 64 hex digits and an ending. */
export function openCacheFolder(folder: string, limit: number): CacheFolder {
  let written = 0;
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name);
  return {
    async read(name) {
      const path = pathOf(name);
      const bytes = await readFile(path).catch(() => null);
      const now = new Date();
      // The time of the last use decides what goes first.
      if (bytes !== null) await utimes(path, now, now).catch(() => undefined);
      return bytes;
    },
    async write(name, bytes) {
      if (bytes.length > limit * LOOK_SHARE) return;
      if (!(await writeWhole(pathOf(name), bytes))) return;
      written += bytes.length;
      if (written < limit * LOOK_SHARE) return;
      written = 0;
      await pruneCache(folder, limit);
    },
  };
}

async function writeWhole(path: string, bytes: Uint8Array | string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, bytes);
    await rename(draft, path);
    return true;
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
    return false;
  }
}

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly used: number;
}

/** Removes what was not used for longest until at most `limit` bytes are left, and old drafts. Never throws. */
export async function pruneCache(folder: string, limit: number): Promise<CacheUse> {
  const kept = await entries(folder);
  let bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes <= limit) return { files: kept.length, bytes };
  kept.sort((a, b) => a.used - b.used);
  let gone = 0;
  for (const entry of kept) {
    if (bytes <= limit * LEFT_SHARE) break;
    await rm(entry.path, { force: true }).catch(() => undefined);
    bytes -= entry.bytes;
    gone += 1;
  }
  return { files: kept.length - gone, bytes };
}

/** How much is kept. */
export async function cacheUse(folder: string): Promise<CacheUse> {
  return pruneCache(folder, Number.POSITIVE_INFINITY);
}

/** Removes every entry; files of others in the folder stay. */
export async function clearCache(folder: string): Promise<CacheUse> {
  return pruneCache(folder, -1);
}

async function entries(folder: string): Promise<Kept[]> {
  const shelves = await namesIn(folder);
  const found: Kept[] = [];
  for (const shelf of shelves.filter((name) => SHELF.test(name))) {
    for (const name of await namesIn(join(folder, shelf))) {
      const path = join(folder, shelf, name);
      const info = ENTRY.test(name) || DRAFT.test(name) ? await stat(path).catch(() => null) : null;
      if (info === null) continue;
      if (ENTRY.test(name)) found.push({ path, bytes: info.size, used: info.mtimeMs });
      else if (Date.now() - info.mtimeMs > DRAFT_MS) await rm(path, { force: true }).catch(() => undefined);
    }
  }
  return found;
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
