import { availableParallelism } from 'node:os';
import { loadConclude } from '../batch/conclude.ts';
import { discover } from '../batch/discover.ts';
import { importFiles } from '../batch/import.ts';
import { CACHE_MB } from '../batch/protocol.ts';
import { FETCH_LIMITS } from '../fetch/limits.ts';
import type { ImportRun } from '../review/intake/intake.ts';
import { openStore } from '../store/open.ts';
import { fetcherFor } from './fetching.ts';
import type { Cli } from './io.ts';
import { READING_DEFAULTS, runOptions } from './reading.ts';

/** How the page reads what is dropped on it: as `yusuan import` does without options, into a connection of its own. */
export function pageImport(db: string, pipeline: readonly string[], password: readonly string[], cli: Cli): ImportRun {
  const flags = {
    ...({ db, pipeline, password, ocr: 'auto', cacheSize: CACHE_MB, fetchDelay: FETCH_LIMITS.delayMs } as const),
    ...{ timeout: READING_DEFAULTS.timeoutSeconds, memory: READING_DEFAULTS.memoryMb },
    ...{ fetchJobs: FETCH_LIMITS.perHost, fetchSize: FETCH_LIMITS.maxBytes / 1_000_000 },
    ...{ fetchTimeout: FETCH_LIMITS.timeoutMs / 1000 },
  };
  return async (paths, onEvent, signal) => {
    const found = await discover(paths);
    const fetcher = await fetcherFor(flags, found);
    const store = openStore(db);
    try {
      const options = await runOptions(flags, Math.max(1, found.files.length), cli);
      // One processor stays for whoever reviews meanwhile.
      const jobs = Math.max(1, Math.min(options.jobs, availableParallelism() - 1));
      const more = { jobs, fetcher, signal, force: false, conclude: () => loadConclude(pipeline) };
      return {
        result: await importFiles(found.files, store, { ...options, ...more }, onEvent),
        problems: found.problems,
      };
    } finally {
      fetcher?.close();
      store.close();
    }
  };
}
