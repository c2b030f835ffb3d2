import { type CacheFolder, openCacheFolder, pruneCache } from '../engines/cache/cache-folder.ts';
import { CACHE_MB, type ReadOptions } from './protocol.ts';

const MB = 1024 * 1024;

/** The folders that options name, each opened once: it counts what was written to it. */
export function cacheFolders(): (options: ReadOptions) => CacheFolder | null {
  const folders = new Map<string, CacheFolder>();
  return ({ cacheDir, cacheMb = CACHE_MB }) => {
    if (cacheDir === null || cacheMb === 0) return null;
    const key = `${cacheMb} ${cacheDir}`;
    const folder = folders.get(key) ?? openCacheFolder(cacheDir, cacheMb * MB);
    folders.set(key, folder);
    return folder;
  };
}

/** Brings the cache back to its size when many workers wrote to it. */
export async function tidyCache({ cacheDir, cacheMb = CACHE_MB }: ReadOptions): Promise<void> {
  if (cacheDir !== null && cacheMb > 0) await pruneCache(cacheDir, cacheMb * MB);
}
