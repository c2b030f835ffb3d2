import { readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import PQueue from 'p-queue';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fetcher, type FetchOptions, openFetcher } from '../../src/fetch/fetcher.ts';
import { FETCH_LIMITS } from '../../src/fetch/limits.ts';
import type { Link } from '../../src/fetch/link.ts';
import { FetchError } from '../../src/fetch/problem.ts';
import { type Buckets, openBuckets } from '../../src/fetch/s3.ts';
import { bucketPlace } from '../../src/fetch/s3-address.ts';
import { scratch } from '../batch/files.ts';
import { BUCKET, CREDENTIALS, openStore, type TestStore } from './bucket.ts';
import { type Answering, endless, PDF, serve } from './server.ts';

let folder: string;
let store: TestStore;
let open: { close(): void }[] = [];
const never = new AbortController().signal;

beforeAll(async () => {
  Object.assign(process.env, CREDENTIALS, { AWS_EC2_METADATA_DISABLED: 'true' });
  store = await openStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(() => {
  folder = scratch();
});
afterEach(() => {
  for (const each of open) each.close();
  open = [];
  rmSync(folder, { recursive: true, force: true });
});

const QUICK = { attempts: 2, backOffMs: 5 };

function connect(endpoint = store.url, limits: Partial<FetchOptions> = {}): Fetcher & { buckets: Buckets } {
  const buckets = openBuckets({ endpoint, pathStyle: true, idleMs: 10_000, ...limits, ...QUICK });
  const options = { ...FETCH_LIMITS, folder, allowed: () => false, agent: 'yusuan/test', buckets, ...limits, ...QUICK };
  const fetcher = openFetcher(options);
  open.push(fetcher);
  return { ...fetcher, buckets };
}

const object = (key: string, sha256: string | null = null): Link => ({ url: `s3://${BUCKET}/${key}`, sha256 });

async function below(prefix: string, endpoint = store.url): Promise<Link[]> {
  const place = bucketPlace(`s3://${BUCKET}/${prefix}`);
  const links: Link[] = [];
  if (place !== null) for await (const link of connect(endpoint).buckets.list(place, never)) links.push(link);
  return links;
}

async function problem(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof FetchError ? error.problem : error;
}

test('a prefix is listed to its end, however many pages that takes, its keys as they are', async () => {
  const keys = Array.from({ length: 1_001 }, (_, i) => `many/${String(i).padStart(4, '0')} 预算%20#?.pdf`);
  const puts = new PQueue({ concurrency: 20 });
  await puts.addAll([...keys, 'many.pdf', 'man/y.pdf'].map((key) => () => store.put(key, PDF)));
  const links = await below('many/');
  expect(links.map(({ url }) => url)).toEqual(keys.map((key) => object(key).url));
  expect(links[0]?.etag).toMatch(/^"[0-9a-f]{32}"$/);
  const got = await connect().fetch(object(keys[7] ?? ''), never);
  expect(basename(got.path)).toBe('0007 预算%20#_.pdf');
  expect(readFileSync(got.path)).toEqual(PDF);
});

test('what was listed with the mark of what is kept is not asked for; what changed is fetched', async () => {
  await store.put('a/1.pdf', PDF);
  const listed = await below('a/');
  const [link] = listed;
  if (link === undefined) throw new Error('not listed');
  const first = await connect().fetch(link, never);
  expect(first.state).toBe('fetched');
  // Where nothing answers: nothing was asked.
  expect(await connect('http://127.0.0.1:9').fetch(link, never)).toMatchObject({ state: 'kept', path: first.path });
  // Without a listing, the mark is asked for.
  expect((await connect().fetch(object('a/1.pdf'), never)).state).toBe('unchanged');
  const newer = Buffer.concat([PDF, PDF]);
  await store.put('a/1.pdf', newer);
  const [changed] = await below('a/');
  if (changed === undefined) throw new Error('not listed');
  const second = await connect().fetch(changed, never);
  expect(second.state).toBe('fetched');
  expect(readFileSync(second.path)).toEqual(newer);
  expect(readFileSync(first.path)).toEqual(PDF);
});

describe('an object', () => {
  test('that is too large, no PDF, or not what a list says, is refused', async () => {
    await store.put('b.pdf', PDF);
    await store.put('page.pdf', '<html>');
    expect(await problem(connect(store.url, { maxBytes: 10 }).fetch(object('b.pdf'), never))).toBe('link-too-large');
    expect(await problem(connect().fetch(object('page.pdf'), never))).toBe('s3-not-pdf');
    expect(await problem(connect().fetch(object('b.pdf', '0'.repeat(64)), never))).toBe('link-hash');
  });

  test('that is not there, or in no bucket, is told apart', async () => {
    expect(await problem(connect().fetch(object('none.pdf'), never))).toBe('s3-no-object');
    expect(await problem(connect().fetch({ url: 's3://nowhere/a.pdf', sha256: null }, never))).toBe('s3-no-bucket');
  });
});

describe('a server that', () => {
  const said =
    (status: number, code: string): Answering =>
    (_request, response) =>
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
  const PATH = `/${BUCKET}/a.pdf?x-id=GetObject`;

  test.each([
    [403, 'AccessDenied', 's3-denied', 1],
    [403, 'InvalidAccessKeyId', 's3-bad-credentials', 1],
    [403, 'SignatureDoesNotMatch', 's3-bad-credentials', 1],
    [400, 'AuthorizationHeaderMalformed', 's3-region', 1],
    [403, 'InvalidObjectState', 's3-archived', 1],
    [403, 'SecondLevelDomainForbidden', 's3-refused', 1],
    [403, 'SomethingNew', 's3-denied', 1],
    [400, 'InvalidRequest', 's3-refused', 1],
    [503, 'SlowDown', 'link-broken', 2],
  ])('answers %i %s is understood', async (status, code, expected, times) => {
    const server = await serve({ [PATH]: said(status, code) });
    expect(await problem(connect(server.url).fetch(object('a.pdf'), never))).toBe(expected);
    expect(server.asked).toHaveLength(times);
    await server.close();
  });

  test('falls silent or never ends is left', async () => {
    const silent: Answering = (_request, response) => void response.writeHead(200).write(PDF);
    const server = await serve({ [PATH]: silent });
    expect(await problem(connect(server.url, { idleMs: 100 }).fetch(object('a.pdf'), never))).toBe('link-broken');
    await server.close();
    const babbling = await serve({ [PATH]: endless });
    expect(await problem(connect(babbling.url, { timeoutMs: 300 }).fetch(object('a.pdf'), never))).toBe('link-slow');
    await babbling.close();
  });

  test('is not there is tried again, then named', async () => {
    expect(await problem(below('a/', 'http://127.0.0.1:9'))).toBe('link-broken');
    expect(await problem(below('a/', 'http://store.invalid'))).toBe('s3-unknown-host');
  });
});

test('without credentials nothing is asked', async () => {
  const { AWS_ACCESS_KEY_ID: key } = process.env;
  delete process.env.AWS_ACCESS_KEY_ID;
  const server = await serve({});
  try {
    expect(await problem(below('a/', server.url))).toBe('s3-no-credentials');
    expect(server.asked).toEqual([]);
  } finally {
    process.env.AWS_ACCESS_KEY_ID = key;
    await server.close();
  }
});
