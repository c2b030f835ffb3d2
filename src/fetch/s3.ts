import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { bucketLink, type Link } from './link.ts';
import { type Patience, patiently } from './patience.ts';
import { FetchError } from './problem.ts';
import type { Limits } from './request.ts';
import { type BucketPlace, bucketAddress } from './s3-address.ts';
import { bucketError, statusOf } from './s3-problem.ts';
import { type Answer, save } from './save.ts';

/**
 * Object storage (对象存储) that speaks S3. Who may read and where the server is come from the operator alone: from
 * these options, and from what the SDK finds in the environment and in profiles.
 */
export interface BucketOptions extends Patience {
  /** Of stores other than Amazon's; null leaves it to the SDK. */
  readonly endpoint: string | null;
  /** The bucket's name stands in the path, not before the host's name. */
  readonly pathStyle: boolean;
  /** Without a byte. */
  readonly idleMs: number;
}

export interface Buckets {
  /** The objects below a prefix with the marks of their versions, page by page. */
  list(place: BucketPlace, signal: AbortSignal): AsyncIterable<Link>;
  /** Asks for an object, unless it is the one with the mark `known`, and writes what comes to `part`. */
  get(
    place: BucketPlace,
    known: string | null,
    part: string,
    limits: Omit<Limits, 'allowed'>,
    signal: AbortSignal,
  ): Promise<Answer>;
  close(): void;
}

type Sdk = typeof import('@aws-sdk/client-s3');

interface Connection {
  readonly sdk: Sdk;
  readonly client: S3Client;
}

/** Stores other than Amazon's seldom care; Amazon's own answers from here where a bucket really lies. */
const ANY_REGION = 'us-east-1';

/** Nothing is loaded before the first question. */
export function openBuckets(options: BucketOptions): Buckets {
  let opened: Promise<Connection> | null = null;
  const connection = () => {
    opened ??= connect(options);
    return opened;
  };
  return {
    list: (place, signal) => list(place, connection, options, signal),
    get: (place, known, part, limits, signal) => get(place, known, part, connection, limits, signal),
    close: () => {
      void opened?.then(
        ({ client }) => client.destroy(),
        () => undefined,
      );
    },
  };
}

async function connect({ endpoint, pathStyle, idleMs }: BucketOptions): Promise<Connection> {
  const sdk = await load();
  const settings = {
    ...(endpoint === null ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    followRegionRedirects: true,
    // Tried again by who asks: an object may break off long after the SDK is done with it.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: idleMs },
  };
  const client = new sdk.S3Client(settings);
  try {
    await client.config.region();
    return { sdk, client };
  } catch {
    // Neither the environment nor a profile names a region.
    return { sdk, client: new sdk.S3Client({ ...settings, region: ANY_REGION }) };
  }
}

async function load(): Promise<Sdk> {
  try {
    return await import('@aws-sdk/client-s3');
  } catch (error) {
    throw new FetchError('s3-no-client', error instanceof Error ? error.message : `${error}`);
  }
}

async function* list(
  { bucket, key }: BucketPlace,
  connection: () => Promise<Connection>,
  options: BucketOptions,
  signal: AbortSignal,
): AsyncGenerator<Link> {
  let next: string | undefined;
  do {
    const page = await patiently(() => listed(bucket, key, next, connection, options, signal), options, signal);
    for (const { Key = '', ETag } of page.Contents ?? []) {
      const link = bucketLink(bucketAddress({ bucket, key: Key }));
      if (link !== null) yield ETag === undefined ? link : { ...link, etag: ETag };
    }
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
}

async function listed(
  bucket: string,
  prefix: string,
  next: string | undefined,
  connection: () => Promise<Connection>,
  { idleMs }: BucketOptions,
  signal: AbortSignal,
) {
  const { sdk, client } = await connection();
  const idle = AbortSignal.timeout(idleMs);
  try {
    const command = new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: next });
    return await client.send(command, { abortSignal: AbortSignal.any([signal, idle]) });
  } catch (error) {
    signal.throwIfAborted();
    if (idle.aborted) throw new FetchError('link-broken', `${idleMs / 1000} s idle`);
    throw bucketError(error);
  }
}

async function get(
  { bucket, key }: BucketPlace,
  known: string | null,
  part: string,
  connection: () => Promise<Connection>,
  limits: Omit<Limits, 'allowed'>,
  signal: AbortSignal,
): Promise<Answer> {
  const { sdk, client } = await connection();
  const { timeoutMs, idleMs } = limits;
  const [deadline, idle] = [AbortSignal.timeout(timeoutMs), new AbortController()];
  const timer = setTimeout(() => idle.abort(), idleMs);
  const either = AbortSignal.any([signal, deadline, idle.signal]);
  try {
    const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key, ...(known ? { IfNoneMatch: known } : {}) });
    const answer = await client.send(command, { abortSignal: either });
    const { Body: body, ContentLength: announced = 0, ContentEncoding: encoding = '', ContentType: type = '' } = answer;
    if (!(body instanceof Readable)) throw new FetchError('s3-refused', 'no body');
    const about = { announced, encoding, type, etag: answer.ETag ?? null, lastModified: null };
    return await save({ body, ...about }, part, limits, either, () => timer.refresh());
  } catch (error) {
    signal.throwIfAborted();
    if (statusOf(error) === 304) return { unchanged: true };
    if (deadline.aborted) throw new FetchError('link-slow', `${timeoutMs / 1000} s`);
    if (idle.signal.aborted) throw new FetchError('link-broken', `${idleMs / 1000} s idle`);
    const trouble = bucketError(error);
    throw trouble.problem === 'link-not-pdf' ? new FetchError('s3-not-pdf', trouble.message) : trouble;
  } finally {
    clearTimeout(timer);
  }
}
