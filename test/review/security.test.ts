import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewServer } from '../../src/review/server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { anyDatabase } from '../support/any-database.ts';
import { importInto, samplePath } from './database.ts';
import { bodyOf, type Client, clientOf, posting, startWithClient } from './server.ts';

let store: Store;
let server: ReviewServer;
let client: Client;
let origin: string;
let sha256: string;

beforeAll(async () => {
  store = openStore(anyDatabase());
  sha256 = await importInto(store, samplePath('publisher-errors'));
  ({ server, client, origin } = await startWithClient(store.db));
});
afterAll(async () => {
  await server.close();
  store.close();
});

const ROUTES = [
  '/',
  '/app.js',
  '/app.css',
  '/icon.svg',
  '/api/queue',
  '/api/facets',
  '/api/documents',
  '/api/chart',
  '/api/events',
  '/api/decisions',
  '/api/invite',
  '/api/nothing',
  '/nothing',
  '/../package.json',
];

describe('without a token', () => {
  test.each(ROUTES)('%s answers 401', async (path) => {
    expect((await fetch(origin + path)).status).toBe(401);
    expect((await fetch(origin + path, posting(origin, {}))).status).toBe(401);
  });

  test.each(['wrong', '', 'a'.repeat(5000)])('a token that was never given is refused', async (token) => {
    const answer = await fetch(`${origin}/?token=${token}`, { redirect: 'manual' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('a token works once', async () => {
    const address = server.address();
    const first = await fetch(address, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(401);
  });

  test('an invented cookie opens nothing', async () => {
    const cookie = `yusuan_${server.port}=${'a'.repeat(43)}`;
    expect((await fetch(`${origin}/api/queue`, { headers: { cookie } })).status).toBe(401);
  });
});

test('two people come in by two addresses', async () => {
  const { path } = await bodyOf<{ path: string }>(await client('/api/invite', posting(origin, {})));
  expect((await fetch(origin + path, { redirect: 'manual' })).status).toBe(303);
  expect((await (await clientOf(server))('/api/queue')).status).toBe(200);
});

describe('another site', () => {
  const body = { reviewer: '某人', reason: '' };
  test.each([
    ['without an origin', { origin: '' }],
    ['from elsewhere', { origin: 'http://evil.example' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
    ['from a file', { origin: 'null' }],
    ['without our header', { 'x-yusuan': '' }],
    ['as a form', { 'content-type': 'text/plain' }],
    ['as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('cannot post %s', async (_how, headers) => {
    const answer = await client('/api/corrections/1/undo', posting(origin, body, headers));
    expect(answer.status).toBe(403);
  });

  test('gets nothing under another name of this machine', async () => {
    const status = await new Promise((resolve) => {
      const { port } = server;
      request({ port, host: '127.0.0.1', path: '/', headers: { host: `evil.example:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

test('a server for the whole network is found under the machine’s names, and under no other', async () => {
  const { startReview } = await import('../../src/review/server.ts');
  const { declarations } = await import('./database.ts');
  const options = {
    db: store.db,
    declarations,
    language: 'zh',
    host: '0.0.0.0',
    port: 0,
    now: () => new Date(),
  } as const;
  const wide = await startReview(options);
  const local = `http://127.0.0.1:${wide.port}`;
  expect(new URL(wide.address()).hostname).not.toBe('0.0.0.0');
  expect((await fetch(`${local}/api/queue`)).status).toBe(401);
  const { search } = new URL(wide.address());
  expect((await fetch(`${local}/${search}`, { redirect: 'manual' })).status).toBe(303);
  await wide.close();
});

test('every answer is told to run and load nothing from elsewhere', async () => {
  for (const path of ['/', '/api/queue', '/api/nothing']) {
    const { headers } = await client(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('the page loads nothing from elsewhere and has nothing inline', async () => {
  const page = await (await client('/')).text();
  expect(page).not.toMatch(/https?:|<script(?![^>]*src=)|<style|style=|\son\w+=/);
});

describe('paths', () => {
  const raw = (path: string) =>
    new Promise<number>((resolve) => {
      void client('/').then(async () => {
        const cookie = await cookieOf();
        const { port } = server;
        request({ port, host: '127.0.0.1', path, headers: { cookie } }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        }).end();
      });
    });
  const cookieOf = async () => {
    const entry = await fetch(server.address(), { redirect: 'manual' });
    return entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  };

  test.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/built/../server.ts',
    '/app.js/../../server.ts',
    '/api/pages/..%2f..%2fpackage.json/1',
    `/api/pages/${'0'.repeat(64)}/1`,
    '/api/pages/%00/1',
    '/api/documents/..%2f..',
    '//etc/passwd',
  ])('%s gets nothing', async (path) => {
    expect([404, 422]).toContain(await raw(path));
  });

  test('pages beyond the document, and wild numbers, are refused', async () => {
    for (const page of ['0', '-1', '999', '1e3', '99999999', '1%2f2']) {
      expect([404, 422]).toContain((await client(`/api/pages/${sha256}/${page}`)).status);
    }
    expect((await client(`/api/pages/${sha256}/1?scale=100`)).status).toBe(422);
  });
});

test('bodies that are no request, too big or of unknown parts are refused in words', async () => {
  const bad = [{}, { kind: 'value' }, [], 'x', { document: '../x' }];
  for (const body of bad) {
    const answer = await client('/api/decisions', posting(origin, body));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: 'invalid' });
  }
  const broken = await client('/api/decisions', { ...posting(origin, {}), body: '{' });
  expect(broken.status).toBe(422);
  expect((await client('/api/decisions', posting(origin, { reason: 'x'.repeat(100_000) }))).status).toBe(413);
});
