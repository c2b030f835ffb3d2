import { dirname, join, parse, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { Found } from '../batch/discover.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import { FETCH_LIMITS } from '../fetch/limits.ts';
import { linkOf } from '../fetch/link.ts';
import type { Buckets } from '../fetch/s3.ts';
import type { Messages } from '../messages/index.ts';
import { isServer } from '../store/address.ts';
import { wholeNumber } from './help.ts';
import type { Cli } from './io.ts';
import { programVersion } from './version.ts';

const MEGABYTE = 1_000_000;

/** Flags of commands that fetch links. */
export interface FetchingFlags {
  readonly files?: string;
  readonly refresh?: true;
  readonly allowPrivate?: true;
  readonly fetchDelay: number;
  readonly fetchJobs: number;
  readonly fetchSize: number;
  readonly fetchTimeout: number;
  readonly s3Endpoint?: string;
  readonly s3PathStyle?: true;
}

/** Adds where documents behind links are kept, and what fetching them may cost us and their servers. */
export function fetchingOptions(command: Command, cli: Cli): Command {
  const { words } = cli;
  const w = words.import;
  return command
    .option('--files <folder>', w.files)
    .option('--refresh', w.refresh)
    .option('--allow-private', w.allowPrivate)
    .option('--fetch-delay <ms>', w.fetchDelay, wholeNumber(0, 3_600_000, words), FETCH_LIMITS.delayMs)
    .option('--fetch-jobs <n>', w.fetchJobs, wholeNumber(1, 64, words), FETCH_LIMITS.perHost)
    .option('--fetch-size <MB>', w.fetchSize, wholeNumber(1, 1_048_576, words), FETCH_LIMITS.maxBytes / MEGABYTE)
    .option('--fetch-timeout <seconds>', w.fetchTimeout, wholeNumber(1, 86_400, words), FETCH_LIMITS.timeoutMs / 1000)
    .option('--s3-endpoint <url>', words.buckets.endpoint, (text) => endpoint(text, words))
    .option('--s3-path-style', words.buckets.pathStyle);
}

function endpoint(text: string, words: Messages): string {
  const link = linkOf(text);
  if (link === null) throw new InvalidArgumentError(words.buckets.badEndpoint);
  return link.url;
}

/** What fetches the links among `found`; null when there are none, and nothing is loaded for them. */
export async function fetcherFor(
  flags: FetchingFlags & { readonly db: string },
  found: Found,
): Promise<Fetcher | null> {
  return found.files.some(({ link }) => link !== undefined) ? openedFetcher(flags) : null;
}

/** What fetches links, whether there are any or not. */
export async function openedFetcher(flags: FetchingFlags & { readonly db: string }): Promise<Fetcher> {
  const [{ openFetcher }, { isPublic }, buckets] = await Promise.all([
    import('../fetch/fetcher.ts'),
    import('../fetch/addresses.ts'),
    bucketsFor(flags),
  ]);
  return openFetcher({
    ...{ ...FETCH_LIMITS, buckets },
    folder: flags.files ?? filesBeside(flags.db),
    agent: `yusuan/${programVersion()}`,
    allowed: flags.allowPrivate ? () => true : isPublic,
    ...(flags.refresh ? { freshMs: 0 } : {}),
    delayMs: flags.fetchDelay,
    perHost: flags.fetchJobs,
    maxBytes: flags.fetchSize * MEGABYTE,
    timeoutMs: flags.fetchTimeout * 1000,
  });
}

/** What reads buckets (存储桶); its package is loaded only when there is one. */
export async function bucketsFor(flags: Pick<FetchingFlags, 's3Endpoint' | 's3PathStyle'>): Promise<Buckets> {
  const { openBuckets } = await import('../fetch/s3.ts');
  const { attempts, backOffMs, idleMs } = FETCH_LIMITS;
  const where = { endpoint: flags.s3Endpoint ?? null, pathStyle: flags.s3PathStyle ?? false };
  return openBuckets({ ...where, attempts, backOffMs, idleMs });
}

/** Where documents that were fetched, or dropped on the page, are kept: pictures of their pages are drawn from there later. */
export function filesBeside(db: string): string {
  return isServer(db) ? resolve('yusuan.files') : join(dirname(db), `${parse(db).name}.files`);
}
