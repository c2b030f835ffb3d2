import { rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import PQueue from 'p-queue';
import { checkedLookup } from './addresses.ts';
import { folderOf, type Kept, keep, newPart, note, recall } from './kept.ts';
import { hostOf, type Link } from './link.ts';
import { type Patience, patiently } from './patience.ts';
import { FetchError } from './problem.ts';
import { type Connections, type Limits, request } from './request.ts';
import type { Buckets } from './s3.ts';
import { bucketPlace, isBucketAddress } from './s3-address.ts';
import type { Answer } from './save.ts';

/** How links are fetched. */
export interface FetchOptions extends Limits, Patience {
  /** Where documents are kept. */
  readonly folder: string;
  /** Requests at a time to one host, and the least time between two starts. */
  readonly perHost: number;
  readonly delayMs: number;
  /** Requests at a time to all hosts together. */
  readonly together: number;
  /** A document fetched or asked for less long ago is not asked for again. */
  readonly freshMs: number;
  /** What the program calls itself to servers. */
  readonly agent: string;
  /** What asks for objects of buckets; without it there are none. */
  readonly buckets?: Buckets;
}

/** A document on this machine: fetched now, or kept from before. */
export interface Fetched extends Kept {
  readonly state: 'fetched' | 'unchanged' | 'kept';
}

/** Fetches links; `close` lets go of connections. */
export interface Fetcher {
  /** Gives the document, or throws a {@link FetchError}; after an abort, the reason of the abort. */
  fetch(link: Link, signal: AbortSignal): Promise<Fetched>;
  close(): void;
}

/** A fetcher that keeps to its limits for every host, whoever calls it and how often. */
export function openFetcher(options: FetchOptions): Fetcher {
  const connections: Connections = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
    lookup: checkedLookup(options.allowed),
  };
  const together = new PQueue({ concurrency: options.together });
  const hosts = new Map<string, PQueue>();
  const pace = options.delayMs > 0 ? { interval: options.delayMs, intervalCap: 1 } : {};
  const queueOf = (link: Link): PQueue => {
    const host = hostOf(link);
    const known = hosts.get(host);
    if (known !== undefined) return known;
    // A bucket is made for machines, and its owner is who asks.
    const fresh = new PQueue({ concurrency: options.perHost, ...(isBucketAddress(link.url) ? {} : pace) });
    hosts.set(host, fresh);
    return fresh;
  };
  const attempt = (link: Link, home: string, before: Kept | null, signal: AbortSignal) =>
    inTurn(together, () => once(link, home, before, options, connections, signal), signal);
  return {
    async fetch(link, signal) {
      signal.throwIfAborted();
      const home = folderOf(options.folder, link);
      const before = await recall(home);
      if (before !== null && fits(before, link) && isCurrent(before, link, options.freshMs))
        return { ...before, state: 'kept' };
      return await inTurn(
        queueOf(link),
        () => patiently(() => attempt(link, home, before, signal), options, signal),
        signal,
      );
    },
    close() {
      connections.http.destroy();
      connections.https.destroy();
      options.buckets?.close();
    },
  };
}

/** Runs `job` when its turn comes. An abort takes it out of the queue, or waits until it has tidied up behind itself. */
async function inTurn<T>(queue: PQueue, job: () => Promise<T>, signal: AbortSignal): Promise<T> {
  let started: Promise<T> | null = null;
  const start = () => {
    started = job();
    return started;
  };
  try {
    return await queue.add(start, { signal });
  } catch (error) {
    await Promise.allSettled([started]);
    throw error;
  }
}

function fits({ record }: Kept, link: Link): boolean {
  return link.sha256 === null || link.sha256 === record.sha256;
}

/** A bucket's version marks cost little to ask for; a listing has told them already. */
function isCurrent({ record }: Kept, link: Link, freshMs: number): boolean {
  if (isBucketAddress(link.url)) return link.etag !== undefined && link.etag === record.etag;
  return Date.now() - Date.parse(record.checkedAt) < freshMs;
}

async function once(
  link: Link,
  home: string,
  before: Kept | null,
  options: FetchOptions,
  connections: Connections,
  signal: AbortSignal,
): Promise<Fetched> {
  const part = await newPart(home);
  try {
    const known = before !== null && fits(before, link) ? before : null;
    const answer = isBucketAddress(link.url)
      ? await fromBucket(link, known, part, options, signal)
      : await request(link.url, headersFor(known, options.agent), part, options, connections, signal);
    return await settled(answer, link, home, before, part);
  } finally {
    await rm(part, { force: true });
  }
}

async function fromBucket(
  { url }: Link,
  known: Kept | null,
  part: string,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const place = bucketPlace(url);
  if (place === null || options.buckets === undefined) throw new FetchError('link-malformed', url);
  return await options.buckets.get(place, known?.record.etag ?? null, part, options, signal);
}

async function settled(answer: Answer, link: Link, home: string, before: Kept | null, part: string): Promise<Fetched> {
  const checkedAt = new Date().toISOString();
  if (answer.unchanged) {
    if (before === null) throw new FetchError('link-refused', 'HTTP 304');
    const record = { ...before.record, checkedAt };
    await note(home, record);
    return { path: before.path, record, state: 'unchanged' };
  }
  const { sha256, bytes, etag, lastModified } = answer;
  if (link.sha256 !== null && link.sha256 !== sha256) throw new FetchError('link-hash', sha256);
  const kept = await keep(home, part, link, { url: link.url, sha256, bytes, etag, lastModified, checkedAt });
  return { ...kept, state: 'fetched' };
}

function headersFor(before: Kept | null, agent: string): Record<string, string> {
  const { etag = null, lastModified = null } = before?.record ?? {};
  return {
    'user-agent': agent,
    accept: 'application/pdf, */*;q=0.5',
    'accept-encoding': 'identity',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}
