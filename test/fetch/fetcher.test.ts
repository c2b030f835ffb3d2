import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPublic } from '../../src/fetch/addresses.ts';
import { type Fetcher, type FetchOptions, openFetcher } from '../../src/fetch/fetcher.ts';
import { FETCH_LIMITS } from '../../src/fetch/limits.ts';
import { FetchError } from '../../src/fetch/problem.ts';
import { scratch } from '../batch/files.ts';
import { type Answering, endless, flood, PDF, pdf, redirect, serve, type TestServer } from './server.ts';

let folder: string;
let server: TestServer | null = null;
let fetcher: Fetcher | null = null;
const never = new AbortController().signal;

beforeEach(() => {
  folder = scratch();
});
afterEach(async () => {
  fetcher?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The servers of these tests are on this machine: of it, one address is let through as if it were public. */
const oneAddress = (address: string) => address === '127.0.0.1' || isPublic(address);

async function start(paths: Readonly<Record<string, Answering>>, options: Partial<FetchOptions> = {}) {
  server = await serve(paths);
  fetcher = openFetcher({
    ...FETCH_LIMITS,
    ...{ folder, allowed: oneAddress, agent: 'yusuan/test', delayMs: 0, backOffMs: 5 },
    ...options,
  });
  const { url, asked } = server;
  const from = fetcher;
  const get = (path: string, sha256: string | null = null) => from.fetch({ url: `${url}${path}`, sha256 }, never);
  const problem = async (path: string, sha256: string | null = null) => {
    const error: unknown = await get(path, sha256).catch((e: unknown) => e);
    return error instanceof FetchError ? error.problem : error;
  };
  return { url, asked, get, problem, from };
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const leftovers = () => readdirSync(folder, { recursive: true }).filter((name) => `${name}`.endsWith('.part'));

describe('a document', () => {
  test('is kept under its name, and not asked for again within a day', async () => {
    const { get, asked } = await start({ '/a/%E9%A2%84%E7%AE%97.pdf': pdf() });
    const first = await get('/a/%E9%A2%84%E7%AE%97.pdf');
    expect(first).toMatchObject({ state: 'fetched', record: { sha256: sha(PDF), bytes: PDF.length } });
    expect(first.path).toMatch(/预算\.pdf$/);
    expect(readFileSync(first.path)).toEqual(PDF);
    expect(await get('/a/%E9%A2%84%E7%AE%97.pdf')).toMatchObject({ state: 'kept', path: first.path });
    expect(asked).toHaveLength(1);
    expect(leftovers()).toEqual([]);
  });

  test('older than that is asked for by its mark only', async () => {
    const marked: Answering = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else pdf(PDF, { etag: '"v1"' })(request, response);
    };
    const { get } = await start({ '/a.pdf': marked }, { freshMs: 0 });
    const { path } = await get('/a.pdf');
    expect(await get('/a.pdf')).toMatchObject({ state: 'unchanged', path });
  });

  test('whose kept bytes were changed or lost is fetched again', async () => {
    const { get } = await start({ '/a.pdf': pdf() });
    const { path } = await get('/a.pdf');
    writeFileSync(path, Buffer.from(PDF).fill('x', 10, 12));
    expect(await get('/a.pdf')).toMatchObject({ state: 'fetched', path });
    expect(readFileSync(path)).toEqual(PDF);
    rmSync(path);
    expect(await get('/a.pdf')).toMatchObject({ state: 'fetched', path });
  });

  test('that was replaced on its server is kept beside the old one', async () => {
    let bytes = PDF;
    const { get } = await start({ '/a.pdf': (...both) => pdf(bytes)(...both) }, { freshMs: 0 });
    const old = await get('/a.pdf');
    bytes = Buffer.concat([PDF, PDF]);
    const fresh = await get('/a.pdf');
    expect(fresh.path).not.toBe(old.path);
    expect(readFileSync(old.path)).toEqual(PDF);
    expect(readFileSync(fresh.path)).toEqual(bytes);
  });

  test('of other bytes than the list says is refused', async () => {
    const { get, problem } = await start({ '/a.pdf': pdf() });
    expect(await problem('/a.pdf', 'ab'.repeat(32))).toBe('link-hash');
    expect(await get('/a.pdf', sha(PDF))).toMatchObject({ state: 'fetched' });
    expect(await problem('/a.pdf', 'ab'.repeat(32))).toBe('link-hash');
  });

  test('compressed although nobody asked for it, or behind a few redirects, is read', async () => {
    const zipped = gzipSync(PDF);
    const paths = {
      '/z.pdf': pdf(zipped, { 'content-encoding': 'gzip' }),
      '/r': redirect('/s'),
      '/s': redirect('z.pdf'),
    };
    const { get } = await start(paths);
    expect((await get('/z.pdf')).record.sha256).toBe(sha(PDF));
    expect((await get('/r')).record.sha256).toBe(sha(PDF));
  });

  test('that is a web page, missing, or in a circle is named as such', async () => {
    const page: Answering = (_request, response) => response.writeHead(200).end('<html>not here any more</html>');
    const { problem, asked } = await start({ '/page.pdf': page, '/circle': redirect('/circle') });
    expect(await problem('/page.pdf')).toBe('link-not-pdf');
    expect(await problem('/none.pdf')).toBe('link-refused');
    expect(await problem('/circle')).toBe('link-redirects');
    expect(asked.filter(({ path }) => path !== '/circle')).toHaveLength(2);
    expect(leftovers()).toEqual([]);
  });
});

describe('a server', () => {
  test('that is busy is asked again when it wants to be, one that breaks off too', async () => {
    let times = 0;
    const busy: Answering = (request, response) => {
      times += 1;
      if (times === 1) response.writeHead(503, { 'retry-after': '1' }).end();
      else if (times === 2) {
        response.writeHead(200, { 'content-length': 1000 });
        response.write(PDF, () => response.destroy());
      } else pdf()(request, response);
    };
    const { get, asked } = await start({ '/a.pdf': busy });
    expect(await get('/a.pdf')).toMatchObject({ state: 'fetched' });
    const [first, second] = asked;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
  });

  test('that never ends, never begins, or floods costs only its own link', async () => {
    const silent: Answering = () => {};
    const announced = (_: unknown, response: Parameters<Answering>[1]) =>
      response.writeHead(200, { 'content-length': 1e10 });
    const { get, problem } = await start(
      {
        '/endless': endless,
        '/flood': flood,
        '/10gb': (r, s) => announced(r, s).write('%PDF'),
        '/silent': silent,
        '/a.pdf': pdf(),
      },
      { timeoutMs: 1000, idleMs: 100, maxBytes: 5_000_000, attempts: 2, perHost: 8 },
    );
    const all = await Promise.all([
      ...['/endless', '/flood', '/10gb', '/silent'].map((path) => problem(path)),
      get('/a.pdf').then(({ state }) => state),
    ]);
    expect(all).toEqual(['link-slow', 'link-too-large', 'link-too-large', 'link-broken', 'fetched']);
    expect(leftovers()).toEqual([]);
  });

  test('is asked by no more than so many at a time, and no oftener than it was said', async () => {
    let now = 0;
    let most = 0;
    const slow: Answering = (request, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        pdf()(request, response);
      }, 150);
    };
    const names = ['/1', '/2', '/3', '/4', '/5'];
    const { get, asked } = await start(Object.fromEntries(names.map((name) => [name, slow])), {
      perHost: 2,
      delayMs: 60,
    });
    await Promise.all(names.map((name) => get(name)));
    expect(most).toBe(2);
    const gaps = asked.slice(1).map(({ at }, i) => at - (asked[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(40);
    expect(asked[0]?.headers['user-agent']).toBe('yusuan/test');
  });
});

describe('this machine and private networks', () => {
  const forbidden = [
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
    ],
    ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fc00::1', 'fd12::1', 'fe80::1'],
    ...['::ffff:10.0.0.1', '::ffff:127.0.0.1', '::127.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'ff02::1', 'x'],
  ];
  test.each(forbidden)('%s is no public address', (address) => {
    expect(isPublic(address)).toBe(false);
  });
  test.each(['1.1.1.1', '172.32.0.1', '2400:3200::1', '::ffff:1.1.1.1'])('%s is one', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test('are refused as links, however they are written, as names, and behind redirects', async () => {
    const paths = {
      '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
      '/to-other': redirect('http://127.0.0.2/a.pdf'),
      '/to-mapped': redirect('http://[::ffff:10.0.0.1]/'),
      '/to-file': redirect('file:///etc/passwd'),
    };
    const { from, problem, asked } = await start(paths, { attempts: 1 });
    for (const path of ['/to-metadata', '/to-other', '/to-mapped'])
      expect(await problem(path), path).toBe('link-private');
    expect(await problem('/to-file')).toBe('link-malformed');
    expect(asked).toHaveLength(4);
    for (const url of ['http://2130706434/', 'http://0x7f.2/', 'http://[::1]/', 'https://10.1.2.3/a.pdf']) {
      await expect(from.fetch({ url, sha256: null }, never), url).rejects.toMatchObject({ problem: 'link-private' });
    }
  });

  test('are refused where a name leads to them, before anything is sent', async () => {
    const { url, asked, from } = await start({ '/a.pdf': pdf() }, { allowed: isPublic });
    const named = url.replace('127.0.0.1', 'localhost');
    await expect(from.fetch({ url: `${named}/a.pdf`, sha256: null }, never)).rejects.toMatchObject({
      problem: 'link-private',
    });
    expect(asked).toEqual([]);
  });
});

test('an abort ends what is under way and leaves no parts; what was fetched stays', async () => {
  const { from, url, get } = await start({ '/endless': endless, '/a.pdf': pdf() });
  const { path } = await get('/a.pdf');
  const abort = new AbortController();
  const underWay = from.fetch({ url: `${url}/endless`, sha256: null }, abort.signal);
  setTimeout(() => abort.abort(), 150);
  await expect(underWay).rejects.toThrow();
  expect(leftovers()).toEqual([]);
  expect(existsSync(path)).toBe(true);
});
