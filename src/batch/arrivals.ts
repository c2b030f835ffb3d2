import type { Fetched, Fetcher } from '../fetch/fetcher.ts';
import { fetchError } from '../fetch/problem.ts';
import type { FoundFile } from './discover.ts';
import type { Failure } from './protocol.ts';

/** A file that lies on this machine now, or a link that gave none. */
export interface Arrival {
  /** Its place among the files that were given. */
  readonly index: number;
  readonly file: FoundFile;
  readonly failure: Failure | null;
}

/** So many links are under way or waiting for their server; enough that a slow server in the list holds up no other. */
const LOOK_AHEAD = 500;

/**
 * Gives files at once and in their order, links as they arrive. After an abort it ends without those that were still
 * on their way.
 */
export async function* arrivals(
  files: readonly FoundFile[],
  fetcher: Fetcher | null,
  signal: AbortSignal,
): AsyncGenerator<Arrival> {
  const arrived: Arrival[] = [];
  let underWay = 0;
  let wake = () => {};
  const start = async (index: number, file: FoundFile, from: Fetcher) => {
    underWay += 1;
    const arrival = await fetchOne(index, file, from, signal);
    underWay -= 1;
    if (arrival !== null) arrived.push(arrival);
    wake();
  };
  async function* settled(most: number): AsyncGenerator<Arrival> {
    while (!signal.aborted) {
      const next = arrived.shift();
      if (next !== undefined) yield next;
      else if (underWay <= most) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  for (const [index, file] of files.entries()) {
    if (signal.aborted) return;
    if (file.link === undefined || fetcher === null) yield { index, file, failure: null };
    else {
      void start(index, file, fetcher);
      yield* settled(LOOK_AHEAD);
    }
  }
  yield* settled(0);
}

/** Fetches the document behind a link; null after an abort, and where there is no link. */
export async function fetchOne(
  index: number,
  file: FoundFile,
  fetcher: Fetcher,
  signal: AbortSignal,
): Promise<Arrival | null> {
  if (file.link === undefined) return null;
  try {
    const { path, record }: Fetched = await fetcher.fetch(file.link, signal);
    return { index, file: { ...file, path, bytes: record.bytes, sha256: record.sha256 }, failure: null };
  } catch (error) {
    if (signal.aborted) return null;
    const { problem, message } = fetchError(error);
    return { index, file, failure: { code: problem, detail: message } };
  }
}
